"""One document's telling of an act: the statement with its document, its id and the words that date it."""

from dataclasses import dataclass
from functools import cached_property

from foedera.reading.model import AgreementReading, DatePhrase, EventStatement, StepStatement
from foedera.record.model import Account, ReadDocument, SourceWords
from foedera.record.phrase_of_statement import phrase_of
from foedera.record.statement_ids import event_id, step_id
from foedera.values.codes import Factuality, Status
from foedera.values.dates import DateRange, range_from_edtf


@dataclass(frozen=True)
class Telling:
    """`done`: told as having happened; `announced`: told as still to come; `implied`: follows from other words, which say neither."""

    id: str
    document_id: str
    statement: StepStatement | EventStatement
    phrase: DatePhrase | None = None
    implied: bool = False

    @cached_property
    def announced(self) -> bool:
        """Whether it is told as something to come."""
        said = self.statement
        coming = isinstance(said, StepStatement) and said.status is Status.FUTURE
        return not self.implied and (coming or said.factuality is Factuality.FORECAST)

    @cached_property
    def denied(self) -> bool:
        """Whether it is told as not having happened."""
        said = self.statement
        return said.factuality is Factuality.DENIED or (isinstance(said, StepStatement) and said.status is Status.DENIED)

    @property
    def done(self) -> bool:
        """Whether it is told as having happened."""
        return not (self.announced or self.denied or self.implied)

    @cached_property
    def told_days(self) -> DateRange | None:
        """The days this document alone gives, None when it gives none that stand alone."""
        return range_from_edtf(self.statement.date)

    @property
    def words(self) -> SourceWords:
        """The words that tell it, with their document."""
        return SourceWords(self.document_id, self.statement.evidence)

    def account(self) -> Account:
        """The account of the record that the telling becomes."""
        said = self.statement
        also = said.also_said_by if isinstance(said, EventStatement) else ()
        in_words = self.phrase.text if self.phrase else None
        return Account(self.id, self.document_id, said.evidence, said.factuality, said.said_by, also, in_words, said.date, said.reader)


def step_telling(item: ReadDocument, agreement: AgreementReading, step: StepStatement) -> Telling:
    """The telling of a step in one document, with the time expression it is dated by."""
    return Telling(step_id(item.document.id, agreement, step), item.document.id, step, phrase_of(step, item))


def event_tellings(item: ReadDocument) -> tuple[Telling, ...]:
    """The events of the document, each once."""
    document_id = item.document.id
    found = {event_id(document_id, e): e for e in item.reading.events}
    return tuple(Telling(key, document_id, event, phrase_of(event, item)) for key, event in found.items())

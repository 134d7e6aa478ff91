"""The list of agreements: parties, kind, how far each has got, and how much is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foedera.record.model import AgreementRow, Record
from foedera.treaties.lifecycle import days_of_publication, status_on
from foedera.values.codes import Step
from foedera.values.dates import DateRange
from foedera.views.labels import Labels
from foedera.views.pages.table import Table
from foedera.views.rows import accounts_of


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement in a list. `step`: the furthest step that every party has taken on the day (None: none is certain)."""

    id: str
    name: str
    parties: tuple[str, ...]
    kind: str
    step: str | None
    step_words: str
    documents: int
    duties: int


def agreement_lines(agreements: Sequence[AgreementRow], record: Record, on: date, labels: Labels) -> tuple[AgreementLine, ...]:
    """A line for each agreement, in the order given, as it stands on a day."""
    published = days_of_publication(record)
    return tuple(_line(row, _furthest(row, on, published), labels) for row in agreements)


def _furthest(row: AgreementRow, on: date, published: dict[str, DateRange]) -> Step | None:
    order = list(Step)
    reached = [status_on(row, party, on, published).step for party in row.parties]
    known = [step for step in reached if step is not None]
    return min(known, key=order.index) if known and len(known) == len(reached) else None


def _line(row: AgreementRow, step: Step | None, labels: Labels) -> AgreementLine:
    documents = {a.document_id for a in accounts_of(row)} | set(row.documents)
    words = labels.code("step", step.value) if step else labels.words.say("web.step_unknown")
    kind, parties = labels.code("kind", row.kind.value), tuple(map(labels.actor, row.parties))
    return AgreementLine(row.id, row.name, parties, kind, step.value if step else None, words, len(documents), len(row.provisions))


def agreements_table(lines: Sequence[AgreementLine]) -> Table:
    """The lines for a spreadsheet."""
    columns = ("id", "name", "parties", "kind", "step", "documents", "duties")
    rows = ((li.id, li.name, "; ".join(li.parties), li.kind, li.step, li.documents, li.duties) for li in lines)
    return Table(columns, tuple(rows))

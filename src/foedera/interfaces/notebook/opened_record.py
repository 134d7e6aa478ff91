"""A record opened from Python: the same questions as on the command line, with answers to go on with."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from foedera.corpus.read_corpus import Outcome, read_into, reader_version
from foedera.corpus.record_of_store import grow, record_of
from foedera.errors import FoederaError, StoreError, Trouble, UsageError
from foedera.interfaces.cli.language import LANGUAGES, spoken_language
from foedera.interfaces.cli.state_names import state_asked, states_asked
from foedera.interfaces.export.forms import form_called
from foedera.interfaces.export.json_lines import whole_line
from foedera.interfaces.export.material import Material
from foedera.interfaces.notebook.answers import Agreement, Answered, Reasons, Timeline
from foedera.interfaces.notebook.told import in_words, with_words
from foedera.record.model import Record
from foedera.sources.read_sources import documents_from
from foedera.store.store import Store
from foedera.treaties.model import Question
from foedera.treaties.what_if import what_if
from foedera.views.chosen_rows import Chosen, chosen_rows
from foedera.views.labels import Labels
from foedera.views.record_tables import table_called
from foedera.views.rows import Row, agreement_by_id, row_by_id
from foedera.views.timeline import timeline_of
from foedera.views.why import why_sections
from foedera.views.words import words
from foedera.world.load_agreements import load_agreements
from foedera.world.load_world import load_world

LISTS = ("assume", "met", "unmet")  # parts of a question that may be several


def open_record(record: str | Path, lang: str | None, create: bool) -> "OpenedRecord":
    """As `foedera.open`."""
    spoken = lang if lang in LANGUAGES else spoken_language()
    labels = Labels(words(spoken), load_world(), spoken)
    try:
        if lang not in (None, *LANGUAGES):
            raise UsageError(Trouble("bad_choice", "lang", detail=", ".join(LANGUAGES)))
        return OpenedRecord(Store(record, create=create), labels)
    except FoederaError as error:
        with_words(error, labels.words)
        raise


class OpenedRecord:
    """One record. `rows` is what it says as a whole; every answer is worked out from that. Close it, or use it in a `with` block."""

    def __init__(self, store: Store, labels: Labels) -> None:
        self._store, self.labels = store, labels
        self._is_open = True

    @property
    def store(self) -> Store:
        """Where the record is kept. StoreError once it is closed."""
        self._check_open()
        return self._store

    def _check_open(self) -> None:
        if not self._is_open:
            raise StoreError(Trouble("record_closed", self._store.name))

    def __enter__(self) -> "OpenedRecord":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        if not self._is_open:
            return self.labels.words.say("errors.record_closed", place=self._store.name)
        count = {"documents": len(self.rows.documents), "agreements": len(self.rows.agreements), "events": len(self.rows.events)}
        return self.labels.words.say("exports.record_line", **{name: str(number) for name, number in count.items()})

    def close(self) -> None:
        """Give the file back. Answers that were given stay; further questions are refused."""
        self._is_open = False
        self._store.close()

    @property
    @in_words
    def rows(self) -> Record:
        """All that the record says; worked out once, and again after `read`."""
        self._check_open()
        return self._rows

    @cached_property
    def _rows(self) -> Record:
        return record_of(self.store)

    @in_words
    def read(self, *sources: str | Path, published: str | None = None, text_lang: str | None = None) -> tuple[Outcome, ...]:
        """Read files or folders into the record. What became of each document; what cannot be read says why and stops nothing."""
        names = [str(source) for source in sources]
        documents = documents_from(names, published=published, lang=text_lang, known=lambda text: self.store.known(text, reader_version()))
        outcomes = tuple(read_into(self.store, documents))
        grow(self.store)
        self.__dict__.pop("_rows", None)
        return outcomes

    # --- what it says ------------------------------------------------------------------------------------------------------------------

    @in_words
    def agreements(self, country: str | None = None) -> tuple[Agreement, ...]:
        """Every agreement, or those of a state, by its code or name."""
        code = state_asked(country) if country else None
        return tuple(Agreement(row, self.labels) for row in self.rows.agreements if code is None or code in row.parties)

    @in_words
    def agreement(self, agreement_id: str | None = None) -> Agreement:
        """One agreement by its id; without an id, the one most documents tell of. Raises UsageError for an unknown one."""
        return Agreement(agreement_by_id(self.rows, agreement_id), self.labels)

    @in_words
    def timeline(self, agreement: str | None = None, country: str | None = None) -> Timeline:
        """Steps and events in order of time: all, or those of an agreement or a state and around it."""
        return Timeline(timeline_of(self._chosen(agreement, country), self.labels), self.labels)

    @in_words
    def row(self, row_id: str) -> Row:
        """Any row by its id: a step, duty, event, document, actor, quotation or difference. Raises UsageError for an unknown one."""
        return row_by_id(self.rows, row_id)

    @in_words
    def why(self, row_id: str) -> Reasons:
        """Why the record says what this row says. Raises UsageError for an unknown one."""
        row = self.row(row_id)
        return Reasons(row, why_sections(row, self.rows, self.labels), self.labels)

    @in_words
    def table(self, name: str = "statements", agreement: str | None = None, country: str | None = None) -> list[dict[str, Any]]:
        """The lines of a table as dictionaries, ready for `pandas.DataFrame`; columns as in the codebook of the exports."""
        table = table_called(name)
        return [dict(whole_line(table, line)) for line in table.lines(self._chosen(agreement, country))]

    # --- what would follow -------------------------------------------------------------------------------------------------------------

    @in_words
    def what_if(self, kind: str, *, on: str | date, by: str = "", on_whom: str = "", agreement: str = "", **terms: Any) -> Answered:
        """Who owes what if `by` attacks or threatens `on_whom`, if `by` leaves an agreement, or if one enters into force, on a day.

        `kind` is attack, threat, withdrawal or entry; states by code or name; `terms` are the other parts of a question: agreements,
        assume, at, on_forces, provoked, met, unmet, chain, clock, presume. Raises UsageError for what is unknown.
        """
        day = _day(on)
        whom = agreement.upper() if agreement else state_asked(on_whom)
        asked: dict[str, Any] = {name: _as_tuple(value) if name in LISTS else value for name, value in terms.items()}
        question = replace(Question(kind, "+".join(states_asked(by)), whom, day), **asked)
        world = () if question.agreements == "record" else load_agreements()
        return Answered(what_if(question, self.rows, world), self.rows, self.labels)

    # --- what others take --------------------------------------------------------------------------------------------------------------

    @in_words
    def export(self, form: str, *, agreement: str | None = None, country: str | None = None, table: str = "statements",
               with_text: bool = False) -> str | bytes:  # fmt: skip
        """The record, or a part of it, in one of the forms of `foedera export`, as text or as the bytes of a file."""
        rows = self._chosen(agreement, country)
        names = [row.id for row in rows.documents]
        material = Material(
            record=rows, labels=self.labels, documents=lambda: tuple(i.document for i in self.store.items_of(names)),
            added_at=self.store.added_at(), name=self.store.place.short_name, table=table, agreement=agreement, with_text=with_text,
        )  # fmt: skip
        pieces = form_called(form).pieces(material)
        return pieces if isinstance(pieces, bytes) else "".join(pieces)

    def _chosen(self, agreement: str | None, country: str | None) -> Record:
        return chosen_rows(self.rows, Chosen(agreement, state_asked(country) if country else None))


def _day(on: str | date) -> date:
    """A day as it was given, of a moment (also of pandas) its day. UsageError `bad_day` for what is none."""
    if isinstance(on, date):
        return date(on.year, on.month, on.day)
    try:
        return date.fromisoformat(on)
    except (TypeError, ValueError):
        raise UsageError(Trouble("bad_day", "on", detail=str(on)[:80])) from None


def _as_tuple(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)

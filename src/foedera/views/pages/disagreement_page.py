"""One disagreement: each value with who gives it, whom they have it from, and the words."""

from dataclasses import dataclass

from foedera.errors import Trouble, UsageError
from foedera.record.model import Disagreement, DisagreementValue, EventRow, Record, SourceWords
from foedera.views.disagreement_words import aspect_in_words, value_in_words
from foedera.views.labels import Labels
from foedera.views.pages.shown import Quoted
from foedera.views.pages.table import Table
from foedera.views.row_titles import name_of_id


@dataclass(frozen=True, slots=True)
class ValueShown:
    """One of the values, with its origins by name, how many independent sources give it, and their words."""

    value: str
    origins: tuple[str, ...]
    sources: int
    words: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class DisagreementPage:
    """What accounts say differently of one row. `about_kind`: event, row (a step) or agreement."""

    id: str
    title: str
    kind: str
    about: str
    about_kind: str
    about_name: str
    values: tuple[ValueShown, ...]


def disagreement_page(record: Record, disagreement_id: str, labels: Labels) -> DisagreementPage:
    """The page of a disagreement. UsageError for an unknown one."""
    row = next((d for d in record.disagreements if d.id == disagreement_id), None)
    if row is None:
        raise UsageError(Trouble("unknown_row", disagreement_id, detail="—"))
    names = {d.id: " · ".join(p for p in (d.outlet, d.title or d.id) if p) for d in record.documents}
    values = tuple(_value(row, value, names, labels) for value in sorted(row.values, key=lambda v: -v.independent_sources))
    about = name_of_id(record, row.about, labels)
    return DisagreementPage(row.id, what_differs(row, labels), row.kind, row.about, _about_kind(row, record), about, values)


def what_differs(row: Disagreement, labels: Labels) -> str:
    """What is compared, in a few words: "the date", "the number told"."""
    return aspect_in_words(row.field, row.aspect, labels)


def compared(row: Disagreement, labels: Labels) -> str:
    """What a value is a value of, as the label of it: "Number", "Day"; where there is no such label, what differs."""
    key = f"web.compared.{row.aspect or row.field}"
    return labels.words.say(key) if labels.words.has(key) else what_differs(row, labels)


def _about_kind(row: Disagreement, record: Record) -> str:
    if any(isinstance(e, EventRow) and e.id == row.about for e in record.events):
        return "event"
    steps = {s.id for a in record.agreements for s in a.lifecycle}
    return "row" if row.about in steps else "agreement" if any(a.id == row.about for a in record.agreements) else ""


def _value(row: Disagreement, value: DisagreementValue, names: dict[str, str], labels: Labels) -> ValueShown:
    words = tuple(_quoted(w, names) for w in value.words)
    origins = tuple(dict.fromkeys(names.get(o.removeprefix("page:"), labels.actor(o)) for o in value.origin))
    return ValueShown(value_in_words(row, value.value, labels), origins, value.independent_sources, words)


def _quoted(words: SourceWords, names: dict[str, str]) -> Quoted:
    at = words.evidence
    return Quoted("", words.document_id, names.get(words.document_id, words.document_id), at.start, at.end, at.text)


def values_table(page: DisagreementPage) -> Table:
    """The values for a spreadsheet, one line a quotation."""
    rows = tuple(
        (page.id, page.about, v.value, "; ".join(v.origins), v.sources, q.document_id, q.start, q.end, q.text)
        for v in page.values
        for q in v.words
    )
    return Table(("id", "about", "value", "origins", "sources", "document", "start", "end", "text"), rows)

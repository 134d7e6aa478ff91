"""The rows of a list in words: what, when, how surely, from how many sources. One shape for every kind of row."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from foedera.values.codes import Factuality
from foedera.values.dates import DateRange, edtf_from_range
from foedera.views.disagreement_words import aspect_in_words, told_value
from foedera.views.filed_names import name_beside
from foedera.views.labels import Labels
from foedera.views.pages.shown import Badge, Day, Scale, day_shown
from foedera.views.pages.table import Table


class ListRow(Protocol):
    """A row as lists hold it (corpus/listed_row.py says what each field means)."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def days(self) -> DateRange | None: ...
    @property
    def certainty(self) -> str | None: ...
    @property
    def status(self) -> str | None: ...
    @property
    def actor(self) -> str | None: ...
    @property
    def target(self) -> str | None: ...
    @property
    def about(self) -> str | None: ...
    @property
    def agreement(self) -> str | None: ...
    @property
    def place(self) -> str | None: ...
    @property
    def article(self) -> int | None: ...
    @property
    def document_id(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def lang(self) -> str | None: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...
    @property
    def said_by(self) -> tuple[str, ...]: ...
    @property
    def sources(self) -> int: ...
    @property
    def aspect(self) -> str: ...
    @property
    def about_type(self) -> str: ...
    @property
    def values(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One row in words: `title` says what it is, `detail` what the documents call it, `mark` its status where that is not the usual one;
    `values`: what the accounts of a disagreement say, the one of most sources first."""

    kind: str
    id: str
    title: str
    detail: str
    day: Day
    badge: Badge | None
    mark: str
    sources: int
    row: ListRow
    values: tuple[str, ...] = ()


MOST_VALUES = 6  # of a disagreement, in a list
_GROUPS = {"step": "step", "provision": "action", "event": "event", "agreement": "kind", "disagreement": "field"}
_USUAL = frozenset({None, "", "done", "none"})
_STATUS = {"step": "status", "disagreement": "disagreement", "document": "copy"}
COLUMNS = ("kind", "id", "type", "title", "date", "actor", "target", "agreement", "certainty", "status", "said_by", "sources", "place",
           "document", "start", "end")  # fmt: skip


def lines_of(rows: Iterable[ListRow], labels: Labels) -> tuple[Line, ...]:
    """The rows in words, their bars on one line of time."""
    held = tuple(rows)
    scale = Scale(row.days for row in held)
    return tuple(line_of(row, labels, scale) for row in held)


def line_of(row: ListRow, labels: Labels, scale: Scale | None = None) -> Line:
    """One row in words."""
    day, badge, mark = _day(row, labels, scale), _badge(row, labels), _mark(row, labels)
    return Line(str(row.kind), row.id, _title(row, labels), _detail(row, labels), day, badge, mark, row.sources, row, _values(row, labels))


def _day(row: ListRow, labels: Labels, scale: Scale | None) -> Day:
    """The row's day; none is shown of a duty or of what differs on one or on a whole agreement.

    Their days span the steps of the agreement, for order and filters: shown, they would be read as when the duty holds.
    """
    about = row.about or ""
    undated = row.kind == "provision" or "/duty:" in about or (row.kind == "disagreement" and bool(about) and about == row.agreement)
    if undated:
        return Day(None, "")
    shown = day_shown(row.days, None, labels, scale)
    return replace(shown, words=_span(row.days, labels) or shown.words) if row.kind == "agreement" else shown


def _span(days: DateRange | None, labels: Labels) -> str:
    """From when to when the steps of an agreement lie, by years or months; empty for one day, month or year.

    They are no bounds of one day, and a step may be known to the year alone.
    """
    first, last = (days.earliest, days.latest) if days else (None, None)
    if first is None or last is None or "/" not in (edtf_from_range(days) or ""):
        return ""
    length = 4 if first.year != last.year else 7
    ends = [labels.day(day.isoformat()[:length]) for day in (first, last)]
    return labels.words.say("codes.steps_between", first=ends[0], last=ends[1]) if ends[0] != ends[1] else ""


def _title(row: ListRow, labels: Labels) -> str:
    if row.kind == "document" and row.title == row.id:
        return labels.words.say("web.untitled", name=row.id)
    if row.kind in ("document", "agreement"):
        return row.title
    if row.kind == "disagreement":
        what = _type_in(("step", "event", "action", "kind"), row.about_type, labels)
        differs = aspect_in_words(row.type, row.aspect, labels)
        return labels.words.say("web.difference_of", what=_with_ends(what, row, labels), differs=differs) if what else differs
    return _with_ends(type_words(row, labels), row, labels)


def _with_ends(name: str, row: ListRow, labels: Labels) -> str:
    """The name with who does it to whom."""
    ends = " → ".join(end_words(code, labels) for code in (row.actor, row.target) if code)
    return labels.words.say("codes.titled", title=name, rest=ends) if ends else name


def _values(row: ListRow, labels: Labels) -> tuple[str, ...]:
    told = dict.fromkeys(told_value(row.type, row.aspect, value, labels) for value in row.values)
    return (*list(told)[:MOST_VALUES], *(("…",) if len(told) > MOST_VALUES else ()))


def end_words(code: str, labels: Labels) -> str:
    """Who acts, owes or is owed: states by name, or "each party"."""
    return labels.code("bearer", code) if labels.words.has(f"codes.bearer.{code}") else labels.actor(code)


def type_words(row: ListRow, labels: Labels) -> str:
    """The row's type in words; a statement's may be of any kind."""
    if row.type == "quotation":
        return labels.words.say("web.quotation")
    return _type_in((_GROUPS[row.kind],) if row.kind in _GROUPS else ("step", "event", "action"), row.type, labels)


def _type_in(groups: tuple[str, ...], code: str, labels: Labels) -> str:
    group = next((g for g in groups if labels.words.has(f"codes.{g}.{code}")), None)
    return labels.code(group, code) if group else code


def _detail(row: ListRow, labels: Labels) -> str:
    if row.kind == "agreement":
        parties = ", ".join(map(labels.actor, (row.actor or "").split("+")))
        told = labels.words.say("codes.titled", title=labels.code("kind", row.type), rest=parties)
        return " · ".join(part for part in (name_beside(row.id, row.title, labels.lang), told) if part)
    if row.kind == "document":
        return row.outlet or ""
    article = labels.words.say("brief.article", number=str(row.article)) if row.article else ""
    agreement = row.agreement if row.kind == "provision" else ""
    return " · ".join(part for part in (agreement, article, row.title) if part)


def _badge(row: ListRow, labels: Labels) -> Badge | None:
    if not row.certainty or row.kind == "disagreement":
        return None
    return Badge(row.certainty, labels.certainty(Factuality(row.certainty), row.said_by[:3]))


def _mark(row: ListRow, labels: Labels) -> str:
    if row.status in _USUAL:
        return ""
    group = _STATUS.get(row.kind, "status")
    return labels.words.say(f"web.copy.{row.status}") if group == "copy" else labels.code(group, row.status)


def lines_table(lines: Iterable[Line]) -> Table:
    """The rows for a spreadsheet, in codes."""
    return Table(COLUMNS, tuple(_cells(line.row) for line in lines))


def _cells(row: ListRow) -> tuple[str | int | None, ...]:
    return (
        str(row.kind), row.id, row.type, row.title, edtf_from_range(row.days), row.actor, row.target, row.agreement, row.certainty,
        row.status, "; ".join(row.said_by), row.sources, row.place, row.document_id, row.start, row.end,
    )  # fmt: skip

"""One event as each independent source tells it: a column a source, copies folded under what they copy, differences marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from foedera.errors import Trouble, UsageError
from foedera.record.independent_sources import origins
from foedera.record.model import Account, Disagreement, EventRow, LifecycleRow, Record
from foedera.views.disagreement_words import value_in_words
from foedera.views.labels import Labels
from foedera.views.pages.decisions import Decision, decisions_on
from foedera.views.pages.disagreement_page import compared, what_differs
from foedera.views.pages.shown import Badge, Day, Quoted, Scale, badge_of, day_shown, quoted
from foedera.views.pages.table import Table
from foedera.views.row_titles import row_name
from foedera.views.rows import row_by_id


@dataclass(frozen=True, slots=True)
class ToldValue:
    """What one column says of one thing that sources differ on. `kind`: contradiction, compatible or revised_over_time."""

    what: str
    value: str
    kind: str

    @property
    def differs(self) -> bool:
        """Whether another column says otherwise, and both cannot be true."""
        return self.kind == "contradiction"


@dataclass(frozen=True, slots=True)
class GivenValue:
    """A value with the voices that give it, the value of most independent sources first."""

    value: str
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One independent source: its voices, what it says, the accounts that tell it, and pages that copy these."""

    voices: str
    days: tuple[str, ...]
    values: tuple[ToldValue, ...]
    accounts: tuple[Quoted, ...]
    copies: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What sources differ on, in words. `kind`: contradiction, compatible or revised_over_time; `values`: who gives which."""

    id: str
    kind: str
    words: str
    values: tuple[GivenValue, ...] = ()


@dataclass(frozen=True, slots=True)
class EventPage:
    """One event, or one step of an agreement, with all its accounts. `agreement`: the id of that agreement, `agreement_name` its name."""

    id: str
    title: str
    what: str
    day: Day
    place: str | None
    badge: Badge
    quantities: tuple[str, ...]
    sources: int
    columns: tuple[Column, ...]
    differences: tuple[Difference, ...]
    agreement: str | None
    decisions: tuple[Decision, ...]
    agreement_name: str


def event_page(record: Record, row_id: str, labels: Labels) -> EventPage:
    """The page of an event or a step. UsageError for an unknown id, or one of another kind of row."""
    row = row_by_id(record, row_id)
    if not isinstance(row, EventRow | LifecycleRow):
        raise UsageError(Trouble("unknown_row", row_id, detail="—"))
    differing = tuple(d for d in record.disagreements if d.about == row.id)
    columns = tuple(_columns(row, differing, record, labels))
    differences = tuple(Difference(d.id, d.kind, what_differs(d, labels), _given(d, record, labels)) for d in differing)
    step = isinstance(row, LifecycleRow)
    what = (row.scope or "") if isinstance(row, LifecycleRow) else row.what
    title = row_name(row, labels) if step else labels.event(row) if isinstance(row, EventRow) else ""
    amounts = () if isinstance(row, LifecycleRow) else tuple(labels.quantity(q.quantity) for q in row.quantities)
    day = day_shown(row.days, row.date, labels, Scale([row.days, *(d.published_bounds for d in record.documents if _tells(d.id, row))]))
    home, badge, sources = row.id.partition("/")[0] if step else None, badge_of(row, labels), row.independent_sources
    decisions = decisions_on(record, [row.id], labels)
    name = next((a.name for a in record.agreements if a.id == home), home or "")
    return EventPage(row.id, title, what, day, row.place, badge, amounts, sources, columns, differences, home, decisions, name)


def _tells(document_id: str, row: EventRow | LifecycleRow) -> bool:
    return any(a.document_id == document_id for a in row.reported_by)


def _columns(row: EventRow | LifecycleRow, differing: tuple[Disagreement, ...], record: Record, labels: Labels) -> Iterable[Column]:
    """Accounts that go back to one origin stand in one column; the column with the most accounts comes first."""
    roots = {d.id: d.counts_as for d in record.documents if d.counts_as}
    names = {d.id: " · ".join(p for p in (d.outlet, d.title or d.id) if p) for d in record.documents}
    copies = {d.id for d in record.documents if d.copy_of and any(a.document_id == d.copy_of for a in row.reported_by)}
    groups: list[tuple[set[str], list[Account]]] = []
    for account in row.reported_by:
        mine = set(origins(account, roots))
        near = [g for g in groups if g[0] & mine]
        groups = [g for g in groups if not g[0] & mine]
        groups.append((mine.union(*(g[0] for g in near)), [*(a for g in near for a in g[1]), account]))
    for voices, accounts in sorted(groups, key=lambda g: (-len(g[1]), sorted(g[0]))):
        own = tuple(quoted(a, names, labels) for a in accounts if a.document_id not in copies)
        folded = tuple(quoted(a, names, labels) for a in accounts if a.document_id in copies)
        said = ", ".join(sorted(_voice(v, names, labels) for v in voices))
        days = tuple(dict.fromkeys(a.in_words for a in accounts if a.in_words))
        yield Column(said, days, _values({a.document_id for a in accounts}, differing, labels), own or folded, folded if own else ())


def _voice(voice: str, names: dict[str, str], labels: Labels) -> str:
    page = voice.removeprefix("page:")
    return names.get(page, page) if voice.startswith("page:") or page in names else labels.actor(voice)


def _given(row: Disagreement, record: Record, labels: Labels) -> tuple[GivenValue, ...]:
    names = {d.id: " · ".join(p for p in (d.outlet, d.title or d.id) if p) for d in record.documents}
    return tuple(
        GivenValue(value_in_words(row, v.value, labels), tuple(dict.fromkeys(_voice(o, names, labels) for o in v.origin or v.documents)))
        for v in sorted(row.values, key=lambda v: -v.independent_sources)
    )


def _values(documents: set[str], differing: tuple[Disagreement, ...], labels: Labels) -> tuple[ToldValue, ...]:
    return tuple(
        ToldValue(compared(d, labels), value_in_words(d, v.value, labels), d.kind)
        for d in differing
        for v in d.values
        if documents & set(v.documents)
    )


def accounts_table(page: EventPage) -> Table:
    """Every account for a spreadsheet."""
    rows = tuple(
        (page.id, column.voices, q.document_id, q.start, q.end, q.text, q.badge.code if q.badge else None, "yes" if copy else "no")
        for column in page.columns
        for copy, group in ((False, column.accounts), (True, column.copies))
        for q in group
    )
    return Table(("id", "origin", "document", "start", "end", "text", "certainty", "copy"), rows)

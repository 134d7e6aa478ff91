"""What a person should look at first: rows nobody has judged, by how doubtful they are and how much hangs on them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from foedera.record.model import AgreementRow, EventRow, LifecycleRow, ProvisionRow, QuoteRow, Record
from foedera.values.codes import Factuality, Status, Step
from foedera.values.dates import DateRange
from foedera.views.labels import Labels
from foedera.views.row_titles import RowNames
from foedera.views.rows import accounts_of

Reviewed = AgreementRow | LifecycleRow | ProvisionRow | EventRow | QuoteRow
# How much each ground of doubt counts, and how much each kind of row weighs: an order of work, not a probability.
DOUBTS = {
    "new_accounts": 0.8,
    "contradiction": 1.0,
    "undated": 0.4,
    "perhaps_same": 0.4,
    "no_actor": 0.3,
    "one_source": 0.3,
    "hedged": 0.3,
    "no_speaker": 0.5,
    "passed_on": 0.3,
    "not_decided": 0.1,
    "wide_date": 0.2,
    "denied": 0.2,
}
STEP_WEIGHTS = {Step.SIGNED: 1.0, Step.RATIFIED: 1.0, Step.IN_FORCE: 1.2, Step.WITHDRAWN: 1.2, Step.TERMINATED: 1.2}
STEP_WEIGHT, AGREEMENT_WEIGHT, DUTY_WEIGHT, EVENT_WEIGHT, QUOTE_WEIGHT = 0.8, 1.2, 0.9, 0.6, 0.4
WEIGHT_OF_A_DOCUMENT = 0.05  # each further document that tells of the row makes it matter more, up to ten of them
MOST_DOCUMENTS = 10
WIDE_DAYS = 31


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A row to look at. `doubts`: why, as keys of `review.doubt`; the queue is in order of doubt times weight."""

    id: str
    title: str
    doubts: tuple[str, ...]
    doubt: float
    weight: float


def review_queue(record: Record, labels: Labels, *, all_quotations: bool = False) -> tuple[ReviewItem, ...]:
    """Rows with a doubt that nobody has judged, or that have been told anew since, the most pressing first.

    `all_quotations`: also those that are doubted on no ground, for who would see all words of a page decided on.
    """
    judged = {s for j in record.judgements for s in j.statements}
    judged_rows = {r for j in record.judgements for r in j.rows}
    contradicted = {d.about for d in record.disagreements if d.kind == "contradiction"}
    alike = {row for pair in record.perhaps_same for row in pair.rows}
    items, names = [], RowNames(record, labels)
    for row in _rows(record):
        told = statements_of(row)
        settled = row.id in judged_rows
        if not told or (settled and told <= judged):
            continue
        doubts = (*(["new_accounts"] if settled else []), *_doubts(row, contradicted), *(["perhaps_same"] if row.id in alike else []))
        doubts = doubts or (("not_decided",) if all_quotations and isinstance(row, QuoteRow) else ())
        if doubts:
            doubt = round(sum(DOUBTS[d] for d in doubts), 2)
            items.append(ReviewItem(row.id, names.of(row.id), doubts, doubt, _weight(row)))
    return most_pressing_first(items)


def most_pressing_first(items: Iterable[ReviewItem]) -> tuple[ReviewItem, ...]:
    """By doubt times weight, then by id."""
    return tuple(sorted(items, key=lambda i: (-i.doubt * i.weight, i.id)))


def statements_of(row: Reviewed) -> set[str]:
    """The ids of the statements that a row is told by."""
    if isinstance(row, QuoteRow):
        return {row.id}
    return {*row.statements} if isinstance(row, AgreementRow) else {a.statement_id for a in accounts_of(row)}


def _rows(record: Record) -> Iterable[Reviewed]:
    for agreement in record.agreements:
        yield agreement
        yield from agreement.lifecycle
        yield from agreement.provisions
    yield from record.events
    yield from record.quotes


def _doubts(row: Reviewed, contradicted: set[str]) -> tuple[str, ...]:
    found = ["contradiction"] if row.id in contradicted else []
    if isinstance(row, AgreementRow):
        return tuple(found)
    if isinstance(row, QuoteRow):
        return (*found, *([] if row.speaker else ["no_speaker"]), *(["passed_on"] if row.via else []))
    if not isinstance(row, ProvisionRow):
        still_open = isinstance(row, LifecycleRow) and row.status is not Status.DONE  # what has not happened has no day
        found += [] if still_open else _doubts_of_date(row.days)
        found += ["one_source"] if row.independent_sources < 2 else []
    if isinstance(row, EventRow) and not (row.source and row.target):
        found.append("no_actor")
    if isinstance(row, LifecycleRow) and row.status is Status.DENIED:
        found.append("denied")
    return (*found, *(["hedged"] if row.factuality in (Factuality.HEDGED, Factuality.DENIED) else []))


def _doubts_of_date(days: DateRange | None) -> list[str]:
    if days is None or days.earliest is None or days.latest is None:
        return ["undated"]
    return ["wide_date"] if (days.latest - days.earliest).days > WIDE_DAYS else []


def _weight(row: Reviewed) -> float:
    if isinstance(row, QuoteRow):
        return QUOTE_WEIGHT
    weights = {AgreementRow: AGREEMENT_WEIGHT, ProvisionRow: DUTY_WEIGHT, EventRow: EVENT_WEIGHT}
    base = STEP_WEIGHTS.get(row.step, STEP_WEIGHT) if isinstance(row, LifecycleRow) else weights[type(row)]
    more = min(len({a.document_id for a in accounts_of(row)}) - 1, MOST_DOCUMENTS)
    return round(base + WEIGHT_OF_A_DOCUMENT * more, 2)


def could_be_the_same(record: Record, row_id: str, most: int = 9) -> tuple[str, ...]:
    """Ids of rows that a merge may be meant with: those offered, else of one kind: events with a side in common, steps, agreements."""
    offered = [other for pair in record.perhaps_same if row_id in pair.rows for other in pair.rows if other != row_id]
    return tuple(dict.fromkeys([*offered, *_alike(record, row_id)]))[:most]


def _alike(record: Record, row_id: str) -> list[str]:
    row = next((r for r in _rows(record) if r.id == row_id), None)
    if isinstance(row, EventRow):
        ends = _ends(row)
        alike = [e for e in record.events if e.id != row_id and e.type is row.type and (not ends or not _ends(e) or ends & _ends(e))]
        return [e.id for e in sorted(alike, key=lambda e: (-len(ends & _ends(e)), e.id))]
    if isinstance(row, LifecycleRow):
        home = next(a for a in record.agreements if row in a.lifecycle)
        return [s.id for s in home.lifecycle if s.id != row_id and s.step is row.step]
    if isinstance(row, AgreementRow):
        return [a.id for a in record.agreements if a.id != row_id and set(a.parties) & set(row.parties)]
    return []


def _ends(event: EventRow) -> set[str]:
    return {p for code in (event.source, event.target) if code for p in code.split("+")}

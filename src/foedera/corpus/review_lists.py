"""The queue of a desk under filters, drawn from the newest rows of each kind, so that a page costs the same whatever the record holds."""

from dataclasses import dataclass, replace

from foedera.corpus.desk import Desk
from foedera.corpus.filters import Filters
from foedera.corpus.listed_row import QUOTATION, Kind
from foedera.views.labels import Labels
from foedera.views.review_queue import ReviewItem, most_pressing_first, review_queue

JUDGED = (Kind.AGREEMENT, Kind.STEP, Kind.PROVISION, Kind.EVENT)
AT_ONCE = 30  # rows of each kind that are looked at together
QUOTATIONS_AT_ONCE = 15  # each brings a page of its own with it
CONTRADICTED_AT_ONCE = 25
MOST_LOOKS = 4  # such groups, before a queue is said to be empty for now


@dataclass(frozen=True, slots=True)
class Queue:
    """Rows to look at, the most pressing first; `or_more`: older rows were not looked at yet."""

    items: tuple[ReviewItem, ...]
    or_more: bool


def queue_of(desk: Desk, filters: Filters, labels: Labels) -> Queue:
    """The rows with a doubt among those contradicted and the newest that the filters leave; where none has any, among those before them.

    Quotations come where they are doubted; where the filters ask for nothing else, all on which nobody has decided.
    """
    whole = filters.type == QUOTATION
    asked = dict.fromkeys((Kind.STATEMENT,) if whole else JUDGED, filters)
    if filters.type in (None, QUOTATION):
        asked[Kind.STATEMENT] = replace(filters, type=QUOTATION)
    after: dict[Kind, str | None] = dict.fromkeys(asked)
    found: list[ReviewItem] = []
    or_more = False
    contradicted = _contradicted(desk, filters)
    for _ in range(MOST_LOOKS):
        pages = {kind: desk.listed(kind, asked[kind], after=cursor, limit=_most(kind)) for kind, cursor in after.items()}
        ids = contradicted | {row.id: kind for kind, page in pages.items() for row in page.rows}
        queue = review_queue(desk.rows_with(*sorted(ids)), labels, all_quotations=whole) if ids else ()
        items = [i for i in queue if i.id in ids]
        found += items
        after = {kind: page.next for kind, page in pages.items() if page.next is not None}
        if whole and items or any(ids[i.id] is not Kind.STATEMENT for i in items):
            break
        if items:  # quotations alone: they wait, older rows of the other kinds are looked for
            or_more = after.pop(Kind.STATEMENT, None) is not None
        if not after:
            break
    return Queue(most_pressing_first(found), or_more or bool(after))


def _contradicted(desk: Desk, filters: Filters) -> dict[str, Kind]:
    """Rows of any age on which accounts contradict each other, the newest: what a person should see first."""
    if filters.type or filters.status:
        return {}
    rows = desk.listed(Kind.DISAGREEMENT, replace(filters, status="contradiction"), limit=CONTRADICTED_AT_ONCE).rows
    return {row.about: Kind.EVENT for row in rows if row.about}


def _most(kind: Kind) -> int:
    return QUOTATIONS_AT_ONCE if kind is Kind.STATEMENT else AT_ONCE

"""Review: one row at a time with its sentences, what was read in them, who decided what; deciding is in `review_decisions`."""

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.corpus.filters import NO_FILTERS, Filters
from foedera.corpus.listed_row import QUOTATION, Kind
from foedera.corpus.review_lists import Queue, queue_of
from foedera.interfaces.web.access import visitor_of
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.decided import latest_lines, lines_of_log, lines_on, page_changed
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.list_page import bar_of, filters_of
from foedera.interfaces.web.rendering import page
from foedera.interfaces.web.reviewer import gives_a_name, reviewer_of
from foedera.interfaces.web.site import Site
from foedera.record.judging import row_judged
from foedera.record.model import AgreementRow, EventRow, LifecycleRow, ProvisionRow, QuoteRow, Record
from foedera.record.statement_ids import short_hash
from foedera.store.judgement_pages import LogAsked
from foedera.store.users import Role
from foedera.views.labels import Labels
from foedera.views.pages.correction_fields import Corrected
from foedera.views.pages.filter_bar import FilterBar
from foedera.views.pages.review_page import ReviewCard, documents_shown, review_card
from foedera.views.pages.table import Table
from foedera.views.review_queue import ReviewItem, could_be_the_same
from foedera.views.row_titles import row_title

router = APIRouter()
NEIGHBOURS = 8  # rows named that come next
MOST_SKIPPED = 40  # kept in the address
MOST_FOUND = 12  # rows offered for a merge


@dataclass(frozen=True, slots=True)
class Other:
    """A row that a merge may be meant with."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Deciding:
    """The page. `next`, `before`: ids of the rows beside this one in the queue; `others`: to merge with.

    `own`: one's last judgement, `own_page`: where what it changed shows.
    """

    card: ReviewCard | None
    next: str
    before: str
    neighbours: tuple[ReviewItem, ...]
    place: int
    left: int
    or_more: bool
    decided: int
    others: tuple[Other, ...]
    latest: tuple[str, ...]
    own: str
    own_line: str
    own_page: str
    bar: FilterBar
    skipped: int
    skip_this: str
    key: str
    by: str
    names_itself: bool
    may_decide: bool
    gone: str
    was_decided: tuple[str, ...]


@router.get("/review")
def review(request: Request) -> Response:
    """The row in the address, else the most pressing one of the queue under the filters; the queue as CSV or JSON."""
    if request.query_params.get("format", "html") != "html":
        return answer(request, "review.html", lambda: _queue(request, filters_of(request)), queue_table)
    return page(request, "review.html", page=_deciding(request))


def _queue(request: Request, filters: Filters) -> Queue:
    site: Site = request.app.state.site
    labels = site.labels(language_asked(request))
    return site.kept(("queue", labels.lang, urlencode(filters.to_strings())), lambda: queue_of(site.desk(), filters, labels))


def queue_table(queue: Queue) -> Table:
    """The queue for a spreadsheet, in its order."""
    return Table(("id", "title", "doubts"), tuple((i.id, i.title, " ".join(i.doubts)) for i in queue.items))


def _deciding(request: Request) -> Deciding:
    site: Site = request.app.state.site
    labels, filters = site.labels(language_asked(request)), filters_of(request)
    queue = _queue(request, filters)
    skipped = set(request.query_params.get("skipped", "").split())
    items = tuple(i for i in queue.items if short(i.id) not in skipped)
    asked = request.query_params.get("row", "")
    place = next((n for n, i in enumerate(items) if i.id == asked), None)
    current = asked or (items[0].id if items else "")
    at = place if place is not None else (0 if not asked else -1)
    record = site.desk().part(current) if current else Record()
    row = row_of(record, current)
    return Deciding(
        card=_card(site, record, row, items[at] if row and at >= 0 else None, labels),
        next=_beside(items, at + 1),
        before=_beside(items, at - 1) if at > 0 else "",
        neighbours=items[at + 1 : at + 1 + NEIGHBOURS],
        place=at + 1,
        left=len(queue.items),
        or_more=queue.or_more,
        decided=site.store.targets_judged(),
        others=_others(request, site, record, row, labels),
        latest=latest_lines(site, labels),
        **_own(request, labels),
        bar=bar_of(
            request,
            Kind.STATEMENT if filters.type == QUOTATION else Kind.EVENT,
            filters,
            skipped=request.query_params.get("skipped", ""),
        ),
        skipped=len(skipped & {short(i.id) for i in queue.items}),
        skip_this=" ".join([*request.query_params.get("skipped", "").split(), short(current)][-MOST_SKIPPED:]),
        key=secrets.token_urlsafe(12),
        by=reviewer_of(request),
        names_itself=gives_a_name(request),
        may_decide=visitor_of(request).may(Role.ANALYST),
        gone=current if current and row is None else "",
        was_decided=lines_on(site, current, (), labels) if current else (),
    )


def _beside(items: tuple[ReviewItem, ...], place: int) -> str:
    return items[place].id if 0 <= place < len(items) else ""


def short(row_id: str) -> str:
    """A few characters that stand for a row in an address."""
    return short_hash(row_id)[:8]


def row_of(record: Record, row_id: str) -> Corrected | None:
    """The row of this id, where it is one that is reviewed."""
    row = row_judged(record, row_id) if row_id else None
    return row if isinstance(row, AgreementRow | LifecycleRow | ProvisionRow | EventRow | QuoteRow) else None


def _card(site: Site, record: Record, row: Corrected | None, item: ReviewItem | None, labels: Labels) -> ReviewCard | None:
    if row is None:
        return None
    documents = {i.document.id: i.document for i in site.store.items_of(documents_shown(row))}
    return review_card(record, row, item, documents, labels)


def _own(request: Request, labels: Labels) -> dict[str, str]:
    """One's own last judgement that holds, for taking it back."""
    site: Site = request.app.state.site
    mine = site.store.judgement_page(LogAsked(who=reviewer_of(request), holding=True), 1)
    if not mine:
        return {"own": "", "own_line": "", "own_page": ""}
    last = mine[0].judgement
    (line,) = lines_of_log(site, mine, labels)
    return {"own": last.id, "own_line": line, "own_page": page_changed(last)}


def _others(request: Request, site: Site, record: Record, row: Corrected | None, labels: Labels) -> tuple[Other, ...]:
    """Rows that may be the same: those offered, and, where words are looked for, rows of the kind that pages with these words tell of."""
    if row is None or isinstance(row, ProvisionRow | QuoteRow):
        return ()
    found, words = list(could_be_the_same(record, row.id)), request.query_params.get("find", "").strip()[:200]
    whole = record
    if words:
        desk = site.desk()
        pages = [hit.row.id for hit in desk.search(words, NO_FILTERS, limit=MOST_FOUND).found]
        told = [name for document in pages for s in desk.statements_of(document) for name in (s.about, *s.also_about, s.agreement) if name]
        whole = desk.part(*dict.fromkeys((row.id, *told[: 5 * MOST_FOUND])))
        found = [*dict.fromkeys(told), *found]
    rows = ((name, row_of(whole, name)) for name in dict.fromkeys(found) if name != row.id)
    kept = [Other(name, row_title(other, labels)) for name, other in rows if other is not None and type(other) is type(row)]
    return tuple(kept[:MOST_FOUND])

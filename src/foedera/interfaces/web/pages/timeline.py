"""Steps and events together, in order of time."""

from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.corpus.filters import Filters
from foedera.corpus.listed_row import Kind, ListedRow
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.list_page import bar_of, filters_of, limit_of
from foedera.interfaces.web.site import Site
from foedera.views.pages.filter_bar import FilterBar
from foedera.views.pages.lines import lines_table
from foedera.views.pages.timeline_page import DAY_OF_NONE, Group, last_day, month_groups

router = APIRouter()


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A page of the timeline, newest month first. `next`: the cursor of the page that follows."""

    groups: tuple[Group, ...]
    next: str | None
    total: int
    or_more: bool
    bar: FilterBar


@router.get("/timeline")
def timeline(request: Request) -> Response:
    """The timeline; with a country the events around it, with an agreement its steps."""
    site: Site = request.app.state.site

    def make() -> TimelinePage:
        filters, after = filters_of(request), request.query_params.get("after") or None
        kind = Kind.STEP if filters.agreement else Kind.EVENT
        found = site.desk().listed(kind, filters, after=after, limit=limit_of(request))
        rows = [*found.rows, *(() if filters.agreement else _steps(site, filters, found.rows, after is None, found.next is None))]
        groups = month_groups(rows, site.labels(language_asked(request)))
        return TimelinePage(groups, found.next, found.total, found.or_more, bar_of(request, kind, filters))

    return answer(request, "timeline.html", make, lambda page: lines_table(line for g in page.groups for line in g.lines))


def _steps(site: Site, filters: Filters, events: tuple[ListedRow, ...], is_first: bool, is_last: bool) -> list[ListedRow]:
    """The steps whose last day lies where this page's events lie: pages follow each other without a gap."""
    days = [last_day(e) for e in events if last_day(e) > DAY_OF_NONE]
    low = None if is_last or not days else min(days)
    high = None if is_first or not days else max(days)
    narrowed = filters.to_strings()
    if low and (filters.from_day is None or low > filters.from_day):
        narrowed["from"] = low.isoformat()
    if high and (filters.to_day is None or high < filters.to_day):
        narrowed["to"] = (high + timedelta(days=366)).isoformat() if high.year < 9000 else high.isoformat()
    found = site.desk().listed(Kind.STEP, Filters.from_strings(narrowed), limit=200).rows
    return [row for row in found if (low is None or last_day(row) >= low) and (high is None or last_day(row) < high)]

"""A page of a list: rows under filters, newest first, the next page under a link; the same for every kind."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from foedera.corpus.filters import FACETS, Filters
from foedera.interfaces.web.agreement_list import agreement_names
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.site import Site
from foedera.views.pages.filter_bar import FilterBar, filter_bar
from foedera.views.pages.lines import Line, lines_of, lines_table

LIMIT, MOST = 50, 500  # rows of a page, and at most


@dataclass(frozen=True, slots=True)
class ListPage:
    """The rows of one page. `next`: the cursor of the page that follows; `total` of them, at least where `or_more`."""

    kind: str
    lines: tuple[Line, ...]
    next: str | None
    total: int
    or_more: bool
    bar: FilterBar


def filters_of(request: Request) -> Filters:
    """The filters in the page's address. UsageError for a value that cannot be one."""
    return Filters.from_strings(dict(request.query_params))


def limit_of(request: Request) -> int:
    """How many rows are asked for."""
    text = request.query_params.get("limit", "")
    return min(max(int(text), 1), MOST) if text.isdecimal() and len(text) < 6 else LIMIT


def bar_of(request: Request, kind: str, filters: Filters, **keep: str) -> FilterBar:
    """The filter bar over rows of a kind."""
    site: Site = request.app.state.site
    counts = site.desk().facets(kind, filters).counts
    pairs = {name: [(c.value, c.count) for c in counts.get(name, ())] for name in FACETS}
    lang = language_asked(request)
    named = agreement_names(site, [*(value for value, _ in pairs["agreement"]), *filter(None, [filters.agreement])], lang)
    return filter_bar(filters.to_strings(), pairs, site.labels(lang), keep, named)


def list_answer(request: Request, kind: str, template: str) -> Response:
    """The answer to a request for a list of one kind."""
    site: Site = request.app.state.site

    def make() -> ListPage:
        filters = filters_of(request)
        found = site.desk().listed(kind, filters, after=request.query_params.get("after") or None, limit=limit_of(request))
        lines = lines_of(found.rows, site.labels(language_asked(request)))
        return ListPage(kind, lines, found.next, found.total, found.or_more, bar_of(request, kind, filters))

    return answer(request, template, make, lambda page: lines_table(page.lines))

"""The events on a map."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.corpus.listed_row import Kind
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.list_page import MOST, bar_of, filters_of
from foedera.interfaces.web.site import Site
from foedera.views.pages.filter_bar import FilterBar
from foedera.views.pages.map_page import MapView, map_table, map_view

router = APIRouter()


@dataclass(frozen=True, slots=True)
class MapPage:
    """The map of the newest events that the filters leave. `total` of them there are, at least where `or_more`."""

    view: MapView
    total: int
    or_more: bool
    bar: FilterBar


@router.get("/map")
def map_of_events(request: Request) -> Response:
    """Events between states as arcs between capitals."""
    site: Site = request.app.state.site

    def make() -> MapPage:
        filters = filters_of(request)
        found = site.desk().listed(Kind.EVENT, filters, limit=MOST)
        view = map_view(found.rows, site.labels(language_asked(request)))
        return MapPage(view, found.total, found.or_more, bar_of(request, Kind.EVENT, filters))

    return answer(request, "map.html", make, lambda page: map_table(page.view))

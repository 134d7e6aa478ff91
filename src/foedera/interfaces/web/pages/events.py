"""The events, and one of them with its accounts side by side."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.corpus.listed_row import Kind
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.list_page import list_answer
from foedera.interfaces.web.reviewer import who_decides
from foedera.interfaces.web.site import Site
from foedera.views.pages.event_page import EventPage, accounts_table, event_page

router = APIRouter()


@router.get("/events")
def events(request: Request) -> Response:
    """The list of events."""
    return list_answer(request, Kind.EVENT, "events.html")


@router.get("/events/{event_id:path}")
def event(request: Request, event_id: str) -> Response:
    """One event."""
    site: Site = request.app.state.site

    def make() -> EventPage:
        return event_page(site.desk().part(event_id), event_id, site.labels(language_asked(request)))

    return answer(request, "event.html", make, accounts_table, **who_decides(request))

"""The feed and the calendar of a page: what is told of the same agreement, the same country, under the same filters and words."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.requests import Request

from foedera.corpus.filters import Filters
from foedera.errors import UsageError
from foedera.interfaces.web.site import Site

KINDS = {"atom": ("Atom", "application/atom+xml"), "ics": ("iCalendar", "text/calendar")}
EVERYTHING = ("/", "/events", "/timeline", "/map", "/search")
OTHER_TYPES = ("/actors", "/agreements", "/disagreements", "/documents")  # their `type` and `status` are not those of steps and events
LONGEST = 400  # characters of a search that a feed takes


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A way to subscribe to what a page shows. `kind`: atom or ics."""

    kind: str
    name: str
    media: str
    href: str


def feed_links(request: Request, lang: str) -> tuple[FeedLink, ...]:
    """The feed and the calendar of the page that is asked for; none where it has no steps or events of its own."""
    found = _feed_of(request)
    if found is None:
        return ()
    base, query = found
    asked = urlencode(query | {"lang": lang})
    return tuple(FeedLink(kind, name, media, f"/feeds/{base}.{kind}?{asked}") for kind, (name, media) in KINDS.items())


def _feed_of(request: Request) -> tuple[str, dict[str, str]] | None:
    """The feed's name and what it is asked."""
    path = request.url.path
    if path in EVERYTHING or path in OTHER_TYPES:
        return "search", _narrowed(request)
    params = request.path_params
    if path.startswith("/agreements/") and params.get("agreement_id"):
        return f"agreements/{quote(params['agreement_id'], safe='')}", {}
    if path.startswith("/actors/") and params.get("actor_id"):
        return _of_actor(request, params["actor_id"])
    return None


def _of_actor(request: Request, actor: str) -> tuple[str, dict[str, str]]:
    """A state's own feed; of anybody else, what they are the source of."""
    site: Site = request.app.state.site
    is_state = site.labels("en").world.is_state(actor)
    return (f"countries/{quote(actor, safe='')}", {}) if is_state else ("search", {"voice": actor})


def _narrowed(request: Request) -> dict[str, str]:
    """The filters and words of the page."""
    try:
        found = Filters.from_strings(dict(request.query_params)).to_strings()
    except UsageError:  # the page says so itself
        return {}
    words = request.query_params.get("q", "").strip()[:LONGEST] if request.url.path == "/search" else ""
    dropped = ("type", "status") if request.url.path in OTHER_TYPES else ()
    return ({"q": words} if words else {}) | {name: value for name, value in found.items() if name not in dropped}

"""Who is told of and who speaks; what one of them said, about whom, when."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.corpus.listed_row import Kind
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.list_page import bar_of, filters_of, limit_of
from foedera.interfaces.web.site import Site
from foedera.views.labels import Labels
from foedera.views.pages.filter_bar import FilterBar
from foedera.views.pages.lines import Line, lines_of, lines_table
from foedera.views.pages.table import Table

router = APIRouter()
FEW = 12  # events and agreements on an actor's page, before the link to all of them


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor with how many statements tell of it, and how many it is the source of."""

    id: str
    name: str
    told: int
    said: int


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """A page of actors, most told of first."""

    actors: tuple[ActorLine, ...]
    next: str | None
    bar: FilterBar


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor: what it said, the events in which it acts or is acted on, its agreements."""

    id: str
    name: str
    lines: tuple[Line, ...]
    next: str | None
    total: int
    or_more: bool
    events: tuple[Line, ...]
    agreements: tuple[Line, ...]
    is_state: bool
    bar: FilterBar


@router.get("/actors")
def actors(request: Request) -> Response:
    """The list of actors."""
    site: Site = request.app.state.site

    def make() -> ActorsPage:
        filters, labels = filters_of(request), site.labels(language_asked(request))
        found = site.desk().actors(filters, after=request.query_params.get("after") or None, limit=limit_of(request))
        lines = tuple(ActorLine(a.id, actor_name(a.id, a.name, labels), a.told, a.said) for a in found.actors)
        return ActorsPage(lines, found.next, bar_of(request, Kind.STATEMENT, filters))

    return answer(request, "actors.html", make, _actors_table)


@router.get("/actors/{actor_id:path}")
def actor(request: Request, actor_id: str) -> Response:
    """One actor."""
    site: Site = request.app.state.site

    def make() -> ActorPage:
        filters, labels, desk = filters_of(request), site.labels(language_asked(request)), site.desk()
        found = desk.said_by(actor_id, filters=filters, after=request.query_params.get("after") or None, limit=limit_of(request))
        of_actor = type(filters).from_strings({"country": actor_id})
        events = lines_of(desk.listed(Kind.EVENT, of_actor, limit=FEW).rows, labels)
        agreements = lines_of(desk.listed(Kind.AGREEMENT, of_actor, limit=FEW).rows, labels)
        name, bar = actor_name(actor_id, actor_id, labels), bar_of(request, Kind.STATEMENT, filters)
        lines, is_state = lines_of(found.rows, labels), labels.world.is_state(actor_id)
        return ActorPage(actor_id, name, lines, found.next, found.total, found.or_more, events, agreements, is_state, bar)

    return answer(request, "actor.html", make, lambda page: lines_table(page.lines))


def actor_name(actor_id: str, name: str, labels: Labels) -> str:
    """The name of an actor in the reader's language, as documents have it where the world file does not know it."""
    known = labels.actor(actor_id)
    return known if known != actor_id else labels.world.person_name(name, labels.lang)


def _actors_table(page: ActorsPage) -> Table:
    return Table(("id", "name", "told", "said"), tuple((a.id, a.name, a.told, a.said) for a in page.actors))

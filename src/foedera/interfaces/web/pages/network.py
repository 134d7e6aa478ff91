"""The network of promises on a day, drawn and as a table."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.corpus.listed_row import Kind
from foedera.errors import Trouble, UsageError
from foedera.interfaces.export.pictures.network import Picture, network_picture
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.days import day_asked
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.law_of_desk import law_for, record_between, states_asked
from foedera.interfaces.web.site import Site
from foedera.interfaces.web.state_list import StateName, state_names
from foedera.treaties.alliance_rows import Pledge
from foedera.treaties.directed_dyads import legs_under
from foedera.treaties.law import Law
from foedera.values.dates import day_range
from foedera.views.alliance_network import network_of
from foedera.views.labels import Labels
from foedera.views.pages.table import Table

router = APIRouter()
ALL = "all"
MOST_STATES = 40
MANY, MOST_OF_MANY = 1000, 12  # of a record of more agreements than this, so many states where none are named
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The picture (SVG without a style of its own: the page's sheet has it) and its rows, the first the headings."""

    on: str
    states: str
    promises: str
    agreements: str
    choices: tuple[str, ...]
    all_states: tuple[StateName, ...]
    title: str
    subtitle: str
    svg: str
    table: tuple[tuple[str, ...], ...]
    trouble: Trouble | None


@router.get("/network")
def network(request: Request) -> Response:
    """`?states=` some states (those of the record's agreements if none are named), `&on=`, `&promises=`, `&agreements=`."""
    site: Site = request.app.state.site
    labels = site.labels(language_asked(request))
    q = request.query_params

    def make() -> NetworkPage:
        promises, agreements = q.get("promises") or "defence", q.get("agreements") or "both"
        text, trouble, picture, on = q.get("states", "").strip(), None, None, site.today()
        try:
            on = day_asked(request, "on") or on
            asked = states_asked(text) or _states_of_record(site)
            picture = _drawn(site, asked, on, agreements, promises, labels)
        except UsageError as error:
            trouble = error.trouble
        svg = _STYLE.sub("", picture.svg) if picture else ""
        head = (picture.title, picture.subtitle) if picture else ("", "")
        choices, rows = (*(p.value for p in Pledge), ALL), picture.table if picture else ()
        return NetworkPage(on.isoformat(), text, promises, agreements, choices, state_names(labels), *head, svg, rows, trouble)

    return answer(request, "network.html", make, lambda page: Table(page.table[0] if page.table else (), page.table[1:]))


def _drawn(site: Site, asked: tuple[str, ...], on: date, agreements: str, promises: str, labels: Labels) -> Picture:
    """The picture, kept: to lay out forty states takes most of a second."""
    wanted = (*_wanted(promises), None)

    def draw() -> Picture:
        law = law_for(site, record_between(site, asked, agreements), agreements)
        legs = legs_under(law, day_range(on), states=asked) if asked else ()
        return network_picture(network_of(legs, wanted, asked), on, labels, _namer(law, labels), asked)

    return site.kept(("network", *asked, on.isoformat(), agreements, promises, labels.lang), draw)


def _wanted(promises: str) -> tuple[Pledge, ...]:
    if promises not in (*Pledge, ALL):
        raise UsageError(Trouble("bad_choice", "promises", detail=", ".join((*Pledge, ALL))))
    return tuple(Pledge) if promises == ALL else (Pledge(promises),)


def _states_of_record(site: Site) -> tuple[str, ...]:
    """The states of the agreements told of last; of a record with very many agreements few, so that they are drawn at once."""
    found = site.desk().listed(Kind.AGREEMENT, limit=100)
    codes = dict.fromkeys(code for row in found.rows for code in (row.actor or "").split("+") if code)
    return tuple(codes)[: MOST_STATES if found.total <= MANY else MOST_OF_MANY]


def _namer(law: Law, labels: Labels) -> Callable[[str], str]:
    def name_of(agreement_id: str) -> str:
        filed, row = law.filed.get(agreement_id), law.find(agreement_id)
        return filed.names.say(labels.lang) if filed else (row.name if row else "") or agreement_id

    return name_of

"""The desk as an application: one record, its routers, its guard. Nothing is kept outside the object made here."""

from collections.abc import Callable
from datetime import date
from importlib import resources

from fastapi import APIRouter, Depends, FastAPI
from starlette.staticfiles import StaticFiles

from foedera.interfaces.web.access import Doors, admit
from foedera.interfaces.web.api.application import api_route, feeds_route
from foedera.interfaces.web.forms import FormTokens, check_write
from foedera.interfaces.web.jobs import Jobs
from foedera.interfaces.web.pages import (
    actors,
    add,
    agreements,
    disagreements,
    documents,
    events,
    home,
    judgements,
    login,
    map,
    network,
    obligations,
    opensearch,
    review,
    review_decisions,
    reviewers,
    rows,
    search,
    timeline,
    what_if,
)
from foedera.interfaces.web.problems import answer_problems
from foedera.interfaces.web.security import Guard
from foedera.interfaces.web.settings import DeskSettings
from foedera.interfaces.web.settled import Settled
from foedera.interfaces.web.site import Site
from foedera.store.store import Store

PAGES = (home, agreements, events, rows, timeline, disagreements, actors, documents, obligations, what_if, network, map, search, opensearch,
         login, review, review_decisions, reviewers, judgements, add)  # fmt: skip
ROUTERS: tuple[APIRouter, ...] = tuple(page.router for page in PAGES)


def make_app(store_location: str, *, settings: DeskSettings, today: Callable[[], date]) -> FastAPI:
    """The desk over the record at `store_location`. StoreError when there is none; `today` is asked at each page."""
    app = FastAPI(title="Foedera", docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(admit), Depends(check_write)])
    store = Store(store_location, create=False)
    app.state.site = Site(store, settings, today)
    app.state.doors = Doors(store, settings)
    app.state.form_tokens = FormTokens()
    app.state.jobs = Jobs(store)
    static = resources.files("foedera.interfaces.web") / "static"
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    for route in (api_route, feeds_route):
        app.router.routes.append(route(app.state.site, app.state.doors, app.state.form_tokens))
    for router in ROUTERS:
        app.include_router(router)
    answer_problems(app)
    app.add_middleware(Settled, site=app.state.site)
    app.add_middleware(Guard, settings=settings)
    return app

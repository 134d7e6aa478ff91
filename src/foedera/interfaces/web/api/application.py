"""The API as an application of its own, mounted in the desk: its own errors, its own door, its own description."""

import re
from typing import Any

from fastapi import Depends, FastAPI
from starlette.routing import Mount

from foedera import __version__
from foedera.interfaces.web.access import Doors
from foedera.interfaces.web.api import documents, feeds, judgements, lists, questions, things
from foedera.interfaces.web.api.door import admit_client, admit_subscriber
from foedera.interfaces.web.api.lines import ROOT
from foedera.interfaces.web.api.problem import answer_problems_as_json
from foedera.interfaces.web.api.responses import ALWAYS
from foedera.interfaces.web.forms import FormTokens
from foedera.interfaces.web.site import Site

TOKEN = {"type": "http", "scheme": "bearer", "description": "`foedera user token NAME`; not needed on a desk for its own machine alone"}
ABOUT = """What newspapers say about international agreements, as a record that shows its work: every row leads back to its words.

Lists are paged by cursor: follow `next`. Every answer has an ETag. Dates stand as EDTF (`date`, as in the record) and as `days`, standard
EDTF with the first and last possible day. Errors are problem+json (RFC 9457)."""


def api_route(site: Site, doors: Doors, form_tokens: FormTokens) -> Mount:
    """The API at `ROOT`. All below it is its own, also a path with a line end in it, which a route would otherwise pass over."""
    return _whole(Mount(ROOT, make_api(site, doors, form_tokens), name="api"))


def feeds_route(site: Site, doors: Doors, form_tokens: FormTokens) -> Mount:
    """Feeds and calendars, with the errors of the API and a door of their own."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, dependencies=[Depends(admit_subscriber)], redirect_slashes=False)
    app.state.site, app.state.doors, app.state.form_tokens = site, doors, form_tokens
    app.include_router(feeds.router)
    answer_problems_as_json(app)
    return _whole(Mount(feeds.ROOT, app, name="feeds"))


def _whole(route: Mount) -> Mount:
    route.path_regex = re.compile(route.path_regex.pattern, re.DOTALL)
    return route


def make_api(site: Site, doors: Doors, form_tokens: FormTokens) -> FastAPI:
    """The API over one record, to be mounted at `ROOT`."""
    api = FastAPI(
        title="Foedera", version=__version__, description=ABOUT, openapi_url="/openapi.json", docs_url=None, redoc_url=None,
        dependencies=[Depends(admit_client)], responses=ALWAYS, redirect_slashes=False,
        servers=[{"url": ROOT}], root_path_in_servers=False,
    )  # fmt: skip
    api.state.site, api.state.doors, api.state.form_tokens = site, doors, form_tokens
    for part in (lists, things, documents, judgements, questions):
        api.include_router(part.router)
    answer_problems_as_json(api)
    api.openapi_schema = _with_token(api.openapi())
    return api


def _with_token(described: dict[str, Any]) -> dict[str, Any]:
    """The description, with the token that a client may need, or may not."""
    described["components"]["securitySchemes"] = {"token": TOKEN}
    return described | {"security": [{"token": []}, {}]}

"""One page, three forms: HTML for a person, CSV and JSON of what is shown (`?format=csv|json`), and 304 for what a browser has."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from foedera import __version__
from foedera.errors import Trouble, UsageError
from foedera.interfaces.export.csv_cells import safe_cell
from foedera.interfaces.web.access import visitor_of
from foedera.interfaces.web.forms import COOKIE as FORM_COOKIE
from foedera.interfaces.web.forms import FormTokens
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.rendering import THEME_COOKIE, page
from foedera.interfaces.web.site import Site
from foedera.views.pages.table import Table
from foedera.views.row_json import row_to_json

FORMATS = ("html", "csv", "json")


def answer(request: Request, template: str, make: Callable[[], Any], table: Callable[[Any], Table] | None = None, **more: Any) -> Response:
    """The answer to a request for a page: `make` builds its data, `table` the rows of its CSV.

    Nothing is built when the browser holds what it would get (ETag: the record's change, the day, the visitor, the language and colours).
    """
    tag = etag(request)
    if tag in [t.strip() for t in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers={"etag": tag})
    form = request.query_params.get("format") or "html"
    if form not in FORMATS or (form == "csv" and table is None):
        raise UsageError(Trouble("bad_choice", "format", detail=", ".join(FORMATS)))
    data = make()
    if form == "json":
        response = Response(json.dumps(row_to_json(data), ensure_ascii=False, indent=1), media_type="application/json")
    elif form == "csv" and table is not None:
        response = Response(_csv(table(data)), media_type="text/csv; charset=utf-8")
    else:
        response = page(request, template, page=data, has_table=table is not None, **more)
    response.headers["etag"] = tag
    response.headers["cache-control"] = "private, no-cache"
    response.headers["vary"] = "Cookie, Accept-Language, HX-Request"
    return response


def check_html(request: Request) -> None:
    """UsageError where a page that only a person can use is asked for in another form."""
    if (request.query_params.get("format") or "html") != "html":
        raise UsageError(Trouble("bad_choice", "format", detail="html"))


def etag(request: Request) -> str:
    """A weak tag of all that the answer depends on."""
    site: Site = request.app.state.site
    tokens: FormTokens = request.app.state.form_tokens
    visitor = visitor_of(request)
    parts = (site.change(), site.today().isoformat(), __version__, str(request.url), language_asked(request), visitor.name, visitor.role)
    token = tokens.token_for(request.cookies.get(FORM_COOKIE, ""))  # a desk that was started anew takes those of its pages before no more
    return 'W/"' + hashlib.sha256("\n".join((*parts, request.cookies.get(THEME_COOKIE, ""), token)).encode()).hexdigest()[:24] + '"'


def _csv(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue()

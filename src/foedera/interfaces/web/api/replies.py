"""One answer, two forms: JSON, and CSV by `?format=csv`; 304 where the client has it already; the next page in body and Link header."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from foedera.corpus.filters import Filters
from foedera.interfaces.exact_json import exact_json
from foedera.interfaces.export.csv_cells import safe_cell
from foedera.interfaces.web.answers import etag
from foedera.interfaces.web.api.cursors import cursor_for, place_in
from foedera.interfaces.web.api.shapes import Days, DocumentLine, Evidence, Page

LIMIT, MOST = 50, 500  # items of a page, and at most
DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"
NESTED: dict[str, type[BaseModel]] = {"days": Days, "evidence": Evidence, "document": DocumentLine}


class Asked(BaseModel):
    """What every request may ask: the form and the language of the answer. A name that is not known is refused, not passed over."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    format: Literal["json", "csv"] = Field("json", description="`csv` gives the items as a table")
    lang: Literal["fr", "en"] | None = Field(None, description="Language of words; else that of Accept-Language")


class One(BaseModel):
    """What a request for one thing may ask."""

    model_config = ConfigDict(extra="forbid")
    lang: Literal["fr", "en"] | None = Field(None, description="Language of words; else that of Accept-Language")


class Paged(Asked):
    """What a request for a list may ask."""

    limit: int = Field(LIMIT, ge=1, le=MOST, description="Items of a page")
    after: str | None = Field(None, max_length=200, description="Cursor: take it from `next`, or from the Link header")


class Listing(Paged):
    """What a request for a list of the record may ask: the filters of the desk."""

    source: str | None = Field(None, max_length=200, description="Outlet", examples=["Le Monde"])
    country: str | None = Field(None, max_length=200, description="Code of a state or organisation", examples=["PRK"])
    agreement: str | None = Field(None, max_length=200, examples=["PRK-RUS-2024"])
    type: str | None = Field(None, max_length=200, description="Code of what is told", examples=["deployment"])
    certainty: Literal["stated", "attributed", "hedged", "denied", "forecast"] | None = None
    status: str | None = Field(None, max_length=200, examples=["done"])
    voice: str | None = Field(None, max_length=200, description="Who is said to have said it", examples=["KCNA"])
    from_day: str | None = Field(None, alias="from", pattern=DAY, description="On or after this day, month or year", examples=["2024-10"])
    to_day: str | None = Field(None, alias="to", pattern=DAY, description="On or before it", examples=["2024-11-30"])

    def filters(self) -> Filters:
        """The filters of the desk. UsageError for a value that none can take."""
        return Filters.from_strings({name: value for name, value in self.model_dump(by_alias=True).items() if isinstance(value, str)})


def place_asked(request: Request, asked: Paged) -> str | None:
    """The place that the request goes on from. UsageError for a cursor that is not of this list."""
    return place_in(_list_asked(request, asked), asked.after)


def _list_asked(request: Request, asked: Paged) -> str:
    """What names a list, whatever page of it is asked for."""
    given = asked.model_dump(by_alias=True, exclude={"after", "limit", "format", "lang"}, exclude_none=True)
    return request.url.path + "?" + urlencode(sorted(given.items()))


def reply(request: Request, make: Callable[[], BaseModel]) -> Response:
    """One thing as JSON; nothing is made where the client has it (If-None-Match)."""
    tag = etag(request)
    return _unchanged(request, tag) or _sent(exact_json(make().model_dump(mode="json", by_alias=True)), "application/json", tag)


def reply_list(request: Request, asked: Paged, line: type[BaseModel], make: Callable[[str | None], Page[Any]]) -> Response:
    """A page of a list. `make` is given the place to go on from; the `next` of its page is a place, which clients get as an address."""
    place, tag = place_asked(request, asked), etag(request)
    if unchanged := _unchanged(request, tag):
        return unchanged
    page = make(place)
    onward = None
    if page.next is not None:
        pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
        onward = request.url.path + "?" + urlencode([*pairs, ("after", cursor_for(_list_asked(request, asked), page.next))])
    if asked.format == "csv":
        response = _sent(csv_text(line, page.items), "text/csv; charset=utf-8", tag)
    else:
        response = _sent(exact_json(page.model_copy(update={"next": onward}).model_dump(mode="json")), "application/json", tag)
    if onward:
        response.headers["link"] = f'<{onward}>; rel="next"'
    return response


def _unchanged(request: Request, tag: str) -> Response | None:
    held = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    return Response(status_code=304, headers={"etag": tag}) if tag in held or held == ["*"] else None


def _sent(body: str, media_type: str, tag: str) -> Response:
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "Accept-Language, Authorization, Cookie"}
    return Response(body, headers=headers, media_type=media_type)


def csv_text(line: type[BaseModel], items: Iterable[BaseModel]) -> str:
    """A table with a column for each field, `days.earliest` for one within another; lists joined by "; "."""
    columns = list(_columns(line))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for item in items:
        data = item.model_dump(mode="json")
        writer.writerow([safe_cell(_cell(data, column.split("."))) for column in columns])
    return out.getvalue()


def _columns(line: type[BaseModel]) -> Iterator[str]:
    for name in line.model_fields:
        if name in NESTED:
            yield from (f"{name}.{inner}" for inner in _columns(NESTED[name]))
        else:
            yield name


def _cell(data: Any, path: list[str]) -> object:
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return "; ".join(map(str, data)) if isinstance(data, list) else data

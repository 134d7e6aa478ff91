"""The lists of the record, each under the filters of the desk, and the search."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from foedera.corpus.listed_row import Kind
from foedera.interfaces.web.api.lines import LINES, document_line
from foedera.interfaces.web.api.replies import Listing, reply_list
from foedera.interfaces.web.api.responses import CSV
from foedera.interfaces.web.api.shapes import (
    AgreementLine,
    DisagreementLine,
    DocumentLine,
    EventLine,
    HitLine,
    Page,
    StatementLine,
)
from foedera.interfaces.web.site import Site

router = APIRouter(responses=CSV)
MOST_HITS = 100  # of one page: each has its words looked up


class Searched(Listing):
    """What a search may ask."""

    q: str = Field(min_length=1, max_length=400, description="Words, all of which a document must hold; accents and case ignored")
    limit: int = Field(25, ge=1, le=MOST_HITS, description="Items of a page")


def _listed(request: Request, kind: Kind, asked: Listing) -> Response:
    site: Site = request.app.state.site
    shape, line = LINES[kind]

    def make(after: str | None) -> Page[Any]:
        found = site.desk().listed(kind, asked.filters(), after=after, limit=asked.limit)
        return Page(items=[line(row) for row in found.rows], next=found.next, total=found.total, or_more=found.or_more)

    return reply_list(request, asked, shape, make)


@router.get("/documents", response_model=Page[DocumentLine], tags=["documents"])
def documents(request: Request, asked: Annotated[Listing, Query()]) -> Response:
    """Documents, those published last first."""
    return _listed(request, Kind.DOCUMENT, asked)


@router.get("/statements", response_model=Page[StatementLine], tags=["statements"])
def statements(request: Request, asked: Annotated[Listing, Query()]) -> Response:
    """Statements: what single documents tell, each with its words."""
    return _listed(request, Kind.STATEMENT, asked)


@router.get("/agreements", response_model=Page[AgreementLine], tags=["agreements"])
def agreements(request: Request, asked: Annotated[Listing, Query()]) -> Response:
    """Agreements, those with the latest steps first."""
    return _listed(request, Kind.AGREEMENT, asked)


@router.get("/events", response_model=Page[EventLine], tags=["events"])
def events(request: Request, asked: Annotated[Listing, Query()]) -> Response:
    """Events, what all documents amount to together, newest first."""
    return _listed(request, Kind.EVENT, asked)


@router.get("/disagreements", response_model=Page[DisagreementLine], tags=["disagreements"])
def disagreements(request: Request, asked: Annotated[Listing, Query()]) -> Response:
    """Where accounts differ."""
    return _listed(request, Kind.DISAGREEMENT, asked)


@router.get("/search", response_model=Page[HitLine], tags=["search"])
def search(request: Request, asked: Annotated[Searched, Query()]) -> Response:
    """Documents that hold all the words, best first (the newest first where very many do)."""
    site: Site = request.app.state.site

    def make(after: str | None) -> Page[HitLine]:
        found = site.desk().search(asked.q, asked.filters(), after=after, limit=asked.limit)
        hits = [HitLine(document=document_line(one.row), words="".join(part.text for part in one.words)) for one in found.found]
        return Page(items=hits, next=found.next, total=found.total, or_more=found.or_more)

    return reply_list(request, asked, HitLine, make)

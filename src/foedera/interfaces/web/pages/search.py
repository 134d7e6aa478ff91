"""Documents by their words, accents ignored."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.corpus.desk_values import Saying
from foedera.corpus.listed_row import Kind
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.list_page import bar_of, filters_of, limit_of
from foedera.interfaces.web.site import Site
from foedera.views.pages.filter_bar import FilterBar
from foedera.views.pages.lines import Line, lines_of
from foedera.views.pages.table import Table

router = APIRouter()
LONGEST = 400  # characters of a search


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found, with the words around what was looked for."""

    line: Line
    words: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """A page of documents found, best first."""

    q: str
    hits: tuple[Hit, ...]
    next: str | None
    total: int
    or_more: bool
    bar: FilterBar


@router.get("/search")
def search(request: Request) -> Response:
    """Documents that hold all the words of `?q=`."""
    site: Site = request.app.state.site
    q = request.query_params.get("q", "").strip()[:LONGEST]

    def make() -> ResultsPage:
        filters, labels = filters_of(request), site.labels(language_asked(request))
        bar = bar_of(request, Kind.DOCUMENT, filters, q=q)
        if not q:
            return ResultsPage(q, (), None, 0, False, bar)
        found = site.desk().search(q, filters, after=request.query_params.get("after") or None, limit=min(limit_of(request), 25))
        hits = tuple(Hit(line, f.words) for line, f in zip(lines_of((f.row for f in found.found), labels), found.found, strict=True))
        return ResultsPage(q, hits, found.next, found.total, found.or_more, bar)

    return answer(request, "search.html", make, _table)


def _table(page: ResultsPage) -> Table:
    rows = tuple((h.line.id, h.line.title, h.line.row.outlet, h.line.day.edtf, "".join(w.text for w in h.words)) for h in page.hits)
    return Table(("id", "title", "outlet", "published", "words"), rows)

"""What is new: what documents that came in since a day tell of, what is announced, what waits, and how much there is."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.corpus.desk_values import NewDocument
from foedera.corpus.filters import Filters
from foedera.corpus.listed_row import Kind, ListedRow, known_ends
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.days import day_asked
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.site import Site
from foedera.views.pages.lines import Line, lines_of, lines_table

router = APIRouter()
USUAL_SPAN = timedelta(days=7)
MOST_ROWS = 40  # that new documents tell of; the lists have the rest
FEW = 8  # rows of each kind where nothing is new
AHEAD = timedelta(days=60)  # what was announced for a day so long ago, and is not told to have been, is still shown
MOST_AHEAD = 6
COUNTED = (Kind.AGREEMENT, Kind.EVENT, Kind.DISAGREEMENT, Kind.DOCUMENT)


@dataclass(frozen=True, slots=True)
class NewLine:
    """A document with the moment it came in (UTC, ISO 8601; None: it was always there)."""

    line: Line
    added_at: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a kind there are, at least where `or_more`."""

    kind: str
    count: int
    or_more: bool


@dataclass(frozen=True, slots=True)
class HomePage:
    """What came since a day. `is_new` False: nothing did, and the newest rows of the record stand here instead.

    `announced`: steps and events told to be still to come, the soonest first; `not_read`: documents that could not be read."""

    since: str
    is_new: bool
    documents: tuple[NewLine, ...]
    rows: tuple[Line, ...]
    differences: tuple[Line, ...]
    announced: tuple[Line, ...]
    counts: tuple[Count, ...]
    or_more: bool
    not_read: int


@router.get("/")
def home(request: Request) -> Response:
    """The desk's first page; `?since=` a day, a week ago if none is asked for."""
    site: Site = request.app.state.site
    labels = site.labels(language_asked(request))

    def make() -> HomePage:
        since = day_asked(request, "since") or site.today() - USUAL_SPAN
        desk = site.desk()
        pages = {kind: desk.listed(kind, limit=FEW) for kind in COUNTED}
        news = desk.news(since.isoformat())
        came = latest_arrivals(news.documents)
        documents = tuple(
            NewLine(line, new.added_at) for line, new in zip(lines_of((d.row for d in came), labels), came, strict=True)
        ) or tuple(NewLine(line, None) for line in lines_of(pages[Kind.DOCUMENT].rows, labels))
        rows = lines_of(newest_first(news.rows)[:MOST_ROWS] or pages[Kind.EVENT].rows, labels)
        counts = tuple(Count(kind.value, page.total, page.or_more) for kind, page in pages.items())
        differences = lines_of(pages[Kind.DISAGREEMENT].rows, labels)
        announced, waiting = lines_of(_announced(site), labels), len(site.store.not_read())
        return HomePage(since.isoformat(), bool(news.documents), documents, rows, differences, announced, counts, news.or_more, waiting)

    return answer(request, "home.html", make, lambda page: lines_table((*(d.line for d in page.documents), *page.rows)))


def _announced(site: Site) -> list[ListedRow]:
    desk, ahead = site.desk(), Filters(certainty="forecast", from_day=site.today() - AHEAD)
    return soonest_first(row for kind in (Kind.STEP, Kind.EVENT) for row in desk.listed(kind, ahead).rows)[:MOST_AHEAD]


def soonest_first(rows: Iterable[ListedRow]) -> list[ListedRow]:
    """Rows by their first possible day, or the last one where the first is open; undated ones last."""

    def soonest(row: ListedRow) -> tuple[int, str]:
        ends = known_ends(row.days)
        return (ends[0].toordinal() if ends else sys.maxsize, row.id)

    return sorted(rows, key=soonest)


def latest_arrivals(documents: Iterable[NewDocument]) -> list[NewDocument]:
    """Documents by the day they came in, the last first; of one day those published last first."""

    def published(new: NewDocument) -> tuple[int, str]:
        ends = known_ends(new.row.days)
        return (-ends[1].toordinal() if ends else 0, new.row.id)

    return sorted(sorted(documents, key=published), key=lambda new: new.added_at[:10], reverse=True)


def newest_first(rows: Iterable[ListedRow]) -> list[ListedRow]:
    """Steps and events by their last possible day, undated ones last; then duties, whose days are only those of their agreement."""

    def latest(row: ListedRow) -> tuple[bool, int, str]:
        ends = known_ends(row.days)
        return (row.kind is Kind.PROVISION, -ends[1].toordinal() if ends else 0, row.id)

    return sorted(rows, key=latest)

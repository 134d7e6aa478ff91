"""Feeds (Atom) and calendars (iCalendar) to subscribe to: of an agreement, of a country, of a saved search."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from foedera.corpus.filters import Filters
from foedera.corpus.listed_row import Kind
from foedera.interfaces.export.atom_feed import atom_xml
from foedera.interfaces.export.calendar_text import CalendarEntry, calendar_text
from foedera.interfaces.export.dated_rows import calendar_entries, feed_entries, has_day, name_of, newest, rows_in_time
from foedera.interfaces.export.material import Material
from foedera.interfaces.web.answers import etag
from foedera.interfaces.web.api.replies import Listing, One
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.law_of_desk import state_asked
from foedera.interfaces.web.links import desk_address, href
from foedera.interfaces.web.site import Site
from foedera.record.model import Record
from foedera.views.chosen_rows import Chosen, chosen_rows
from foedera.views.labels import Labels
from foedera.views.rows import agreement_by_id
from foedera.views.timeline import TimelineEntry

ROOT = "/feeds"
MOST = 50  # events of a feed, and as many steps
MOST_DOCUMENTS = 25  # of a search for words, whose steps and events are told
MEDIA = {"atom": "application/atom+xml; charset=utf-8", "ics": "text/calendar; charset=utf-8"}
PAGES = {"step": "row", "event": "event"}

router = APIRouter()
Suffix = Literal["atom", "ics"]


class Search(Listing):
    """A saved search: the filters of the desk, and words."""

    q: str = Field("", max_length=400)


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed tells: `feed_id` names it for good."""

    feed_id: str
    name: str
    entries: tuple[TimelineEntry, ...]
    material: Material


@router.get("/agreements/{agreement_id:path}.{suffix}")
def of_agreement(request: Request, agreement_id: str, suffix: Suffix, _asked: Annotated[One, Query()]) -> Response:
    """The steps of an agreement, and the events between its parties."""

    def told(site: Site, labels: Labels) -> Told:
        record = site.desk().part(agreement_id)
        row = agreement_by_id(record, agreement_id)
        material = _material(site, chosen_rows(record, Chosen(row.id)), labels, row.id)
        return Told(f"feed:{row.id}", name_of(material), rows_in_time(material), material)

    return _sent(request, suffix, told)


@router.get("/countries/{country}.{suffix}")
def of_country(request: Request, country: str, suffix: Suffix, _asked: Annotated[One, Query()]) -> Response:
    """The last steps and events of a country, by code or name."""

    def told(site: Site, labels: Labels) -> Told:
        code = country if site.desk().listed(Kind.EVENT, Filters(country=country), limit=1).rows else state_asked(country)
        entries, material = _filtered(site, Filters(country=code), labels)
        return Told(f"feed:country:{code}", labels.words.say("api.feed_country", name=labels.actor(code)), entries, material)

    return _sent(request, suffix, told)


@router.get("/search.{suffix}")
def of_search(request: Request, suffix: Suffix, asked: Annotated[Search, Query()]) -> Response:
    """The last steps and events that filters leave; with words, those that the documents found tell of."""

    def told(site: Site, labels: Labels) -> Told:
        filters, words = asked.filters(), asked.q.strip()
        entries, material = _searched(site, words, filters, labels) if words else _filtered(site, filters, labels)
        said = [words, *filters.to_strings().values()] if words else [*filters.to_strings().values()]
        name = labels.words.say("api.feed_search", asked=", ".join(said)) if said else labels.words.say("api.feed_all")
        return Told(f"feed:search:{words}:{sorted(filters.to_strings().items())}", name, entries, material)

    return _sent(request, suffix, told)


def _filtered(site: Site, filters: Filters, labels: Labels) -> tuple[tuple[TimelineEntry, ...], Material]:
    names = {row.id for kind in (Kind.EVENT, Kind.STEP) for row in site.desk().listed(kind, filters, limit=MOST).rows}
    material = _material(site, site.desk().part(*sorted(names)), labels)
    return tuple(one for one in rows_in_time(material) if one.id in names), material


def _searched(site: Site, words: str, filters: Filters, labels: Labels) -> tuple[tuple[TimelineEntry, ...], Material]:
    found = {one.row.id for one in site.desk().search(words, filters, limit=MOST_DOCUMENTS).found}
    material = _material(site, site.desk().part(*sorted(found)), labels)
    return tuple(one for one in rows_in_time(material) if any(a.document_id in found for a in one.accounts)), material


def _material(site: Site, record: Record, labels: Labels, agreement: str | None = None) -> Material:
    came = site.store.added_at([document.id for document in record.documents])
    return Material(record, labels, added_at=came, agreement=agreement)


def _sent(request: Request, suffix: Suffix, told: Callable[[Site, Labels], Told]) -> Response:
    """The feed or calendar; nothing is made where the subscriber has it."""
    site: Site = request.app.state.site
    tag = etag(request)
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "Accept-Language, Authorization, Cookie"}
    if tag in [one.strip() for one in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    labels = site.labels(language_asked(request))
    body = (_atom if suffix == "atom" else _calendar)(request, told(site, labels), labels)
    return Response(body, headers=headers, media_type=MEDIA[suffix])


def _atom(request: Request, told: Told, labels: Labels) -> str:
    came, desk = told.material.added_at, desk_address(request)
    kinds = {entry.id: PAGES[entry.kind] for entry in told.entries}
    entries = (replace(one, link=desk + href(kinds[one.id], one.id)) for one in feed_entries(told.entries, labels, came))
    return atom_xml(told.feed_id, told.name, entries, lang=labels.lang, empty_since=newest(came), link=str(request.url))


def _calendar(request: Request, told: Told, labels: Labels) -> str:
    about = labels.words.say("exports.calendar_about", count=str(sum(not has_day(one) for one in told.entries)))
    entries = _with_addresses(told.entries, labels, desk_address(request))
    return calendar_text(told.name, about, entries, newest(told.material.added_at))


def _with_addresses(entries: Iterable[TimelineEntry], labels: Labels, desk: str) -> Iterator[CalendarEntry]:
    for entry in entries:
        yield from (replace(one, url=desk + href(PAGES[entry.kind], one.id)) for one in calendar_entries([entry], labels))

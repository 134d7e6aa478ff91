"""A row of the record as one line of a list, with the values by which lists are filtered: a function of the record's rows alone."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from foedera.record.model import (
    Account,
    AgreementRow,
    Disagreement,
    DocumentRow,
    EventRow,
    LifecycleRow,
    ProvisionRow,
    QuoteRow,
    ReadDocument,
    Record,
)
from foedera.record.rows import surest
from foedera.values.codes import Factuality
from foedera.values.dates import DateRange, edtf_from_range

QUOTATION = "quotation"
"""The type of a statement that is a quotation; all others have the code of what they tell."""


class Kind(StrEnum):
    """What a list is of."""

    AGREEMENT = "agreement"
    STEP = "step"
    PROVISION = "provision"
    EVENT = "event"
    DISAGREEMENT = "disagreement"
    STATEMENT = "statement"
    DOCUMENT = "document"


Facet = tuple[str, str]
"""A filter's name with a value (see `filters.FACETS`)."""


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One line of a list. What a kind of row has not is None or empty.

    `type`: kind of agreement, step, class of action, type of event, field of a disagreement, what a statement tells; empty for a document.
    `status`: of a step (done, future, denied), a disagreement (contradiction ...) or a document (how far it is a copy). `title`: name,
    what, action, headline; a statement's words. `actor`: who acts, is bound or speaks, `target` on whom or for whom; codes of parties
    joined by "+". `about`: the row that a statement, the agreement that a step or duty, the thing that a disagreement is of, the page that
    a document copies; `also_about`: further rows of the same statement. `outlet`: that a document or statement is from. `sources`:
    independent ones, at least. `start` and `end`: a statement's place in its document; `reader`: who found it (see `Account`).
    Of a disagreement: `aspect`, what is compared (as the record has it), `about_type`, the type of the row that it is of, and `values`,
    what the accounts say, the one of most sources first.
    """

    kind: Kind
    id: str
    type: str
    title: str
    days: DateRange | None = None
    certainty: str | None = None
    status: str | None = None
    actor: str | None = None
    target: str | None = None
    about: str | None = None
    agreement: str | None = None
    place: str | None = None
    article: int | None = None
    document_id: str | None = None
    outlet: str | None = None
    lang: str | None = None
    start: int | None = None
    end: int | None = None
    said_by: tuple[str, ...] = ()
    sources: int = 0
    reader: str = ""
    also_about: tuple[str, ...] = ()
    aspect: str = ""
    about_type: str = ""
    values: tuple[str, ...] = ()

    @property
    def date(self) -> str | None:
        """The days in EDTF."""
        return edtf_from_range(self.days)


@dataclass(frozen=True, slots=True)
class Page:
    """What lists need to know of a document beside its row: its outlet, and the values of all that is read in it."""

    outlet: str | None
    facets: frozenset[Facet]


Pages = Mapping[str, Page]
Line = tuple[ListedRow, frozenset[Facet]]


def page_of(item: ReadDocument) -> Page:
    """The page of a document as judged. A document answers to a type, a state, a voice or a certainty when something in it does."""
    reading = item.reading
    outlet = item.document.outlet or reading.outlet
    found: set[Facet] = {("source", outlet)} if outlet else set()
    for agreement in reading.agreements:
        found |= {("country", code) for code in agreement.parties}
        for step in agreement.steps:
            found |= _told(step.step.value, step.factuality, step.said_by)
        for duty in agreement.obligations:
            found |= _told(duty.action_class.value, duty.factuality, duty.said_by)
    for event in reading.events:
        found |= _told(event.type.value, event.factuality, (*event.said_by, *event.also_said_by))
        found |= {("country", code) for actor in (event.source, event.target) for code in _codes(actor)}
    for quote in reading.quotes:
        found |= _told(QUOTATION, Factuality.ATTRIBUTED, (quote.speaker or "",))
    return Page(outlet, frozenset(f for f in found if f[1]))


def _told(code: str, certainty: Factuality, voices: Iterable[str]) -> set[Facet]:
    return {("type", code), ("certainty", certainty.value), *(("voice", name) for name in voices)}


@dataclass(frozen=True, slots=True)
class Listed:
    """A row with its place in lists. `day` (a day's ordinal, 0 for none) and `number` (a hash of kind and id) order it, highest first."""

    row: ListedRow
    facets: tuple[Facet, ...]
    low: int
    day: int
    number: int


def number_of(kind: str, row_id: str) -> int:
    """A number of 62 bits that stands for the row in every store, whatever came before it."""
    return int.from_bytes(hashlib.sha256(f"{kind} {row_id}".encode()).digest()[:8], "big") >> 2


def listed_rows(record: Record, pages: Pages) -> Iterator[Listed]:
    """All lines for the rows of a record or of one component, judged. `pages`: every document that is told from.

    A statement in several rows (a step told of several parties) has the values of all of them, and the days of the first.
    """
    told: dict[str, list[Line]] = {}
    for line in _lines(record, pages):
        if line[0].kind is Kind.STATEMENT:
            told.setdefault(line[0].id, []).append(line)
        else:
            yield _listed(*line)
    for some in told.values():
        first, *others = sorted((row for row, _ in some), key=lambda row: row.about or "")
        row = replace(first, also_about=tuple(other.about for other in others if other.about)) if others else first
        yield _listed(row, {f for _, facets in some for f in facets})


def _listed(row: ListedRow, facets: Iterable[Facet]) -> Listed:
    ends = known_ends(row.days)
    low, day = (ends[0].toordinal(), ends[1].toordinal()) if ends else (0, 0)
    return Listed(row, tuple(sorted({f for f in facets if f[1]})), low, day, number_of(row.kind, row.id))


def known_ends(days: DateRange | None) -> tuple[date, date] | None:
    """First and last day, an open end taken as the known one; None where nothing is known."""
    low, high = (days.earliest or days.latest, days.latest or days.earliest) if days else (None, None)
    return (low, high) if low and high else None


def _lines(record: Record, pages: Pages) -> Iterator[Line]:
    rows: dict[str, Line] = {}
    for agreement in record.agreements:
        yield from _kept(rows, _agreement_lines(agreement, pages))
    for event in record.events:
        yield from _kept(rows, _event_lines(event, pages))
    yield from (_document_line(document, pages) for document in record.documents)
    published = {d.id: d.published_bounds for d in record.documents}
    yield from (_quote_line(quote, published.get(quote.document_id), pages) for quote in record.quotes)
    yield from (_difference_line(difference, rows, pages) for difference in record.disagreements)


def _kept(rows: dict[str, Line], lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each noted under its id; statements are not, for an event has the id of one."""
    for line in lines:
        if line[0].kind is not Kind.STATEMENT:
            rows[line[0].id] = line
        yield line


def _codes(actor: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (actor or "").split("+")))


def _outlet(pages: Pages, document_id: str) -> str | None:
    page = pages.get(document_id)
    return page.outlet if page else None


def _line(row: ListedRow, countries: Iterable[str], accounts: Iterable[Account], pages: Pages, documents: Iterable[str] = ()) -> Line:
    """The row with its values: its codes, and the outlets and voices that tell it."""
    accounts = tuple(accounts)
    found = {("type", row.type), ("certainty", row.certainty or ""), ("status", row.status or ""), ("agreement", row.agreement or "")}
    found |= {("country", code) for code in countries}
    found |= {("source", _outlet(pages, name) or "") for name in (*documents, *(a.document_id for a in accounts))}
    found |= {("voice", name) for a in accounts for name in (*a.said_by, *a.also_said_by)}
    return row, frozenset(found)


def _agreement_lines(agreement: AgreementRow, pages: Pages) -> Iterator[Line]:
    days = _hull(step.days for step in agreement.lifecycle)
    accounts = [a for step in agreement.lifecycle for a in step.reported_by]
    accounts += [a for duty in agreement.provisions for a in duty.reported_by]
    row = ListedRow(
        Kind.AGREEMENT,
        agreement.id,
        agreement.kind.value,
        agreement.name,
        days,
        surest(accounts).value,
        actor="+".join(agreement.parties),
        agreement=agreement.id,
        sources=max((step.independent_sources for step in agreement.lifecycle), default=0),
    )
    yield _line(row, agreement.parties, accounts, pages, agreement.documents)
    for step in agreement.lifecycle:
        line = _line(_step_row(step, agreement), {*agreement.parties, *_codes(step.actor)}, step.reported_by, pages)
        yield from _with_statements(line, step.reported_by, pages)
    for duty in agreement.provisions:
        line = _line(_duty_row(duty, agreement, days), agreement.parties, duty.reported_by, pages)
        yield from _with_statements(line, duty.reported_by, pages)


def _hull(some: Iterable[DateRange | None]) -> DateRange | None:
    """From the first known day of any of them to the last."""
    ends = [e for e in map(known_ends, some) if e]
    return DateRange(min(low for low, _ in ends), max(high for _, high in ends)) if ends else None


def _step_row(step: LifecycleRow, agreement: AgreementRow) -> ListedRow:
    return ListedRow(
        Kind.STEP,
        step.id,
        step.step.value,
        agreement.name,
        step.days,
        step.factuality.value,
        step.status.value,
        actor=step.actor,
        about=agreement.id,
        agreement=agreement.id,
        place=step.place,
        sources=step.independent_sources,
    )


def _duty_row(duty: ProvisionRow, agreement: AgreementRow, days: DateRange | None) -> ListedRow:
    return ListedRow(
        Kind.PROVISION,
        duty.id,
        duty.action_class.value,
        duty.action,
        days,
        duty.factuality.value,
        actor=duty.bearer,
        target=duty.beneficiary,
        about=agreement.id,
        agreement=agreement.id,
        article=duty.article,
        sources=len({a.document_id for a in duty.reported_by}),
    )


def _event_lines(event: EventRow, pages: Pages) -> Iterator[Line]:
    row = ListedRow(
        Kind.EVENT,
        event.id,
        event.type.value,
        event.what,
        event.days,
        event.factuality.value,
        actor=event.source,
        target=event.target,
        place=event.place,
        sources=event.independent_sources,
    )
    line = _line(row, {*_codes(event.source), *_codes(event.target)}, event.reported_by, pages)
    yield from _with_statements(line, event.reported_by, pages)


def _with_statements(line: Line, accounts: Iterable[Account], pages: Pages) -> Iterator[Line]:
    """The line of a row and those of its statements: each with the row's codes, its own words, voices and certainty."""
    yield line
    row, facets = line
    shared = {f for f in facets if f[0] in ("type", "country", "agreement", "status")}
    for account in accounts:
        told = ListedRow(
            Kind.STATEMENT,
            account.statement_id,
            row.type,
            account.evidence.text,
            row.days,
            account.factuality.value,
            row.status,
            row.actor,
            row.target,
            row.id,
            row.agreement,
            document_id=account.document_id,
            outlet=_outlet(pages, account.document_id),
            start=account.evidence.start,
            end=account.evidence.end,
            said_by=(*account.said_by, *account.also_said_by),
            reader=account.reader,
        )
        yield told, frozenset(shared) | _line(told, (), [account], pages)[1]


def _document_line(document: DocumentRow, pages: Pages) -> Line:
    row = ListedRow(
        Kind.DOCUMENT,
        document.id,
        "",
        document.title or document.id,
        document.published_bounds,
        status=document.copy_degree,
        about=document.copy_of,
        document_id=document.id,
        outlet=document.outlet,
        lang=document.lang,
    )
    page = pages.get(document.id)
    return row, (page.facets if page else frozenset()) | {("status", document.copy_degree)}


def _quote_line(quote: QuoteRow, days: DateRange | None, pages: Pages) -> Line:
    row = ListedRow(
        Kind.STATEMENT,
        quote.id,
        QUOTATION,
        quote.evidence.text,
        days,
        Factuality.ATTRIBUTED.value,
        actor=quote.speaker,
        document_id=quote.document_id,
        outlet=_outlet(pages, quote.document_id),
        start=quote.evidence.start,
        end=quote.evidence.end,
        said_by=tuple(filter(None, (quote.speaker, quote.via))),
    )
    return row, _line(row, (), (), pages, [quote.document_id])[1] | {("voice", quote.speaker or "")}


def _difference_line(difference: Disagreement, rows: Mapping[str, Line], pages: Pages) -> Line:
    """A disagreement has the days, certainty, states and agreement of what it is about."""
    of, facets = rows.get(difference.about) or rows.get(difference.about.partition("/")[0]) or (None, frozenset[Facet]())
    row = ListedRow(
        Kind.DISAGREEMENT,
        difference.id,
        difference.field,
        of.title if of else difference.about,
        of.days if of else None,
        of.certainty if of else None,
        difference.kind,
        of.actor if of else None,
        of.target if of else None,
        difference.about,
        of.agreement if of else None,
        sources=sum(value.independent_sources for value in difference.values),
        aspect=difference.aspect,
        about_type=of.type if of else "",
        values=tuple(v.value for v in sorted(difference.values, key=lambda v: -v.independent_sources)),
    )
    countries = {value for name, value in facets if name == "country"}
    documents = {name for value in difference.values for name in value.documents}
    voices = {("voice", name) for value in difference.values for name in value.origin}
    return row, _line(row, countries, (), pages, documents)[1] | voices

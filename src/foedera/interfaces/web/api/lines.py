"""Lines of the desk's lists as items of the API."""

from collections.abc import Callable
from urllib.parse import quote

from pydantic import BaseModel

from foedera.corpus.listed_row import Kind, ListedRow
from foedera.interfaces.web.api.shapes import (
    AgreementLine,
    DisagreementLine,
    DocumentLine,
    EventLine,
    Evidence,
    StatementLine,
    days_of,
)

ROOT = "/api/v1"


def address(kind: str, row_id: str) -> str:
    """Where the API has a thing.

    >>> address("events", "event:a/b")
    '/api/v1/events/event:a%2Fb'
    """
    return f"{ROOT}/{kind}/{quote(row_id, safe=':+-_.~')}"


def document_line(row: ListedRow) -> DocumentLine:
    """A document."""
    return DocumentLine(
        id=row.id, title=row.title or None, outlet=row.outlet, lang=row.lang, date=row.date, days=days_of(row.days), copy_of=row.about,
        url=address("documents", row.id),
    )  # fmt: skip


def statement_line(row: ListedRow) -> StatementLine:
    """A statement with its words."""
    about = [name for name in (row.about, *row.also_about) if name]
    words = Evidence(doc=row.document_id or "", start=row.start or 0, end=row.end or 0, text=row.title)
    return StatementLine(
        id=row.id, type=row.type, source=row.actor, target=row.target, date=row.date, days=days_of(row.days), place=row.place,
        factuality=row.certainty, status=row.status, said_by=list(row.said_by), article=row.article, agreement=row.agreement, about=about,
        outlet=row.outlet, reader=row.reader or None, evidence=words, url=address("statements", row.id),
    )  # fmt: skip


def agreement_line(row: ListedRow) -> AgreementLine:
    """An agreement."""
    parties = [code for code in (row.actor or "").split("+") if code]
    return AgreementLine(
        id=row.id, name=row.title, kind=row.type, parties=parties, date=row.date, days=days_of(row.days, lasting=True),
        independent_sources=row.sources, url=address("agreements", row.id),
    )  # fmt: skip


def event_line(row: ListedRow) -> EventLine:
    """An event."""
    return EventLine(
        id=row.id, type=row.type, what=row.title, source=row.actor, target=row.target, date=row.date, days=days_of(row.days),
        place=row.place, factuality=row.certainty, said_by=list(row.said_by), independent_sources=row.sources,
        url=address("events", row.id),
    )  # fmt: skip


def disagreement_line(row: ListedRow) -> DisagreementLine:
    """A disagreement."""
    return DisagreementLine(
        id=row.id, about=row.about, field=row.type, kind=row.status, agreement=row.agreement, date=row.date, days=days_of(row.days),
        url=address("disagreements", row.id),
    )  # fmt: skip


LINES: dict[Kind, tuple[type[BaseModel], Callable[[ListedRow], BaseModel]]] = {
    Kind.DOCUMENT: (DocumentLine, document_line),
    Kind.STATEMENT: (StatementLine, statement_line),
    Kind.AGREEMENT: (AgreementLine, agreement_line),
    Kind.EVENT: (EventLine, event_line),
    Kind.DISAGREEMENT: (DisagreementLine, disagreement_line),
}

"""Documents and readings to and from the rows that keep them."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from foedera.reading.model import ActorMention, DatePhrase, Reading
from foedera.reading.serialize import phrase_from_json, phrase_to_json, reading_from_json, reading_to_json
from foedera.sources.model import Document, Line, LineRole
from foedera.values.span import Span


def text_hash(text: str) -> str:
    """SHA-256 of the text, in hexadecimal: the same text is the same document, whatever its file is called."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_to_row(document: Document) -> dict[str, Any]:
    """The columns of the table of documents for a document."""
    details = {
        "byline": document.byline,
        "agency": document.agency,
        "url": document.url,
        "notes": list(document.notes),
        "published_evidence": _pair(document.published_evidence),
        "lines": [[line.span.start, line.span.end, line.role.value] for line in document.lines],
    }
    return {
        "id": document.id,
        "origin": document.origin,
        "text_hash": text_hash(document.text),
        "lang": document.lang,
        "published": document.published,
        "title": document.title,
        "outlet": document.outlet,
        "details": json.dumps(details, ensure_ascii=False),
        "text": document.text,
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def document_from_row(row: Any) -> Document:
    """The document that a row of the table of documents holds."""
    details = json.loads(row["details"])
    published_at = details.get("published_evidence")
    return Document(
        id=row["id"],
        text=row["text"],
        lang=row["lang"],
        title=row["title"],
        outlet=row["outlet"],
        byline=details.get("byline"),
        agency=details.get("agency"),
        published=row["published"],
        published_evidence=Span(*published_at) if published_at else None,
        url=details.get("url"),
        origin=row["origin"],
        lines=tuple(Line(Span(start, end), LineRole(role)) for start, end, role in details.get("lines", ())),
        notes=tuple(details.get("notes", ())),
    )


def _mention_to_json(m: ActorMention) -> list[Any]:
    return [m.span.start, m.span.end, m.text, m.actor, m.kind, m.state]


def _mention(data: list[Any]) -> ActorMention:
    start, end, text, actor, kind, state = data
    return ActorMention(Span(start, end), text, actor, kind, state)


def reading_to_row(reading: Reading, reader: str) -> dict[str, Any]:
    """The reading as kept: the contract's JSON, and beside it the loose date phrases and mentions that the record uses."""
    data = reading_to_json(reading)
    data["date_phrases"] = [phrase_to_json(p) for p in reading.date_phrases]
    data["mentions"] = [_mention_to_json(m) for m in reading.mentions]
    return {"document_id": reading.document_id, "reader": reader, "reading": json.dumps(data, ensure_ascii=False)}


def reading_from_row(row: Any) -> Reading:
    """The reading that a row of the table of readings holds. Raises KeyError or ValueError for one that is none."""
    data = json.loads(row["reading"])
    phrases: list[DatePhrase] = [p for p in map(phrase_from_json, data.get("date_phrases", ())) if p]
    mentions = tuple(_mention(m) for m in data.get("mentions", ()))
    return replace(reading_from_json(data), date_phrases=tuple(phrases), mentions=mentions)

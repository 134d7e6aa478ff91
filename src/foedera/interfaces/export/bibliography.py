"""The documents as references: RIS for reference managers, CSL-JSON for what sets them in a style. No text of theirs is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foedera.interfaces.export.material import Material
from foedera.record.model import DocumentRow
from foedera.sources.model import Document
from foedera.values.control_characters import CONTROLS
from foedera.values.dates import DateRange, edtf_from_range, range_from_edtf

_SPACES = dict.fromkeys(map(ord, CONTROLS), " ")


@dataclass(frozen=True, slots=True)
class Reference:
    """A document with what its page says of itself; `published` as far as known."""

    row: DocumentRow
    document: Document | None

    @property
    def published(self) -> DateRange | None:
        """The day as the page gives it, else the bounds worked out for it; None when nothing is known."""
        days = range_from_edtf(self.row.published) or self.row.published_bounds
        return days if days.earliest or days.latest else None


def references(material: Material) -> Iterator[Reference]:
    """Every document of the record, in its order."""
    documents = {document.id: document for document in material.documents()}
    return (Reference(row, documents.get(row.id)) for row in material.record.documents)


def _plain(text: str | None) -> str:
    """The text in one line, without characters that steer a terminal or end a field."""
    return " ".join((text or "").translate(_SPACES).split())


# --- RIS -------------------------------------------------------------------------------------------------------------------------------


def ris_pieces(material: Material) -> Iterator[str]:
    """Reference after reference; lines end as the format wants it (CR LF)."""
    labels = material.labels
    for reference in references(material):
        lines = [("TY", "NEWS"), *_ris_fields(reference), *_ris_day(reference)]
        if not reference.row.published and reference.published:
            lines.append(("N1", labels.words.say("brief.undated", bounds=labels.day(edtf_from_range(reference.published)))))
        yield "".join(f"{tag}  - {_plain(value)}\r\n" for tag, value in lines if _plain(value)) + "ER  - \r\n\r\n"


def _ris_fields(reference: Reference) -> list[tuple[str, str]]:
    row, document = reference.row, reference.document
    fields = [("ID", row.id), ("TI", row.title or row.id), ("T2", row.outlet or ""), ("LA", row.lang)]
    return fields + ([("AU", document.byline or ""), ("PB", document.agency or ""), ("UR", document.url or "")] if document else [])


def _ris_day(reference: Reference) -> list[tuple[str, str]]:
    """Year, and day where it is one; a year alone where all days possible lie in it."""
    days = reference.published
    if days is None or days.earliest is None or days.latest is None or days.earliest.year != days.latest.year:
        return []
    first = days.earliest
    year = [("PY", f"{first.year:04d}")]
    return [*year, ("DA", f"{first.year:04d}/{first.month:02d}/{first.day:02d}/")] if days.is_day else year


# --- CSL-JSON --------------------------------------------------------------------------------------------------------------------------


def csl_items(material: Material) -> list[dict[str, Any]]:
    """The items of a CSL-JSON file (schema of citation-style-language, version 1.0)."""
    return [_csl_item(reference) for reference in references(material)]


def _csl_item(reference: Reference) -> dict[str, Any]:
    row, document = reference.row, reference.document
    item = {"id": row.id, "type": "article-newspaper", "title": _plain(row.title) or row.id, "language": row.lang}
    more: dict[str, Any] = {"container-title": _plain(row.outlet), "issued": _issued(reference)}
    if document:
        more |= {"URL": _plain(document.url), "source": _plain(document.agency)}
        more["author"] = [{"literal": _plain(document.byline)}] if _plain(document.byline) else []
    return item | {name: value for name, value in more.items() if value}


def _issued(reference: Reference) -> dict[str, Any]:
    """One date, or the two ends of a span; a span worked out and not told is marked as about."""
    days = reference.published
    if days is None:
        return {}
    parts = [[day.year, day.month, day.day] for day in (days.earliest, days.latest) if day]
    about = {} if reference.row.published else {"circa": True}
    return {"date-parts": parts[:1] if days.is_day else parts} | about

"""Readings made elsewhere, by a person or another program, into a store; every evidence is checked against its text first."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from foedera.corpus.read_corpus import Outcome
from foedera.errors import BadInputError, Trouble
from foedera.language.pack import languages, load_pack
from foedera.reading.evidence_check import inexact_evidences
from foedera.reading.model import Reading
from foedera.reading.read_document import context_of
from foedera.reading.serialize import reading_from_json
from foedera.sources.model import Document
from foedera.sources.page_dates import publication_from_iso
from foedera.sources.read_sources import documents_from
from foedera.store.store import Store
from foedera.world.load_world import load_world

_PARTY = re.compile(r"[^\W_][\w :+.'’&/()-]{0,119}")  # codes of READING.md, chambers (RUS:State Duma), bodies without a state by name


def import_into(store: Store, readings: Path, texts: Path, *, max_size: int) -> Iterator[Outcome]:
    """One outcome a line of `readings`; a line with a wrong code, no text, or evidence that is not the text's own words is left out."""
    documents = {d.id: d for d in documents_from([texts], max_size=max_size) if isinstance(d, Document)}
    try:
        lines = readings.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as error:
        raise BadInputError(Trouble("missing_file", str(readings))) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(Trouble("unreadable_file", str(readings), detail=str(error))) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _import_line(store, line, documents, str(readings), number)


def _import_line(store: Store, line: str, documents: dict[str, Document], file: str, number: int) -> Outcome:
    try:
        reading = reading_from_json(json.loads(line))
        _check_page_fields(reading)
        _check_parties(reading)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        return Outcome(f"{file}:{number}", "not_read", trouble=Trouble("bad_reading", file, number, f"{type(error).__name__}: {error}"))
    document = documents.get(reading.document_id)
    if document is None:
        return Outcome(reading.document_id, "not_read", trouble=Trouble("reading_without_text", file, number, reading.document_id))
    wrong = inexact_evidences(reading, document.text)
    if wrong:
        detail = f"{wrong[0].start}-{wrong[0].end} “{wrong[0].text[:60]}” (+{len(wrong) - 1})"
        return Outcome(reading.document_id, "not_read", document, Trouble("evidence_not_in_text", file, number, detail))
    document = _document_as_read(document, reading)
    document = replace(document, id=store.id_for(document))
    kept = store.put(document, _with_surroundings(document, reading), f"imported: {reading.reader}")
    return Outcome(kept, "read", replace(document, id=kept))


def _check_page_fields(reading: Reading) -> None:
    """Raise ValueError where title, outlet or day of publication are no such things."""
    for name in ("title", "outlet", "published"):
        if not isinstance(getattr(reading, name), str | None):
            raise ValueError(f"{name}: {getattr(reading, name)!r}")
    if reading.published and publication_from_iso(reading.published) is None:
        raise ValueError(f"published: {reading.published!r}")


def _check_parties(reading: Reading) -> None:
    """Raise ValueError where a party is no code or short name: it stands in ids and in the tables of other programs."""
    for party in (p for agreement in reading.agreements for p in agreement.parties):
        if not isinstance(party, str) or not _PARTY.fullmatch(party):
            raise ValueError(f"parties: {party!r}")


def _document_as_read(document: Document, reading: Reading) -> Document:
    """What the reading says of the page where it says something: its reader saw the page."""
    return replace(
        document,
        published=reading.published or document.published,
        title=reading.title or document.title,
        outlet=reading.outlet or document.outlet,
        lang=reading.lang or document.lang,
    )


def _with_surroundings(document: Document, reading: Reading) -> Reading:
    """The reading with the time expressions and names of its text, which the record dates and joins by."""
    if document.lang not in languages():
        return reading
    context = context_of(document, load_pack(document.lang), load_world())
    return replace(reading, published=document.published, date_phrases=context.date_phrases, mentions=context.mentions)

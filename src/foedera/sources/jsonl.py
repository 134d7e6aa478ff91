"""JSON lines: one document a line, its text used exactly as it is. A broken line is named and passed over."""

import json
from collections.abc import Iterator
from typing import Any

from foedera.errors import Trouble
from foedera.sources.model import Document
from foedera.sources.page_dates import publication_from_iso
from foedera.sources.plain_text import Given, Known, document_from_text

_FIELDS = ("id", "lang", "published", "outlet", "title", "byline", "url")


def documents_from_lines(
    text: str, file: str, stem: str, published: str | None, lang: str | None, known: Known | None = None
) -> Iterator[Document | Trouble]:
    """Documents and troubles in the order of the lines; a line without an id gets the file's name and its number.

    `published` and `lang` fill in where a line gives none. Of two lines of one id the first is read, the other named.
    """
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        row = _row(line, file, number)
        otherwise = Given(f"{stem}-{number}", file, lang, published=published)
        for found in (row,) if isinstance(row, Trouble) else _from_row(row, otherwise, number, known):
            if isinstance(found, Document) and found.id in seen:
                yield Trouble("duplicate_id", file, number, found.id)
                continue
            seen |= {found.id} if isinstance(found, Document) else set()
            yield found


def _row(line: str, file: str, number: int) -> dict[str, Any] | Trouble:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Trouble("broken_json_line", file, number, str(error))
    wrong = _what_is_wrong(row)
    return Trouble("broken_json_line", file, number, wrong) if wrong else dict(row)


def _from_row(row: dict[str, Any], otherwise: Given, number: int, known: Known | None) -> Iterator[Document | Trouble]:
    """The document of a line; `otherwise` holds what stands where the line is silent."""
    given: dict[str, Any] = {name: row.get(name) for name in _FIELDS}
    if given["published"]:
        given["published"] = publication_from_iso(given["published"])
        if given["published"] is None:
            yield Trouble("bad_date", otherwise.origin, number, str(row["published"]))
    given |= {name: given[name] or getattr(otherwise, name) for name in ("id", "published", "lang")}
    yield document_from_text(row["text"], Given(origin=otherwise.origin, **given), known)


def _what_is_wrong(row: Any) -> str | None:
    """The field that is missing or of another kind than text, for the reader of the message."""
    if not isinstance(row, dict):
        return "{...}"
    if not isinstance(row.get("text"), str) or not row["text"].strip():
        return "text"
    return next((name for name in ("text", *_FIELDS) if not _is_text(row.get(name))), None)


def _is_text(value: Any) -> bool:
    """None, or text without half characters, which no file can hold."""
    return value is None or (isinstance(value, str) and not any("\ud800" <= c <= "\udfff" for c in value))

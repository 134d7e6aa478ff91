"""JSON lines: one document a line, its text used exactly as it is. A broken line is named and passed over."""

import json
from collections.abc import Iterator
from typing import Any

from foedera.errors import Trouble
from foedera.sources.model import Document
from foedera.sources.page_dates import publication_from_iso
from foedera.sources.plain_text import Given, document_from_text

_FIELDS = ("id", "lang", "published", "outlet", "title", "byline", "url")


def documents_from_lines(text: str, file: str, stem: str, published: str | None, lang: str | None) -> Iterator[Document | Trouble]:
    """Documents and troubles in the order of the lines; a line without an id gets the file's name and its number.

    `published` and `lang` fill in where a line gives none.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield from _from_line(line, file, number, stem, published, lang)


def _from_line(line: str, file: str, number: int, stem: str, published: str | None, lang: str | None) -> Iterator[Document | Trouble]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield Trouble("broken_json_line", file, number, str(error))
        return
    wrong = _what_is_wrong(row)
    if wrong:
        yield Trouble("broken_json_line", file, number, wrong)
        return
    given = {name: row.get(name) for name in _FIELDS}
    if given["published"]:
        given["published"] = publication_from_iso(given["published"])
        if given["published"] is None:
            yield Trouble("bad_date", file, number, str(row["published"]))
    given["id"] = given["id"] or f"{stem}-{number}"
    given["published"], given["lang"] = given["published"] or published, given["lang"] or lang
    yield document_from_text(row["text"], Given(origin=file, **given))


def _what_is_wrong(row: Any) -> str | None:
    """The field that is missing or of another kind than text, for the reader of the message."""
    if not isinstance(row, dict):
        return "{...}"
    if not isinstance(row.get("text"), str) or not row["text"].strip():
        return "text"
    if any("\ud800" <= c <= "\udfff" for c in row["text"]):
        return "text (surrogate)"
    return next((name for name in _FIELDS if not isinstance(row.get(name), str | None)), None)

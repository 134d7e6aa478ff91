"""The words of a text around the first one that was looked for, accents and case ignored."""

import re
import unicodedata
from collections.abc import Sequence

LENGTH = 16  # words shown: as many as SQLite's search shows
BEFORE = 4  # of them, before the one found
CUT = "…"
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")


def words_around(text: str, asked: Sequence[str]) -> str:
    """About 16 words of the text, as they stand there; the first ones where none of those asked is in it.

    >>> words_around("Lundi, la Ruritanie a ratifié le traité.", ["RATIFIE"])
    'Lundi, la Ruritanie a ratifié le traité.'
    """
    wanted = {first for word in asked if (first := _first(word))}
    places: list[tuple[int, int]] = []
    found: int | None = None
    for match in _WORD.finditer(text):
        places.append(match.span())
        if found is None and _folded(match[0]) in wanted:
            found = len(places) - 1
        if found is not None and len(places) >= found + LENGTH:
            break
    return _cut(text, places, found or 0)


def _first(word: str) -> str:
    match = _WORD.search(word)
    return _folded(match[0]) if match else ""


def _folded(word: str) -> str:
    """Without accents, in small letters."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFD", word) if not "\u0300" <= c <= "\u036f").lower()


def _cut(text: str, places: Sequence[tuple[int, int]], found: int) -> str:
    first = max(0, min(found - BEFORE, len(places) - LENGTH))
    shown = places[first : first + LENGTH]
    if not shown:
        return ""
    begin = 0 if first == 0 else shown[0][0]
    whole = first + LENGTH >= len(places) and not _WORD.search(text, shown[-1][1])
    return (CUT if first else "") + text[begin : len(text) if whole else shown[-1][1]] + ("" if whole else CUT)

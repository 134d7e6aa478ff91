"""What a page holds that no translation changes: states, bodies, persons and numbers, in the order in which they stand."""

import re
from functools import lru_cache

from foedera.record.model import ReadDocument
from foedera.record.names import name_words, skeleton

CODED, PERSONS = ("state", "organisation", "outlet"), ("person", "office")
LONGEST_YEAR = 2  # digits of a number that tells no pages apart
_NUMBER = re.compile(r"\d(?:[\d., \u202f\xa0]*\d)?")
_NO_DIGIT = re.compile(r"\D")
Tokens = tuple[tuple[str, ...], frozenset[str]]


def tokens_of(item: ReadDocument) -> Tokens:
    """The tokens in order, repeats in a row left out; and the marks among them that tell pages apart: persons and numbers."""
    mentions = tuple((m.span.start, m.kind, m.actor) for m in item.reading.mentions)
    return _tokens(item.document.text, mentions)


@lru_cache(maxsize=4096)
def _tokens(text: str, mentions: tuple[tuple[int, str, str], ...]) -> Tokens:
    found, marks = [], set()
    for start, kind, actor in mentions:
        if kind in CODED:
            found.append((start, actor))
        elif kind in PERSONS and (words := name_words(actor)):
            found.append((start, skeleton(words[-1])))
            marks.add(skeleton(words[-1]))
    for match in _NUMBER.finditer(text):
        digits = _NO_DIGIT.sub("", match.group())
        if len(digits) >= LONGEST_YEAR:
            found.append((match.start(), digits))
            marks.add(digits)
    tokens = [token for _, token in sorted(found)]
    return tuple(t for n, t in enumerate(tokens) if n == 0 or tokens[n - 1] != t), frozenset(marks)

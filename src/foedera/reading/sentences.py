"""Words, sentences and quoted spans of a document, by the marks and abbreviations of its language pack."""

import re
from functools import lru_cache

from foedera.language.pack import LanguagePack
from foedera.reading.context import Sentence, Token
from foedera.sources.model import Document, Line, LineRole
from foedera.values.span import Span

_WORD = re.compile(r"\d+(?:[.,\xa0\u202f\u2009]\d{3})*(?:[.,]\d+)?|[^\W\d_]+(?:[-‑][^\W\d_]+|[-‑]\d+)*['’]?|[^\w\s]|_", re.UNICODE)
_END = re.compile(r"[.!?…]+[\"»”')\]]*\s+|\n+")
_NO_BREAK_NEXT = re.compile(r"\s*[»”]")


@lru_cache(maxsize=1024)  # every layer asks for that of the same sentences
def norm(text: str) -> str:
    """Lower case, straight apostrophes and plain hyphens; one character for one.

    >>> norm("L’Accord")
    "l'accord"
    """
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    if len(lowered) != len(text) or _SIGMA in text:  # a letter whose small form is two, or depends on where it stands
        lowered = "".join(low if len(low) == 1 else char for char in text for low in (char.lower(),))
    for mark, plain in _STRAIGHT:
        lowered = lowered.replace(mark, plain)
    return lowered


_SIGMA = "\N{GREEK CAPITAL LETTER SIGMA}"
_STRAIGHT = (("’", "'"), ("ʼ", "'"), ("‘", "'"), ("‑", "-"), ("\xa0", " "), ("\u202f", " "), ("\u2009", " "))


@lru_cache(maxsize=8)
def _abbreviations(pack: LanguagePack) -> frozenset[str]:
    return frozenset(str(a) for a in pack.table("pack").get("abbreviations", ()))


def tokens_of(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Words and marks from start to end; an elided article is a word of its own ("l'", "accord")."""
    found = []
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        found.append(Token(Span(match.start(), match.end()), word, *_facts_of(word)))
    return tuple(found)


@lru_cache(maxsize=32768)
def _facts_of(word: str) -> tuple[str, bool]:
    """The normal form of a word or mark, and whether it is a word: the same few thousand make up most of any text."""
    return norm.__wrapped__(word), word[0].isalnum()


def words_joined(text: str) -> str:
    """The norms of all words and marks of a text with a blank between them, as patterns over words want them."""
    return norm(" ".join(_WORD.findall(text)))


def _is_abbreviation(text: str, stop: int, pack: LanguagePack) -> bool:
    """Whether the full stop at `stop` closes an abbreviation or initials ("M.", "U.S.", "V. Poutine", "J.K. Rowling")."""
    begin = stop
    while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] == "."):
        begin -= 1
    word = text[begin:stop]
    return word in _abbreviations(pack) or (word.isupper() and (len(word) == 1 or (len(word) == 3 and word[1] == ".")))


def _breaks(text: str, start: int, end: int, pack: LanguagePack) -> list[int]:
    """Offsets after which a new sentence begins."""
    found = []
    for match in _END.finditer(text, start, end):
        mark = text[match.start()]
        after = text[match.end() : match.end() + 1]
        if mark == "\n":
            found.append(match.end())
        elif mark == "." and _is_abbreviation(text, match.start(), pack) and "\n" not in match.group():
            continue
        elif after and (after.islower() or after in "»”,;:)"):
            if "\n" in match.group():
                found.append(match.end())
        else:
            found.append(match.end())
    return found


def _role_at(lines: tuple[Line, ...], offset: int) -> LineRole:
    for line in lines:
        if line.span.start <= offset < line.span.end:
            return line.role
    return LineRole.BODY


def sentences_of(document: Document, pack: LanguagePack) -> tuple[Sentence, ...]:
    """The sentences of the text, in order; a line is never joined to the next."""
    text, start = document.text, 0
    found: list[Sentence] = []
    starts_roles = tuple(line.span.end for line in document.lines if line.role is LineRole.DATELINE)
    cuts = sorted({*_breaks(text, 0, len(text), pack), *starts_roles, len(text)})
    paragraph = 0
    for cut in cuts:
        low, high = start, cut
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        if low < high:
            paragraph += "\n" in text[start - 1 if start else 0 : low] or "\n" in text[max(0, start - 2) : start]
            found.append(Sentence(Span(low, high), tokens_of(text, low, high), _role_at(document.lines, low), len(found), paragraph))
        start = cut
    return tuple(found)

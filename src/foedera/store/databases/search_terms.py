"""What a search asks for: words, phrases in quotation marks, numbers however their thousands are set apart.

An index of words knows "10 000", "10,000" and "10.000" as two words side by side, and "10000" as one: a number asks for either.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

Term = tuple[str, ...]
"""One thing that a document must hold: any of these phrases, the words of each one after the other."""

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_QUOTED = re.compile(r"\"([^\"]*)\"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»")
_GROUPED = re.compile(r"(?<![\w.,'’])[1-9]\d{0,2}(?:[ .,'’\u00a0\u2009\u202f]\d{3})+(?![.,]?\d)(?!\w)")
_WHOLE = re.compile(r"(?<![\w.,'’])[1-9]\d{3,}(?![.,'’]?\d)(?!\w)")


def search_terms(asked: str) -> tuple[Term, ...]:
    """The terms of a search as it was typed; what holds neither letter nor figure is left out.

    >>> search_terms('"accord de défense" 10 000 soldats')
    (('accord de défense',), ('10000', '10 000'), ('soldats',))
    """
    writable = asked.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")
    return tuple(_either(phrase) for phrase in _phrases(writable) if any(c.isalnum() for c in phrase))


def _phrases(asked: str) -> Iterator[str]:
    """The parts in quotation marks whole, the others word by word, a number as one word."""
    end = 0
    for match in _QUOTED.finditer(asked):
        yield from _words(asked[end : match.start()])
        yield " ".join(next(part for part in match.groups() if part is not None).split())
        end = match.end()
    yield from _words(asked[end:])


def _words(asked: str) -> list[str]:
    return _GROUPED.sub(lambda number: ",".join(re.findall(r"\d+", number[0])), asked).split()


def _either(phrase: str) -> Term:
    """The phrase with its numbers in one piece, and with their thousands apart."""
    joined = _GROUPED.sub(lambda number: "".join(re.findall(r"\d+", number[0])), phrase)
    apart = _WHOLE.sub(lambda number: f"{int(number[0]):,}".replace(",", " "), joined)
    return tuple(dict.fromkeys((joined, apart)))


def folded(word: str) -> str:
    """Without accents, in small letters."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFD", word) if not "\u0300" <= c <= "\u036f").lower()


def sequences(terms: Sequence[Term]) -> tuple[tuple[str, ...], ...]:
    """The folded words of every phrase, as they follow each other in a text that holds it."""
    phrases = (tuple(folded(match[0]) for match in WORD.finditer(phrase)) for term in terms for phrase in term)
    return tuple(dict.fromkeys(words for words in phrases if words))


def places(text: str, wanted: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where the words of one of these sequences stand one after the other, first to last, none within another; the longest first.

    >>> list(places("Près de 10 000 soldats", [("10", "000"), ("soldats",)]))
    [(8, 14), (15, 22)]
    """
    spans = [match.span() for match in WORD.finditer(text)]
    words = [folded(text[start:end]) for start, end in spans]
    begins: dict[str, list[tuple[str, ...]]] = {}
    for sequence in sorted(wanted, key=len, reverse=True):
        begins.setdefault(sequence[0], []).append(sequence)
    at = 0
    while at < len(words):
        found = next((s for s in begins.get(words[at], ()) if tuple(words[at : at + len(s)]) == s), None)
        if found:
            yield spans[at][0], spans[at + len(found) - 1][1]
        at += len(found) if found else 1

"""Where a text quotes: words between quotation marks of any style of the language pack, well formed or not."""

import re
from dataclasses import dataclass
from functools import lru_cache

from foedera.language.pack import LanguagePack
from foedera.reading.context import QuotedSpan
from foedera.values.span import Span

_APOSTROPHES = "'’‘"
_OPENS_AFTER = " \t\xa0\u202f\u2009([{—–-:,.;/" + _APOSTROPHES


@dataclass(frozen=True)
class _Marks:
    """`closers` of each opening mark; a mark that is its own closer is `straight`."""

    closers: dict[str, str]
    closing: frozenset[str]
    straight: frozenset[str]
    any: re.Pattern[str]


@lru_cache(maxsize=8)
def _marks(pack: LanguagePack) -> _Marks:
    closers: dict[str, str] = {}
    for opening, closing in pack.table("pack").get("quotes", ()):
        closers[opening] = closers.get(opening, "") + closing
    straight = frozenset(o for o, c in closers.items() if o in c)
    closing = frozenset(c for cs in closers.values() for c in cs)
    every = "".join(sorted({*closers, *closing, *_APOSTROPHES}))
    return _Marks(closers, closing, straight, re.compile(f"[{re.escape(every)}]"))


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether the single mark at `at` stands between letters, or after a plural's s with no quotation open."""
    return text[at] in _APOSTROPHES and 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _may_open(text: str, at: int, low: int, high: int) -> bool:
    before = text[at - 1] if at > low else " "
    after = text[at + 1] if at + 1 < high else " "
    return before in _OPENS_AFTER and not after.isspace()


def _opens(text: str, at: int, low: int, high: int, marks: _Marks) -> bool:
    """Whether the mark opens a quotation where none is open; a closing mark does when it leans on the word after it."""
    char = text[at]
    if char in marks.straight:
        return _may_open(text, at, low, high)
    if char in marks.closers:
        return char not in _APOSTROPHES or _may_open(text, at, low, high)
    return char in marks.closing and char not in _APOSTROPHES and _may_open(text, at, low, high)


def _close(text: str, at: int, high: int, marks: _Marks) -> int | None:
    """The offset of the mark that closes what opens at `at`, nested quotations skipped; None when the line ends first."""
    opening = text[at]
    closers = marks.closers.get(opening, opening)
    depth = 0
    for here in (mark.start() for mark in marks.any.finditer(text, at + 1, high)):
        char = text[here]
        if _is_apostrophe(text, here):
            continue
        if char in closers:
            if depth == 0:
                return here
            depth -= 1
        elif char == opening and any(c in text[here + 1 : high] for c in closers):
            depth += sum(text.count(c, here, high) for c in closers) > 1
    inside = (mark.start() for mark in marks.any.finditer(text, at + 1, high))
    return next((i for i in inside if text[i] in marks.closing and text[i] not in _APOSTROPHES and text[i] not in marks.straight), None)


def _span(text: str, start: int, end: int, inner_start: int, inner_end: int) -> QuotedSpan | None:
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    return QuotedSpan(Span(start, end), Span(inner_start, inner_end)) if inner_start < inner_end else None


def _in_line(text: str, low: int, high: int, open_before: bool, marks: _Marks) -> tuple[list[QuotedSpan], bool]:
    """The quotations of one line, and whether its last one is still open at the end."""
    found: list[QuotedSpan | None] = []
    at, still_open = low, False
    while mark := marks.any.search(text, at, high):
        at = mark.start()
        char = text[at]
        if _is_apostrophe(text, at):
            at += 1
        elif _opens(text, at, low, high, marks):
            stop = _close(text, at, high, marks)
            if stop is None and char not in _APOSTROPHES and (char in marks.closers and (char not in marks.straight or at == low)):
                found.append(_span(text, at, high, at + 1, high))
                return [q for q in found if q], True
            if stop is not None:
                found.append(_span(text, at, stop + 1, at + 1, stop))
            at = at + 1 if stop is None else stop + 1
        else:
            if open_before and not found and char in marks.closing and char not in _APOSTROPHES:
                found.append(_span(text, low, at + 1, low, at))
            at += 1
    return [q for q in found if q], still_open


@lru_cache(maxsize=8)
def goes_on(quotes: tuple[QuotedSpan, ...], quote: QuotedSpan, text: str) -> QuotedSpan | None:
    """The quotation of the next paragraph that goes on with one left open; None where it is closed or something stands between."""
    after = next((q for q in quotes if q.outer.start >= quote.outer.end), None)
    is_open = quote.outer.end == quote.inner.end or not text[quote.inner.end : quote.outer.end].strip()
    gap = text[quote.outer.end : after.outer.start] if after else "-"
    return after if is_open and "\n" in gap and not gap.strip() else None


@lru_cache(maxsize=4)  # the glance at a document, its sentences and its pronouns ask for those of the same text
def quoted_spans(text: str, pack: LanguagePack) -> tuple[QuotedSpan, ...]:
    """Every outermost quotation, in order; one left open ends with its paragraph, one that runs on has a span in each paragraph."""
    marks, found, low, is_open = _marks(pack), [], 0, False
    while low < len(text):
        high = text.find("\n", low)
        high = len(text) if high < 0 else high
        if text[low:high].strip():
            quotes, is_open = _in_line(text, low, high, is_open, marks)
            found += quotes
        low = high + 1
    return tuple(found)

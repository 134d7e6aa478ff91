"""Which patterns can match in a text at all, by the first letters of its words: a set looked into instead of an expression tried.

Exact for patterns that begin at the beginning of a word, as those of the packs do: none that would match is left out.
"""

import re
from collections.abc import Iterable, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

LENGTH = 3  # letters; with more the sets grow and little is gained
_MOST_IN_CLASS = 8  # letters of a class ("[sz]") that are followed one by one
_WORD = re.compile(r"\w+")
_BESIDE_WORDS = re.compile(r"\W")
_WHOLE = "$"
_WITHOUT_WIDTH = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)


def first_letters(text: str) -> frozenset[str]:
    """The first one, two and three letters of every word of a text in lower case; a shorter word also whole ("a" and "a$")."""
    words = {word[:LENGTH] if len(word) >= LENGTH else word + _WHOLE for word in _WORD.findall(text)}
    return frozenset(word[:size] for word in words for size in range(1, LENGTH + 1))


def openings(pattern: str) -> frozenset[str] | None:
    """The letters (up to three) with which each match of the pattern begins; None where they cannot be told.

    >>> sorted(openings(r"(?<!\\w)(?:sign(?:ed|s)|ratif\\w+|to take)"))
    ['rat', 'sig', 'to$']
    """
    found = {_opening(text) for text, _ in _begun(list(_parser.parse(pattern)), {("", False)})}
    return None if "" in found else frozenset(found)


def _opening(text: str) -> str:
    """The first word of a match's first letters, marked as whole where it is shorter than they are."""
    word = _BESIDE_WORDS.split(text, maxsplit=1)[0]
    return word + _WHOLE if word and len(word) < len(text) else word


def _begun(nodes: Sequence[Any], begun: set[tuple[str, bool]]) -> set[tuple[str, bool]]:
    """The beginnings so far, each with whether it is complete, carried on through these nodes of a parsed pattern."""
    for kind, value in nodes:
        open_ones = {text for text, done in begun if not done}
        if not open_ones:
            return begun
        begun = {pair for pair in begun if pair[1]} | _through(kind, value, open_ones)
    return begun


def _through(kind: Any, value: Any, texts: set[str]) -> set[tuple[str, bool]]:
    if kind in _WITHOUT_WIDTH:
        return {(text, False) for text in texts}
    if kind is _constants.LITERAL:
        return _longer(texts, chr(value))
    if kind is _constants.SUBPATTERN:
        return _begun(list(value[3]), {(text, False) for text in texts})
    if kind is _constants.BRANCH:
        return {pair for branch in value[1] for pair in _begun(list(branch), {(text, False) for text in texts})}
    if kind in _REPEATS:
        least, most, inner = value
        once = _begun(list(inner), {(text, False) for text in texts})
        ends = most == 1  # a second round would go on in a way not followed here
        skipped = {(text, False) for text in texts} if least == 0 else set()
        return skipped | {(text, done or not ends) for text, done in once}
    if kind is _constants.IN and all(k is _constants.LITERAL for k, _ in value) and len(value) <= _MOST_IN_CLASS:
        return {pair for _, code in value for pair in _longer(texts, chr(code))}
    return {(text, True) for text in texts}


def _longer(texts: Iterable[str], letter: str) -> set[tuple[str, bool]]:
    return {(text + letter, len(text) + 1 >= LENGTH) for text in texts}

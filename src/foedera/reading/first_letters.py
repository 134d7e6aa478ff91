"""Which patterns can match in a text, and where, by the first letters of its words: a table looked into instead of expressions tried.

Exact for patterns that begin at the beginning of a word, as those of the packs do: none that would match is left out.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

LENGTH = 4  # letters; with more the sets grow and little is gained
_MOST_IN_CLASS = 10  # letters of a class ("[sz]") that are followed one by one
_WORD = re.compile(r"\w+")
_BESIDE_WORDS = re.compile(r"[^\w\ue000-\uf8ff]")  # letters of private use stand for names in shadows of a text (`roles`)
BEGINNING = re.compile(rf"(\w{{1,{LENGTH}}})\w*")  # the first letters of a word
_WHOLE = "$"
_DIGITS = "0123456789"
_OTHER_DIGIT = "\N{ARABIC-INDIC DIGIT ZERO}"  # stands for the digits of all other scripts
_AT_WORD = ("(?<!\\w)", "(?<!\\S)")  # how a pattern begins that matches at the beginning of a word only
_MOST_KEYS = 50_000
_WITHOUT_WIDTH = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
_A_DIGIT = [(_constants.CATEGORY, _constants.CATEGORY_DIGIT)]
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)


def first_letters(text: str) -> frozenset[str]:
    """The first one to LENGTH letters of every word of a text in lower case; a shorter word also whole ("a" and "a$")."""
    words = {word[:LENGTH] if len(word) >= LENGTH else word + _WHOLE for word in _WORD.findall(text)}
    return frozenset(word[:size] for word in words for size in range(1, LENGTH + 1))


def openings(pattern: str) -> frozenset[str] | None:
    """The letters (up to LENGTH) with which each match of the pattern begins; None where they cannot be told.

    >>> sorted(openings(r"(?<!\\w)(?:sign(?:ed|s)|ratif\\w+|to take)"))
    ['rati', 'sign', 'to$']
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
    if kind is _constants.IN and value == _A_DIGIT:
        return {(text + digit, True) for text in texts for digit in _DIGITS + _OTHER_DIGIT}
    letters = _letters_of_class(value) if kind is _constants.IN else ""
    if letters:
        return {pair for letter in letters for pair in _longer(texts, letter)}
    return {(text, True) for text in texts}


class _MayBegin:
    """Beginnings of words, as `_beginnings` cuts them, and the numbers of the patterns that may begin there; filled as words come."""

    def __init__(self, begins: Iterable[frozenset[str] | None]) -> None:
        self._begun: dict[str, list[int]] = {}
        self._known: dict[str, tuple[int, ...]] = {}  # those at which a pattern may begin
        self._seen: set[str] = set()
        for number, some in enumerate(begins):
            for letters in some or ():
                self._begun.setdefault(letters, []).append(number)

    def _numbers(self, cut: str) -> tuple[int, ...]:
        key = cut if len(cut) == LENGTH else cut + _WHOLE
        begun = {key[:size] for size in range(1, LENGTH + 1)} | ({_OTHER_DIGIT} if key[0].isdecimal() else set())
        return tuple(sorted({number for letters in begun for number in self._begun.get(letters, ())}))

    def telling(self, cuts: frozenset[str]) -> dict[str, tuple[int, ...]]:
        """Those of the beginnings at which any pattern may begin, with its number or theirs."""
        if len(self._seen) >= _MOST_KEYS:
            return {cut: numbers for cut in cuts if (numbers := self._numbers(cut))}
        for cut in cuts - self._seen:
            if numbers := self._numbers(cut):
                self._known[cut] = numbers
            self._seen.add(cut)  # last: what another thread sees is whole
        return {cut: self._known[cut] for cut in self._known.keys() & cuts}


@lru_cache(maxsize=512)
def _beginnings(lower: str, words: re.Pattern[str]) -> tuple[list[tuple[int, str]], frozenset[str]]:
    """Where each word of the text begins with its first letters (LENGTH of them), and the set of these: found once for all patterns."""
    found = [(m.start(), m[1]) for m in words.finditer(lower)]
    return found, frozenset([cut for _, cut in found])


class Patterns:
    """Patterns looked for together: each word of a text is shown to those that may begin there, and to no other.

    A pattern that may begin anywhere is tried on the whole text. `words`: where one may begin, its first letters as group 1.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]], words: re.Pattern[str] = BEGINNING) -> None:
        self.patterns, self._words = tuple(patterns), words

    @cached_property
    def _tries(self) -> tuple[Callable[[str, int], re.Match[str] | None], ...]:
        return tuple(pattern.match for pattern in self.patterns)

    @cached_property
    def _openings(self) -> tuple[frozenset[str] | None, ...]:
        return tuple(map(_openings_of, self.patterns))

    @cached_property
    def _may_begin(self) -> _MayBegin:
        return _MayBegin(self._openings)

    @cached_property
    def _anywhere(self) -> tuple[int, ...]:
        return tuple(number for number, begins in enumerate(self._openings) if begins is None)

    def starts(self, lower: str) -> Sequence[tuple[int, tuple[int, ...]]]:
        """Where a pattern that begins at a word may begin in a text in lower case, in order, with the patterns that may, by number."""
        words, cuts = _beginnings(lower, self._words)
        telling = self._may_begin.telling(cuts)
        return [(start, telling[cut]) for start, cut in words if cut in telling] if telling else ()

    def all_starts(self, lower: str) -> Iterable[tuple[int, tuple[int, ...]]]:
        """As `starts`, with the patterns that may begin anywhere: where there is one, every place of the text."""
        if not self._anywhere:
            return self.starts(lower)
        return ((start, tuple(range(len(self.patterns)))) for start in range(len(lower)))

    def matches(self, text: str, lower: str | None = None) -> list[tuple[int, re.Match[str]]]:
        """Every match with its pattern's number, by number and then by place, none of one pattern overlapping: as `finditer` of each.

        `lower`: the text in lower case, where it is not so itself; of the same length.
        """
        found: list[tuple[int, int, re.Match[str]]] = []
        ends: dict[int, int] = {}
        tries = self._tries
        for start, numbers in self.starts(text if lower is None else lower):
            for number in numbers:
                match = tries[number](text, start)
                if match and ends.get(number, 0) <= start:
                    ends[number] = match.end()
                    found.append((number, start, match))
        if not found and not self._anywhere:
            return []
        for number in self._anywhere:
            found.extend((number, m.start(), m) for m in self.patterns[number].finditer(text))
        found.sort(key=_by_number_and_place)
        return [(number, match) for number, _, match in found]

    def any_in(self, lower: str) -> bool:
        """Whether any pattern matches in a text in lower case."""
        near = any(self.patterns[number].match(lower, start) for start, numbers in self.starts(lower) for number in numbers)
        return near or any(self.patterns[number].search(lower) for number in self._anywhere)


def _by_number_and_place(found: tuple[int, int, re.Match[str]]) -> tuple[int, int]:
    return found[:2]


def _openings_of(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The letters in lower case with which its matches begin; None where that, or that they begin at a word, cannot be told."""
    begins = openings(pattern.pattern) if pattern.pattern.startswith(_AT_WORD) else None
    return begins and frozenset(letters.lower() for letters in begins)


def _letters_of_class(members: Sequence[Any]) -> str:
    """The letters of a class ("[sz]", "[1-9]"), of a small one only."""
    if not all(kind in (_constants.LITERAL, _constants.RANGE) for kind, _ in members):
        return ""
    codes = [code for kind, of in members for code in ((of,) if kind is _constants.LITERAL else range(of[0], min(of[1], of[0] + 99) + 1))]
    return "".join(map(chr, codes)) if len(codes) <= _MOST_IN_CLASS else ""


def _longer(texts: Iterable[str], letter: str) -> set[tuple[str, bool]]:
    return {(text + letter, len(text) + 1 >= LENGTH) for text in texts}

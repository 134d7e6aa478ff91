"""Where the names the world knows stand in a text: every form, at word boundaries, in the case it is written with."""

from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from foedera.values.span import Span
from foedera.world.world import Name, World

_STRAIGHT = (("’", "'"), ("ʼ", "'"), ("‘", "'"), ("‑", "-"), ("\xa0", " "), ("\u202f", " "), ("\u2009", " "))


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A known form in the text and all it may stand for."""

    span: Span
    names: tuple[Name, ...]

    @property
    def kind(self) -> str:
        """What the first of the names that fit is: state, organisation, person, office, outlet, place, body or group."""
        return self.names[0].kind

    @property
    def state(self) -> str | None:
        """The state that the first of the names that fit stands for; None for one of no state."""
        return self.names[0].state


def straighten(text: str) -> str:
    """Straight apostrophes, plain hyphens and spaces; case kept, one character for one.

    >>> straighten("l’Iran")
    "l'Iran"
    """
    if not text.isascii():
        for mark, plain in _STRAIGHT:
            text = text.replace(mark, plain)
    return text


@lru_cache(maxsize=8)
def _automaton(world: World, lang: str) -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[Name, ...], ...]]:
    merged: dict[str, dict[Name, None]] = {}
    for form, names in world.names(lang).items():
        merged.setdefault(straighten(form), {}).update(dict.fromkeys(names))
    forms = list(merged)
    return ahocorasick_rs.AhoCorasick(forms), tuple(tuple(merged[form]) for form in forms)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the span; the first half of a compound ("franco-") ends where its hyphen does."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not (before.isalnum() or (after.isalnum() and text[end - 1] != "-"))


def longest(matches: list[NameMatch]) -> tuple[NameMatch, ...]:
    """Non-overlapping matches, the leftmost first and of those the longest."""
    found: list[NameMatch] = []
    for match in sorted(matches, key=lambda m: (m.span.start, -m.span.end)):
        if not found or match.span.start >= found[-1].span.end:
            found.append(match)
    return tuple(found)


@lru_cache(maxsize=4)  # the glance at a document and its mentions ask for those of the same text
def known_names(straight_text: str, world: World, lang: str) -> tuple[NameMatch, ...]:
    """The known names of a straightened text, sorted, without overlap."""
    automaton, names = _automaton(world, lang)
    hits = automaton.find_matches_as_indexes(straight_text, overlapping=True)
    return longest([NameMatch(Span(start, end), names[i]) for i, start, end in hits if _is_whole(straight_text, start, end)])

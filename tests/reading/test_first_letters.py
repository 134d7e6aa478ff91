"""Patterns left out by the first letters of a text's words are patterns that would not have matched."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from foedera.language.pack import languages, load_pack
from foedera.reading.agreement_words import name_table
from foedera.reading.event_cues import event_words
from foedera.reading.first_letters import first_letters, openings
from foedera.reading.sentences import norm
from foedera.reading.step_triggers import verb_table

CASES = Path(__file__).resolve().parents[1] / "cases"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _patterns(lang: str) -> Iterator[re.Pattern[str]]:
    pack = load_pack(lang)
    verbs, names = verb_table(pack), name_table(pack)
    yield from (frame.cue for frame in event_words(pack).frames)
    yield from (pattern for row in (verbs.steps if verbs else ()) for _, pattern, _ in row.forms)
    yield from (known.pattern for known in (names.known if names else ()))


@pytest.mark.parametrize("lang", languages())
def test_no_pattern_that_matches_is_left_out(lang: str) -> None:
    texts = {norm(t) for f in sorted((CASES / lang).glob("*.yaml")) for t in _strings(yaml.safe_load(f.read_text(encoding="utf-8")))}
    told, matched = [(text, first_letters(text)) for text in sorted(texts)], 0
    for pattern in _patterns(lang):
        begins = openings(pattern.pattern)
        for text, letters in told:
            if begins is not None and pattern.search(text):
                assert not begins.isdisjoint(letters), (pattern.pattern, text)
                matched += 1
    assert matched > 5


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        (r"(?<!\w)(?:sign(?:ed|s)|to take)(?!\w)", {"sig", "to$"}),
        ("(?:un )?accord|[ée]t", {"un$", "acc", "ét", "et"}),
        ("(?:ab)+c", {"ab"}),
        ("a?bcd", {"abc", "bcd"}),
        (r"\w+ed", None),
        ("|x", None),
        (r"\. x", None),
    ],
)
def test_openings(pattern: str, begins: set[str] | None) -> None:
    assert openings(pattern) == (frozenset(begins) if begins is not None else None)


def test_first_letters() -> None:
    assert first_letters("l'été à 20 h") == {"l", "l$", "é", "ét", "été", "à", "à$", "2", "20", "20$", "h", "h$"}

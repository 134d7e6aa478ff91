"""Patterns left out by the first letters of a text's words are patterns that would not have matched."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from foedera.language.pack import languages, load_pack
from foedera.reading.agreement_words import name_table
from foedera.reading.date_grammar import date_grammar
from foedera.reading.event_cues import event_words
from foedera.reading.first_letters import Patterns, first_letters, openings
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
    yield from (pattern for row in (verbs.steps if verbs else ()) for _, pattern in row.forms)
    yield from (known.pattern for known in (names.known if names else ()))
    yield from (pattern for pattern, _ in date_grammar(pack).rules)


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
        (r"(?<!\w)(?:sign(?:ed|s)|to take)(?!\w)", {"sign", "to$"}),
        ("(?:un )?accord|[ée]t", {"un$", "acco", "ét", "et"}),
        ("(?:ab)+c", {"ab"}),
        ("a?bcd", {"abcd", "bcd"}),
        (r"\d\d|[1-3]er", {*"0123456789", "\u0660", "1er", "2er", "3er"}),
        (r"\w+ed", None),
        ("|x", None),
        (r"\. x", None),
    ],
)
def test_openings(pattern: str, begins: set[str] | None) -> None:
    assert openings(pattern) == (frozenset(begins) if begins is not None else None)


@pytest.mark.parametrize("lang", languages())
def test_together_as_one_by_one(lang: str) -> None:
    texts = {norm(t) for f in sorted((CASES / lang).glob("*.yaml")) for t in _strings(yaml.safe_load(f.read_text(encoding="utf-8")))}
    together = Patterns(list(_patterns(lang)))
    for text in sorted(texts):
        one_by_one = [(number, m.span()) for number, p in enumerate(together.patterns) for m in p.finditer(text)]
        assert [(number, m.span()) for number, m in together.matches(text)] == one_by_one, text
        assert together.any_in(text) is bool(one_by_one)


def test_patterns_that_begin_anywhere_are_looked_for_everywhere() -> None:
    together = Patterns([re.compile(r"(?<!\w)pact"), re.compile("act"), re.compile(r"(?<!\w)(?:\w+ )?peace")])
    assert [(number, m.start()) for number, m in together.matches("a pact of peace, a compact")] == [(0, 2), (1, 3), (1, 23), (2, 7)]
    assert not together.any_in("war")


def test_one_pattern_does_not_overlap_itself() -> None:
    together = Patterns([re.compile(r"(?<!\w)to (?:to )?go"), re.compile(r"(?<!\w)GO", re.IGNORECASE)])
    assert [m.group() for _, m in together.matches("To to to go", "to to to go")] == ["to to go", "go"]


def test_digits_of_every_script_begin_a_number() -> None:
    years = Patterns([re.compile(r"(?<!\w)\d{4}(?!\w)")])
    assert [m.group() for _, m in years.matches("en 1994, ١٩٩٤")] == ["1994", "١٩٩٤"]


def test_first_letters() -> None:
    assert first_letters("l'été à 20 h") == {"l", "l$", "é", "ét", "été", "été$", "à", "à$", "2", "20", "20$", "h", "h$"}

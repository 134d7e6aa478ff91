"""Speech of every kind and its speakers, over the unseen sentences of each language: a share that may only rise."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.reading.context import Context
from foedera.reading.speech import Speech, speech_of

CASES = Path(__file__).parents[1] / "cases"
FLOORS = {"en": (0.90, 0.90), "fr": (0.94, 0.93)}
_EDGES = re.compile(r"^(?:(?:that|que|to|de|as|comme) |qu['’]|d['’]|[\W_])+|[\W_]+$")


def _plain(words: str) -> str:
    """Words and the marks inside them, lower case, without an opening conjunction."""
    return _EDGES.sub("", words.lower()).replace("’", "'")


def _said(speech: Speech, text: str) -> list[str]:
    return [_plain(p.text_in(text)) for p in speech.parts]


def _right(case: dict[str, Any], found: tuple[Speech, ...]) -> tuple[int, int]:
    """Of the wanted pieces of speech: how many have the right words, how many the right speaker too."""
    said = [(_said(s, case["text"]), s.speaker) for s in found]
    wanted = [([_plain(w) for w in words.split(" ... ")], who) for who, words in case["said"]]
    spans = [(w, who, next((s for words, s in said if words == w), None)) for w, who in wanted]
    return sum(s is not None for *_, s in spans), sum(s is not None and who.lower() in s.lower() for _, who, s in spans)


def score(lang: str, context_for: Callable[[str, str], Context]) -> tuple[int, int, int, int, list[str]]:
    """Wanted, predicted, words right and speakers right over the table of a language, and the texts with a fault."""
    wanted = predicted = words = speakers = 0
    faults = []
    for case in yaml.safe_load((CASES / lang / "speech.yaml").read_text("utf-8")):
        found = speech_of(context_for(case["text"], lang))
        right = _right(case, found)
        wanted, predicted, words, speakers = wanted + len(case["said"]), predicted + len(found), words + right[0], speakers + right[1]
        if right[1] < len(case["said"]) or len(found) > len(case["said"]):
            faults.append(f"{case['text']}\n    {[(s.speaker, _said(s, case['text'])) for s in found]}")
    return wanted, predicted, words, speakers, faults


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_speech_is_found_with_its_speaker(lang: str, context_for: Callable[[str, str], Context]) -> None:
    wanted, predicted, words, speakers, faults = score(lang, context_for)
    assert wanted >= 40
    found = (2 * words / (wanted + predicted), speakers / wanted)
    assert all(f >= floor for f, floor in zip(found, FLOORS[lang], strict=True)), f"{found}\n" + "\n".join(faults)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_pieces_stand_in_order_and_are_never_empty(lang: str, context_for: Callable[[str, str], Context]) -> None:
    cases = yaml.safe_load((CASES / lang / "speech.yaml").read_text("utf-8"))
    whole = "\n\n".join(case["text"] for case in cases)
    found = speech_of(context_for(whole, lang))
    assert len(found) > len(cases) // 2
    for speech in found:
        assert all(p.text_in(whole).strip() == p.text_in(whole) != "" for p in speech.parts)
        assert all(a.end <= b.start for a, b in zip(speech.parts, speech.parts[1:], strict=False))
        assert speech.speaker


def test_one_voice_keeps_both_halves_of_what_an_incise_cuts(context_for: Callable[[str, str], Context]) -> None:
    text = "« La digue tiendra, assure Emmanuel Macron. Nous l'avons payée deux fois. » Les pêcheurs attendent."
    (speech,) = speech_of(context_for(text, "fr"))
    assert [p.text_in(text) for p in speech.parts] == ["« La digue tiendra", "Nous l'avons payée deux fois. »"]
    assert (speech.speaker, speech.kind) == ("Emmanuel Macron", "direct")


def test_a_voice_that_nobody_knows_speaks_by_its_own_words(context_for: Callable[[str, str], Context]) -> None:
    text = "“The dike will hold,” he said. A miller added that the “old gate” was rotten."
    found = speech_of(context_for(text, "en"))
    assert [(s.speaker, s.kind.value) for s in found] == [("he", "direct"), ("miller", "mixed")]

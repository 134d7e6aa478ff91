"""The hand-annotated sentences are what they claim to be, and the readers find in them at least what they found before."""

import importlib.util
import json
from collections import Counter
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parents[2] / "evaluation" / "eval_frames.py"
_spec = importlib.util.spec_from_file_location("eval_frames", PATH)
assert _spec and _spec.loader
eval_frames = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(eval_frames)


@pytest.mark.parametrize("lang", eval_frames.LANGUAGES)
def test_a_hundred_sentences_a_language_half_of_them_held_back(lang: str) -> None:
    """Every annotated span stands in its sentence: `cases` raises where one does not."""
    rows = eval_frames.cases(lang)
    assert Counter(r.split for r in rows) == {"tune": 50, "test": 50}
    assert len({r.text for r in rows}) == 100
    assert all(r.frames for r in rows)


@pytest.mark.parametrize("lang", eval_frames.LANGUAGES)
def test_no_score_is_below_its_floor(lang: str) -> None:
    floors = json.loads(eval_frames.FLOORS.read_text(encoding="utf-8"))
    found = eval_frames.mended_figures(lang)
    assert len(found) == 2 and found.keys() <= floors.keys()
    assert eval_frames.below(found, floors) == []


def test_a_fall_is_seen() -> None:
    assert eval_frames.below({"fr test parser": 0.5}, {"fr test parser": 0.6}) == ["fr test parser: 0.500 is below its floor 0.600"]


def test_a_second_occurrence_is_found_and_a_word_inside_another_is_not() -> None:
    assert eval_frames.place("le roi, le chat", "le#2").start == 8
    assert eval_frames.place("prévenu, venu", "venu").start == 9
    with pytest.raises(ValueError, match="is not in"):
        eval_frames.place("le roi", "la")

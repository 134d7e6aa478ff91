"""Speech is found in English news and French treebanks at least as well as before; skipped where the texts are not at hand."""

import importlib.util
import json
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parents[2] / "evaluation" / "eval_quotes.py"
_spec = importlib.util.spec_from_file_location("eval_quotes", PATH)
assert _spec and _spec.loader
eval_quotes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(eval_quotes)


@pytest.mark.skipif(not eval_quotes.floors.evaluation_folder().is_dir(), reason="the evaluation texts are not beside the repository")
def test_no_score_is_below_its_floor() -> None:
    floors = json.loads(eval_quotes.FLOORS.read_text(encoding="utf-8"))
    assert floors
    assert eval_quotes.floors.below(eval_quotes.all_scores(), floors) == []


def test_a_table_is_read_by_name_with_all_that_has_marks_together() -> None:
    table = "0.3 direct  0.9 0.8 0.847  80 100 90\n0.3 mixed  0.5 0.5 0.500  20 50 50\nspeaker right on matched: 9/10 = 0.900 (1 left out)"
    found = eval_quotes.scores("x", table)
    assert found == {"x direct 0.3": 0.847, "x mixed 0.3": 0.5, "x marks 0.3": 0.69, "x speaker": 0.9}


def test_a_fall_is_seen() -> None:
    assert eval_quotes.floors.below({"x marks 0.3": 0.5}, {"x marks 0.3": 0.6}) == ["x marks 0.3: 0.500 is below its floor 0.600"]

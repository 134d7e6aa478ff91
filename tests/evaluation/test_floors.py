"""The five articles and the development set are read at least as well as before; skipped where they are not at hand."""

import importlib.util
import json
from pathlib import Path

import pytest

GATE = Path(__file__).resolve().parents[2] / "evaluation" / "gate.py"
_spec = importlib.util.spec_from_file_location("gate", GATE)
assert _spec and _spec.loader
gate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(gate)


@pytest.mark.skipif(not gate.floors.evaluation_folder().is_dir(), reason="the evaluation texts are not beside the repository")
def test_no_score_is_below_its_floor(capsys: pytest.CaptureFixture[str]) -> None:
    floors = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    assert floors
    assert gate.floors.below(gate.all_scores(), floors) == []


def test_a_fall_is_seen() -> None:
    assert gate.floors.below({"seeds step": 0.5}, {"seeds step": 0.6}) == ["seeds step: 0.500 is below its floor 0.600"]
    assert gate.floors.below({}, {"seeds step": 0.6})
    assert gate.floors.below({"seeds step": 0.6}, {"seeds step": 0.6}) == []

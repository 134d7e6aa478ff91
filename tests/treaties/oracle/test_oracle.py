"""The engine and the law written again as an answer-set program agree on five hundred random small worlds."""

from collections import Counter
from pathlib import Path

import pytest

from . import compare
from .worlds import small_world

WORLDS, LEAST_OF_A_RANK = 500, 30
CHANGED = [
    ("presumed in force after a month", "H + 730 <= D", "H + 30 <= D"),
    ("one who came back is bound by its first entry", "not back(A,P)", "back(A,P)"),
    ("no leg is ever suspended", "cut(A,B,X,0)   :- leg(A,B,X,L), during(leg(A,L),3), not said_alone(A,L).", ""),
    ("no exception counts", "weight(P,B,0)  :- exception(E,P), speaks(E,B), during(exception(E),3), not questioned(E).", ""),
    ("a disputed exception takes the duty away", "during(exception(E),3), not questioned(E)", "during(exception(E),3)"),
    ("one party alone suspends its leg", "during(leg(A,L),3), not said_alone(A,L)", "during(leg(A,L),3)"),
    ("a claim of provocation changes nothing", "weight(P,B,1)      :- owes(P,_,B,_), disputed(P).", ""),
    ("no succession is disputed", "finding(A,P,1) :- heir(A,P,O), disputed_succession(A,O,P).", ""),
]


def test_engine_and_program_agree() -> None:
    found, compared = compare.differences(0, WORLDS)
    assert found == []
    assert compared > 8 * WORLDS


def test_the_worlds_are_worth_asking_about() -> None:
    """Every verdict comes often, for duties and for standings: agreement on silence would prove nothing."""
    said = compare.said_by_engine((seed, small_world(seed)) for seed in range(WORLDS))
    for kind in ("duty", "standing"):
        ranks = Counter(rank for (of, _, _), rank in said.items() if of == kind)
        assert min(ranks[rank] for rank in range(4)) >= LEAST_OF_A_RANK, (kind, ranks)


@pytest.fixture(scope="module")
def some_worlds() -> tuple[compare.Numbered, compare.Said]:
    worlds = [(seed, small_world(seed)) for seed in range(150, 300)]
    return worlds, compare.said_by_engine(worlds)


@pytest.mark.parametrize(("written", "instead"), [(a, b) for _, a, b in CHANGED], ids=[name for name, _, _ in CHANGED])
def test_another_law_gives_other_answers(
    written: str, instead: str, some_worlds: tuple[compare.Numbered, compare.Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A comparison that cannot fail would be worth nothing."""
    law = compare.LAW.read_text(encoding="utf-8")
    assert law.count(written) == 1
    (tmp_path / "law.lp").write_text(law.replace(written, instead), encoding="utf-8")
    monkeypatch.setattr(compare, "LAW", tmp_path / "law.lp")
    worlds, engine = some_worlds
    assert compare.said_by_program(worlds) != engine

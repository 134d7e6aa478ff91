"""Agreement between reviewers, against figures worked out by hand."""

import pytest

from foedera.record.judgements import Judgement, JudgementKind, Layer, Mark, judgement_of
from foedera.values.span import Evidence
from foedera.views.reviewer_agreement import agreement_table, reviewer_agreement


def said(who: str, statement: int, kind: str, value: str | None = None, layer: Layer = Layer.EVENT) -> Judgement:
    mark = Mark("a", layer, "transfer", Evidence(0, 1, "x"), f"s{statement}")
    return judgement_of(JudgementKind(kind), f"s{statement}", value, who, f"2024-12-10T00:00:{statement:02}", "", (mark,))


def test_share_and_kappa_of_ten_statements() -> None:
    """Ada accepts 1-7, rejects 8-10; Bob accepts 1-5 and 8, rejects 6, 7, 9, 10: 7 of 10 equal, .54 by chance, kappa .16 / .46."""
    ada = [said("Ada", n, "accept" if n <= 7 else "reject") for n in range(1, 11)]
    bob = [said("Bob", n, "accept" if n <= 5 or n == 8 else "reject") for n in range(1, 11)]
    events, everything = reviewer_agreement([*ada, *bob])
    assert (events.one, events.other, events.layer, events.count, events.share) == ("Ada", "Bob", "event", 10, 0.7)
    assert events.kappa == pytest.approx(0.16 / 0.46, abs=1e-4)
    assert (everything.layer, everything.kappa) == ("all", events.kappa)


def test_corrections_are_equal_when_they_say_the_same() -> None:
    both = [said("Ada", 1, "correct", "date=2024"), said("Bob", 1, "correct", "date=2024"), said("Bob", 2, "correct", "date=2023"),
            said("Ada", 2, "correct", "date=2022")]  # fmt: skip
    assert reviewer_agreement(both)[0].share == 0.5


def test_the_order_of_several_corrections_does_not_matter() -> None:
    ada = [said("Ada", 1, "correct", v) for v in ("date=2021", "place=Oslo", "date=2024")]
    bob = [said("Bob", 1, "correct", v) for v in ("place=Oslo", "date=2024")]
    assert reviewer_agreement([*ada, *bob])[0].share == 1.0


def test_the_last_decision_counts_and_layers_stand_apart() -> None:
    made = [said("Ada", 1, "accept"), said("Ada", 1, "reject"), said("Bob", 1, "reject"), said("Ada", 2, "accept", layer=Layer.STEP),
            said("Bob", 2, "accept", layer=Layer.STEP), said("Cy", 9, "accept")]  # fmt: skip
    rows = reviewer_agreement(made)
    assert [(r.layer, r.count, r.share) for r in rows] == [("event", 1, 1.0), ("step", 1, 1.0), ("all", 2, 1.0)]
    assert rows[0].kappa is None and rows[2].kappa == 1.0
    assert agreement_table(rows).rows[0][-1] == ""


def test_other_judgements_and_lone_reviewers_compare_nothing() -> None:
    assert reviewer_agreement([said("Ada", 1, "accept"), said("Bob", 1, "hide"), said("Bob", 2, "accept")]) == ()

"""Chains over random networks: they end, draw each state in once, and never ask aid of an attacker."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.record.model import Record
from foedera.treaties.model import Verdict, WhatIf
from foedera.treaties.what_if import law_asked, what_if_under
from foedera.world.agreement import FiledAgreement

from .filed_worlds import AID, asked, filed

STATES = ("FRA", "POL", "ITA", "ESP", "GRC", "TUR", "BLR", "RUS")


@st.composite
def networks(draw: st.DrawFn) -> list[FiledAgreement]:
    """Up to ten agreements of two to four of eight states, some owed by one side alone."""
    found = []
    for number in range(draw(st.integers(1, 10))):
        parties = draw(st.lists(st.sampled_from(STATES), min_size=2, max_size=4, unique=True))
        one_sided = draw(st.booleans()) and len(parties) == 2
        duty = {**AID, "bearer": parties[0], "beneficiary": parties[1]} if one_sided else AID
        found.append(filed(f"PACT-{number}", parties, duty))
    return found


def newly_bound(answer: WhatIf) -> list[str]:
    """Every state drawn in by a step of the chain, as often as it is."""
    steps = (s for s in answer.chain if s.rule == "attacked_in_turn")
    return [b for s in steps for b in sorted({a.bearer for a in s.answers if a.verdict is Verdict.BOUND})]


@settings(max_examples=60, deadline=None)
@given(networks(), st.sampled_from(("all", "rates")))
def test_a_chain_ends_and_draws_each_state_in_once(world: list[FiledAgreement], chain: str) -> None:
    answer = asked(world, attack=("BLR", "FRA"), chain=chain)
    drawn = newly_bound(answer)
    direct = {a.bearer for a in answer.answers if a.verdict is Verdict.BOUND}
    assert len(drawn) == len(set(drawn)) and not direct & set(drawn)
    assert not {"BLR", "FRA"} & {*drawn, *direct}
    assert max((s.step for s in answer.chain), default=0) < len(STATES)


@settings(max_examples=40, deadline=None)
@given(networks())
def test_a_chain_to_the_end_reaches_at_least_what_one_step_reaches(world: list[FiledAgreement]) -> None:
    to_the_end = asked(world, attack=("BLR", "FRA"), chain="all")
    one = asked(world, attack=("BLR", "FRA"), chain="one")
    reached = {*newly_bound(to_the_end), *(a.bearer for a in to_the_end.answers), "FRA", "BLR"}
    assert set(newly_bound(one)) <= reached


@settings(max_examples=40, deadline=None)
@given(networks())
def test_shares_never_grow_along_a_chain(world: list[FiledAgreement]) -> None:
    line = [filed("LINE-1", ["FRA", "POL"]), filed("LINE-2", ["POL", "SWE"])]  # Sweden is in no other: one step at least is drawn
    steps = [s for s in asked([*world, *line], attack=("BLR", "FRA"), chain="rates").chain if s.rule == "attacked_in_turn"]
    assert "SWE" in {a.bearer for s in steps for a in s.answers}
    for step in steps:
        assert step.likelihood is not None
        assert all(a.likelihood is not None and a.likelihood <= step.likelihood <= 1 for a in step.answers)


@settings(max_examples=40, deadline=None)
@given(networks())
def test_what_was_asked_before_and_the_order_of_the_file_change_no_answer(world: list[FiledAgreement]) -> None:
    """The law remembers what it has worked out: other questions come first, other attackers and another day."""
    fresh = asked(world, attack=("BLR", "FRA"), chain="all")
    record, law = law_asked(fresh.question, Record(), world[::-1])
    for by, on_whom, day in (("RUS", "POL", date(2000, 6, 1)), ("ITA", "FRA", date(2000, 6, 1)), ("BLR", "FRA", date(1989, 6, 1))):
        what_if_under(replace(fresh.question, by=by, on_whom=on_whom, on=day), record, law)
    assert what_if_under(fresh.question, record, law) == fresh

"""Directed dyads: spells per promise, either clock, what is not known, and scopes that never reach the other state."""

from datetime import date
from typing import Any

import pytest

from foedera.record.model import Record
from foedera.treaties.alliance_rows import Pledge, commitments
from foedera.treaties.directed_dyads import DyadYear, Leg, dyad_years, dyads_of_atop, legs_under
from foedera.treaties.filed_agreements import rows_of_file
from foedera.treaties.law import law_of
from foedera.values.dates import DateRange
from foedera.world.cow_numbers import load_cow_numbers
from foedera.world.load_agreements import agreement_of
from foedera.world.load_world import load_world

from .test_alliance_rows import member_row

DAYS = DateRange(date(1990, 1, 1), date(2000, 12, 31))
AID = {"label": "aid", "article": 1, "bearer": "each party", "action": {"en": "help", "fr": "aider"}, "action_class": "defence",
       "trigger": {"en": "an attack", "fr": "une attaque"}, "trigger_class": "armed_attack"}


def legs(*rows: dict[str, Any], clock: str = "in_force") -> list[Leg]:
    """Legs of invented agreements between Norway, Iceland and others."""
    known = {"id": "INVENTED-1990", "names": {"en": "Invented", "fr": "Inventé"}, "kind": "mutual_defence", "parties": ["NOR", "ISL"],
             "sources": ["invented"], "in_force": "1992-03-01", "signed": "1991-10-01", "provisions": [AID]}
    filed = [agreement_of(known | row) for row in rows]
    return list(legs_under(law_of(Record(), rows_of_file(filed), filed), DAYS, clock))


def spans(found: list[Leg]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    return {(leg.bearer, leg.beneficiary): [(s.first.isoformat(), s.last.isoformat()) for s in leg.spells if s.certain] for leg in found}


def of(found: list[Leg], bearer: str, beneficiary: str, year: int) -> DyadYear | None:
    return next((d for d in dyad_years(found) if (d.bearer, d.beneficiary, d.year) == (bearer, beneficiary, year)), None)


def test_a_promise_runs_from_entry_into_force_by_one_clock_and_from_signature_by_the_other() -> None:
    assert spans(legs({})) == {("NOR", "ISL"): [("1992-03-01", "2000-12-31")], ("ISL", "NOR"): [("1992-03-01", "2000-12-31")]}
    assert spans(legs({}, clock="signed"))["NOR", "ISL"] == [("1991-10-01", "2000-12-31")]


def test_one_who_joins_later_counts_from_then_by_both_clocks() -> None:
    for clock in ("in_force", "signed"):
        found = spans(legs({"parties": ["NOR", "ISL", "FIN 1995-06-10/1998-01-31"]}, clock=clock))
        assert found["FIN", "NOR"] == [("1995-06-10", "1998-01-30")]


def test_a_promise_of_one_side_never_says_the_other() -> None:
    found = legs({"provisions": [AID | {"bearer": "NOR", "beneficiary": "ISL"}]})
    assert [(leg.bearer, leg.beneficiary, leg.pledge) for leg in found] == [("NOR", "ISL", Pledge.DEFENCE)]


def test_aid_owed_only_in_the_territory_of_one_is_no_promise_to_defend_the_other() -> None:
    here = AID | {"scope": {"areas": ["administered_by_japan"]}}
    assert set(spans(legs({"parties": ["JPN", "CAN"], "provisions": [here]}))) == {("CAN", "JPN")}


def test_a_leg_that_is_suspended_leaves_the_other_way_standing() -> None:
    leg = {"of": ["NOR"], "towards": ["ISL"], "since": "1994-01-01", "until": "1995-12-31", "text": {"en": "x", "fr": "x"}, "source": "x"}
    found = spans(legs({"suspensions": [leg]}))
    assert found["NOR", "ISL"] == [("1992-03-01", "1993-12-31"), ("1995-12-31", "2000-12-31")]
    assert found["ISL", "NOR"] == [("1992-03-01", "2000-12-31")]


def test_what_is_not_known_is_neither_true_nor_false() -> None:
    year = of(legs({"provisions": []}), "NOR", "ISL", 1995)
    assert year is not None and set(year.pledges.values()) == {None}
    perhaps = of(legs({"in_force": "1996/1998"}), "NOR", "ISL", 1997)
    assert perhaps is not None
    assert (perhaps.pledges[Pledge.DEFENCE], perhaps.pledges[Pledge.NEUTRALITY]) == (None, False)


def test_one_agreement_may_fill_what_another_leaves_open() -> None:
    year = of(legs({"provisions": []}, {"id": "INVENTED-1991"}), "NOR", "ISL", 1995)
    assert year is not None and year.agreements == ("INVENTED-1990", "INVENTED-1991")
    assert (year.pledges[Pledge.DEFENCE], year.pledges[Pledge.CONSULTATION]) == (True, None)


def test_a_declaration_binds_nobody() -> None:
    assert legs({"kind": "declaration"}) == []


def test_atop_members_owe_only_what_their_own_row_says() -> None:
    pair = commitments([member_row(member="1", defense="1"), member_row(member="2", consul="1", yrexit="1902", moexit="0", dayexit="0")])
    found = dyads_of_atop(pair, DateRange(date(1900, 1, 1), date(1904, 12, 31)))
    assert found == {("1", "2", 1901, Pledge.DEFENCE), ("1", "2", 1902, Pledge.DEFENCE), ("2", "1", 1901, Pledge.CONSULTATION),
                     ("2", "1", 1902, Pledge.CONSULTATION)}


@pytest.mark.parametrize(("code", "day", "number"), [("DEU", "1960-01-01", 260), ("DEU", "1995-01-01", 255), ("SUN", "1960-01-01", 365),
                                                     ("RUS", "2010-01-01", 365), ("TUR", "2010-01-01", 640)])
def test_cow_numbers(code: str, day: str, number: int) -> None:
    found = load_cow_numbers().state_of(code, date.fromisoformat(day))
    assert found is not None and found.number == number


def test_every_code_of_the_cow_file_is_a_state_and_every_number_has_letters() -> None:
    world, known = load_world(), load_cow_numbers().states
    assert [code for state in known for code in state.codes if not world.is_state(code)] == []
    assert all(len(state.letters) == 3 and (state.codes or state.names) for state in known)

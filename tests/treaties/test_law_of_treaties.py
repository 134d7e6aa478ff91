"""How agreements begin, pause and end for each party: notice, provisional application, suspended legs, succession, clocks."""

from datetime import date

import pytest

from foedera.record.model import Record
from foedera.treaties.entry import entry_on
from foedera.treaties.filed_agreements import agreement_row
from foedera.treaties.in_force import standing_between, standing_on
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import Certainty
from foedera.world.agreement import FiledAgreement
from foedera.world.successors import Successor

from .filed_worlds import AID, asked, filed, rules_of, verdicts
from .situations import record_of


def law(*agreements: FiledAgreement, **more: object) -> Law:
    return Law(tuple(map(agreement_row, agreements)), filed={a.id: a for a in agreements}, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("day", "effect"), [("2000-06-01", "2001-06-01"), ("2004-02-29", "2005-02-28")])
def test_a_notice_of_withdrawal_takes_effect_when_its_time_is_up(day: str, effect: str) -> None:
    trio = filed("TRIO", ["FRA", "POL", "ITA"], withdrawal={"notice": "P1Y", "article": 13})
    answer = asked([trio], day, withdrawal=("ITA", "TRIO"))
    assert answer.takes_effect == date.fromisoformat(effect) and answer.notice == "P1Y"
    assert {a.until for a in answer.not_bound} == {answer.takes_effect}
    assert {a.bearer for a in answer.not_bound} == {"ITA", "FRA", "POL"}
    assert all("notice_of_article" in rules_of(a) for a in answer.not_bound)


def test_a_withdrawal_cannot_take_effect_before_the_treaty_allows_it() -> None:
    trio = filed("TRIO", ["FRA", "POL", "ITA"], withdrawal={"notice": "P6M", "not_before": "P20Y"})
    assert asked([trio], withdrawal=("ITA", "TRIO")).takes_effect == date(2010, 1, 1)


def test_without_a_known_notice_leaving_counts_at_once_and_says_so() -> None:
    answer = asked([filed("TRIO", ["FRA", "POL", "ITA"])], withdrawal=("ITA", "TRIO"))
    assert (answer.takes_effect, answer.notice) == (date(2000, 6, 1), None)


def test_a_withdrawal_told_in_the_news_may_still_be_running() -> None:
    told = {"id": "TRIO", "parties": ["FRA", "POL", "ITA"], "steps": [{"step": "withdrawn", "actor": "ITA", "date": "2000-03-01"}]}
    record = record_of({"agreements": [told], "documents": {"d1": "2000-03-02"}})
    trio = filed("TRIO", ["FRA", "POL", "ITA"], withdrawal={"notice": "P1Y"})
    for day, verdict in (("2000-06-01", "undetermined"), ("2001-03-01", "not_bound")):
        assert verdicts(asked([trio], day, record, attack=("BLR", "ITA")))["FRA TRIO"] == verdict


def test_a_suspension_by_one_side_alone_is_disputed_and_ends_nothing() -> None:
    told = {"id": "TRIO", "parties": ["FRA", "POL", "ITA"], "duties": [{"trigger_class": "armed_attack"}],
            "steps": [{"step": "in_force", "date": "1990-01-01"}, {"step": "suspended", "actor": "ITA", "date": "2000-03-01"}]}  # fmt: skip
    answer = asked([], "2000-06-01", record_of({"agreements": [told], "documents": {"d1": "2000-03-02"}}), attack=("BLR", "ITA"))
    contested = next(a for a in answer.answers if a.bearer == "FRA")
    assert contested.verdict == "contested" and [w.document_id for w in contested.readings] == ["d1"]
    others = asked([], "2000-06-01", record_of({"agreements": [told], "documents": {"d1": "2000-03-02"}}), attack=("BLR", "POL"))
    assert verdicts(others)["FRA TRIO"] == "bound"


LEG = {"of": ["FRA"], "towards": ["ITA"], "since": "1995-01-01", "until": "2005-01-01", "text": {"en": "x", "fr": "x"}, "source": ["y"]}


@pytest.mark.parametrize(("whom", "day", "bearer", "verdict"), [
    ("ITA", "2000-06-01", "FRA", "not_bound"), ("ITA", "2000-06-01", "POL", "bound"), ("FRA", "2000-06-01", "ITA", "bound"),
    ("POL", "2000-06-01", "FRA", "bound"), ("ITA", "1994-06-01", "FRA", "bound"), ("ITA", "2005-06-01", "FRA", "bound"),
])  # fmt: skip
def test_one_leg_is_suspended_and_the_others_stand(whom: str, day: str, bearer: str, verdict: str) -> None:
    trio = filed("TRIO", ["FRA", "POL", "ITA"], suspensions=[LEG])
    assert verdicts(asked([trio], day, attack=("BLR", whom)))[f"{bearer} TRIO"] == verdict


def test_provisional_application_binds_before_entry_into_force() -> None:
    parties = [{"state": "FRA", "provisional": "1999-01-01"}, {"state": "POL", "provisional": "1999-01-01"}]
    pact = filed("FRA-POL", parties, in_force="2002-01-01")
    answer = asked([pact], attack=("BLR", "POL"))
    assert verdicts(answer) == {"FRA FRA-POL": "bound"} and answer.answers[0].presumed == ("provisional",)
    assert "applied_provisionally" in rules_of(answer.answers[0])
    assert verdicts(asked([pact], "1998-06-01", attack=("BLR", "POL"))) == {"FRA FRA-POL": "not_bound"}


@pytest.mark.parametrize(("by", "rule", "certainty"), [
    ("signature", "in_force_by_signature", Certainty.CERTAIN), ("deposit", "awaits_deposit", Certainty.POSSIBLE),
    ("exchange", "awaits_exchange", Certainty.POSSIBLE), ("notification", "awaits_notification", Certainty.POSSIBLE),
])  # fmt: skip
def test_what_is_signed_enters_into_force_as_it_says(by: str, rule: str, certainty: Certainty) -> None:
    pact = filed("FRA-POL", ["FRA", "POL"], signed="2000-05-01", in_force=None, entry_into_force={"by": by})
    found = entry_on(agreement_row(pact), "FRA", date(2000, 6, 1), law(pact))
    assert (found.certainty, found.proof.rule) == (certainty, rule)


@pytest.mark.parametrize(("clock", "verdict"), [("signed", "bound"), ("in_force", "not_bound")])
def test_the_two_clocks_differ_between_signature_and_entry(clock: str, verdict: str) -> None:
    assert verdicts(asked([filed("FRA-POL", ["FRA", "POL"])], "1989-06-01", attack=("BLR", "POL"), clock=clock)) == {"FRA FRA-POL": verdict}


def test_nothing_is_presumed_when_the_question_is_strict() -> None:
    pact = filed("FRA-POL", ["FRA", "POL"], in_force=None)
    assert verdicts(asked([pact], attack=("BLR", "POL"))) == {"FRA FRA-POL": "bound"}
    assert verdicts(asked([pact], attack=("BLR", "POL"), presume=False)) == {"FRA FRA-POL": "undetermined"}


@pytest.mark.parametrize(("contested", "certainty"), [((), Certainty.CERTAIN), (("PRK-SUN",), Certainty.CONTESTED)])
def test_a_successor_stands_in_the_place_of_the_old_state(contested: tuple[str, ...], certainty: Certainty) -> None:
    pact = filed("PRK-SUN", ["PRK", "SUN"])
    under = law(pact, successors=(Successor("SUN", "RUS", date(1991, 12, 26), contested, "a gazette"),))
    found = standing_on(under.agreements[0], "RUS", date(2000, 1, 1), under)
    assert found.certainty is certainty and under.parties_on(under.agreements[0], date(2000, 1, 1)) == ("PRK", "RUS")


@pytest.mark.parametrize(("bearer", "beneficiary"), [("RUS", "PRK"), ("PRK", "RUS")])
def test_a_disputed_succession_is_disputed_for_both_sides(bearer: str, beneficiary: str) -> None:
    pact = filed("PRK-SUN", ["PRK", "SUN"])
    under = law(pact, successors=(Successor("SUN", "RUS", date(1991, 12, 26), ("PRK-SUN",), "a gazette"),))
    found = standing_between(under.agreements[0], bearer, beneficiary, date(2000, 1, 1), under)
    assert (found.certainty, found.proof.rule) == (Certainty.CONTESTED, "succession_contested")


def test_a_state_that_left_and_came_back_is_in_twice() -> None:
    parties = ["FRA", "POL", "ITA /1995-01-01", "ITA 1999-01-01/2003-01-01"]
    trio = filed("TRIO", parties)
    days = ("1993-01-01", "1997-01-01", "2000-01-01", "2004-01-01")
    assert [verdicts(asked([trio], day, attack=("BLR", "ITA")))["FRA TRIO"] for day in days] == ["bound", "not_bound", "bound", "not_bound"]


def test_an_agreement_of_the_file_that_binds_nobody_is_told_as_such() -> None:
    answer = asked([filed("FRA-POL", ["FRA", "POL"], binding=False)], attack=("BLR", "POL"))
    assert verdicts(answer) == {"FRA FRA-POL": "not_bound"} and answer.not_bound[0].why.rule == "non_binding"


def test_an_entry_into_force_brings_its_duties_and_ends_what_it_replaces() -> None:
    old = filed("FRA-POL-OLD", ["FRA", "POL"])
    new = filed("FRA-POL-NEW", ["FRA", "POL"], in_force=None, signed="2000-05-01", replaces=["FRA-POL-OLD"])
    answer = asked([old, new], entry="FRA-POL-NEW")
    assert {(a.bearer, a.agreement_id, a.verdict) for a in answer.answers} == {(s, "FRA-POL-NEW", "bound") for s in ("FRA", "POL")}
    assert {(a.bearer, a.agreement_id) for a in answer.not_bound} == {("FRA", "FRA-POL-OLD"), ("POL", "FRA-POL-OLD")}


def test_a_law_of_nothing_answers_nothing() -> None:
    assert asked([], record=Record(), attack=("BLR", "POL")).answers == ()


def test_a_duty_may_begin_after_its_agreement() -> None:
    late = filed("FRA-POL", ["FRA", "POL"], {**AID, "since": "1998-01-01", "until": "2001-01-01"})
    told = [verdicts(asked([late], day, attack=("BLR", "POL")))["FRA FRA-POL"] for day in ("1997-06-01", "2000-06-01", "2001-06-01")]
    assert told == ["not_bound", "bound", "not_bound"]

"""ATOP rows as agreements: the engine finds in them what counting the rows finds."""

from datetime import date

from foedera.record.model import Record
from foedera.treaties.agreements_of_atop import agreements_of_atop
from foedera.treaties.alliance_rows import Pledge, commitments
from foedera.treaties.directed_dyads import dyads_of_atop, legs_under
from foedera.treaties.filed_agreements import rows_of_file
from foedera.treaties.law import law_of
from foedera.treaties.model import Question, Verdict
from foedera.treaties.what_if import what_if
from foedera.values.dates import DateRange
from foedera.world.agreement import FiledAgreement
from foedera.world.promise_words import promise_words

from .test_alliance_rows import member_row

STATES = {"1": "FRA", "2": "POL", "3": "GBR", "9": "DEU", "8": "ITA"}
ROWS = [
    member_row(member="1", phase="1", defense="1", consul="1", defcoadv="1", statthr1="9", yrexit="1905", moexit="12", dayexit="31"),
    member_row(member="2", phase="1", defense="1", yrexit="1905", moexit="12", dayexit="31"),
    member_row(member="1", phase="2", nonagg="1", yrent="1906", moent="1", dayent="1"),
    member_row(member="2", phase="2", nonagg="1", yrent="1906", moent="1", dayent="1", yrexit="1908", moexit="0"),
    member_row(member="3", phase="2", neutral="1", yrent="1907", moent="0", yrexit="1910", moexit="6", dayexit="2"),
    member_row(member="2", phase="2", consul="1", yrent="1910", moent="3", dayent="9"),
]


def filed() -> tuple[FiledAgreement, ...]:
    return agreements_of_atop(commitments(ROWS), STATES.__getitem__, promise_words())


def test_engine_and_count_find_the_same_dyads() -> None:
    days, found = DateRange(date(1900, 1, 1), date(1912, 12, 31)), filed()
    numbers = {code: number for number, code in STATES.items()}
    legs = legs_under(law_of(Record(), rows_of_file(found), found), days)
    ours = {(numbers[leg.bearer], numbers[leg.beneficiary], year, leg.pledge)
            for leg in legs for spell in leg.spells for year in range(spell.first.year, spell.last.year + 1)}
    assert ours == dyads_of_atop(commitments(ROWS), days)
    assert {pledge for _, _, _, pledge in ours} == {Pledge.DEFENCE, Pledge.NEUTRALITY, Pledge.NON_AGGRESSION, Pledge.CONSULTATION}


def bound(by: str, on_whom: str, day: str) -> set[str]:
    answer = what_if(Question("attack", by, on_whom, date.fromisoformat(day), "world"), Record(), filed())
    return {a.bearer for a in answer.answers if a.verdict is Verdict.BOUND and a.action_class == "defence"}


def test_a_named_threat_limits_the_promise_of_the_one_who_named_it() -> None:
    assert bound("DEU", "POL", "1903-05-01") == {"FRA"}
    assert bound("ITA", "POL", "1903-05-01") == set()
    assert bound("ITA", "FRA", "1903-05-01") == {"POL"}


def test_a_promise_ends_with_its_phase() -> None:
    assert bound("DEU", "POL", "1905-12-31") == {"FRA"}
    assert bound("DEU", "POL", "1906-01-01") == set()

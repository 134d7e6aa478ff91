"""ATOP rows as commitments: phases, unknown days, limits by pledge."""

from datetime import date

from foedera.treaties.alliance_rows import COLUMNS, Limit, Pledge, alliances, commitments
from foedera.values.dates import DateRange

_EMPTY = dict.fromkeys(COLUMNS.values(), "0") | {"statthr1": "0", "statthr2": "0", "wartime": "0"}


def member_row(**values: str) -> dict[str, str]:
    known = {"atopid": "9001.0", "phase": "0", "member": "900", "yrent": "1901", "moent": "5", "dayent": "0", "yrexit": "0", "moexit": "0",
             "dayexit": "0"}
    return _EMPTY | known | values


def test_a_row_tells_what_was_promised_under_which_limits() -> None:
    (promise,) = commitments([member_row(defense="1", consul="1", defcoadv="1", defconpr="1", concoreq="1", statthr1="910", wartime="1")])
    assert promise.alliance == "9001"
    assert promise.pledges == {Pledge.DEFENCE, Pledge.CONSULTATION}
    assert promise.limits_of(Pledge.DEFENCE) == {Limit.ADVERSARY, Limit.UNPROVOKED}
    assert promise.limits_of(Pledge.CONSULTATION) == {Limit.REQUEST}
    assert promise.limits_of(Pledge.OFFENCE) == frozenset()
    assert promise.threats == {"910"} and promise.in_wartime


def test_an_unknown_day_keeps_its_month_and_no_end_is_open() -> None:
    (promise,) = commitments([member_row()])
    assert promise.since == DateRange(date(1901, 5, 1), date(1901, 5, 31)) and promise.until is None
    assert promise.may_overlap(date(1901, 5, 2), date(1901, 5, 3))
    assert not promise.may_overlap(date(1901, 4, 1), date(1901, 4, 30))


def test_an_alliance_is_in_effect_in_the_year_it_ends_and_not_after() -> None:
    pledges = dict.fromkeys(COLUMNS.values(), "0") | {"neutral": "1"}
    spans = [{"atopid": "1", "begyr": "1900", "endyr": "1904"}, {"atopid": "2", "begyr": "1904", "endyr": "0"}]
    ended, lasting = alliances([span | pledges for span in spans])
    assert [ended.in_effect_in(year) for year in (1899, 1900, 1904, 1905)] == [False, True, True, False]
    assert lasting.in_effect_in(2018) and lasting.pledges == {Pledge.NEUTRALITY}

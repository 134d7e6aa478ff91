"""A line of time with its bars, and the filters above a list."""

from datetime import date

import pytest

from foedera.values.dates import DateRange, day_range, range_from_edtf
from foedera.views.labels import Labels
from foedera.views.pages.filter_bar import filter_bar
from foedera.views.pages.shown import LEAST, Bar, Scale
from foedera.views.words import words
from foedera.world.load_world import load_world

LABELS = Labels(words("fr"), load_world(), "fr")


def test_bars_lie_where_their_days_lie() -> None:
    scale = Scale([range_from_edtf("2024-01-01"), range_from_edtf("2024-12-31")])
    assert scale.bar(day_range(date(2024, 1, 1))) == Bar(0, LEAST, True, True, True)
    assert scale.bar(day_range(date(2024, 12, 31))) == Bar(100 - LEAST, LEAST, True, True, True)
    half = scale.bar(range_from_edtf("2024-01-01/2024-07-01"))
    assert half and half.start == 0 and 49 < half.length < 51 and not half.is_day


@pytest.mark.parametrize(
    ("days", "opens", "closes"), [(DateRange(None, date(2024, 6, 1)), False, True), (DateRange(date(2024, 6, 1)), True, False)]
)
def test_an_open_end_reaches_the_edge(days: DateRange, opens: bool, closes: bool) -> None:
    bar = Scale([range_from_edtf("2024")]).bar(days)
    assert bar and (bar.opens, bar.closes) == (opens, closes)
    assert bar.start == 0 if not opens else bar.start + bar.length == pytest.approx(100, abs=0.1)


def test_what_nothing_bounds_has_no_bar() -> None:
    assert Scale([]).bar(None) is None and Scale([range_from_edtf("2024")]).bar(DateRange()) is None
    assert Scale([DateRange(None, None)]).bar(day_range(date(2024, 1, 1))) is None


def test_one_old_treaty_does_not_squeeze_the_rest() -> None:
    scale = Scale([range_from_edtf("1961-07-06"), range_from_edtf("2024-06-01"), range_from_edtf("2024-12-31")])
    assert scale.first == date(2024, 6, 1)
    old = scale.bar(range_from_edtf("1961-07-06"))
    assert old and old.start == 0


def test_menus_hold_what_is_chosen_even_where_no_row_has_it() -> None:
    bar = filter_bar({"country": "FRA", "voice": "KCNA"}, {"country": [("RUS", 3)], "type": [("signed", 2)]}, LABELS, {"q": "mot"})
    country = next(m for m in bar.menus if m.name == "country")
    assert [(c.value, c.words, c.count) for c in country.choices] == [("FRA", "France", 0), ("RUS", "Russie", 3)]
    assert bar.kept == (("voice", "KCNA"), ("q", "mot")) and bar.narrowed
    assert next(m for m in bar.menus if m.name == "type").choices[0].words == "signé"


def test_menus_name_agreements_leave_out_what_has_no_value_and_sort_accents_in_place() -> None:
    counts = {"agreement": [("EGY-ETH-2020", 1)], "country": [("UKR", 1), ("ETH", 2), ("FRA", 3)], "type": []}
    bar = filter_bar({}, counts, LABELS, {}, {"EGY-ETH-2020": "Accord du Nil"})
    menus = {menu.name: [choice.words for choice in menu.choices] for menu in bar.menus}
    assert menus == {"agreement": ["EGY-ETH-2020 · Accord du Nil"], "country": ["Éthiopie", "France", "Ukraine"]}

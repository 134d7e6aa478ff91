"""Laws of `DateRange`: EDTF there and back, intersection as set intersection."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from foedera.values.dates import ALWAYS, DateRange, edtf_from_range, month_range, range_from_edtf, year_range

DAYS = st.dates(min_value=date(1500, 1, 1), max_value=date(2200, 12, 31))
ENDS = st.none() | DAYS


@st.composite
def ranges(draw: st.DrawFn) -> DateRange:
    low, high = draw(ENDS), draw(ENDS)
    return DateRange(high, low) if low and high and low > high else DateRange(low, high)


@given(ranges())
def test_edtf_round_trip(days: DateRange) -> None:
    text = edtf_from_range(days)
    assert (range_from_edtf(text) or ALWAYS) == days


@given(st.integers(1500, 2200), st.integers(1, 12))
def test_months_and_years_are_written_short(year: int, month: int) -> None:
    assert edtf_from_range(month_range(year, month)) == f"{year}-{month:02d}"
    assert edtf_from_range(year_range(year)) == f"{year}"


@given(ranges(), ranges(), DAYS)
def test_intersection_holds_the_days_of_both(one: DateRange, other: DateRange, day: date) -> None:
    assert one.intersection(other).contains(day) == (one.contains(day) and other.contains(day))


@given(ranges(), ranges(), ranges())
def test_intersection_is_commutative_associative_idempotent(a: DateRange, b: DateRange, c: DateRange) -> None:
    assert a.intersection(b) == b.intersection(a)
    assert a.intersection(b).intersection(c) == a.intersection(b.intersection(c))
    assert a.intersection(a) == a == a.intersection(ALWAYS)


@given(ranges(), ranges())
def test_a_range_contains_its_part(a: DateRange, b: DateRange) -> None:
    assert a.contains_range(a.intersection(b)) or a.intersection(b).is_empty

"""How far an agreement has got on a day."""

from datetime import date

import pytest

from foedera.treaties.lifecycle import Certainty, certainty_of, latest_day, nearest_weekdays, status_on, statuses_on_latest_day
from foedera.values.codes import Step
from foedera.values.dates import DateRange, range_from_edtf

from .situations import agreement, record_of

PACT = {"id": "FRA-POL-2024", "parties": ["FRA", "POL"], "steps": [
    {"step": "signed", "date": "2024-06-19"},
    {"step": "ratified", "actor": "FRA", "date": "2024-09"},
    {"step": "adopted_by_chamber", "actor": "POL:Sejm", "date": "2024-08-01"},
    {"step": "ratified", "actor": "POL", "status": "future", "date": "2024-12-01"},
]}


@pytest.mark.parametrize(("days", "day", "expected"), [
    ("2024-06-19", "2024-06-18", Certainty.NOT),
    ("2024-06-19", "2024-06-19", Certainty.CERTAIN),
    ("2024-06", "2024-06-15", Certainty.POSSIBLE),
    ("2024-06", "2024-05-31", Certainty.NOT),
    ("../2024-06-19", "1900-01-01", Certainty.POSSIBLE),
    ("1996/..", "2024-06-19", Certainty.POSSIBLE),
])
def test_certainty_of_an_interval(days: str, day: str, expected: Certainty) -> None:
    assert certainty_of(range_from_edtf(days) or DateRange(), date.fromisoformat(day)) is expected


def test_a_weekday_cuts_both_ends() -> None:
    cut = nearest_weekdays(DateRange(date(2024, 11, 11), date(2025, 5, 31)), 2)
    assert cut == DateRange(date(2024, 11, 13), date(2025, 5, 28))


@pytest.mark.parametrize(("party", "day", "step", "possible"), [
    ("FRA", "2024-06-18", None, ()),
    ("FRA", "2024-08-15", Step.SIGNED, ()),
    ("FRA", "2024-09-15", Step.SIGNED, (Step.RATIFIED,)),
    ("FRA", "2024-10-01", Step.RATIFIED, ()),
    ("POL", "2024-10-01", Step.ADOPTED_BY_CHAMBER, ()),
    ("POL", "2024-12-24", Step.ADOPTED_BY_CHAMBER, (Step.RATIFIED,)),
])
def test_each_party_has_its_own_status(party: str, day: str, step: Step | None, possible: tuple[Step, ...]) -> None:
    reached = status_on(agreement(PACT), party, date.fromisoformat(day))
    assert (reached.step, reached.possible) == (step, possible)


def test_the_latest_day_is_the_latest_that_any_document_speaks_of() -> None:
    record = record_of({"agreements": [PACT], "documents": {"d1": "2024-10-05"}})
    assert latest_day(record) == date(2024, 10, 5)
    assert statuses_on_latest_day(record)[0] == {"FRA": "ratified", "POL": "adopted_by_chamber"}

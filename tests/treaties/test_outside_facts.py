"""Facts as a person writes them, and what assuming one changes."""

import pytest

from foedera.errors import UsageError
from foedera.treaties.outside_facts import apply_assumptions, parse_fact
from foedera.values.codes import Step
from foedera.values.dates import range_from_edtf

from .situations import record_of


@pytest.mark.parametrize(("text", "fact"), [
    ("FRA-POL-2024 in_force 2024-12-04", ("FRA-POL-2024", Step.IN_FORCE, None, "2024-12-04")),
    ("FRA-POL-2024 ratified:POL 2024-11", ("FRA-POL-2024", Step.RATIFIED, "POL", "2024-11")),
    ("  NATO-1949   withdrawn:FRA   2030/2031 ", ("NATO-1949", Step.WITHDRAWN, "FRA", "2030/2031")),
])
def test_a_fact_is_read(text: str, fact: tuple[object, ...]) -> None:
    assert parse_fact(text) == fact


@pytest.mark.parametrize(("text", "key"), [
    ("", "fact_form"), ("FRA-POL-2024 in_force", "fact_form"), ("FRA-POL-2024 in force 2024-12-04", "fact_form"),
    ("FRA-POL-2024 blessed 2024-12-04", "fact_step"), ("FRA-POL-2024 in_force 2024-13-04", "fact_date"),
    ("FRA-POL-2024 in_force soon", "fact_date"), ("FRA-POL-2024 in_force 2025/2024", "fact_date"),
])
def test_nonsense_is_refused_by_name(text: str, key: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_fact(text)
    assert refused.value.trouble.key == key


OPEN = "2024-11-13/2025-05-28"


@pytest.mark.parametrize(("exchange", "tied"), [(OPEN, True), ("2024-11-20", False)])
def test_an_exchange_that_shares_its_days_is_dated_with_the_entry(exchange: str, tied: bool) -> None:
    steps = [{"step": "instruments_exchanged", "date": exchange}, {"step": "in_force", "date": OPEN}]
    record = record_of({"agreements": [{"id": "FRA-POL-2024", "parties": ["FRA", "POL"], "steps": steps}]})
    (pact,) = apply_assumptions(record, ("FRA-POL-2024 in_force 2024-12-04",)).agreements
    days = {row.step: row.days for row in pact.lifecycle}
    assert days[Step.IN_FORCE] == range_from_edtf("2024-12-04")
    assert (days[Step.INSTRUMENTS_EXCHANGED] == range_from_edtf("2024-12-04")) is tied


def test_a_step_no_document_tells_gets_a_row() -> None:
    record = record_of({"agreements": [{"id": "FRA-POL-2024", "parties": ["FRA", "POL"]}]})
    (pact,) = apply_assumptions(record, ("FRA-POL-2024 withdrawn:FRA 2026-01-01",)).agreements
    assert [(row.step, row.actor) for row in pact.lifecycle] == [(Step.WITHDRAWN, "FRA")]
    assert record.agreements[0].lifecycle == ()

"""Rows written and read again are the same rows."""

from datetime import date

import pytest
from tests.record.made_up import treaty_pages

from foedera.record.model import OutsideFact, Record
from foedera.record.record_from_readings import record_from_readings
from foedera.record.row_codec import row_from_json, row_to_json
from foedera.values.codes import Step
from foedera.values.dates import DateRange


def test_whole_record() -> None:
    fact = OutsideFact("fact:1", "AUT-HUN-2019", Step.INSTRUMENTS_EXCHANGED, None, "2019-06-06", "https://example.org", "")
    record = record_from_readings(treaty_pages(), [fact])
    again = row_from_json(Record, row_to_json(record))
    assert again == record
    assert isinstance(again.agreements[0].lifecycle[0].step, Step)


def test_open_ends_and_days() -> None:
    days = DateRange(date(2019, 5, 9), None)
    assert row_from_json(DateRange, row_to_json(days)) == days


def test_rows_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="argument"):
        row_from_json(DateRange, '["2019-05-09"]')

"""Any frozen row as plain JSON: enums by value, days as EDTF, tuples as lists."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from foedera.values.dates import DateRange, edtf_from_range


def row_to_json(value: Any) -> Any:
    """The row's fields by name, all the way down."""
    if isinstance(value, DateRange):
        return edtf_from_range(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [row_to_json(v) for v in value]
    if is_dataclass(value):
        return {f.name: row_to_json(getattr(value, f.name)) for f in fields(value)}
    return value

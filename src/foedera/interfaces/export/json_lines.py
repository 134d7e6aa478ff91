"""A table of the record as JSON lines: an object a line, every column named, null for an empty cell."""

import json
from collections.abc import Iterator
from datetime import date

from foedera.record.model import Record
from foedera.values.control_characters import CONTROLS
from foedera.views.record_tables import Line, RecordTable

_ESCAPES = {n: f"\\u{n:04x}" for n in (*(ord(c) for c in CONTROLS if c >= " "), *range(0xD800, 0xE000))}


def json_line(data: object, indent: int | None = None) -> str:
    """JSON that means exactly the data: letters as they are, control and reordering characters as escapes, which mean the same.

    >>> json_line({"a": "é"})
    '{"a": "é"}'
    """
    return json.dumps(data, ensure_ascii=False, indent=indent).translate(_ESCAPES)


def whole_line(table: RecordTable, line: Line) -> dict[str, str | int | float | None]:
    """Every column of the table in its order, days as ISO dates, None for what is empty."""
    cells = {column.name: line.get(column.name) for column in table.columns}
    return {name: value.isoformat() if isinstance(value, date) else None if value == "" else value for name, value in cells.items()}


def json_lines(table: RecordTable, record: Record) -> Iterator[str]:
    """Line after line, each ended."""
    for line in table.lines(record):
        yield json_line(whole_line(table, line)) + "\n"

"""A table of the record as JSON lines: an object a line, every column named, null for an empty cell."""

from collections.abc import Iterable, Iterator
from datetime import date

from foedera.interfaces.exact_json import exact_json
from foedera.record.model import Record
from foedera.views.record_tables import Line, RecordTable


def whole_line(table: RecordTable, line: Line) -> dict[str, str | int | float | None]:
    """Every column of the table in its order, days as ISO dates, None for what is empty."""
    cells = {column.name: line.get(column.name) for column in table.columns}
    return {name: value.isoformat() if isinstance(value, date) else None if value == "" else value for name, value in cells.items()}


def json_lines(table: RecordTable, record: Record, lines: Iterable[Line] | None = None) -> Iterator[str]:
    """Line after line, each ended. `lines`: those of the table, where the record is not at hand as a whole."""
    for line in table.lines(record) if lines is None else lines:
        yield exact_json(whole_line(table, line)) + "\n"

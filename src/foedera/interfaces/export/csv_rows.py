"""A table of the record as CSV (RFC 4180 with plain line ends), every cell safe for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator

from foedera.interfaces.export.csv_cells import safe_row
from foedera.record.model import Record
from foedera.views.record_tables import Line, RecordTable


def csv_pieces(table: RecordTable, record: Record, lines: Iterable[Line] | None = None) -> Iterator[str]:
    """The header line, then line after line; comma-separated. `lines`: those of the table, where the record is not at hand as a whole."""
    names = [column.name for column in table.columns]
    yield _written(names)
    for line in table.lines(record) if lines is None else lines:
        cells = safe_row(line)
        yield _written([cells.get(name) for name in names])


def _written(cells: Iterable[object]) -> str:
    """One line. The csv module quotes a carriage return only where it ends lines with one, so it does here, and is then put right."""
    target = io.StringIO()
    csv.writer(target).writerow(cells)
    return target.getvalue().removesuffix("\r\n") + "\n"

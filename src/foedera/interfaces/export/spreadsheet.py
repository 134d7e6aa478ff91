"""The record as one XLSX file: a sheet for each table, its header frozen, days as real dates, and a sheet that says what columns mean.

Needs openpyxl (the extra `xlsx`). The file is the same byte for byte whenever the record is.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from foedera.errors import Trouble, UsageError
from foedera.interfaces.export.fixed_zip import zip_bytes
from foedera.interfaces.export.xml_text import xml_legal
from foedera.record.model import Record
from foedera.values.dates import range_from_edtf
from foedera.views.record_tables import TABLES, CellKind, Column
from foedera.views.table_words import column_meaning
from foedera.views.words import Words

MOST_IN_A_CELL, MOST_LINES = 32_767, 1_048_576  # characters; lines of a sheet (Microsoft, "Excel specifications and limits")
FIRST_DAY = date(1900, 3, 1)  # programs count earlier days of 1900 differently, and those before it not at all
MADE_AT = datetime(2000, 1, 1)
WIDTHS = {"evidence": 70, "what": 50, "action": 50, "words": 60, "title": 50, "name": 40, "names": 50}
WIDE, PLAIN_WIDTH = 70, 16


def xlsx_bytes(record: Record, words: Words) -> bytes:
    """The whole file. Raises UsageError where openpyxl is not installed, or a table has more lines than a sheet can hold."""
    try:
        from openpyxl import Workbook  # type: ignore[import-untyped]
    except ImportError as error:
        raise UsageError(Trouble("extra_missing", "openpyxl", detail="xlsx")) from error
    for table in TABLES:
        if sum(1 for _ in table.lines(record)) >= MOST_LINES:  # one is the header's
            raise UsageError(Trouble("sheet_full", table.name, detail=str(MOST_LINES)))
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.created = "Foedera", MADE_AT
    for table in TABLES:
        names = [column.name for column in table.columns]
        lines = ([_value(column, line.get(column.name)) for column in table.columns] for line in table.lines(record))
        _add_sheet(book, table.name, names, lines)
    meanings = ([t.name, c.name, column_meaning(t, c, words)] for t in TABLES for c in t.columns)
    heads = [words.say(f"exports.codebook_{part}") for part in ("table", "column", "meaning")]
    _add_sheet(book, words.say("exports.sheet_codebook"), heads, meanings)
    target = io.BytesIO()
    book.save(target)
    return _same_every_time(target.getvalue())


def _value(column: Column, value: object) -> object:
    """A day as a date where a spreadsheet can count to it, as text where not; EDTF that is one day is a day too."""
    if column.kind is CellKind.EDTF and isinstance(value, str) and "T" not in value:
        days = range_from_edtf(value)
        value = days.earliest if days and days.is_day else value
    return value.isoformat() if isinstance(value, date) and value < FIRST_DAY else value


def _add_sheet(book: Any, title: str, names: list[str], lines: Iterable[Sequence[object]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, name in enumerate(names):
        sheet.column_dimensions[_letters(number)].width = WIDTHS.get(name, WIDE if number == 2 and len(names) == 3 else PLAIN_WIDTH)
    sheet.append([_cell(sheet, name, bold=True) for name in names])
    count = 1
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
        count += 1
    sheet.auto_filter.ref = f"A1:{_letters(len(names) - 1)}{count}"


def _letters(number: int) -> str:
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    return str(get_column_letter(number + 1))


def _cell(sheet: Any, value: object, *, bold: bool = False) -> object:
    """Text is always text: what begins like a formula is marked as quoted, and never run."""
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
    from openpyxl.styles import Font  # type: ignore[import-untyped]

    if value is None or value == "":
        return None
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, xml_legal(value)[:MOST_IN_A_CELL])
    if cell.data_type != "s":
        cell.data_type, cell.quotePrefix = "s", True
    if bold:
        cell.font = Font(bold=True)
    return cell


def _same_every_time(content: bytes) -> bytes:
    """The file without the moment of its making, which openpyxl writes into its properties and its archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/core.xml"] = _without_modified(parts["docProps/core.xml"])
    return zip_bytes(parts)


def _without_modified(core: bytes) -> bytes:
    from xml.etree import ElementTree as ET

    root = ET.fromstring(core)
    for stamp in [child for child in root if child.tag.endswith("}modified")]:
        root.remove(stamp)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content

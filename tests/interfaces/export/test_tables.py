"""The tables of the record in CSV, XLSX, JSON lines and Parquet, each opened by the program it is for."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interfaces.export.invented_record import CONTROLS, FORMULA, SCRIPT, invented_record

from foedera.errors import UsageError
from foedera.interfaces.export import spreadsheet
from foedera.interfaces.export.codebook import tables_codebook
from foedera.interfaces.export.csv_rows import csv_pieces
from foedera.interfaces.export.json_lines import json_lines
from foedera.interfaces.export.parquet import parquet_bytes
from foedera.interfaces.export.spreadsheet import xlsx_bytes
from foedera.interfaces.export.xml_text import xml_legal
from foedera.record.model import ActorRow, Record
from foedera.views.record_tables import TABLE_NAMES, TABLES, CellKind, RecordTable, table_called
from foedera.views.table_words import column_meaning
from foedera.views.words import catalogue_languages, words

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl, of the extra xlsx, is not installed")
duckdb = pytest.importorskip("duckdb", reason="duckdb, of the extra parquet, is not installed")


def read_parquet(content: bytes, folder: Path) -> list[dict[str, object]]:
    path = folder / "table.parquet"
    path.write_bytes(content)
    with duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}) as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def read_csv(table: RecordTable, record: Record) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(csv_pieces(table, record)), newline="")))


def whole_lines(table: RecordTable, record: Record) -> list[dict[str, object]]:
    """What the table says, whatever the form: every column, None for what is empty."""
    return [{c.name: line.get(c.name) or (None if line.get(c.name) == "" else line.get(c.name)) for c in table.columns}
            for line in table.lines(record)]  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=TABLE_NAMES)
def test_every_line_has_only_known_columns_of_the_right_kind(table: RecordTable) -> None:
    kinds = {CellKind.TEXT: str, CellKind.EDTF: str, CellKind.COUNT: int, CellKind.SHARE: float, CellKind.DAY: date}
    lines = list(table.lines(invented_record()))
    assert lines
    for line in lines:
        assert {*line} <= {column.name for column in table.columns}
        assert [c.name for c in table.columns if not isinstance(line.get(c.name), kinds[c.kind] | None)] == []


@pytest.mark.parametrize("table", TABLES, ids=TABLE_NAMES)
def test_csv_begins_no_formula(table: RecordTable) -> None:
    lines = read_csv(table, invented_record())
    assert len(lines) == len(list(table.lines(invented_record())))
    assert not [cell for line in lines for cell in line.values() if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


@pytest.mark.parametrize("table", TABLES, ids=TABLE_NAMES)
def test_json_lines_say_what_the_table_says(table: RecordTable) -> None:
    told = [json.loads(line) for line in json_lines(table, invented_record())]
    expected = [{k: v.isoformat() if isinstance(v, date) else v for k, v in line.items()} for line in whole_lines(table, invented_record())]
    assert told == expected


@pytest.mark.parametrize("table", TABLES, ids=TABLE_NAMES)
def test_parquet_says_what_the_table_says(table: RecordTable, tmp_path: Path) -> None:
    def without_null(value: object) -> object:
        return value.replace("\0", "") if isinstance(value, str) else value

    told = read_parquet(parquet_bytes(table, invented_record()), tmp_path)
    assert told == [{k: without_null(v) for k, v in line.items()} for line in whole_lines(table, invented_record())]


def test_parquet_has_types(tmp_path: Path) -> None:
    (signed, *_) = read_parquet(parquet_bytes(table_called("steps"), invented_record()), tmp_path)
    assert (signed["earliest"], signed["independent_sources"]) == (date(2019, 3, 5), 1)


def test_a_spreadsheet_has_a_sheet_a_table_and_one_for_the_meanings() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(invented_record(), words("fr"))))
    assert book.sheetnames == [*TABLE_NAMES, "lexique"]
    for table in TABLES:
        sheet = book[table.name]
        assert sheet.freeze_panes == "A2"
        assert [cell.value for cell in next(sheet.rows)] == [column.name for column in table.columns]
        assert sheet.max_row == 1 + len(list(table.lines(invented_record())))


def test_days_are_dates_where_a_spreadsheet_can_count_to_them() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(invented_record(), words("en"))))
    told = {row[0]: dict(zip([c.value for c in next(book["statements"].rows)], row, strict=True)) for row in book["statements"].values}
    signed, force, old = told["AUT-HUN-2019/signed:AUT+HUN"], told["AUT-HUN-2019/in_force:AUT+HUN"], told["event:1"]
    assert signed["date"] == signed["earliest"] == datetime(2019, 3, 5)
    assert (force["date"], force["latest"]) == ("2019-03-05/2019-06-20", datetime(2019, 6, 20))
    assert (old["date"], old["earliest"]) == ("1899-01-01", "1899-01-01")
    assert signed["start"] == invented_record().agreements[0].lifecycle[0].reported_by[0].evidence.start


def test_a_spreadsheet_runs_nothing_and_holds_the_words() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(invented_record(), words("en"))))
    cells = [cell for sheet in book for row in sheet.rows for cell in row if cell.value is not None]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    hostile = [cell for cell in cells if cell.value == FORMULA]
    assert hostile and all(cell.data_type == "s" and cell.quotePrefix for cell in hostile)
    values = [str(cell.value) for cell in cells]
    assert SCRIPT in values and xml_legal(CONTROLS) in values


@pytest.mark.parametrize("record", [invented_record(), Record()], ids=["some", "empty"])
@pytest.mark.parametrize("made", [lambda r: xlsx_bytes(r, words("fr")), lambda r: parquet_bytes(TABLES[0], r)], ids=["xlsx", "parquet"])
def test_the_same_record_gives_the_same_bytes(made: Callable[[Record], bytes], record: Record) -> None:
    assert made(record) == made(record)


def test_an_empty_record_gives_heads_alone(tmp_path: Path) -> None:
    assert read_parquet(parquet_bytes(TABLES[0], Record()), tmp_path) == []
    assert "".join(csv_pieces(TABLES[0], Record())).count("\n") == 1
    assert list(json_lines(TABLES[0], Record())) == []
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(Record(), words("en"))))
    assert {sheet.max_row for sheet in book if sheet.title != "codebook"} == {1}


@pytest.mark.parametrize("lang", catalogue_languages())
def test_every_column_has_its_meaning(lang: str) -> None:
    book = tables_codebook(words(lang))
    assert all(f"| `{column.name}` | " in book for table in TABLES for column in table.columns)
    assert all(len(column_meaning(table, column, words(lang))) > 5 for table in TABLES for column in table.columns)


def test_a_sheet_that_is_full_is_refused_and_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_LINES", 3)
    with pytest.raises(UsageError, match="sheet_full"):
        xlsx_bytes(invented_record(), words("en"))


def test_an_unknown_table_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(UsageError, match="quotations"):
        table_called("nothing")


@settings(max_examples=4, deadline=None)
@given(names=st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=60))
def test_any_name_comes_through(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    def one_line_end(text: str) -> str:
        return text.replace("\r\n", "\n").replace("\r", "\n")

    record = Record(actors=tuple(ActorRow(f"person:{n}", "person", name, (name,)) for n, name in enumerate(names)))
    table, folder = table_called("actors"), tmp_path_factory.mktemp("parquet")
    assert [json.loads(line)["name"] for line in json_lines(table, record)] == names
    assert [row["name"] or "" for row in read_parquet(parquet_bytes(table, record), folder)] == [name.replace("\0", "") for name in names]
    assert [row["name"].removeprefix("'") for row in read_csv(table, record)] == [name.removeprefix("'") for name in names]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(record, words("en"))))
    shown = [one_line_end(row[2].value or "") for row in list(book["actors"].rows)[1:]]
    assert shown == [one_line_end(xml_legal(name)) for name in names]

"""A table of the record as one Parquet file, typed: text, whole numbers, shares, days.

Needs duckdb (the extra `parquet`), which does this without any extension to load: none is ever fetched.
"""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from foedera.errors import Trouble, UsageError
from foedera.interfaces.export.json_lines import json_lines
from foedera.record.model import Record
from foedera.views.record_tables import CellKind, Line, RecordTable

TYPES = {CellKind.TEXT: "VARCHAR", CellKind.EDTF: "VARCHAR", CellKind.COUNT: "BIGINT", CellKind.SHARE: "DOUBLE", CellKind.DAY: "DATE"}
Settings = dict[str, str | bool | int | float | list[str]]
NO_DOWNLOADS: Settings = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "threads": "1"}
LONGEST_LINE = 64 * 1024 * 1024  # bytes


def parquet_bytes(table: RecordTable, record: Record, lines: Iterable[Line] | None = None) -> bytes:
    """The whole file. Raises UsageError where duckdb is not installed. `lines`: as for JSON lines."""
    try:
        import duckdb
    except ImportError as error:
        raise UsageError(Trouble("extra_missing", "duckdb", detail="parquet")) from error
    with TemporaryDirectory() as folder, duckdb.connect(config=NO_DOWNLOADS) as connection:
        held, target = Path(folder) / "lines.json", Path(folder) / "table.parquet"
        with held.open("w", encoding="utf-8") as file:
            file.writelines(line.replace("\\u0000", "") for line in json_lines(table, record, lines))
        connection.execute(_create(table))
        if held.stat().st_size:
            connection.execute(f"INSERT INTO lines SELECT * FROM {_reading(table)}", [str(held)])
        connection.execute(f"COPY lines TO '{_quoted(target)}' (FORMAT parquet, COMPRESSION zstd)")
        return target.read_bytes()


def _fields(table: RecordTable) -> list[tuple[str, str]]:
    return [(column.name, TYPES[column.kind]) for column in table.columns]


def _create(table: RecordTable) -> str:
    columns = ", ".join(f'"{name}" {kind}' for name, kind in _fields(table))
    return f"CREATE TABLE lines ({columns})"


def _reading(table: RecordTable) -> str:
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in _fields(table))
    return f"read_json(?, format = 'newline_delimited', maximum_object_size = {LONGEST_LINE}, columns = {{{columns}}})"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")

"""Cells of tables for spreadsheets: text that one would run as a formula stays text."""

from collections.abc import Mapping

FORMULA_SIGNS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""The last four are the wide forms of the first four, which a Japanese spreadsheet takes for the same."""


def safe_cell(value: object) -> object:
    """The value; text that a spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV Injection").

    >>> safe_cell("=1+1"), safe_cell("FRA"), safe_cell(-2)
    ("'=1+1", 'FRA', -2)
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA_SIGNS else value


def safe_row(row: Mapping[str, object]) -> dict[str, object]:
    """The line of a table with every cell safe."""
    return {column: safe_cell(value) for column, value in row.items()}

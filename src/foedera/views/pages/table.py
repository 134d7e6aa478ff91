"""The rows of a page for a spreadsheet: what is shown, with codes and dates as other programs read them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Names of columns, and rows of as many cells; a cell is text, a number or None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]

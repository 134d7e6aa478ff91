"""Directed dyad-years as data sets on alliances write them (ATOP): a line for each ordered pair of states and year."""

import csv
import io
from collections.abc import Iterable
from datetime import date

from foedera.interfaces.export.csv_cells import safe_row
from foedera.treaties.alliance_rows import COLUMNS as PLEDGE_COLUMNS
from foedera.treaties.alliance_rows import Pledge
from foedera.treaties.directed_dyads import DyadYear, Leg, dyad_years
from foedera.world.cow_numbers import CowNumbers

COLUMNS = ("year", "stateA", "stateB", "codeA", "codeB", "atopally", *PLEDGE_COLUMNS.values(), "agreements")
NOT_KNOWN = "NA"


def atop_csv(legs: Iterable[Leg], numbers: CowNumbers) -> str:
    """CSV with a header line: what stateA promised stateB. States are COW numbers; `codeA` and `codeB` are our own codes."""
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(safe_row(_line(year, numbers)) for year in dyad_years(legs))
    return target.getvalue()


def _line(row: DyadYear, numbers: CowNumbers) -> dict[str, object]:
    pledges = {PLEDGE_COLUMNS[pledge]: coded(row.pledges[pledge]) for pledge in Pledge}
    ally = True if True in row.pledges.values() else None if None in row.pledges.values() else False
    ends = {"stateA": cow_number(row.bearer, row.year, numbers), "stateB": cow_number(row.beneficiary, row.year, numbers)}
    codes = {"codeA": row.bearer, "codeB": row.beneficiary}
    return {"year": row.year, **ends, **codes, "atopally": coded(ally), **pledges, "agreements": "; ".join(row.agreements)}


def coded(value: bool | None) -> str:
    """1, 0, or NA for what is not known.

    >>> coded(True), coded(False), coded(None)
    ('1', '0', 'NA')
    """
    return NOT_KNOWN if value is None else str(int(value))


def cow_number(code: str, year: int, numbers: CowNumbers) -> str:
    """The COW number at the end of the year; NA for a state outside that system."""
    state = numbers.state_of(code, date(year, 12, 31))
    return str(state.number) if state else NOT_KNOWN

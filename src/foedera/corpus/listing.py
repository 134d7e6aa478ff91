"""Lists kept up to date: the lines of components that were resolved again, put in the place of those they had."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection

from foedera.corpus.listed_row import Kind, Listed, ListedRow, Pages, listed_rows
from foedera.record.model import Record
from foedera.record.row_codec import row_from_json, row_to_json
from foedera.store import lists
from foedera.store.lists import Line

_NAMES = [field.name for field in fields(ListedRow)]
_PARTS, _TITLE = attrgetter(*_NAMES), _NAMES.index("title")


class Part(NamedTuple):
    """The rows of a component, judged, and the documents that they are told from."""

    component: str
    record: Record
    pages: Pages


def write_lines(connection: Connection, parts: Iterable[Part]) -> None:
    """Put the lines of these components into the lists; what stays as it was is not touched."""
    found = {one.number: (part.component, one) for part in parts for one in listed_rows(part.record, part.pages)}
    names = sorted({part.component for part in parts})
    wanted = {value for _, one in found.values() for value in _values(one)}
    numbers = lists.value_numbers(connection, wanted)
    new = {number: _line(component, one, numbers) for number, (component, one) in found.items()}
    old = {line.number: line for line in lists.lines_of(connection, names, sorted(new))}
    gone = [line for number, line in old.items() if new.get(number) != line]
    lists.change_lines(connection, gone, [line for number, line in new.items() if old.get(number) != line])


def _values(one: Listed) -> list[lists.Value]:
    return [(one.row.kind, lists.ALL, ""), *((one.row.kind, facet, value) for facet, value in one.facets)]


def _line(component: str, one: Listed, numbers: Mapping[lists.Value, int]) -> Line:
    facets = tuple(numbers[value] for value in _values(one))
    told = one.row.kind is Kind.STATEMENT
    return Line(one.number, component, one.row.document_id if told else None, one.low, one.day, facets, _text(one.row, told))


def _text(row: ListedRow, told: bool) -> str:
    if not told:
        return row_to_json(row)
    parts = _PARTS(row)
    return row_to_json((*parts[:_TITLE], "", *parts[_TITLE + 1 :]))


def row_of_line(line: str) -> ListedRow:
    """The row that a line keeps; a statement's words are not in it."""
    return row_from_json(ListedRow, line)

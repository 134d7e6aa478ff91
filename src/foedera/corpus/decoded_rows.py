"""Rows kept as text, read once: the same text is the same rows, whichever page asks for them. Shared by all threads of a process."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

from foedera.record.row_codec import row_from_json

Row = TypeVar("Row")
MOST_CHARACTERS = 12_000_000  # of text whose rows are kept in memory, where they take some five times as much
LEAST_CHARACTERS = 300  # shorter ones are read again as quickly


class DecodedRows(Generic[Row]):
    """The rows of one kind, those asked for last. They are never changed, and so may be shared."""

    def __init__(self, kind: type[Row]) -> None:
        self._kind = kind
        self._kept: OrderedDict[str, Row] = OrderedDict()
        self._characters = 0
        self._lock = Lock()

    def of(self, text: str) -> Row:
        """The row that this text tells."""
        with self._lock:
            if text in self._kept:
                self._kept.move_to_end(text)
                return self._kept[text]
        row = row_from_json(self._kind, text)
        if LEAST_CHARACTERS <= len(text) <= MOST_CHARACTERS // 2:
            self._keep(text, row)
        return row

    def _keep(self, text: str, row: Row) -> None:
        with self._lock:
            if text not in self._kept:
                self._characters += len(text)
            self._kept[text] = row
            while self._characters > MOST_CHARACTERS:
                gone, _ = self._kept.popitem(last=False)
                self._characters -= len(gone)

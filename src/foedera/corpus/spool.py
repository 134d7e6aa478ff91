"""Lines put in order on disk: any number of them, whatever the memory."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

AT_ONCE = 2000  # lines read or written together
Key = tuple[str | int, ...]
"""What lines are put in order by, and told apart by: two lines of one key are one line, the first that came."""


class Spool:
    """Lines with the keys that order them, in a file of their own that goes with the object. Keys of one spool have one length."""

    def __init__(self, parts: int) -> None:
        self._folder = TemporaryDirectory(prefix="foedera-")
        self._connection = sqlite3.connect(Path(self._folder.name) / "spool.db")
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        names = [f"k{n}" for n in range(parts)]
        self._order, self._holes = ", ".join(names), ", ".join("?" * (parts + 1))
        self._connection.execute(f"CREATE TABLE lines ({self._order}, line TEXT, PRIMARY KEY ({self._order})) WITHOUT ROWID")

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()
        self._folder.cleanup()

    def add(self, lines: Iterable[tuple[Key, str]]) -> None:
        """Take these lines."""
        rows = ((*key, line) for key, line in lines)
        self._connection.executemany(f"INSERT OR IGNORE INTO lines VALUES ({self._holes})", rows)

    def lines(self) -> Iterator[str]:
        """Every line, in the order of the keys: numbers before texts, texts by their characters."""
        cursor = self._connection.execute(f"SELECT line FROM lines ORDER BY {self._order}")
        while some := cursor.fetchmany(AT_ONCE):
            for row in some:
                yield row[0]

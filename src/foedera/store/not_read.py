"""What could not be read, and why, kept until it is read or forgotten."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from foedera.errors import Trouble
from foedera.store.schema import not_read
from foedera.store.transactions import Transactions, now

LONGEST = 2000  # characters of what an error said


@dataclass(frozen=True, slots=True)
class NotRead:
    """A source that could not be read: the trouble with it, and when (UTC, ISO 8601)."""

    source: str
    trouble: Trouble
    at: str


class NotReadList(Transactions):
    """The list of a record."""

    def note_not_read(self, source: str, trouble: Trouble) -> None:
        """Keep why a source could not be read, in place of what was known of it before."""
        row = {"source": source, "trouble": trouble.key, "detail": trouble.detail[:LONGEST], "line": trouble.line, "at": now()}
        with self._writing() as connection:
            connection.execute(delete(not_read).where(not_read.c.source == source))
            connection.execute(insert(not_read).values(row))

    def forget_not_read(self, source: str) -> bool:
        """Take a source off the list; whether it was there."""
        with self._writing() as connection:
            return bool(connection.execute(delete(not_read).where(not_read.c.source == source)).rowcount)

    def not_read(self) -> tuple[NotRead, ...]:
        """Every source on the list, the last first."""
        with self._transaction() as connection:
            rows = connection.execute(select(not_read).order_by(not_read.c.at.desc(), not_read.c.source)).all()
        return tuple(NotRead(r.source, Trouble(r.trouble, r.source, r.line, r.detail), r.at) for r in rows)

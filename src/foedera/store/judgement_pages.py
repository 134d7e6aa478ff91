"""Pages of the log of judgements: what one person decided, on some days, on one row; read without the rest of the log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from foedera.store import judgement_log
from foedera.store.judgement_log import LoggedJudgement
from foedera.store.schema import judgements
from foedera.store.transactions import Transactions

AT_ONCE = 100  # judgements of a page, unless asked otherwise
_said = judgements.c


@dataclass(frozen=True, slots=True)
class LogAsked:
    """Which judgements are asked for; None asks for nothing.

    `first_day`, `last_day`: on which they were given (UTC); `before`: only those with a smaller number in the log; `row`: on this row or on
    a part of it (`ROW@DOCUMENT`); `holding`: not taken back, `id_begins`: with an id that begins so.
    """

    who: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    before: int | None = None
    row: str | None = None
    holding: bool = False
    id_begins: str | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """What the rows of the table must be."""
        if self.who is not None:
            yield _said.who == self.who
        if self.first_day is not None:
            yield _said.made_at >= self.first_day.isoformat()
        if self.last_day is not None and self.last_day < date.max:
            yield _said.made_at < (self.last_day + timedelta(days=1)).isoformat()
        if self.before is not None:
            yield _said.number < self.before
        if self.row is not None:
            yield or_(_said.target == self.row, _said.target.startswith(f"{self.row}@", autoescape=True))
        if self.holding:
            yield _said.undone_at.is_(None)
        if self.id_begins is not None:
            yield _said.id.startswith(self.id_begins, autoescape=True)


class JudgementPages(Transactions):
    """The log of judgements of one record, a page at a time."""

    def judgement_page(self, asked: LogAsked = LogAsked(), limit: int = AT_ONCE) -> tuple[LoggedJudgement, ...]:  # noqa: B008 - frozen
        """The last of the judgements asked for, newest first."""
        query = select(judgements).where(*asked.conditions()).order_by(_said.number.desc()).limit(limit)
        with self._transaction() as connection:
            return judgement_log.read_some(connection, query)

    def judgement_count(self, asked: LogAsked = LogAsked()) -> int:  # noqa: B008 - frozen
        """How many there are."""
        return self._number(select(func.count()).select_from(judgements).where(*asked.conditions()))

    def targets_judged(self) -> int:
        """On how many rows and statements a judgement holds."""
        return self._number(select(func.count(_said.target.distinct())).where(_said.undone_at.is_(None)))

    def judgement_people(self) -> tuple[str, ...]:
        """Everybody who ever judged, by name."""
        with self._transaction() as connection:
            return tuple(sorted(connection.execute(select(_said.who).distinct()).scalars()))

    def logged_judgement(self, judgement_id: str) -> LoggedJudgement | None:
        """The judgement of this id, None where there is none."""
        with self._transaction() as connection:
            found = judgement_log.read_some(connection, select(judgements).where(_said.id == judgement_id))
        return found[0] if found else None

    def _number(self, query: Any) -> int:
        with self._transaction() as connection:
            return int(connection.execute(query).scalar_one())

"""How far the lists of a record are: brought up to date before a page where little waits, said to be behind where much does."""

import hashlib
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field

from sqlalchemy import Connection, ScalarSelect, Table, func, select

from foedera.corpus.facts_of_store import facts_of
from foedera.corpus.judged_documents import JudgedDocuments
from foedera.corpus.record_of_store import grow
from foedera.corpus.record_version import record_version
from foedera.errors import StoreError
from foedera.record.model import OutsideFact
from foedera.store import derived, schema
from foedera.store.store import Store

MOST_TAKEN_IN = 40  # documents or components that may wait to be taken in before a page

WAITS: ContextVar[bool] = ContextVar("waits", default=False)
"""Whether who asks waits until the lists have all that was written before: who has written does, and finds it there."""


@dataclass(frozen=True, slots=True)
class Looked:
    """`current`: there are lists of this version of Foedera. `change`: another text after every change of documents, facts or judgements.

    `waiting`: documents that are not in the lists, or components to be made again, whichever are more; all documents before the start.
    """

    current: bool
    change: str
    waiting: int


def _counted(table: Table) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).scalar_subquery()


def _kept_as(key: str) -> ScalarSelect[str]:
    return select(derived.state.c.value).where(derived.state.c.key == key).scalar_subquery()


_SAID = schema.judgements.c
_STATE = select(
    _kept_as("version").label("version"), _kept_as("change").label("change"), _counted(schema.facts).label("facts"),
    _counted(derived.pending).label("pending"), _counted(derived.todo).label("todo"), func.max(_SAID.number).label("last"),
    func.count(_SAID.number).label("said"), func.count(_SAID.undone_at).label("undone"), func.max(_SAID.undone_at).label("last_undone"),
)  # fmt: skip


def _readings(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(schema.readings)).scalar_one())


@dataclass(frozen=True, slots=True)
class Laid:
    """What people laid over the documents, as it was at one state of the record."""

    change: str
    facts: tuple[OutsideFact, ...]
    judged: JudgedDocuments

    def statements_judged_as(self, ids: Iterable[str]) -> set[str]:
        """The statements of the judgements that name one of these rows, which may have had that id then."""
        return {mark.statement_id for one in self.judged.naming(ids) for mark in (*one.marks, *one.others)}


@dataclass
class DeskState:
    """The state of one store, looked at before every answer. Several threads may share it: they only do twice what one would have done."""

    store: Store
    grown: int = 0  # times that the lists were brought up to date from here
    _fresh: str | None = None
    _laid: Laid | None = field(default=None, repr=False)

    def looked(self, connection: Connection) -> Looked:
        """How the record and its lists are now, found by one question: it is asked before every answer."""
        found = connection.execute(_STATE).one()
        facts = connection.execute(select(schema.facts.c.id).order_by(schema.facts.c.id)).scalars().all() if found.facts else ()
        judged = (found.last, found.said, found.undone, found.last_undone)
        held = (record_version(), found.change, judged, tuple(facts))
        current = found.version == record_version()
        waiting = max(found.pending, found.todo) if current else _readings(connection)
        return Looked(current, hashlib.sha256(repr(held).encode()).hexdigest()[:16], waiting)

    def bring_up_to_date(self) -> Looked:
        """Take in what waits, where it is little; begin lists, still empty, where there are none of this version of Foedera.

        Where another is at it, nobody waits long for that but who wrote (`WAITS`): the answer is that of the lists as they were.
        StoreError where there are none and none can be written.
        """
        now = self._look()
        if self.is_fresh(now):
            return now
        if now.waiting <= MOST_TAKEN_IN:
            if self.store.waited_for_growth(wait=WAITS.get()) and self.is_fresh(now := self._look()):
                return now
            if grow(self.store, wait=WAITS.get()):
                self.grown += 1
                self._fresh = now.change if now.current else None  # what was written since the look is still to be taken in
                now = self._look()
        if not now.current:
            self._begin()
            now = self._look()
        return now

    def token(self) -> str:
        """The change of the record; another one as long as the lists are behind it: what is made of them then is not what comes later."""
        now = self.bring_up_to_date()
        return now.change if self.is_fresh(now) else f"{now.change}-{now.waiting}"

    def is_fresh(self, now: Looked) -> bool:
        """Whether the lists have all that was written up to then."""
        return now.current and now.change == self._fresh and not now.waiting

    def _look(self) -> Looked:
        try:
            with self.store.glancing() as connection:
                return self.looked(connection)
        except StoreError:  # perhaps there are no lists yet
            with self.store.looking() as connection:
                if derived.is_whole(connection):
                    raise
                return Looked(False, "", _readings(connection))

    def _begin(self) -> None:
        with self.store.deriving() as connection:
            if derived.version_of(connection) != record_version():
                derived.start_again(connection, record_version())

    def laid(self, connection: Connection) -> Laid:
        """The facts and judgements as they are now."""
        change = self.looked(connection).change
        held = self._laid
        if held is None or held.change != change:
            self._laid = held = Laid(change, facts_of(self.store), JudgedDocuments(self.store, self.store.judgements()))
        return held

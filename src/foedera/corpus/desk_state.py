"""How far the lists of a record are: brought up to date before a page where little waits, said to be behind where much does."""

import hashlib
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from foedera.corpus.facts_of_store import facts_of
from foedera.corpus.judged_documents import JudgedDocuments
from foedera.corpus.record_of_store import grow
from foedera.corpus.record_version import record_version
from foedera.record.model import OutsideFact
from foedera.store import derived, schema
from foedera.store.store import Store

MOST_TAKEN_IN = 40  # documents or components that may wait to be taken in before a page

WAITS: ContextVar[bool] = ContextVar("waits", default=False)
"""Whether who asks waits until the lists have all that was written before: who has written does, and finds it there."""


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
    _fresh: str | None = None
    _waiting: int = 0
    _laid: Laid | None = field(default=None, repr=False)

    def change(self, connection: Connection) -> str:
        """A token that is another one after every change of documents, facts or judgements."""
        said, undone = schema.judgements.c.number, schema.judgements.c.undone_at
        judged = connection.execute(select(func.max(said), func.count(said), func.count(undone), func.max(undone))).one()
        facts = connection.execute(select(schema.facts.c.id).order_by(schema.facts.c.id)).scalars().all()
        held = (record_version(), derived.change_of(connection), tuple(judged), tuple(facts))
        return hashlib.sha256(repr(held).encode()).hexdigest()[:16]

    def waiting(self, connection: Connection) -> int:
        """Documents that are not in the lists, or components to be made again, whichever are more; all documents before the start."""
        if derived.version_of(connection) != record_version():
            return int(connection.execute(select(func.count()).select_from(schema.readings)).scalar_one())
        tables = (derived.pending, derived.todo)
        return max(int(connection.execute(select(func.count()).select_from(table)).scalar_one()) for table in tables)

    def shown(self, connection: Connection) -> str:
        """As `change`, and another one as long as the lists are behind it: what is made from them then is not what will be made later."""
        change = self.change(connection)
        return change if (change, 0) == (self._fresh, self._waiting) else f"{change}-{self._waiting}"

    def bring_up_to_date(self) -> None:
        """Take in what waits, where it is little; begin lists, still empty, where there are none of this version of Foedera.

        Where another is at it, nobody waits for that but who wrote (`WAITS`): the answer is that of the lists as they were.
        StoreError where there are none and none can be written.
        """
        current, change, waiting = self._look()
        if change is not None and change == self._fresh and not waiting:
            self._waiting = 0
            return
        if waiting <= MOST_TAKEN_IN and grow(self.store, wait=WAITS.get()):
            self._fresh = change  # what was written since the look is still to be taken in
            current, _, waiting = self._look()
        self._waiting = waiting
        if not current:
            self._begin()

    def _look(self) -> tuple[bool, str | None, int]:
        """Whether there are lists of this version of Foedera, the change of the record they are to follow, and what waits for them."""
        with self.store.looking() as connection:
            current = derived.version_of(connection) == record_version()
            return current, self.change(connection) if current else None, self.waiting(connection)

    def _begin(self) -> None:
        with self.store.deriving() as connection:
            if derived.version_of(connection) != record_version():
                derived.start_again(connection, record_version())

    def laid(self, connection: Connection) -> Laid:
        """The facts and judgements as they are now."""
        change = self.change(connection)
        held = self._laid
        if held is None or held.change != change:
            self._laid = held = Laid(change, facts_of(self.store), JudgedDocuments(self.store, self.store.judgements()))
        return held

"""What Foedera asks of a database, and of the place of a record in it. Everything that differs between databases stands behind these."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DBAPIError

from foedera.store.databases.search_terms import Term

PATIENCE = 15.0  # seconds that a writer waits for the turn of another to end
HURRY = 0.3  # seconds that a reader waits for it who could do without

NOTING_PREFIX = "grown_"
"""Tables and triggers of the cache of what is derived (store/derived.py) begin so."""


class Dialect(Protocol):
    """What is said otherwise in each database."""

    def insert(self, table: Table) -> Any:
        """An INSERT that knows `on_conflict_do_update` and `on_conflict_do_nothing`."""

    def take_turn(self, connection: Connection, seconds: float) -> None:
        """Begin to write: from here to the end of the transaction nobody else writes to this record. So long it is waited for."""

    def begin_growing(self, connection: Connection, *, wait: bool) -> bool:
        """Wait until no other process brings what is derived up to date; to the end of the transaction none does. True then.

        Without `wait`, False where another process is at it.
        """

    def begin_looking(self, connection: Connection) -> None:
        """Begin to read: what is read to the end of the transaction is as it was at one moment."""

    def tables(self, connection: Connection) -> set[str]:
        """The names of all tables where the record is, or would be."""

    def create_full_text(self, connection: Connection) -> None:
        """Set up the search over titles and texts, kept true by the database whoever writes."""

    def mend_full_text(self, connection: Connection) -> None:
        """Set up what an older schema had not, and make good what its index missed."""

    def found(self, connection: Connection, terms: Sequence[Term], limit: int) -> list[Sequence[Any]]:
        """(id, title, outlet, published, words around) of the documents that hold all these terms, accents and case ignored, best first.

        A word with signs in it (l'accord) asks for its parts one after the other.
        """

    def hits(self, connection: Connection, terms: Sequence[Term], limit: int, *, best: bool) -> list[str]:
        """The ids of such documents: the best first, or those that came last first, for which nothing has to be ranked."""

    def watchers(self, watched: Mapping[str, str]) -> set[str]:
        """The names of the triggers that `watch` sets for these tables."""

    def watch(self, connection: Connection, watched: Mapping[str, str]) -> None:
        """Note every change of these tables (name -> column with the document's id) in grown_pending, and a new token in grown_state."""

    def watching(self, connection: Connection) -> set[str]:
        """The names of the triggers that are set."""

    def unwatch(self, connection: Connection) -> None:
        """Take these triggers away, all that are left of them."""

    def sweep_index(self, connection: Connection) -> None:
        """Leave no word of a removed document in the index; in the transaction that removed it."""

    def sweep(self, engine: Engine) -> None:
        """Free the space of what was removed, after that transaction."""

    def set_counters(self, connection: Connection, tables: Sequence[Table]) -> None:
        """After rows were written with their numbers: the next row of each of these tables gets a number after the last."""

    def error_key(self, error: DBAPIError) -> str:
        """The message (views/words) that says what the database complained of."""


class Place(Protocol):
    """Where a record is kept."""

    @property
    def name(self) -> str:
        """How messages name it: never with a password."""

    @property
    def short_name(self) -> str:
        """What the record is called in what is made of it: the file without its ending, the database; never an address."""

    @property
    def dialect(self) -> Dialect:
        """The database's."""

    @property
    def backups(self) -> tuple[Path, ...]:
        """Copies kept beside the record when an older one was brought up to date: they stay as they were."""

    def is_there(self) -> bool:
        """Whether there may be something at this place; where only a server can tell, yes."""

    def check(self, *, create: bool) -> None:
        """StoreError where nothing can be opened, or, without `create`, where there is nothing."""

    def engine(self) -> Engine:
        """Connections to it. StoreError where what they need is not installed."""

    def back_up(self, engine: Engine, version: int) -> None:
        """Before a record of an older schema is changed: see that nothing can be lost."""

    def discard(self) -> None:
        """Take a record away that was made a moment ago and holds nothing; a database keeps its empty tables."""

    def without_secrets(self, text: str) -> str:
        """A message of the database without what should not be shown."""

"""A record in a PostgreSQL database (13 or newer): an index of words of our own folding for the search, one writer at a time."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, func, make_url, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import ArgumentError, DBAPIError

from foedera.errors import StoreError, Trouble, UsageError
from foedera.store.databases import postgres_errors, postgres_sql
from foedera.store.databases.database import NOTING_PREFIX
from foedera.store.databases.search_terms import Term
from foedera.store.databases.words_around import words_around

SCHEMES = ("postgresql", "postgres")
DRIVER = "postgresql+psycopg"
MOST_KEPT = 10  # connections kept open by one process; twice as many at busy moments
_SWEPT = ("documents", "readings", "additions", "judgements", "judgement_marks")


def _asked(terms: Sequence[Term]) -> tuple[str, dict[str, Any]]:
    """The question for all these terms, and its parameters: each phrase is one (w0, w1 ...)."""
    given = {f"w{n}": phrase for n, phrase in enumerate(phrase for term in terms for phrase in term)}
    phrases = iter(f"phraseto_tsquery('pg_catalog.simple', foedera_folded(:{name}))" for name in given)
    return " && ".join("(" + " || ".join(next(phrases) for _ in term) + ")" for term in terms), given


class PostgresDialect:
    """PostgreSQL's part of `Dialect`. All is kept in the current schema of the connection (`search_path`)."""

    def insert(self, table: Table) -> Any:
        """See `Dialect`."""
        return postgresql.insert(table)

    def take_turn(self, connection: Connection, seconds: float) -> None:
        """A lock of this record's own, given back at the end of the transaction; whoever waits too long is told so."""
        patience = f"{round(1000 * seconds)}ms"
        connection.execute(text(postgres_sql.TAKE_TURN.format(patience=patience, schema="current_schema()")))

    def begin_growing(self, connection: Connection, *, wait: bool) -> bool:
        """See `Dialect`."""
        took = connection.execute(text(postgres_sql.TAKE_GROWTH if wait else postgres_sql.TRY_GROWTH)).scalar()
        return wait or bool(took)

    def begin_looking(self, connection: Connection) -> None:
        """See `Dialect`."""
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))

    def tables(self, connection: Connection) -> set[str]:
        """See `Dialect`."""
        return set(connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")).scalars())

    def create_full_text(self, connection: Connection) -> None:
        """A column of folded words beside each document, which the database works out itself, and an index over it."""
        if connection.execute(text("SHOW server_encoding")).scalar() != "UTF8":
            raise StoreError(Trouble("record_not_utf8", str(connection.engine.url.database)))
        known = set(connection.execute(text("SELECT collname FROM pg_collation WHERE collencoding IN (-1, 6)")).scalars())
        collation = next((name for name in postgres_sql.COLLATIONS if name in known), "default")
        for statement in postgres_sql.FULL_TEXT:
            connection.execute(text(statement.replace("{collation}", collation)))

    def mend_full_text(self, connection: Connection) -> None:
        """The column cannot have missed anything."""
        self.create_full_text(connection)

    def found(self, connection: Connection, terms: Sequence[Term], limit: int) -> list[Sequence[Any]]:
        """Best first by `ts_rank`; the words around are cut out here, for the server's own way does not ignore accents."""
        asked, given = _asked(terms)
        rows = connection.execute(text(postgres_sql.FOUND.format(asked=asked)), given | {"n": limit}).all()
        return [(*row[:4], words_around(row[4], terms)) for row in rows]

    def hits(self, connection: Connection, terms: Sequence[Term], limit: int, *, best: bool) -> list[str]:
        """See `Dialect`."""
        asked, given = _asked(terms)
        query = postgres_sql.HITS.format(asked=asked, order=postgres_sql.BEST if best else postgres_sql.LAST)
        return [*connection.execute(text(query), given | {"n": limit}).scalars()]

    def watchers(self, watched: Mapping[str, str]) -> set[str]:
        """See `Dialect`."""
        return {f"{NOTING_PREFIX}{table}_{act}" for table in watched for act in postgres_sql.WATCHES}

    def watch(self, connection: Connection, watched: Mapping[str, str]) -> None:
        """Before a statement its writer takes a turn, so that no change falls between two looks; after it what changed is noted."""
        connection.execute(text(postgres_sql.TURN_FUNCTION))
        for table, column in watched.items():
            connection.execute(text(postgres_sql.NOTE_FUNCTION.format(table=table, column=column)))
            for act, how in postgres_sql.WATCHES.items():
                connection.execute(text(f"CREATE TRIGGER {NOTING_PREFIX}{table}_{act} {how.format(table=table)}"))

    def watching(self, connection: Connection) -> set[str]:
        """See `Dialect`."""
        return set(connection.execute(text(postgres_sql.TRIGGERS)).scalars())

    def unwatch(self, connection: Connection) -> None:
        """The functions go with their triggers."""
        for name in connection.execute(text(postgres_sql.FUNCTIONS)).scalars().all():
            connection.execute(text(f'DROP FUNCTION "{name}"() CASCADE'))

    def sweep_index(self, connection: Connection) -> None:
        """The server's own vacuum does it."""

    def sweep(self, engine: Engine) -> None:
        """The space of what was removed is free to be written over; what the server's log and backups keep is in their owner's hands."""
        with engine.connect() as connection:
            raw = connection.execution_options(isolation_level="AUTOCOMMIT")
            held = sorted(name for name in self.tables(raw) if name in _SWEPT or name.startswith(NOTING_PREFIX))
            raw.execute(text(f"VACUUM (SKIP_LOCKED) {', '.join(held)}"))

    def set_counters(self, connection: Connection, tables: Sequence[Table]) -> None:
        """See `Dialect`."""
        for table in tables:
            for column in table.primary_key.columns:
                counter = connection.execute(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": column.name}).scalar()
                last = connection.execute(select(func.max(column))).scalar() if counter else None
                if last is not None:
                    connection.execute(text("SELECT setval(CAST(:s AS regclass), :n)"), {"s": counter, "n": last})

    def error_key(self, error: DBAPIError) -> str:
        """See `Dialect`."""
        return postgres_errors.error_key(error)


POSTGRES = PostgresDialect()


@dataclass(frozen=True, slots=True)
class PostgresPlace:
    """A record's database, or its schema in one (`?options=-csearch_path%3Dschema`)."""

    url: URL

    @classmethod
    def from_address(cls, address: str) -> "PostgresPlace":
        """The place of an address `postgresql://user:password@host:port/database?...`; UsageError for one that is none."""
        try:
            url = make_url(address)
            if not url.database or "@" in (url.host or ""):  # a password with @ that is not written %40
                raise ArgumentError("no database named, or no host")
        except (ArgumentError, ValueError) as error:
            raise UsageError(Trouble("bad_record_address", address.partition("://")[0] + "://…")) from error
        return cls(_with_password_in_its_place(url.set(drivername=DRIVER)))

    @property
    def name(self) -> str:
        """The address with *** for the password."""
        return self.url.set(drivername="postgresql").render_as_string(hide_password=True)

    @property
    def short_name(self) -> str:
        """See `Place`."""
        return str(self.url.database)

    @property
    def dialect(self) -> PostgresDialect:
        """PostgreSQL's."""
        return POSTGRES

    @property
    def backups(self) -> tuple[Path, ...]:
        """None beside a database: it is brought up to date in one transaction, or not at all."""
        return ()

    def is_there(self) -> bool:
        """Only the server can tell."""
        return True

    def check(self, *, create: bool) -> None:
        """Nothing to see before the server is asked."""

    def engine(self) -> Engine:
        """Connections that are tried before each use, so that a server started anew is found again."""
        try:
            return create_engine(self.url, pool_pre_ping=True, pool_size=MOST_KEPT, max_overflow=MOST_KEPT, hide_parameters=True)
        except ModuleNotFoundError as error:
            raise StoreError(Trouble("postgres_not_installed", self.name)) from error

    def back_up(self, engine: Engine, version: int) -> None:
        """See `backups`: PostgreSQL changes tables in transactions."""

    def discard(self) -> None:
        """See `Place`."""

    def without_secrets(self, text: str) -> str:
        """A message without the password, wherever it may have come in."""
        password = str(self.url.password or "")
        return re.sub(rf"(?<!\w){re.escape(password)}(?!\w)", "***", text) if password else text


def _with_password_in_its_place(url: URL) -> URL:
    """The server's library takes a password among the options too, where nothing would hide it."""
    given = url.query.get("password")
    url = url.difference_update_query(["password"])
    return url.set(password=given if isinstance(given, str) else given[-1]) if given else url

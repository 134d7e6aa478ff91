"""Steps from one schema version to the next; the store backs the file up before the first of them."""

from collections.abc import Callable

from sqlalchemy import Connection

MIGRATIONS: dict[int, Callable[[Connection], None]] = {}

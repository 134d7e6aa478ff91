"""Who may use a shared record: users with a role, their tokens, and the log of who did what."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from foedera.errors import StoreError, Trouble, UsageError
from foedera.store import credentials
from foedera.store.schema import audit, tokens, users
from foedera.store.transactions import NOT_WRITABLE, Transactions, now
from foedera.values.control_characters import first_control

LONGEST_NAME = 80  # characters
SHORTEST_PASSWORD = 10  # characters


class Role(StrEnum):
    """What a user may do: look; add documents and judge; manage users too. Each may what those before it may."""

    READER = "reader"
    ANALYST = "analyst"
    ADMIN = "admin"

    def may(self, needed: "Role") -> bool:
        """Whether one of this role may do what needs that role."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class User:
    """A user of the record; moments are UTC, ISO 8601. `has_password`: may log in with a name and a password."""

    name: str
    role: Role
    has_password: bool
    created_at: str
    disabled_at: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; the token itself is not kept. `last_used_at` is to the hour."""

    id: str
    user: str
    label: str
    created_at: str
    last_used_at: str | None = None
    revoked_at: str | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act of someone: `act` is a code, `target` what it was done to, `detail` what else there is to say."""

    number: int
    at: str
    who: str
    act: str
    target: str
    detail: str


class Users(Transactions):
    """The users, tokens and audit log of a store."""

    def add_user(self, name: str, role: Role | str, password: str | None = None) -> User:
        """Take in a user. UsageError for a name in use or not writable, a role that is none, a password too short."""
        name, role, kept = _checked_name(name), _checked_role(role), _hashed(password)
        with self._writing() as connection:
            if connection.execute(select(users.c.name).where(users.c.name == name)).first() is not None:
                raise UsageError(Trouble("user_exists", name))
            connection.execute(insert(users).values(name=name, role=role.value, password=kept, created_at=now()))
            return _user(_row_of(connection, name))

    def users(self) -> tuple[User, ...]:
        """All users, in order of name, disabled ones too."""
        with self._transaction() as connection:
            return tuple(_user(row) for row in connection.execute(select(users).order_by(users.c.name)).mappings())

    def user(self, name: str) -> User:
        """The user of this name; StoreError where there is none."""
        with self._transaction() as connection:
            return _user(_row_of(connection, name))

    def set_role(self, name: str, role: Role | str) -> User:
        """Give a user another role. StoreError for nobody's name, UsageError where no admin would be left."""
        return self._changed(name, role=_checked_role(role).value)

    def set_password(self, name: str, password: str | None) -> User:
        """Give a user another password; None takes it away, so that only tokens let them in."""
        return self._changed(name, password=_hashed(password))

    def disable(self, name: str) -> User:
        """Let a user in no more, neither with password nor with token; what they did stays under their name.

        UsageError where no admin would be left.
        """
        return self._changed(name, disabled_at=now())

    def enable(self, name: str) -> User:
        """Let a user in again."""
        return self._changed(name, disabled_at=None)

    def _changed(self, name: str, **values: str | None) -> User:
        with self._writing() as connection:
            admins = _admins(connection)
            connection.execute(update(users).where(users.c.name == name).values(**values))
            if admins and not _admins(connection):
                raise UsageError(Trouble("last_admin", name))
            return _user(_row_of(connection, name))

    def user_of_password(self, name: str, password: str) -> User | None:
        """The user whose password this is, None for a wrong one; as slow where there is no such user."""
        with self._transaction() as connection:
            row = connection.execute(select(users).where(users.c.name == name)).mappings().first()
        right = credentials.is_password(password, row["password"] if row else None)
        return _user(row) if row and right and row["disabled_at"] is None else None

    def way_in(self, name: str, token_id: str | None = None) -> str | None:
        """A mark of what lets this user in, their password or the token of this id: another one for another password.

        None while there is no such way: no such user, a disabled one, no password, a token revoked or someone else's.
        """
        if token_id is None:
            query = select(users.c.password).where(users.c.name == name, users.c.disabled_at.is_(None))
        else:
            query = select(tokens.c.hash).join(users, users.c.name == tokens.c.user)
            query = query.where(tokens.c.id == token_id, users.c.name == name, tokens.c.revoked_at.is_(None), users.c.disabled_at.is_(None))
        with self._transaction() as connection:
            kept = connection.execute(query).scalar()
        return None if kept is None else hashlib.sha256(kept.encode()).hexdigest()

    # --- tokens -----------------------------------------------------------------------------------------------------------------------

    def add_token(self, name: str, label: str = "") -> str:
        """A new token for a user, to be shown once: only its hash is kept. StoreError for nobody's name."""
        made = credentials.new_token()
        with self._writing() as connection:
            _row_of(connection, name)
            connection.execute(insert(tokens).values(id=made.id, user=name, hash=made.hash, label=label.strip(), created_at=now()))
        return made.shown

    def tokens(self, name: str | None = None) -> tuple[Token, ...]:
        """The tokens of a user, or all, oldest first, revoked ones too."""
        query = select(tokens).order_by(tokens.c.created_at, tokens.c.id)
        with self._transaction() as connection:
            rows = connection.execute(query if name is None else query.where(tokens.c.user == name)).mappings().all()
        return tuple(Token(r["id"], r["user"], r["label"], r["created_at"], r["last_used_at"], r["revoked_at"]) for r in rows)

    def revoke_token(self, token_id: str) -> None:
        """Let nobody in with this token any more. StoreError for an unknown id."""
        with self._writing() as connection:
            gone = connection.execute(update(tokens).where(tokens.c.id == token_id).values(revoked_at=now())).rowcount
            if not gone:
                raise StoreError(Trouble("unknown_token", token_id))

    def user_of_token(self, shown: str) -> User | None:
        """Whose token this is; None for a wrong or revoked one, or a disabled user. Its use is noted once an hour."""
        parts = credentials.parts_of_token(shown)
        if parts is None:
            return None
        whose = [column.label(f"user_{column.name}") for column in users.c]
        query = select(tokens, *whose).join(users, users.c.name == tokens.c.user)
        with self.glancing() as connection:
            row = connection.execute(query.where(tokens.c.id == parts[0])).mappings().first()
        right = credentials.is_hash(parts[1], row["hash"] if row else None)
        if row is None or not right or row["revoked_at"] is not None:
            return None
        self._note_use(row)
        user = _user({column.name: row[f"user_{column.name}"] for column in users.c})
        return user if user.disabled_at is None else None

    def _note_use(self, row: RowMapping) -> None:
        hour = now()[:13] + ":00:00+00:00"
        if row["last_used_at"] == hour:
            return
        try:
            with self._writing() as connection:
                connection.execute(update(tokens).where(tokens.c.id == row["id"]).values(last_used_at=hour))
        except StoreError as error:  # a record that cannot be written now may still be read
            if error.trouble.key not in NOT_WRITABLE:
                raise

    # --- audit ------------------------------------------------------------------------------------------------------------------------

    def note_audit(self, who: str, act: str, target: str = "", detail: str = "") -> None:
        """Add a line to the log of who did what, at this moment."""
        with self._writing() as connection:
            connection.execute(insert(audit).values(at=now(), who=who, act=act, target=target, detail=detail))

    def audit(self, limit: int = 100, *, before: int | None = None) -> tuple[AuditEntry, ...]:
        """The last lines of the log, newest first; those older than line number `before` where it is given."""
        query = select(audit).order_by(audit.c.number.desc()).limit(limit)
        with self._transaction() as connection:
            rows = connection.execute(query if before is None else query.where(audit.c.number < before)).all()
        return tuple(AuditEntry(*row) for row in rows)


def _admins(connection: Connection) -> int:
    """How many may manage users now."""
    query = select(func.count()).select_from(users).where(users.c.role == Role.ADMIN.value, users.c.disabled_at.is_(None))
    return connection.execute(query).scalar_one()


def _row_of(connection: Connection, name: str) -> RowMapping:
    row = connection.execute(select(users).where(users.c.name == name)).mappings().first()
    if row is None:
        raise StoreError(Trouble("unknown_user", name))
    return row


def _user(row: Mapping[Any, Any]) -> User:
    return User(row["name"], Role(row["role"]), row["password"] is not None, row["created_at"], row["disabled_at"])


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or first_control(name):
        raise UsageError(Trouble("bad_user_name", name[:LONGEST_NAME]))
    return name


def _checked_role(role: Role | str) -> Role:
    try:
        return Role(role)
    except ValueError as error:
        raise UsageError(Trouble("bad_choice", "--role", detail=", ".join(Role))) from error


def _hashed(password: str | None) -> str | None:
    if password is not None and len(password) < SHORTEST_PASSWORD:
        raise UsageError(Trouble("short_password", detail=str(SHORTEST_PASSWORD)))
    return None if password is None else credentials.hashed_password(password)

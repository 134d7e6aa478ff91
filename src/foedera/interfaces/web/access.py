"""Who asks: on this machine alone, its user, who may do everything; from elsewhere, only users of the record, by session or token."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from starlette.exceptions import HTTPException
from starlette.requests import Request

from foedera.errors import StoreError
from foedera.interfaces.web.security import SAFE_METHODS, RequestCounts
from foedera.interfaces.web.settings import DeskSettings
from foedera.store.credentials import token_id_of
from foedera.store.store import Store
from foedera.store.transactions import READ_ONLY
from foedera.store.users import Role, User

LOCAL_USER = "local"
COOKIE = "foedera_session"
OPEN_PATHS = frozenset({"/login", "/opensearch.xml"})
MOST_SESSIONS = 5000
SESSION_SECONDS = 12 * 3600
TRIES_A_SECOND = 0.5  # of one client to log in, ten seconds' worth at once


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person or program at the desk."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether the visitor has this role or a higher one."""
        return self.role.may(role)


NOBODY = Visitor("", Role.READER)


@dataclass(frozen=True, slots=True)
class Session:
    """Someone who came in with a password, or with the token of this id; `way_in` is what `Users.way_in` told of it then."""

    name: str
    token_id: str | None
    way_in: str
    until: float


class Doors:
    """Who may come in. Sessions live in memory and end with the desk; a user who is disabled meanwhile is out at once.

    So is one whose password was changed or whose token was revoked: whoever came in with it stays no longer.
    """

    def __init__(self, store: Store, settings: DeskSettings, now: Callable[[], float] = time.monotonic) -> None:
        self._store, self._settings, self._now = store, settings, now
        self._sessions: dict[str, Session] = {}
        self._lock = Lock()
        self.tries = RequestCounts(TRIES_A_SECOND, now)

    @property
    def are_open(self) -> bool:
        """Whether nobody needs to say who they are: only this machine reaches the desk."""
        return self._settings.is_local

    def visitor(self, request: Request) -> Visitor | None:
        """Who sends the request; None for a stranger."""
        if self.are_open:
            return Visitor(LOCAL_USER, Role.ADMIN)
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        user = self._store.user_of_token(token.strip()) if scheme.lower() == "bearer" else self._of_session(request)
        return Visitor(user.name, user.role) if user else None

    def _of_session(self, request: Request) -> User | None:
        session = self._sessions.get(request.cookies.get(COOKIE, ""))
        if session is None or session.until < self._now() or self._store.way_in(session.name, session.token_id) != session.way_in:
            return None
        return self._store.user(session.name)

    def log_in(self, name: str, password: str) -> str | None:
        """A new session for the right name and password, or for a token in place of the password; None for wrong ones."""
        name, token_id = name.strip(), None
        way_in = self._store.way_in(name)
        user = self._store.user_of_password(name, password)
        if user is None:
            token_id = token_id_of(password)
            way_in, user = self._store.way_in(name, token_id), self._store.user_of_token(password)
        if user is None or user.name != name or way_in is None:
            return None
        now, key = self._now(), secrets.token_urlsafe(32)
        with self._lock:
            for old in [held for held, session in self._sessions.items() if session.until < now]:
                del self._sessions[old]
            while len(self._sessions) >= MOST_SESSIONS:
                del self._sessions[next(iter(self._sessions))]  # the oldest
            self._sessions[key] = Session(name, token_id, way_in, now + SESSION_SECONDS)
        return key

    def note(self, name: str, act: str) -> None:
        """A line of the audit log. Where the record may only be read, whoever may read it comes in without one."""
        try:
            self._store.note_audit(name, act)
        except StoreError as error:
            if error.trouble.key not in READ_ONLY:
                raise

    def log_out(self, request: Request) -> None:
        """End the session of this request."""
        with self._lock:
            self._sessions.pop(request.cookies.get(COOKIE, ""), None)


def admit(request: Request) -> None:
    """Let the visitor in, or refuse: 401 to a stranger, 403 to one whose role does not go so far. Every route has this check."""
    doors: Doors = request.app.state.doors
    visitor = doors.visitor(request)
    request.state.visitor = visitor or NOBODY
    if request.url.path in OPEN_PATHS:
        return
    if visitor is None:
        raise HTTPException(401, "login_needed")
    if request.method not in SAFE_METHODS and request.url.path != "/logout" and not visitor.may(Role.ANALYST):
        raise HTTPException(403, "role_too_low")


def visitor_of(request: Request) -> Visitor:
    """The visitor who sends this request."""
    return getattr(request.state, "visitor", NOBODY)


def has_users(store: Store) -> bool:
    """Whether anybody can log in."""
    return any(user.disabled_at is None for user in store.users())

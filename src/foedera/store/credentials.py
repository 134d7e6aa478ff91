"""Passwords and tokens as they are kept: never themselves, only what tells whether one that is shown is the right one.

A password is short and chosen by a person: scrypt makes each guess cost about 16 MB and a twentieth of a second (RFC 7914; the
parameters are those that its authors give for logins). A token is 32 random bytes, which nobody guesses: SHA-256 is enough for it,
and quick enough to be asked on every request.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

COST, BLOCK, LANES = 2**14, 8, 1  # of scrypt: N, r, p
SALT_BYTES, HASH_BYTES, TOKEN_BYTES = 16, 32, 32
PREFIX = "foedera"
NOBODY = f"scrypt${COST}${BLOCK}${LANES}${'A' * 22}==${'A' * 43}="  # compared with where there is no password


def hashed_password(password: str) -> str:
    """`scrypt$N$r$p$salt$hash`, salt and hash in base 64; another salt each time."""
    salt = secrets.token_bytes(SALT_BYTES)
    return "$".join(("scrypt", str(COST), str(BLOCK), str(LANES), _base64(salt), _base64(_scrypt(password, salt, COST, BLOCK, LANES))))


def is_password(password: str, kept: str | None) -> bool:
    """Whether this is the password that was kept so. As slow for a user who has none, so that the time tells nothing."""
    form, *rest = (kept or NOBODY).split("$")
    if form != "scrypt" or len(rest) != 5:
        return False
    cost, block, lanes = map(int, rest[:3])
    salt, expected = (base64.b64decode(part) for part in rest[3:])
    return hmac.compare_digest(_scrypt(password, salt, cost, block, lanes), expected) and kept is not None


def _scrypt(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, n=cost, r=block, p=lanes, dklen=HASH_BYTES)


def _base64(some: bytes) -> str:
    return base64.b64encode(some).decode("ascii")


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token as it is made: `id` names it in lists, `shown` is what its user is given once, `hash` is all that is kept of it."""

    id: str
    shown: str
    hash: str


def new_token() -> NewToken:
    """A token of 32 random bytes, written `foedera_ID_SECRET` so that one found in a wrong place is recognised."""
    key, secret = secrets.token_hex(4), secrets.token_urlsafe(TOKEN_BYTES)
    return NewToken(key, f"{PREFIX}_{key}_{secret}", _token_hash(secret))


def parts_of_token(shown: str) -> tuple[str, str] | None:
    """(id, hash of the secret) of a token as its user has it; None for what is none."""
    prefix, _, rest = shown.strip().partition("_")
    key, _, secret = rest.partition("_")
    return (key, _token_hash(secret)) if prefix == PREFIX and key and secret else None


def token_id_of(shown: str) -> str | None:
    """The id in a token as its user has it; None for what is none."""
    parts = parts_of_token(shown)
    return parts[0] if parts else None


def is_hash(given: str, kept: str | None) -> bool:
    """Whether two hashes are the same, in a time that does not tell where they differ; False, as slowly, where none is kept."""
    return hmac.compare_digest(given.encode(), (kept or given[::-1]).encode()) and kept is not None


def _token_hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

"""Writes come from our own forms: each carries a token that only a page of this desk could read (signed double submit)."""

import hashlib
import hmac
import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request

from foedera.interfaces.web.security import SAFE_METHODS

COOKIE = "foedera_form"
FIELD = "form_token"
HEADER = "x-foedera-form"
JSON = "application/json"


class FormTokens:
    """Tokens signed with a key that lives as long as the desk runs."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def new_secret(self) -> str:
        """What the cookie holds: for this browser alone, never seen by a page."""
        return secrets.token_urlsafe(24)

    def token_for(self, secret: str) -> str:
        """What the forms of this browser carry."""
        return hmac.new(self._key, secret.encode(), hashlib.sha256).hexdigest()

    def is_ours(self, secret: str, token: str) -> bool:
        """Whether the token was made for this cookie."""
        return bool(secret) and hmac.compare_digest(self.token_for(secret).encode(), token.encode("utf-8", "surrogatepass"))


async def check_write(request: Request) -> None:
    """Refuse (403) a write without its token. Every route has this check, none can forget it.

    A body of JSON needs none: no browser sends one from another site without asking first, and we never agree.
    """
    if request.method in SAFE_METHODS or request.headers.get("content-type", "").partition(";")[0].strip() == JSON:
        return
    tokens: FormTokens = request.app.state.form_tokens
    given = request.headers.get(HEADER) or str((await request.form()).get(FIELD, ""))
    if not tokens.is_ours(request.cookies.get(COOKIE, ""), given):
        raise HTTPException(403, "form_expired")


async def form_given(request: Request) -> dict[str, str]:
    """The text fields of a form sent, the last of each name; files are left out."""
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}

"""Who may ask the API what: readers read, analysts judge and add; a browser's session writes only with the token of our own pages."""

import base64
import binascii

from starlette.exceptions import HTTPException
from starlette.requests import Request

from foedera.interfaces.web import forms
from foedera.interfaces.web.access import NOBODY, Doors, Visitor
from foedera.interfaces.web.security import SAFE_METHODS
from foedera.interfaces.web.site import Site
from foedera.store.users import Role

ASKING = frozenset({"/api/v1/what-if"})  # a question too long for an address is posted, and changes nothing


def admit_client(request: Request) -> None:
    """Let the client in, or refuse: 401 to a stranger, 403 to one whose role does not go so far. Every route of the API has this check."""
    doors: Doors = request.app.state.doors
    visitor = doors.visitor(request)
    request.state.visitor = visitor or NOBODY
    if visitor is None:
        raise HTTPException(401, "login_needed")
    writes = request.method not in SAFE_METHODS
    if writes and request.url.path not in ASKING and not visitor.may(Role.ANALYST):
        raise HTTPException(403, "role_too_low")
    bearer = request.headers.get("authorization", "").partition(" ")[0].lower() == "bearer"
    if writes and not doors.are_open and not bearer:  # name and token for the feeds go along by themselves, as a cookie does
        _check_form_token(request)


def _check_form_token(request: Request) -> None:
    """A cookie goes along with any request of the browser; the token only with those of our pages."""
    tokens: forms.FormTokens = request.app.state.form_tokens
    if not tokens.is_ours(request.cookies.get(forms.COOKIE, ""), request.headers.get(forms.HEADER, "")):
        raise HTTPException(403, "form_expired")


def check_content_type(request: Request) -> None:
    """Bodies are JSON; anything else is refused (415), so that no form of another site can be one."""
    if request.method in ("POST", "PUT", "PATCH") and request.headers.get("content-type", "").partition(";")[0].strip() != forms.JSON:
        raise HTTPException(415, "not_json")


def admit_subscriber(request: Request) -> None:
    """Let in who subscribes to a feed: as elsewhere, or by name with a token as password, which is all that most feed readers can send."""
    doors: Doors = request.app.state.doors
    request.state.visitor = visitor = doors.visitor(request) or _by_name_and_token(request)
    if visitor is None:
        request.state.visitor = NOBODY
        raise HTTPException(401, "login_needed", {"www-authenticate": 'Basic realm="Foedera", charset="UTF-8"'})


def _by_name_and_token(request: Request) -> Visitor | None:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _, token = base64.b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    site: Site = request.app.state.site
    user = site.store.user_of_token(token)
    return Visitor(user.name, user.role) if user and user.name == name else None

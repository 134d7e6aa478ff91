"""Coming in and going out, where the desk is reached from other machines."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from foedera.interfaces.web.access import COOKIE, SESSION_SECONDS, Doors
from foedera.interfaces.web.rendering import page
from foedera.interfaces.web.security import client_key, is_over_tls

router = APIRouter()


@router.get("/login")
def form(request: Request) -> Response:
    """The form for name and password."""
    return page(request, "login.html", wrong=False, next=path_within(request.query_params.get("next", "")))


@router.post("/login")
async def log_in(request: Request) -> Response:
    """Come in: to the page first asked for, or back to the form."""
    doors: Doors = request.app.state.doors
    if wait := doors.tries.seconds_to_wait(client_key(request.client.host if request.client else "")):
        raise HTTPException(429, "too_many_tries", {"retry-after": str(int(wait) + 1)})
    given = await request.form()
    name, onward = str(given.get("name", "")).strip(), path_within(str(given.get("next", "")))
    session = await run_in_threadpool(doors.log_in, name, str(given.get("password", "")))  # hashing takes its time
    await run_in_threadpool(doors.note, name[:80], "login" if session else "login_refused")
    if session is None:
        return page(request, "login.html", status=401, wrong=True, next=onward)
    doors.log_out(request)  # the session that this browser had before
    response = RedirectResponse(onward, 303)
    secure = is_over_tls(request.url.scheme, request.headers.get("origin"))
    response.set_cookie(COOKIE, session, max_age=SESSION_SECONDS, httponly=True, samesite="strict", secure=secure)
    return response


@router.post("/logout")
def log_out(request: Request) -> Response:
    """Go out."""
    doors: Doors = request.app.state.doors
    doors.log_out(request)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE)
    return response


def path_within(text: str) -> str:
    """A path of this desk, the first page for anything else: nobody is sent elsewhere after logging in.

    >>> path_within("/events?country=FRA"), path_within("//evil.example"), path_within("https://evil.example")
    ('/events?country=FRA', '/', '/')
    """
    safe = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable()
    return text if safe else "/"

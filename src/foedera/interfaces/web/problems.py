"""When something cannot be shown: a page that says what happened and what to do, in the visitor's language."""

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from foedera.errors import FoederaError, StoreError, Trouble, UsageError
from foedera.interfaces.web.access import Doors
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.machine_paths import told_to_visitor
from foedera.interfaces.web.rendering import page
from foedera.interfaces.web.security import HEADERS, TooLargeError
from foedera.views.words import words

DAY_FIELDS = ("from", "to", "on", "since")
NOT_FOUND = frozenset({"unknown_row", "unknown_agreement", "unknown_document", "unknown_statement", "hidden_row", "no_agreement"})
TOLD = {400: "bad_request", 401: "login_needed", 403: "form_expired", 404: "not_found", 405: "not_found", 413: "too_large",
        422: "bad_request", 429: "too_many"}  # fmt: skip
RETRY_AFTER = "5"  # seconds after which a record that could not answer is worth another try


def status_of(error: FoederaError) -> int:
    """The HTTP status of an expected error: 404 unknown, 400 asked wrongly, 503 the store cannot answer now."""
    if error.trouble.key in NOT_FOUND:
        return 404
    return 503 if isinstance(error, StoreError) else 400 if isinstance(error, UsageError) else 422


def problem_page(request: Request, status: int, trouble: Trouble | None = None) -> Response:
    """The page of an error; JSON where that was asked for."""
    more = {"retry-after": RETRY_AFTER} if status == 503 else {}
    if _asks_data(request):
        return JSONResponse({"status": status, "trouble": trouble.key if trouble else TOLD.get(status, "failed")}, status, more)
    doors: Doors = request.app.state.doors
    if trouble and not doors.are_open:
        trouble = told_elsewhere(request, trouble, status)
    place = trouble.file or "" if trouble else ""
    told, mend = TOLD.get(status, "failed"), _mend(request, trouble)
    response = page(request, "problem.html", status=status, number=status, trouble=trouble, place=place, told=told, mend=mend)
    response.headers.update(more)
    return response


@dataclass(frozen=True, slots=True)
class Mend:
    """A question with a wrong day in it, as a form: the days to be written otherwise, and what else was asked."""

    days: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]


def _mend(request: Request, trouble: Trouble | None) -> Mend | None:
    """The question asked, where it was wrong in nothing but a day."""
    asked = request.query_params
    if request.method != "GET" or trouble is None or trouble.file not in DAY_FIELDS or trouble.file not in asked:
        return None
    days = tuple(name for name in DAY_FIELDS if name in asked)
    return Mend(days, tuple((name, value) for name, value in asked.multi_items() if name not in days and value))


def told_elsewhere(request: Request, trouble: Trouble, status: int) -> Trouble:
    """The trouble as anybody may hear it: where the record and other files lie is no business of who comes from elsewhere."""
    if status == 503:
        return Trouble(trouble.key, words(language_asked(request)).say("web.the_record"), detail="—")
    return told_to_visitor(trouble)


def _asks_data(request: Request) -> bool:
    return request.query_params.get("format") in ("json", "csv")


def _query(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""


async def _expected(request: Request, error: Exception) -> Response:
    assert isinstance(error, FoederaError)
    return problem_page(request, status_of(error), error.trouble)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 401 and request.method == "GET" and "authorization" not in request.headers and not _asks_data(request):
        return RedirectResponse("/login?" + urlencode({"next": str(request.url.path) + _query(request)}), 303)
    if error.detail == "role_too_low":
        return problem_page(request, 403, Trouble("role_too_low"))
    response = problem_page(request, error.status_code)
    response.headers.update(error.headers or {})
    return response


async def _too_large(request: Request, _error: Exception) -> Response:
    return problem_page(request, 413)


async def _invalid(request: Request, _error: Exception) -> Response:
    return problem_page(request, 422)


async def _unexpected(request: Request, _error: Exception) -> Response:
    response = problem_page(request, 500)
    response.headers.update(HEADERS | {"cache-control": "no-store"})  # this answer is given outside the guard
    return response


def answer_problems(app: FastAPI) -> None:
    """Give the app its pages for errors, those nobody expects too: no trace of the code is ever shown."""
    from fastapi.exceptions import RequestValidationError

    app.add_exception_handler(FoederaError, _expected)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(TooLargeError, _too_large)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)

"""Errors of the API as problem+json (RFC 9457): what happened, in the words of the catalogue, and for whom it is asked again."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from foedera.errors import FoederaError, Trouble
from foedera.interfaces.exact_json import exact_json
from foedera.interfaces.web.api.shapes import Problem
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.problems import RETRY_AFTER, status_of, told_elsewhere
from foedera.interfaces.web.security import HEADERS, TooLargeError
from foedera.views.words import words

MEDIA_TYPE = "application/problem+json"
MOST_ERRORS = 20  # places named in one answer
STATUS = {"unknown_judgement": 404, "nothing_to_undo": 409, "record_locked": 503}  # where it is not that of the page
TOLD = {400: "bad_request", 401: "login_needed", 403: "form_expired", 404: "not_found", 405: "method", 413: "too_large", 415: "not_json",
        422: "bad_request", 429: "too_many"}  # fmt: skip


def problem(request: Request, status: int, key: str, detail: str, **more: Any) -> Response:
    """The answer that tells of a problem."""
    body = {"type": f"urn:foedera:problem:{key}", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    body |= {"instance": request.url.path} | {name: value for name, value in more.items() if name != "headers"}
    return Response(exact_json(body), status, more.get("headers"), MEDIA_TYPE)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route may answer beside success, for the OpenAPI document."""
    schema = {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}
    return {status: {"description": HTTPStatus(status).phrase, "content": schema} for status in statuses}


def _told(request: Request, key: str, trouble: Trouble | None = None) -> str:
    catalogue = words(language_asked(request))
    if trouble is not None and catalogue.has(f"errors.{trouble.key}"):
        return catalogue.say(f"errors.{trouble.key}", place=_place(trouble), detail=trouble.detail)
    return catalogue.say(f"api.{key}")


def _place(trouble: Trouble) -> str:
    return ":".join(str(part) for part in (trouble.file, trouble.line) if part is not None)


async def _expected(request: Request, error: Exception) -> Response:
    assert isinstance(error, FoederaError)
    status, trouble = STATUS.get(error.trouble.key) or status_of(error), error.trouble
    told = told_elsewhere(request, trouble, status)
    headers = {"retry-after": RETRY_AFTER} if status == 503 else {}
    return problem(request, status, trouble.key, _told(request, TOLD.get(status, "failed"), told), headers=headers)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = 413 if isinstance(error.__cause__, TooLargeError) else error.status_code
    headers = ({"www-authenticate": "Bearer"} if status == 401 else {}) | dict(error.headers or {})
    trouble = Trouble(error.detail) if words("en").has(f"errors.{error.detail}") else None
    key = trouble.key if trouble else TOLD.get(status, "failed")
    return problem(request, status, key, _told(request, TOLD.get(status, "failed"), trouble), headers=headers)


async def _too_large(request: Request, _error: Exception) -> Response:
    return problem(request, 413, "too_large", _told(request, "too_large"))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = [{"where": "/".join(map(str, one["loc"])), "what": one["msg"]} for one in error.errors()[:MOST_ERRORS]]
    return problem(request, 422, "invalid", "; ".join(f"{one['where']}: {one['what']}" for one in found), errors=found)


async def _unexpected(request: Request, _error: Exception) -> Response:
    headers = HEADERS | {"cache-control": "no-store"}  # this answer is given outside the guard of a desk that serves the API alone
    return problem(request, 500, "failed", _told(request, "failed"), headers=headers)


def answer_problems_as_json(api: FastAPI) -> None:
    """Every error as problem+json, those of the router and those nobody expects too."""
    api.add_exception_handler(FoederaError, _expected)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(TooLargeError, _too_large)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(Exception, _unexpected)

"""Days in the address of a page."""

from datetime import date

from starlette.requests import Request

from foedera.errors import Trouble, UsageError


def day_asked(request: Request, name: str) -> date | None:
    """The day that a query gives under this name, None where it gives none. UsageError for what is no day."""
    text = request.query_params.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(Trouble("bad_filter", name, detail=text[:40])) from error

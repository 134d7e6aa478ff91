"""Days in the address of a page."""

import re
from datetime import date

from starlette.requests import Request

from foedera.errors import Trouble, UsageError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")  # Python takes other forms of ISO 8601 too ("2024W501"), people do not


def day_asked(request: Request, name: str) -> date | None:
    """The day that a query gives under this name, None where it gives none. UsageError for what is no day."""
    text = request.query_params.get(name, "").strip()
    if not text:
        return None
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(Trouble("unreadable_day", name, detail=text[:40])) from error

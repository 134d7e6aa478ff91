"""Places in a list as clients carry them: opaque, and bound to the list that they are a place in."""

import base64
import binascii
import hashlib

from foedera.errors import Trouble, UsageError

LONGEST = 200  # characters
CHECK = 8  # hexadecimal digits that bind a cursor to its list


def cursor_for(asked: str, place: str) -> str:
    """The cursor of a place in the list that `asked` (path and filters) names."""
    return base64.urlsafe_b64encode(f"{_check(asked, place)}{place}".encode()).decode().rstrip("=")


def place_in(asked: str, cursor: str | None) -> str | None:
    """The place that `cursor_for` wrote for this very list. UsageError `bad_cursor` for any other text, or that of another list.

    >>> place_in("/events", cursor_for("/events", "738000.ff"))
    '738000.ff'
    """
    if cursor is None:
        return None
    bad = UsageError(Trouble("bad_cursor", cursor[:40]))
    if len(cursor) > LONGEST or not cursor.isascii():
        raise bad
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        raise bad from None
    check, place = text[:CHECK], text[CHECK:]
    if not place or check != _check(asked, place) or cursor_for(asked, place) != cursor:
        raise bad
    return place


def _check(asked: str, place: str) -> str:
    return hashlib.sha256(f"{asked}\n{place}".encode()).hexdigest()[:CHECK]

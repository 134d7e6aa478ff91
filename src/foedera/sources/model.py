"""What the sources stage hands on: a document whose text is stored once and never rewritten."""

from dataclasses import dataclass, field
from enum import StrEnum

from foedera.values.span import Span


class LineRole(StrEnum):
    """What a line of the page is. Marked, never cut out; offsets stay those of `text`."""

    TITLE = "title"
    BODY = "body"
    HEADING = "heading"
    BYLINE = "byline"
    DATELINE = "dateline"
    PUBLISHED = "published"
    CAPTION = "caption"
    SEE_ALSO = "see_also"
    MENU = "menu"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Line:
    """A line (or the leading part of one, for a dateline) with its role."""

    span: Span
    role: LineRole


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what its page says of itself.

    `published` is EDTF (a day, a day with a time, a month) or None; `published_evidence` is where the text says so, if it does.
    `notes` are things worth telling the user (encoding guessed, date from file metadata).
    """

    id: str
    text: str
    lang: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    agency: str | None = None
    published: str | None = None
    published_evidence: Span | None = None
    url: str | None = None
    origin: str = ""
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = field(default=())

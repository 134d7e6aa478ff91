"""One document: its text cut where statements begin and end, so that each can be marked, also where they overlap; never altered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from foedera.record.model import DocumentRow
from foedera.sources.model import Document
from foedera.values.dates import edtf_from_range
from foedera.views.labels import Labels
from foedera.views.pages.decisions import Decision
from foedera.views.pages.lines import ListRow, line_of
from foedera.views.pages.shown import Badge, Day, day_shown
from foedera.views.pages.table import Table
from foedera.views.why import WhyLine, line_of_reason

TITLE = 90  # characters of a text that stand for its title
Place = tuple[int, int]
"""Start and end in a text, in code points."""


@dataclass(frozen=True, slots=True)
class ToldHere:
    """A statement of the document: its number on the page, what it tells in words, and the row of the record it is part of."""

    number: int
    id: str
    kind: str
    title: str
    badge: Badge | None
    day: Day
    text: str
    start: int
    end: int
    about_kind: str
    about: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text that the same statements mark. `anchors`: ids of places that begin here; `asked`: part of the passage asked for."""

    text: str
    start: int
    numbers: tuple[int, ...]
    first_number: int | None
    anchors: tuple[str, ...]
    asked: bool


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document with its statements. The texts of the pieces, joined, are the document's text."""

    id: str
    title: str
    outlet: str | None
    lang: str
    url: str | None
    published: Day
    published_read: bool
    why_published: tuple[WhyLine, ...]
    copy_of: str | None
    copy_words: str
    credits: tuple[str, ...]
    notes: tuple[str, ...]
    pieces: tuple[Piece, ...]
    statements: tuple[ToldHere, ...]
    decisions: tuple[Decision, ...]


def document_page(
    document: Document,
    row: DocumentRow | None,
    told: Iterable[ListRow],
    at: Place | None,
    decisions: tuple[Decision, ...],
    labels: Labels,
) -> DocumentPage:
    """The page of a document; `told` are its statements, `at` a passage to mark, `decisions` what people decided on them."""
    statements = _numbered(told, labels)
    days = row.published_bounds if row else None
    edtf = (row.published if row else None) or document.published or edtf_from_range(days)
    return DocumentPage(
        id=document.id,
        title=document.title or first_words(document.text) or document.id,
        outlet=document.outlet,
        lang=document.lang,
        url=document.url,
        published=day_shown(days, edtf, labels),
        published_read=bool(document.published),
        why_published=tuple(line_of_reason(r, labels) for r in (row.bounds_why if row else ())),
        copy_of=row.copy_of if row else None,
        copy_words=labels.words.say(f"web.copy.{row.copy_degree}") if row and row.copy_degree != "none" else "",
        credits=row.credits if row else (),
        notes=document.notes,
        pieces=tuple(pieces(document.text, statements, at)),
        statements=statements,
        decisions=decisions,
    )


def first_words(text: str) -> str:
    """The beginning of a text that has no title, cut between words."""
    line = next((line.strip() for line in text[:2000].splitlines() if line.strip()), "")
    return line if len(line) <= TITLE else line[:TITLE].rpartition(" ")[0] + " …"


def _numbered(told: Iterable[ListRow], labels: Labels) -> tuple[ToldHere, ...]:
    placed = [row for row in told if row.start is not None and row.end is not None]
    ordered = sorted(placed, key=lambda r: (r.start or 0, -(r.end or 0), r.id))
    return tuple(_told(number, row, labels) for number, row in enumerate(ordered, start=1))


def _told(number: int, row: ListRow, labels: Labels) -> ToldHere:
    line = line_of(row, labels)
    about_kind = _kind_of(row.about or "")
    start, end = row.start or 0, row.end or 0
    return ToldHere(number, row.id, row.type, line.title, line.badge, line.day, row.title, start, end, about_kind, row.about)


def _kind_of(row_id: str) -> str:
    """Which page shows the row: that of an event, of a step, or, for a duty, the reasons for it."""
    if row_id.startswith("event:"):
        return "event"
    return "why" if "/duty:" in row_id else "row" if row_id else ""


def pieces(text: str, statements: Sequence[ToldHere], asked: Place | None) -> Iterable[Piece]:
    """The text cut at every place where a statement, or the passage asked for, begins or ends."""
    marks = [(s.start, s.end) for s in statements] + ([asked] if asked else [])
    cuts = sorted({0, len(text), *(min(max(at, 0), len(text)) for ends in marks for at in ends)})
    begins: dict[int, list[str]] = {}
    for start, end in dict.fromkeys(marks):
        begins.setdefault(start, []).append(f"c{start}-{end}")
    for start, end in pairwise(cuts):
        here = [s for s in statements if s.start <= start and end <= s.end]
        shortest = min(here, key=lambda s: (s.end - s.start, s.number), default=None)
        in_asked = bool(asked and asked[0] <= start and end <= asked[1])
        numbers, first = tuple(s.number for s in here), shortest.number if shortest else None
        yield Piece(text[start:end], start, numbers, first, tuple(begins.get(start, ())), in_asked)


def statements_table(page: DocumentPage) -> Table:
    """The statements for a spreadsheet."""
    columns = ("id", "type", "what", "date", "certainty", "about", "document", "start", "end", "text")
    rows = tuple(
        (s.id, s.kind, s.title, s.day.edtf, s.badge.code if s.badge else None, s.about, page.id, s.start, s.end, s.text)
        for s in page.statements
    )
    return Table(columns, rows)

"""A page of plain text: the role of each line, and what the page says of its own title, outlet and day. The text stays as it is."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from foedera.language.pack import LanguagePack
from foedera.sources.model import Line, LineRole
from foedera.sources.page_dates import PageDate, dates_in, filled
from foedera.sources.page_lines import PageLine, byline_name, opens_with, page_lines, role_by_cue, without_marks
from foedera.values.span import Span
from foedera.world.load_world import load_world

_HEAD_LINES = 12
_TITLE_WORDS = (4, 3)
_HEADING_LENGTH = 110


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself, each None when it does not, and the role of every line that is not body."""

    lines: tuple[Line, ...] = ()
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    agency: str | None = None
    published: PageDate | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """ "OTTAWA, 9 Jan. 2023 (AP) - " at the head of a paragraph, with what it says."""

    span: Span
    agency: str | None
    date: PageDate | None


def read_page(text: str, pack: LanguagePack) -> Page:
    """The page's own data and line roles."""
    lines = page_lines(text)
    roles = {i: role for i, line in enumerate(lines) if (role := role_by_cue(line, text, pack))}
    _spread_see_also(lines, roles)
    outlet, published = _outlet_and_day(lines, roles, text, pack)
    datelines = [d for i, line in enumerate(lines) if i not in roles and (d := _dateline(line, text, pack))]
    title_at = _title_at(lines, roles, {d.span.start for d in datelines})
    if title_at is not None:
        roles[title_at] = LineRole.TITLE
    _mark_headings(lines, roles, text)
    bylines = (byline_name(lines[i], pack) for i, role in sorted(roles.items()) if role is LineRole.BYLINE)
    return Page(
        lines=_marked(lines, roles, datelines),
        title=without_marks(lines[title_at].words) if title_at is not None else None,
        outlet=outlet,
        byline=next((b for b in bylines if b), None),
        agency=next((d.agency for d in datelines if d.agency), None),
        published=published or next((d.date for d in datelines if d.date), None),
    )


def _marked(lines: tuple[PageLine, ...], roles: dict[int, LineRole], datelines: list[Dateline]) -> tuple[Line, ...]:
    found = [Line(lines[i].own_span, role) for i, role in roles.items()] + [Line(d.span, LineRole.DATELINE) for d in datelines]
    return tuple(sorted(found, key=lambda line: (line.span.start, line.span.end)))


def _spread_see_also(lines: tuple[PageLine, ...], roles: dict[int, LineRole]) -> None:
    """The bullets under a bare "see also" are pointers too."""
    for i, line in enumerate(lines):
        above = roles.get(i - 1) is LineRole.SEE_ALSO and (lines[i - 1].is_bullet or ":" not in lines[i - 1].words.rstrip(": "))
        if i not in roles and above and line.is_bullet and not line.is_sentence:
            roles[i] = LineRole.SEE_ALSO


def _outlet_and_day(
    lines: tuple[PageLine, ...], roles: dict[int, LineRole], text: str, pack: LanguagePack
) -> tuple[str | None, PageDate | None]:
    """The outlet's own line or the one it shares with the date, and the day of publication; marks those lines in `roles`."""
    outlet, published, in_head = None, None, True
    for i, line in enumerate(lines):
        in_head = in_head and i < _HEAD_LINES and not (line.is_sentence and not line.is_short)
        if in_head and outlet is None and roles.get(i) in (None, LineRole.MENU) and _is_outlet(line.words):
            outlet, roles[i] = line.words, LineRole.MENU
            continue
        if not line.is_short or roles.get(i) in (LineRole.CAPTION, LineRole.LEGAL, LineRole.SEE_ALSO):
            continue
        day = _announced_day(line, text, pack)
        if day is None and in_head and not _speaks_of_an_update(line, pack):
            name, day = _day_line(line, text, pack)
            outlet = outlet or name
        if day or _speaks_of_an_update(line, pack):
            roles[i] = LineRole.BYLINE if roles.get(i) is LineRole.BYLINE else LineRole.PUBLISHED
        published = published or day
    return outlet, published


def _is_outlet(words: str) -> bool:
    return load_world().outlet(words) is not None


def _announced_day(line: PageLine, text: str, pack: LanguagePack) -> PageDate | None:
    """The first date behind "published" or its like, on a line that is no sentence of the article and not behind "updated"."""
    cue = _cue_pattern(pack, "published").search(line.lowered)
    if cue is None or (line.is_sentence and cue.start() > 0):
        return None
    start = line.span.end - len(line.lowered) + cue.start() if len(line.lowered) == line.span.end - line.span.start else line.span.start
    updated = _cue_pattern(pack, "updated").search(text, start, line.span.end)
    stop = updated.start() if updated else line.span.end
    found = sorted(dates_in(text, start, stop, pack), key=lambda d: d.span.start)
    return PageDate(Span(start, found[0].span.end), found[0].edtf) if found else None


@lru_cache(maxsize=16)
def _cue_pattern(pack: LanguagePack, name: str) -> re.Pattern[str]:
    cues = sorted(pack.table("page").get(name, ()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, cues)) or '(?!)'})(?!\w)", re.IGNORECASE)


def _speaks_of_an_update(line: PageLine, pack: LanguagePack) -> bool:
    return len(line.words) < 80 and opens_with(line.lowered, pack.table("page").get("updated", ())) is not None


def _day_line(line: PageLine, text: str, pack: LanguagePack) -> tuple[str | None, PageDate | None]:
    """A line that is nothing but a date, or an outlet's name and a date ("The Chancery Gazette, June 7, 2022")."""
    found = next((d for d in dates_in(text, line.span.start, line.span.end, pack) if d.span.end == line.span.end), None)
    if found is None or "T" not in found.edtf and len(found.edtf) < 10:
        return None, None
    before = text[line.span.start : found.span.start]
    if not before.strip(" ,-–—|·*"):
        return None, found
    name = before.rstrip(" ,-–—|·")
    if before == name or len(name.split()) > 6 or re.search(r"[,;:!?(]|\.\s", name) or not name[:1].isupper():
        return None, None
    return (None if _is_place(name, pack) else name), found


def _is_place(name: str, pack: LanguagePack) -> bool:
    kinds = {n.kind for n in load_world().names(pack.lang).get(name.title() if name.isupper() else name, ())}
    return bool(kinds & {"capital", "place", "state", "seat"})


@lru_cache(maxsize=8)
def _dateline_pattern(pack: LanguagePack) -> re.Pattern[str]:
    page = pack.table("page")
    days = [filled(d, pack).replace("?P<", "?P<x_") for d in page.get("dates", ())[:2]] + [filled(page.get("dateline_day", "(?!)"), pack)]
    # A pattern may name a group once only, and here only the extent of the date matters: it is read again afterwards.
    plain = "|".join(re.sub(r"\?P<\w+>", "?:", d) for d in days)
    place = r"(?P<place>[^\W\d_](?:[^\W\d_]|['’ ./-]){2,40}?)(?: ?\((?P<land>[^)\d]{2,30})\))?"
    return re.compile(rf"{place}(?:,? (?P<day>{plain}))?(?: ?\((?P<agency>[^()\d]{{2,24}})\))?,? ?[-–—]{{1,2}}\s", re.IGNORECASE)


def _dateline(line: PageLine, text: str, pack: LanguagePack) -> Dateline | None:
    """The dateline a paragraph opens with: a place in capitals, or a place followed by a day or an agency."""
    match = _dateline_pattern(pack).match(text, line.span.start, line.span.end)
    if match is None or not match["place"][:1].isupper() or match.end() >= line.span.end:
        return None
    agency = match["agency"] or (match["land"] if match["land"] and _is_outlet(match["land"]) else None)
    if not (match["place"].isupper() or ((match["day"] or agency) and len(match["place"].split()) <= 4)):
        return None
    date = next(iter(dates_in(text, *match.span("day"), pack)), None) if match["day"] else None
    return Dateline(Span(match.start(), match.start() + len(match.group().rstrip())), agency, date)


def _title_at(lines: tuple[PageLine, ...], roles: dict[int, LineRole], dateline_starts: set[int]) -> int | None:
    """The marked heading of the head, else the first line of some words that is no sentence and has an article below it."""
    head = [i for i in range(min(_HEAD_LINES, len(lines) - 1)) if i not in roles]
    marked = next((i for i in head if lines[i].words.startswith("#")), None)
    if marked is not None:
        return marked
    above = list(takewhile(lambda i: not lines[i].is_sentence and lines[i].span.start not in dateline_starts, head))
    words = {i: len(re.findall(r"\w+", lines[i].words)) for i in above if not lines[i].is_bullet}
    # A line of three words over a longer one is the name of a section.
    return next((i for least in _TITLE_WORDS for i in above if words.get(i, 0) >= least), None)


def _mark_headings(lines: tuple[PageLine, ...], roles: dict[int, LineRole], text: str) -> None:
    """Short lines without a full stop that stand above something else of the article."""
    last_sentence = max((i for i, line in enumerate(lines) if i not in roles and line.is_sentence), default=-1)
    for i, line in enumerate(lines):
        if i in roles or line.is_bullet or i >= last_sentence:
            continue
        if line.words.startswith("#") or (len(line.words) <= _HEADING_LENGTH and not line.is_sentence and line.words[-1:] not in ":,;-"):
            roles[i] = LineRole.HEADING

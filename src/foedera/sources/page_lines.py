"""Lines of a page and what their own words say they are: a byline, a caption, a menu entry, a legal notice ..."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from foedera.language.pack import LanguagePack
from foedera.sources.model import LineRole
from foedera.values.span import Span

_SHORT = 160
_LINK = re.compile(r"\[([^\[\]]*+)\]\([^()\[\]]*+\)")
_ONLY_LINKS = re.compile(r"(?:[-*] )?(?:\[[^\[\]]*+\]\([^()\[\]]*+\)[\s,|·]*+)+$")
_RULE = re.compile(r"[-_*=~ ]{3,}$")
_MARKS = re.compile(r"^(?:#{1,6}\s+|\*\*(?=.*\*\*$)|\()|(?:\*\*|\s#+)$")
_CREDIT = re.compile(r"\([^()]*(?:/|©)[^()]*\)\.?$")
_SENTENCE_END = re.compile(r"[.…][\"»”')\s]*$")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line that is not blank: where it stands, its words without marks of markup, and their lower-case form for the cues."""

    span: Span
    words: str
    lowered: str

    @property
    def is_sentence(self) -> bool:
        """Whether the line ends as a sentence does, or is as long as a paragraph."""
        return bool(_SENTENCE_END.search(self.words)) or len(self.words) > 220

    @property
    def own_span(self) -> Span:
        """The span without the number signs of a Markdown heading."""
        marks = re.match(r"#{1,6}\s+", self.words)
        return Span(self.span.start + marks.end(), self.span.end) if marks else self.span

    @property
    def is_short(self) -> bool:
        """Whether the line is short enough for a heading, a caption or a byline."""
        return len(self.words) <= _SHORT

    @property
    def is_bullet(self) -> bool:
        """Whether the line is an item of a list."""
        return bool(re.match(r"[-*•–]\s+", self.words))


def page_lines(text: str) -> tuple[PageLine, ...]:
    """The lines that are not blank; a span leaves out the blanks at both ends."""
    found = []
    for match in re.finditer(r"[^\r\n]+", text):
        raw = match.group()
        start, end = match.start() + len(raw) - len(raw.lstrip()), match.start() + len(raw.rstrip())
        if start < end:
            words = _LINK.sub(r"\1", text[start:end])
            found.append(PageLine(Span(start, end), words, _MARKS.sub("", words).lower().replace("’", "'").replace("\xa0", " ")))
    return tuple(found)


def without_marks(words: str) -> str:
    """A title without the marks of Markdown around it.

    >>> without_marks("## Two capitals sign")
    'Two capitals sign'
    """
    return re.sub(r"^(?:#{1,6}\s+|\*\*)|\*\*$", "", words).strip()


def opens_with(lowered: str, cues: Iterable[str]) -> str | None:
    """The longest cue the line opens with, as whole words."""
    found = [c for c in cues if lowered.startswith(c) and not lowered[len(c) : len(c) + 1].isalnum()]
    return max(found, key=len, default=None)


def role_by_cue(line: PageLine, text: str, pack: LanguagePack) -> LineRole | None:
    """The role that the words of this line alone give it; None when they give none."""
    cues = pack.table("page")
    if _is_legal(line, cues.get("legal", ())):
        return LineRole.LEGAL
    if _is_menu(line, text, cues.get("menu", ())):
        return LineRole.MENU
    if not line.is_short:
        return None
    if opens_with(line.lowered.lstrip("(-–> "), cues.get("see_also", ())) and _names_something_else(line):
        return LineRole.SEE_ALSO
    if _is_byline(line, cues):
        return LineRole.BYLINE
    return LineRole.CAPTION if _is_caption(line, cues) else None


def _is_legal(line: PageLine, cues: Iterable[str]) -> bool:
    """A short line that holds a cue, or a long one with two of them."""
    held = sum(cue in line.lowered for cue in cues)
    return held >= (1 if line.is_short else 2) or opens_with(line.lowered.lstrip("* "), cues) is not None


def _is_menu(line: PageLine, text: str, cues: Iterable[str]) -> bool:
    original = text[line.span.start : line.span.end]
    if _ONLY_LINKS.match(original) or _RULE.match(original):
        return True
    cue = opens_with(line.lowered, cues)
    closed = line.is_sentence and " " not in (cue or "")
    return cue is not None and not closed and (cue.endswith(":") or len(line.lowered.split()) <= len(cue.split()) + 2)


def _names_something_else(line: PageLine) -> bool:
    """"Read more: ..." points elsewhere; "Related parties have signed." is a sentence of the article."""
    return ":" in line.words or not line.is_sentence or line.words.startswith("(")


def _is_byline(line: PageLine, cues: dict[str, list[str]]) -> bool:
    if line.is_sentence or len(line.words) > 120:
        return False
    cue = opens_with(line.lowered, cues.get("byline_opens", ()))
    named = cue is not None and line.words.lstrip("([ ")[len(cue) :].strip(" :[")[:1].isalpha()
    held = any(c in line.lowered for c in cues.get("byline_holds", ())) and len(line.words.split()) <= 8
    return named or held


def _is_caption(line: PageLine, cues: dict[str, list[str]]) -> bool:
    cue = opens_with(line.lowered.lstrip("["), cues.get("caption_opens", ()))
    marked = cue is not None and line.lowered.lstrip("[")[len(cue) :].lstrip()[:1] in (":", "-", "–", "/", "©", "")
    return marked or any(c in line.lowered for c in cues.get("caption_holds", ())) or bool(_CREDIT.search(line.words))


def byline_name(line: PageLine, pack: LanguagePack) -> str | None:
    """Who wrote it, without "by" and without the date behind a dash."""
    words = line.words.strip("() ")
    cue = opens_with(line.lowered, pack.table("page").get("byline_opens", ()))
    name = re.split(r" [-–—|] ", words[len(cue) :] if cue else words)[0].strip(" :")
    return name or None

"""Time expressions of a document, each with the value that this text and its day of publication give it.

The calendar grammar finds the words (`date_grammar`), `date_values` gives their meaning; here stands what the surroundings add: whether the
clause looks ahead, the words that open an end ("since", "until"), ranges of two dates, a year or month carried from a neighbour.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from foedera.language.pack import LanguagePack
from foedera.reading.context import Sentence
from foedera.reading.date_grammar import DateGrammar, DateMatch, date_grammar
from foedera.reading.date_setting import Meaning, Published, Setting
from foedera.reading.date_values import meaning_of
from foedera.reading.model import DatePhrase
from foedera.reading.numbers import any_of
from foedera.reading.sentences import norm
from foedera.sources.model import Document
from foedera.values.span import Span

_DATED = {"day", "month_day", "weekday_day", "month", "year", "weekday", "bare_day"}
_BOUNDED = _DATED | {"season", "part_of_year", "yesterday", "last_week", "last_month", "last_year", "this_year", "story_day", "month_week"}
_TOLD = (_DATED - {"bare_day"}) | {"story_day", "yesterday", "today"}
_SIDED = {"date", "weekend", "relative_unit", "part_of_unit"}
_CARRY_CHARACTERS = 40
_CLAUSE_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date phrase with its TimeML value (`2024-W25`, `PRESENT_REF`, `P2D`), for exchange with tools that speak TimeML."""

    phrase: DatePhrase
    timex: str | None


@dataclass(frozen=True, eq=False)
class Surroundings:
    """Compiled words that stand around time expressions, from the table `calendar`."""

    bounds: tuple[tuple[str, re.Pattern[str]], ...]
    ahead_bound: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    marks: re.Pattern[str]
    shift_before: re.Pattern[str]
    shift_after: re.Pattern[str]
    shift_event: re.Pattern[str]
    openers: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    coordination: re.Pattern[str]
    shifts: dict[str, int]
    present_before: re.Pattern[str]
    season_at_large: re.Pattern[str]


@lru_cache(maxsize=8)
def _surroundings(pack: LanguagePack) -> Surroundings:
    table = pack.table("calendar")
    links = rf"(?: *{any_of(table['bound_links'])}){{0,2}} *$"
    softener = rf"(?: +{any_of(table['softeners'])})? *$"
    return Surroundings(
        tuple((name, re.compile(rf"(?<!\w){any_of(words)}{links}")) for name, words in table["bounds"].items()),
        re.compile(rf"(?<!\w){any_of(table['ahead_bounds'])}{links}"),
        re.compile(rf"(?<!\w)(?:{'|'.join(table['future_cues'])})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{'|'.join(table['past_cues'])})(?!\w)"),
        re.compile(table["clause_marks"]),
        re.compile(rf"(?<!\w)({any_of(table['shifts_before'])}){softener}"),
        re.compile(rf" +({any_of(table['shifts_after'])})(?!\w)"),
        re.compile(rf" +({any_of(table['shifts_event'])})(?!\w)"),
        tuple((re.compile(rf"(?<!\w){re.escape(a)} *$"), re.compile(rf" *(?:{re.escape(b)}|-|–) *")) for a, b in table["intervals"]),
        re.compile(rf" *(?:{'|'.join(table['coordination'])}|-|–|,|/) *"),
        {**table["shifts_before"], **table["shifts_after"], **table["shifts_event"]},
        re.compile(table.get("present_before") or "(?!)"),
        re.compile(rf"(?<!\w){any_of(table['season_at_large'])} $"),
    )


@dataclass(frozen=True, eq=False)
class _Page:
    """One document while its time expressions are read."""

    text: str
    lower: str
    starts: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    published: Published
    words: Surroundings

    def sentence(self, offset: int) -> Span:
        index = bisect_right(self.starts, offset) - 1
        return self.sentences[index].span if index >= 0 else Span(0, len(self.text))


def _clause(page: _Page, span: Span) -> tuple[str, str]:
    """The words of the clause left and right of the span; the whole rest of the sentence after an opening adverbial ("En mars, ...")."""
    sentence = page.sentence(span.start)
    left = page.lower[max(sentence.start, span.start - _CLAUSE_CHARACTERS) : span.start]
    right = page.lower[span.end : max(span.end, min(sentence.end, span.end + _CLAUSE_CHARACTERS))]
    for mark in page.words.marks.finditer(left):
        left_start = mark.end()
        left = " " * left_start + left[left_start:]
    if len(left.split()) <= 1 and right.lstrip().startswith(","):
        return left.strip(), right
    closing = page.words.marks.search(right)
    return left.strip(), right[: closing.start()] if closing else right


def _direction(page: _Page, match: DateMatch) -> tuple[bool, bool]:
    """Whether the clause looks ahead, and whether it tells the past."""
    words = page.words
    if words.ahead_bound.search(_before(page, match)):
        return True, False
    left, right = _clause(page, match.span)
    past = words.past.search(left) is not None
    later, told = words.future.search(right), words.past.search(right)
    opens = later is not None and not past and (told is None or later.start() <= told.start())
    ahead = words.future.search(left) is not None or opens
    return ahead, past and not ahead


def _before(page: _Page, match: DateMatch) -> str:
    return page.lower[max(0, match.span.start - 40) : match.span.start]


def _between(page: _Page, one: DateMatch, other: DateMatch) -> str:
    return page.lower[one.span.end : other.span.start]


def _coordinated(page: _Page, one: DateMatch, other: DateMatch) -> bool:
    return page.words.coordination.fullmatch(_between(page, one, other)) is not None


def _carried_year(page: _Page, matches: list[DateMatch], index: int) -> int | None:
    """The year of the date just before in the sentence, or of the date that this one is coordinated with."""
    match = matches[index]
    if "month" not in match.slots or "year" in match.slots or "direction" in match.slots:
        return None
    if index + 1 < len(matches) and _coordinated(page, match, matches[index + 1]) and "month" in matches[index + 1].slots:
        following = matches[index + 1].slots.get("year")
        if following:
            return int(following)
    if not index:
        return None
    before = matches[index - 1]
    near = len(_between(page, before, match)) <= _CARRY_CHARACTERS and page.sentence(before.span.start) == page.sentence(match.span.start)
    if not near or "month" not in before.slots or "year" not in before.slots:
        return None
    in_order = (match.slots["month"], match.slots.get("day", 31)) >= (before.slots["month"], before.slots.get("day", 0))
    return int(before.slots["year"]) if in_order else None


def _completed(page: _Page, matches: list[DateMatch]) -> list[DateMatch]:
    """Bare days ("le 4 et le 5 mars") take month and year of the date that follows."""
    done = list(matches)
    for index in range(len(matches) - 2, -1, -1):
        match, following = done[index], done[index + 1]
        if _is_bare_day(match) and _coordinated(page, match, following):
            taken: dict[str, Any] = {name: following.slots[name] for name in ("month", "year", "direction") if name in following.slots}
            done[index] = replace(match, slots={**match.slots, **taken})
    return [m for m in done if not _is_bare_day(m)]


def _is_bare_day(match: DateMatch) -> bool:
    return match.kind == "date" and "day" in match.slots and set(match.slots) <= {"day", "weekday"}


@dataclass(frozen=True, slots=True)
class _Shift:
    """-1 or 1 where the words around move a length of time ("il y a", "later"), and what they count from."""

    by: int | None = None
    from_story: bool = False
    of_event: bool = False


_CLOSES = re.compile(r" ?[.,;:!?)»”]|\s*$")


def _shift(page: _Page, match: DateMatch) -> _Shift:
    words = page.words
    if match.kind not in ("duration", "vague_duration"):
        return _Shift()
    before = words.shift_before.search(_before(page, match))
    if before:
        return _Shift(words.shifts[re.sub(" +", " ", before.group(1))])
    after = words.shift_after.match(page.lower, match.span.end)
    if after:
        return _Shift(words.shifts[re.sub(" +", " ", after.group(1))], True)
    event = words.shift_event.match(page.lower, match.span.end)
    if event and _CLOSES.match(page.lower, event.end()):  # "a week after.": counted from the day told of, with nothing dated by it
        return _Shift(-words.shifts[event.group(1)], True)
    opens = page.sentence(match.span.start).start == match.span.start
    return _Shift(words.shifts[event.group(1)], True, True) if event and not opens else _Shift()


def _is_general(page: _Page, match: DateMatch) -> bool:
    """"Today" for nowadays; "in summer" for any summer."""
    if match.rule.get("loose_season"):
        bare = match.span.text_in(page.lower).isalpha()
        return bare and page.words.season_at_large.search(_before(page, match)) is not None
    if match.slots.get("relday") != 0 or match.span.end - match.span.start > 12:
        return False
    opening = page.sentence(match.span.start).start == match.span.start and page.lower[match.span.end : match.span.end + 1] == ","
    return opening or page.words.present_before.search(_before(page, match)) is not None


def _bound(page: _Page, match: DateMatch) -> str | None:
    before = _before(page, match)
    return next((name for name, pattern in page.words.bounds if pattern.search(before)), None)


def _opened(edtf: str | None, bound: str | None, ahead: bool, page: _Page) -> str | None:
    """The interval that the bound makes of a date: `since` and `after` open its end, `until` and `before` its start."""
    if edtf is None or bound is None or ".." in edtf:
        return edtf
    low, high = edtf.split("/")[0], edtf.split("/")[-1]
    if bound in ("since", "after"):
        return f"{low}/.."
    now = page.published.edtf
    return f"{now}/{high}" if ahead and now and now <= high else f"../{high}"


def _phrase(page: _Page, match: DateMatch, meaning: Meaning, ahead: bool) -> DatePhrase:
    bound = _bound(page, match)
    told = meaning.edtf[:10] if meaning.edtf and meaning.kind in _DATED else meaning.edtf
    value = _opened(told, bound, ahead, page) if meaning.kind in _BOUNDED else told
    return DatePhrase(
        match.span, match.span.text_in(page.text), meaning.kind, value, meaning.timex_type, meaning.year, meaning.month, meaning.day,
        meaning.weekday, meaning.offset_days, bound, meaning.anchor,
    )  # fmt: skip


def _with_intervals(page: _Page, matches: list[DateMatch], found: list[TimeExpression]) -> list[TimeExpression]:
    """Both dates of a range ("entre le 4 et le 9 mars") get the whole range as value."""
    done = list(found)
    for index in range(len(found) - 1):
        one, other = found[index].phrase, found[index + 1].phrase
        if one.kind not in _DATED or other.kind not in _DATED or not one.value or not other.value:
            continue
        before, between = _before(page, matches[index]), _between(page, matches[index], matches[index + 1])
        if any(opener.search(before) and closer.fullmatch(between) for opener, closer in page.words.openers):
            value = f"{_low(one.value)}/{other.value.split('/')[-1]}"
            for place, phrase in ((index, one), (index + 1, other)):
                done[place] = replace(done[place], phrase=replace(phrase, value=value, kind="interval", bound=None))
    return done


def _low(value: str) -> str:
    return next(part for part in value.split("/") if part != "..")


def _setting(page: _Page, matches: list[DateMatch], index: int, before: Setting) -> Setting:
    match = matches[index]
    ahead, past = _direction(page, match) if match.kind in _SIDED else (False, False)
    shift, year = _shift(page, match), _carried_year(page, matches, index)
    general = _is_general(page, match)
    return Setting(page.published, ahead, past, before.story, year, before.told, shift.by, shift.from_story, shift.of_event, general)


def time_expressions_of(document: Document, sentences: tuple[Sentence, ...], pack: LanguagePack) -> tuple[TimeExpression, ...]:
    """The time expressions of the document in order, none overlapping, with EDTF and TimeML values; none without a calendar."""
    if not pack.table("calendar"):
        return ()
    grammar: DateGrammar = date_grammar(pack)
    lower = norm(document.text)
    published = Published.from_edtf(document.published)
    page = _Page(document.text, lower, tuple(s.span.start for s in sentences), sentences, published, _surroundings(pack))
    matches = _completed(page, list(grammar.matches(document.text, lower)))
    setting = Setting(published)
    found = []
    for index, match in enumerate(matches):
        setting = _setting(page, matches, index, setting)
        meaning = meaning_of(match, setting)
        told = meaning.edtf if meaning.kind in _TOLD and meaning.edtf and meaning.edtf[:4].isdigit() else setting.told
        setting = replace(setting, story=meaning.told_day or setting.story, told=told)
        found.append(TimeExpression(_phrase(page, match, meaning, setting.ahead), meaning.timex))
    return tuple(_with_intervals(page, matches, found))


def date_phrases_of(document: Document, sentences: tuple[Sentence, ...], pack: LanguagePack) -> tuple[DatePhrase, ...]:
    """The time expressions of the document in order, none overlapping; `value` follows contract READING.md."""
    return tuple(expression.phrase for expression in time_expressions_of(document, sentences, pack))

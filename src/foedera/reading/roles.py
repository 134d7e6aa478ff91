"""Descriptions of actors: offices, ministries, parliaments and groups, as the title and group tables of a pack write them.

The patterns run over a shadow of the text in which every known name is replaced, character for character, by the mark of its kind; so a
pattern says "president, then a demonym, then a person" and its match has the offsets of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from foedera.language.pack import LanguagePack
from foedera.reading.first_letters import BEGINNING, Patterns
from foedera.reading.names import NameMatch
from foedera.reading.sentences import norm
from foedera.values.span import Span

MARKS = {
    "demonym": "\ue001",
    "state": "\ue002",
    "capital": "\ue002",
    "seat": "\ue002",
    "organisation": "\ue003",
    "person": "\ue004",
    "chamber": "\ue005",
}
_RUNS = "|".join(f"(?<!{mark}){mark}" for mark in sorted(set(MARKS.values())))
_WORDS_OR_NAMES = re.compile(BEGINNING.pattern.replace("(", f"({_RUNS}|", 1))  # also where a name begins
_SLOTS = {"{D}": "\ue001+", "{S}": "\ue002+", "{O}": "\ue003+", "{P}": "\ue004+", "{C}": "\ue005+"}


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """`kind`: office, bare (an office with no state or name), body, chamber or group.

    `role` is the office's or chamber's name, `parts` the names within the span.
    """

    span: Span
    kind: str
    role: str
    parts: tuple[NameMatch, ...]

    def first(self, *kinds: str) -> NameMatch | None:
        """The first part of the role that is of one of the kinds; None where none is."""
        return next((p for p in self.parts if p.kind in kinds), None)


@dataclass(frozen=True, eq=False)
class _Rule:
    kind: str
    role: str
    required: re.Pattern[str]
    pattern: re.Pattern[str]


def _filled(pattern: str, of: str) -> str:
    """Slots as classes of marks. "~" is an optional demonym after a space."""
    pattern = pattern.replace("~", "(?: {D}(?:(?:,| et| and) {D})*)?").replace("{of}", of)
    for slot, marks in _SLOTS.items():
        pattern = pattern.replace(f"[{slot}]", f"[{marks[0]}]").replace(slot, marks)
    return pattern


def _required(text: str) -> re.Pattern[str]:
    marks = "".join(mark[0] for slot, mark in _SLOTS.items() if slot in text)
    return re.compile(f"[{marks}]" if marks else "")


def _compiled(kind: str, table: Any, of: str, role_key: str) -> Iterator[_Rule]:
    required = _required(str(table.get("required", "")))
    for row in table.get("words", ()):
        for template in table["templates"]:
            source = _filled(template.replace("{W}", f"(?:{row['words']})"), of)
            yield _Rule(kind, str(row.get(role_key, "")), required, re.compile(r"(?<!\w)" + source + r"(?!\w)", re.IGNORECASE))


@lru_cache(maxsize=8)
def _rules(pack: LanguagePack) -> tuple[tuple[_Rule, ...], Patterns]:
    """The rules of a pack, and their patterns as many, looked for together."""
    titles, groups = pack.table("titles"), pack.table("groups")
    of = str(titles.get("of", ""))
    rules = (
        *_compiled("office", titles.get("offices", {}), of, "office"),
        *_compiled("bare", {"words": titles.get("offices", {}).get("words", ()), "templates": titles.get("bare", ())}, of, "office"),
        *_compiled("body", titles.get("bodies", {}), of, "body"),
        *_compiled("chamber", titles.get("chambers", {}), of, "chamber"),
        *_compiled("group", {"required": "{D}{S}", **groups}, of, "group"),
    )
    return rules, Patterns([rule.pattern for rule in rules], _WORDS_OR_NAMES)


def shadow_of(text: str, names: tuple[NameMatch, ...]) -> str:
    """The text with the mark of its kind in place of every character of a name."""
    pieces, end = [], 0
    for name in names:
        mark = MARKS.get(name.kind)
        if mark:
            pieces += [text[end : name.span.start], mark * (name.span.end - name.span.start)]
            end = name.span.end
    return "".join([*pieces, text[end:]])


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line of the text begins and ends: no description runs on over one."""
    low = 0
    while low < len(text):
        high = text.find("\n", low)
        high = len(text) if high < 0 else high
        yield low, high
        low = high + 1


def _in_line(shadow: str, low: int, high: int, names: tuple[NameMatch, ...], pack: LanguagePack) -> Iterator[RoleMatch]:
    line = shadow[low:high]
    rules, patterns = _rules(pack)
    for number, match in patterns.matches(line, norm(line)):
        rule = rules[number]
        if rule.required.search(match.group()):
            span = Span(low + match.start(), low + match.end())
            yield RoleMatch(span, rule.kind, rule.role, tuple(n for n in names if span.contains(n.span)))


def roles_in(text: str, names: tuple[NameMatch, ...], pack: LanguagePack) -> tuple[RoleMatch, ...]:
    """Every description of the text, the leftmost and longest kept. `names` are sorted and do not overlap."""
    shadow = shadow_of(text, names)
    found = [role for low, high in _lines(shadow) for role in _in_line(shadow, low, high, names, pack)]
    found.sort(key=lambda r: (r.span.start, -r.span.end))
    kept: list[RoleMatch] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)

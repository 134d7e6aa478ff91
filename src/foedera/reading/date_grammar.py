"""The time expressions that a language's `calendar` table describes: where they stand and what their words say, no date worked out yet."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from foedera.language.pack import LanguagePack
from foedera.reading.first_letters import Patterns
from foedera.reading.numbers import NumberGrammar, any_of, number_grammar
from foedera.values.span import Span

_SLOT = re.compile(r"\{([a-z_]+?)(\d?)\}")
_LOOKBEHIND = re.compile(r"(\(\?<[=!][^)]*\))")
_BLANK = re.compile(r"(?<!\[) (?![?+*\]])")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A rule of the calendar and the words it found. `slots` are read values: month 6, weekday 2, unit "W", num 3.0 ..."""

    span: Span
    rule: dict[str, Any]
    slots: dict[str, Any]

    @property
    def kind(self) -> str:
        """What the phrase tells: the `kind` of the rule that found it (language/packs, time expressions)."""
        return str(self.rule["kind"])


@dataclass(frozen=True, eq=False)
class DateGrammar:
    """The compiled calendar of one language. All patterns run over `norm` text (lower case, straight apostrophes, plain blanks)."""

    table: dict[str, Any]
    numbers: NumberGrammar
    openings: Patterns
    rules: tuple[tuple[re.Pattern[str], dict[str, Any]], ...]
    capitalised: frozenset[str]
    patterns: dict[str, re.Pattern[str]] = field(default_factory=dict)

    def matches(self, text: str, lower: str) -> Iterator[DateMatch]:
        """Time expressions from left to right, none overlapping. `lower` is `norm(text)`."""
        at = 0
        for start, numbers in self.openings.all_starts(lower):
            if start < at:
                continue
            for index in numbers:
                if self.rules[index][0].match(lower, start):  # the first rule that matches decides, even where it reads nothing
                    match = self._read(text, lower, index, start)
                    if match:
                        at = max(match.span.end, start + 1)
                        yield match
                    break

    def _read(self, text: str, lower: str, index: int, start: int) -> DateMatch | None:
        pattern, rule = self.rules[index]
        found = pattern.match(lower, start)
        if not found or not self._is_time(text, lower, found, rule):
            return None
        slots = {name.rstrip("0123456789"): self._value(name, raw) for name, raw in found.groupdict().items() if raw is not None}
        inner = len(rule["inner_after"]) if lower.startswith(rule.get("inner_after", "\0"), start) else 0
        return DateMatch(Span(start + inner, found.end()), rule, {k: v for k, v in slots.items() if v is not None})

    def _is_time(self, text: str, lower: str, found: re.Match[str], rule: dict[str, Any]) -> bool:
        """Whether the words around and the capitals let the match stand."""
        groups = found.groupdict()
        proper = [name for name, raw in groups.items() if raw and name.rstrip("0123456789") in self.capitalised]
        if any(not text[found.start(name)].isupper() for name in proper):
            return False
        before = lower[max(0, found.start() - 32) : found.start()]
        if rule.get("bare_month") and found.group("month").rstrip(".") in self.table["abbreviated_months"]:
            return False
        if rule.get("bare_year"):
            return self._is_year(text, lower, found, before)
        if rule["kind"] == "duration" and groups.get("unit") in self.table["age_units"]:
            return not self._is_age(found, before)
        needed = rule.get("needs_before")
        return not needed or re.search(needed, before) is not None

    def _is_year(self, text: str, lower: str, found: re.Match[str], before: str) -> bool:
        alone = found.start("year") == found.start()
        stands = not alone or self.patterns["year_before"].search(before) is not None
        following = re.match(r" +([^\W\d_]+)", text[found.end() : found.end() + 32])
        opens = following is not None and self.patterns["year_opens"].search(before) is not None
        told = opens and not self.patterns["counted"].search(following.group(1)) if following else False
        return stands and (told or self.patterns["year_after_not"].match(lower, found.end()) is None)

    def _is_age(self, found: re.Match[str], before: str) -> bool:
        if self.patterns["age_before"].search(before):
            return True
        figures = found.group().lstrip()[:1].isdigit()
        of = self.patterns["of_before"].search(before)
        return bool(figures and of and not self.patterns["duration_nouns"].search(before))

    def _value(self, name: str, raw: str) -> Any:
        """What a slot's words stand for, by the table that fills the slot."""
        plain = re.sub(r" +", " ", raw.strip())
        base = name.rstrip("0123456789")
        if base == "month":
            return self.table["months"][plain.rstrip(".")]
        if base in ("weekday", "season", "direction", "ordinal", "mod"):
            return self.table[base + "s"][plain]
        if base == "unit":
            return self.table["units"][plain]
        if base == "part":
            return self.table["parts"][plain]
        if base == "relday":
            return self.table["relative_days"][plain]
        if base == "storyday":
            return self.table["story_days"][plain]
        if base == "shift":
            return self.table["shifts_after"][plain]
        return self._number(base, name, plain)

    def _number(self, base: str, name: str, plain: str) -> Any:
        if base == "num":
            return self.numbers.value(plain)
        if name == "year2":
            short = int(plain.lstrip("'"))
            return 1900 + short
        if base == "half":
            return plain
        if base == "century" and not plain.isdigit():
            return _roman(plain)
        digits = re.match(r"\d+", plain)
        return int(digits.group()) if digits else None


def _roman(text: str) -> int | None:
    values = [_ROMAN.get(c, 0) for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)) or None


def _slot_patterns(table: dict[str, Any], numbers: NumberGrammar) -> dict[str, str]:
    """The regular expression of each slot a rule may name."""
    lists = {
        "month": "months", "weekday": "weekdays", "season": "seasons", "unit": "units", "part": "parts", "direction": "directions",
        "mod": "mods", "ordinal": "ordinals", "storyday": "story_days", "shift": "shifts_after",
    }  # fmt: skip
    slots = {slot: any_of(table[name]) for slot, name in lists.items()}
    short = any_of(table["abbreviated_months"])
    slots["month"] = rf"(?:{any_of(m for m in table['months'] if m not in table['abbreviated_months'])}|{short}(?:\.|(?!\w)))"
    return {**slots, "num": numbers.pattern, "day": f"(?:{table['day']})", "year": r"(?:1[0-9]|20)\d\d"}


def _expand(pattern: str, slots: dict[str, str], clock: str) -> str:
    """The rule's pattern with its slots filled; a slot numbered 9 is looked at and not kept, one named again gets the next number."""
    seen: Counter[str] = Counter()

    def fill(match: re.Match[str]) -> str:
        name, number = match.groups()
        if name == "clock":
            return f"(?:{clock})"
        if number == "9":
            return f"(?:{slots[name]})"
        seen[name] += 1
        return f"(?P<{name}{seen[name] if seen[name] > 1 else ''}>{slots[name]})"

    parts = _LOOKBEHIND.split(pattern)
    spaced = "".join(part if i % 2 else _BLANK.sub(" +", part) for i, part in enumerate(parts))
    return _SLOT.sub(fill, spaced)


@lru_cache(maxsize=8)
def date_grammar(pack: LanguagePack) -> DateGrammar:
    """The date grammar of a language, from its tables `calendar` and `numbers`."""
    table = dict(pack.table("calendar"))
    numbers = number_grammar(pack)
    slots = _slot_patterns(table, numbers)
    expanded = [_expand(rule["pattern"], slots, table["clock"]) for rule in table["rules"]]
    closed = [rf"(?<!\w)(?<!\d[.,])(?:{pattern})(?!\w)" for pattern in expanded]
    rules = tuple((re.compile(pattern), rule) for pattern, rule in zip(closed, table["rules"], strict=True))
    table["age_units"] = [word for word, unit in table["units"].items() if unit == "Y"]
    names = ("year_before", "year_after_not", "year_opens", "counted", "age_before")
    patterns = {name: re.compile(table[name]) for name in names if table.get(name)}
    patterns["duration_nouns"] = re.compile(table.get("duration_nouns") or "(?!)")
    patterns["of_before"] = re.compile(table.get("of_before") or "(?!)")
    capitalised = frozenset(str(name) for name in table.get("capitalised", ()))
    return DateGrammar(table, numbers, Patterns([pattern for pattern, _ in rules]), rules, capitalised, patterns)

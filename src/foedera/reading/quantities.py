"""Counted amounts as told: the number, how it is bounded or softened, and the noun it counts ("plus de 10 000 soldats").

Years, dates, hours, ages, article numbers, shares and vague plurals are no quantities.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from foedera.language.pack import LanguagePack
from foedera.reading.context import QuantityMention, Sentence
from foedera.reading.date_phrases import date_phrases_of
from foedera.reading.numbers import NumberGrammar, any_of, number_grammar
from foedera.reading.sentences import norm
from foedera.sources.model import Document
from foedera.values.quantity import Quantity
from foedera.values.span import Span

_WORD = re.compile(r" *([^\W\d_]+(?:-[^\W\d_]+|'s(?!\w))*'?)")
_DESIGNATION = re.compile(r" *(?:[^\W\d_]{1,5}-?\d{1,4}[^\W_]{0,2}(?:-[^\W_]{1,4})?|\d{1,2}[a-z]?\d?(?= +[^\W\d_]))(?![\w,.%-])")
_BEFORE_CHARACTERS = 40


@dataclass(frozen=True, eq=False)
class QuantityGrammar:
    """The compiled table `numbers` of one language, over lower-case text."""

    numbers: NumberGrammar
    amount: re.Pattern[str]
    between: tuple[re.Pattern[str], ...]
    modifiers: tuple[tuple[str, re.Pattern[str]], ...]
    modifiers_after: tuple[tuple[str, re.Pattern[str]], ...]
    barred_before: re.Pattern[str]
    of: re.Pattern[str]
    others: re.Pattern[str]
    joined_units: re.Pattern[str]
    not_after: re.Pattern[str]
    currencies: dict[str, str]
    not_units: frozenset[str]
    function_words: frozenset[str]
    adjectives: frozenset[str]
    exact: frozenset[str]
    joiners: frozenset[str]
    lone_words: frozenset[str]
    definite: re.Pattern[str]
    plural: re.Pattern[str]
    not_nouns: re.Pattern[str]
    sign_after: re.Pattern[str]
    head_last: bool


@lru_cache(maxsize=8)
def quantity_grammar(pack: LanguagePack) -> QuantityGrammar:
    """The grammar of counted amounts of a language."""
    table: dict[str, Any] = pack.table("numbers")
    numbers = number_grammar(pack)
    signs = "".join(re.escape(sign) for sign in table["currencies"])
    amount = rf"(?<![\w/§°#:])(?<!\d[.,])(?P<sign>(?:[{signs}] *)?)(?P<number>{numbers.pattern})(?![\d/:]|[.,–-]\d)"
    between = [_range_pattern(line, numbers.pattern) for line in table["between"]]
    return QuantityGrammar(
        numbers=numbers,
        amount=re.compile(amount),
        between=tuple(re.compile(rf"(?<!\w){pattern}(?![\w/:])") for pattern in between),
        modifiers=tuple((mod, re.compile(rf"(?<!\w){any_of(words)} *$")) for mod, words in table["modifiers"].items()),
        modifiers_after=tuple((mod, re.compile(rf" +{any_of(words)}(?!\w)")) for mod, words in table["modifiers_after"].items()),
        barred_before=re.compile(rf"(?:(?<!\w){any_of(table['no_count_before'])}|[°§#]|\d[-–]|\w-) *$"),
        of=re.compile(rf"(?: +| *-){any_of(table['links'])}(?:(?<=')|(?!\w))"),
        others=re.compile(rf" +{any_of(table['others'])}(?!\w)"),
        joined_units=re.compile(rf" *({any_of(table.get('joined_units', ()))})(?!\w)"),
        not_after=re.compile(table["not_after"]),
        currencies=table["currencies"],
        not_units=frozenset(table["not_units"]),
        function_words=frozenset(table["function_words"]),
        adjectives=frozenset(table["skipped_adjectives"]),
        exact=frozenset(table.get("exact_rounded", ())),
        joiners=frozenset(table["joiners"]),
        lone_words=frozenset(table["lone_words"]),
        definite=re.compile(rf"(?<!\w){any_of(table['definite'])} *$"),
        plural=re.compile(table["plural"]),
        not_nouns=re.compile(table["not_nouns"]),
        sign_after=re.compile(rf" *([{signs}])"),
        head_last=bool(table["head_last"]),
    )


def _range_pattern(line: str, number: str) -> str:
    """"entre {low} et {high}" as a regular expression; the currency sign may stand before either."""
    words = re.escape(line).replace("\\ ", " +")
    return words.replace(r"\{low\}", f"(?P<low>{number})").replace(r"\{high\}", f"(?P<high>{number})")


def quantities_of(document: Document, sentences: Iterable[Sentence], pack: LanguagePack) -> tuple[QuantityMention, ...]:
    """The counted amounts of the document in order, none overlapping each other or a time expression."""
    held = tuple(sentences)
    return counted_amounts(document.text, [p.span for p in date_phrases_of(document, held, pack)], pack)


def counted_amounts(text: str, times: list[Span], pack: LanguagePack) -> tuple[QuantityMention, ...]:
    """The counted amounts of a text whose time expressions stand at `times` (sorted); none in a language whose pack has no numbers."""
    if not pack.table("numbers"):
        return ()
    grammar, lower = quantity_grammar(pack), norm(text)
    found: list[QuantityMention] = []
    at, time = 0, 0
    while match := grammar.amount.search(lower, at):
        start, end = match.start("number"), match.end("number")
        while time < len(times) and times[time].end <= start:
            time += 1
        in_time = time < len(times) and times[time].start < end
        mention = None if in_time else _mention(grammar, text, lower, match)
        if mention and not (found and mention.span.start < found[-1].span.end):
            found.append(mention)
        at = max(end, mention.span.end if mention else end)
    return tuple(found)


def _mention(grammar: QuantityGrammar, text: str, lower: str, match: re.Match[str]) -> QuantityMention | None:
    start, end, number = match.start(), match.end("number"), match.group("number")
    before = lower[max(0, start - _BEFORE_CHARACTERS) : start]
    value = grammar.numbers.value(number)
    if value is None or number in grammar.lone_words:
        return None
    ranged = _range(grammar, lower, before, match.start("number"))
    if ranged:
        value, start, end, number = ranged
    mod, mod_start = (">=", start) if ranged else _modifier(grammar, number, before, start)
    unit, stop = _unit(grammar, text, lower, end, match.group("sign").strip())
    if stop < 0 or grammar.not_after.match(lower, end) or not _counts(grammar, lower, number, value, unit, mod_start, mod):
        return None
    after = next((name for name, pattern in grammar.modifiers_after if mod == "=" and pattern.match(lower, stop)), mod)
    return QuantityMention(Span(mod_start, stop), Quantity(value, after, unit))


def _counts(grammar: QuantityGrammar, lower: str, number: str, value: float, unit: str | None, start: int, mod: str) -> bool:
    """Whether the number counts things: no label ("article 4"), no known pair ("les deux pays"), no bare year."""
    before = lower[max(0, start - _BEFORE_CHARACTERS) : start]
    if grammar.barred_before.search(before):
        return False
    if unit is None and value < 100:
        return grammar.others.match(lower, start + len(number)) is not None
    if value < 13 and number.isalpha() and grammar.definite.search(before):
        return False
    if mod == "=" and number.isdigit() and len(number) == 4 and 1000 <= value <= 2100:
        return unit is not None and grammar.plural.fullmatch(unit.lower()) is not None
    return True


def _range(grammar: QuantityGrammar, lower: str, before: str, start: int) -> tuple[float, int, int, str] | None:
    """The lower end of a range that opens just before `start`, with the offsets of the whole range."""
    for pattern in grammar.between:
        for opening in (start, *(start - len(w) for w in _tails(before))):
            found = pattern.match(lower, opening)
            if found and found.start("low") == start:
                low, high = grammar.numbers.value(found.group("low")), grammar.numbers.value(found.group("high"))
                if low is not None and high is not None and high > low:
                    return low * _scale_of(grammar, found.group("high"), low, high), opening, found.end(), found.group("high")
    return None


def _tails(before: str) -> list[str]:
    last = re.search(r"[^\W\d_]+ +$", before)
    return [last.group()] if last else []


def _scale_of(grammar: QuantityGrammar, high_text: str, low: float, high: float) -> float:
    """"entre 2 et 3 millions": the lower end shares the scale of the upper one."""
    words = re.split(r"[- ]+", high_text)
    factor = grammar.numbers.multipliers.get(words[-1], 1) if len(words) > 1 else 1
    return factor if low < high / factor * 1.0000001 and low < factor else 1


def _modifier(grammar: QuantityGrammar, number: str, before: str, start: int) -> tuple[str, int]:
    """How the words before bound the number, and where they begin; "une douzaine" softens itself."""
    best: tuple[int, str] | None = None
    for mod, pattern in grammar.modifiers:
        found = pattern.search(before)
        if found and (best is None or found.start() < best[0]):
            best = (found.start(), mod)
    if best:
        return best[1], start - (len(before) - best[0])
    words = number.split()
    rounded = words[-1] in grammar.numbers.rounded and words[-1] not in grammar.exact
    return ("~" if rounded else "="), start


def _unit(grammar: QuantityGrammar, text: str, lower: str, at: int, sign: str) -> tuple[str | None, int]:
    """The counted noun after the number and where it ends; end -1 when the number counts no amount (hours, shares)."""
    after = grammar.sign_after.match(lower, at)
    if sign or after:
        return grammar.currencies[sign or (after.group(1) if after else "")], after.end() if after else at
    others = grammar.others.match(lower, at)
    link = others or grammar.of.match(lower, at)
    together = grammar.joined_units.match(lower, link.end() if link else at)
    if together:
        return text[together.start(1) : together.end(1)], together.end(1)
    words = list(_noun_words(grammar, lower, link.end() if link else at))
    if words and words[0].group(1) in grammar.not_units:
        return None, -1
    nouns = [w for w in words if w.group(1) not in grammar.adjectives]
    if grammar.head_last:
        nouns = [w for w in nouns if grammar.plural.fullmatch(w.group(1))] or nouns
    if not nouns:
        return None, others.end() if others else at
    return text[nouns[0].start(1) : nouns[0].end(1)], nouns[0].end(1)


def _noun_words(grammar: QuantityGrammar, lower: str, at: int) -> Iterator[re.Match[str]]:
    """Up to four words from the place on, up to a function word, a verb form or a mark; the name of a type ("K2 tanks") is stepped over."""
    plural = False
    for count in range(4):
        named = _DESIGNATION.match(lower, at) if grammar.head_last and (count or not lower[at : at + 1].isalnum()) else None
        at = named.end() if named and _WORD.match(lower, named.end()) else at
        word = _WORD.match(lower, at)
        if word and count and not plural and grammar.head_last and word.group(1) in grammar.joiners:
            at, word = word.end(1), _WORD.match(lower, word.end(1))
        if not word or word.group(1) in grammar.function_words or grammar.not_nouns.fullmatch(word.group(1)):
            return
        yield word
        plural = plural or grammar.plural.fullmatch(word.group(1)) is not None
        at = word.end(1)

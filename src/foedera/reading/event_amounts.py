"""How many an event counts: the numbers of its clause, or those told before and taken up ("both were wounded")."""

import re
from collections.abc import Iterator

from foedera.reading.context import Context, QuantityMention
from foedera.reading.event_arguments import scope_of
from foedera.reading.event_cues import CueMatch, EventWords
from foedera.reading.sentences import norm
from foedera.values.codes import EventType
from foedera.values.quantity import Quantity

_BESIDE = 30  # characters
_GOODS_BETWEEN = 7  # words between two numbers of one delivery
_NOUNS = 3  # words between "the two" and the cue
_OF_PEOPLE = frozenset({EventType.DEPLOYMENT, EventType.CASUALTIES})
_LOSSES = ("dead", "wounded", "captured")


def amounts_of(context: Context, cue: CueMatch, table: EventWords) -> list[QuantityMention]:
    """The numbers of the clause that count what the frame is about, nearest first."""
    if cue.frame.counted is None:
        return []
    first, last = scope_of(cue, table)
    counted, people = table.classes[cue.frame.counted], cue.frame.type in _OF_PEOPLE
    near = context.quantities_in(cue.words.span(first, last))
    found = [q for q in near if _counts(context, q, counted) or is_bare_beside(q, cue) or (people and _counts_nationals(context, q))]
    found = found or list(_taken_up(cue, table))
    return sorted(found, key=lambda q: min(abs(q.span.start - cue.span.end), abs(cue.span.start - q.span.end)))


def is_bare_beside(amount: QuantityMention, cue: CueMatch) -> bool:
    """Whether a number without a unit stands right behind the cue ("put the losses at 4,000")."""
    gap = max(amount.span.start - cue.span.end, cue.span.start - amount.span.end)
    may = cue.frame.counts or (cue.frame.type is EventType.DEPLOYMENT and cue.frame.inherits)
    return amount.quantity.unit is None and may and 0 <= gap <= _BESIDE


def _counts_nationals(context: Context, amount: QuantityMention) -> bool:
    """Whether the number counts people by their nation ("300 Kenyans")."""
    last = [m for m in context.mentions_in(amount.span) if m.span.end == amount.span.end]
    return amount.quantity.unit is not None and any(m.kind in ("state", "demonym", "group") for m in last)


def _counts(context: Context, amount: QuantityMention, counted: re.Pattern[str]) -> bool:
    text = norm(amount.span.text_in(context.document.text)).replace("'", "' ") + " " + norm(amount.quantity.unit or "")
    return bool(counted.search(text))


def _taken_up(cue: CueMatch, table: EventWords) -> Iterator[QuantityMention]:
    """The number of those told before where they stand as the subject of a loss: "both" right before the cue or in it, "the two men"."""
    if cue.frame.type is not EventType.CASUALTIES:
        return
    before = cue.words.between(0, cue.first)
    for match in table.taken_up.finditer(before + " " + cue.words.between(cue.first, cue.last)):
        nouns = before[match.end() :].strip()
        if match.end() > len(before) or not nouns or (len(nouns.split()) <= _NOUNS and table.classes["losses"].search(nouns)):
            span = cue.words.span(cue.words.index_at(match.start()), cue.words.index_at(match.end() - 1) + 1)
            yield QuantityMention(span, Quantity(table.told_again[match.group()], "=", None))
            return
    one = table.patterns["one_person"].search(before) if "one_person" in table.patterns else None
    if one and cue.frame.subject:
        span = cue.words.span(cue.words.index_at(one.start()), cue.words.index_at(one.end() - 1) + 1)
        yield QuantityMention(span, Quantity(1.0, "=", None))


def losses_of(cue: CueMatch, table: EventWords) -> frozenset[str]:
    """What befell those whom the cue of a loss counts (dead, wounded, captured), as far as the cue says."""
    if cue.frame.type is not EventType.CASUALTIES:
        return frozenset()
    told = cue.words.between(cue.first, cue.last)
    return frozenset(kind for kind in _LOSSES if kind in table.classes and table.classes[kind].search(told))


def records_of(context: Context, cue: CueMatch, amounts: list[QuantityMention], table: EventWords) -> list[QuantityMention | None]:
    """One record for each number: all losses; of what is sent, the first and those joined to it; uncounted goods before it are one more."""
    if cue.frame.type is EventType.CASUALTIES or not amounts:
        return [*amounts] if amounts else [None]
    text, joined = context.document.text, [amounts[0]]
    for amount in sorted(amounts[1:], key=lambda q: q.span.start):
        gap = norm(text[joined[-1].span.end : amount.span.start]).replace("'", "' ").split()
        linked = any(w in table.small["and"] or w.endswith(",") for w in gap) or text[joined[-1].span.end] == ","
        if amount.span.start > joined[-1].span.end and linked and len(gap) <= _GOODS_BETWEEN:
            joined.append(amount)
    if cue.frame.type not in (EventType.TRANSFER, EventType.DEPLOYMENT) or not cue.frame.about:
        return [joined[0]]
    first = cue.words.index_of(joined[0].span.start)
    before = cue.words.between(cue.last, first)
    vague = table.patterns["vague"].search(before) and table.classes[cue.frame.about].search(before)
    return [None, *joined] if vague and set(before.split()) & table.small["and"] else [*joined]

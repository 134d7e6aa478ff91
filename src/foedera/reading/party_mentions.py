"""Who can be a party: the states a mention stands for, those that a sentence joins, and those that a complement lists."""

import re

from foedera.reading.agreement_words import NameTable
from foedera.reading.context import Context, Sentence
from foedera.reading.model import ActorMention
from foedera.reading.reporting_lexicon import reporting_lexicon
from foedera.reading.sentences import norm

_WITNESS = 48  # characters before a mention in which words of mere presence stand


def codes_of(mention: ActorMention) -> frozenset[str]:
    """State and organisation codes a mention stands for: a leader for the state, a chamber for its state."""
    actor = mention.actor if mention.kind in ("state", "organisation", "group") else mention.state or mention.actor.partition(":")[0]
    parts = frozenset(p.partition(":")[0] for p in actor.split("+"))
    return frozenset(p for p in parts if p and (mention.kind in ("state", "organisation", "group") or (len(p) == 3 and p.isupper())))


def is_actor(context: Context, table: NameTable, mention: ActorMention) -> bool:
    """Whether the mention can be a party here: no outlet, and no place that something merely happened in."""
    if mention.kind in ("outlet",) or not codes_of(mention) or _looks_on(context, table, mention):
        return False
    before = norm(context.document.text[max(0, mention.span.start - 8) : mention.span.start]).split()
    return not (mention.kind in ("place", "state", "capital") and before and before[-1] in table.place_before and len(mention.text) > 3)


def _looks_on(context: Context, table: NameTable, mention: ActorMention) -> bool:
    """Whether it only witnesses ("in the presence of ..."), or is the last word of a person's name and no body at all."""
    text = context.document.text
    before = text[max(0, mention.span.start - _WITNESS) : mention.span.start]
    if table.witness_before.search(norm(before)):
        return True
    named = re.search(r"(?<!\A)(?<![.:!?«“\n] )\b[A-ZÀ-Ý][\w'’-]+ $", before) if mention.kind == "organisation" else None
    start = mention.span.start - len(named.group()) if named else 0
    return bool(named) and not any(m.span.start <= start < m.span.end and m.kind != "person" for m in context.mentions)


def joined_lists(context: Context, sentence: Sentence, table: NameTable) -> list[frozenset[str]]:
    """Sets of states that the sentence joins: "A and B", "A with B", "A, B and C"."""
    words = "|".join(re.escape(w) for w in table.joiners)
    gap_form = re.compile(rf"(?:,? ?(?:{words}|{table.with_words.pattern}|[^.;]{{0,12}}\b(?:{words})\b)[^.;,]{{0,30}}|, (?:\w+ )?)$")
    found: list[frozenset[str]] = []
    relative = reporting_lexicon(context.pack).words.get("relative_words", frozenset())
    current, last = frozenset[str](), None
    for m in context.mentions_in(sentence.span):
        codes = codes_of(m) if m.kind not in ("outlet", "body", "demonym", "place") else frozenset()
        if not codes or _looks_on(context, table, m):
            continue
        gap = norm(context.document.text[last.span.end : m.span.start]) if last else "."
        if last and len(gap) < 45 and gap_form.fullmatch(gap) and not relative.intersection(gap.split()):
            current |= codes
        else:
            found.append(current)
            current = codes
        last = m
    return [c for c in [*found, current] if len(c) >= 2]


def codes_listed(context: Context, table: NameTable, start: int, limit: int) -> frozenset[str]:
    """Codes of the mentions listed from `start` on: "A, B and C"."""
    return frozenset[str]().union(*map(codes_of, mentions_listed(context, table, start, limit)))


def mentions_listed(context: Context, table: NameTable, start: int, limit: int) -> list[ActorMention]:
    """The actors listed from `start` on, joined by commas and joining words, up to `limit` (offsets in code points)."""
    found: list[ActorMention] = []
    at, closed = start, False
    for m in context.mentions:
        if m.span.start < start or m.span.start > limit:
            continue
        gap = norm(context.document.text[at : m.span.start])
        if found and (closed and "," in gap or not re.search(r"(?<!\w)(?:" + "|".join(map(re.escape, table.joiners)) + r")(?!\w)|,", gap)):
            break
        if len(gap) > 45:
            break
        closed = bool(found) and "," not in gap
        found.append(m)
        at = m.span.end
    return found

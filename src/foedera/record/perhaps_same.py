"""Rows that may be one and were kept apart: offered for a person to judge, with what speaks for it and what against."""

from collections import defaultdict
from collections.abc import Sequence

from foedera.record.agreement_match import compare_agreements
from foedera.record.agreements import ToldAgreement
from foedera.record.event_match import compare
from foedera.record.event_tellings import EventTelling
from foedera.record.match import LEAST_WEIGHT, Match
from foedera.record.model import PerhapsSame
from foedera.record.same_event import EventDraft

LEAST_OFFERED = 0.6  # weight: like sides and kind alone are no reason to ask
DESPITE = 1.2  # weight that is worth a question although something speaks against
MAY_BE_WRONG = frozenset({"other_amounts", "other_persons", "other_goods", "other_days", "other_kinds", "signed_other_years"})
MOST_OFFERED = 3  # for one row
MOST_COMPARED = 6  # tellings of a row


def perhaps_same(events: Sequence[EventDraft], groups: Sequence[Sequence[ToldAgreement]], ids: Sequence[str]) -> tuple[PerhapsSame, ...]:
    """Pairs of events of one kind between the same sides, and of agreements of the same parties; the likeliest first."""
    buckets: dict[tuple[str, str, str], list[EventDraft]] = defaultdict(list)
    for draft in events:
        buckets[draft.tellings[0].side].append(draft)
    found = []
    for some in buckets.values():
        found += [_pair(a.id, b.id, _events(a.tellings, b.tellings)) for n, a in enumerate(some) for b in some[n + 1 :]]
    parties: dict[frozenset[str], list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        parties[frozenset(group[0].reading.parties)].append(n)
    for numbers in parties.values():
        found += [_pair(ids[a], ids[b], _agreements(groups[a], groups[b])) for k, a in enumerate(numbers) for b in numbers[k + 1 :]]
    return _likeliest([pair for pair in found if pair])


def _pair(a: str, b: str, match: Match | None) -> PerhapsSame | None:
    if match is None:
        return None
    return PerhapsSame((min(a, b), max(a, b)), match.score, match.grounds, match.against)


def _events(a: Sequence[EventTelling], b: Sequence[EventTelling]) -> Match | None:
    if {t.telling.document_id for t in a} & {t.telling.document_id for t in b}:
        return None
    return _offered([compare(x, y) for x in a[:MOST_COMPARED] for y in b[:MOST_COMPARED]])


def _agreements(a: Sequence[ToldAgreement], b: Sequence[ToldAgreement]) -> Match | None:
    if {t.document_id for t in a} & {t.document_id for t in b}:
        return None
    return _offered([compare_agreements(x, y) for x in a[:MOST_COMPARED] for y in b[:MOST_COMPARED]])


def _offered(matches: Sequence[Match]) -> Match | None:
    """The match that speaks most for one thing, if it is worth a question: near the threshold, or above it with one doubt."""
    best = max(matches, key=lambda m: (-len(m.against), m.weight))
    if not best.against:
        return best if best.weight >= LEAST_OFFERED else None
    doubts = {reason.rule for reason in best.against}
    return best if len(doubts) == 1 and doubts <= MAY_BE_WRONG and best.weight >= max(DESPITE, LEAST_WEIGHT) else None


def _likeliest(pairs: Sequence[PerhapsSame]) -> tuple[PerhapsSame, ...]:
    """At most a few for each row."""
    count: dict[str, int] = defaultdict(int)
    kept = []
    for pair in sorted(pairs, key=lambda p: (-p.score, p.rows)):
        if all(count[row] < MOST_OFFERED for row in pair.rows):
            kept.append(pair)
            for row in pair.rows:
                count[row] += 1
    return tuple(kept)

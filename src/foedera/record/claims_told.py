"""How rare documents say one visit or meeting was: "the first in twelve years", "a rare visit"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from foedera.record.disagreements import COMPATIBLE, CONTRADICTION, Told, disagreement
from foedera.record.event_tellings import OF_PERSONS, EventTelling
from foedera.record.model import Account, Disagreement, ReadDocument
from foedera.record.names import name_words, skeleton
from foedera.record.same_event import EventDraft
from foedera.record.wordings import RankClaim, rank_claim, sentence_around
from foedera.values.codes import EventType
from foedera.values.span import Evidence

Sides = frozenset[str]


@dataclass(frozen=True)
class ClaimTold:
    """A claim of one document on one of its visits or meetings; `event` is the id of the event it belongs to."""

    event: str
    telling: EventTelling
    claim: RankClaim
    account: Account


def claim_disagreements(
    events: Sequence[EventDraft], items: Sequence[ReadDocument], copy_root: Mapping[str, str]
) -> list[Disagreement | None]:
    """For each visit or meeting, what is said of its rarity: claims of other years exclude each other, others stand side by side."""
    by_document: dict[str, list[tuple[str, EventTelling]]] = defaultdict(list)
    for draft in events:
        for one in draft.tellings:
            if one.event.type in OF_PERSONS and one.telling.done and one.persons:
                by_document[one.telling.document_id].append((draft.id, one))
    found: dict[Sides, list[ClaimTold]] = defaultdict(list)
    for item in items:
        for told in _claims_of(item, by_document.get(item.document.id, [])):
            found[_sides(told.telling)].append(told)
    return [_disagreement(group, copy_root) for _, some in sorted(found.items(), key=lambda p: sorted(p[0])) for group in _occasions(some)]


def _sides(one: EventTelling) -> Sides:
    return frozenset(filter(None, (one.event.source, one.event.target)))


@lru_cache(maxsize=4096)
def _claims_in(text: str, lang: str) -> tuple[tuple[int, int, RankClaim], ...]:
    """(start, end, claim) of every sentence that makes one."""
    found, at = [], 0
    while at < len(text):
        low, high = sentence_around(text, at, at)
        claim = rank_claim(text[low:high], lang)
        if claim:
            found.append((low, high, claim))
        at = max(high, at) + 1
    return tuple(found)


def _claims_of(item: ReadDocument, told: Sequence[tuple[str, EventTelling]]) -> list[ClaimTold]:
    """The document's claims, each with the visit or meeting of the persons that its sentence names."""
    if not told:
        return []
    found, text = [], item.document.text
    for low, high, claim in _claims_in(text, item.document.lang):
        named = {skeleton(w) for w in name_words(text[low:high]) if w[:1].isupper()}
        fitting = [(key, one) for key, one in told if one.persons & named]
        if not fitting:
            continue
        key, one = min(fitting, key=lambda p: (p[1].event.type is not EventType.VISIT, p[1].event.evidence, p[0]))
        first = claim.words.split()[0]
        start = text.index(first, low)
        words = Evidence(start, min(high, start + len(claim.words)), text[start : min(high, start + len(claim.words))])
        found.append(ClaimTold(key, one, claim, replace(one.telling.account(), evidence=words)))
    return found


def _occasions(told: Sequence[ClaimTold]) -> list[list[ClaimTold]]:
    """Claims on one occasion: a person in common, days that do not exclude each other."""
    groups: list[list[ClaimTold]] = []
    for one in sorted(told, key=lambda t: (t.account.document_id, t.account.evidence)):
        home = next((g for g in groups if all(_one_occasion(one, other) for other in g)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _one_occasion(a: ClaimTold, b: ClaimTold) -> bool:
    if a.event == b.event:
        return True
    x, y = a.telling.telling.told_days, b.telling.telling.told_days
    return bool(a.telling.persons & b.telling.persons) and not (x and y and x.intersection(y).is_empty)


def _disagreement(group: Sequence[ClaimTold], copy_root: Mapping[str, str]) -> Disagreement | None:
    if len({(t.claim.kind, t.claim.years) for t in group}) < 2:
        return None
    years = {t.claim.years for t in group if t.claim.years is not None}
    about = max((t.event for t in group), key=lambda key: (sum(t.event == key for t in group), key))
    kind = CONTRADICTION if len(years) > 1 else COMPATIBLE
    return disagreement(about, "identity", kind, [Told(t.claim.words, t.account) for t in group], copy_root, aspect="claim")

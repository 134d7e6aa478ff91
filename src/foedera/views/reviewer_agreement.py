"""How far people who judged the same statements agree: share of equal decisions and Cohen's kappa, by pair and layer. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from foedera.record.judgements import Judgement, JudgementKind
from foedera.views.pages.table import Table

COMPARED = (JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT)
ALL = "all"
Decisions = Mapping[str, tuple[str, str]]
"""By statement: its layer, and what one person decided last on it."""


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two people on one layer ("all": on all). `count`: statements both decided on; `share`: of equal decisions, from 0 to 1;
    `kappa`: Cohen's (1960), None where one person's decisions or both are all alike, so that chance alone would have them agree."""

    one: str
    other: str
    layer: str
    count: int
    share: float
    kappa: float | None


def reviewer_agreement(judgements: Iterable[Judgement]) -> tuple[PairAgreement, ...]:
    """Every pair of people with a statement in common, by name, each layer and then all. `judgements`: those that hold, oldest first.

    Of one person the last decision on a statement counts; corrections are equal when they say the same.
    """
    decided = _last_decisions(judgements)
    found: list[PairAgreement] = []
    for one, other in combinations(sorted(decided), 2):
        both = sorted(decided[one].keys() & decided[other].keys())
        by_layer: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key in both:
            layer, mine = decided[one][key]
            by_layer[layer].append((mine, decided[other][key][1]))
        if both:
            everything = [pair for pairs in by_layer.values() for pair in pairs]
            found += [_compared(one, other, layer, pairs) for layer, pairs in [*sorted(by_layer.items()), (ALL, everything)]]
    return tuple(found)


def _last_decisions(judgements: Iterable[Judgement]) -> Mapping[str, Decisions]:
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for one in judgements:
        if one.kind not in COMPARED:
            continue
        for mark in one.marks:
            key = f"{mark.statement_id} {mark.actor or ''}"
            said = one.kind.value if one.kind is not JudgementKind.CORRECT else _corrected(found[one.who].get(key), one.value or "")
            found[one.who][key] = mark.layer.value, said
    return found


def _corrected(before: tuple[str, str] | None, value: str) -> str:
    """A correction with those that the same person made before it: each field counts once, as it was corrected last."""
    held = dict(p.split("=", 1) for p in before[1].split("\x1f")[1:]) if before and before[1].startswith("correct") else {}
    name, _, new = value.partition("=")
    return "\x1f".join(["correct", *(f"{k}={v}" for k, v in sorted((held | {name: new}).items()))])


def _compared(one: str, other: str, layer: str, pairs: list[tuple[str, str]]) -> PairAgreement:
    share = sum(a == b for a, b in pairs) / len(pairs)
    return PairAgreement(one, other, layer, len(pairs), round(share, 4), _kappa(pairs, share))


def _kappa(pairs: list[tuple[str, str]], share: float) -> float | None:
    """(observed - expected) / (1 - expected); expected: of two people who decide by chance, each as often this way as they did."""
    ours, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    if len(ours) < 2 or len(theirs) < 2:
        return None
    expected = sum(ours[code] * theirs[code] for code in ours) / len(pairs) ** 2
    return round((share - expected) / (1 - expected), 4)


def agreement_table(rows: Iterable[PairAgreement]) -> Table:
    """The pairs for a spreadsheet."""
    cells = ((r.one, r.other, r.layer, r.count, f"{r.share:.4f}", "" if r.kappa is None else f"{r.kappa:.4f}") for r in rows)
    return Table(("one", "other", "layer", "count", "share", "kappa"), tuple(cells))

"""Sentences on days that cannot all be true: for each rule that dating had to leave out, the fewest that exclude each other."""

from collections.abc import Mapping, Sequence

from foedera.record.constraint_network import Between, ConstraintNetwork, Rule
from foedera.record.model import DatingConflict

GUESSES = frozenset(
    {"lead_is_newest", "meeting_during_visit", "exchange_brings_force", "replaced_by_new"}
)  # left out, they contradict nothing
MOST_STEPS = 4  # from the rule left out to those that exclude it
MOST_RULES = 120


def dating_conflicts(network: ConstraintNetwork, rows: Mapping[str, str]) -> tuple[DatingConflict, ...]:
    """One conflict for each rule left out. `rows`: the id of the row that each variable of the network dates."""
    found = set()
    for rule in network.left_out:
        if rule.reason.rule not in GUESSES and (rules := fewest_excluding(network, rule)):
            about = next((rows[v] for v in _variables(rule) if v in rows), "")
            found.add(DatingConflict(about, tuple(dict.fromkeys(r.reason for r in rules))))
    return tuple(sorted(found, key=order_of))


def order_of(conflict: DatingConflict) -> tuple[str, list[tuple[object, ...]]]:
    """Conflicts are in order of row, then of the rules and words."""
    words = [(r.rule, r.values, *((r.words.document_id, r.words.evidence.start) if r.words else ())) for r in conflict.reasons]
    return conflict.about, words


def fewest_excluding(network: ConstraintNetwork, left_out: Rule) -> list[Rule]:
    """A smallest set of rules, with the one left out, that cannot all hold: none can be taken away without the others fitting together.

    Empty where the rules near it do not exclude it by themselves.
    """
    kept = _behind(network, left_out)
    for steps in range(1, MOST_STEPS + 1):
        if not _fit([*kept, left_out]):
            break
        kept = _around(network, left_out, steps)
    else:
        return []
    for rule in list(kept):
        fewer = [r for r in kept if r is not rule]
        if not _fit([*fewer, left_out]):
            kept = fewer
    return [*kept, left_out]


def _variables(rule: Rule) -> tuple[str, ...]:
    return (rule.variable, rule.anchor) if isinstance(rule, Between) else (rule.variable,)


def _behind(network: ConstraintNetwork, rule: Rule) -> list[Rule]:
    """The rules that the bounds of its variables rest on."""
    return list({id(r): r for v in _variables(rule) for r in network.rules_behind(v)}.values())


def _around(network: ConstraintNetwork, rule: Rule, steps: int) -> list[Rule]:
    """The rules that are linked to its variables by at most so many steps."""
    found: dict[int, Rule] = {}
    edge, seen = set(_variables(rule)), set(_variables(rule))
    for _ in range(steps):
        for variable in sorted(edge):
            found |= {id(one): one for one in network.rules_on(variable)}
        edge = {v for one in found.values() for v in _variables(one)} - seen
        seen |= edge
        if len(found) > MOST_RULES:
            break
    return list(found.values())[:MOST_RULES]


def _fit(rules: Sequence[Rule]) -> bool:
    network = ConstraintNetwork()
    network.add_all(rules)
    return not network.left_out

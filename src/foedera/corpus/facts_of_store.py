"""The outside facts that a store keeps, parsed."""

from foedera.record.model import OutsideFact
from foedera.store.store import Store
from foedera.treaties.outside_facts import parse_fact


def facts_of(store: Store) -> tuple[OutsideFact, ...]:
    """The outside facts kept in the store, in order of id."""
    found = []
    for fact_id, text, source in store.facts():
        agreement_id, step, actor, date = parse_fact(text)
        found.append(OutsideFact(fact_id, agreement_id, step, actor, date, source, text))
    return tuple(found)

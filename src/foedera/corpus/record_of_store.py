"""The record that a store's readings, facts and judgements amount to, computed when asked for."""

from foedera.record.model import OutsideFact, Record
from foedera.record.record_from_readings import record_from_readings
from foedera.store.store import Store
from foedera.treaties.outside_facts import parse_fact
from foedera.world.load_world import load_world


def facts_of(store: Store) -> tuple[OutsideFact, ...]:
    """The outside facts kept in the store, parsed."""
    found = []
    for fact_id, text, source in store.facts():
        agreement_id, step, actor, date = parse_fact(text)
        found.append(OutsideFact(fact_id, agreement_id, step, actor, date, source, text))
    return tuple(found)


def record_of(store: Store) -> Record:
    """The same readings, facts and judgements give the same record, whatever the order in which they came."""
    return record_from_readings(store.items(), facts_of(store), store.judgements(), world=load_world())

"""The record as it was known before a day, computed from what had come in by then; no old record is ever kept."""

from foedera.corpus.facts_of_store import facts_of
from foedera.record.model import Record
from foedera.record.record_from_readings import record_from_readings
from foedera.store.store import Store
from foedera.world.load_world import load_world


def record_before(store: Store, day: str) -> Record:
    """The record of the documents, facts and judgements that had come in before `day` (2024-11-12, UTC).

    Documents are taken as they are read today: what a newer reader finds in an old document is no news of the day. Documents and facts
    of a file older than the journal count as always known.
    """
    added = store.added_at()
    items = [i for i in store.items() if _before(added.get(i.document.id), day)]
    facts = [f for f in facts_of(store) if _before(added.get(f.id), day)]
    held = [one for one in store.judgement_log() if _before(one.judgement.when, day)]
    standing = [one.judgement for one in held if one.undone_at is None or not _before(one.undone_at, day)]
    return record_from_readings(items, facts, standing, world=load_world())


def _before(when: str | None, day: str) -> bool:
    return when is None or when[: len(day)] < day

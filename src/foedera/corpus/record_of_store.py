"""The record that a store's readings, facts and judgements amount to."""

from foedera.corpus.facts_of_store import facts_of
from foedera.corpus.grown_record import GrownRecord
from foedera.errors import StoreError
from foedera.record.model import Record
from foedera.record.record_from_readings import record_from_readings
from foedera.store.store import Store
from foedera.store.transactions import NOT_WRITABLE
from foedera.world.load_world import load_world


def grown_record(store: Store) -> GrownRecord:
    """The rows kept beside the documents, which grow with them."""
    return GrownRecord(store, world=load_world())


def grow(store: Store) -> None:
    """Bring the kept rows up to date; nothing where the file cannot be written, for they are only a cache."""
    try:
        with store.growing():
            grown_record(store).update()
    except StoreError as error:
        if error.trouble.key not in NOT_WRITABLE:
            raise


def record_of(store: Store) -> Record:
    """The same readings, facts and judgements give the same record, whatever the order in which they came.

    Only what changed since the last time is worked out; all of it where nothing can be kept in the file.
    """
    try:
        return grown_record(store).record()
    except StoreError as error:
        if error.trouble.key not in NOT_WRITABLE:
            raise
    return record_from_readings(store.items(), facts_of(store), store.judgements(), world=load_world())

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


def grow(store: Store, *, wait: bool = True) -> bool:
    """Bring the kept rows up to date, which are only a cache. Whether they are: False where the record cannot be written now.

    Without `wait` also where another thread or process is at it, or writes for longer than a reader should wait.
    """
    try:
        with store.growing(wait=wait) as is_ours:
            if is_ours:
                grown_record(store).update()
            return is_ours
    except StoreError as error:
        if error.trouble.key not in NOT_WRITABLE:
            raise
        return False


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

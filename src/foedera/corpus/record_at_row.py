"""The part of a store's record that explains one row, brought up to date first: what a question about one row costs, whatever the size."""

from foedera.corpus.desk import Desk
from foedera.corpus.listed_row import Kind
from foedera.corpus.record_in_parts import is_large
from foedera.corpus.record_of_store import grow, record_of
from foedera.errors import StoreError, UsageError
from foedera.record.model import ActorRow, Record
from foedera.store.store import Store
from foedera.store.transactions import NOT_WRITABLE
from foedera.views.rows import row_by_id


def record_at(store: Store, row_id: str) -> Record:
    """All that stands in one component with the row of this id, an id it had earlier, or its statement's: it answers as the whole record.

    The whole record for an actor, who stands in no component, for an id that is no row's, and where nothing can be kept in the file.
    """
    part = _part(store, row_id)
    return record_of(store) if part is None else part


def record_around(store: Store, agreement_id: str | None) -> tuple[Record, str | None]:
    """What tells of an agreement (the one most is told of, where none is named) and of what happened around it, with the agreement's id.

    The whole record, and the id as given, unless the record is large: then the agreement with the last events in which a party of it acts
    or is acted on (`Desk.around`), read without the rest.
    """
    if not is_large(store):
        return record_of(store), agreement_id
    grow(store)
    desk = Desk(store)
    told = desk.facets(Kind.STATEMENT, most=1).counts["agreement"] if agreement_id is None else ()
    named = told[0].value if told else agreement_id
    if named is None or desk.behind:
        return record_of(store), named
    found = desk.around(named)
    return (found, named) if found.agreements else (desk.around(named.upper()), named)


def _part(store: Store, row_id: str) -> Record | None:
    try:
        grow(store)
        desk = Desk(store)
        if desk.behind:
            return None
        part = desk.part(row_id)
        return None if isinstance(row_by_id(part, row_id), ActorRow) else part
    except UsageError:
        return None
    except StoreError as error:
        if error.trouble.key not in NOT_WRITABLE:
            raise
        return None

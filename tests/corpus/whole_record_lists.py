"""What the desk's lists must be, told from the whole record: every row filtered and sorted, nothing kept."""

from dataclasses import dataclass, replace

from foedera.corpus.facts_of_store import facts_of
from foedera.corpus.filters import NO_FILTERS, Filters
from foedera.corpus.listed_row import Kind, Listed, ListedRow, listed_rows, page_of
from foedera.record.judged_items import judged_items
from foedera.record.model import Record
from foedera.record.record_from_readings import record_from_readings
from foedera.store.store import Store
from foedera.world.load_world import load_world


@dataclass(frozen=True)
class Whole:
    """The whole record of a store, made from nothing, and all its lines in order."""

    record: Record
    lines: tuple[Listed, ...]

    def listed(self, kind: str, filters: Filters = NO_FILTERS, *voices: str) -> list[ListedRow]:
        among = self.lines
        if kind == Kind.DOCUMENT and filters.agreement:
            of = ("agreement", filters.agreement)
            told = {one.row.document_id for one in among if one.row.kind is Kind.STATEMENT and of in one.facets}
            among, filters = tuple(one for one in among if one.row.id in told), replace(filters, agreement=None)
        found = [one for one in among if one.row.kind == kind and matches(one, filters)]
        return [one.row for one in found if not voices or {("voice", voice) for voice in voices} & {*one.facets}]


def whole_of(store: Store) -> Whole:
    items, judgements = store.items(), store.judgements()
    record = record_from_readings(items, facts_of(store), judgements, world=load_world())
    pages = {item.document.id: page_of(item) for item in judged_items(items, judgements).items}
    return Whole(record, tuple(sorted(listed_rows(record, pages), key=lambda one: (-one.day, -one.number))))


def matches(one: Listed, filters: Filters) -> bool:
    if not {*filters.values().items()} <= {*one.facets}:
        return False
    low, high = filters.from_day, filters.to_day
    if low is None and high is None:
        return True
    return bool(one.day) and (low is None or one.day >= low.toordinal()) and (high is None or one.low <= high.toordinal())

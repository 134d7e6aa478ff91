"""The law that questions about duties are asked under: agreements of the record with those of the world file."""

from collections.abc import Iterable
from functools import lru_cache

from foedera.corpus.filters import Filters
from foedera.corpus.listed_row import Kind
from foedera.errors import Trouble, UsageError
from foedera.interfaces.web.site import Site
from foedera.record.model import AgreementRow, Record
from foedera.treaties.filed_agreements import rows_of_file
from foedera.treaties.law import Law, law_of
from foedera.treaties.what_if import CHOICES
from foedera.world.load_agreements import load_agreements
from foedera.world.load_world import load_world

MOST = 300  # agreements of a record that are all taken; of a larger one, those of the states asked about


def record_for(site: Site, states: Iterable[str], agreements: str, *ids: str) -> Record:
    """The part of the record that bears on these states (all of a small record), and on the agreements named; kept until it changes."""
    if agreements == "world":
        return Record()
    desk = site.desk()
    found = desk.listed(Kind.AGREEMENT, limit=MOST)
    rows = list(found.rows)
    if found.next is not None:
        rows = [row for s in dict.fromkeys(states) for row in desk.listed(Kind.AGREEMENT, Filters(country=s), limit=MOST).rows]
    wanted = dict.fromkeys((*(row.id for row in rows), *filter(None, ids)))
    return site.kept(("part", *wanted), lambda: desk.part(*wanted), accounts_in)


def record_between(site: Site, states: Iterable[str], agreements: str) -> Record:
    """The part of the record that tells of agreements between these states; kept until it changes."""
    if agreements == "world":
        return Record()
    desk, among = site.desk(), {*states}
    rows = {row.id: row for s in sorted(among) for row in desk.listed(Kind.AGREEMENT, Filters(country=s), limit=MOST).rows}
    between = sorted(name for name, row in rows.items() if len(among.intersection((row.actor or "").split("+"))) > 1)
    return site.kept(("part", *between), lambda: desk.part(*between) if between else Record(), accounts_in)


def law_for(site: Site, record: Record, agreements: str) -> Law:
    """The law of this record, of the file of agreements, or of both; kept until the record changes, with all that was worked out in it."""
    if agreements not in CHOICES:
        raise UsageError(Trouble("bad_choice", "agreements", detail=", ".join(CHOICES)))
    filed = () if agreements == "record" else load_agreements()
    ids = (a.id for a in record.agreements)
    return site.kept(("law", agreements, *ids), lambda: law_of(record, _file_rows() if filed else (), filed), lambda _: accounts_in(record))


def accounts_in(record: Record) -> int:
    """How many tellings a record holds: nearly all its weight in memory."""
    told = sum(len(event.reported_by) for event in record.events)
    steps = sum(len(row.reported_by) for a in record.agreements for row in a.lifecycle)
    return told + steps + sum(len(row.reported_by) for a in record.agreements for row in a.provisions)


@lru_cache(maxsize=1)
def _file_rows() -> tuple[AgreementRow, ...]:
    return rows_of_file(load_agreements())


def state_asked(text: str) -> str:
    """The code of a state given by code or name, in any language. UsageError for what no state is called."""
    code = load_world().state_code(text)
    if code is None:
        raise UsageError(Trouble("unknown_state", text.strip() or "—"))
    return code


def states_asked(text: str) -> tuple[str, ...]:
    """The codes of several states, with commas or + between them."""
    return tuple(state_asked(part) for part in text.replace("+", ",").split(",") if part.strip())

"""Our directed defence dyads beside ATOP's, for the agreements that both hold.

An agreement of the world file and an ATOP alliance are the same when they were signed within ten days and at least half of the states
that began either began both. Counted: ordered pairs of states and years in which both sources have the two together in the agreement
(by ATOP's clock, from signature; to 2016, the last year of both lists); they agree when both say, or neither says, that the first
promised to defend the second. Where membership itself differs (a date of accession, an end) it is told apart, agreement by agreement.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from foedera.record.model import Record
from foedera.treaties.alliance_rows import Commitment, Pledge
from foedera.treaties.directed_dyads import Leg, can_reach, dyads_of_atop, legs_under
from foedera.treaties.filed_agreements import rows_of_file
from foedera.treaties.law import Law, law_of
from foedera.treaties.obligations import duties_towards
from foedera.values.codes import ActionClass
from foedera.values.dates import DateRange, range_from_edtf
from foedera.world.agreement import FiledAgreement
from foedera.world.cow_numbers import load_cow_numbers
from foedera.world.load_agreements import load_agreements

DAYS = DateRange(date(1816, 1, 1), date(2016, 12, 31))
SAME_SIGNATURE, BEGAN_WITHIN = 10, 400  # days
Cell = tuple[str, str, int]


@dataclass(frozen=True)
class Comparison:
    """One shared agreement: cells both have, those of them on which they agree, and cells only one has."""

    agreement: str
    alliances: tuple[str, ...]
    shared: frozenset[Cell]
    ours: frozenset[Cell]
    theirs: frozenset[Cell]
    members_ours_only: frozenset[Cell]
    members_theirs_only: frozenset[Cell]

    @property
    def differing(self) -> frozenset[Cell]:
        return frozenset(cell for cell in self.shared if (cell in self.ours) is not (cell in self.theirs))


def number_of(code: str, day: date) -> str | None:
    state = load_cow_numbers().state_of(code, day)
    return str(state.number) if state else None


def comparisons(held: dict[str, list[Commitment]]) -> tuple[list[Comparison], Law]:
    """Every shared agreement, in the order of the world file, and the law it was read under."""
    filed = load_agreements()
    law = law_of(Record(), rows_of_file(filed), filed)
    legs: dict[str, list[Leg]] = {}
    for leg in legs_under(law, DAYS, "signed"):
        legs.setdefault(leg.agreement, []).append(leg)
    found = []
    for agreement in filed:
        same = tuple(alliance for alliance, promises in held.items() if is_same(agreement, promises))
        if same:
            found.append(compared(agreement.id, same, legs.get(agreement.id, []), held))
    return found, law


def is_same(agreement: FiledAgreement, promises: list[Commitment]) -> bool:
    """Whether the world file's agreement is this alliance."""
    signed = range_from_edtf(agreement.signed)
    if signed is None or signed.earliest is None:
        return False
    begun = min(p.since.earliest for p in promises if p.since.earliest)
    if abs((begun - signed.earliest).days) > SAME_SIGNATURE and not signed.contains(begun):
        return False
    theirs = {p.member for p in promises if p.since.earliest and (p.since.earliest - begun).days < BEGAN_WITHIN}
    ours = {number_of(p.state, signed.earliest) for p in agreement.parties if not p.since}
    return 2 * len(theirs & ours) >= len(theirs | ours)


def compared(agreement: str, alliances: tuple[str, ...], legs: list[Leg], held: dict[str, list[Commitment]]) -> Comparison:
    known = [cell for leg in legs if leg.pledge is not None for cell in cells(leg)]
    together = frozenset(pair for a, b, year in known for pair in ((a, b, year), (b, a, year)))
    ours = frozenset(cell for leg in legs if leg.pledge is Pledge.DEFENCE for cell in cells(leg))
    members: set[Cell] = set()
    theirs: set[Cell] = set()
    for alliance in alliances:
        for bearer, beneficiary, year, pledge in dyads_of_atop(held[alliance], DAYS):
            members |= {(bearer, beneficiary, year), (beneficiary, bearer, year)}
            theirs |= {(bearer, beneficiary, year)} if pledge is Pledge.DEFENCE else set()
    shared = together & members
    return Comparison(agreement, alliances, shared, ours, frozenset(theirs), together - members, frozenset(members) - together)


def cells(leg: Leg) -> Iterator[Cell]:
    """The years of the leg, as COW numbers of the first day of each."""
    for spell in leg.spells:
        for year in range(spell.first.year, spell.last.year + 1):
            day = max(spell.first, date(year, 1, 1))
            ends = number_of(leg.bearer, day), number_of(leg.beneficiary, day)
            if ends[0] and ends[1]:
                yield ends[0], ends[1], year


def show_dyads(held: dict[str, list[Commitment]], summary: bool, floor: float) -> list[str]:
    """Print the comparison; a line when the share is below its floor."""
    found, law = comparisons(held)
    total, wrong = sum(len(c.shared) for c in found), sum(len(c.differing) for c in found)
    share = (total - wrong) / total
    print(f"== directed defence dyads beside ATOP: {len(found)} shared agreements, {total} ordered pairs and years with both states in")
    print(f"agree {share:.4f} ({total - wrong} of {total})")
    if not summary:
        for one in found:
            for line in differences(one, law):
                print(f"  {line}")
    return [f"directed dyads {share:.4f} is below {floor}"] if share < floor else []


def differences(one: Comparison, law: Law) -> Iterator[str]:
    """A line for each ordered pair that differs, with the reason; then what differs in membership alone."""
    for pair in sorted({cell[:2] for cell in one.differing}):
        years = [cell[2] for cell in one.differing if cell[:2] == pair]
        ours = (*pair, years[0]) in one.ours
        why = "ATOP codes no defence by this member" if ours else reason(one.agreement, pair, law)
        yield f"{one.agreement} {pair[0]} to {pair[1]} {span(years)}: {'ours' if ours else 'ATOP'} alone; {why}"
    for who, extra in (("ours", one.members_ours_only), ("ATOP", one.members_theirs_only)):
        if extra:
            yield f"{one.agreement}: {len(extra)} pairs and years with both states in, {who} alone, {span([cell[2] for cell in extra])}"


def reason(agreement: str, pair: tuple[str, str], law: Law) -> str:
    """Why the world file gives no promise of defence where ATOP has one."""
    row = law.find(agreement)
    assert row is not None
    by_number = {number_of(party, DAYS.latest or date.max) or number_of(party, date(1930, 1, 1)): party for party in row.parties}
    bearer, beneficiary = (by_number.get(end) for end in pair)
    duties = duties_towards(row, row.parties, beneficiary) if beneficiary else ()
    aid = [d for d in duties if d.bearer == bearer and d.provision.action_class is ActionClass.DEFENCE]
    written = [law.filed_duty(d.provision.id) for d in aid]
    if any(duty and beneficiary and not can_reach(duty.scope, beneficiary) for duty in written):
        return "aid is owed in an area where the second has no territory"
    return "the world file names no such duty of the first to the second"


def span(years: Iterable[int]) -> str:
    low, high = min(years), max(years)
    return str(low) if low == high else f"{low}-{high}"

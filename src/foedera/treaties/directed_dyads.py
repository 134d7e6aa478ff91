"""Who has promised what to whom, as directed dyads through time: the form in which data sets on alliances are written.

A leg is one promise of one state to another under one agreement. Its spells are the spans of days in which it certainly, or perhaps,
bound. "A promised B" never says that B promised A.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from foedera.record.model import AgreementRow
from foedera.treaties.alliance_rows import Commitment, Pledge
from foedera.treaties.entry import PRESUMED_AFTER
from foedera.treaties.in_force import standing_between, standing_on
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import DOUBTFUL, Certainty, days_between, row_days
from foedera.treaties.obligations import PERMISSION, Duty, duties_towards
from foedera.treaties.standing import WEIGHT
from foedera.values.codes import ActionClass, AgreementKind, Step
from foedera.values.dates import DateRange, range_from_edtf
from foedera.world.agreement import FiledException, FiledScope
from foedera.world.geography import geography

CLOCKS = ("in_force", "signed")
PLEDGES = {ActionClass.DEFENCE: Pledge.DEFENCE, ActionClass.NON_AID: Pledge.NEUTRALITY, ActionClass.NON_AGGRESSION: Pledge.NON_AGGRESSION,
           ActionClass.CONSULT: Pledge.CONSULTATION}
_NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spell:
    """From `first` to `last`, both included, the leg bound (`certain`) or may have bound."""

    first: date
    last: date
    certain: bool


@dataclass(frozen=True, slots=True)
class Leg:
    """What `bearer` promised `beneficiary` under an agreement. `pledge` None: the agreement is known, what it promises is not."""

    agreement: str
    bearer: str
    beneficiary: str
    pledge: Pledge | None
    spells: tuple[Spell, ...]


@dataclass(frozen=True, slots=True)
class DyadYear:
    """One ordered pair in one year: each pledge True, False, or None when what is known does not tell; `agreements` are their ids."""

    bearer: str
    beneficiary: str
    year: int
    pledges: Mapping[Pledge, bool | None]
    agreements: tuple[str, ...]


def legs_under(law: Law, days: DateRange, clock: str = CLOCKS[0], states: Iterable[str] = ()) -> tuple[Leg, ...]:
    """Every leg of the binding agreements that bound on some day of `days` (both ends known), by agreement and pair.

    `states`: only agreements to which two of these are or come to be parties, for who looks at what holds between them; none: all.
    """
    timed = replace(law, clock=clock)
    first, last = days.earliest, days.latest
    assert first is not None and last is not None, "legs are counted over a closed span of days"
    wanted = frozenset(states)
    agreements = (a for a in timed.agreements if is_binding(a, timed) and (not wanted or _is_between(a, timed, wanted)))
    return tuple(leg for agreement in agreements for leg in _legs(agreement, timed, first, last))


def _is_between(agreement: AgreementRow, law: Law, states: frozenset[str]) -> bool:
    """Whether two of these states are among its parties, or among those that carry on its treaties."""
    parties = {*agreement.parties}
    while heirs := {s.new for s in law.successors if s.old in parties} - parties:
        parties |= heirs
    return len(parties & states) > 1


def is_binding(agreement: AgreementRow, law: Law) -> bool:
    """Declarations and orders bind nobody by treaty."""
    filed = law.file_of(agreement)
    return agreement.kind is not AgreementKind.DECLARATION and (filed is None or filed.binding)


def _legs(agreement: AgreementRow, law: Law, first: date, last: date) -> Iterator[Leg]:
    spans = tuple(_constant_spans(agreement, law, first, last))
    spells: dict[tuple[str, str], dict[Pledge | None, list[Spell]]] = {}
    for span in spans:
        for bearer, beneficiary, pledge, certain in _held(agreement, law, span[0]):
            spells.setdefault((bearer, beneficiary), {}).setdefault(pledge, []).append(Spell(*span, certain))
    for (bearer, beneficiary), by_pledge in sorted(spells.items()):
        for pledge in (*Pledge, None):
            if found := _joined(by_pledge.get(pledge, [])):
                yield Leg(agreement.id, bearer, beneficiary, pledge, found)


def _held(agreement: AgreementRow, law: Law, day: date) -> Iterator[tuple[str, str, Pledge | None, bool]]:
    """(bearer, beneficiary, pledge, certain) of every promise that may bind on a day."""
    parties = law.parties_on(agreement, day)
    for beneficiary in parties:
        if standing_on(agreement, beneficiary, day, law).certainty is Certainty.NOT:
            continue  # towards one that is not in, nothing runs
        promised: dict[tuple[str, Pledge | None], bool] = {}
        for bearer, pledge, certain in _promises(agreement, parties, beneficiary, law, day):
            promised[bearer, pledge] = promised.get((bearer, pledge), False) or certain
        for (bearer, pledge), certain in promised.items():
            standing = standing_between(agreement, bearer, beneficiary, day, law).certainty
            if standing is not Certainty.NOT:
                yield bearer, beneficiary, pledge, certain and standing is Certainty.CERTAIN


def _promises(
    agreement: AgreementRow, parties: tuple[str, ...], beneficiary: str, law: Law, day: date
) -> Iterator[tuple[str, Pledge | None, bool]]:
    if not agreement.provisions:
        yield from ((party, None, False) for party in parties if party != beneficiary)
    for duty in duties_towards(agreement, parties, beneficiary):
        pledge = PLEDGES.get(duty.provision.action_class)
        if pledge and duty.bearer in parties and duty.provision.strength != PERMISSION:
            validity = _validity(duty, law, day)
            if validity is not Certainty.NOT:
                yield duty.bearer, pledge, validity is Certainty.CERTAIN and duty.provision.factuality not in DOUBTFUL


def _validity(duty: Duty, law: Law, day: date) -> Certainty:
    """Whether the duty runs on this day and can reach the beneficiary, and no exception takes it from this pair whatever the attack."""
    written, filed = law.filed_duty(duty.provision.id), law.file_of(duty.agreement)
    if written is None or filed is None:
        return Certainty.CERTAIN
    found = [days_between(written.since, written.until, day)]
    for exception in filed.exceptions:
        if exception.to == written.label and _takes_pair(exception, duty):
            without = _WITHOUT[days_between(exception.since, exception.until, day)]
            found.append(Certainty.CONTESTED if exception.contested and without is Certainty.NOT else without)
    talks = written.action_class == ActionClass.CONSULT  # consulting is a promise to the other party, wherever the threat is
    return min(found, key=WEIGHT.__getitem__) if talks or can_reach(written.scope, duty.beneficiary) else Certainty.NOT


_WITHOUT = {Certainty.CERTAIN: Certainty.NOT, Certainty.POSSIBLE: Certainty.POSSIBLE, Certainty.NOT: Certainty.CERTAIN}


@lru_cache(maxsize=4096)
def can_reach(scope: FiledScope, beneficiary: str) -> bool:
    """Whether the beneficiary has anything where the duty runs: aid owed only in the other's territory is no promise to defend it."""
    world = geography()
    own = (beneficiary, *(area.code for area in world.areas.values() if area.of == beneficiary and not area.then))
    return any(world.in_scope(scope, place, beneficiary) for place in own)


def _takes_pair(exception: FiledException, duty: Duty) -> bool:
    if exception.areas or exception.adversaries or exception.not_adversaries:
        return False
    return duty.bearer in (exception.bearers or (duty.bearer,)) and duty.beneficiary in (exception.beneficiaries or (duty.beneficiary,))


def _constant_spans(agreement: AgreementRow, law: Law, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The days cut where anything the law of this agreement looks at can change."""
    turns = sorted({day for day in _turns(agreement, law) if first < day <= last})
    starts = [first, *turns]
    yield from zip(starts, [*(day - _NEXT_DAY for day in turns), last], strict=True)


def _turns(agreement: AgreementRow, law: Law) -> Iterator[date]:
    for row in agreement.lifecycle:
        days = row_days(row, law.published)
        yield from _ends(days)
        if row.step is Step.SIGNED and days.latest is not None and days.latest <= date.max - PRESUMED_AFTER - _NEXT_DAY:
            yield days.latest + PRESUMED_AFTER
    for successor in law.successors:
        if successor.old in agreement.parties:
            yield successor.since
    for other in law.agreements:
        if agreement.id in other.replaces:
            yield from (day for row in other.lifecycle for day in _ends(row_days(row, law.published)))
    yield from _turns_of_file(agreement, law)


def _turns_of_file(agreement: AgreementRow, law: Law) -> Iterator[date]:
    filed = law.file_of(agreement)
    if filed is None:
        return
    dated: list[str | None] = [text for duty in filed.duties for text in (duty.since, duty.until)]
    dated += [text for exception in filed.exceptions for text in (exception.since, exception.until)]
    dated += [text for leg in filed.suspensions for text in (leg.since, leg.until)]
    dated += [text for party in filed.parties for text in (party.notified, party.provisional, party.until)]
    for text in dated:
        days = range_from_edtf(text)
        if days is not None:
            yield from _ends(days)


def _ends(days: DateRange) -> Iterator[date]:
    """The first and the last day, and the days after them: what begins or ends on a day shows on one or the other."""
    for day in (days.earliest, days.latest):
        if day is not None and day < date.max:
            yield from (day, day + _NEXT_DAY)


def _joined(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Spells of one certainty that follow each other are one."""
    found: list[Spell] = []
    for spell in spells:
        if found and found[-1].last + _NEXT_DAY == spell.first and found[-1].certain is spell.certain:
            found[-1] = replace(found[-1], last=spell.last)
        else:
            found.append(spell)
    return tuple(found)


def dyad_years(legs: Iterable[Leg]) -> tuple[DyadYear, ...]:
    """One row for each ordered pair and year in which something may have bound, by pair and year.

    A pledge that certainly bound on some day of the year is True. It is None where it may have, and where an agreement is in force
    between the two whose promises are not known. Offence is no class of what documents tell: it is False where promises are known.
    """
    told: dict[tuple[str, str, int], dict[Pledge | None, bool]] = {}
    named: dict[tuple[str, str, int], dict[str, None]] = {}
    for leg in legs:
        for spell in leg.spells:
            for year in range(spell.first.year, spell.last.year + 1):
                key = (leg.bearer, leg.beneficiary, year)
                pledges = told.setdefault(key, {})
                pledges[leg.pledge] = pledges.get(leg.pledge, False) or spell.certain
                named.setdefault(key, {})[leg.agreement] = None
    return tuple(DyadYear(*key, _coded(told[key]), tuple(named[key])) for key in sorted(told))


def _coded(told: Mapping[Pledge | None, bool]) -> dict[Pledge, bool | None]:
    rest = None if None in told else False
    return {pledge: (told[pledge] or None) if pledge in told else rest for pledge in Pledge}


def dyads_of_atop(promises: Iterable[Commitment], days: DateRange) -> frozenset[tuple[str, str, int, Pledge]]:
    """(bearer, beneficiary, year, pledge) of ATOP's member rows, as COW numbers: a member's pledge goes to every other member then in."""
    first, last = days.earliest, days.latest
    assert first is not None and last is not None, "dyads are counted over a closed span of days"
    held = list(promises)
    found = set()
    for year in range(first.year, last.year + 1):
        span = (date(year, 1, 1), date(year, 12, 31))
        inside = [p for p in held if p.may_overlap(*span)]
        for one in inside:
            others = {p.member for p in inside if p.member != one.member and _together(one, p, *span)}
            found |= {(one.member, other, year, pledge) for other in others for pledge in one.pledges}
    return frozenset(found)


def _together(one: Commitment, other: Commitment, first: date, last: date) -> bool:
    """Whether both were in on one day of the span."""
    begun = max(p.since.earliest or date.min for p in (one, other))
    over = min((p.until.latest or date.max) if p.until else date.max for p in (one, other))
    return max(begun, first) <= min(over, last)

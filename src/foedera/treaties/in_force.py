"""Whether an agreement binds a party on a day, with the proof: it has entered into force, and nothing has ended it."""

from datetime import date

from foedera.record.model import AgreementRow
from foedera.treaties.endings import endings_on
from foedera.treaties.entry import SIGNED_CLOCK, entry_on
from foedera.treaties.epochs import epoch_of, redated
from foedera.treaties.law import Law as Law
from foedera.treaties.law import law_of as law_of
from foedera.treaties.legs import suspended_leg
from foedera.treaties.lifecycle import Certainty, actors_of, days_between
from foedera.treaties.model import Proof
from foedera.treaties.standing import WEIGHT, Standing, joined


def standing_on(agreement: AgreementRow, party: str, day: date, law: Law) -> Standing:
    """Whether `agreement` is in force for `party` at the end of `day`."""
    epoch = epoch_of(agreement, day, law)
    if epoch is None:
        return law.remembered_for_now(("standing", party, day), agreement, lambda: _standing_on(agreement, party, day, law))
    found = _standing_in(epoch, agreement, party, day, law)
    return law.remembered_for_now(("dated", id(found), day), agreement, lambda: (found, redated(found, day)))[1]


def _standing_in(epoch: int, agreement: AgreementRow, party: str, day: date, law: Law) -> Standing:
    """The standing in a span of days, where nothing changes, told of the day in it that was asked about first.

    Parties that did nothing by themselves stand alike: theirs is worked out once.
    """
    apart = law.remembered(("apart",), agreement, lambda: _standing_apart(agreement, law))
    whose = party if apart is None or party in apart or party not in agreement.parties else ""
    known: dict[str, Standing] = law.remembered(("standing_in", epoch), agreement, dict)
    found = known.get(whose)
    if found is None:
        found = known[whose] = _standing_on(agreement, party, day, law)
    return found


def _standing_apart(agreement: AgreementRow, law: Law) -> frozenset[str] | None:
    """The parties with a step, a span or a dispute of their own; None where signatures count, which each gives for itself."""
    if law.clock == SIGNED_CLOCK:
        return None
    involved = (agreement, *law.replacers_of(agreement))
    acting = {state for a in involved for row in a.lifecycle if len(states := actors_of(row)) == 1 for state in states}
    filed = [f for f in map(law.file_of, involved) if f]
    return frozenset(acting.union(p.state for f in filed for p in f.parties if p.since or p.until or p.provisional or p.contested))


def certainty_on(agreement: AgreementRow, party: str, day: date, law: Law) -> Certainty:
    """How certain it is that `agreement` is in force for `party` on `day`: `standing_on` without the proof."""
    epoch = epoch_of(agreement, day, law)
    found = standing_on(agreement, party, day, law) if epoch is None else _standing_in(epoch, agreement, party, day, law)
    return found.certainty


def _standing_on(agreement: AgreementRow, party: str, day: date, law: Law) -> Standing:
    heir = law.succession(agreement, party, day)
    as_party = heir.old if heir else party
    findings = [entry_on(agreement, as_party, day, law), *_disputes(agreement, party, day, law), *endings_on(agreement, as_party, day, law)]
    if heir and len(agreement.parties) > 2:
        findings += endings_on(agreement, party, day, law)
    return joined(findings)


def _disputes(agreement: AgreementRow, party: str, day: date, law: Law) -> list[Standing]:
    """What is disputed about the party itself: its succession to another, or its being a party at all."""
    found = []
    known: tuple[tuple[str, str], ...] = (("agreement", agreement.id), ("party", party))
    if heir := law.succession(agreement, party, day):
        contested = agreement.id in heir.contested
        values = (*known, ("actor", heir.old), ("date", heir.since.isoformat()))
        proof = Proof("succession_contested" if contested else "succession", values, fact_id=heir.ground)
        found.append(Standing(Certainty.CONTESTED if contested else Certainty.CERTAIN, proof))
    filed = law.file_of(agreement)
    spans = [p for p in filed.parties if p.state == party and p.contested] if filed else []
    if any(days_between(p.since, p.until, day) is not Certainty.NOT for p in spans):
        proof = Proof("party_contested", known, fact_id=f"{law.ground_of(agreement)}#party:{party}")
        found.append(Standing(Certainty.CONTESTED, proof))
    return found


def certainty_between(agreement: AgreementRow, bearer: str, beneficiary: str, day: date, law: Law) -> Certainty:
    """How certain it is that the leg between two parties is in force: `standing_between` without the proof."""
    epoch = epoch_of(agreement, day, law)
    if epoch is None:
        return standing_between(agreement, bearer, beneficiary, day, law).certainty
    known: dict[tuple[str, str], Certainty] = law.remembered(("certainty", epoch), agreement, dict)
    found = known.get((bearer, beneficiary))
    if found is None:
        found = known[bearer, beneficiary] = _of_leg(agreement, bearer, beneficiary, day, law)
    return found


def _of_leg(agreement: AgreementRow, bearer: str, beneficiary: str, day: date, law: Law) -> Certainty:
    found = min((certainty_on(agreement, party, day, law) for party in (bearer, beneficiary)), key=WEIGHT.__getitem__)
    leg = suspended_leg(agreement, bearer, beneficiary, day, law)
    return min(found, leg.certainty, key=WEIGHT.__getitem__) if leg else found


def _told(standing: Standing) -> tuple[str, tuple[tuple[str, str], ...]]:
    return standing.proof.rule, standing.proof.values


def standing_between(agreement: AgreementRow, bearer: str, beneficiary: str, day: date, law: Law) -> Standing:
    """As `standing_on`, for both ends of a duty: the less certain end decides, and the leg between them must not be suspended."""
    both = [standing_on(agreement, party, day, law) for party in (bearer, beneficiary)]
    found = min(both, key=lambda s: WEIGHT[s.certainty])
    if found.certainty is Certainty.CERTAIN and both[0] is not both[1] and _told(both[0]) != _told(both[1]):
        ends = (("bearer", bearer), ("beneficiary", beneficiary), ("agreement", agreement.id), ("day", day.isoformat()))
        presumed = tuple(dict.fromkeys((*both[0].presumed, *both[1].presumed)))
        found = Standing(Certainty.CERTAIN, Proof("in_force_between", ends, because=(both[0].proof, both[1].proof)), presumed)
    leg = suspended_leg(agreement, bearer, beneficiary, day, law)
    return found if leg is None or found.certainty is Certainty.NOT else joined([found, leg])

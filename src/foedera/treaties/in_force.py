"""Whether an agreement binds a party on a day, with the proof: it has entered into force, and nothing has ended it."""

from datetime import date

from foedera.record.model import AgreementRow
from foedera.treaties.endings import endings_on
from foedera.treaties.entry import entry_on
from foedera.treaties.epochs import epoch_of, redated
from foedera.treaties.law import Law as Law
from foedera.treaties.law import law_of as law_of
from foedera.treaties.legs import suspended_leg
from foedera.treaties.lifecycle import Certainty, days_between
from foedera.treaties.model import Proof
from foedera.treaties.standing import WEIGHT, Standing, joined


def standing_on(agreement: AgreementRow, party: str, day: date, law: Law) -> Standing:
    """Whether `agreement` is in force for `party` at the end of `day`."""
    return law.remembered_for_now(("standing", party, day), agreement, lambda: _standing_in_epoch(agreement, party, day, law))


def _standing_in_epoch(agreement: AgreementRow, party: str, day: date, law: Law) -> Standing:
    """As on any day of the same span, where nothing changes in between."""
    epoch = epoch_of(agreement, day, law)
    if epoch is None:
        return _standing_on(agreement, party, day, law)
    key = ("standing_in", party, epoch)
    return redated(law.remembered(key, agreement, lambda: _standing_on(agreement, party, day, law)), day)


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


def _told(standing: Standing) -> tuple[str, tuple[tuple[str, str], ...]]:
    return standing.proof.rule, standing.proof.values


def standing_between(agreement: AgreementRow, bearer: str, beneficiary: str, day: date, law: Law) -> Standing:
    """As `standing_on`, for both ends of a duty: the less certain end decides, and the leg between them must not be suspended."""
    both = [standing_on(agreement, party, day, law) for party in (bearer, beneficiary)]
    found = min(both, key=lambda s: WEIGHT[s.certainty])
    if found.certainty is Certainty.CERTAIN and _told(both[0]) != _told(both[1]):
        ends = (("bearer", bearer), ("beneficiary", beneficiary), ("agreement", agreement.id), ("day", day.isoformat()))
        presumed = tuple(dict.fromkeys((*both[0].presumed, *both[1].presumed)))
        found = Standing(Certainty.CERTAIN, Proof("in_force_between", ends, because=(both[0].proof, both[1].proof)), presumed)
    leg = suspended_leg(agreement, bearer, beneficiary, day, law)
    return found if leg is None or found.certainty is Certainty.NOT else joined([found, leg])

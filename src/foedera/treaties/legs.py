"""One leg of an agreement of many: what one party owes another, when that alone is suspended."""

from datetime import date

from foedera.record.model import AgreementRow
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import Certainty, days_between
from foedera.treaties.model import Proof
from foedera.treaties.standing import Standing
from foedera.world.agreement import FiledSuspension

_OUTCOMES = {Certainty.CERTAIN: ("leg_suspended", Certainty.NOT), Certainty.POSSIBLE: ("leg_perhaps_suspended", Certainty.POSSIBLE)}


def suspended_leg(agreement: AgreementRow, bearer: str, beneficiary: str, day: date, law: Law) -> Standing | None:
    """That what `bearer` owes `beneficiary` is, or may be, suspended on `day`; None when it is not. The other way is untouched."""
    filed = law.file_of(agreement)
    for number, leg in enumerate(filed.suspensions if filed else ()):
        reached = _reached(leg, bearer, beneficiary, day)
        if reached is not Certainty.NOT:
            span = f"{leg.since}/{leg.until or '..'}"
            ends = (("bearer", bearer), ("beneficiary", beneficiary), ("agreement", agreement.id), ("date", span))
            rule, outcome = ("leg_suspended_alone", Certainty.CONTESTED) if leg.alone else _OUTCOMES[reached]
            values = (*ends, ("actor", leg.alone)) if leg.alone else ends
            return Standing(outcome, Proof(rule, values, fact_id=f"{law.ground_of(agreement)}#suspension{number}"))
    return None


def _reached(leg: FiledSuspension, bearer: str, beneficiary: str, day: date) -> Certainty:
    """Whether the suspension has begun and has not ended by `day`."""
    if bearer not in leg.of or (leg.towards and beneficiary not in leg.towards):
        return Certainty.NOT
    return days_between(leg.since, leg.until, day)

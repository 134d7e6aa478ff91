"""Who bears a duty, towards whom, and whether an attack or a threat calls it up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from foedera.record.model import AgreementRow, ProvisionRow
from foedera.treaties.model import Condition
from foedera.values.codes import ActionClass, Factuality, TriggerClass

EACH = frozenset({"each party", "each", "both parties", "both", "the parties", "parties", "all parties", "every party",
                  "the other", "the others"})
PERMISSION = "permission"
ASSUMED, UNKNOWN = "assumed", "unknown"
# What holds at all times between allies and bears on how they act when one is attacked; trade, territory, payments do not.
STANDING_CLASSES = (ActionClass.CONSULT, ActionClass.COORDINATION, ActionClass.COOPERATION, ActionClass.SUPPORT, ActionClass.SECURITY,
                    ActionClass.NON_AID, ActionClass.NON_AGGRESSION, ActionClass.NON_HOSTILE_AGREEMENT)
AID_CLASSES = (ActionClass.DEFENCE, ActionClass.SUPPORT)


class Fit(StrEnum):
    """How a duty answers a question: called up by it, called up by what it implies, in force at all times, or not called up."""

    CALLED_UP = "called_up"
    IMPLIED = "implied"
    STANDING = "standing"
    ON_REQUEST = "on_request"
    NOT_CALLED_UP = "not_called_up"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Duty:
    """A provision applied to two states: `bearer` owes it to `beneficiary`."""

    agreement: AgreementRow
    provision: ProvisionRow
    bearer: str
    beneficiary: str


Owed = tuple[tuple[int, tuple[str, ...]], ...]  # provisions by their place in the agreement, each with the states that owe it


@lru_cache(maxsize=4096)
def is_each(text: str) -> bool:
    """Whether the words stand for every party ("each party", "the other") and not for states by name."""
    return text.strip().lower() in EACH


def bearers_of(provision: ProvisionRow, parties: tuple[str, ...], beneficiary: str) -> tuple[str, ...]:
    """The states that owe the duty to `beneficiary`: every other party when it is mutual, the one named when it is not."""
    if is_each(provision.bearer):
        others = tuple(party for party in parties if party != beneficiary)
        owed_parties = set((provision.beneficiary or "").split("+")) & set(parties)  # all for some: "each resists an attack on Cyprus"
        return others if not owed_parties or beneficiary in owed_parties else ()
    owed_to = provision.beneficiary
    if owed_to is not None and not is_each(owed_to) and beneficiary not in _codes_in(owed_to):
        return ()
    return tuple(party for party in _codes_in(provision.bearer) if party != beneficiary)


@lru_cache(maxsize=4096)
def _codes_in(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("+"))


def owed_to(agreement: AgreementRow, parties: tuple[str, ...], beneficiary: str) -> Owed:
    """What the agreement makes its parties owe to `beneficiary`. `parties`: those of the day.

    Numbers and codes alone: the garbage collector passes over such values, and a law keeps thousands of them.
    """
    if beneficiary not in parties:
        return ()
    told = ((place, p) for place, p in enumerate(agreement.provisions) if p.factuality is not Factuality.DENIED)
    return tuple((place, bearers) for place, p in told if (bearers := bearers_of(p, parties, beneficiary)))


def duties_towards(agreement: AgreementRow, parties: tuple[str, ...], beneficiary: str) -> Iterator[Duty]:
    """Every duty of the agreement that is owed to `beneficiary`, one a bearer. `parties`: those of the day."""
    for place, bearers in owed_to(agreement, parties, beneficiary):
        yield from (Duty(agreement, agreement.provisions[place], bearer, beneficiary) for bearer in bearers)


def fit_of(provision: ProvisionRow, kind: str) -> Fit:
    """How the provision answers an attack (`attack`) or a threat (`threat`). An attack is also a threat; a threat is no attack."""
    if provision.strength == PERMISSION:
        return Fit.OUT_OF_SCOPE
    match provision.trigger_class:
        case TriggerClass.ARMED_ATTACK:
            return Fit.CALLED_UP if kind == "attack" else Fit.NOT_CALLED_UP
        case TriggerClass.THREAT:
            return Fit.IMPLIED if kind == "attack" else Fit.CALLED_UP
        case TriggerClass.REQUEST:
            return Fit.ON_REQUEST if provision.action_class in (*STANDING_CLASSES, *AID_CLASSES) else Fit.OUT_OF_SCOPE
        case TriggerClass.INTERNAL_DISORDER:
            return Fit.NOT_CALLED_UP
    if provision.action_class is ActionClass.DEFENCE:
        return Fit.CALLED_UP if kind == "attack" else Fit.NOT_CALLED_UP
    return Fit.STANDING if provision.action_class in STANDING_CLASSES else Fit.OUT_OF_SCOPE


def fits_of(provisions: Iterable[ProvisionRow], kind: str, aid_alone: bool) -> Iterator[Fit | None]:
    """How each provision answers the question; None for one out of scope, or with `aid_alone` for all but the aid called up."""
    for provision in provisions:
        fit = fit_of(provision, kind)
        out = fit is Fit.OUT_OF_SCOPE or aid_alone and (provision.action_class not in AID_CLASSES or fit is Fit.NOT_CALLED_UP)
        yield None if out else fit


def conditions_of(provision: ProvisionRow, fit: Fit) -> tuple[Condition, ...]:
    """The conditions of the duty: what the question puts is assumed, every other is unknown and would end the duty if unmet."""
    put = provision.trigger_class.replace("_", " ") if provision.trigger_class else ""
    if put in provision.conditions:
        # The reading has split the trigger into its conditions: one is what the question puts, the others stay open.
        return tuple(Condition(text, ASSUMED) if text == put else Condition(text, UNKNOWN, True) for text in provision.conditions)
    found = [Condition(provision.trigger, ASSUMED)] if provision.trigger and fit in (Fit.CALLED_UP, Fit.IMPLIED) else []
    if provision.trigger and fit in (Fit.ON_REQUEST, Fit.STANDING):
        found = [Condition(provision.trigger, UNKNOWN, True)]
    rest = [text for text in provision.conditions if text != provision.trigger]
    return (*found, *(Condition(text, UNKNOWN, True) for text in rest))

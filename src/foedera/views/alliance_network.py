"""The network of promises on one day, as boxes and lines: agreements of many as hubs, agreements of two as lines between states.

States that stand in exactly the same agreements of many, and in no other tie, share a box: forty states stay readable.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foedera.treaties.alliance_rows import Pledge
from foedera.treaties.directed_dyads import Leg

STRONGEST_FIRST = (Pledge.DEFENCE, Pledge.OFFENCE, Pledge.NEUTRALITY, Pledge.NON_AGGRESSION, Pledge.CONSULTATION, None)


@dataclass(frozen=True, slots=True)
class Hub:
    """An agreement of three or more; `pledge` is the strongest made in it (None: not known)."""

    agreement: str
    pledge: Pledge | None
    certain: bool


@dataclass(frozen=True, slots=True)
class Spoke:
    """States of a box in the agreement of a hub: they promise, are promised, or both. `certain` is False where it may not hold."""

    agreement: str
    box: int
    promises: bool
    is_promised: bool
    certain: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """An agreement between two states; `mutual`: each promised the other the same. Otherwise from `bearer` to `beneficiary`."""

    agreement: str
    bearer: str
    beneficiary: str
    pledge: Pledge | None
    mutual: bool
    certain: bool


@dataclass(frozen=True, slots=True)
class NetworkView:
    """`boxes` hold the codes of states; spokes name a box by its position."""

    boxes: tuple[tuple[str, ...], ...]
    hubs: tuple[Hub, ...]
    spokes: tuple[Spoke, ...]
    ties: tuple[Tie, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """The codes of all states drawn, sorted."""
        return tuple(sorted(state for box in self.boxes for state in box))

    def box_of(self, state: str) -> int:
        """The number of the box that holds the state. Raises StopIteration for a state not drawn."""
        return next(number for number, box in enumerate(self.boxes) if state in box)


@dataclass(frozen=True, slots=True)
class _Role:
    agreement: str
    promises: bool
    is_promised: bool
    certain: bool


def network_of(legs: Iterable[Leg], pledges: Iterable[Pledge | None], states: Iterable[str] = ()) -> NetworkView:
    """The network of these promises; `states` (none: all) leaves only what holds between them."""
    wanted, kept = set(pledges), set(states)
    by_agreement: dict[str, list[Leg]] = {}
    for leg in legs:
        if leg.pledge in wanted and (not kept or {leg.bearer, leg.beneficiary} <= kept):
            by_agreement.setdefault(leg.agreement, []).append(leg)
    many = {agreement: held for agreement, held in by_agreement.items() if len(_members(held)) > 2}
    ties = tuple(tie for agreement, held in by_agreement.items() if agreement not in many for tie in _ties(agreement, held))
    hubs = tuple(Hub(agreement, _strongest(held), any(_is_certain(leg) for leg in held)) for agreement, held in many.items())
    boxes, roles = _boxes(many, {end for tie in ties for end in (tie.bearer, tie.beneficiary)})
    spokes = tuple(
        Spoke(role.agreement, number, role.promises, role.is_promised, role.certain)
        for number, box in enumerate(boxes)
        for role in sorted(roles.get(box[0], ()), key=lambda r: r.agreement)
    )
    return NetworkView(boxes, hubs, spokes, ties)


def _members(legs: Iterable[Leg]) -> set[str]:
    return {end for leg in legs for end in (leg.bearer, leg.beneficiary)}


def _strongest(legs: Iterable[Leg]) -> Pledge | None:
    return min((leg.pledge for leg in legs), key=STRONGEST_FIRST.index)


def _is_certain(leg: Leg) -> bool:
    return any(spell.certain for spell in leg.spells)


def _ties(agreement: str, legs: list[Leg]) -> Iterable[Tie]:
    """One line when both promised each other the same at the strongest, else one for each direction."""
    best: dict[tuple[str, str], Leg] = {}
    for leg in legs:
        known = best.get((leg.bearer, leg.beneficiary))
        if known is None or STRONGEST_FIRST.index(leg.pledge) < STRONGEST_FIRST.index(known.pledge):
            best[leg.bearer, leg.beneficiary] = leg
    for (bearer, beneficiary), leg in sorted(best.items()):
        back = best.get((beneficiary, bearer))
        mutual = back is not None and back.pledge is leg.pledge
        if not mutual or bearer < beneficiary:
            yield Tie(agreement, bearer, beneficiary, leg.pledge, mutual, _is_certain(leg))


def _boxes(many: Mapping[str, list[Leg]], tied: set[str]) -> tuple[tuple[tuple[str, ...], ...], dict[str, frozenset[_Role]]]:
    roles: dict[str, set[_Role]] = {}
    for agreement, held in many.items():
        for state in _members(held):
            own = [leg for leg in held if leg.bearer == state]
            owed = [leg for leg in held if leg.beneficiary == state]
            certain = any(_is_certain(leg) for leg in (*own, *owed))
            roles.setdefault(state, set()).add(_Role(agreement, bool(own), bool(owed), certain))
    alike: dict[frozenset[_Role], list[str]] = {}
    for state in sorted(roles.keys() - tied):
        alike.setdefault(frozenset(roles[state]), []).append(state)
    boxes = sorted([*(tuple(states) for states in alike.values()), *((state,) for state in tied)])
    return tuple(boxes), {state: frozenset(held) for state, held in roles.items()}

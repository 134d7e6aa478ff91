"""What one state has promised, and what it has been promised, on a day: agreement by agreement, as cards."""

from collections.abc import Iterable
from dataclasses import dataclass

from foedera.treaties.alliance_rows import Pledge
from foedera.treaties.directed_dyads import Leg
from foedera.views.alliance_network import STRONGEST_FIRST


@dataclass(frozen=True, slots=True)
class Card:
    """Promises of one kind under one agreement: to, from, or each to the other, with these states. `pledges` are the strongest first."""

    agreement: str
    pledges: tuple[Pledge | None, ...]
    states: tuple[str, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class PromisesView:
    """`received`: promised to the state and not by it; `mutual`: each to the other the same; `given`: by the state and not to it."""

    state: str
    received: tuple[Card, ...]
    mutual: tuple[Card, ...]
    given: tuple[Card, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards: promises to the state, both ways, and by it."""
        return (*self.received, *self.mutual, *self.given)


def promises_of(state: str, legs: Iterable[Leg]) -> PromisesView:
    """The legs that begin or end at the state, sorted into what goes both ways and what does not."""
    held = [leg for leg in legs if state in (leg.bearer, leg.beneficiary)]
    keys = {(leg.agreement, leg.pledge, _other(leg, state), leg.bearer == state): _is_certain(leg) for leg in held}
    sides: dict[str, dict[tuple[str, str, bool], set[Pledge | None]]] = {"received": {}, "mutual": {}, "given": {}}
    for (agreement, pledge, other, gives), certain in keys.items():
        back = keys.get((agreement, pledge, other, not gives))
        side = "mutual" if back is not None else "given" if gives else "received"
        sides[side].setdefault((agreement, other, certain and back is not False), set()).add(pledge)
    return PromisesView(state, *(_cards(sides[side]) for side in ("received", "mutual", "given")))


def _other(leg: Leg, state: str) -> str:
    return leg.beneficiary if leg.bearer == state else leg.bearer


def _is_certain(leg: Leg) -> bool:
    return any(spell.certain for spell in leg.spells)


def _cards(found: dict[tuple[str, str, bool], set[Pledge | None]]) -> tuple[Card, ...]:
    """States that share agreement, promises and certainty share a card; the strongest promises come first."""
    together: dict[tuple[str, tuple[Pledge | None, ...], bool], list[str]] = {}
    for (agreement, other, certain), pledges in found.items():
        ranked = tuple(sorted(pledges, key=STRONGEST_FIRST.index))
        together.setdefault((agreement, ranked, certain), []).append(other)
    cards = (Card(agreement, pledges, tuple(sorted(states)), certain) for (agreement, pledges, certain), states in together.items())
    return tuple(sorted(cards, key=lambda card: (STRONGEST_FIRST.index(card.pledges[0]), card.agreement, card.states)))

"""What Foedera knows of the world, as dated data: states, offices, outlets, places, organisations, agreements. Loaded once, never changed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Name:
    """A surface form and what it stands for. `kind`: state, demonym, capital, seat, organisation, person, outlet, place, chamber, body.

    `actor` is the code or name the actor is written with in statements; `state` the state it belongs to.
    """

    form: str
    actor: str
    kind: str
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """`holder` held `office` (head_of_state, foreign_minister ...) of `state` in these days (either may be open)."""

    state: str
    office: str
    holder: str
    variants: tuple[str, ...]
    since: date | None
    until: date | None


class World:
    """Look-ups over the world files. Placeholder interface; see the loaders beside it."""

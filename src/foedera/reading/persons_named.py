"""The persons of one document: the full name each is given in it, and the state each belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from foedera.reading.names import NameMatch
from foedera.reading.roles import RoleMatch
from foedera.values.span import Span
from foedera.world.world import Office, World

_STATE_KINDS = ("state", "capital", "seat", "demonym", "organisation")


@dataclass(frozen=True, eq=False)
class PersonsNamed:
    """The persons a document names.

    `full` and `states` are keyed by the person's own key (English name, or full name where no file knows the person);
    `offices` gives the keys of those who hold an office of a state, by the text's own titles and by the world's dates.
    """

    full: dict[str, str]
    states: dict[str, str]
    offices: dict[tuple[str, str], tuple[str, ...]]
    keys: dict[Span, str] = field(repr=False)
    matches: tuple[NameMatch, ...] = field(repr=False)

    def full_name(self, match: NameMatch) -> str:
        """The longest form of the person's name in the document, or the form at hand."""
        key = self.keys.get(match.span, match.names[0].actor)
        return self.full.get(key, match.names[0].form)

    def key(self, match: NameMatch) -> str:
        """What all forms of one person's name share: the person's key, else the actor's code."""
        return self.keys.get(match.span, match.names[0].actor)

    def state(self, match: NameMatch) -> str | None:
        """The state the document says the person is of, else the one the world files give; None when neither does."""
        key = self.keys.get(match.span, match.names[0].actor)
        return self.states.get(key) or match.state

    def holder(self, state: str | None, office: str, span: Span) -> str | None:
        """The one person this document names for the office of the state; None when it names none or several."""
        found = self.offices.get((state or "", office), ())
        return self.full[found[0]] if len(found) == 1 else None

    def last_holder(self, office: str, before: int) -> NameMatch | None:
        """The person last named before an offset who holds such an office of any state."""
        holders = {key for (_, held), keys in self.offices.items() if held == office for key in keys}
        found = [m for m in self.matches if m.span.end <= before and self.key(m) in holders]
        return found[-1] if found else None


def _key(match: NameMatch, fulls: dict[str, str]) -> str:
    """Whose name this is: for a bare name borne by several, the one of them the document names in full."""
    actors = [n.actor for n in match.names]
    return next((a for a in actors if a in fulls), actors[0])


def _titles(roles: tuple[RoleMatch, ...]) -> Iterator[tuple[str, NameMatch, str | None]]:
    """Office, person and state (or organisation) wherever the text gives a person a title."""
    for role in roles:
        person, owner = role.first("person"), role.first(*_STATE_KINDS)
        if role.kind == "office" and person:
            abroad = owner is not None and owner.kind == "organisation" and (role.role.endswith(_ENVOY) or person.state is not None)
            yield role.role, person, None if owner is None or abroad else (owner.names[0].state or owner.names[0].actor)


@lru_cache(maxsize=8)
def _offices_by_holder(world: World) -> dict[str, list[tuple[int, Office]]]:
    """The offices of each person, each with its place in the list of all."""
    found: dict[str, list[tuple[int, Office]]] = {}
    for number, office in enumerate(world.offices):
        found.setdefault(office.holder, []).append((number, office))
    return found


def _dated_offices(world: World, keys: set[str], day: date | None) -> Iterator[tuple[str, str, str]]:
    """State, office and person for the persons named who hold it on the document's day (ever, with no day)."""
    held = _offices_by_holder(world)
    for _, office in sorted(pair for key in keys for pair in held.get(key, ())):
        if day is None or office.held_on(day):
            yield office.state, office.office, office.holder
            if office.office in _LEADING:
                yield office.state, "leader", office.holder


_ENVOY, _LEADING = "ambassador", ("head_of_state", "head_of_government")


def persons_named(names: tuple[NameMatch, ...], roles: tuple[RoleMatch, ...], world: World, lang: str, day: date | None) -> PersonsNamed:
    """Persons by their own key, with the longest form the document gives, or the usual name where it gives a family name only."""
    people = tuple(n for n in names if n.kind == "person")
    fulls: dict[str, str] = {}
    for match in people:
        form, actor = match.names[0].form, match.names[0].actor
        if " " in form and len(form) > len(fulls.get(actor, "")):
            fulls[actor] = form
    keys = {m.span: _key(m, fulls) for m in people}
    states: dict[str, str] = {}
    offices: dict[tuple[str, str], dict[str, None]] = {}
    for office, person, state in _titles(roles):
        if state:
            states.setdefault(keys[person.span], state)
        offices.setdefault((state or person.state or "", office), {})[keys[person.span]] = None
    for state, office, key in _dated_offices(world, set(keys.values()), day):
        offices.setdefault((state, office), {})[key] = None
    full = {key: fulls.get(key) or world.person_name(key, lang) for key in keys.values()}
    return PersonsNamed(full, states, {k: tuple(v) for k, v in offices.items()}, keys, people)

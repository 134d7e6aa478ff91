"""The persons of one document: the full name each is given in it, and the state each belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from foedera.language.pack import LanguagePack
from foedera.reading.names import NameMatch
from foedera.reading.people import person_words
from foedera.reading.roles import RoleMatch
from foedera.values.span import Span

_STATE_KINDS = ("state", "capital", "seat", "demonym", "organisation")


@dataclass(frozen=True, eq=False)
class PersonsNamed:
    """`full` and `states` are keyed by the person's own key (English name, or full name where no file knows the person)."""

    full: dict[str, str]
    states: dict[str, str]
    offices: dict[tuple[str, str], tuple[str, ...]]
    keys: dict[Span, str] = field(repr=False)

    def full_name(self, match: NameMatch) -> str:
        key = self.keys.get(match.span, match.names[0].actor)
        return self.full.get(key, match.names[0].form)

    def state(self, match: NameMatch) -> str | None:
        key = self.keys.get(match.span, match.names[0].actor)
        return self.states.get(key) or match.state

    def holder(self, state: str | None, office: str, span: Span) -> str | None:
        """The one person this document names for the office of the state; None when it names none or several."""
        found = self.offices.get((state or "", office), ())
        return self.full[found[0]] if len(found) == 1 else None


def _key(match: NameMatch, fulls: dict[str, str], family_first: frozenset[str]) -> str:
    """Whose name this is: for a bare name borne by several, the one of them the document names in full."""
    actors = [n.actor for n in match.names]
    return next((a for a in actors if a in fulls), actors[0])


def _titles(roles: tuple[RoleMatch, ...]) -> Iterator[tuple[RoleMatch, NameMatch, NameMatch]]:
    for role in roles:
        person, owner = role.first("person"), role.first(*_STATE_KINDS)
        if role.kind == "office" and person and owner:
            yield role, person, owner


def persons_named(names: tuple[NameMatch, ...], roles: tuple[RoleMatch, ...], pack: LanguagePack) -> PersonsNamed:
    """Persons by their own key, the longest form the document gives as their name."""
    first = person_words(pack).family_first
    people = [n for n in names if n.kind == "person"]
    fulls: dict[str, str] = {}
    for match in people:
        form, actor = match.names[0].form, match.names[0].actor
        if " " in form and len(form) > len(fulls.get(actor, "")):
            fulls[actor] = form
    keys = {m.span: _key(m, fulls, first) for m in people}
    states: dict[str, str] = {}
    offices: dict[tuple[str, str], list[str]] = {}
    for role, person, owner in _titles(roles):
        key, state = keys[person.span], owner.names[0].state or owner.names[0].actor
        states.setdefault(key, state)
        held = offices.setdefault((state, role.role), [])
        if key not in held:
            held.append(key)
    full = {key: fulls.get(key, m.names[0].form) for m in people for key in (keys[m.span],)}
    return PersonsNamed(full, states, {k: tuple(v) for k, v in offices.items()}, keys)

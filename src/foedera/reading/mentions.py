"""Who is mentioned: states, organisations, persons, offices, outlets, places, bodies and groups, each with what it stands for."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from foedera.language.pack import LanguagePack
from foedera.reading.context import Sentence
from foedera.reading.model import ActorMention
from foedera.reading.names import NameMatch, known_names, longest, straighten
from foedera.reading.people import family_names, person_words, titled_names, unknown_names, without_namesakes
from foedera.reading.persons_named import PersonsNamed, persons_named
from foedera.reading.qualified_offices import qualified
from foedera.reading.roles import RoleMatch, roles_in
from foedera.sources.model import Document
from foedera.values.span import Span
from foedera.world.world import Name, World

STATE_KINDS = ("state", "capital", "seat", "demonym")


def mentions_of(document: Document, sentences: tuple[Sentence, ...], pack: LanguagePack, world: World) -> tuple[ActorMention, ...]:
    """The actors the document names or describes, sorted by start, without overlap, the longest description of each."""
    text = straighten(document.text)
    known = without_namesakes(text, _without_loose_prefixes(known_names(text, world, document.lang)), pack)
    unknown = [_transcribed(n, world) for n in unknown_names(text, sentences, known, pack)]
    names = _with_family_names(text, longest([*known, *unknown]), pack)
    day = _published_on(document)
    names = longest([*names, *titled_names(text, names, pack, world, day)])
    names = tuple(n for n in names if n.kind != "person" or _is_a_person(text, n, names, pack) or _leads_a_state(n, names, world, day))
    roles = qualified(text, roles_in(text, names, pack), pack)
    people = persons_named(names, roles, world, document.lang, day)
    reader = _Reader(document.text, names, people, pack)
    taken = [r.span for r in roles]
    alone = [n for n in names if not any(span.overlaps(n.span) for span in taken)]
    found = [m for role in roles for m in reader.of_role(role)] + [m for n in alone for m in reader.of_name(n)]
    return tuple(sorted(found, key=lambda m: m.span.start))


def _without_loose_prefixes(known: tuple[NameMatch, ...]) -> tuple[NameMatch, ...]:
    """The names less prefixes of states that no adjective of a state follows: "Indo-Pacific" is not India."""
    starts = {m.span.start for m in known if m.kind == "demonym"}
    return tuple(m for m in known if not m.names[0].form.endswith("-") or m.span.end in starts)


def _transcribed(match: NameMatch, world: World) -> NameMatch:
    """A person known by another transcription of the name ("Andreï Beloussov") is that person."""
    name = match.names[0]
    person = world.person_like(name.form) if name.kind == "person" else None
    return NameMatch(match.span, (Name(name.form, person.actor, "person", person.state),)) if person else match


def _published_on(document: Document) -> date | None:
    """The document's day, when it is known to the day."""
    text = (document.published or "")[:10]
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None


def _with_family_names(text: str, names: tuple[NameMatch, ...], pack: LanguagePack) -> tuple[NameMatch, ...]:
    """Family names that stand alone, of persons named in full anywhere in the document."""
    first = person_words(pack).family_first
    fulls = {n.names[0].form: n for n in names if n.kind == "person"}
    short = {part: full for full in fulls for part in family_names(full, first) if len(part) > 1}
    told = "\n".join(n.span.text_in(text) for n in names)
    short = {part: full for part, full in short.items() if text.count(part) > told.count(part)}  # else only within names
    if not short:
        return names
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, short), key=len, reverse=True)) + r")(?![\w-])")
    taken = [n.span for n in names]
    more = [
        NameMatch(Span(*m.span()), (Name(m.group(), fulls[short[m.group()]].names[0].actor, "person", fulls[short[m.group()]].state),))
        for m in pattern.finditer(text)
        if not any(t.start < m.end() and m.start() < t.end for t in taken)
    ]
    return tuple(sorted([*names, *more], key=lambda n: n.span.start))


def _leads_a_state(name: NameMatch, names: tuple[NameMatch, ...], world: World, day: date | None) -> bool:
    """Whether a bare family name is that of who leads a state the text names, on its day: "Kim" beside Pyongyang."""
    state = name.state
    named = any(n.state == state for n in names if n.kind in STATE_KINDS)
    return named and any(o.holder == name.names[0].actor for o in world.office_holders(state or "", "head_of_state", day))


@lru_cache(maxsize=8)
def _honorific(pack: LanguagePack) -> re.Pattern[str]:
    words = sorted((re.escape(str(w)) for w in pack.table("titles").get("honorifics", ())), key=len, reverse=True)
    return re.compile(r"(?:^|\W)(?:" + "|".join(words) + r") (?:\S+ \S{1,3} )?$", re.IGNORECASE)


def _is_a_person(text: str, name: NameMatch, names: tuple[NameMatch, ...], pack: LanguagePack) -> bool:
    """Whether a bare family name that many persons bear is one here: named in full elsewhere, or after a title."""
    form = name.names[0].form
    is_given_name = form == name.names[0].actor  # kings and popes, known by one name
    if " " in form or (len(name.names) == 1 and not is_given_name and form not in person_words(pack).family_first):
        return True
    fulls = {n.names[0].actor for n in names if n.kind == "person" and " " in n.names[0].form}
    return any(n.actor in fulls for n in name.names) or bool(_honorific(pack).search(text[max(0, name.span.start - 40) : name.span.start]))


class _Reader:
    """Turns matches into mentions, with what the whole document says of each name."""

    def __init__(self, text: str, names: tuple[NameMatch, ...], people: PersonsNamed, pack: LanguagePack) -> None:
        self.text, self.names, self.people, self.pack = text, names, people, pack
        self.people_form = re.compile(str(pack.table("groups").get("people") or "(?!)"))

    def _mention(self, span: Span, actor: str, kind: str, state: str | None) -> ActorMention:
        return ActorMention(span, span.text_in(self.text), actor, kind, state)

    def of_name(self, match: NameMatch) -> Iterator[ActorMention]:
        """A name that stands outside any description."""
        name = self._likeliest(match)
        if name is None:
            return
        if name.kind == "person":
            yield self._mention(match.span, self.people.full_name(match), "person", self.people.state(match))
        elif name.kind == "demonym":
            kind = "group" if self.people_form.search(match.span.text_in(self.text)) else "demonym"
            yield self._mention(match.span, name.actor, kind, name.state)
        else:
            kind = {"capital": "state", "seat": "state", "chamber": "body"}.get(name.kind, name.kind)
            yield self._mention(match.span, name.actor, kind, name.state)

    def _likeliest(self, match: NameMatch) -> Name | None:
        """Of several actors, the one whose state the text names nearest before, else after; None for a chamber of no known state."""
        if len({n.actor for n in match.names}) == 1 or match.kind == "person":
            return match.names[0]
        before = [n.state for n in self.names if n.kind in STATE_KINDS and n.span.end <= match.span.start]
        after = [n.state for n in self.names if n.kind in STATE_KINDS and n.span.start >= match.span.end]
        for state in (*reversed(before), *after):
            for name in match.names:
                if name.state == state:
                    return name
        return None if match.kind == "chamber" else match.names[0]

    def of_role(self, role: RoleMatch) -> Iterator[ActorMention]:
        if role.kind == "chamber":
            yield from self._chamber(role)
        elif role.kind == "group":
            states = sorted({p.names[0].actor for p in role.parts if p.kind in STATE_KINDS})
            yield self._mention(role.span, "+".join(states), "group", states[0] if len(states) == 1 else None)
        elif role.kind == "bare":
            person = self.people.last_holder(role.role, role.span.start)
            if person:
                yield self._mention(role.span, self.people.full_name(person), "office", self.people.state(person))
        elif role.kind == "body":
            state = role.first(*STATE_KINDS)
            yield self._mention(role.span, role.span.text_in(self.text), "body", state.state if state else None)
        else:
            yield from self._office(role)

    def _chamber(self, role: RoleMatch) -> Iterator[ActorMention]:
        owner, chamber = role.first(*STATE_KINDS), role.first("chamber")
        if owner is None:
            return
        own = [n for n in chamber.names if n.state == owner.state] if chamber else []
        actor = own[0].actor if own else f"{owner.state}:{role.role or (chamber.names[0].form if chamber else '')}"
        yield self._mention(role.span, actor, "body", owner.state)

    def _office(self, role: RoleMatch) -> Iterator[ActorMention]:
        """An office with a name is that person; without one, the person the document names for it, else the office in the text's words."""
        person, owner = role.first("person"), role.first(*STATE_KINDS, "organisation")
        state = self.people.state(person) if person else None
        if owner is not None and not (owner.kind == "organisation" and (state or role.role.endswith("ambassador"))):
            state = owner.names[0].state or owner.names[0].actor
        actor = self.people.full_name(person) if person else self.people.holder(state, role.role, role.span)
        yield self._mention(role.span, actor or role.span.text_in(self.text), "office" if not person or owner else "person", state)

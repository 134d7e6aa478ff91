"""What Foedera knows of the world, as dated data: states, offices, outlets, places and organisations. Loaded once, never changed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import takewhile

from foedera.values.dates import DateRange
from foedera.world.spelling import skeleton

_LEAST_SKELETON = 6  # consonants and spaces


@dataclass(frozen=True, slots=True)
class Name:
    """A surface form and what it stands for. `kind`: state, demonym, capital, seat, organisation, person, outlet, place, chamber, body.

    `actor` is the code or name the actor is written with in statements; `state` the state it belongs to.
    """

    form: str
    actor: str
    kind: str
    state: str | None = None


def _held_on(since: date | None, until: date | None, day: date | None) -> bool:
    """Whether the day lies between these (either may be open); with no day, whether there is no end yet."""
    return until is None if day is None else DateRange(since, until).contains(day)


@dataclass(frozen=True, slots=True)
class Office:
    """`holder` held `office` (head_of_state, foreign_minister ...) of `state` in these days (either may be open)."""

    state: str
    office: str
    holder: str
    variants: tuple[str, ...]
    since: date | None
    until: date | None

    def held_on(self, day: date | None) -> bool:
        """Whether the span holds this day; with no day, whether the office is still held."""
        return _held_on(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class Membership:
    """A state in an organisation, from and to these days (either may be open)."""

    state: str
    since: date | None
    until: date | None

    def held_on(self, day: date | None) -> bool:
        """Whether it held on the day; with no day, whether it has not ended."""
        return _held_on(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class AgreementNames:
    """How a language's sentences name an agreement: the article for each head noun (small letters), and the words that end a head.

    The last word before a bracket or stop counts too: "Defence of Greenland Agreement (Denmark-USA)".
    """

    articles: Mapping[str, str]
    head_ends: frozenset[str]

    def in_sentence(self, name: str) -> str:
        """The name with its article, where its head has a noun that takes one.

        >>> AgreementNames({"treaty": "the"}, frozenset({"of"})).in_sentence("North Atlantic Treaty")
        'the North Atlantic Treaty'
        """
        words = re.findall(r"[\w'’-]+|[^\w\s]", name.lower())
        whole = list(takewhile(lambda word: word[0].isalnum(), words))
        head = [*takewhile(lambda word: word not in self.head_ends, whole), *whole[-1:]]
        owned = any(word.endswith(("'s", "’s")) for word in head) or bool({*self.articles.values()} & {*head[:1]})
        article = next((self.articles[word] for word in head if word in self.articles), None)
        return f"{article} {name}" if article and not owned else name


@dataclass(frozen=True, eq=False)
class World:
    """Look-ups over the world files.

    `names_by_lang` holds every surface form of a language; `offices` is sorted by state, office and first day;
    `people` maps a spelling to the persons it may stand for (a bare family name may have several);
    `organisation_members` maps an organisation's name to its memberships; `without_accession`: those nobody joins by an agreement;
    `articles` maps a language and a state or organisation to the word that a sentence sets before its usual name;
    `agreement_names` tells it of agreements by the nouns in their names.
    """

    names_by_lang: Mapping[str, Mapping[str, tuple[Name, ...]]] = field(repr=False)
    states: Mapping[str, Mapping[str, str]] = field(repr=False)
    demonyms: Mapping[str, Mapping[str, str]] = field(repr=False)
    offices: tuple[Office, ...] = field(repr=False)
    people: Mapping[str, tuple[Name, ...]] = field(repr=False)
    person_names: Mapping[str, Mapping[str, str]] = field(repr=False)
    outlets: Mapping[str, Name] = field(repr=False)
    state_chambers: Mapping[str, tuple[Name, ...]] = field(repr=False)
    organisation_members: Mapping[str, tuple[Membership, ...]] = field(repr=False)
    state_spans: Mapping[str, DateRange] = field(default_factory=dict, repr=False)
    without_accession: frozenset[str] = frozenset()
    articles: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    agreement_names: Mapping[str, AgreementNames] = field(default_factory=dict, repr=False)

    def names(self, lang: str) -> Mapping[str, tuple[Name, ...]]:
        """Every form of this language as written, with all it may stand for; empty for a language the files do not name."""
        return self.names_by_lang.get(lang, {})

    def is_state(self, code: str) -> bool:
        """Whether the code is a state's, present or past.

        >>> from foedera.world.load_world import load_world
        >>> load_world().is_state("SUN"), load_world().is_state("UN")
        (True, False)
        """
        return code in self.states

    def state_code(self, text: str) -> str | None:
        """The code of a state from its code or its name in any language and letter case; None when unknown, or shared by several.

        >>> from foedera.world.load_world import load_world
        >>> load_world().state_code("rus"), load_world().state_code("Corée du Nord"), load_world().state_code("Atlantis")
        ('RUS', 'PRK', None)
        """
        wanted = text.strip()
        if wanted.upper() in self.states:
            return wanted.upper()
        found = self._states_by_name.get(wanted.casefold(), set())
        living = {code for code in found if code not in self.state_spans or self.state_spans[code].latest is None}
        chosen = living or found
        return next(iter(chosen)) if len(chosen) == 1 else None

    @cached_property
    def _states_by_name(self) -> dict[str, set[str]]:
        index: dict[str, set[str]] = {}
        for names in self.names_by_lang.values():
            for form, meanings in names.items():
                index.setdefault(form.casefold(), set()).update(n.actor for n in meanings if n.kind == "state")
        return index

    def state_name(self, code: str, lang: str) -> str:
        """The usual name of a state in this language; the code itself when there is none."""
        return self.states.get(code, {}).get(lang, code)

    def named_in_sentence(self, code: str, lang: str) -> str:
        """As `state_name`, with the article that the language sets before it in a sentence.

        >>> from foedera.world.load_world import load_world
        >>> [load_world().named_in_sentence(code, "en") for code in ("NLD", "FRA")]
        ['the Netherlands', 'France']
        """
        article = self.article(code, lang)
        return f"{article} {self.state_name(code, lang)}" if article else self.state_name(code, lang)

    def article(self, code: str, lang: str) -> str | None:
        """The word that the language's sentences set before the name of this state or organisation; None where none is."""
        return self.articles.get(lang, {}).get(code)

    def agreement_in_sentence(self, name: str, lang: str) -> str:
        """The name of an agreement with the article that the language sets before it in a sentence; as it is where none is known.

        >>> from foedera.world.load_world import load_world
        >>> [load_world().agreement_in_sentence(name, "en") for name in ("Defence of Ys Agreement", "AUKUS", "Treaty of Ys")]
        ['the Defence of Ys Agreement', 'AUKUS', 'the Treaty of Ys']
        """
        names = self.agreement_names.get(lang)
        return names.in_sentence(name) if names else name

    def demonym_state(self, word: str, lang: str) -> str | None:
        """The state of an adjective or inhabitant's name, in any case of its first letter."""
        return self.demonyms.get(lang, {}).get(word.lower())

    def office_holders(self, state: str, office: str, on: date | None = None) -> tuple[Office, ...]:
        """Who held the office on that day (today's holders with no day), the latest to come first."""
        found = [o for o in self.offices if o.state == state and o.office == office and o.held_on(on)]
        return tuple(sorted(found, key=lambda o: o.since or date.min, reverse=True))

    def person(self, name: str) -> Name | None:
        """The one person this spelling stands for; None when unknown or when several bear it."""
        found = self.people.get(name, ())
        return found[0] if len(found) == 1 else None

    def person_like(self, full_name: str) -> Name | None:
        """The one person whose full name is this in another transcription; None when there is none, or several.

        >>> from foedera.world.load_world import load_world
        >>> load_world().person_like("Andreï Beloussov").actor
        'Andrei Belousov'
        """
        found = self._by_skeleton.get(skeleton(full_name), {})
        return next(iter(found.values())) if len(found) == 1 else None

    @cached_property
    def _by_skeleton(self) -> dict[str, dict[str, Name]]:
        """Full names by their consonants; names with too few of them tell nothing."""
        index: dict[str, dict[str, Name]] = {}
        for form, names in self.people.items():
            key = skeleton(form)
            if " " in form and len(key) >= _LEAST_SKELETON:
                index.setdefault(key, {}).update({n.actor: n for n in names})
        return index

    def person_name(self, actor: str, lang: str) -> str:
        """The usual full name, in this language, of a person given by the English one ("Vladimir Putin")."""
        return self.person_names.get(lang, {}).get(actor, actor)

    def outlet(self, name: str) -> Name | None:
        """The outlet of this name, in any case of letters."""
        return self.outlets.get(name.lower())

    def chambers(self, state: str) -> tuple[Name, ...]:
        """The parliament and chambers of a state, each with its actor ("RUS:State Duma")."""
        return self.state_chambers.get(state, ())

    def members(self, organisation: str, on: date | None = None) -> tuple[str, ...]:
        """Codes of the member states on that day (of today with no day), sorted."""
        return tuple(sorted({m.state for m in self.organisation_members.get(organisation, ()) if m.held_on(on)}))

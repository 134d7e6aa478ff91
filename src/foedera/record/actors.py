"""Actors across documents: a person under all spellings and offices, a state or body under all its names."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from foedera.reading.model import ActorMention
from foedera.record.match import ground
from foedera.record.model import ActorRow, ReadDocument, SourceWords
from foedera.record.names import name_words, plain, same_word, skeleton
from foedera.values.span import Evidence

PERSON_KINDS, NAMED_KINDS = ("person", "office"), ("state", "organisation", "outlet")
ROW_KIND = {"outlet": "agency"}
_EDGES = re.compile(r"^[\s,;:’'-]+|[\s,;:’'-]+$")
_SLUG = re.compile(r"[^a-z0-9]+")
FEWEST_WORDS = 2  # of an office without its holder's name, and of a full name


@dataclass
class _Person:
    """Spellings with the documents that use them, and the other names found for them."""

    spellings: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    named: dict[str, SourceWords] = field(default_factory=dict)


def actor_rows(items: Sequence[ReadDocument]) -> tuple[ActorRow, ...]:
    """All actors named, persons by id, then states, organisations and agencies."""
    return tuple(sorted([*_person_rows(items), *_named_rows(items)], key=lambda row: row.id))


def slug(name: str) -> str:
    """Letters and digits joined by hyphens.

    >>> slug("Kim Jong Un")
    'kim-jong-un'
    """
    return _SLUG.sub("-", plain(name)).strip("-")


def same_person(a: str, b: str) -> bool:
    """Whether two full names are spellings of one: the same words, or given and family name alike."""
    x, y = name_words(a), name_words(b)
    if min(len(x), len(y)) < FEWEST_WORDS:
        return len(x) == len(y) and all(map(same_word, x, y))
    if len(x) == len(y):
        return all(map(same_word, x, y))
    return same_word(x[-1], y[-1]) and same_word(x[0], y[0])


def _person_rows(items: Sequence[ReadDocument]) -> list[ActorRow]:
    told: dict[str, _Person] = defaultdict(_Person)
    for item in items:
        for mention in item.reading.mentions:
            if mention.kind in PERSON_KINDS and len(name_words(mention.actor)) >= FEWEST_WORDS:
                _add(told[mention.actor], mention, item.document.id)
        for speaker in sorted({q.speaker for q in item.reading.quotes if q.speaker and _is_name(q.speaker)}):
            told[speaker].spellings[speaker] += 1
            told[speaker].names.add(speaker)
    return [_person_row(p) for p in _merged(told)]


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) >= FEWEST_WORDS and all(w[:1].isupper() for w in words)


def _add(person: _Person, mention: ActorMention, document_id: str) -> None:
    person.spellings[mention.actor] += 1
    names = _names_in(mention)
    for name in names:
        person.named.setdefault(name, _words(mention, document_id))
    person.names |= {mention.actor, *names}
    person.states |= {mention.state} if mention.state else set()


def _words(mention: ActorMention, document_id: str) -> SourceWords:
    return SourceWords(document_id, Evidence(mention.span.start, mention.span.end, mention.text))


def _names_in(mention: ActorMention) -> set[str]:
    """The name and the office in the mention's words; a pronoun gives none."""
    own = name_words(mention.actor)
    words = name_words(mention.text)
    named = [w for w in words if any(same_word(w, o) for o in own)]
    if mention.kind == "person":
        return {mention.text} if named and len(named) == len(words) else set()
    start = mention.text.find(named[0]) if named else len(mention.text)
    office = _EDGES.sub("", mention.text[:start])
    return {office} if len(office.split()) >= FEWEST_WORDS else set()


def _merged(told: dict[str, _Person]) -> list[_Person]:
    """One person for all spellings of a name, as long as no two states claim it."""
    people: list[_Person] = []
    alike: dict[tuple[str, ...], list[_Person]] = defaultdict(list)
    for name in sorted(told, key=lambda n: (-told[n].spellings[n], n)):
        one = told[name]
        home = next((p for p in alike[_ends(name)] if _same(p, one, name)), None)
        if home is None:
            people.append(one)
            alike[_ends(name)].append(one)
            continue
        home.spellings += one.spellings
        home.names |= one.names
        home.named = one.named | home.named
        home.states |= one.states
    return people


def _ends(name: str) -> tuple[str, ...]:
    """First and last word as they sound: spellings of one person have them in common."""
    words = name_words(name)
    return (skeleton(words[0]), skeleton(words[-1])) if words else ()


def _same(person: _Person, other: _Person, name: str) -> bool:
    states = not person.states or not other.states or bool(person.states & other.states)
    return states and any(same_person(spelling, name) for spelling in sorted(person.spellings))


def _person_row(person: _Person) -> ActorRow:
    best = min(person.spellings, key=lambda n: (-person.spellings[n], n))
    others = sorted(set(person.spellings) - {best})
    why = tuple(ground("spelled_alike", first=best, second=other) for other in others)
    state = min(person.states, default=None)
    if others and state:
        why += (ground("of_one_state", party=state),)
    named = tuple(person.named[name] for name in sorted(person.named))
    return ActorRow(f"person:{slug(best)}", "person", best, tuple(sorted(person.names)), state, named, why)


def _named_rows(items: Sequence[ReadDocument]) -> list[ActorRow]:
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    first: dict[tuple[str, str], dict[str, SourceWords]] = defaultdict(dict)
    states: dict[tuple[str, str], set[str]] = defaultdict(set)
    for item in items:
        for mention in item.reading.mentions:
            if mention.kind in NAMED_KINDS:
                key = ROW_KIND.get(mention.kind, mention.kind), mention.actor
                names[key][mention.text] += 1
                first[key].setdefault(mention.text, _words(mention, item.document.id))
                states[key] |= {mention.state} if mention.state else set()
        for code in {p for a in item.reading.agreements for p in a.parties}:
            if not any((kind, code) in names for kind in NAMED_KINDS):
                names["state" if len(code) == 3 else "organisation", code][code] += 1
    rows = []
    for (kind, actor), told in sorted(names.items()):
        best = min(told, key=lambda n: (-told[n], n))
        state, named = min(states[kind, actor], default=None), first[kind, actor]
        why = (ground("names_in_the_world_file", actor=actor),) if len(told) > 1 else ()
        rows.append(
            ActorRow(f"{kind}:{actor}", kind, best, tuple(sorted({actor, *told})), state, tuple(named[n] for n in sorted(named)), why)
        )
    return rows

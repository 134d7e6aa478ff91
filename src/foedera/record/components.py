"""What can touch what: statements that may be compared, joined or dated together stand in one component, all others apart.

A component is a set of keys joined by links. The record is the union of its components, each resolved on its own, so that an article
changes only the components in which it tells something (docs/decisions/0005-growing-record.md). Keys and links are functions of one
document alone:

- an agreement or event has the key of the states it is told of; an event of fewer than two states also that of its kind;
- every document has a key of its own, for what is said of the page;
- a page without a day of publication links all it tells: what dates one thing in it bounds the others. A known day is a fixed point, and no
  constraint passes through it;
- "replaces the treaty of 1961" links the agreement to those that one of its parties signed that year, and to others told beside it;
- a treaty of many parties is linked by its short name, under which its id is numbered;
- sanctions are kept by issuer and target, and a page that tells of several targets links them: it says who is under whose.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from foedera.reading.model import AgreementReading, EventStatement, Reading
from foedera.record.agreements import SHORT_NAME_PARTIES, ToldAgreement, short_names_in, years_in
from foedera.record.dating import published_of
from foedera.record.model import ReadDocument
from foedera.record.phrase_of_statement import phrase_of
from foedera.record.sanctions_file import is_not_in_file
from foedera.sources.model import Document
from foedera.values.codes import EventType
from foedera.values.dates import range_from_edtf
from foedera.values.span import Evidence

TALKS = frozenset({EventType.MEETING, EventType.VISIT})  # a visit and the talks during it are dated together


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A token held by a key. All keys that hold one token are joined, as soon as one of them `seeks` it."""

    token: str
    key: str
    seeks: bool = True


@dataclass(frozen=True, slots=True)
class DocumentKeys:
    """Where one document's statements stand. `keys` in alphabetical order; `page` is the key of the page itself."""

    document_id: str
    page: str
    keys: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """Keys that are joined, in order, and what each document tells under them. `pages`: documents whose page is among the keys."""

    keys: tuple[str, ...]
    items: tuple[ReadDocument, ...]
    pages: frozenset[str]


def page_key(document_id: str) -> str:
    """The key that everything resting on one document shares."""
    return f"page:{document_id}"


def is_open(item: ReadDocument) -> bool:
    """Whether the day of publication is not known: its bounds then follow from all that the page tells."""
    days = range_from_edtf(published_of(item))
    return days is None or not days.is_day


def agreement_key(agreement: AgreementReading) -> str:
    """The key that agreements between the same parties share."""
    return "states:" + "+".join(sorted(set(agreement.parties)))


def event_keys(event: EventStatement) -> tuple[str, ...]:
    """The key of an event; several for sanctions with more than one issuer or target."""
    source, target = _codes(event.source), _codes(event.target)
    if event.type is EventType.SANCTION and source and target:
        return tuple(f"sanctions:{issuer}>{state}" for issuer in source for state in target)
    states = sorted({*source, *target})
    if len(states) > 1:
        return ("states:" + "+".join(states),)
    kind = "talks" if event.type in TALKS else str(event.type)
    return (f"{kind}:{'+'.join(source)}>{'+'.join(target)}",)


def _codes(actor: str | None) -> list[str]:
    return sorted(set(filter(None, (actor or "").split("+"))))


def document_keys(item: ReadDocument, tokens: Iterable[str] = ()) -> DocumentKeys:
    """The keys and links of a document. `tokens`: further ones that join all it tells (a judgement that merges or splits its rows)."""
    page, reading = page_key(item.document.id), item.reading
    told = [(agreement_key(a),) for a in reading.agreements if a.parties] + [event_keys(e) for e in reading.events]
    keys = sorted({page, *(k for some in told for k in some)})
    links = {Link(f"all of {item.document.id}", key) for key in keys if is_open(item)}
    links |= {Link(token, key) for token in tokens for key in keys}
    links |= {Link(f"one:{min(some)}|{max(some)}", key) for some in told if len(some) > 1 for key in some}
    sanctions = {key for event in reading.events if event.type is EventType.SANCTION for key in event_keys(event)}
    links |= set(_sanction_links(item))
    if len({key.partition(">")[2] for key in sanctions}) > 1:
        links |= {Link(f"sanctions of {item.document.id}", key) for key in sanctions}
    for agreement in reading.agreements:
        if agreement.parties:
            links |= set(_agreement_links(item, agreement))
    return DocumentKeys(item.document.id, page, tuple(keys), tuple(sorted(links)))


def _sanction_links(item: ReadDocument) -> Iterator[Link]:
    """All sanctions on a state are joined once a page tells of some that the world file excludes: what others tell stands beside it."""
    published = range_from_edtf(published_of(item))
    for event in item.reading.events:
        if event.type is EventType.SANCTION and event.source and event.target:
            for issuer in _codes(event.source):
                for target in _codes(event.target):
                    yield Link(f"sanctions on {target}", f"sanctions:{issuer}>{target}", is_not_in_file(issuer, target, published))


def _agreement_links(item: ReadDocument, agreement: AgreementReading) -> Iterator[Link]:
    key, parties = agreement_key(agreement), sorted(set(agreement.parties))
    signed = ToldAgreement(item, agreement).signed
    if signed and signed.earliest:
        yield from (Link(f"signed:{party}:{signed.earliest.year}", key, False) for party in parties)
    for name in agreement.replaces:
        yield from (Link(f"signed:{party}:{year}", key) for party in parties for year in years_in(name))
    if agreement.replaces:
        beside = [a for a in item.reading.agreements if set(a.parties) & set(parties)]
        yield from (Link(f"replaced in {item.document.id}", agreement_key(a)) for a in beside)
    if len(parties) >= SHORT_NAME_PARTIES:
        named = {short for name in (agreement.name_in_text, *agreement.aliases) for short in short_names_in(name)}
        yield from (Link(f"named:{short}", key) for short in named)
    elif len(parties) == 1:
        yield Link(f"named:{parties[0]}", key)


def joined_keys(documents: Iterable[DocumentKeys]) -> list[tuple[str, ...]]:
    """The sets of keys that links join, each in order, all in order of their first key."""
    holders: dict[str, set[str]] = defaultdict(set)
    sought: set[str] = set()
    root: dict[str, str] = {}
    for one in documents:
        for key in one.keys:
            root.setdefault(key, key)
        for link in one.links:
            holders[link.token].add(link.key)
            if link.seeks:
                sought.add(link.token)
    for token in sought:
        first, *others = sorted(holders[token])
        for other in others:
            _join(root, first, other)
    groups: dict[str, list[str]] = defaultdict(list)
    for key in sorted(root):
        groups[_root(root, key)].append(key)
    return sorted(tuple(keys) for keys in groups.values())


def _root(root: dict[str, str], key: str) -> str:
    while root[key] != key:
        root[key] = root[root[key]]
        key = root[key]
    return key


def _join(root: dict[str, str], a: str, b: str) -> None:
    low, high = sorted((_root(root, a), _root(root, b)))
    root[high] = low


def components_of(items: Iterable[ReadDocument], tokens: Mapping[str, Iterable[str]] | None = None) -> list[Component]:
    """The documents taken apart into components. `tokens`: see `document_keys`, by document."""
    documents = {item.document.id: item for item in items}
    told = [document_keys(documents[name], (tokens or {}).get(name, ())) for name in sorted(documents)]
    found = joined_keys(told)
    home = {key: n for n, keys in enumerate(found) for key in keys}
    members: list[dict[str, None]] = [{} for _ in found]
    for one in told:
        for key in one.keys:
            members[home[key]][one.document_id] = None
    return [component(keys, [documents[name] for name in names]) for keys, names in zip(found, members, strict=True)]


def component(keys: tuple[str, ...], documents: Iterable[ReadDocument]) -> Component:
    """The component of these keys with the parts of the documents that stand under them. Documents come in order of id."""
    own = frozenset(keys)
    items = tuple(_part(item, own) for item in documents)
    return Component(keys, items, frozenset(i.document.id for i in items if page_key(i.document.id) in own))


def _part(item: ReadDocument, keys: frozenset[str]) -> ReadDocument:
    """The document with the statements of these keys alone. What dates a statement is looked up before the others are taken away."""
    if is_open(item):
        return item
    reading = item.reading
    agreements = tuple(
        replace(a, steps=tuple(replace(s, date_phrase=phrase_of(s, item)) for s in a.steps))
        for a in reading.agreements
        if agreement_key(a) in keys
    )
    events = tuple(replace(e, date_phrase=phrase_of(e, item)) for e in reading.events if keys.intersection(event_keys(e)))
    return ReadDocument(item.document, replace(reading, agreements=agreements, events=events, date_phrases=()))


def named_part(item: ReadDocument) -> ReadDocument:
    """What a document says of who is who: mentions, speakers and parties, without its text."""
    reading = item.reading
    parties = tuple(AgreementReading("", a.parties, a.kind) for a in reading.agreements)
    speakers = tuple(replace(q, text="", evidence=Evidence(0, 0, "")) for q in reading.quotes if q.speaker)
    names = Reading(reading.document_id, reading.lang, agreements=parties, quotes=speakers, mentions=reading.mentions)
    return ReadDocument(Document(item.document.id, "", item.document.lang), names)

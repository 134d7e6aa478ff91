"""Articles made from templates, with the truth they were made from: any number of statements, always the same for one seed.

A story is what happens between two states: one agreement with its steps and duties, and six events. Ten articles tell of it over the years,
each of a part of what has happened by then, with or without the day, some with a rounded number; one in ten copies another nearly word for
word, one in thirty has no date of publication, one in ten mentions the signature of another story's agreement. A larger record has more
stories, not longer ones. The names are made up.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from foedera.reading.model import ActorMention, AgreementReading, EventStatement, ObligationStatement, Reading, StepStatement
from foedera.record.model import ReadDocument
from foedera.record.statement_ids import event_id, step_id
from foedera.sources.model import Document
from foedera.values.codes import ActionClass, AgreementKind, EventType, Status, Step, TriggerClass
from foedera.values.quantity import Quantity
from foedera.values.span import Evidence, Span

ARTICLES = 10  # of one story
STATES = 190
FIRST_DAY = date(1950, 1, 2).toordinal()
SYLLABLES = ("ba", "do", "ke", "li", "mu", "na", "po", "ri", "sa", "te", "vu", "zo", "bri", "cla", "dro", "fle", "gri", "plo", "sta", "tru")
STEPS = (Step.SIGNED, Step.RATIFIED, Step.RATIFIED, Step.INSTRUMENTS_EXCHANGED, Step.IN_FORCE)


def word(chance: random.Random, most: int = 4) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, most)))


@dataclass(frozen=True)
class Act:
    """One thing that happened: a step (with the party it is of) or an event. `label` names it in the truth."""

    label: str
    what: Step | EventType
    source: str
    target: str | None
    day: int
    noun: str
    amount: int | None = None


@dataclass(frozen=True)
class Story:
    """Everything between two states; `number` decides all of it."""

    number: int

    @cached_property
    def chance(self) -> random.Random:
        return random.Random(f"story {self.number}")

    @cached_property
    def parties(self) -> tuple[str, str]:
        """Two states: each pair of states has its turn before any comes again."""
        pairs = STATES * (STATES - 1) // 2
        left = self.number * 7919 % pairs
        first = 0
        while left >= STATES - 1 - first:
            left -= STATES - 1 - first
            first += 1
        return code(first), code(first + 1 + left)

    @cached_property
    def name(self) -> str:
        return f"traité de {word(self.chance)} {word(self.chance)} de {word(self.chance).capitalize()}"

    @cached_property
    def leaders(self) -> tuple[str, str]:
        return tuple(f"{word(self.chance).capitalize()} {word(self.chance).capitalize()}" for _ in "ab")  # type: ignore[return-value]

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        a, b = self.parties
        _, chance = self.leaders, self.chance
        signed = FIRST_DAY + chance.randrange(365 * 70)
        days = [signed]
        for _ in range(3):
            days.append(days[-1] + chance.randint(5, 60))
        days.append(days[-1])
        actors = (f"{a}+{b}", a, b, f"{a}+{b}", f"{a}+{b}")
        acts = [
            Act(f"{self.number}/{step}/{who}", step, who, None, day, word(chance))
            for step, who, day in zip(STEPS, actors, days, strict=True)
        ]
        kinds = (EventType.VISIT, EventType.DEPLOYMENT, EventType.TRANSFER, EventType.EXERCISE, EventType.SANCTION, EventType.ATTACK)
        for kind in kinds:
            amount = chance.randint(2, 99) * 100 if kind in (EventType.DEPLOYMENT, EventType.TRANSFER) else None
            noun = f"{word(chance)} {word(chance)}"
            acts.append(Act(f"{self.number}/{kind}", kind, a, b, signed + chance.randint(-90, 300), noun, amount))
        return tuple(sorted(acts, key=lambda act: (act.day, act.label)))


def code(number: int) -> str:
    """Three letters for each made-up state."""
    return "Q" + chr(ord("A") + number // 26) + chr(ord("A") + number % 26)


@dataclass
class Draft:
    """An article as it is being written: sentences, and the statements that rest on them."""

    text: str = ""

    def write(self, sentence: str) -> Evidence:
        start = len(self.text)
        self.text += sentence + "\n"
        return Evidence(start, start + len(sentence), sentence)


@dataclass(frozen=True)
class Told:
    """An article with the truth behind it: the act each statement tells of, and the article it copies."""

    item: ReadDocument
    acts: dict[str, str]
    copy_of: str | None = None


def articles(
    count: int,
) -> Iterator[Told]:
    """The first `count` articles, story after story."""
    for number in range(count):
        yield article(number)


def article(number: int) -> Told:
    """The article of this number. One in ten is a near copy of the one before it in its story."""
    if number % ARTICLES == ARTICLES - 1:
        return _copy(number)
    story = Story(number // ARTICLES)
    chance = random.Random(f"article {number}")
    last = max(a.day for a in story.acts)
    day = (story.acts[1].day, last)[number % ARTICLES > 1] + chance.randint(1, 40) + number % ARTICLES
    return written(number, story, chance, day)


def _copy(number: int) -> Told:
    original = article(number - 1)
    lead = f"{word(random.Random(number)).capitalize()} : {word(random.Random(number + 1))} {word(random.Random(number + 2))}."
    shift = len(lead) + 1
    name = f"a{number:06d}"
    document = replace(original.item.document, id=name, text=f"{lead}\n{original.item.document.text}", origin=name)
    told = _shifted(original.item.reading, shift, name)
    ids = dict(zip(_ids(told), original.acts.values(), strict=True))
    return Told(ReadDocument(document, told), ids, original.item.document.id)


def _shifted(reading: Reading, by: int, name: str) -> Reading:
    def moved(evidence: Evidence) -> Evidence:
        return Evidence(evidence.start + by, evidence.end + by, evidence.text)

    agreements = tuple(
        replace(
            a,
            steps=tuple(replace(s, evidence=moved(s.evidence)) for s in a.steps),
            obligations=tuple(replace(o, evidence=moved(o.evidence)) for o in a.obligations),
        )
        for a in reading.agreements
    )
    mentions = tuple(replace(m, span=Span(m.span.start + by, m.span.end + by)) for m in reading.mentions)
    events = tuple(replace(e, evidence=moved(e.evidence)) for e in reading.events)
    return replace(reading, document_id=name, agreements=agreements, events=events, mentions=mentions)


def _ids(reading: Reading) -> list[str]:
    """Ids of steps and events, in the order in which they are written."""
    steps = [step_id(reading.document_id, a, s) for a in reading.agreements for s in a.steps]
    return steps + [event_id(reading.document_id, e) for e in reading.events]


def written(number: int, story: Story, chance: random.Random, day: int) -> Told:
    name, draft = f"a{number:06d}", Draft()
    published = None if number % 30 == 7 else date.fromordinal(day).isoformat()
    past = [a for a in story.acts if a.day < day]
    steps = [a for a in past if isinstance(a.what, Step)]
    events = [a for a in past if isinstance(a.what, EventType)]
    labels: list[str] = []
    agreement = _agreement(story, steps, draft, chance, labels)
    agreements = [agreement]
    if number % 10 == 4 and number >= 2 * ARTICLES:
        other = Story(chance.randrange(number // ARTICLES))
        agreements.append(_mentioned(other, draft, chance, labels))
    told = [_event(act, draft, chance, story) for act in events for _ in range(1)]
    labels += [a.label for a in events]
    mentions = tuple(
        ActorMention(Span(at, at + len(leader)), leader, leader, "person", state)
        for leader, state in zip(story.leaders, story.parties, strict=True)
        if (at := draft.text.find(leader)) >= 0
    )
    reading = Reading(name, "fr", published, None, None, tuple(agreements), tuple(told), (), (), mentions)
    document = Document(name, draft.text, "fr", published=published, outlet=f"journal {number % 40}", origin=name)
    return Told(ReadDocument(document, reading), dict(zip(_ids(reading), labels, strict=True)))


def _filler(chance: random.Random) -> str:
    return " ".join(word(chance) for _ in range(chance.randint(5, 9)))


def _date(act: Act, chance: random.Random) -> str | None:
    day = date.fromordinal(act.day)
    return chance.choice((day.isoformat(), day.isoformat(), f"{day:%Y-%m}", None))


def _agreement(story: Story, steps: list[Act], draft: Draft, chance: random.Random, labels: list[str]) -> AgreementReading:
    a, b = story.parties
    told = []
    for act in steps:
        evidence = draft.write(f"{act.source} : {act.what} {act.noun}, {_filler(chance)}.")
        told.append(StepStatement(act.what, act.source, Status.DONE, evidence, _date(act, chance)))  # type: ignore[arg-type]
        labels.append(act.label)
    duties = tuple(
        ObligationStatement(
            "each party",
            f"{verb} {_filler(chance)}",
            action,
            draft.write(f"Article {article}, {verb} {_filler(chance)}."),
            trigger_class=TriggerClass.ARMED_ATTACK,
            article=article,
        )
        for verb, action, article in (("assister", ActionClass.DEFENCE, 4), ("consulter", ActionClass.CONSULT, 3))
    )
    signed = date.fromordinal(next(s.day for s in story.acts if s.what is Step.SIGNED))
    name = f"{story.name} de {signed.year}" if chance.random() < 0.5 else story.name
    return AgreementReading(name, (a, b), AgreementKind.MUTUAL_DEFENCE, None, steps=tuple(told), obligations=duties)


def _mentioned(story: Story, draft: Draft, chance: random.Random, labels: list[str]) -> AgreementReading:
    act = next(a for a in story.acts if a.what is Step.SIGNED)
    evidence = draft.write(f"Avant cela, {act.source} : {act.noun}, {_filler(chance)}.")
    labels.append(act.label)
    step = StepStatement(Step.SIGNED, act.source, Status.DONE, evidence, date.fromordinal(act.day).isoformat())
    return AgreementReading(story.name, story.parties, AgreementKind.MUTUAL_DEFENCE, None, steps=(step,))


def _event(act: Act, draft: Draft, chance: random.Random, story: Story) -> EventStatement:
    quantity = None
    if act.amount:
        mod = chance.choice(("=", "=", "~", ">"))
        quantity = Quantity(
            act.amount if mod == "=" else act.amount * 95 // 100, mod, "soldats" if act.what is EventType.DEPLOYMENT else "obus"
        )
    leader = f"{story.leaders[0]} " if act.what is EventType.VISIT else ""
    evidence = draft.write(f"{leader}{act.source} {act.what} {act.target} : {act.noun}, {_filler(chance)}.")
    assert isinstance(act.what, EventType)
    return EventStatement(act.what, act.source, act.target, act.noun, evidence, quantity, _date(act, chance))


def statements_of(item: ReadDocument) -> int:
    """How many statements the article's reading holds."""
    agreements = item.reading.agreements
    return sum(len(a.steps) + len(a.obligations) for a in agreements) + len(item.reading.events) + len(item.reading.quotes)

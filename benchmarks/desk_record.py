"""A record for timing the desk: the made-up stories with voices, quotations and a journal, and one agreement told by hundreds of articles.

    python benchmarks/desk_record.py --statements 1000000 --record FILE [--decisions 10000] [--not-read 5000]

Beside what made_up_stories.py writes: every third event is told on the word of a state or of a leader, every article quotes a leader or
one of 200 spokespeople (with a number such as 10 000 in the quotation), documents came in one after another over three years, the first
story is told once more by `HEAVY` further articles, and the states are real ones, so that duties can be asked for. All of it is always
the same.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from made_up_stories import ARTICLES, STATES, Draft, Story, article, code, statements_of, word, written
from sqlalchemy import insert, select

from foedera.corpus.grown_record import GrownRecord
from foedera.reading.model import EventStatement, QuoteStatement
from foedera.record.judgements import Judgement, JudgementKind, Layer, Mark, judgement_of
from foedera.record.model import ReadDocument
from foedera.record.statement_ids import event_id
from foedera.store import schema
from foedera.store.rows import document_to_row, reading_to_row
from foedera.store.store import Store
from foedera.values.codes import Factuality
from foedera.world.load_world import load_world

AT_ONCE = 1000
PER_STORY = 132  # statements, with the quotations
HEAVY = 300  # further articles of the first story
SPOKESPEOPLE = 200
LAST_DAY = datetime(2024, 12, 10)
JOURNAL = timedelta(days=3 * 365)


def voiced(item: ReadDocument, story: Story) -> ReadDocument:
    """The article with voices for some of its events, and with a quotation at its end."""
    chance = random.Random(f"voices {item.document.id}")
    draft = Draft(item.document.text)
    speaker = chance.choice((*story.leaders, spokesperson(chance.randrange(SPOKESPEOPLE))))
    number = f"{chance.randint(2, 99)} {chance.choice(('000', '500'))}"
    said = f"{word(chance)} {number} {word(chance)} {word(chance)}"
    evidence = draft.write(f"« {said} », {speaker}, {chance.choice(('accord', 'paix', 'frontière'))}.")
    events = tuple(_voiced(event, story, chance) for event in item.reading.events)
    quotes = (*item.reading.quotes, QuoteStatement(speaker, said, evidence))
    return ReadDocument(replace(item.document, text=draft.text), replace(item.reading, events=events, quotes=quotes))


def spokesperson(number: int) -> str:
    chance = random.Random(f"spokesperson {number}")
    return f"{word(chance).capitalize()} {word(chance).capitalize()}"


def _voiced(event: EventStatement, story: Story, chance: random.Random) -> EventStatement:
    if chance.random() > 1 / 3:
        return event
    return replace(event, said_by=(chance.choice((*story.parties, *story.leaders)),), factuality=Factuality.ATTRIBUTED)


def articles_of_desk(statements: int, heavy: int = HEAVY) -> Iterator[ReadDocument]:
    """The articles of so many statements, and `heavy` more of the first story."""
    for number in range(max(2, statements // PER_STORY) * ARTICLES):
        yield voiced(article(number).item, Story(number // ARTICLES))
    story = Story(0)
    last = max(act.day for act in story.acts)
    for number in range(heavy):
        chance = random.Random(f"heavy {number}")
        named = 10_000_000 + 10 * number + 1  # no number that the others have, nor one of those that mention another story
        yield voiced(written(named, story, chance, last + chance.randint(1, 400)).item, story)


@lru_cache(maxsize=1)
def real_codes() -> dict[str, str]:
    """For each made-up code that of a state of today, in the same order."""
    living = sorted(name for name, span in load_world().state_spans.items() if span.latest is None and len(name) == 3)
    return dict(zip(map(code, range(STATES)), living, strict=False))


def _real(text: str) -> str:
    """The text with real codes in place of the made-up ones, which are as long."""
    return re.sub(r"\bQ[A-Z]{2}\b", lambda found: real_codes()[found[0]], text)


def _document_row(item: ReadDocument) -> dict[str, Any]:
    return document_to_row(replace(item.document, text=_real(item.document.text)))


def _reading_row(item: ReadDocument) -> dict[str, Any]:
    row = reading_to_row(item.reading, "made up")
    return row | {"reading": _real(row["reading"])}


def fill_desk(store: Store, statements: int, heavy: int = HEAVY) -> int:
    """Write the articles with their journal; how many statements they hold."""
    told, number, coming = 0, 0, articles_of_desk(statements, heavy)
    pace = JOURNAL / (statements // PER_STORY * ARTICLES + heavy + 1)
    while some := [*islice(coming, AT_ONCE)]:
        came = [(LAST_DAY - JOURNAL + pace * (number + n)).isoformat(timespec="seconds") + "+00:00" for n in range(len(some))]
        number += len(some)
        with store.deriving() as connection:
            connection.execute(insert(schema.documents), [_document_row(item) for item in some])
            connection.execute(insert(schema.readings), [_reading_row(item) for item in some])
            journal = [{"document_id": item.document.id, "added_at": at} for item, at in zip(some, came, strict=True)]
            connection.execute(insert(schema.additions), journal)
        told += sum(map(statements_of, some))
    return told


def decide(store: Store, count: int) -> None:
    """So many decisions of three people, each on one event of an article: four in five accepted, the others rejected."""
    with store.looking() as connection:
        names = [*connection.execute(select(schema.documents.c.id).order_by(schema.documents.c.id).limit(2 * count)).scalars()]
    told = ((item.document.id, event) for item in store.items_of(names) for event in item.reading.events[:2])
    made = [_decision(number, name, event) for number, (name, event) in enumerate(islice(told, count))]
    store.add_judgements(made)


def _decision(number: int, name: str, event: EventStatement) -> Judgement:
    kind = JudgementKind.ACCEPT if number % 5 else JudgementKind.REJECT
    mark = Mark(name, Layer.EVENT, event.type.value, event.evidence, event_id(name, event))
    when = (LAST_DAY - timedelta(minutes=10 * number)).isoformat(timespec="seconds") + "+00:00"
    return judgement_of(kind, mark.statement_id, None, ("Ada", "Boris", "Chen")[number % 3], when, "as read", marks=(mark,))


def refuse(store: Store, count: int) -> None:
    """So many lines of the list of what could not be read."""
    at = LAST_DAY.isoformat(timespec="seconds") + "+00:00"
    rows = [{"source": f"page{n:05d}.html", "trouble": "empty_document", "detail": "", "line": None, "at": at} for n in range(count)]
    with store.deriving() as connection:
        connection.execute(insert(schema.not_read), rows)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--record", type=Path, required=True)
    options.add_argument("--statements", type=int, default=100_000)
    options.add_argument("--heavy", type=int, default=HEAVY)
    options.add_argument("--decisions", type=int, default=0)
    options.add_argument("--not-read", type=int, default=0)
    asked = options.parse_args()
    held, store = asked.record.exists(), Store(asked.record)
    begin = time.process_time()
    told = 0 if held else fill_desk(store, asked.statements, asked.heavy)
    if asked.decisions:
        decide(store, asked.decisions)
    if asked.not_read:
        refuse(store, asked.not_read)
    print(f"{told} statements written, {time.process_time() - begin:.0f} s", file=sys.stderr, flush=True)
    growth, spent = GrownRecord(store, world=load_world()).update(), time.process_time() - begin
    print(f"{told} statements, {growth.documents} documents, {growth.components} components, {spent:.0f} s of processor")


if __name__ == "__main__":
    main()

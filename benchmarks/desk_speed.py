"""What each question of a page of the desk costs in a record of any size.

    python benchmarks/desk_speed.py [--statements 100000] [--record FILE] [--times 1] [--rounds 40]

The record is that of growth.py, always the same; it is made once, and kept where `--record` names a file. `--times N` then repeats its
lists and its texts N times in all, under other ids and on other days, which takes a tenth of the time that a record of that size takes:
lists and search are as long as there, each value N times as common, the components as many as before. Each question is asked with other
values in every round; the first round of all warms the caches of the process. Times are milliseconds of processor time, and of the clock
beside them: on a machine that does other work the clock says little. Prints one line a question, and one with all figures as JSON.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from growth import PER_STORY, fill
from made_up_stories import Story
from sqlalchemy import Row, delete, insert, select, text

from foedera.corpus.desk import Desk
from foedera.corpus.filters import Filters
from foedera.corpus.grown_record import GrownRecord
from foedera.corpus.listed_row import Kind, number_of
from foedera.corpus.listing import row_of_line
from foedera.record.row_codec import row_to_json
from foedera.store import derived, lists, schema
from foedera.store.store import Store
from foedera.values.dates import DateRange
from foedera.world.load_world import load_world

Question = Callable[[random.Random], object]


def made(place: Path, statements: int) -> Store:
    """The record of about so many statements at this place, made where there is none."""
    held = place.exists()
    store = Store(place)
    if not held:
        fill(store, max(2, statements // PER_STORY))
    GrownRecord(store, world=load_world()).update()
    return store


def repeat(store: Store, times: int) -> None:
    """In a file: further lines for each line of the lists, and further texts for the search, as if the record were so many times as large.

    Rows but documents keep their ids in these lines, which nobody looks up by them.
    """
    with store.deriving() as connection:
        chance = random.Random("turns")
        turns = " UNION ALL ".join(
            f"SELECT {turn * 0x1E3779B97F4A7C15 % 2**62} AS later, {chance.randint(-9000, 9000)} AS days" for turn in range(1, times)
        )
        number = f"(number + later) & {2**62 - 1}"
        low, day = "CASE WHEN day THEN max(1, low + days) ELSE 0 END", "CASE WHEN day THEN max(1, day + days) ELSE 0 END"
        connection.execute(text("PRAGMA cache_size = -400000"))
        connection.execute(
            text(
                f"INSERT INTO grown_listed SELECT {number}, component, document_id, {low}, {day}, facets, line "
                f"FROM grown_listed, ({turns}) WHERE line NOT LIKE '[\"document\"%'"
            )
        )
        connection.execute(
            text(
                f"INSERT INTO grown_postings SELECT value, spread, {day}, {number}, {low} "
                f"FROM grown_postings, ({turns}) WHERE value NOT IN (SELECT number FROM grown_values WHERE kind = 'document')"
            )
        )
        connection.execute(text("UPDATE grown_values SET count = count * :times WHERE kind <> 'document'"), {"times": times})
        documents = [line for line in connection.execute(select(lists.listed)) if row_of_line(line.line).kind is Kind.DOCUMENT]
        texts = connection.execute(select(schema.documents).order_by(schema.documents.c.number)).mappings().all()
        for turn in range(1, times):
            lists.change_lines(connection, (), [_again(line, turn, chance.randint(-9000, 9000)) for line in documents])
            copies = [{**row, "number": None, "id": _name(row["id"], turn), "text_hash": f"{turn}{row['text_hash']}"[:64]} for row in texts]
            connection.execute(insert(schema.documents), copies)
        connection.execute(delete(derived.pending))


def _name(row_id: str, turn: int) -> str:
    return f"{row_id}~{turn}"


def _again(line: Row[Any], turn: int, later: int) -> lists.Line:
    """The line under another id, some days later."""
    row = row_of_line(line.line)
    named = replace(row, id=_name(row.id, turn), days=_moved(row.days, later))
    low, day = (max(1, line.low + later), max(1, line.day + later)) if line.day else (0, 0)
    number = number_of(row.kind, named.id)
    return lists.Line(number, line.component, line.document_id, low, day, lists.values_in(line.facets), row_to_json(named))


def _moved(days: DateRange | None, later: int) -> DateRange | None:
    ends = [end and date.fromordinal(max(1, end.toordinal() + later)) for end in (days.earliest, days.latest)] if days else []
    return DateRange(*ends) if ends else None


class Values:
    """Values to filter by: those that the record's rows have, common and rare."""

    def __init__(self, desk: Desk) -> None:
        counts = desk.facets(Kind.STATEMENT).counts
        self.of = {name: [one.value for one in some] for name, some in counts.items()}
        self.agreements = [row.id for row in desk.listed(Kind.AGREEMENT, limit=500).rows]
        self.events = [row.id for row in desk.listed(Kind.EVENT, limit=500).rows]
        self.documents = [row.id for row in desk.documents(limit=500).rows]
        self.statements = [row.id for row in desk.listed(Kind.STATEMENT, limit=500).rows]

    def some(self, chance: random.Random, *names: str) -> dict[str, str]:
        """One value of each of these filters."""
        return {name: chance.choice(self.of[name]) for name in names if self.of[name]}


def days(chance: random.Random, length: int) -> dict[str, str]:
    """A span of years as long as this."""
    first = chance.randint(1951, 2018 - length)
    return {"from": f"{first}", "to": f"{first + length - 1}"}


def questions(desk: Desk, values: Values) -> dict[str, Question]:
    """Every question of a page, with typical and with the worst filters."""

    def listed(kind: Kind, *names: str, years: int = 0) -> Question:
        def ask(chance: random.Random) -> object:
            asked = Filters.from_strings({**values.some(chance, *names), **(days(chance, years) if years else {})})
            return desk.listed(kind, asked)

        return ask

    def far(chance: random.Random) -> object:
        first = desk.listed(Kind.STATEMENT, limit=1)
        day = int((first.next or "700000.0").partition(".")[0]) - chance.randint(1, 20000)
        return desk.listed(Kind.STATEMENT, after=f"{day}.1")

    def facets(kind: Kind, *names: str) -> Question:
        return lambda chance: desk.facets(kind, Filters.from_strings(values.some(chance, *names)))

    story = Story(7)
    rare = story.acts[0].noun.split()[0]
    return {
        "what is new": lambda _: desk.news("2000-01-01"),
        "token of changes": lambda _: desk.change,
        "statements": listed(Kind.STATEMENT),
        "statements, far down": far,
        "statements of a country": listed(Kind.STATEMENT, "country"),
        "statements of a source and type": listed(Kind.STATEMENT, "source", "type"),
        "statements of a country, type and certainty": listed(Kind.STATEMENT, "country", "type", "certainty"),
        "statements of a source, certainty and year": listed(Kind.STATEMENT, "source", "certainty", years=1),
        "statements of ten years": listed(Kind.STATEMENT, years=10),
        "statements of an agreement and another country": listed(Kind.STATEMENT, "agreement", "country"),
        "statements of a source, type, certainty and country": listed(Kind.STATEMENT, "source", "type", "certainty", "country"),
        "events": listed(Kind.EVENT),
        "events of a country and year": listed(Kind.EVENT, "country", years=1),
        "agreements": listed(Kind.AGREEMENT),
        "agreements of a country": listed(Kind.AGREEMENT, "country"),
        "steps of a type and years": listed(Kind.STEP, "type", years=5),
        "duties": listed(Kind.PROVISION, "country"),
        "disagreements": listed(Kind.DISAGREEMENT),
        "documents": listed(Kind.DOCUMENT),
        "documents of a source and country": listed(Kind.DOCUMENT, "source", "country"),
        "counts of the menu": facets(Kind.STATEMENT),
        "counts of a country": facets(Kind.STATEMENT, "country"),
        "counts of a source and type": facets(Kind.STATEMENT, "source", "type"),
        "actors": lambda _: desk.actors(),
        "actors of a country": lambda chance: desk.actors(Filters.from_strings(values.some(chance, "country"))),
        "what an actor said": lambda chance: desk.said_by(chance.choice(values.of["voice"] or ["—"])),
        "one statement": lambda chance: desk.statement(chance.choice(values.statements)),
        "one document's statements": lambda chance: desk.statements_of(chance.choice(values.documents)),
        "one agreement's part of the record": lambda chance: desk.part(chance.choice(values.agreements)),
        "one agreement with the events around": lambda chance: desk.around(chance.choice(values.agreements)),
        "one event's part of the record": lambda chance: desk.part(chance.choice(values.events)),
        "search: a rare word": lambda _: desk.search(rare),
        "search: a word of most texts": lambda _: desk.search("signed"),
        "search: two words of most texts": lambda _: desk.search("signed ratified"),
        "search: the same, of a source": lambda chance: desk.search("signed", Filters.from_strings(values.some(chance, "source"))),
    }


def spent(ask: Question, rounds: int) -> dict[str, float]:
    """Milliseconds of processor time and of the clock: median and 95th percentile."""
    processor, clock = [], []
    for number in range(rounds + 1):
        chance = random.Random(f"round {number}")
        begin, began = time.process_time(), time.perf_counter()
        ask(chance)
        processor.append(1000 * (time.process_time() - begin))
        clock.append(1000 * (time.perf_counter() - began))
    return {"p50": _at(processor[1:], 50), "p95": _at(processor[1:], 95), "clock p50": _at(clock[1:], 50), "clock p95": _at(clock[1:], 95)}


def _at(times: list[float], percent: int) -> float:
    return round(statistics.quantiles(times, n=100, method="inclusive")[percent - 1], 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = made(options.record or Path(folder) / "desk.db", options.statements)
        if options.times > 1:
            repeat(store, options.times)
        desk = Desk(store, load_world())
        figures: dict[str, object] = {"statements": desk.listed(Kind.STATEMENT).total}
        for name, ask in questions(desk, Values(desk)).items():
            figures[name] = found = spent(ask, options.rounds)
            print(f"{name:<55}", *(f"{what} {found[what]:>7}" for what in found), flush=True)
        store.close()
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()

"""What one more article costs in a record of any size, what making the record again costs, and whether the truth is found again.

    python benchmarks/growth.py [--statements 10000 100000 1000000] [--more 20] [--figures FILE.json]

Records are made from templates (made_up_stories.py), always the same ones. Of every story one article is held back and comes later, as the
"one more". Times are of processor time on one core, in a process that has loaded its words; peak memory is that of a process of its own.
Prints one line a size, and appends it to the file of figures, from which growth_curve.py draws the picture of docs/images.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from made_up_stories import ARTICLES, Told, article, statements_of
from sqlalchemy import insert, select

from foedera.corpus.grown_copies import copy_groups
from foedera.corpus.grown_record import GrownRecord
from foedera.record.model import Record
from foedera.record.row_codec import row_from_json
from foedera.store import derived, schema
from foedera.store.rows import document_to_row, reading_to_row
from foedera.store.store import Store
from foedera.world.load_world import load_world

AT_ONCE = 1000
HELD_BACK = 5  # the article of each story that comes later
PER_STORY = 103  # statements, without the article held back


def early(stories: int) -> Iterator[Told]:
    """All articles of these stories but the ones held back."""
    return (article(n) for n in range(stories * ARTICLES) if n % ARTICLES != HELD_BACK)


def fill(store: Store, stories: int) -> int:
    """Write the articles, many in one transaction; how many statements they hold."""
    statements, coming = 0, early(stories)
    while some := [*islice(coming, AT_ONCE)]:
        with store.deriving() as connection:
            connection.execute(insert(schema.documents), [document_to_row(t.item.document) for t in some])
            connection.execute(insert(schema.readings), [reading_to_row(t.item.reading, "made up") for t in some])
        statements += sum(statements_of(t.item) for t in some)
    return statements


def one_more(store: Store, stories: int, more: int) -> list[float]:
    """Milliseconds for each of some further articles: written, entered, and all components resolved that it touches."""
    spent = []
    for number in range(more + 3):  # the first ones warm the caches of statements and files
        told = article((number * 7919 % stories) * ARTICLES + HELD_BACK).item
        begin = time.process_time()
        store.put(told.document, told.reading, "made up")
        growth = GrownRecord(store, world=load_world()).update()
        spent.append(1000 * (time.process_time() - begin))
        assert growth.documents
    return spent[3:]


def found_again(store: Store, stories: int) -> dict[str, float]:
    """F1 of pairs of statements that tell of one act, F1 of pairs of copies, and the share of acts whose days hold the true one."""
    truth: dict[str, str] = {}
    copies = set()
    for told in early(stories):
        truth |= told.acts
        if told.copy_of:
            copies.add((told.copy_of, told.item.document.id))
    rows: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    with store.deriving() as connection:
        for text in connection.execute(select(derived.rows.c.rows)).scalars():
            for row, statement in _clusters(row_from_json(Record, text)):
                if statement in truth:
                    rows[row] += 1
                    both[row, truth[statement]] += 1
        found = {pair for group in copy_groups(connection) for pair in _pairs(group)}
    pairs = [_pair_count(c) for c in (both.values(), rows.values(), Counter(truth.values()).values())]
    known = {pair for pair in found if not any(int(n[1:]) % ARTICLES == HELD_BACK for n in pair)}
    return {"same act F1": _f1(*pairs), "copies F1": _f1(len(known & copies), len(known), len(copies))}


def _clusters(record: Record) -> Iterator[tuple[str, str]]:
    for event in record.events:
        yield from ((event.id, account.statement_id) for account in event.reported_by)
    for agreement in record.agreements:
        for row in agreement.lifecycle:
            yield from ((row.id, f"{account.statement_id}") for account in row.reported_by)


def _pairs(group: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((a, b) for n, a in enumerate(group) for b in group[n + 1 :])


def _pair_count(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def _f1(hit: int, found: int, true: int) -> float:
    return round(2 * hit / max(1, found + true), 4)


def measured(statements: int, more: int) -> dict[str, float]:
    """All figures of a record of about so many statements."""
    stories = max(2, statements // PER_STORY)
    with tempfile.TemporaryDirectory() as place:
        store = Store(Path(place) / "grown.db")
        told = fill(store, stories)
        load_world()
        begin = time.process_time()
        growth = GrownRecord(store, world=load_world()).update()
        rebuild = time.process_time() - begin
        spent = one_more(store, stories, more)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = (Path(place) / "grown.db").stat().st_size / 2**20
        figures = {
            "statements": told,
            "articles": growth.documents,
            "components": growth.components,
            "one more, median ms": round(statistics.median(spent), 1),
            "one more, worst ms": round(max(spent), 1),
            "made again, s": round(rebuild, 1),
            "a statement, ms": round(1000 * rebuild / told, 3),
            "peak memory, MB": round(memory),
            "file, MB": round(size),
        }
        print(json.dumps(figures), file=sys.stderr, flush=True)  # the truth takes its time
        figures |= found_again(store, stories)
        store.close()
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--more", type=int, default=20)
    parser.add_argument("--figures", type=Path)
    options = parser.parse_args()
    for size in options.statements:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            figures = pool.apply(measured, (size, options.more))
        print(json.dumps(figures), flush=True)
        if options.figures:
            with options.figures.open("a", encoding="utf-8") as file:
                file.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()

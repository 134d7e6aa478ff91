"""Readers and writers on one record at once, each a process of its own, and whether any decision is lost.

    python benchmarks/team_load.py --record postgresql://USER@HOST/EMPTY_DATABASE [--readers 50] [--writers 5] [--seconds 300]

Without --record, a file. A small made-up record is written first. A reader asks for lists, searches and the log of decisions, one after
the other; a writer puts in an article, judges it, takes back every third decision, and notes each in the audit log; one process keeps
bringing the record up to date. Each has loaded its words before its time begins; readers wait a little between questions, as people do.
Prints one line: questions asked with their median and 95th percentile, decisions and how long each took, errors by their key, and
decisions or undoings that were given and are not in the log.
"""

import argparse
import json
import multiprocessing
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from made_up_stories import article

from foedera.corpus.desk import Desk
from foedera.corpus.listed_row import Kind
from foedera.corpus.record_of_store import grow
from foedera.errors import FoederaError
from foedera.record.judgements import Judgement, JudgementKind, Layer, Mark, judgement_of
from foedera.store.store import Store

FIRST = 60  # articles before anybody comes
PAUSE = 0.2  # seconds between a reader's questions
WORDS = ("traité", "signé", "accord", "visite")


def decision(number: int, n: int) -> Judgement:
    """A judgement of its own on the words of that article."""
    item = article(FIRST + number * 100_000 + n).item
    evidence = item.reading.events[0].evidence if item.reading.events else item.reading.agreements[0].steps[0].evidence
    mark = Mark(item.document.id, Layer.EVENT, "visit", evidence, "")
    when = f"2031-01-01T00:00:{n % 60:02d}"
    return judgement_of(JudgementKind.ACCEPT, f"{number}", None, f"desk {number}", when, f"{number} {n}", marks=(mark,))


def read(place: str, number: int, seconds: float) -> dict[str, Any]:
    """What one reader saw: milliseconds of each question, errors."""
    store, spent, errors, n = Store(place, create=False), [], Counter[str](), number
    desk = Desk(store)
    questions = (
        lambda: desk.listed(Kind.EVENT),
        lambda: store.search(WORDS[n % len(WORDS)]),
        lambda: desk.listed(Kind.AGREEMENT),
        store.judgement_log,
    )
    for question in questions:
        question()
    end = time.time() + seconds
    while time.time() < end:
        begin, n = time.perf_counter(), n + 1
        try:
            questions[n % len(questions)]()
            spent.append(1000 * (time.perf_counter() - begin))
        except FoederaError as error:
            errors[error.trouble.key] += 1
        time.sleep(PAUSE)
    store.close()
    return {"read": spent, "errors": errors}


def write(place: str, number: int, seconds: float) -> dict[str, Any]:
    """What one writer did: milliseconds of each decision, those that must stand in the log, those taken back, errors."""
    store, spent, errors, n = Store(place, create=False), [], Counter[str](), 0
    decision(number, n)
    given, back = [], []
    end = time.time() + seconds
    while time.time() < end:
        item, judged, n = article(FIRST + number * 100_000 + n).item, decision(number, n), n + 1
        try:
            store.put(item.document, item.reading, "made up")
            begin = time.perf_counter()
            store.add_judgement(judged)
            spent.append(1000 * (time.perf_counter() - begin))
            given.append(judged.id)
            if n % 3 == 0:
                back += [one.id for one in store.take_back([judged.id], f"desk {number}")]
            store.note_audit(f"desk {number}", "judged", judged.id)
        except FoederaError as error:
            errors[error.trouble.key] += 1
        time.sleep(PAUSE)
    store.close()
    return {"write": spent, "given": given, "back": back, "errors": errors}


def keep_up(place: str, number: int, seconds: float) -> dict[str, Any]:
    """One that brings the record up to date, again and again."""
    store, errors = Store(place, create=False), Counter[str]()
    end = time.time() + seconds
    while time.time() < end:
        try:
            grow(store)
        except FoederaError as error:
            errors[error.trouble.key] += 1
        time.sleep(PAUSE)
    store.close()
    return {"errors": errors}


def measured(place: str, readers: int, writers: int, seconds: float) -> dict[str, Any]:
    """All figures of so many at once."""
    store = Store(place)
    for n in range(FIRST):
        store.put(article(n).item.document, article(n).item.reading, "made up")
    grow(store)
    with multiprocessing.get_context("spawn").Pool(readers + writers + 1) as pool:
        tasks = [(read, n) for n in range(readers)] + [(write, n) for n in range(writers)] + [(keep_up, 0)]
        done = [one.get() for one in [pool.apply_async(act, (place, n, seconds)) for act, n in tasks]]
    log = store.judgement_log()
    held, undone = {one.judgement.id for one in log}, {one.judgement.id for one in log if one.undone_at}
    given, back = ({key for one in done for key in one.get(name, ())} for name in ("given", "back"))
    asked, decided = ([ms for one in done for ms in one.get(name, ())] for name in ("read", "write"))
    errors: Counter[str] = sum((one["errors"] for one in done), Counter())
    store.close()
    return {
        "questions": len(asked),
        "question, median and p95 ms": figures(asked),
        "decisions": len(given),
        "decision, median and p95 ms": figures(decided),
        "errors": dict(sorted(errors.items())),
        "lost decisions": len(given - held),
        "lost undoings": len(back ^ undone),
    }


def figures(times: list[float]) -> list[float]:
    """Median and 95th percentile."""
    ordered = sorted(times) or [0.0]
    return [round(statistics.median(ordered), 1), round(ordered[int(0.95 * len(ordered))], 1)]


def run(about: str | None, measure: Callable[[str, int, int, float], dict[str, Any]]) -> None:
    """Print what is measured with the record, readers, writers and seconds of the command line, as one line of JSON."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--writers", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.record or str(Path(folder) / "made-up.db")
        print(json.dumps(measure(place, options.readers, options.writers, options.seconds)))


if __name__ == "__main__":
    run(__doc__, measured)

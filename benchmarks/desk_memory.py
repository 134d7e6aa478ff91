"""What a desk keeps in memory after thousands of different questions.

    python benchmarks/desk_memory.py [--questions 5000] [--record FILE]

Without --record, a made-up record of 300 articles. Every question is another one: a search, a filter, a day, a what-if, an address that is
none. After the first fifth, which fills what is kept to be quick, memory should stay where it is. Prints one line: megabytes of the process
(resident, Linux) at each fifth, and what Python itself holds at the second and at the last.
"""

import argparse
import gc
import json
import tempfile
import tracemalloc
from datetime import date, timedelta
from pathlib import Path

from made_up_stories import article

from foedera.corpus.record_of_store import grow
from foedera.interfaces.web.app import make_app
from foedera.interfaces.web.settings import DeskSettings
from foedera.store.store import Store
from foedera.world.load_world import load_world

ARTICLES = 300
DAY = date(2024, 1, 1)


def question(n: int, states: tuple[str, ...]) -> str:
    """The n-th of endlessly many different ones."""
    one, other, day = states[n % len(states)], states[n // 7 % len(states)], DAY + timedelta(days=n)
    return (
        f"/search?q=accord+{n:x}", f"/events?country={one}&from={day}", f"/api/v1/statements?country={one}&limit={n % 400 + 1}",
        f"/obligations?state={one}&on={day}", f"/api/v1/what-if?by={one}&on_whom={other}&on={day}&agreements=record",
        f"/documents/none-{n}", f"/agreements?q={n}&country={other}", f"/timeline?from={day}", f"/?since={day}", f"/nowhere/{n}",
    )[n % 10]  # fmt: skip


def resident() -> float:
    """Megabytes of this process in memory."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * 4096 / 1e6, 1)


def made_up(path: Path) -> Path:
    """A record of made-up articles."""
    store = Store(path)
    for n in range(ARTICLES):
        store.put(article(n).item.document, article(n).item.reading, "made up")
    grow(store)
    store.close()
    return path


def measured(record: Path, questions: int) -> dict[str, object]:
    """Memory at each fifth."""
    from starlette.testclient import TestClient

    app = make_app(str(record), settings=DeskSettings(reads_a_second=1e9), today=lambda: DAY)
    browser = TestClient(app, base_url="http://127.0.0.1:8080", raise_server_exceptions=False)
    states = tuple(sorted(load_world().states))
    sizes, held, statuses = [], [], set[int]()
    for n in range(questions):
        statuses.add(browser.get(question(n, states)).status_code)
        browser.cookies.clear()
        if (n + 1) % (questions // 5) == 0:
            sizes.append(resident())
            if len(sizes) == 1:
                tracemalloc.start()
            else:
                held.append(round(tracemalloc.get_traced_memory()[0] / 1e6, 2))
    return {"questions": questions, "statuses": sorted(statuses), "resident MB at each fifth": sizes, "Python MB since the first": held}


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--questions", type=int, default=5000)
    options.add_argument("--record", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measured(given.record or made_up(Path(folder) / "r.db"), given.questions)))

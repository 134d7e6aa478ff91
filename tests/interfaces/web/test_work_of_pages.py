"""What a page asks of the database does not grow with the record: counted in steps of SQLite, not in time."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.event import listen
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over

from foedera.corpus import desk as desk_module
from foedera.corpus import list_query
from foedera.corpus.listed_row import Kind
from foedera.corpus.record_of_store import grow
from foedera.interfaces.web.pages import home
from foedera.store.store import Store

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"
SMALL, TIMES = 4, 6  # stories of the smaller record, and how many times as many the larger one has
AT_MOST = 1.6  # times as many steps in a record so much larger: a tree of more pages, and lists that are longer than a page in both
STEP = 20  # steps of SQLite's machine that are counted together


class Counted:
    """A desk over one record, and the steps that its database takes."""

    def __init__(self, path: Path, stories: int) -> None:
        from desk_record import PER_STORY, fill_desk  # benchmarks/desk_record.py

        self.steps = 0
        made = Store(path)
        fill_desk(made, stories * PER_STORY, heavy=0)
        grow(made)
        made.close()
        app = desk_over(path)
        self.site = app.state.site
        listen(self.site.store.engine, "checkout", lambda connection, *_: connection.set_progress_handler(self._count, STEP))
        self.browser: TestClient = client_of(app)

    def _count(self) -> int:
        self.steps += 1
        return 0

    def of(self, address: str) -> int:
        """The steps of a page that was asked for before, so that nothing is left to be loaded."""
        assert self.browser.get(address).status_code == 200, address
        self.steps = 0
        self.browser.get(address)
        return self.steps


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Counted, Counted]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        for module, name, most in ((list_query, "MOST", 60), (list_query, "MOST_COUNTED", 12), (list_query, "MOST_SAMPLED", 12),
                                   (desk_module, "LIMIT", 10), (desk_module, "MOST_ACTORS", 10), (home, "MOST_ROWS", 10)):  # fmt: skip
            patch.setattr(module, name, most)  # so that a few stories fill a page, as tens of thousands do at the usual bounds
        place = tmp_path_factory.mktemp("work")
        yield Counted(place / "small.db", SMALL), Counted(place / "large.db", SMALL * TIMES)
        for name in ("desk_record", "made_up_stories"):
            sys.modules.pop(name, None)


def addresses(desk: Counted) -> dict[str, str]:
    """Every kind of page, of the first story of both records, which is the same."""
    lists = desk.site.desk()
    kinds = {"agreements": Kind.AGREEMENT, "events": Kind.EVENT, "rows": Kind.STEP, "disagreements": Kind.DISAGREEMENT}
    first = lists.part("a000001")
    country = first.agreements[0].parties[0] if first.agreements else lists.statements_of("a000001")[0].actor or ""
    found = {f"/{name}": f"/{name}?limit=10" for name in ("agreements", "events", "timeline", "disagreements", "documents", "actors")}
    found |= {f"/{name} of a type": f"/{name}?limit=10&type=signed" for name in ("documents", "actors")}
    found |= {f"/{name} of a certainty": f"/{name}?limit=10&certainty=stated" for name in ("events", "timeline", "disagreements")}
    found |= {f"/{name} of years": f"/{name}?limit=10&from=1950&to=2020" for name in ("events", "documents")}
    for name, kind in kinds.items():
        told = sorted(row.id for row in lists.listed(kind, limit=500).rows)
        found[f"one of {name}"] = f"/{name}/{told[0]}"
        found[f"why one of {name}"] = f"/why/{told[0]}"
    more = ("/", "/documents/a000001", f"/actors/{country[:3]}", "/search?q=signed+zzz", "/review/changes", "/judgements", "/not-read")
    return found | {address: address for address in more}


def test_no_page_does_more_in_a_larger_record(desks: tuple[Counted, Counted]) -> None:
    small, large = desks
    here, there = addresses(small), addresses(large)
    steps = {name: (small.of(here[name]), large.of(there[name])) for name in here}
    assert min(few for few, _ in steps.values()) > 0
    grown = {name: pair for name, pair in steps.items() if pair[1] > AT_MOST * pair[0] + 100}
    assert not grown


def test_steps_are_counted_that_grow_with_the_record(desks: tuple[Counted, Counted]) -> None:
    """What walks through a whole table is seen by this measure."""
    walked = []
    for desk in desks:
        desk.steps = 0
        desk.site.store.items()
        walked.append(desk.steps)
    assert walked[1] > 3 * walked[0] > 0

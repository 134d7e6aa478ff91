"""A large record read part by part: the lines of its tables are those of the whole record, in the same order."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.interfaces.test_command_line import run
from tests.properties.test_grown_record import stories
from tests.record.made_up import treaty_pages

from foedera.corpus import record_in_parts
from foedera.corpus.record_in_parts import lines_in_parts, parts_of
from foedera.corpus.record_of_store import record_of
from foedera.corpus.spool import Spool
from foedera.reading.model import QuoteStatement
from foedera.record.judgements import JudgementKind
from foedera.record.judging import Request, judgement_on
from foedera.store.store import Store
from foedera.values.span import Evidence
from foedera.views.record_tables import TABLES, RecordTable

IN_PARTS = [table for table in TABLES if table.name != record_in_parts.ACTORS]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of several stories, on which people have judged."""
    place = tmp_path_factory.mktemp("parts") / "r.db"
    store = Store(place)
    for item in (*treaty_pages(), *(stories.article(n).item for n in range(30))):
        words = item.document.text[:12]
        said = QuoteStatement("Ada Lis", words, Evidence(0, 12, words))
        store.put(item.document, replace(item.reading, quotes=(said,)), "r")
    record = record_of(store)
    for number, request in enumerate((
        Request(JudgementKind.RENAME, record.agreements[0].id, "Un autre nom"),
        Request(JudgementKind.HIDE, record.events[0].id),
        Request(JudgementKind.REJECT, record.events[1].reported_by[0].statement_id),
    )):  # fmt: skip
        store.add_judgement(judgement_on(record, store.held, request, "desk", f"2031-01-0{number + 1}T08:00:00", "why"))
    store.close()
    return place


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_in_parts, "AT_ONCE", 3)
    monkeypatch.setattr(record_in_parts, "MOST_WHOLE", 1)


@pytest.mark.parametrize("table", IN_PARTS, ids=lambda table: table.name)
def test_lines_in_parts_are_those_of_the_whole(table: RecordTable, path: Path, small_parts: None) -> None:
    store = Store(path, create=False)
    whole = [{name: v.isoformat() if isinstance(v, date) else v for name, v in line.items()} for line in table.lines(record_of(store))]
    assert whole
    assert list(lines_in_parts(store, table)) == whole


def test_each_row_stands_in_one_part(path: Path, small_parts: None) -> None:
    store, told = Store(path, create=False), list[tuple[int, int]]()
    ids = [row.id for part in parts_of(store, lambda done, of: told.append((done, of))) for row in (*part.events, *part.documents)]
    record = record_of(store)
    assert sorted(ids) == sorted(row.id for row in (*record.events, *record.documents))
    assert len(told) > 2 and told[-1][0] == told[-1][1] and [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_in_parts_is_that_of_the_whole(form: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def written() -> str:
        done = run("export", "--format", form, "--table", "events", "--record", str(path))
        assert done.exit_code == 0, done.output
        return done.stdout

    whole = written()
    monkeypatch.setattr(record_in_parts, "MOST_WHOLE", 1)
    monkeypatch.setattr(record_in_parts, "AT_ONCE", 2)
    made: list[int] = []
    monkeypatch.setattr(record_in_parts, "parts_of", _counted(made))
    assert written() == whole and made
    rows: list[Any] = list(csv.DictReader(io.StringIO(whole))) if form == "csv" else [json.loads(line) for line in whole.splitlines()]
    assert len(rows) == len(record_of(Store(path, create=False)).events)


def _counted(made: list[int]) -> Any:
    def counted(*given: Any) -> Iterator[Any]:
        for part in parts_of(*given):
            made.append(1)
            yield part

    return counted


def test_lines_come_back_in_the_order_of_their_keys() -> None:
    with Spool(parts=2) as spool:
        spool.add([((2, "a"), "d"), ((1, "é"), "c"), ((1, "a"), "a")])
        spool.add([((1, "b"), "b"), ((1, "a"), "again")])
        assert list(spool.lines()) == ["a", "b", "c", "d"]

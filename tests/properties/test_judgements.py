"""Judging, undoing, re-reading and removing may come in any order: what stands in the end is the same."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import NewRecord
from tests.record.test_judgements import pages

from foedera.corpus.record_of_store import record_of
from foedera.errors import UsageError
from foedera.record.judgements import Judgement, JudgementKind
from foedera.record.judging import Request, judgement_on
from foedera.record.model import ReadDocument, Record
from foedera.record.record_from_readings import record_from_readings
from foedera.record.said import said_in
from foedera.store.store import Store
from foedera.views.record_json import record_to_json
from foedera.views.rows import accounts_of, rows_of
from foedera.world.load_world import load_world

Wish = tuple[str, int, int]  # kind, number of the statement whose row is judged, number of another
KINDS = ("accept", "reject", "correct place", "correct said", "merge", "split", "hide", "rename")
WISHES = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 30), st.integers(0, 30)), max_size=6)
FAST = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_anew(items: list[ReadDocument]) -> list[ReadDocument]:
    """As a newer reader would have it: every evidence a character longer or shorter, so every id another."""
    return [replace(i, reading=_cut_otherwise(i)) for i in items]


def _cut_otherwise(item: ReadDocument) -> Any:
    def cut(statement: Any) -> Any:
        e = statement.evidence
        end = e.end + 1 if e.end < len(item.document.text) else e.end - 1
        return replace(statement, evidence=replace(e, end=end, text=item.document.text[e.start : end]))

    agreements = tuple(replace(a, steps=tuple(map(cut, a.steps))) for a in item.reading.agreements)
    return replace(item.reading, agreements=agreements, events=tuple(map(cut, item.reading.events)))


def places(items: list[ReadDocument]) -> dict[str, tuple[str, str, int]]:
    """Statement id -> what names it in either reading: document, layer and where it begins."""
    return {key: (s.document_id, s.layer, s.evidence.start) for i in items for key, s in said_in(i).items()}


def request_for(wish: Wish, record: Record, items: list[ReadDocument]) -> Request | None:
    """The wish as a request on the row that now holds the statement; None where that row is gone."""
    kind, first, second = wish
    where = places(items)
    names = sorted({p for p in where.values() if p[1] in ("step", "event")})
    rows = {where[a.statement_id]: row for row in _last_rows(record) for a in accounts_of(row) if row.id and a.statement_id in where}
    one, other = rows.get(names[first % len(names)]), rows.get(names[second % len(names)])
    if one is None or other is None:
        return None
    told = sorted(a.statement_id for a in accounts_of(one) if where.get(a.statement_id) == names[first % len(names)])
    values = {"correct place": "place=Klow", "correct said": "said_by=KLOW", "merge": other.id, "rename": "Un autre nom"}
    return Request(JudgementKind(kind.split()[0]), one.id, values.get(kind), tuple(told) if kind == "split" else ())


def _last_rows(record: Record) -> Iterator[Any]:
    for agreement in record.agreements:
        yield from reversed(agreement.lifecycle)
    yield from record.events


def judged(wishes: list[Wish], items: list[ReadDocument]) -> list[Judgement]:
    given_so_far: list[Judgement] = []
    documents = {i.document.id: i for i in items}
    for number, wish in enumerate(wishes):
        record = record_from_readings(items, (), given_so_far)
        if request := request_for(wish, record, items):
            try:
                given_so_far.append(judgement_on(record, documents.get, request, "desk", f"2031-01-{number + 1:02d}", "seen"))
            except UsageError:
                continue  # a wish that makes no sense there, such as merging a row with itself
    return given_so_far


def seen(record: Record, items: list[ReadDocument]) -> str:
    """What the record says, its statements named by their places."""
    whole = record_to_json(record)
    data = json.loads(json.dumps([whole[k] for k in ("agreements", "events", "disagreements", "copies")] + [len(record.hidden)]))
    for row in rows_of(record):
        data.append([len(accounts_of(row)), getattr(row, "date", None)])
    return json.dumps(_without_ids(data, places(items)), sort_keys=True)


def _without_ids(data: Any, where: dict[str, tuple[str, str, int]]) -> Any:
    if isinstance(data, dict):
        kept = {k: v for k, v in data.items() if k not in ("evidence", "id", "about")}
        return {k: _without_ids(v, where) for k, v in kept.items()}
    if isinstance(data, list):
        return sorted((_without_ids(v, where) for v in data), key=lambda v: json.dumps(v, sort_keys=True))
    return list(where.get(data, (data,))) if isinstance(data, str) else data


@FAST
@given(WISHES)
def test_judging_commutes_with_reading_anew(wishes: list[Wish]) -> None:
    old, new = pages(), read_anew(pages())
    judged_before = record_from_readings(new, (), judged(wishes, old))
    judged_after = record_from_readings(new, (), judged(wishes, new))
    assert seen(judged_before, new) == seen(judged_after, new)
    assert {j.fit for j in judged_before.judgements} <= {"moved", "fits"}


@FAST
@given(WISHES, st.randoms(use_true_random=False))
def test_order_of_pages_and_judgements_does_not_matter(wishes: list[Wish], random: Any) -> None:
    items, given_now = pages(), judged(wishes, pages())
    expected = json.dumps(record_to_json(record_from_readings(items, (), given_now)))
    random.shuffle(items)
    random.shuffle(given_now)
    assert json.dumps(record_to_json(record_from_readings(items, (), given_now))) == expected


def exported(store: Store) -> str:
    return json.dumps(record_to_json(record_of(store)))


@settings(FAST, max_examples=6)
@given(WISHES, st.integers(0, 6), st.sampled_from("abcdef"))
def test_undo_and_removal_leave_no_trace(new_record: NewRecord, wishes: list[Wish], back: int, removed: str) -> None:
    items = pages()
    with closing(Store(new_record())) as store:
        for item in items:
            store.put(item.document, item.reading, "reader 1")
        snapshots = [exported(store)]
        given_now = judged(wishes, items)
        for one in given_now:
            store.add_judgement(one)
            snapshots.append(exported(store))
        undone = store.undo_judgements("desk", last=back) if back else ()
        assert exported(store) == snapshots[len(given_now) - len(undone)]
        store.remove(removed)
        left = [i for i in items if i.document.id != removed]
        never_there = record_from_readings(left, (), store.judgements(), world=load_world())
        logged = [one.judgement for one in store.judgement_log()]
        assert removed not in {m.document_id for j in logged for m in (*j.marks, *j.others)}
        assert json.dumps(record_to_json(never_there)) == exported(store)

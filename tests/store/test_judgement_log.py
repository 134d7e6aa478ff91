"""Judgements in the record's file: a log that forgets nothing but what belongs to a document taken out."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.store.test_store import TEXT, a_document, a_reading

from foedera.errors import StoreError
from foedera.record.judgements import Judgement, JudgementKind, Layer, Mark, judgement_of
from foedera.store.store import Store
from foedera.values.span import Evidence


def mark(document_id: str = "a1", start: int = 7, end: int = 28) -> Mark:
    return Mark(document_id, Layer.STEP, "ratified", Evidence(start, end, TEXT[start:end]), f"step:{document_id}{start}", "RUR")


def judgement(number: int = 0, kind: JudgementKind = JudgementKind.ACCEPT, **more: tuple[Mark, ...]) -> Judgement:
    more.setdefault("marks", (mark(),))
    return judgement_of(kind, "target", None, "desk", f"2031-06-{number + 1:02d}T08:00:00", f"why {number}", **more)


def opened(record: str | Path) -> Store:
    store = Store(record)
    store.put(a_document(), a_reading(), "reader 1")
    return store


def test_what_is_judged_is_read_back_in_order(record: str | Path) -> None:
    store = opened(record)
    given = [judgement(n) for n in (2, 0, 1)]
    for one in given:
        store.add_judgement(one)
    store.add_judgement(given[0])
    assert store.judgements() == tuple(given)


def test_undo_takes_back_the_last_and_keeps_the_log(record: str | Path) -> None:
    store = opened(record)
    given = [judgement(n) for n in range(4)]
    for one in given:
        store.add_judgement(one)
    assert store.undo_judgements("desk") == (given[3],)
    assert store.undo_judgements("desk", back_to=given[0].id) == (given[2], given[1])
    assert store.judgements() == (given[0],)
    assert [logged.undone_by for logged in store.judgement_log()] == [None, "desk", "desk", "desk"]


def test_undo_to_what_is_not_there(record: str | Path) -> None:
    with pytest.raises(StoreError) as refused:
        opened(record).undo_judgements("desk", back_to="judgement:none")
    assert refused.value.trouble.key == "unknown_judgement"


def test_a_document_taken_out_takes_its_judgements_with_it(record: str | Path) -> None:
    store = opened(record)
    store.put(a_document(id="b1", origin="b1.txt", text="Autre page."), a_reading("b1"), "reader 1")
    both = judgement(1, marks=(mark(), mark("b1")))
    merged = judgement(2, JudgementKind.MERGE, marks=(mark(),), others=(mark("b1"),))
    for one in (judgement(0), both, merged):
        store.add_judgement(one)
    store.remove("a1")
    (left,) = store.judgements()
    assert left.id == both.id and left.marks == (mark("b1"),)
    store.remove("b1")
    assert store.judgement_log() == () and store.added_at() == {}
    store.close()
    if isinstance(record, Path):
        assert b"ratifi" not in b"".join(p.read_bytes() for p in record.parent.iterdir())


def test_judgements_and_first_day_follow_a_text_to_its_new_name(record: str | Path) -> None:
    store = opened(record)
    store.add_judgement(judgement())
    first = store.added_at()["a1"]
    store.put(a_document(id="b1", origin="b1.txt"), a_reading("b1"), "reader 2")
    assert [m.document_id for j in store.judgements() for m in j.marks] == ["b1"]
    assert store.added_at() == {"b1": first}


def test_two_who_judge_at_once_lose_nothing(record: str | Path) -> None:
    opened(record).close()
    given = [judgement(n) for n in range(16)]

    def judge(some: list[Judgement]) -> None:
        store = Store(record, create=False)
        for one in some:
            store.add_judgement(one)
        store.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(judge, [given[n::4] for n in range(4)]))
    assert {j.id for j in Store(record).judgements()} == {j.id for j in given}

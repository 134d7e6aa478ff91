"""The log of judgements that a process holds is the one in the record, whoever wrote to it meanwhile."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection
from tests.store.test_judgement_log import judgement, mark
from tests.store.test_store import a_document, a_reading

from foedera.store import held_log, judgement_log
from foedera.store.judgement_log import LoggedJudgement
from foedera.store.store import Store


def put(store: Store, name: str, text: str) -> None:
    store.put(a_document(id=name, origin=f"{name}.txt", text=text), a_reading(name), "reader 1")


@pytest.mark.parametrize("seed", range(6))
def test_what_is_held_is_what_a_new_process_reads(record: str | Path, seed: int) -> None:
    chance, holder, other = random.Random(seed), Store(record), Store(record)
    for name in "abc":
        put(holder, name, f"Page {name}.")
    acts: Sequence[Callable[[Store, int], object]] = (
        lambda store, n: store.add_judgement(judgement(n, marks=(mark(chance.choice("abc"), n),))),
        lambda store, n: store.add_judgements([judgement(n, marks=(mark("a", n), mark("b", n))), judgement(n + 1, marks=(mark("c", n),))]),
        lambda store, n: store.undo_judgements("desk", last=chance.randint(1, 2)),
        lambda store, n: put(store, chance.choice("abc"), f"Page {n}."),
        lambda store, n: (store.remove("b"), put(store, "b", "Page b.")),
        lambda store, n: put(store, f"x{n}", store.item("a").document.text) if store.held("a") else put(store, "a", "Page a."),
    )
    for number in range(0, 24, 2):
        chance.choice(acts)(chance.choice((holder, other)), number)
        if chance.random() < 0.7:
            fresh = Store(record)
            assert holder.judgement_log() == fresh.judgement_log()
            assert holder.judgements() == fresh.judgements()
            fresh.close()
    assert holder.judgement_log() == other.judgement_log()
    holder.close()
    other.close()


def test_only_what_came_since_is_read(record: str | Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, whole = Store(record), list[int]()
    put(store, "a", "Page a.")

    def read(connection: Connection) -> tuple[LoggedJudgement, ...]:
        whole.append(1)
        return judgement_log.read_some(connection, held_log.select(held_log.judgements).order_by(held_log.judgements.c.number))

    monkeypatch.setattr(judgement_log, "read_log", read)
    for number in range(5):
        store.add_judgement(judgement(number, marks=(mark("a", number),)))
        assert len(store.judgements()) == number + 1
    store.undo_judgements("desk")
    assert len(store.judgements()) == 4
    assert whole == []
    put(store, "b", "Page a.")  # the same text under another id: its marks move
    assert {m.document_id for one in store.judgements() for m in one.marks} == {"b"}
    assert whole == [1]
    store.close()

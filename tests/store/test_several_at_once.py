"""Several programs open one record at the same moment: it is made once, brought up to date once, and nothing is lost or half done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from tests.store.test_judgement_log import judgement
from tests.store.test_store import a_document, a_reading, as_version

from foedera.store import migrations
from foedera.store.store import Store

AT_ONCE = 6
Answer = TypeVar("Answer")


def all_at_once(act: Callable[[int], Answer]) -> list[Answer]:
    """What each of several threads got, all of which began at one moment."""
    start = Barrier(AT_ONCE)

    def one(number: int) -> Answer:
        start.wait(30)
        return act(number)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return [*threads.map(one, range(AT_ONCE))]


def opened(record: str | Path) -> Callable[[int], Store]:
    """Each opens the record for itself, with connections of its own, as another program would."""
    return lambda _: Store(record)


def test_a_record_is_made_once(record: str | Path) -> None:
    stores = all_at_once(opened(record))
    stores[0].put(a_document(), a_reading(), "reader 1")
    assert {len(store.items()) for store in stores} == {1}
    assert {len(store.search("klow")) for store in stores} == {1}
    for store in stores:
        store.close()


def test_a_record_is_brought_up_to_date_once(record: str | Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(record)
    store.put(a_document(), a_reading(), "reader 1")
    store.close()
    as_version(1, record)
    steps: list[int] = []
    as_they_are = dict(migrations.MIGRATIONS)
    for number, step in as_they_are.items():
        monkeypatch.setitem(migrations.MIGRATIONS, number, lambda c, n=number, s=step: (steps.append(n), s(c)))
    stores = all_at_once(opened(record))
    assert steps == [*as_they_are]
    for store in stores:
        assert [i.document.id for i in store.items()] == [f.id for f in store.search("klow")] == ["a1"]
    kept = stores[0].backups
    for store in stores:
        store.close()
    if not isinstance(record, str):
        assert [path.name for path in kept] == ["r.db-backup-1"]
        old = Store(kept[0])  # what was kept is the record as it was before, which can be brought up to date as well
        assert [path.name for path in old.backups] == ["r.db-backup-1-backup-1"] and len(old.items()) == 1
        old.close()


def test_a_step_that_fails_leaves_the_record_as_it_was(record: str | Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(record)
    store.put(a_document(), a_reading(), "reader 1")
    store.close()
    as_version(1, record)

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as only_now:
        only_now.setitem(migrations.MIGRATIONS, 2, interrupted)
        with pytest.raises(KeyboardInterrupt):
            Store(record)
    again = Store(record)
    assert [i.document.id for i in again.items()] == [f.id for f in again.search("klow")] == ["a1"]
    again.close()


def test_decisions_of_all_are_kept(record: str | Path) -> None:
    stores = all_at_once(opened(record))
    all_at_once(lambda n: [stores[n].add_judgement(judgement(10 * n + k)) for k in range(5)])
    assert len({j.id for j in stores[0].judgements()}) == 5 * AT_ONCE
    for store in stores:
        store.close()

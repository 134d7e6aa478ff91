"""A served desk looks for unused cycles seldom, but it looks: what requests leave behind does not pile up."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from foedera.interfaces.web.collecting import NEW_OBJECTS, collect_seldom


class Ring:
    """An object that names itself: nothing but the collector takes it away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector_as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.mark.usefixtures("collector_as_it_was")
def test_rows_that_live_on_are_not_looked_at_again() -> None:
    collect_seldom()
    assert gc.get_freeze_count() > 10_000
    before = gc.get_stats()[2]["collections"]
    rows = [[number] for number in range(300_000)]
    assert gc.get_stats()[2]["collections"] == before
    assert len(rows) == 300_000


@pytest.mark.usefixtures("collector_as_it_was")
def test_cycles_still_go() -> None:
    collect_seldom()
    ring = weakref.ref(Ring())
    rows = [[number] for number in range(2 * NEW_OBJECTS)]
    assert ring() is None
    assert len(rows) == 2 * NEW_OBJECTS

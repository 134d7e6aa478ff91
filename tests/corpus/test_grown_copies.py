"""Copies kept up to date are those found from nothing, however long a page's days are and however large a group grows."""

from itertools import permutations
from pathlib import Path

import pytest
from tests.record.test_wire_copies import TRANSLATED, WIRE, page

from foedera.corpus.grown_copies import copy_groups, page_copies
from foedera.corpus.record_of_store import grown_record
from foedera.record.model import ReadDocument
from foedera.record.wire_copies import Copies, copies_among
from foedera.store.store import Store

WORDS = [f"mot{n}" for n in range(120)]


def grown(folder: Path, items: tuple[ReadDocument, ...], *gone: str) -> tuple[object, object]:
    """The groups, and what each page is in its group, with the pages taken in one by one and some taken out again."""
    store = Store(folder / "r.db")
    for item in items:
        store.put(item.document, item.reading, "r")
        grown_record(store).update()
    for name in gone:
        store.remove(name)
    grown_record(store).update()
    with store.deriving() as connection:
        kept = page_copies(connection, [i.document.id for i in items])
        found = copy_groups(connection), {n: (c.copy_of, c.share, c.degree, c.why, c.root) for n, c in kept.items()}
    store.close()
    return found


def from_nothing(items: tuple[ReadDocument, ...]) -> tuple[object, object]:
    c: Copies = copies_among(items)
    names = [name for group in c.groups for name in group]
    return c.groups, {n: (c.copy_of.get(n), c.share.get(n), c.degree.get(n), c.why.get(n), c.root[n]) for n in names}


@pytest.mark.parametrize("days", ["2015/2022", "../2019-12-31", "2015/..", "2019", "2019-05-02", "2015/2017"])
@pytest.mark.parametrize("later", ["2019-05-03", "2019-05/2021-05"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_page_of_many_years_is_found_as_any_other(tmp_path: Path, days: str, later: str, turned: bool) -> None:
    items = page("a", WIRE, published=days), page("b", TRANSLATED, "en", later)
    assert grown(tmp_path, items[::-1] if turned else items) == from_nothing(items)
    together = days not in ("2015/..", "2015/2017")
    assert (from_nothing(items)[0] == (("a", "b"),)) == together


def chained() -> tuple[ReadDocument, ...]:
    """Four pages of which each shares words with the next only, and one that shares with none."""
    texts = [" ".join(WORDS[start : start + 50]) for start in (0, 25, 50, 70)] + ["Autre chose. " * 12]
    return tuple(page(name, text, published=f"2019-05-0{9 - n}") for n, (name, text) in enumerate(zip("abcde", texts, strict=True)))


def test_pages_far_from_the_head_of_their_group_are_as_from_nothing(tmp_path: Path) -> None:
    items = chained()
    assert len(from_nothing(items)[0]) == 1 and from_nothing(items[::2])[0] == ()  # type: ignore[arg-type]
    for n, order in enumerate(list(permutations(items))[::29]):
        (place := tmp_path / str(n)).mkdir()
        assert grown(place, order) == from_nothing(items)
    assert grown(tmp_path, items, "b") == from_nothing(tuple(i for i in items if i.document.id != "b"))

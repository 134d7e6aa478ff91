"""Judgements by the documents that they are about, laid over no more documents than are asked for: the cost is that of these alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from foedera.record.judged_groups import links_of
from foedera.record.judged_items import TWO_SIDED, JudgedItems, Placed, judged_items
from foedera.record.judgements import Judgement
from foedera.store.store import Store


class JudgedDocuments:
    """The judgements of one record, oldest first, and its documents as they are after judgement.

    A judgement is matched with the readings of its own documents alone (`judged_items`): laid over some of the documents, together with
    those that are judged with them, it says of them what it says laid over all.
    """

    def __init__(self, store: Store, judgements: Sequence[Judgement] = ()) -> None:
        self._store, self._judgements = store, tuple(judgements)
        self._places: dict[str, list[int]] = defaultdict(list)
        self._named: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self._judgements):
            for name in filter(None, (one.target, one.value)):
                self._named[name].append(place)
            for name in documents_of([one]):
                self._places[name].append(place)

    def on(self, documents: Iterable[str]) -> tuple[Judgement, ...]:
        """The judgements on any of these documents, oldest first."""
        places = {place for name in documents for place in self._places.get(name, ())}
        return tuple(self._judgements[place] for place in sorted(places))

    def naming(self, ids: Iterable[str]) -> tuple[Judgement, ...]:
        """The judgements on rows of these ids, or that merge a row with one of them, as they were called then."""
        places = {place for name in ids for place in self._named.get(name, ())}
        return tuple(self._judgements[place] for place in sorted(places))

    def among(self, documents: Iterable[str]) -> JudgedItems:
        """Those of these documents that are judged, as judged, and where the judgements on them stand."""
        wanted = {*documents}
        near = self.on(wanted)
        found = self._laid(near)
        return JudgedItems(tuple(item for item in found.items if item.document.id in wanted), found.placed)

    @cached_property
    def all(self) -> JudgedItems:
        """Every document that is judged, and every judgement."""
        return self._laid(self._judgements)

    @cached_property
    def links(self) -> tuple[Placed, ...]:
        """The merges and splits that still have two sides."""
        return links_of(self._laid([one for one in self._judgements if one.kind in TWO_SIDED]).placed)

    def _laid(self, judgements: Sequence[Judgement]) -> JudgedItems:
        return judged_items(self._store.items_of(sorted(documents_of(judgements))), judgements) if judgements else JudgedItems(())


def documents_of(judgements: Iterable[Judgement]) -> set[str]:
    """The documents that these judgements are about."""
    return {mark.document_id for one in judgements for mark in (*one.marks, *one.others)}

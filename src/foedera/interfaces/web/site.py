"""What the pages of one desk share: the record they show, the words they speak, the day they take for today."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import TypeVar, cast

from foedera.corpus.desk import Desk
from foedera.corpus.record_of_store import grow
from foedera.errors import StoreError
from foedera.interfaces.web.settings import DeskSettings
from foedera.store.store import Store
from foedera.views.labels import Labels
from foedera.views.words import words
from foedera.world.load_world import load_world

MOST_KEPT = 16  # answers that took long to make and may be asked for again
MOST_WEIGHT = 60_000  # accounts in all of them; one with its evidence takes some 3 kB (measured)
ALWAYS_KEPT = 2  # whatever they weigh: the part of a record that a question is asked in, and its law
Made = TypeVar("Made")


def _weightless(_: object) -> int:
    return 0


class Site:
    """One desk: its store, its settings, and the clock it was given."""

    def __init__(self, store: Store, settings: DeskSettings, today: Callable[[], date]) -> None:
        self.store, self.settings, self.today = store, settings, today
        self._desk = Desk(store, load_world())
        self._kept: OrderedDict[tuple[str, ...], tuple[object, int]] = OrderedDict()
        self._lock = Lock()

    def labels(self, lang: str) -> Labels:
        """The words of a language for everything a row can hold."""
        return Labels(words(lang), load_world(), lang)

    def desk(self) -> Desk:
        """The record as lists, parts and searches."""
        return self._desk

    def kept(self, key: tuple[str, ...], make: Callable[[], Made], weigh: Callable[[Made], int] = _weightless) -> Made:
        """What `make` gives, made once for this key and state of the record; `weigh` tells how many accounts it holds in memory."""
        whole = (self.change(), *key)
        with self._lock:
            if whole in self._kept:
                self._kept.move_to_end(whole)
                return cast(Made, self._kept[whole][0])
        made = make()
        self._keep(whole, made, weigh(made))
        return made

    def _keep(self, whole: tuple[str, ...], made: object, weight: int) -> None:
        with self._lock:
            self._kept[whole] = made, weight
            self._kept.move_to_end(whole)
            while len(self._kept) > MOST_KEPT or (self._weight() > MOST_WEIGHT and len(self._kept) > ALWAYS_KEPT):
                self._kept.popitem(last=False)

    def _weight(self) -> int:
        return sum(weight for _, weight in self._kept.values())

    def catch_up(self) -> None:
        """Take into the lists whatever waits; a large record that is new to them takes minutes."""
        grow(self.store)

    def behind(self) -> int:
        """Documents that the pages do not show yet; 0 also where the store cannot say."""
        try:
            return self._desk.behind
        except StoreError:
            return 0

    def change(self) -> str:
        """A token that is another one after every change of documents, facts or judgements."""
        return self._desk.change

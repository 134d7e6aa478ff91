"""What the pages of one desk share: the record they show, the words they speak, the day they take for today."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from sqlalchemy import func, select

from foedera.corpus.record_of_store import record_of
from foedera.interfaces.web.settings import DeskSettings
from foedera.record.model import Record
from foedera.store import derived, schema
from foedera.store.store import Store
from foedera.views.labels import Labels
from foedera.views.words import words
from foedera.world.load_world import load_world


@dataclass
class Site:
    """One desk: its store, its settings, and the clock it was given."""

    store: Store
    settings: DeskSettings
    today: Callable[[], date]
    _lock: Lock = field(default_factory=Lock)
    _held: tuple[str, Record] | None = None

    def labels(self, lang: str) -> Labels:
        """The words of a language for everything a row can hold."""
        return Labels(words(lang), load_world(), lang)

    def change(self) -> str:
        """A token that is another one after every change of a document, a fact or a judgement."""
        with self.store.engine.connect() as connection:
            documents = derived.change_of(connection) if derived.is_kept(connection) else "new"
            judged = connection.execute(select(func.count(schema.judgements.c.number), func.count(schema.judgements.c.undone_at))).one()
            facts = connection.execute(select(func.count(), func.max(schema.facts.c.added_at)).select_from(schema.facts)).one()
        return "-".join(map(str, (documents, *judged, *facts)))

    def record(self) -> Record:
        """The whole record as it now is, made once for each change."""
        with self._lock:
            if self._held is None or self._held[0] != self.change():
                record = record_of(self.store)
                self._held = self.change(), record
            return self._held[1]

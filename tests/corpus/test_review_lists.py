"""The queue of the desk: quotations never keep older rows from being looked at, and alone they come one and all."""

from pathlib import Path

import pytest

from foedera.corpus import review_lists
from foedera.corpus.desk import Desk
from foedera.corpus.filters import NO_FILTERS, Filters
from foedera.corpus.record_of_store import grow
from foedera.corpus.review_lists import queue_of
from foedera.reading.model import EventStatement, QuoteStatement, Reading
from foedera.sources.model import Document
from foedera.store.store import Store
from foedera.values.codes import EventType
from foedera.values.span import Evidence
from foedera.views.labels import Labels
from foedera.views.words import words
from foedera.world.load_world import load_world

LABELS = Labels(words("fr"), load_world(), "fr")
SAID, DONE = "« Nous sommes prêts à signer », a dit Zoé Ünal", "La Norvège a livré des chars à l’Ukraine."


def page(number: int, *, via: str | None) -> tuple[Document, Reading]:
    """A page of one quotation and one event, the younger the higher its number."""
    text, day, name = f"{DONE} {SAID} ({number}).", f"2024-05-{number + 1:02d}", f"p{number}"
    at = text.index("Nous")
    quote = QuoteStatement("Zoé Ünal", text[at : at + 28], Evidence(at, at + 28, text[at : at + 28]), via)
    event = EventStatement(EventType.TRANSFER, "NOR", "UKR", DONE, Evidence(0, len(DONE), DONE), date=f"2024-04-{number + 1:02d}")
    return Document(name, text, "fr", published=day), Reading(name, "fr", day, None, None, (), (event,), (quote,))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "r.db")
    for number in range(6):
        made.put(*page(number, via="KCNA" if number % 2 else None), "by hand")
    grow(made)
    return made


def kinds(store: Store, filters: Filters = NO_FILTERS) -> list[str]:
    return [item.id.partition(":")[0] for item in queue_of(Desk(store), filters, LABELS).items]


def test_quotations_come_where_they_are_doubted_and_after_the_rest(store: Store) -> None:
    found = kinds(store)
    assert found.count("quote") == 3 and found[-3:] == ["quote"] * 3 and "event" in found


def test_all_quotations_come_where_nothing_else_is_asked_for(store: Store) -> None:
    assert kinds(store, Filters(type="quotation")) == ["quote"] * 6
    assert kinds(store, Filters(type="transfer")).count("quote") == 0


def test_older_rows_are_looked_for_behind_quotations(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_lists, "AT_ONCE", 1)
    monkeypatch.setattr(review_lists, "QUOTATIONS_AT_ONCE", 2)
    monkeypatch.setattr(review_lists, "_contradicted", lambda *_: {})
    newest = Desk(store).listed("event", NO_FILTERS, limit=1).rows[0].id
    real = review_lists.review_queue

    def settled(*given: object, **more: bool) -> tuple[review_lists.ReviewItem, ...]:
        return tuple(i for i in real(*given, **more) if i.id != newest)  # type: ignore[arg-type]

    monkeypatch.setattr(review_lists, "review_queue", settled)
    queue = queue_of(Desk(store), NO_FILTERS, LABELS)
    assert [i.id.partition(":")[0] for i in queue.items] == ["event", "quote"] and queue.or_more


def test_a_contradicted_row_comes_however_old_it_is(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(store)
    about = {row.about for row in desk.listed("disagreement", Filters(status="contradiction")).rows}
    assert about
    monkeypatch.setattr(review_lists, "AT_ONCE", 1)
    monkeypatch.setattr(review_lists, "MOST_LOOKS", 1)
    newest = {row.id for kind in review_lists.JUDGED for row in desk.listed(kind, limit=1).rows}
    assert about - newest
    assert about - newest <= {item.id for item in queue_of(desk, NO_FILTERS, LABELS).items}

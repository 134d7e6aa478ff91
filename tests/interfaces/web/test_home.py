"""What the first page tells, and in which order."""

from datetime import date
from pathlib import Path

from tests.interfaces.web.desk_client import client_of, desk_over

from foedera.corpus.desk_values import NewDocument
from foedera.corpus.listed_row import Kind, ListedRow
from foedera.corpus.read_corpus import ReaderChoice, read_into
from foedera.corpus.record_of_store import grow
from foedera.errors import Trouble
from foedera.interfaces.web.pages.home import latest_arrivals, newest_first, soonest_first
from foedera.sources.read_sources import documents_from_bytes
from foedera.store.store import Store
from foedera.values.dates import DateRange


def row(kind: Kind, name: str, days: DateRange | None) -> ListedRow:
    return ListedRow(kind, name, "visit", name, days)


def test_the_newest_comes_first_whatever_its_kind_and_duties_come_last() -> None:
    old, new = date(2024, 5, 1), date(2024, 6, 1)
    rows = [
        row(Kind.PROVISION, "duty", DateRange(new, new)), row(Kind.EVENT, "undated", None), row(Kind.EVENT, "early", DateRange(old, old)),
        row(Kind.STEP, "late", DateRange(new, new)), row(Kind.EVENT, "by then", DateRange(None, date(2024, 5, 20))),
    ]  # fmt: skip
    assert [r.id for r in newest_first(rows)] == ["late", "by then", "early", "undated", "duty"]


def test_of_the_documents_of_one_day_those_published_last_come_first() -> None:
    old, new = date(2024, 5, 1), date(2024, 6, 1)
    came = [
        NewDocument(row(Kind.DOCUMENT, "old news", DateRange(old, old)), "2024-07-02T10:00:09Z"),
        NewDocument(row(Kind.DOCUMENT, "day before", DateRange(new, new)), "2024-07-01T10:00:00Z"),
        NewDocument(row(Kind.DOCUMENT, "news", DateRange(new, new)), "2024-07-02T10:00:01Z"),
    ]
    assert [d.row.id for d in latest_arrivals(came)] == ["news", "old news", "day before"]


def test_what_is_announced_for_the_nearest_day_comes_first_and_what_has_no_day_last() -> None:
    near, far = date(2024, 12, 20), date(2025, 3, 1)
    days = {"far": DateRange(far, far), "undated": None, "from then": DateRange(near, None)}
    rows = [row(Kind.STEP, name, held) for name, held in days.items()]
    assert [r.id for r in soonest_first(rows)] == ["from then", "far", "undated"]


def test_the_first_page_tells_what_is_announced_and_what_was_not_read(tmp_path: Path) -> None:
    store = Store(tmp_path / "desk.db")
    put(store, "a.txt", "Le 3 mars 2024, l’Autriche et la Hongrie ont signé un traité de défense. Il entrera en vigueur le 15 mai 2025.")
    grow(store)
    store.note_not_read("torn.html", Trouble("no_text", "torn.html"))
    page = client_of(desk_over(tmp_path / "desk.db")).get("/").text
    store.close()
    announced = page.partition('id="h-announced"')[2].partition("</section>")[0]
    assert "in force" in announced and "15 May 2025" in announced and "signed" not in announced
    assert "What was not read: 1" in page


def test_a_record_with_nothing_in_it_leads_to_adding(tmp_path: Path) -> None:
    Store(tmp_path / "desk.db").close()
    page = client_of(desk_over(tmp_path / "desk.db")).get("/").text
    assert 'href="/add"' in page.partition('<main id="content"')[2] and "h-announced" not in page


def put(store: Store, name: str, text: str) -> None:
    """Read a text into the store by words alone."""
    documents = documents_from_bytes(text.encode(), name, published="2024-12-01")
    assert all(outcome.trouble is None for outcome in read_into(store, documents, ReaderChoice(shallow=True)))

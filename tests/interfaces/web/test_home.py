"""The order in which the first page tells what is new."""

from datetime import date

from foedera.corpus.desk_values import NewDocument
from foedera.corpus.listed_row import Kind, ListedRow
from foedera.interfaces.web.pages.home import latest_arrivals, newest_first
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

"""The order in which the first page tells what is new."""

from datetime import date

from foedera.corpus.listed_row import Kind, ListedRow
from foedera.interfaces.web.pages.home import newest_first
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

"""The log a page at a time: the same judgements in the same order as the whole of it, whatever is asked for."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.store.test_judgement_log import judgement, opened

from foedera.store.judgement_log import LoggedJudgement
from foedera.store.judgement_pages import LogAsked
from foedera.store.store import Store


def filled(record: str | Path) -> Store:
    """Eight judgements of two people, on two rows, a day apart; the third is taken back."""
    store = opened(record)
    for n in range(8):
        row = ("row_1", "row%1@a1", "rowX1", "row_1@a1")[n % 4]
        store.add_judgement(replace(judgement(n), id=f"judgement:{n}", who=("Ada", "Bob")[n % 2], target=row))
    store.take_back(["judgement:2"], "Ada")
    return store


def numbers(found: tuple[LoggedJudgement, ...]) -> list[str]:
    return [one.judgement.id.removeprefix("judgement:") for one in found]


def test_pages_put_together_are_the_log(record: str | Path) -> None:
    store = filled(record)
    seen: list[LoggedJudgement] = []
    page = store.judgement_page(limit=3)
    while page:
        seen += page
        page = store.judgement_page(LogAsked(before=page[-1].number), 3)
    assert tuple(reversed(seen)) == store.judgement_log()
    assert store.judgement_people() == ("Ada", "Bob") and store.targets_judged() == 4


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (LogAsked(), "76543210"),
        (LogAsked(who="Bob"), "7531"),
        (LogAsked(who="bob"), ""),
        (LogAsked(first_day=date(2031, 6, 3), last_day=date(2031, 6, 4)), "32"),
        (LogAsked(last_day=date.max, first_day=date(2031, 6, 8)), "7"),
        (LogAsked(row="row_1"), "7430"),
        (LogAsked(row="row%1"), "51"),
        (LogAsked(holding=True, who="Ada"), "640"),
        (LogAsked(id_begins="judgement:6"), "6"),
        (LogAsked(id_begins="judgement_"), ""),
    ],
)
def test_what_is_asked_for(record: str | Path, asked: LogAsked, ids: str) -> None:
    store = filled(record)
    assert numbers(store.judgement_page(asked)) == [*ids]
    assert store.judgement_count(asked) == len(ids)


def test_one_judgement_by_its_id_with_its_words(record: str | Path) -> None:
    store = filled(record)
    found = store.logged_judgement("judgement:2")
    assert found == store.judgement_log()[2] and found.undone_by == "Ada" and found.judgement.marks
    assert store.logged_judgement("judgement:") is None

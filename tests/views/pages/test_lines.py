"""A row of a list in words: a disagreement says what is told differently of what, and who gives which value is one click away."""

from datetime import date

import pytest

from foedera.corpus.listed_row import Kind, ListedRow
from foedera.values.dates import DateRange
from foedera.views.labels import Labels
from foedera.views.pages.lines import MOST_VALUES, line_of
from foedera.views.pages.shown import Scale
from foedera.views.words import words
from foedera.world.load_world import load_world


def labels(lang: str) -> Labels:
    return Labels(words(lang), load_world(), lang)


def difference(field: str, values: tuple[str, ...], about_type: str = "deployment") -> ListedRow:
    return ListedRow(Kind.DISAGREEMENT, "d:1", field, "troops", actor="PRK", target="RUS", about_type=about_type, values=values)


@pytest.mark.parametrize(
    ("lang", "title", "values"),
    [
        ("en", "deployment: North Korea → Russia — the numbers told differ", ("11,000", "≈ 12,000", "> 10,000")),
        ("fr", "déploiement : Corée du Nord → Russie — les nombres rapportés diffèrent", ("11\u202f000", "≈ 12\u202f000", "> 10\u202f000")),
    ],
)
def test_a_disagreement_names_what_differs_and_its_values(lang: str, title: str, values: tuple[str, ...]) -> None:
    line = line_of(difference("quantity", ("11000", "~12000", ">10000")), labels(lang))
    assert (line.title, line.values) == (title, values)


def test_days_and_steps_are_said_in_words() -> None:
    line = line_of(difference("date", ("2024-11", "2024-12-04"), "in_force"), labels("en"))
    assert line.values == ("November 2024", "4 December 2024") and line.title.startswith("in force: North Korea → Russia — ")


def test_many_values_end_in_dots() -> None:
    line = line_of(difference("quantity", tuple(str(n) for n in range(1, 12))), labels("en"))
    assert len(line.values) == MOST_VALUES + 1 and line.values[-1] == "…"


def test_what_is_not_a_number_stays_as_it_is_told() -> None:
    assert line_of(difference("quantity", ("dozens of shells",)), labels("en")).values == ("dozens of shells",)


def test_a_duty_names_its_agreement() -> None:
    duty = ListedRow(Kind.PROVISION, "A-B-2001/duty:1", "defence", "help the other", actor="each", agreement="A-B-2001", article=4)
    assert line_of(duty, labels("en")).detail == "A-B-2001 · article 4 · help the other"


def test_a_document_without_title_says_so_and_keeps_its_name() -> None:
    row = ListedRow(Kind.DOCUMENT, "03_depeche", "", "03_depeche")
    assert line_of(row, labels("fr")).title == "Sans titre (03_depeche)"
    assert line_of(ListedRow(Kind.DOCUMENT, "03_depeche", "", "Un sommet"), labels("fr")).title == "Un sommet"


SPAN = DateRange(date(2001, 3, 1), date(2001, 9, 9))


@pytest.mark.parametrize("row", [
    ListedRow(Kind.PROVISION, "A-B-2001/duty:1", "defence", "help the other", SPAN, about="A-B-2001", agreement="A-B-2001"),
    ListedRow(Kind.STATEMENT, "s:1", "defence", "help the other", SPAN, about="A-B-2001/duty:1", agreement="A-B-2001"),
    ListedRow(Kind.DISAGREEMENT, "d:1", "trigger", "Pact", SPAN, about="A-B-2001/duty:1", agreement="A-B-2001"),
    ListedRow(Kind.DISAGREEMENT, "d:2", "status", "Pact", SPAN, about="A-B-2001", agreement="A-B-2001"),
], ids=["duty", "statement", "difference on a duty", "difference on an agreement"])
def test_a_duty_is_not_shown_as_if_it_held_between_two_steps(row: ListedRow) -> None:
    day = line_of(row, labels("en"), Scale([SPAN])).day
    assert (day.edtf, day.words, day.bar) == (None, "", None)


def test_what_differs_on_a_step_has_the_days_of_the_step() -> None:
    row = ListedRow(Kind.DISAGREEMENT, "d:1", "date", "Pact", SPAN, about="A-B-2001/signed:A+B", agreement="A-B-2001")
    assert line_of(row, labels("en")).day.words == "between 1 March 2001 and 9 September 2001"


@pytest.mark.parametrize(("lang", "mark"), [("en", "announced"), ("fr", "annoncé")])
def test_a_step_once_announced_is_not_said_to_be_still_to_come(lang: str, mark: str) -> None:
    row = ListedRow(Kind.STEP, "A-B-2001/in_force:A+B:future", "in_force", "Pact", SPAN, "forecast", "future", "A+B")
    assert line_of(row, labels(lang)).mark == mark


@pytest.mark.parametrize(("lang", "days", "words_of_it"), [
    ("en", DateRange(date(1997, 1, 1), date(2026, 4, 1)), "steps from 1997 to 2026"),
    ("fr", DateRange(date(1997, 1, 1), date(2026, 4, 1)), "étapes de 1997 à 2026"),
    ("en", DateRange(date(2001, 6, 19), date(2001, 12, 4)), "steps from June 2001 to December 2001"),
    ("en", DateRange(date(2001, 1, 1), date(2001, 12, 31)), "2001"),
    ("en", DateRange(date(2001, 6, 19), date(2001, 6, 19)), "19 June 2001"),
])
def test_the_steps_of_an_agreement_are_no_uncertain_day(lang: str, days: DateRange, words_of_it: str) -> None:
    row = ListedRow(Kind.AGREEMENT, "A-B-1997", "peace", "Pact", days, "stated", actor="FRA+POL", agreement="A-B-1997")
    assert line_of(row, labels(lang)).day.words == words_of_it

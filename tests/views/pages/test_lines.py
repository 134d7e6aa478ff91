"""A row of a list in words: a disagreement says what is told differently of what, and who gives which value is one click away."""

import pytest

from foedera.corpus.listed_row import Kind, ListedRow
from foedera.views.labels import Labels
from foedera.views.pages.lines import MOST_VALUES, line_of
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

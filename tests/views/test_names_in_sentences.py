"""The names of states inside sentences: with the article that the language sets before some of them; in lists without it."""

from datetime import date

import pytest

from foedera.record.model import Record
from foedera.treaties.model import Question
from foedera.treaties.protection import protected_by, protectors_of
from foedera.treaties.what_if import law_asked, what_if
from foedera.views.labels import Labels
from foedera.views.protection_text import protection_text, protection_words
from foedera.views.what_if_text import what_if_text
from foedera.views.words import words
from foedera.world.load_agreements import load_agreements
from foedera.world.load_world import load_world

DAY = date(2025, 6, 1)


def _told(by: str, on_whom: str, lang: str, day: date = DAY, chain: str = "one") -> str:
    question = Question("attack", by, on_whom, day, "world", chain=chain)
    return what_if_text(what_if(question, Record(), load_agreements()), Record(), lang)


@pytest.mark.parametrize(("by", "on_whom", "day", "heading"), [
    ("USA", "NLD", DAY, "If the United States attacks the Netherlands on 1 June 2025, who owes what?"),
    ("CHN", "PHL", DAY, "If China attacks the Philippines on 1 June 2025, who owes what?"),
    ("DEU", "SUN", date(1941, 6, 22), "If Germany attacks the Soviet Union on 22 June 1941, who owes what?"),
    ("RUS+BLR", "GBR", DAY, "If Russia and Belarus attack the United Kingdom on 1 June 2025, who owes what?"),
])
def test_an_english_question_names_its_states_with_their_article(by: str, on_whom: str, day: date, heading: str) -> None:
    assert _told(by, on_whom, "en", day, "none").splitlines()[0] == heading


def test_proofs_use_the_article_and_lists_do_not() -> None:
    text = _told("CHN", "PHL", "en")
    assert "the United States is bound towards the Philippines" in text
    assert "if the United States gives this aid" in text
    assert "bound towards Philippines" not in text
    summary = text.partition("In full")[0]
    assert "    United States, under the Mutual Defense Treaty" in summary and "the United States, under" not in summary
    assert "in force (United States and Philippines), done:" in text


def test_agreements_take_their_article_in_sentences_and_not_in_headings() -> None:
    text = _told("RUS", "POL", "en")
    assert "under the North Atlantic Treaty (NATO-1949)" in text
    assert "\n- the " not in text and "· North Atlantic Treaty (NATO-1949)" in text
    assert "under the North" not in _told("RUS", "POL", "fr")


@pytest.mark.parametrize(
    ("lang", "name", "said"),
    [
        ("en", "North Atlantic Treaty", "the North Atlantic Treaty"),
        ("en", "Security Treaty Australia-New Zealand-USA", "the Security Treaty Australia-New Zealand-USA"),
        ("en", "Article 42.7 of the Treaty of Ys on Union", "Article 42.7 of the Treaty of Ys on Union"),
        ("en", "the 1961 treaty", "the 1961 treaty"),
        ("en", "Atlantis's pact", "Atlantis's pact"),
        ("en", "AUKUS", "AUKUS"),
        ("fr", "Traité de Lombok", "Traité de Lombok"),
    ],
)
def test_an_agreement_in_a_sentence(lang: str, name: str, said: str) -> None:
    assert load_world().agreement_in_sentence(name, lang) == said


@pytest.mark.parametrize(("code", "said"), [("EU", "the European Union"), ("NATO", "NATO"), ("USA+CSTO", "the United States and the CSTO")])
def test_an_organisation_in_a_sentence(code: str, said: str) -> None:
    assert Labels(words("en"), load_world(), "en").actor_in_sentence(code) == said


def test_french_keeps_names_out_of_its_grammar() -> None:
    text = _told("CHN", "PHL", "fr")
    assert text.startswith("Attaque : Chine → Philippines, le 1er juin 2025.")
    assert "(États-Unis → Philippines)" in text


def test_protection_names_the_state_with_its_article() -> None:
    _, law = law_asked(Question("attack", "", "NLD", DAY, "world"), Record(), load_agreements())
    said = protection_words(DAY, "world", Record(), "en")
    text = protection_text("NLD", DAY, protectors_of("NLD", DAY, law), protected_by("NLD", DAY, law), said)
    assert "defend the Netherlands" in text and "Whom the Netherlands has" in text


def test_every_article_stands_before_a_name_the_files_have() -> None:
    world = load_world()
    for lang, articles in world.articles.items():
        for code in articles:
            assert world.is_state(code) or code in world.organisation_members, code
            assert world.named_in_sentence(code, lang) == f"{articles[code]} {world.state_name(code, lang)}"
    assert world.named_in_sentence("FRA", "en") == "France" and world.named_in_sentence("USA", "fr") == "États-Unis"


@pytest.mark.parametrize(("lang", "one", "never"), [("en", "1 step further", "step(s)"), ("fr", "1 étape de plus", "étape(s)")])
def test_counts_agree_with_what_they_count(lang: str, one: str, never: str) -> None:
    text = _told("CHN", "PHL", lang)
    assert one in text and never not in text

"""Agreements, their steps and their obligations, by the sentence tables of each language."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.language.pack import load_pack
from foedera.reading.model import AgreementReading
from foedera.reading.read_document import read_document
from foedera.sources.model import Document
from foedera.values.codes import Factuality
from foedera.world.load_world import load_world

CASES = Path(__file__).parents[1] / "cases"
MAX_WORDS = 15


def cases(table: str) -> list[Any]:
    files = sorted(CASES.glob(f"*/{table}.yaml"))
    return [
        pytest.param(f.parent.name, case, id=f"{f.parent.name}-{case['text'][:50]}")
        for f in files
        for case in yaml.safe_load(f.read_text("utf-8"))
    ]


def all_texts(table: str) -> list[Any]:
    files = sorted(CASES.glob(f"*/{table}.yaml"))
    return [pytest.param(f.parent.name, text) for f in files for text in yaml.safe_load(f.read_text("utf-8"))]


def read(text: str, lang: str) -> tuple[AgreementReading, ...]:
    """The agreements of a text that came out on Tuesday 12 November 2024."""
    return read_document(Document("case", text, lang, published="2024-11-12"), load_pack(lang), load_world()).agreements


@pytest.mark.parametrize(("lang", "case"), cases("agreements"))
def test_agreements_of_a_sentence(lang: str, case: dict[str, Any]) -> None:
    assert [f"{'+'.join(a.parties)} {a.kind}" for a in read(case["text"], lang)] == case["agreements"]


@pytest.mark.parametrize(("lang", "case"), cases("steps"))
def test_steps_of_a_sentence(lang: str, case: dict[str, Any]) -> None:
    steps = [s for a in read(case["text"], lang) for s in a.steps]
    assert sorted(f"{s.step} {s.actor} {s.status} {s.date}" for s in steps) == sorted(case["steps"])


@pytest.mark.parametrize(("lang", "case"), cases("obligations"))
def test_obligations_of_a_sentence(lang: str, case: dict[str, Any]) -> None:
    duties = [o for a in read(case["text"], lang) for o in a.obligations]
    assert [f"{o.bearer} {o.action_class} {o.trigger_class} {o.article}" for o in duties] == case["obligations"]


@pytest.mark.parametrize(("lang", "text"), [pytest.param(*c.values, id=c.values[1][:50]) for c in all_texts("refused_duties")])
def test_a_duty_said_not_to_exist_is_never_one(lang: str, text: str) -> None:
    (agreement,) = read(text, lang)
    assert {o.factuality for o in agreement.obligations} <= {Factuality.DENIED}


@pytest.mark.parametrize(("lang", "case"), cases("durations"))
def test_how_long_an_agreement_lasts(lang: str, case: dict[str, Any]) -> None:
    assert [a.duration for a in read(case["text"], lang)] == case["duration"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_told_of_this_text_is_not_told_of_the_one_it_is_set_against(lang: str) -> None:
    texts = {
        "fr": "Le Chili et le Pérou ont signé un traité d'amitié. Contrairement au pacte conclu entre l'Égypte et le Soudan, "
        "ce document de 31 articles n'oblige personne à se battre.",
        "en": "Chile and Peru signed a friendship treaty. Unlike the pact concluded between Egypt and Sudan, "
        "this document of 31 articles obliges nobody to fight.",
    }
    counts = {a.parties: a.article_count for a in read(texts[lang], lang)}
    assert counts == {("CHL", "PER"): 31, ("EGY", "SDN"): None}


@pytest.mark.parametrize(("lang", "case"), [c for c in cases("obligations") if "actions" in c.values[1]])
def test_the_words_of_a_duty_are_one_whole_clause(lang: str, case: dict[str, Any]) -> None:
    assert [o.action for a in read(case["text"], lang) for o in a.obligations] == case["actions"]


def test_the_sentence_after_a_duty_tells_its_reserves() -> None:
    text = (
        "Le pacte entre l'Égypte et le Soudan oblige chaque pays à fournir une assistance militaire à l'autre en cas d'attaque. "
        "Cette assistance n'est due qu'en état de guerre et dans le respect de la Charte des Nations unies."
    )
    (duty,) = read(text, "fr")[0].obligations
    assert (duty.caveats, duty.conditions) == (("UN Charter art. 51",), ("state of war",))


@pytest.mark.parametrize(("lang", "case"), [*cases("agreements"), *cases("steps"), *cases("obligations")])
def test_evidence_is_short_and_the_texts_own(lang: str, case: dict[str, Any]) -> None:
    for agreement in read(case["text"], lang):
        for told in [*agreement.steps, *agreement.obligations]:
            assert case["text"][told.evidence.start : told.evidence.end] == told.evidence.text
            assert 0 < len(told.evidence.text.split()) <= MAX_WORDS


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_older_agreement_of_the_same_parties_is_told_apart(lang: str) -> None:
    texts = {
        "fr": "Un traité de paix entre le Chili et le Pérou a été signé mardi. Il remplace le traité d'amitié de 1998.",
        "en": "A peace treaty between Chile and Peru was signed on Tuesday. It replaces the friendship treaty of 1998.",
    }
    new, old = read(texts[lang], lang)
    assert new.parties == old.parties == ("CHL", "PER")
    assert new.replaces == (old.name_in_text,)
    assert [(s.step, s.date) for s in old.steps] == [("signed", "1998")]


@pytest.mark.parametrize(
    ("lang", "text", "replaced"),
    [
        (
            "fr",
            "Le Pérou et le Chili ont signé un pacte de défense. Le nouveau pacte remplace les accords antérieurs.",
            ("les accords antérieurs",),
        ),
        ("en", "Peru and Chile signed a defence pact. The new pact supersedes all earlier agreements.", ("all earlier agreements",)),
        ("fr", "Le Pérou et le Chili ont signé un pacte de défense. Le ministre remplace les ambassadeurs précédents.", ()),
    ],
)
def test_what_is_replaced_without_a_name(lang: str, text: str, replaced: tuple[str, ...]) -> None:
    assert read(text, lang)[0].replaces == replaced


@pytest.mark.parametrize(
    ("lang", "text", "steps"),
    [
        ("fr", "« Nous ne quitterons pas l’OTAN », a dit le Premier ministre hongrois Viktor Orban.", ["withdrawn HUN denied"]),
        ("fr", "La Hongrie ne quittera jamais l’OTAN.", ["withdrawn HUN denied"]),
        ("fr", "Le traité entre le Pérou et le Chili n’entrera en vigueur qu’en mai.", ["in_force CHL+PER future"]),
        ("en", "Hungary is not leaving NATO.", ["withdrawn HUN denied"]),
        ("en", '"We are not leaving NATO," Hungarian prime minister Viktor Orban said.', ["withdrawn HUN denied"]),
    ],
)
def test_negation_around_the_verb_and_we_for_the_speakers_state(lang: str, text: str, steps: list[str]) -> None:
    assert [f"{s.step} {s.actor} {s.status}" for a in read(text, lang) for s in a.steps] == steps


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_one_of_several_is_meant_by_its_place_or_year(lang: str) -> None:
    texts = {
        "fr": "Le pacte d'amitié de 1961 et le traité de paix de 1990 lient le Chili et le Pérou. "
        "Le premier prévoyait une assistance militaire en cas de conflit. "
        "À partir de 1996, les deux ministères ont constaté que le traité n'est plus appliqué. "
        "Dans le texte de 1990, il est seulement prévu qu'en cas de menace contre l'un d'eux, les parties se consultent.",
        "en": "The friendship pact of 1961 and the peace treaty of 1990 bind Chile and Peru. The first provided for military assistance "
        "in case of attack. From 1996 on, both ministries found that the treaty was no longer applied. "
        "The document of 1990 provides that the parties consult each other in case of a threat.",
    }
    old, young = read(texts[lang], lang)
    assert [(str(s.step), s.date) for s in old.steps] == [("signed", "1961"), ("suspended", "1996")]
    assert [str(s.step) for s in young.steps] == ["signed"]
    assert [str(o.action_class) for o in old.obligations] == ["defence"]
    assert [str(o.action_class) for o in young.obligations] == ["consult"]


def test_a_state_that_has_ended_acts_no_more() -> None:
    (treaty,) = read("Le traité d'assistance conclu en 1961 entre l'URSS et le Pérou a été suspendu en 1996.", "fr")
    assert [(s.actor, s.date) for s in treaty.steps] == [("PER+SUN", "1961"), ("PER+RUS", "1996")]

"""Treaties open to all: their parties are those the text shows joining, leaving, bound, or following others."""

import pytest

from foedera.language.pack import load_pack
from foedera.reading.model import AgreementReading
from foedera.reading.read_document import read_document
from foedera.sources.model import Document
from foedera.world.load_world import load_world

FRENCH = (
    "La Lituanie avait annoncé en mars son intention de quitter le traité d'Ottawa. Vilnius, dont la frontière avec le Bélarus est longue, "
    "l'avait ratifié en 2003. La Lettonie et l'Estonie ont fait part de projets similaires. La Suède a exclu de les suivre. "
    "Plus de cent pays ont ratifié le traité. Kiev, qui en est partie, s'interroge."
)
ENGLISH = (
    "Lithuania announced in March that it would withdraw from the Ottawa Treaty. Latvia and Estonia have similar plans, while Sweden ruled "
    "out following suit. Norway is a party to the treaty, and Ireland is not a party."
)


def read(text: str, lang: str) -> AgreementReading:
    return read_document(Document("case", text, lang, published="2024-11-12"), load_pack(lang), load_world()).agreements[0]


def steps(reading: AgreementReading) -> set[tuple[str, str, str]]:
    return {(str(s.step), s.actor, str(s.status)) for s in reading.steps}


@pytest.mark.parametrize(("text", "lang"), [(FRENCH, "fr"), (ENGLISH, "en")])
def test_who_does_as_another_does_takes_the_same_step(text: str, lang: str) -> None:
    told = steps(read(text, lang))
    assert {("withdrawn", "LTU", "future"), ("withdrawn", "EST+LVA", "future"), ("withdrawn", "SWE", "denied")} <= told


def test_parties_are_those_joining_leaving_or_bound() -> None:
    assert set(read(FRENCH, "fr").parties) == {"LTU", "LVA", "EST", "SWE", "UKR"}
    assert set(read(ENGLISH, "en").parties) == {"LTU", "LVA", "EST", "SWE", "NOR"}


def test_nobody_ratifies_for_a_crowd_without_names() -> None:
    assert not any(s.actor == "" for s in read(FRENCH, "fr").steps)


def test_a_neighbour_in_a_relative_clause_is_no_party() -> None:
    assert "BLR" not in read(FRENCH, "fr").parties


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_packs_example_is_read(lang: str) -> None:
    example = load_pack(lang).table("agreement_names")["open_treaties"]["example"]
    names = {"fr": ("La Ruritanie", "la Suède", "La Bordurie", "La Norvège"), "en": ("Ruritania", "Sweden", "Borduria", "Norway")}[lang]
    text = example.replace(names[0], names[1][0].upper() + names[1][1:]).replace(names[2], names[3])
    assert {actor for step, actor, _ in steps(read(text, lang)) if step == "withdrawn"} == {"SWE", "NOR"}

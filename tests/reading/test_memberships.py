"""Joining and leaving organisations: who "they" are, members told without a name, and an article of the organisation's treaty."""

from foedera.language.pack import load_pack
from foedera.reading.model import AgreementReading
from foedera.reading.read_document import read_document
from foedera.sources.model import Document
from foedera.world.load_world import load_world


def read(text: str, lang: str) -> tuple[AgreementReading, ...]:
    return read_document(Document("case", text, lang, published="2025-11-12"), load_pack(lang), load_world()).agreements


def told(readings: tuple[AgreementReading, ...]) -> dict[tuple[str, ...], set[tuple[str, str]]]:
    return {r.parties: {(str(s.step), s.actor) for s in r.steps} for r in readings}


def test_those_spoken_of_together_before_are_the_ones_who_left() -> None:
    text = "Le Mali, le Burkina Faso et le Niger font bloc. En janvier, les juntes avaient quitté la Cédéao."
    assert ("withdrawn", "BFA+MLI+NER") in told(read(text, "fr"))["BFA", "ECOWAS", "MLI", "NER"]


def test_a_paragraph_further_nobody_left() -> None:
    text = "Le Mali et le Niger font bloc.\n\nEn janvier, les juntes avaient quitté la Cédéao."
    assert told(read(text, "fr")) == {}


def test_a_member_since_joined_what_the_other_joined() -> None:
    text = "Sweden joined NATO on Thursday. Finland, a member of the club since April 2023, applauded."
    french = "La Suède a rejoint l'Otan jeudi. La Finlande, elle-même membre depuis avril 2023, a applaudi."
    assert ("in_force", "FIN") in told(read(french, "fr"))["FIN", "NATO"]
    assert ("in_force", "SWE") in told(read(text, "en"))["NATO", "SWE"]


def test_an_article_belongs_to_the_accession_told_beside_it() -> None:
    text = "La Suède a rejoint l'Otan jeudi. Elle bénéficie de l'article 5 de l'Alliance. Le traité de l'Atlantique Nord date de 1949."
    parties = sorted(r.parties for r in read(text, "fr"))
    assert parties == [("NATO",), ("NATO", "SWE")]
    accession = next(r for r in read(text, "fr") if r.parties == ("NATO", "SWE"))
    assert "article 5" in (accession.name_in_text, *accession.aliases)

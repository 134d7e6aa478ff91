"""What kind of agreement the record names when documents tell different things of it."""

from foedera.language.pack import load_pack
from foedera.reading.read_document import read_document
from foedera.record.model import ReadDocument
from foedera.record.record_from_readings import record_from_readings
from foedera.sources.model import Document
from foedera.values.codes import AgreementKind
from foedera.world.load_world import load_world

PLAIN = "Le Chili et le Pérou ont signé mardi un traité de partenariat stratégique à Lima."
CLAUSE = "Le traité signé mardi entre le Chili et le Pérou oblige chaque pays à fournir une aide militaire à l'autre en cas d'attaque."
REFUSED = "Le traité signé mardi entre le Chili et le Pérou ne comporte aucune clause de défense mutuelle."


def kind_of(*texts: str) -> AgreementKind:
    world, pack = load_world(), load_pack("fr")
    documents = [Document(f"page{n}", text, "fr", published="2024-11-12") for n, text in enumerate(texts)]
    record = record_from_readings([ReadDocument(d, read_document(d, pack, world)) for d in documents], world=world)
    (agreement,) = record.agreements
    return agreement.kind


def test_one_document_that_tells_the_clause_makes_it_mutual_defence() -> None:
    assert kind_of(PLAIN, PLAIN + " L'accord porte sur la pêche.", CLAUSE) is AgreementKind.MUTUAL_DEFENCE


def test_a_clause_said_not_to_exist_makes_none() -> None:
    assert kind_of(PLAIN, REFUSED) is not AgreementKind.MUTUAL_DEFENCE

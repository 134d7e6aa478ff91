"""A step is read by both readers where the tree of its sentence gives the same actor."""

import pytest

from foedera.language.pack import load_pack
from foedera.reading.read_document import read_document
from foedera.sources.model import Document
from foedera.world.load_world import load_world


@pytest.mark.parametrize(
    ("lang", "text", "reader"),
    [
        ("fr", "La Norvège a ratifié le traité de pêche avec l'Islande et a envoyé 300 soldats en Lituanie.", "both"),
        ("en", "Norway ratified the fishing treaty with Iceland and sent 300 soldiers to Lithuania.", "both"),
        ("en", "Norway ratified the fishing treaty with Iceland.", "shallow"),  # no event: the sentence is not parsed
    ],
)
def test_who_read_a_step(lang: str, text: str, reader: str) -> None:
    (agreement,) = read_document(Document("d", text, lang), load_pack(lang), load_world()).agreements
    assert [(s.step, s.actor, s.reader) for s in agreement.steps] == [("ratified", "NOR", reader)]

"""What a text uses and nobody taught: names beside those known, verbs of known actors, and how often."""

import pytest

from foedera.language.pack import load_pack
from foedera.reading.read_document import context_of
from foedera.reading.unknown_words import UnknownCount, UnknownWord, counted, unknown_words
from foedera.sources.model import Document
from foedera.world.load_world import load_world

CASES = [
    ("fr", "name", "La France a signé l'accord de Zubrowka lundi à Paris.", ["Zubrowka"]),
    ("fr", "name", "Selon Agathe Quinquin, la Chine et le Japon se parlent.", ["Agathe Quinquin"]),
    ("fr", "name", "Le Kremlin et Washington se sont tus. Les deux parlent de M. Macron.", []),
    ("fr", "name", "Zubrowka se tait. Paris écrit à Zubrowka.", ["Zubrowka", "Zubrowka"]),
    ("fr", "name", "TOUT LE MONDE SE TAIT À ZUBROWKA", []),
    ("fr", "verb", "La France a zébré la Belgique.", ["zébrer"]),
    ("fr", "verb", "La France a signé l'accord.", []),
    ("fr", "verb", "Le chat miaule.", []),
    ("en", "name", "On Monday Germany deployed the Wolpertinger system in Poland.", ["Wolpertinger"]),
    ("en", "name", "The Kremlin said on Monday that Germany had signed.", []),
    ("en", "verb", "Germany has outflanked France.", ["outflank"]),
    ("en", "verb", "Germany signed the treaty.", []),
]


def words_in(lang: str, text: str) -> tuple[UnknownWord, ...]:
    return unknown_words(context_of(Document("d", text, lang), load_pack(lang), load_world()))


@pytest.mark.parametrize(("lang", "kind", "text", "expected"), CASES)
def test_names_and_verbs_nobody_taught(lang: str, kind: str, text: str, expected: list[str]) -> None:
    found = [w for w in words_in(lang, text) if w.kind == kind]
    assert [w.text for w in found] == expected
    assert all(w.span.text_in(text) == w.text for w in found if kind == "name")
    assert all(w.sentence.contains(w.span) for w in found)


def test_counts_over_documents_the_widest_spread_first() -> None:
    texts = {"b": "Paris écrit à Zubrowka.", "a": "Oslo écrit à Klow, puis à Klow. Rome écrit à Zubrowka."}
    found = counted((name, text, [w for w in words_in("fr", text) if w.kind == "name"]) for name, text in texts.items())
    assert found == (
        UnknownCount("name", "Zubrowka", 2, ("a", "b"), "Rome écrit à Zubrowka."),
        UnknownCount("name", "Klow", 2, ("a",), "Oslo écrit à Klow, puis à Klow."),
    )
    assert counted([("a", texts["a"], words_in("fr", texts["a"]))], least=2)[0].text == "Klow"

"""The search answers alike in every database: which documents, whatever accents and capitals; the words around are the text's own."""

from pathlib import Path

import pytest
from tests.conftest import NewRecord
from tests.store.test_store import a_document, a_reading

from foedera.store.databases.search_terms import search_terms
from foedera.store.databases.words_around import words_around
from foedera.store.store import Store

PAGES = {
    "fr": ("Été à Klow", "L’accord d’État à État fut signé ; « la Bordurie », dit-on, n’a rien ratifié. Cœur, ÎLE, naïf, garçon."),
    "en": ("The treaty", "The border was re-opened at 6.30 p.m.; 10,000 men of the 3rd army had left, the U.N. said: desk@klow.example."),
    "long": ("", "mot " * 400 + "Szohôd est loin. " + "fin " * 400),
    "sums": ("Sommes", "En 2024, 10000 litres puis 10\u202f000 mètres ; 12500 tonnes, soit 12.500.000 kilos. Le 000."),
    "far": (None, "Договор подписан в Москве. ΑΘΗΝΑ. Straße. Łódź."),
}
ASKED = {
    "etat": {"fr"},
    "ÉTAT": {"fr"},
    "ete": {"fr"},
    "ile": {"fr"},
    "garcon naif": {"fr"},
    "cœur": {"fr"},
    "l'accord": {"fr"},
    "accord l'": {"fr"},
    "d’état": {"fr"},
    "bordurie": {"fr"},
    "«bordurie»": {"fr"},
    "signe ratifie": {"fr"},
    "signe treaty": set(),
    "re-opened": {"en"},
    "opened-re": set(),
    "10,000": {"en", "sums"},
    "10 000": {"en", "sums"},
    "10.000": {"en", "sums"},
    "10\u00a0000": {"en", "sums"},
    "10’000 men": {"en"},
    "10000": {"en", "sums"},
    "000 10": {"en", "sums"},
    "12500": {"sums"},
    "12 500 000": {"sums"},
    "12,500": {"sums"},
    "2024": {"sums"},
    '"men of the"': {"en"},
    '"of men the"': set(),
    "“men of” 10 000": {"en"},
    "« accord d’État » signé": {"fr"},
    "« 10 000 men »": {"en"},
    '"10000 men of"': {"en"},
    'klow "accord d': {"fr"},
    '""': set(),
    "000": {"en", "sums"},
    "3rd": {"en"},
    "U.N.": {"en"},
    "klow": {"fr", "en"},
    "the TREATY": {"en"},
    "szohod": {"long"},
    "договор": {"far"},
    "ДОГОВОР": {"far"},
    "αθηνα": {"far"},
    "lodz": set(),  # in Unicode Ł is a letter of its own, not an L with a mark
    "łodz": {"far"},
    "acc": set(),
    "\" ' ( ) *": set(),
    "- klow": {"fr", "en"},
    "AND OR NOT": set(),
    "klow*": {"fr", "en"},
    "a & b | !c <-> d": set(),
    "": set(),
    "\0": set(),
    "klow\0treaty\ud800": {"en"},
}


@pytest.fixture(scope="module")
def store(new_record: NewRecord) -> Store:
    kept = Store(new_record())
    for name, (title, text) in PAGES.items():
        kept.put(a_document(id=name, title=title, text=text, origin=name, lines=()), a_reading(name), "r")
    return kept


@pytest.mark.parametrize("asked", ASKED)
def test_the_same_documents_are_found(store: Store, asked: str) -> None:
    assert {found.id for found in store.search(asked)} == ASKED[asked]


def test_the_words_around_are_those_of_the_text(store: Store) -> None:
    (found,) = store.search("szohod")
    assert "Szohôd" in found.words and len(found.words.split()) <= 17 and found.words[0] == found.words[-1] == "…"
    (found,) = store.search("RATIFIE")
    assert "n’a rien ratifié" in found.words


def test_no_more_than_asked(store: Store) -> None:
    assert len(store.search("klow", limit=1)) == 1


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        ("un deux trois", ["deux"], "un deux trois"),
        ("10 mots " * 30 + "10 000 x", ["10000"], "…" + "mots 10 " * 6 + "mots 10 000 x"),
        ("« un » deux.", ["un"], "« un » deux."),
        (" ".join(f"m{n}" for n in range(40)), ["m0"], " ".join(f"m{n}" for n in range(16)) + "…"),
        (" ".join(f"m{n}" for n in range(40)), ["m39"], "…" + " ".join(f"m{n}" for n in range(24, 40))),
        (" ".join(f"m{n}" for n in range(40)), ["m20"], "…" + " ".join(f"m{n}" for n in range(16, 32)) + "…"),
        ("un deux", ["title-only"], "un deux"),
        ("e\u0301te\u0301 à", ["ÉTÉ"], "e\u0301te\u0301 à"),
        ("", ["x"], ""),
    ],
)
def test_words_around(text: str, asked: list[str], shown: str) -> None:
    assert words_around(text, search_terms(" ".join(asked))) == shown


def test_a_text_of_more_words_than_an_index_holds_is_kept(record: str | Path) -> None:
    store = Store(record)
    text = "Syldavie " + " ".join(f"w{n:x}" for n in range(150_000))
    store.put(a_document(text=text, lines=()), a_reading(), "r")
    assert [found.id for found in store.search("syldavie w1f")] == ["a1"]
    assert store.item("a1").document.text == text
    store.close()

"""The gate stays open for every text that some layer reads, and closes on news of every day."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from foedera.language.pack import load_pack
from foedera.reading.document_gate import may_tell
from foedera.reading.read_document import read_document
from foedera.sources.model import Document
from foedera.world.load_world import load_world

CASES = Path(__file__).resolve().parents[1] / "cases"
BENCHMARKS = CASES.parents[1] / "benchmarks"


def _told() -> Iterator[tuple[str, str]]:
    """Texts of the sentence tables that must give a statement."""
    for table, key in (("quotes", "quotes"), ("agreements", "agreements"), ("steps", "steps"), ("events", "events")):
        for path in sorted(CASES.glob(f"*/{table}.yaml")):
            for case in yaml.safe_load(path.read_text(encoding="utf-8")):
                if case.get(key):
                    yield path.parent.name, case["text"]


def test_it_is_open_for_whatever_tells() -> None:
    closed = [text for lang, text in _told() if not may_tell(Document("d", text, lang), load_pack(lang), load_world())]
    assert closed == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "La pluie a retardé les travaux du stade. Les boulangers du quartier s'en plaignent."),
        ("en", "Rain held up work on the stand. Bakers in the neighbourhood complain."),
        ("es", "La lluvia retrasó las obras del estadio. Los panaderos se quejan."),
    ],
)
def test_it_closes_on_news_of_every_day(lang: str, text: str) -> None:
    document = Document("d", text, lang)
    assert not may_tell(document, load_pack(lang), load_world())
    assert read_document(document, load_pack(lang), load_world()).quotes == ()


def test_made_up_news_tells_nothing() -> None:
    sys.path.insert(0, str(BENCHMARKS))
    try:
        from everyday_news import everyday_news
    finally:
        sys.path.remove(str(BENCHMARKS))
    for document in everyday_news(20):
        reading = read_document(document, load_pack(document.lang), load_world(), shallow=True)
        assert (reading.agreements, reading.events, reading.quotes) == ((), (), ()), document.text

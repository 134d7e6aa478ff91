"""A desk over the project's own example articles and a few hostile ones, asked as a browser asks."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over

from foedera.corpus.read_corpus import ReaderChoice, read_into
from foedera.corpus.record_of_store import grow
from foedera.reading.model import EventStatement, Reading
from foedera.sources.model import Document
from foedera.sources.read_sources import documents_from
from foedera.store.store import Store
from foedera.values.codes import EventType
from foedera.values.span import Evidence

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
HOSTILE = {
    "script.txt": (
        'Ruritanie : <script>alert("oui")</script>\n\n<img src=x onerror=alert(1)> Le 19 juin 2024 à Vienne, l’Autriche et la Hongrie ont '
        "signé un <b onclick=alert(2)>traité de défense</b> mutuelle.\n"
    ),
    "order.txt": (
        "Le texte \u202egnalre\u202c\n\nLe 3 mai 2024, la France a livré des \u200fmissiles\u200e à l’Ukraine \u2066peut-être\u2069.\n"
    ),
}


LINE = "La France a livré des missiles à l’Ukraine. "


def long_line() -> tuple[Document, Reading]:
    """A page of one line of a megabyte, with two events told at its beginning, one inside the other."""
    document = Document("line", LINE + "mot " * 250_000, "fr", title="Une ligne", published="2024-05-04")
    told = [EventStatement(EventType.TRANSFER, "FRA", "UKR", words, Evidence(0, len(words), words)) for words in (LINE[:-2], LINE[:29])]
    return document, Reading("line", "fr", "2024-05-04", "Une ligne", None, (), tuple(told))


def filled_record(folder: Path) -> Path:
    """A record of the examples and the hostile texts; read by words alone, which is quick."""
    texts = folder / "texts"
    texts.mkdir()
    for name, text in HOSTILE.items():
        (texts / name).write_text(text, encoding="utf-8")
    store = Store(folder / "desk.db")
    store.put(*long_line(), "by hand")
    for outcome in read_into(store, documents_from([str(EXAMPLES), str(texts)]), ReaderChoice(shallow=True)):
        assert outcome.trouble is None or outcome.trouble.key, outcome
    grow(store)
    store.close()
    return folder / "desk.db"


@pytest.fixture(scope="session")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled_record(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="session")
def desk(record_file: Path) -> FastAPI:
    return desk_over(record_file)


@pytest.fixture
def browser(desk: FastAPI) -> TestClient:
    return client_of(desk)

"""Proofs and reasons on a page name a document by outlet and day, never by its id; the id is in the link."""

import re
from html import unescape
from pathlib import Path

import pytest
from tests.interfaces.web.desk_client import client_of, desk_over

from foedera.corpus.read_corpus import ReaderChoice, read_into
from foedera.corpus.record_of_store import grow
from foedera.sources.plain_text import Given, document_from_text
from foedera.store.store import Store

TEXT = (
    "Le 3 mai 2021, la Norvège et le Danemark ont signé à Oslo un traité de défense mutuelle.\n"
    "Le traité oblige chaque partie à fournir une assistance militaire immédiate à l’autre en cas d’attaque armée.\n"
    "Selon l’agence Ritzau, le traité est entré en vigueur le 4 décembre 2021.\n"
)
ID = "xq77-page"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("proofs") / "desk.db"
    store = Store(path)
    given = Given(ID, ID, "fr", "Un titre", "La Gazette du Nord", None, "2021-12-05", None)
    assert [o.state for o in read_into(store, [document_from_text(TEXT, given)], ReaderChoice(shallow=True))] == ["read"]
    grow(store)
    store.close()
    return path


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "/what-if?kind=attack&by=SWE&on_whom=NOR&on=2021-12-10&agreements=record",
        "/obligations?state=NOR&on=2021-12-10&agreements=record",
        "/why/DNK-NOR-2021%2Fin_force:DNK%2BNOR",
    ],
)
def test_a_document_is_named_by_outlet_and_day(record: Path, path: str, lang: str) -> None:
    page = unescape(client_of(desk_over(record), lang).get(path).text)
    main = page[page.index("<main") : page.index("</main>")]
    shown = re.sub(r"<[^>]+>", "", main)
    day = "5 décembre 2021" if lang == "fr" else "5 December 2021"
    assert f"La Gazette du Nord, {day}" in shown
    assert ID not in shown and f'title="{ID}"' in main

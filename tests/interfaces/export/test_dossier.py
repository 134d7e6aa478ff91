"""The ZIP of an agreement, and the record's own file in Datasette."""

import asyncio
import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.interfaces.export.invented_record import CONTROLS, SCRIPT, TEXTS, material
from tests.interfaces.export.read_record import record_of_text
from tests.interfaces.test_command_line import run

from foedera.errors import UsageError
from foedera.interfaces.export.datasette_metadata import DERIVED, QUERIES, SHOWN, datasette_metadata
from foedera.interfaces.export.dossier import dossier_zip
from foedera.record.model import Record
from foedera.store import schema
from foedera.store.derived import derived
from foedera.store.store import Store
from foedera.views.words import catalogue_languages


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read once: exports change nothing."""
    return record_of_text(tmp_path_factory.mktemp("record"))


def opened(**more: object) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(dossier_zip(material(**more))))


@pytest.mark.parametrize("lang", catalogue_languages())
def test_a_dossier_holds_brief_data_and_quotations_but_no_text(lang: str) -> None:
    archive = opened(lang=lang)
    assert archive.testzip() is None
    files = {name.removeprefix("AUT-HUN-2019/"): archive.read(name).decode() for name in archive.namelist()}
    assert {"README.md", "brief.html", "brief.md", "record.json", "tables/quotations.csv", "calendar.ics", "references.ris"} <= {*files}
    assert not [name for name in files if name.startswith("texts/")]
    assert not [name for name, content in files.items() for text in TEXTS.values() if text in content or text[:60] in content]
    assert "ont signé le pacte le 5 mars 2019" in files["brief.html"]
    assert json.loads(files["record.json"])["agreements"][0]["id"] == "AUT-HUN-2019"
    assert [row["words"] for row in csv.DictReader(io.StringIO(files["tables/quotations.csv"]))] == [SCRIPT]


def test_every_link_of_the_brief_leads_somewhere_and_nothing_in_it_runs() -> None:
    page = opened().read("AUT-HUN-2019/brief.html").decode()
    targets = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= targets
    assert "<script" not in page and "&lt;script&gt;" in page


def test_texts_come_when_asked_for_under_names_that_stay_in_the_folder() -> None:
    archive = opened(with_text=True)
    texts = {name: archive.read(name).decode() for name in archive.namelist() if "/texts/" in name}
    assert sorted(texts.values()) == sorted(text for text in TEXTS.values())
    assert all(re.fullmatch(r"AUT-HUN-2019/texts/\d{3}-[\w-]+\.txt", name) for name in texts)
    assert not [name for name in archive.namelist() if ".." in name or name.startswith("/")]
    assert CONTROLS[:5] in texts["AUT-HUN-2019/texts/001-two.txt"]


def test_the_same_record_gives_the_same_bytes_and_an_empty_one_an_error() -> None:
    assert dossier_zip(material()) == dossier_zip(material())
    with pytest.raises(UsageError):
        dossier_zip(material(Record()))
    with pytest.raises(UsageError):
        dossier_zip(material(agreement="FRA-DEU-1963"))


def test_every_table_of_the_file_is_told_of() -> None:
    made = {f"grown_{name}" for name in DERIVED} | {*SHOWN}
    kept = {table for table in schema.metadata.tables if not table.startswith("grown_")}
    assert kept & {*SHOWN} == {*SHOWN}
    assert {table for table in derived.tables if table in made} == {f"grown_{name}" for name in DERIVED}


async def _answers(path: Path, metadata: dict[str, Any], asked: list[tuple[str, str]]) -> list[Any]:
    from datasette.app import Datasette

    desk = Datasette([str(path)], metadata=metadata)
    try:
        await desk.invoke_startup()
        found = [await desk.client.get(f"/{path.stem}/{query}.json?_shape=objects&{holes}") for query, holes in asked]
        assert (await desk.client.get(f"/{path.stem}")).status_code == 200
        return [answer.json() for answer in found]
    finally:
        for database in desk.databases.values():
            database.close()
        desk.executor.shutdown()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_file_opens_in_datasette_with_six_questions(record: Path) -> None:
    pytest.importorskip("datasette", reason="datasette is not installed")
    Store(record).close()
    made = json.loads(run("export", "--format", "datasette", "--record", str(record)).stdout)
    metadata = datasette_metadata(material()) | {"databases": {record.stem: next(iter(made["databases"].values()))}}
    asked = [("search", "words=Pyongyang"), ("search", "words="), ("search", 'words="'), ("steps", "step=in_force"), ("events", "type="),
             ("quotations", "speaker="), ("outlets", ""), ("judgements", "")]  # fmt: skip
    assert {query for query, _ in asked} == {name for name, _, _ in QUERIES} and len(QUERIES) == 6
    answers = asyncio.run(_answers(record, metadata, asked))
    assert [answer.get("error") for answer in answers] == [None] * len(asked)
    found, nothing, marks, steps, *_, outlets, judgements = (answer["rows"] for answer in answers)
    assert ([row["id"] for row in found], nothing, marks, judgements) == (["one"], [], [], [])
    assert [(row["step"], row["date"]) for row in steps] == [("in_force", "2024-12-04")]
    assert outlets[0]["documents"] == 1

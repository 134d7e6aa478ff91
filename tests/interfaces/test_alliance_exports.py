"""Promises between states as ATOP dyad-years, COW member rows and GEXF, each with its codebook."""

import csv
import io
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from typer.testing import CliRunner, Result

from foedera.interfaces.cli.main import app
from foedera.interfaces.export import codebook as books
from foedera.views.words import catalogue_languages, words

WORLD = ("--agreements", "world", "--since", "2021-01-01", "--until", "2025-12-31")
TEXT = ("Le 19 juin 2024 à Pyongyang, Moscou et Pyongyang ont signé un traité de défense mutuelle.\n"
        "Le traité oblige chaque partie à fournir une assistance militaire immédiate à l'autre en cas d'attaque armée.\n"
        "Le traité est entré en vigueur le 4 décembre 2024.\n")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def rows(form: str, *arguments: str) -> list[dict[str, str]]:
    done = run("export", "--format", form, *(arguments or WORLD))
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


@pytest.fixture(scope="module")
def dyads() -> dict[tuple[str, str, str], dict[str, str]]:
    return {(row["codeA"], row["codeB"], row["year"]): row for row in rows("atop")}


def test_dyad_years_have_a_direction_and_both_kinds_of_codes(dyads: dict[tuple[str, str, str], dict[str, str]]) -> None:
    row = dyads["USA", "FRA", "2021"]
    assert (row["stateA"], row["stateB"], row["defense"], row["consul"]) == ("2", "220", "1", "1")
    assert "NATO-1949" in row["agreements"].split("; ")


def test_a_state_counts_from_the_year_it_acceded(dyads: dict[tuple[str, str, str], dict[str, str]]) -> None:
    assert ("USA", "FIN", "2022") not in dyads or "NATO-1949" not in dyads["USA", "FIN", "2022"]["agreements"]
    assert dyads["USA", "FIN", "2023"]["defense"] == "1"


def test_documents_alone_by_either_clock(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    assert run("read", str(tmp_path / "one.txt"), "--record", str(tmp_path / "r.db")).exit_code == 0
    asked = ("--agreements", "record", "--record", str(tmp_path / "r.db"), "--since", "2024-01-01", "--until", "2024-12-31")
    assert {(row["codeA"], row["codeB"], row["defense"]) for row in rows("atop", *asked)} == {("PRK", "RUS", "1"), ("RUS", "PRK", "1")}
    before = (*asked[:-1], "2024-11-30")
    assert {row["defense"] for row in rows("atop", *before)} <= {"NA"}
    assert {row["defense"] for row in rows("atop", *before, "--clock", "signed")} == {"1"}


def test_member_rows_keep_each_span_and_open_ends() -> None:
    members = [row for row in rows("cow") if row["version4id"] == "NATO-1949"]
    finland = next(row for row in members if row["state_name"] == "FIN")
    assert (finland["mem_st_day"], finland["mem_st_month"], finland["mem_st_year"], finland["mem_end_year"]) == ("4", "4", "2023", "")
    assert (finland["right_censor"], finland["left_censor"], finland["defense"], finland["ccode"]) == ("1", "0", "1", "375")
    assert finland["ss_type"].startswith("Type I:")
    assert {row["left_censor"] for row in members if row["state_name"] == "USA"} == {"1"}


def test_gexf_opens_elsewhere_with_its_intervals(tmp_path: Path) -> None:
    target = tmp_path / "promises.gexf"
    assert run("export", "--format", "gexf", *WORLD, "--lang", "fr", "--output", str(target)).exit_code == 0
    graph: Any = nx.read_gexf(target, version="1.3")
    edges = [data for data in graph["FIN"]["USA"].values() if (data["agreement"], data["pledge"]) == ("NATO-1949", "defence")]
    assert [data["spells"] for data in edges] == [[("2023-04-04", "2025-12-31")]]
    assert graph.nodes["FIN"]["label"] == "Finlande"


@pytest.mark.parametrize("form", ["atop", "cow"])
def test_the_same_question_gives_the_same_bytes(form: str) -> None:
    assert run("export", "--format", form, *WORLD).stdout == run("export", "--format", form, *WORLD).stdout


@pytest.mark.parametrize("lang", catalogue_languages())
@pytest.mark.parametrize("form", ["atop", "cow", "gexf"])
def test_every_variable_is_in_the_codebook(form: str, lang: str) -> None:
    told = run("export", "--format", form, "--codebook", "--lang", lang).stdout
    assert [line.split("`")[1] for line in told.splitlines() if line.startswith("| `")] == list(books.VARIABLES[form])
    assert words(lang).say("codebook.note_unknown") in told


@pytest.mark.parametrize(("arguments", "said"), [
    (("--format", "excel"), "readings, gold, atop, cow, gexf"),
    (("--format", "atop", "--clock", "solar", *WORLD[:2]), "in_force, signed"),
    (("--format", "atop", "--agreements", "world", "--since", "soon"), "soon"),
    (("--format", "atop", "--agreements", "world", "--since", "2001-01-01", "--until", "2000-01-01"), "2001-01-01"),
    (("--format", "readings", "--codebook"), "parquet, atop, cow, gexf"),
    (("--format", "cow", "--agreements", "world", "--agreement", "FRA-0000"), "FRA-0000"),
])
def test_what_is_asked_wrongly_is_said(arguments: tuple[str, ...], said: str) -> None:
    done = run("export", *arguments)
    assert done.exit_code == 2 and said in done.stderr


def test_promises_of_one_state_or_one_agreement_can_be_asked_for() -> None:
    span = ("export", "--format", "atop", "--agreements", "world", "--since", "2000-01-01", "--until", "2000-12-31")
    french = list(csv.DictReader(io.StringIO(run(*span, "--country", "France").stdout)))
    assert french and all("FRA" in (row["codeA"], row["codeB"]) for row in french)
    named = french[0]["agreements"].split("; ")[0]
    assert {row["agreements"] for row in csv.DictReader(io.StringIO(run(*span, "--agreement", named.lower()).stdout))} == {named}

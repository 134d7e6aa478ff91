"""Words that attack what they are shown in: spreadsheets, XML, terminals. Nothing they hold is lost where it is not shown."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.interfaces.test_command_line import record, run

from foedera.interfaces.cli.output import json_text, plain
from foedera.interfaces.export.atop_dyad_years import atop_csv
from foedera.interfaces.export.cow_members import cow_csv
from foedera.interfaces.export.gexf import gexf_xml
from foedera.interfaces.export.pictures.canvas import Line, box_of, box_svg, link_svg, svg_page
from foedera.treaties.directed_dyads import Leg, Spell
from foedera.values.dates import DateRange
from foedera.world.cow_numbers import load_cow_numbers

__all__ = ["record"]
FIRST, LAST = date(2021, 1, 1), date(2022, 12, 31)
FORMULA, CONTROLS = '=HYPERLINK("x")', "Pact\x1b of\x0c the\x00 Lake\ufffe"
TEXT = "La Chine a livré 1234567 obus à la Serbie le 3 mars 2024. Le Chili a livré plus de 20000 missiles au Pérou le 5 mars 2024.\n"


def leg_of(name: str) -> Leg:
    return Leg(agreement=name, bearer=name, beneficiary="FRA", pledge=None, spells=(Spell(FIRST, LAST, True),))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
@pytest.mark.parametrize("form", ["atop", "cow"])
def test_no_cell_of_alliance_data_begins_a_formula(form: str, sign: str) -> None:
    legs, numbers = [leg_of(sign + FORMULA)], load_cow_numbers()
    table = atop_csv(legs, numbers) if form == "atop" else cow_csv(legs, numbers, DateRange(FIRST, LAST))
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert f"'{sign}{FORMULA}" in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def test_exact_quantities_are_plain_figures_with_every_digit(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    assert run("read", str(tmp_path / "one.txt"), "--record", str(tmp_path / "r.db"), "--text-lang", "fr").exit_code == 0
    table = run("export", "--format", "csv", "--record", str(tmp_path / "r.db")).stdout
    told = {row["quantity"].split(" ")[0] for row in csv.DictReader(io.StringIO(table))}
    assert {"1234567", ">20000"} <= told


def test_network_for_gephi_stays_well_formed() -> None:
    root = ET.fromstring(gexf_xml([leg_of(CONTROLS)], lambda code: CONTROLS))
    assert "Pact of the Lake" in {node.get("label") for node in root.iter("{http://gexf.net/1.3}node")}


def test_pictures_stay_well_formed() -> None:
    box = box_of([Line(CONTROLS)], tip=CONTROLS)
    body = box_svg(box) + link_svg(box, box.at(200, 0), "defence", tip=CONTROLS)
    words = [text.strip() for text in ET.fromstring(svg_page(300, 100, CONTROLS, CONTROLS, body)).itertext()]
    assert words.count("Pact of the Lake") == 5


@pytest.mark.parametrize("name", ["Traité\x1b[31m", "Traité\x0c", "Traité\u202e", "Traité\x85"])
def test_no_name_holds_a_control_character(record: Path, name: str) -> None:
    asked = run("judge", "PRK-RUS-2024", "rename", name, "--by", "desk", "--why", "essai", "--record", str(record), "--lang", "en")
    assert asked.exit_code == 2 and ascii(name[6])[1:-1] in asked.stderr
    assert name[6] not in asked.stderr
    assert json.loads(run("judge", "--record", str(record), "--json").stdout) == []


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x85", "\x9b", "\u202e", "\u2066"])
def test_a_terminal_is_not_steered_and_json_is_exact(character: str) -> None:
    words = f"Article{character} 4, é 😀"
    assert character not in plain(words) and "é 😀" in plain(words)
    told = json_text({"text": words})
    assert character not in told and "é 😀" in told
    assert json.loads(told) == {"text": words}


def test_exported_evidence_is_the_texts_own(tmp_path: Path) -> None:
    text = "Le 19 juin 2024 à Pyongyang, Moscou et Pyongyang ont signé un \u202atraité\u202c de défense\x85 mutuelle.\n"
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    assert run("read", str(tmp_path / "one.txt"), "--record", str(tmp_path / "r.db"), "--text-lang", "fr").exit_code == 0
    (reading,) = map(json.loads, run("export", "--format", "readings", "--record", str(tmp_path / "r.db")).stdout.splitlines())
    held = [step["evidence"] for agreement in reading["agreements"] for step in agreement["steps"]]
    assert any("\x85" in e["text"] and "\u202a" in e["text"] for e in held)
    assert all(text[e["start"] : e["end"]] == e["text"] for e in held)


@pytest.mark.parametrize(
    ("party", "taken"), [("=1+1", False), ("@x", False), ("FR\x1bA", False), ("RUS:State Duma", True), ("Côte Libre", True)]
)
def test_parties_of_an_import_are_codes_or_names(record: Path, tmp_path: Path, party: str, taken: bool) -> None:
    (tmp_path / "two.txt").write_text("Le Chili a signé un pacte.\n", encoding="utf-8")
    line = {"id": "two", "lang": "fr", "agreements": [{"name_in_text": "pacte", "parties": ["CHL", party], "kind": "peace"}]}
    (tmp_path / "r.jsonl").write_text(json.dumps(line), encoding="utf-8")
    done = run("import", str(tmp_path / "r.jsonl"), "--texts", str(tmp_path / "two.txt"), "--record", str(record), "--lang", "en")
    assert (done.exit_code == 0) is taken, done.output
    assert ("parties" in done.output) is not taken

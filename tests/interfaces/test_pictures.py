"""Pictures: what is drawn is what is known, boxes never lie on one another, nothing outside the file is needed."""

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner, Result

from foedera.interfaces.cli.main import app
from foedera.interfaces.export.pictures.canvas import text_width, wrapped
from foedera.interfaces.export.pictures.placing import placed
from foedera.views.words import catalogue_languages

SVG = "{http://www.w3.org/2000/svg}"
FORTY = ("USA,CAN,GBR,FRA,DEU,POL,EST,FIN,SWE,NOR,TUR,GRC,ITA,ESP,RUS,BLR,ARM,KAZ,KGZ,TJK,PRK,CHN,JPN,KOR,PHL,AUS,NZL,PAK,SAU,UKR,"
         "IRL,CYP,AUT,HUN,ROU,IND,VNM,THA,MLI,BFA")
WORLD = ("--agreements", "world", "--on", "2024-12-10", "--lang", "en")
PICTURES = {
    "network": ("network", "--states", FORTY, *WORLD),
    "duties": ("duties", "FRA", *WORLD),
    "chain": ("chain", "--attack", "RUS:EST", *WORLD),
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["picture", *arguments])


def drawn(*arguments: str) -> ET.Element:
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return ET.fromstring(done.stdout)


def boxes(root: ET.Element) -> list[tuple[float, float, float, float]]:
    found = [rect for rect in root.iter(f"{SVG}rect") if "box" in rect.get("class", "") and float(rect.get("width", 0)) > 24]
    return [(float(r.get("x", 0)), float(r.get("y", 0)), float(r.get("width", 0)), float(r.get("height", 0))) for r in found]


def texts(root: ET.Element) -> str:
    return " ".join(text.text or "" for text in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("name", PICTURES)
def test_boxes_stay_apart_and_inside(name: str) -> None:
    root = drawn(*PICTURES[name])
    width, height = (float(part) for part in root.get("viewBox", "").split()[2:])
    found = boxes(root)
    assert len(found) > 5
    assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in found)
    crossing = [(a, b) for a, b in combinations(found, 2)
                if a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]]
    assert crossing == []


@pytest.mark.parametrize("name", PICTURES)
def test_the_same_picture_again(name: str) -> None:
    assert run(*PICTURES[name]).stdout == run(*PICTURES[name]).stdout


@pytest.mark.parametrize("lang", catalogue_languages())
@pytest.mark.parametrize("name", PICTURES)
def test_a_page_needs_no_script_and_no_network(name: str, lang: str, tmp_path: Path) -> None:
    target = tmp_path / "picture.html"
    assert run(*PICTURES[name][:-1], lang, "--output", str(target)).exit_code == 0
    page = target.read_text(encoding="utf-8")
    assert "<script" not in page and not re.search(r'(src|href)="', page) and "@import" not in page
    assert page.startswith("<!doctype html>") and f'<html lang="{lang}">' in page
    assert "<svg" in page and "<table>" in page and "…" not in texts(ET.fromstring(page[page.index("<svg"):page.index("</svg>") + 6]))


def test_a_promise_of_one_side_has_an_arrow() -> None:
    root = drawn("network", "--states", "USA,JPN,KOR", *WORLD)
    links = [link for link in root.iter(f"{SVG}path") if link.find(f"{SVG}title") is not None]
    ties = {(link.findtext(f"{SVG}title") or "").rpartition(", ")[2]: link for link in links}
    assert ties["United States → Japan"].get("marker-end")
    assert not ties["South Korea ↔ United States"].get("marker-end")


def test_states_in_the_same_agreements_share_a_box() -> None:
    root = drawn("network", "--states", "AUT,IRL,MLT,FRA,DEU,BEL", *WORLD)
    assert "Austria, Ireland, Malta" in texts(root)


def test_the_promises_of_a_state_go_in_their_direction() -> None:
    root = drawn("duties", "JPN", *WORLD)
    told = texts(root)
    assert "promised to this state alone" in told and "United States" in told


def test_nothing_known_is_said() -> None:
    assert "No promise" in texts(drawn("network", "--states", "CHE,LIE", *WORLD))
    assert "No promise" in texts(drawn("duties", "LIE", *WORLD))
    assert "Nobody" in texts(drawn("chain", "--attack", "AND:LIE", *WORLD))


@pytest.mark.parametrize(("arguments", "said"), [
    (("duties", "XYZ", *WORLD), "XYZ"),
    (("network", "--states", "FRA,ATLANTIS", *WORLD), "ATLANTIS"),
    (("network", "--promises", "love", *WORLD), "neutrality"),
    (("chain", "--attack", "RUS", *WORLD), "RUS"),
    (("chain", "--attack", "RUS:EST", "--chain", "half", *WORLD), "rates"),
    (("duties", "FRA", "--output", "x.png", *WORLD), ".svg"),
    (("duties", "FRA", "--agreements", "world", "--on", "tomorrow"), "tomorrow"),
])
def test_what_is_asked_wrongly_is_said(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2 and said in done.stderr


def test_without_a_record_the_world_file_answers_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    alone = run("duties", "JPN", "--on", "2024-12-10", "--lang", "en")
    assert alone.exit_code == 0 and "world file alone" in alone.stderr
    assert run("duties", "JPN", "--on", "2024-12-10", "--record", "other.db").exit_code == 1
    assert run("duties", "JPN", "--on", "2024-12-10", "--agreements", "record").exit_code == 1


def test_placing_keeps_parts_side_by_side() -> None:
    spots, wide, high = placed([(100, 20)] * 5, [(0, 1), (1, 2)], 400)
    assert len(set(spots)) == 5 and wide > 100 and high >= 20


def test_wrapping_never_cuts_a_name() -> None:
    names = ["Bosnia & Herzegovina", "Oman", "Trinidad & Tobago"]
    lines = wrapped(names, 60)
    assert " ".join(lines) == ", ".join(names)
    assert all(text_width(line) <= 60 or line.rstrip(",") in names for line in lines)


def test_attackers_are_named_as_in_a_what_if() -> None:
    drawings = {ET.tostring(drawn("chain", "--attack", ends, *WORLD)) for ends in ("RUS,BLR:POL", "RUS+BLR:POL", "Russie,Belarus:Pologne")}
    assert len(drawings) == 1

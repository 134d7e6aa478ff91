"""A wheel of Foedera holds the syntax models, and what is unpacked from it parses."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from foedera.language.syntax_models import model_languages

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 10_000_000
PARSE = """
import json, sys, foedera
from foedera.language.pack import load_pack
from foedera.reading.syntax import syntax_reader
reader = syntax_reader(load_pack("fr"))
parse, = reader.parsed(["Le parlement a ratifié l’accord de défense."])
print(json.dumps({"from": foedera.__file__, "parse": [[t.text, t.lemma, t.upos, t.head, t.label] for t in parse]}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by setuptools in a copy, so that nothing is left in the repository."""
    pytest.importorskip("setuptools")
    place = tmp_path_factory.mktemp("wheel")
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "src", place / "src", ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, place / name)
    shutil.copytree(ROOT / "LICENSES", place / "LICENSES")
    build = "from setuptools import build_meta; print(build_meta.build_wheel('dist'))"
    done = subprocess.run([sys.executable, "-c", build], cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return next((place / "dist").glob("*.whl"))


def test_the_wheel_holds_every_file_of_the_models(wheel: Path) -> None:
    folder = ROOT / "src" / "foedera" / "language" / "models"
    wanted = {str(p.relative_to(ROOT / "src")) for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert {"fr", "en"} <= set(model_languages())
    assert wanted and wanted - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_what_is_unpacked_from_the_wheel_parses(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", PARSE], capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["from"].startswith(str(tmp_path))
    words = {text: (lemma, upos, label) for text, lemma, upos, _, label in told["parse"]}
    assert words["ratifié"] == ("ratifier", "VERB", "root")
    assert words["parlement"][2] == "nsubj" and words["accord"][2] == "obj"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a new environment: the wheel installed by pip, no network, the libraries it asks for lent by this one.

    A path file lends them: Foedera itself stands in an editable installation's finder, which is not run for lent folders.
    """
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=False, symlinks=True)
    commands = place / ("Scripts" if os.name == "nt" else "bin")
    target = next(place.rglob("site-packages"))
    pip = [sys.executable, "-m", "pip", "--python", str(commands / "python"), "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        pytest.skip("needs pip, which this environment was made without")
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    (target / "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return commands


def test_the_installed_wheel_reads_french(installed: Path, tmp_path: Path) -> None:
    """Both readers at work, the model from the environment and not from this repository."""
    (tmp_path / "article.txt").write_text("Le parlement malien a ratifié mardi l’accord de défense avec le Niger.\n", encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "FOEDERA"))}

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*map(str, words)], capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)

    where = run(installed / "python", "-c", "import foedera, importlib.metadata as m; print(foedera.__file__, m.version('foedera'))")
    assert where.stdout.startswith(str(installed.parent)), where.stderr[-2000:]
    read = run(installed / "foedera", "read", "article.txt", "--record", "record.db")
    assert read.returncode == 0, read.stderr[-2000:]
    told = run(installed / "foedera", "export", "--format", "readings", "--record", "record.db")
    (agreement,) = json.loads(told.stdout.splitlines()[0])["agreements"]
    assert agreement["parties"] == ["MLI", "NER"]
    assert [(s["step"], s["actor"]) for s in agreement["steps"]] == [("adopted_by_chamber", "MLI:Parliament")]
    parse = run(installed / "python", "-c", PARSE)
    assert ["ratifié", "ratifier", "VERB"] in [t[:3] for t in json.loads(parse.stdout)["parse"]], parse.stderr[-2000:]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_model_is_small_and_says_where_it_comes_from(lang: str) -> None:
    folder = ROOT / "src" / "foedera" / "language" / "models" / lang
    assert sum(p.stat().st_size for p in folder.iterdir()) <= LIMIT
    card = (folder / "CARD.md").read_text(encoding="utf-8")
    assert all(word in card for word in ("## Data", "CC BY-SA", "## Scores", "## Speed", "## Known faults"))


def test_the_wheel_says_every_licence(wheel: Path) -> None:
    """Code under one licence, weights under those of their treebanks: one expression names all (SPDX)."""
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        told = packed.read(next(n for n in names if n.endswith(".dist-info/METADATA"))).decode("utf-8")
    assert "License-Expression: Apache-2.0 AND CC-BY-SA-4.0 AND LGPLLR" in told
    texts = {name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name}
    assert {"LICENSE", "NOTICE", "LGPLLR.txt", "CC-BY-SA-4.0.txt"} <= texts


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_card_names_terms_and_division(lang: str) -> None:
    folder = ROOT / "src" / "foedera" / "language" / "models" / lang
    card = (folder / "CARD.md").read_text(encoding="utf-8")
    assert "https://creativecommons.org/licenses/by-sa/4.0/" in card and "Share-alike is kept" in card
    assert ("CREDITS.tsv" in card) is (folder / "CREDITS.tsv").exists()
    assert ("https://spdx.org/licenses/LGPLLR.html" in card) is ("Sequoia" in card)
    learnt, chosen = (part.split(";")[0] for part in (card.partition("learn: ")[2], card.partition("choose: ")[2]))
    assert learnt == chosen, "the first treebank of both cards learns and chooses"
    assert f"Of {learnt}, the first of every" in card

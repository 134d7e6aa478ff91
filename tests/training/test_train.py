"""One command trains a model for each language of the folder; the same files give the same weights."""

import subprocess
import sys
from pathlib import Path

from training.train import recipe_of

from foedera.language.pack import LanguagePack
from foedera.language.syntax_models import read_model
from foedera.reading.syntax import SyntaxReader

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = ["1\tIl\til\tDET\t_\t_\t2\tdet\t_\t_", "2\ttrattato\ttrattato\tNOUN\t_\tGender=Masc\t3\tnsubj\t_\t_"]
SENTENCE += ["3\tvige\tvigere\tVERB\t_\tMood=Ind\t0\troot\t_\tSpaceAfter=No", "4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_", "", ""]


def train(corpora: Path, out: Path) -> str:
    changes = ["shape.width=16", "shape.hidden=8", "shape.rows=[64,64,64,64,64]", "shape.min_action_freq=1", "training.steps=12"]
    changes += ["training.field_steps=4", "training.check_every=6"]
    changes += ["training.last_courses=[{steps: 2, rate: 0.0003, dropout: 0.1, seed: 3}]"]
    command = [sys.executable, "-m", "training.train", str(corpora), "--out", str(out), "--log", str(out)]
    done = subprocess.run([*command, *(f"--set={c}" for c in changes)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_another_language_gives_its_model_and_the_same_twice(tmp_path: Path) -> None:
    """Italian has no pack and is named in no recipe: its files alone make its model."""
    corpora = tmp_path / "corpora"
    corpora.mkdir()
    for part in ("train", "dev"):
        (corpora / f"it_made-ud-{part}.conllu").write_text("\n".join(SENTENCE * 8), encoding="utf-8")
    told = train(corpora, tmp_path / "one")
    train(corpora, tmp_path / "two")
    names = ("network.bin", "network.cfg", "lemmas.tsv.xz")
    assert [(tmp_path / "one" / "it" / n).read_bytes() for n in names] == [(tmp_path / "two" / "it" / n).read_bytes() for n in names]
    assert "las" in told and (tmp_path / "one" / "it.log").read_text(encoding="utf-8") == told
    model = read_model(tmp_path / "one" / "it", "it")
    (parse,) = SyntaxReader(LanguagePack("it", {}), lambda: model).parsed(["Il trattato vige."])
    assert [t.text for t in parse] == ["Il", "trattato", "vige", "."]


def test_a_folder_without_treebanks_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "training.train", str(tmp_path), "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "No treebank" in done.stderr


def test_a_language_may_have_its_own_course() -> None:
    own = {"learn": ["made-train"], "training": {"steps": 20}}
    recipe = {"shape": {"width": 8}, "training": {"steps": 10, "seed": 7}, "languages": {"it": own}}
    assert recipe_of(recipe, "it") == {**recipe, "training": {"steps": 20, "seed": 7}}
    assert recipe_of(recipe, "pt") == recipe

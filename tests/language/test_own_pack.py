"""A language is a folder: a pack dropped in beside Foedera's own is read with, and no code knows of it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Zemlja Norska i Svenska potpisale su sporazum 4 mart 2014.\n"
PACK = {
    "pack.yaml": 'name: izmišljeni\nquotes: [["„", "”"]]\nelisions: []\nabbreviations: []\n',
    "world_names.yaml": "code: qz\nadjectives: as_given\nstates:\n- {code: NOR, names: [Norska]}\n- {code: SWE, names: [Svenska]}\n",
}


def _run(script: str, packs: Path) -> str:
    environment = os.environ | {"FOEDERA_PACKS": str(packs)}
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=environment)
    return done.stdout


READ = """
import json, sys
from foedera.language.pack import languages, load_pack
from foedera.reading.read_document import context_of, read_document
from foedera.sources.model import Document
from foedera.world.load_world import load_world
given = (Document("d", {text!r}, {lang!r}), load_pack({lang!r}), load_world())
here, reading = context_of(*given), read_document(*given)
print(json.dumps([list(languages()), [m.actor for m in here.mentions], [d.value for d in here.date_phrases],
                  [q.text for q in reading.quotes], [[s.step for s in a.steps] for a in reading.agreements]]))
"""


def test_the_least_pack_reads_names(tmp_path: Path) -> None:
    (tmp_path / "qz").mkdir()
    for name, content in PACK.items():
        (tmp_path / "qz" / name).write_text(content, encoding="utf-8")
    known, actors, dates, quotes, agreements = json.loads(_run(READ.format(text=TEXT, lang="qz"), tmp_path))
    assert "qz" in known and actors == ["NOR", "SWE"] and (dates, quotes, agreements) == ([], [], [])


def test_a_whole_pack_under_another_code_reads_as_well(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src" / "foedera" / "language" / "packs" / "es", tmp_path / "qz")
    names = (ROOT / "src" / "foedera" / "world" / "languages" / "es.yaml").read_text(encoding="utf-8")
    (tmp_path / "qz" / "world_names.yaml").write_text(names.replace("code: es\n", "code: qz\n"), encoding="utf-8")
    text = "Noruega y Suecia firmaron el 4 de marzo de 2014 un tratado de paz. «El puente sigue abierto», dijo Emmanuel Macron."
    _, actors, dates, quotes, agreements = json.loads(_run(READ.format(text=text, lang="qz"), tmp_path))
    assert actors[:2] == ["NOR", "SWE"] and dates == ["2014-03-04"] and quotes == ["El puente sigue abierto"] and agreements == [["signed"]]

"""How well speech and who speaks are found: quoted, half quoted and told, against PolNeAR (English) and treebanks (French, silver).

    python evaluation/eval_quotes.py            print every score, exit 1 when one is below its floor
    python evaluation/eval_quotes.py --raise    lift the floors to what was reached (never lowers one)

Texts and gold stand in FOEDERA_EVALUATION (default: ../shared/evaluation beside the repository), in its folder `quotes`. The quotations of
the five articles and of the development set, with their speakers, are scored by `gate.py`.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from evaluation import floors  # noqa: E402
from foedera.language.pack import load_pack  # noqa: E402
from foedera.reading.read_document import context_of  # noqa: E402
from foedera.reading.speech import Speech, speech_of  # noqa: E402
from foedera.sources.model import Document  # noqa: E402
from foedera.world.load_world import load_world  # noqa: E402

FLOORS = Path(__file__).with_name("quote_floors.json")
SETS = (("en_polnear_dev", "en"), ("quotes_fr_ud_silver_dev", "fr"))
# Gender Gap Tracker, as ../shared/evaluation/README.md gives it: F1 at overlap 0.3 and 0.8, speaker right; on its own texts.
PEERS = {
    "en": "Gender Gap Tracker, on its own English texts: 0.837 / 0.761, speaker 0.865",
    "fr": "Gender Gap Tracker, on its own French texts: 0.817 / 0.726, speaker 0.80-0.84",
}
FEWEST = 50  # a kind with fewer pieces of speech in the gold is printed, and has no floor


def prediction(row: dict[str, Any], lang: str) -> dict[str, Any]:
    """The document's speech in the shape that the scorer reads; the speaker in the text's own words where it names one."""
    context = context_of(Document(row["id"], row["text"], lang), load_pack(lang), load_world())
    return {"id": row["id"], "quotes": [_quote(s, row["text"]) for s in speech_of(context)]}


def _quote(speech: Speech, text: str) -> dict[str, Any]:
    words = f"{speech.speaker}, {speech.words}" if speech.words else speech.speaker
    return {
        "start": speech.span.start,
        "end": speech.span.end,
        "parts": [[p.start, p.end] for p in speech.parts],
        "text": speech.span.text_in(text),
        "speaker": words,
    }


def evaluate(name: str, lang: str, place: Path) -> dict[str, float]:
    """Read a set and print its table; the F1 of each kind at both overlaps, and the share of speakers right."""
    gold = floors.evaluation_folder() / "quotes" / f"{name}.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    begun = time.perf_counter()
    predicted = place / f"{name}.jsonl"
    predicted.write_text("\n".join(json.dumps(prediction(row, lang)) for row in rows), encoding="utf-8")
    seconds = time.perf_counter() - begun
    command = [sys.executable, "-B", str(floors.evaluation_folder() / "score_quotes.py"), "--gold", str(gold), "--pred", str(predicted)]
    report = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = scores(name, report)
    print(f"== {name}, {seconds:.0f} s. {PEERS[lang]}\n{report}")
    if f"{name} marks 0.3" in found:
        print(f"with quotation marks (direct and mixed), F1: {found[f'{name} marks 0.3']:.3f} / {found[f'{name} marks 0.8']:.3f}\n")
    return found


def scores(name: str, report: str) -> dict[str, float]:
    """The figures of a printed table by name; `marks` is F1 over direct and mixed together, all that has quotation marks."""
    found: dict[str, float] = {}
    marked: dict[str, list[float]] = {}
    for line in report.splitlines():
        words = line.split()
        if len(words) == 8 and words[0] in ("0.3", "0.8") and int(words[6]) >= FEWEST:
            found[f"{name} {words[1]} {words[0]}"] = float(words[4])
            if words[1] in ("direct", "mixed"):
                sums = marked.setdefault(words[0], [0, 0])
                sums[0], sums[1] = sums[0] + 2 * float(words[5]), sums[1] + float(words[6]) + float(words[7])
                found[f"{name} marks {words[0]}"] = round(sums[0] / sums[1], 3)
        elif line.startswith("speaker right"):
            found[f"{name} speaker"] = float(line.split("= ")[1].split()[0])
    return found


def all_scores() -> dict[str, float]:
    """Every score by its name."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, lang in SETS:
            found |= evaluate(name, lang, Path(folder))
    return found


if __name__ == "__main__":
    sys.exit(floors.gate(__doc__, FLOORS, all_scores))

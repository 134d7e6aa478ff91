"""How well Foedera reads, against floors that only rise.

    python evaluation/gate.py            print every score, exit 1 when one is below its floor
    python evaluation/gate.py --raise    lift the floors to what was reached (never lowers one)

The texts and gold of seeds and dev, and the scorer, stand in FOEDERA_EVALUATION (default: ../shared/evaluation beside the repository);
nothing of them is kept here. The sets of our own stand in evaluation/own (its README tells which half is tuned on).
Layers: F1 of the reading; `record`: the measures of the record; `gold record`: the same with hand-made readings imported.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from evaluation import floors  # noqa: E402

FLOORS = Path(__file__).with_name("floors.json")
SETS = {"seeds": ("../seeds", "seeds/record.json"), "dev": ("dev/articles.jsonl", "dev/cross.json")}
OWN = Path(__file__).with_name("own")


def foedera(*arguments: str) -> str:
    """Run the command line; what it prints. Exit status 1 (something was not read) is not our concern here."""
    run = [sys.executable, "-c", "from foedera.interfaces.cli.main import main; main()", *arguments]
    return subprocess.run(run, check=False, capture_output=True, text=True).stdout


def scored(scorer: str, *arguments: str) -> str:
    folder = floors.evaluation_folder()
    run = [sys.executable, "-B", str(folder / scorer), *arguments]
    return subprocess.run(run, check=False, capture_output=True, text=True, cwd=folder).stdout


def reading_scores(name: str, texts: Path, gold: Path, place: Path) -> dict[str, float]:
    """Read a set as it is and score every layer."""
    readings, record = str(place / f"{name}.jsonl"), str(place / f"{name}.db")
    foedera("read", str(texts), "--record", record, "--readings", readings)
    report = scored("score.py", "--gold", str(gold), "--pred", readings, "--texts", str(texts))
    print(f"== {name}: reading\n{report}")
    found = {}
    for line in report.splitlines():
        words = line.split()
        if len(words) == 7 and words[0] in ("agreement", "step", "obligation", "event", "quote"):
            found[f"{name} {words[0]}"] = float(words[3])
        if line.startswith("TOTAL"):
            found[f"{name} total"] = float(words[-1])
    return found


def record_scores(name: str, record: str, title: str, place: Path) -> dict[str, float]:
    """Score what all documents of a record amount to together."""
    exported = place / "record.json"
    exported.write_text(foedera("export", "--record", record), encoding="utf-8")
    report = scored("score_record.py", "--gold", SETS[name][1], "--gold-readings", f"{name}/gold.jsonl", "--pred", str(exported))
    print(f"== {name}: {title}\n{report}")
    totals = [line.split()[-1] for line in report.splitlines() if line.startswith("TOTAL")]
    return {f"{name} {title}": float(totals[0])} if totals else {}


def own_sets() -> list[Path]:
    """The folders of articles and gold of our own that are at hand."""
    return sorted(gold.parent for gold in OWN.glob("*/gold.jsonl"))


def all_scores(names: tuple[str, ...] = tuple(SETS)) -> dict[str, float]:
    """Every score by its name; of our own sets the reading alone."""
    found: dict[str, float] = {}
    evaluation = floors.evaluation_folder().resolve()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name in names:
            texts, right = evaluation / SETS[name][0], evaluation / name / "gold.jsonl"
            found |= reading_scores(name, texts, right, place)
            found |= record_scores(name, str(place / f"{name}.db"), "record", place)
            gold = str(place / f"{name}-gold.db")
            foedera("import", str(right), "--texts", str(texts), "--record", gold)
            found |= record_scores(name, gold, "gold record", place)
        for own in own_sets():
            found |= reading_scores(f"own {own.name}", own / "articles.jsonl", own / "gold.jsonl", place)
    return found


if __name__ == "__main__":
    sys.exit(floors.gate(__doc__, FLOORS, all_scores))

"""How well time expressions are found and understood, by the measures of TempEval-3.

    python evaluation/eval_time.py

Texts and gold stand in FOEDERA_EVALUATION (default: ../shared/evaluation beside the repository), in its folder `time`.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from floors import evaluation_folder

from foedera.language.pack import load_pack
from foedera.reading.date_phrases import TimeExpression, time_expressions_of
from foedera.reading.sentences import sentences_of
from foedera.sources.model import Document

SETS = (("fr_timebank_dev", "fr", False), ("en_platinum_dev", "en", False), ("fr_seeds", "fr", False), ("fr_seeds", "fr", True))


def expressions(row: dict[str, Any], lang: str) -> tuple[TimeExpression, ...]:
    pack = load_pack(lang)
    document = Document(row["id"], row["text"], lang, published=row.get("dct"))
    return time_expressions_of(document, sentences_of(document, pack), pack)


def prediction(row: dict[str, Any], lang: str) -> dict[str, Any]:
    """The document's time expressions in the shape that the scorer reads."""
    found = [(e.phrase.span, e.phrase.timex_type, e.timex) for e in expressions(row, lang)]
    return {"id": row["id"], "timex": [{"start": s.start, "end": s.end, "type": kind, "value": value} for s, kind, value in found]}


def evaluate(name: str, lang: str, withheld: bool, place: Path) -> None:
    folder = evaluation_folder()
    gold = folder / "time" / f"{name}.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    begun = time.perf_counter()
    lines = [json.dumps(prediction(row, lang)) for row in rows]
    seconds = time.perf_counter() - begun
    predicted = place / "timex.jsonl"
    predicted.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-B", str(folder / "score_time.py"), "--gold", str(gold), "--pred", str(predicted)]
    report = subprocess.run([*command, *["--withheld"] * withheld], check=True, capture_output=True, text=True).stdout
    speed = sum(len(row["text"]) for row in rows) / seconds
    print(f"== {name}{', publication withheld' if withheld else ''}: {speed:,.0f} characters a second\n{report}")


def main() -> int:
    if not evaluation_folder().is_dir():
        print("The evaluation texts are not at hand: set FOEDERA_EVALUATION.")
        return 1
    with tempfile.TemporaryDirectory() as place:
        for name, lang, withheld in SETS:
            evaluate(name, lang, withheld, Path(place))
    return 0


if __name__ == "__main__":
    sys.exit(main())

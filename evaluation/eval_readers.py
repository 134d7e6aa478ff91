"""How many of what each reader found is right, by kind of statement: the figures of `foedera.reading.sureness`.

    python evaluation/eval_readers.py

Texts, gold and the matching of records (`score.py`) stand in FOEDERA_EVALUATION (default: ../shared/evaluation beside the repository).
"""

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from floors import evaluation_folder

from foedera.language.pack import load_pack
from foedera.reading.read_document import read_document
from foedera.reading.serialize import reading_to_json
from foedera.reading.sureness import AGREEMENT, DUTY, EVENT, QUOTE, STEP, confidence
from foedera.sources.model import Document
from foedera.sources.read_sources import documents_from
from foedera.world.load_world import load_world

SETS = (("../seeds", "seeds/gold.jsonl"), ("dev/articles.jsonl", "dev/gold.jsonl"))
Counts = Counter[tuple[str, str]]


def scorer(folder: Path) -> Any:
    """The scorer of the evaluation as a module."""
    found = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    sys.dont_write_bytecode = True
    found.loader.exec_module(module)
    return module


def count(score: Any, gold: dict[str, Any], told: dict[str, Any], right: Counts, proposed: Counts) -> None:
    """Add the statements of one document."""

    def add(kind: str, ours: list[Any], pairs: list[tuple[int, int]]) -> None:
        proposed.update((kind, s["reader"]) for s in ours)
        right.update((kind, ours[j]["reader"]) for _, j in pairs)

    agreements, events, quotes = score.tidy(gold, "gold", [])
    mine, my_events, my_quotes = score.tidy(told, "told", [])
    pairs = score.greedy(agreements, mine, score.agreement_score)
    add(AGREEMENT, mine, pairs)
    partner = {j: agreements[i] for i, j in pairs}
    for j, agreement in enumerate(mine):
        of = partner.get(j, {"steps": [], "obligations": []})
        add(STEP, agreement["steps"], score.greedy(of["steps"], agreement["steps"], score.step_score))
        loosely = score.greedy(of["obligations"], agreement["obligations"], lambda a, b: score.obligation_score(a, b, True))
        add(DUTY, agreement["obligations"], loosely)
    add(EVENT, my_events, score.greedy(events, my_events, score.event_score))
    add(QUOTE, my_quotes, score.greedy(quotes, my_quotes, score.quote_score))


def main() -> None:
    folder = evaluation_folder()
    if not folder.is_dir():
        raise SystemExit(f"no evaluation in {folder}")
    score, right, proposed = scorer(folder), Counts(), Counts()
    for texts, gold_file in SETS:
        gold = score.load(folder / gold_file, [])
        for document in documents_from([folder / texts]):
            if isinstance(document, Document) and document.id in gold:
                told = reading_to_json(read_document(document, load_pack(document.lang), load_world()))
                count(score, gold[document.id], told, right, proposed)
    for kind, reader in sorted(proposed):
        print(f"{kind:<11} {reader:<11} {right[kind, reader]:>4} of {proposed[kind, reader]:>4}   confidence {confidence(kind, reader)}")


if __name__ == "__main__":
    main()

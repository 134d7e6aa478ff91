"""Where the evaluation texts stand, and scores held against floors that only rise: what the scripts of this folder share."""

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARGIN = 0.005


def evaluation_folder() -> Path:
    """FOEDERA_EVALUATION, or ../shared/evaluation beside the repository."""
    return Path(os.environ.get("FOEDERA_EVALUATION") or ROOT.parent / "shared" / "evaluation")


def below(found: dict[str, float], floors: dict[str, float]) -> list[str]:
    """A line for each score under its floor."""
    return [f"{k}: {found.get(k, 0):.3f} is below its floor {v:.3f}" for k, v in floors.items() if found.get(k, 0) < v]


def gate(about: str | None, kept: Path, all_scores: Callable[[], dict[str, float]]) -> int:
    """The command line of a script: print the scores that are below the floors kept in a file, lift these with --raise. The exit status."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was reached")
    options = parser.parse_args()
    if not evaluation_folder().is_dir():
        print(f"No evaluation texts at {evaluation_folder()}; set FOEDERA_EVALUATION. Nothing was measured.")
        return 0
    floors: dict[str, float] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    found = all_scores()
    if options.lift:
        lifted = {k: max(floors.get(k, 0), round(v - MARGIN, 3)) for k, v in found.items()}
        kept.write_text(json.dumps(lifted, indent=1) + "\n", encoding="utf-8")
    failed = below(found, floors)
    print("\n".join(failed) or "Every score is at or above its floor.")
    return 1 if failed else 0

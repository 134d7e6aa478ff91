"""Foedera's law of alliances against history: ATOP 4.01 and half of the wars of Berkemeier and Fuhrmann (2018).

    python evaluation/eval_alliances.py             figures, and every row where the rules and the coders part ways
    python evaluation/eval_alliances.py --summary   the figures alone
    python evaluation/eval_alliances.py --cases F   cases of another file of the same columns, in the same folder

Was the casus foederis met? The label is the LLM coding (Leeds, Long and Mitchell): honoured or violated is "met", cfna is "not met".
Rows with neither label (non-aggression or consultation alone) and rows whose war is not in the war file are not counted; both are said.
Exit status 1 when a figure is below its floor. The data stand in FOEDERA_EVALUATION; nothing of them is kept here.
"""

import argparse
import csv
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from alliance_dyads import show_dyads
from floors import evaluation_folder

from foedera.treaties.alliance_rows import COLUMNS, Commitment, Pledge, alliances, commitments, number
from foedera.treaties.casus_foederis import Casus, Finding, casus_foederis
from foedera.treaties.interstate_wars import wars

FLOORS = {"precision": 0.92, "recall": 0.95, "accuracy": 0.93}
DYADS_FLOOR = 0.99
PER_YEAR = {Pledge.DEFENCE: "def_v401", Pledge.OFFENCE: "off_v401", Pledge.NEUTRALITY: "neu_v401", Pledge.NON_AGGRESSION: "nonagg_v401",
            Pledge.CONSULTATION: "consul_v401"}


@dataclass(frozen=True)
class Case:
    """One alliance in one war; `met` is None where the coders gave no label, `finding` where the war is not in the file."""

    war: str
    alliance: str
    met: bool | None
    honoured: bool
    pledges: frozenset[Pledge]
    finding: Finding | None


def table(name: str) -> list[dict[str, str]]:
    """A file of the alliances folder; the war file is in Latin-1."""
    path = evaluation_folder() / "alliances" / name
    with path.open(encoding="latin-1", newline="") as file:
        return list(csv.DictReader(file))


def by_alliance() -> dict[str, list[Commitment]]:
    found: dict[str, list[Commitment]] = defaultdict(list)
    for promise in commitments(table("atop_member_level.csv")):
        found[promise.alliance].append(promise)
    return found


def cases(rows: list[dict[str, str]]) -> list[Case]:
    """Every row, with what the rules find."""
    held, fought = by_alliance(), wars(table("interstate-war-rev.csv"))
    found = []
    for row in rows:
        war, alliance = fought.get(row["warname"]), number(row["atopid"])
        met = True if row["honorLLM"] or row["violateLLM"] else False if row["cfnaLLM"] else None
        pledges = frozenset(p for p, column in COLUMNS.items() if row[column] not in ("", "0", "0.0"))
        finding = casus_foederis(held[alliance], war) if war else None
        found.append(Case(row["warname"], alliance, met, bool(row["honorLLM"]), pledges, finding))
    return found


def figures(counted: list[Case]) -> dict[str, float]:
    """Precision, recall and accuracy of "met"."""
    said = [(case.finding is not None and case.finding.is_met, bool(case.met)) for case in counted]
    both, ours = sum(a and b for a, b in said), sum(a for a, _ in said)
    theirs, same = sum(b for _, b in said), sum(a == b for a, b in said)
    return {"precision": both / ours, "recall": both / theirs, "accuracy": same / len(said)}


def show_casus(found: list[Case], summary: bool) -> list[str]:
    """Print the comparison; the figures that are below their floor."""
    labelled = [case for case in found if case.met is not None]
    counted = [case for case in labelled if case.finding]
    missing = sorted({case.war for case in labelled if not case.finding})
    print("== was the casus foederis met?")
    print(f"rows {len(found)}, labelled {len(labelled)} (the others are non-aggression or consultation alone), counted {len(counted)};")
    print(f"not counted: {len(labelled) - len(counted)} rows of wars that the war file does not hold ({', '.join(missing)})")
    scores = figures(counted)
    print("  ".join(f"{name} {value:.3f}" for name, value in scores.items()))
    opened = [case for case in counted if case.finding and case.finding.casus is Casus.OPEN]
    print(f"left open by a limit ATOP does not spell out, counted as met: {len(opened)}, of which met: {sum(bool(c.met) for c in opened)}")
    if not summary:
        print("rules and coders part ways:")
        for case in counted:
            if case.finding and case.finding.is_met is not case.met:
                print(f"  {case.war} {case.alliance}: coders {'met' if case.met else 'not met'}, rules {case.finding.casus}{reason(case)}")
    return [f"{name} {scores[name]:.3f} is below {floor}" for name, floor in FLOORS.items() if scores[name] < floor]


def reason(case: Case) -> str:
    """The first ground of the finding, in short."""
    if not case.finding or not case.finding.grounds:
        return " (no member's promise meets a fight)"
    ground = case.finding.grounds[0]
    limit = f" {ground.limit}" if ground.limit else ""
    return f" ({ground.rule}{limit}: {ground.pledge}, {ground.bearer} to {ground.beneficiary} against {ground.enemy})"


def show_honouring(found: list[Case]) -> None:
    """How often what was due was done, per kind of promise: the rates a what-if may assume."""
    print("== honoured, where the coders say the casus foederis was met")
    due = [case for case in found if case.met]
    for name, kept in [("all", due), *((str(p), [c for c in due if p in c.pledges]) for p in list(Pledge)[:3])]:
        print(f"  {name}: {sum(c.honoured for c in kept)} of {len(kept)} ({sum(c.honoured for c in kept) / len(kept):.3f})")


def show_years() -> list[str]:
    """The ATOP 4.01 columns of the check file, counted again from the alliance rows; a line per difference."""
    held, wrong, values = alliances(table("atop_alliance_level.csv")), [], 0
    for row in table("check_alliances_per_year.csv"):
        year = int(row["year"])
        on = [alliance for alliance in held if alliance.in_effect_in(year)]
        counts = {"alliances_v401": len(on)} | {column: sum(p in a.pledges for a in on) for p, column in PER_YEAR.items()}
        values += len(counts)
        wrong += [f"{year} {column}: {count}, not {row[column]}" for column, count in counts.items() if count != int(row[column])]
    print(f"== alliances per year (ATOP 4.01): {values - len(wrong)} of {values} values reproduced")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--summary", action="store_true", help="the figures alone")
    parser.add_argument("--cases", default="casus_foederis_dev.csv", help="name of the file of cases")
    options = parser.parse_args()
    folder: Path = evaluation_folder() / "alliances"
    if not folder.is_dir():
        print(f"No alliance data at {folder}; set FOEDERA_EVALUATION. Nothing was measured.")
        return 0
    found = cases(table(options.cases))
    failed = show_casus(found, options.summary)
    show_honouring(found)
    failed += show_years()
    failed += show_dyads(by_alliance(), options.summary, DYADS_FLOOR)
    print("\n".join(failed) or "Every figure is at or above its floor.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Questions over the 745 alliances of ATOP 4.01 as agreements: how long an answer takes, and whether engine and count agree.

    python benchmarks/what_if_atop.py            time of a question for every state on five days, then every dyad-year of two centuries
    python benchmarks/what_if_atop.py --quick    the times alone

Time is processor time of this process, the law made once before; as `timeit` does, the garbage collector rests while an answer is timed,
and then comes once more with it at work. Exit status 1 when the longest of any day is over the limit, or the engine's directed dyad-years
are not those of the rows. The data stand in FOEDERA_EVALUATION (../shared/evaluation).
"""

import argparse
import csv
import gc
import os
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from foedera.record.model import Record
from foedera.treaties.agreements_of_atop import agreements_of_atop
from foedera.treaties.alliance_rows import Commitment, Pledge, commitments
from foedera.treaties.directed_dyads import dyads_of_atop, legs_under
from foedera.treaties.law import Law
from foedera.treaties.model import Question
from foedera.treaties.what_if import law_asked, what_if_under
from foedera.values.dates import DateRange
from foedera.world.cow_numbers import load_cow_numbers
from foedera.world.promise_words import promise_words

ROOT = Path(__file__).resolve().parent.parent
LIMIT_MS = 100.0
ATTACKS = (("AUH", date(1914, 8, 1)), ("DEU", date(1939, 9, 1)), ("USA", date(1962, 10, 1)), ("IRQ", date(1990, 8, 2)),
           ("CHN", date(2010, 1, 1)))
TWO_CENTURIES = DateRange(date(1815, 1, 1), date(2016, 12, 31))


def member_rows() -> list[dict[str, str]]:
    folder = Path(os.environ.get("FOEDERA_EVALUATION") or ROOT.parent / "shared" / "evaluation") / "alliances"
    if not folder.is_dir():
        sys.exit(f"No alliance data at {folder}; set FOEDERA_EVALUATION. Nothing was measured.")
    with (folder / "atop_member_level.csv").open(encoding="latin-1", newline="") as file:
        return list(csv.DictReader(file))


def code_of(number: str) -> str:
    return load_cow_numbers().code_of(int(number))


def questions(law: Law, record: Record) -> Iterator[tuple[date, list[float]]]:
    """The times of one question for each state that is in an alliance on the day, in milliseconds."""
    for by, day in ATTACKS:
        states = sorted({p for a in law.agreements for p in a.parties if p != by})
        times = []
        for state in states:
            begun = time.process_time()
            what_if_under(Question("attack", by, state, day, "world"), record, law)
            times.append((time.process_time() - begun) * 1000)
        yield day, times


def differing_dyads(promises: tuple[Commitment, ...], law: Law) -> tuple[int, int]:
    """(dyad-years that only one of engine and count has, those of the count); offence, which the engine does not know, apart."""
    numbers = {code_of(promise.member): promise.member for promise in promises}
    ours = {(leg.agreement.removeprefix("ATOP-"), numbers[leg.bearer], numbers[leg.beneficiary], year, leg.pledge)
            for leg in legs_under(law, TWO_CENTURIES) if leg.pledge
            for spell in leg.spells for year in range(spell.first.year, spell.last.year + 1)}
    held: dict[str, list[Commitment]] = {}
    for promise in promises:
        held.setdefault(promise.alliance, []).append(promise)
    counted = {(alliance, *cell) for alliance, own in held.items() for cell in dyads_of_atop(own, TWO_CENTURIES)}
    theirs = {cell for cell in counted if cell[4] is not Pledge.OFFENCE}
    return len(ours ^ theirs), len(theirs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the times alone")
    options = parser.parse_args()
    promises = commitments(member_rows())
    filed = agreements_of_atop(promises, code_of, promise_words())
    record, law = law_asked(Question("attack", "AUH", "SRB", ATTACKS[0][1], "world"), Record(), filed)
    gc.freeze()  # what is loaded stays loaded, as in a server
    failed = False
    print(f"{len(filed)} alliances")
    for collecting in (False, True):
        gc.collect()
        gc.enable() if collecting else gc.disable()
        print("with the garbage collector at work" if collecting else "the garbage collector at rest")
        for day, times in questions(law, record):
            failed |= not collecting and max(times) > LIMIT_MS
            print(f"{day}: {len(times)} questions, median {statistics.median(times):.1f} ms, "
                  f"95th percentile {statistics.quantiles(times, n=20)[-1]:.1f} ms, longest {max(times):.0f} ms")
    if not options.quick:
        wrong, count = differing_dyads(promises, law)
        print(f"directed dyad-years of each alliance, engine beside count: {count}, {wrong} differ")
        failed |= wrong > 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

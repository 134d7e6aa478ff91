"""How long a question takes over all agreements of the file: a state after another is attacked, on days not asked about before.

    python benchmarks/what_if_speed.py [--day 2025-06-01] [--limit-ms 20]

Time is processor time of this process, the law made once before (as a server would); `first` is the first question with everything loaded
from disk. As `timeit` does, the garbage collector rests while an answer is timed; the last line is with it at work. Exit status 1 when the
longest of the questions asked again is over the limit.
"""

import argparse
import gc
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from foedera.record.model import Record
from foedera.treaties.model import Question
from foedera.treaties.protection import states_in, widest_attacks
from foedera.treaties.what_if import law_asked, what_if, what_if_under
from foedera.world.load_agreements import load_agreements


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of processor time that `work` takes."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--day", type=date.fromisoformat, default=date(2025, 6, 1))
    parser.add_argument("--limit-ms", type=float, default=20.0)
    asked = parser.parse_args()
    question = Question("attack", "RUS", "EST", asked.day, "world")
    first = spent(lambda: what_if(question, Record(), load_agreements()))
    record, law = law_asked(question, Record(), load_agreements())
    gc.freeze()  # what is loaded stays loaded, as in a server
    states = [s for s in states_in(asked.day, law) if s != "RUS"]
    print(f"{len(law.agreements)} agreements, {len(states)} states; first question, everything loaded from disk: {first:.0f} ms")
    longest = 0.0
    plans = (
        ("each state asked about for the first time", 0, "one", False),
        ("without the step further", 500, "none", False),
        ("asked again, on other days", 1000, "one", False),
        ("once more, the garbage collector at work", 1500, "one", True),
    )
    for name, later, chain, collecting in plans:
        gc.collect()
        gc.enable() if collecting else gc.disable()
        times = []
        for number, state in enumerate(states):
            one = Question("attack", "RUS", state, asked.day + timedelta(days=number + later), "world", chain=chain)
            times.append((spent(lambda one=one: what_if_under(one, record, law)), state))
        values = sorted(t for t, _ in times)
        far, most = values[int(len(values) * 0.95)], max(times)
        longest = longest if collecting else most[0]
        print(f"{name}: median {statistics.median(values):.1f} ms, 95 % {far:.1f} ms, longest {most[0]:.1f} ms ({most[1]})")
    to_the_end = spent(lambda: what_if_under(Question("attack", "RUS", "EST", asked.day, "world", chain="all"), record, law))
    ranks = spent(lambda: widest_attacks(asked.day, law))
    print(f"chain to the end {to_the_end:.1f} ms; which attack brings in most states {ranks:.0f} ms")
    return 0 if longest <= asked.limit_ms else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""The engine beside the law written as an answer-set program (tests/treaties/oracle), on ten thousand random small worlds.

    python benchmarks/oracle_worlds.py            worlds 0 to 9999
    python benchmarks/oracle_worlds.py 500 2000   2000 worlds from number 500

Prints every answer on which the two differ, how many were compared and how long it took; exit status 1 when one differs.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "treaties"))

from oracle.compare import differences  # noqa: E402  # the tests are no package of the wheel

WORLDS = 10_000


def main() -> int:
    first, count = (int(argument) for argument in sys.argv[1:3]) if len(sys.argv) > 2 else (0, WORLDS)
    started = time.perf_counter()
    found, compared = differences(first, count)
    print("\n".join(found))
    print(f"{count} worlds, {compared} answers compared, {len(found)} differ, {time.perf_counter() - started:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

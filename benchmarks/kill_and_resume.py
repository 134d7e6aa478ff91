"""Kill a reading run at random moments, start it again each time, and compare the record with that of an undisturbed run.

    python benchmarks/kill_and_resume.py [--kills 50] [--documents 200]

Texts are made from the examples' sentences with a number of their own each, so that none is the same as another. The seed is fixed.
Prints one line; exit status 1 when the two records differ.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def make_texts(folder: Path, count: int) -> None:
    bodies = [p.read_text(encoding="utf-8") for p in sorted(EXAMPLES.glob("*.txt"))]
    folder.mkdir()
    for number in range(count):
        body = bodies[number % len(bodies)]
        (folder / f"t{number:03d}.txt").write_text(f"{body}\n\nDossier {number}.\n", encoding="utf-8")


def command(folder: Path, record: Path) -> list[str]:
    return [sys.executable, "-c", "from foedera.interfaces.cli.main import main; main()", "read", str(folder), "--record", str(record)]


def read_killed(folder: Path, record: Path, after: float) -> None:
    """Start reading and kill the process without warning `after` seconds later."""
    with subprocess.Popen(command(folder, record), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(after)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)


def exported(record: Path) -> dict[str, object]:
    run = [sys.executable, "-c", "from foedera.interfaces.cli.main import main; main()", "export", "--record", str(record)]
    return dict(json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--documents", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, calm, killed = Path(place, "texts"), Path(place, "calm.db"), Path(place, "killed.db")
        make_texts(folder, options.documents)
        began = time.perf_counter()
        subprocess.run(command(folder, calm), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        whole = time.perf_counter() - began
        chance = random.Random(1704)
        for _ in range(options.kills):
            read_killed(folder, killed, chance.uniform(0.2, 0.8 + 2 * whole / options.kills))
        subprocess.run(command(folder, killed), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        same = exported(calm) == exported(killed)
    print(f"{options.kills} kills over {options.documents} documents (undisturbed {whole:.1f} s): same record: {same}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())

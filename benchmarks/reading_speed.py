"""How fast documents are read: words a second of `examples/` (or of the files named), sources and reading apart.

    python benchmarks/reading_speed.py [PATH...]
"""

import sys
import time
from pathlib import Path

from foedera.language.pack import load_pack
from foedera.reading.read_document import read_document
from foedera.sources.model import Document
from foedera.sources.read_sources import documents_from
from foedera.world.load_world import load_world

ROUNDS = 5
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def documents(paths: list[Path]) -> list[Document]:
    return [d for d in documents_from(paths) if isinstance(d, Document)]


def best_seconds(work: "list[Document] | None", paths: list[Path]) -> float:
    """The shortest of some rounds; without documents, the time of making them."""
    spent = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        if work is None:
            documents(paths)
        else:
            for document in work:
                read_document(document, load_pack(document.lang), load_world())
        spent.append(time.perf_counter() - begin)
    return min(spent)


def main() -> None:
    paths = [Path(p) for p in sys.argv[1:]] or [EXAMPLES]
    work = documents(paths)
    words = sum(len(d.text.split()) for d in work)
    print(f"{len(work)} documents, {words} words, best of {ROUNDS} rounds")
    for stage, seconds in (("sources", best_seconds(None, paths)), ("reading", best_seconds(work, paths))):
        print(f"{stage:<8} {words / seconds:>9.0f} words/s  {1000 * seconds / len(work):>7.2f} ms a document")


if __name__ == "__main__":
    main()

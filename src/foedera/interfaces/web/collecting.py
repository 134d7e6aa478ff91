"""How a served desk looks for memory that nothing uses any more."""

import gc

NEW_OBJECTS, YOUNG_ROUNDS, OLD_ROUNDS = 20_000, 20, 20


def collect_seldom() -> None:
    """Make Python's search for unused objects in cycles rare, and leave out of it what is loaded by now. For a process that only serves.

    Rows of a record form no cycles and go when nobody names them, but a search looks at each of them: with Python's own
    thresholds it took half the time of a question about a hundred agreements (benchmarks/README.md, pages at a million statements).
    What a request leaves behind is found while it is young, as before.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, YOUNG_ROUNDS, OLD_ROUNDS)

"""How sure a statement is: of the statements like it that the evaluation articles gave, how many were right.

Figures: `python evaluation/eval_readers.py` (right, proposed; the seeds and the development articles together, matched as the
evaluation's guidelines say), 2026-11-21, with one right and one wrong added to each so that few cases give no certainty.
"""

AGREEMENT, STEP, DUTY, EVENT, QUOTE = "agreement", "step", "obligation", "event", "quote"

_RIGHT_OF: dict[tuple[str, str], tuple[int, int]] = {
    (AGREEMENT, "shallow"): (71, 76),
    (STEP, "shallow"): (112, 124),
    (DUTY, "shallow"): (62, 75),
    (QUOTE, "shallow"): (111, 124),
    (EVENT, "both"): (82, 89),
    (EVENT, "dependency"): (6, 7),
    (EVENT, "shallow"): (65, 74),
}


def confidence(kind: str, reader: str) -> float | None:
    """The share of right ones among statements of this kind by this reader, 0 to 1; None where none were measured."""
    measured = _RIGHT_OF.get((kind, reader))
    return round((measured[0] + 1) / (measured[1] + 2), 2) if measured else None

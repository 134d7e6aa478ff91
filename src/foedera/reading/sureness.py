"""How sure a statement is: of the statements like it that the evaluation articles gave, how many were right.

Figures: `python evaluation/eval_readers.py` (right, proposed; the seeds and the development articles together, matched as the
evaluation's guidelines say), 2026-11-21, with one right and one wrong added to each so that few cases give no certainty.
"""

AGREEMENT, STEP, DUTY, EVENT, QUOTE = "agreement", "step", "obligation", "event", "quote"

_RIGHT_OF: dict[tuple[str, str], tuple[int, int]] = {
    (AGREEMENT, "shallow"): (75, 77),
    (STEP, "both"): (7, 7),
    (STEP, "shallow"): (118, 120),
    (DUTY, "shallow"): (67, 76),
    (QUOTE, "shallow"): (118, 124),
    (EVENT, "both"): (93, 101),
    (EVENT, "dependency"): (6, 9),
    (EVENT, "shallow"): (62, 72),
}


def confidence(kind: str, reader: str) -> float | None:
    """The share of right ones among statements of this kind by this reader, 0 to 1; None where none were measured."""
    measured = _RIGHT_OF.get((kind, reader))
    return round((measured[0] + 1) / (measured[1] + 2), 2) if measured else None

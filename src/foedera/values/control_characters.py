"""Characters that are no writing: they steer a terminal, or reorder what is read."""

REORDERING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Embeddings, overrides and isolates (Unicode Technical Report 36, section 2.5)."""
CONTROLS = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0)))) | REORDERING


def first_control(text: str) -> str | None:
    """The first control or reordering character, written as an escape; None where there is none.

    >>> first_control("Pact of\\x1b Rio"), first_control("Pacte d’Été")
    ('\\\\x1b', None)
    """
    return next((ascii(c)[1:-1] for c in text if c in CONTROLS), None)

"""The words of a text around the first that was looked for, accents and case ignored."""

from collections import deque
from collections.abc import Sequence

from foedera.store.databases.search_terms import WORD, Term, folded, sequences

LENGTH = 16  # words shown: as many as SQLite's search shows
BEFORE = 4  # of them, before the one found
CUT = "…"


def words_around(text: str, asked: Sequence[Term]) -> str:
    """About 16 words of the text, as they stand there, around the first phrase of those asked; its first words where none is in it.

    >>> words_around("Lundi, la Ruritanie a ratifié le traité.", [("RATIFIE",)])
    'Lundi, la Ruritanie a ratifié le traité.'
    """
    ends: dict[str, list[tuple[str, ...]]] = {}
    for sequence in sequences(asked):
        ends.setdefault(sequence[-1], []).append(sequence)
    last: deque[str] = deque(maxlen=max((len(s) for some in ends.values() for s in some), default=1))
    spans: list[tuple[int, int]] = []
    found: int | None = None
    for match in WORD.finditer(text):
        spans.append(match.span())
        if found is None:
            last.append(folded(match[0]))
            closed = next((s for s in ends.get(last[-1], ()) if tuple(last)[-len(s) :] == s), None)
            found = len(spans) - len(closed) if closed else None
        if found is not None and len(spans) >= found + LENGTH:
            break
    return _cut(text, spans, found or 0)


def _cut(text: str, spans: Sequence[tuple[int, int]], found: int) -> str:
    first = max(0, min(found - BEFORE, len(spans) - LENGTH))
    shown = spans[first : first + LENGTH]
    if not shown:
        return ""
    begin = 0 if first == 0 else shown[0][0]
    whole = first + LENGTH >= len(spans) and not WORD.search(text, shown[-1][1])
    return (CUT if first else "") + text[begin : len(text) if whole else shown[-1][1]] + ("" if whole else CUT)

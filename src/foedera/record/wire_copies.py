"""Pages that copy each other: runs of words they share, whatever the order of reading."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foedera.record.model import ReadDocument
from foedera.record.names import plain

RUN = 5  # words in a row
NEAR_COPY = 0.35  # of the shorter page's runs
FEWEST_RUNS = 20  # pages shorter than this are too short to judge
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Copies:
    """`groups`: ids of pages that are copies of one text. `copy_of`: the page of the group taken for the source. `share`: of its runs found there."""

    groups: tuple[tuple[str, ...], ...]
    copy_of: Mapping[str, str]
    share: Mapping[str, float]

    @property
    def root(self) -> dict[str, str]:
        """Each page's source, itself when it copies none."""
        return dict(self.copy_of)


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(plain(text))
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def copies_among(items: Sequence[ReadDocument]) -> Copies:
    """The groups of near copies among the pages."""
    runs = {item.document.id: runs_of(item.document.text) for item in items}
    shared: dict[tuple[str, str], int] = defaultdict(int)
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(runs):
        for run in runs[name]:
            for other in holders[run]:
                shared[other, name] += 1
            holders[run].append(name)
    alike = {pair for pair, n in shared.items() if _near(n, len(runs[pair[0]]), len(runs[pair[1]]))}
    groups = _joined(alike)
    published = {i.document.id: i.document.published or i.reading.published or "9999" for i in items}
    source = {g: min(g, key=lambda name: (published[name], -len(runs[name]), name)) for g in groups}
    copy_of = {name: source[g] for g in groups for name in g if name != source[g]}
    share = {name: len(runs[name] & runs[root]) / max(1, len(runs[name])) for name, root in copy_of.items()}
    return Copies(groups, copy_of, share)


def _near(common: int, a: int, b: int) -> bool:
    return min(a, b) >= FEWEST_RUNS and common / min(a, b) >= NEAR_COPY


def _joined(pairs: set[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of names that pairs join."""
    groups: list[set[str]] = []
    for pair in sorted(pairs):
        touching = [g for g in groups if g & set(pair)]
        groups = [g for g in groups if not g & set(pair)] + [set(pair).union(*touching)]
    return tuple(sorted(tuple(sorted(g)) for g in groups))

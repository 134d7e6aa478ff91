"""Pages that copy each other: runs of words they share, whatever the order of reading."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from foedera.record.model import ReadDocument
from foedera.record.names import plain
from foedera.values.codes import Factuality
from foedera.values.dates import range_from_edtf

RUN = 5  # words in a row
NEAR_COPY = 0.35  # of the shorter page's runs
TRANSLATION = 0.75  # of the statements of both pages, in the same order
TRANSLATION_DAYS = 2
FEWEST_STATEMENTS = 5
FEWEST_RUNS = 20  # pages shorter than this are too short to judge
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Copies:
    """`groups`: ids of pages that are copies of one text. `copy_of`: each copy's source. `share`: of its runs found there."""

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
    alike |= translations_among(items)
    groups = _joined(alike)
    published = {i.document.id: i.document.published or i.reading.published or "9999" for i in items}
    source = {g: min(g, key=lambda name: (published[name], -len(runs[name]), name)) for g in groups}
    copy_of = {name: source[g] for g in groups for name in g if name != source[g]}
    share = {name: len(runs[name] & runs[root]) / max(1, len(runs[name])) for name, root in copy_of.items()}
    return Copies(groups, copy_of, share)


def translations_among(items: Sequence[ReadDocument]) -> set[tuple[str, str]]:
    """Pairs of pages in two languages, of about the same day, that tell the same statements one after the other."""
    dated: list[tuple[date, ReadDocument, list[str]]] = []
    for item in items:
        day, told = _first_day(item), _statements(item)
        if day and len(told) >= FEWEST_STATEMENTS:
            dated.append((day, item, told))
    dated.sort(key=lambda one: (one[0], one[1].document.id))
    found = set()
    for n, (day, a, x) in enumerate(dated):
        for later, b, y in dated[n + 1 :]:
            if (later - day).days > TRANSLATION_DAYS:
                break
            if a.document.lang != b.document.lang and _same_telling(x, y):
                low, high = sorted((a.document.id, b.document.id))
                found.add((low, high))
    return found


def _same_telling(x: list[str], y: list[str]) -> bool:
    match = SequenceMatcher(None, x, y, autojunk=False)
    return match.quick_ratio() >= TRANSLATION and match.ratio() >= TRANSLATION


def _first_day(item: ReadDocument) -> date | None:
    days = range_from_edtf(item.document.published or item.reading.published)
    return days.latest if days else None


def _statements(item: ReadDocument) -> list[str]:
    """What the page tells, in order, without words of any language: codes, actors, numbers."""
    found = []
    for event in item.reading.events:
        number = event.quantity.value if event.quantity else None
        said = event.factuality in (Factuality.DENIED, Factuality.FORECAST) and event.factuality
        found.append((event.evidence.start, f"{event.type} {event.source} {event.target} {number} {said}"))
    for agreement in item.reading.agreements:
        parties = "+".join(sorted(agreement.parties))
        found += [(s.evidence.start, f"{parties} {s.step} {'+'.join(sorted(s.actor.split('+')))} {s.status}") for s in agreement.steps]
    return [text for _, text in sorted(found)]


def _near(common: int, a: int, b: int) -> bool:
    return min(a, b) >= FEWEST_RUNS and common / min(a, b) >= NEAR_COPY


def _joined(pairs: set[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of names that pairs join."""
    groups: list[set[str]] = []
    for pair in sorted(pairs):
        touching = [g for g in groups if g & set(pair)]
        groups = [g for g in groups if not g & set(pair)] + [set(pair).union(*touching)]
    return tuple(sorted(tuple(sorted(g)) for g in groups))

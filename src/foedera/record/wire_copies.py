"""Pages that copy each other: runs of words they share, or in another language the same names and numbers in the same order."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import lru_cache
from zlib import crc32

from foedera.record.model import ReadDocument, Reason
from foedera.record.names import plain
from foedera.record.page_sources import credited_outlets, source_of_page
from foedera.record.page_tokens import tokens_of
from foedera.values.dates import DateRange, range_from_edtf

RUN = 5  # words in a row
NEAR_COPY, WHOLE_COPY = 0.35, 0.75  # of the shorter page's runs
TRANSLATED_PART, TRANSLATED_WHOLE = 0.5, 0.7  # of the shorter page's names and numbers, in the same order
TRANSLATION_DAYS = 2
FEWEST_TOKENS, FEWEST_MARKS = 8, 2
FEWEST_RUNS = 20  # pages shorter than this are too short to judge
SAMPLE = 4  # one run in so many, chosen by its hash, is looked up to find pages worth comparing
LEAST_COMMON = 0.1  # of the smaller sample, shared by pages that are compared
WHOLE, PART = "whole", "part"
_WORD = re.compile(r"\w+")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two pages are alike: `share` of the shorter one found in the other, as the same words or as a translation."""

    share: float
    translated: bool

    @property
    def degree(self) -> str:
        """`whole` or `part`, by the share of words in common; a translation needs less for a whole."""
        return WHOLE if self.share >= (TRANSLATED_WHOLE if self.translated else WHOLE_COPY) else PART


@dataclass(frozen=True)
class Copies:
    """`groups`: ids of pages that are copies of one text. `copy_of`: each copy's source, where it can be known which came first.

    `share`: the part of a copy found in the page its group is counted under; `degree`: whole or part; `why`: what says so.
    `root`: for every page what it counts as when it speaks in its own voice ("page:a01", or the agency it credits).
    """

    groups: tuple[tuple[str, ...], ...]
    copy_of: Mapping[str, str]
    share: Mapping[str, float]
    degree: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    root: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=4096)
def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of RUN words that follow each other, without capitals and accents; empty for a shorter text."""
    words = _WORD.findall(plain(text))
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def copies_among(items: Sequence[ReadDocument]) -> Copies:
    """The groups of near copies among the pages."""
    return copies_by(likenesses(items), items)


def likenesses(items: Sequence[ReadDocument]) -> dict[Pair, Likeness]:
    """How pages are alike, pair by pair (ids in alphabetical order), for those that are; a translation before the same words."""
    return near_copies(items) | translations_among(items)


def copies_by(alike: Mapping[Pair, Likeness], items: Sequence[ReadDocument]) -> Copies:
    """The groups that these pairs make of the pages, and what each page is in its group.

    Of a group only the pairs of its head count, and all pairs of the pages that are in none of these.
    """
    pages = {item.document.id: item for item in items}
    groups = _joined(alike)
    heads = {g: head_of(g, pages) for g in groups}
    closest: dict[str, Likeness] = {}
    for pair, likeness in alike.items():
        for name in pair:
            closest[name] = max(closest.get(name, likeness), likeness, key=lambda k: (k.share, k.translated))
    copy_of: dict[str, str] = {}
    share, degree, why, root = {}, {}, {}, {name: source_of_page([item]) for name, item in pages.items()}
    for group, head in heads.items():
        origin = source_of_page([pages[head], *(pages[n] for n in group if n != head)])
        for name in group:
            root[name] = origin
            if name == head:
                continue
            direct = alike.get((min(name, head), max(name, head)))
            share[name] = direct.share if direct else _shared(pages[name], pages[head])
            linked = direct or closest[name]
            degree[name], why[name] = linked.degree, _reasons(name, head, linked, pages)
            if _is_later(pages[name], pages[head]):
                copy_of[name] = head
    return Copies(groups, copy_of, share, degree, why, root)


def near_copies(items: Sequence[ReadDocument]) -> dict[Pair, Likeness]:
    """Pairs of pages that share runs of words: a common wire shows whatever its new lead and cuts."""
    samples = {item.document.id: sampled_runs(item.document.text) for item in items}
    texts = {item.document.id: item.document.text for item in items}
    shared: Counter[Pair] = Counter()
    holders: dict[int, list[str]] = defaultdict(list)
    for name in sorted(samples):
        for run in samples[name]:
            shared.update((other, name) for other in holders[run])
            holders[run].append(name)
    found = {}
    for (a, b), common in shared.items():
        if are_worth_comparing(common, len(samples[a]), len(samples[b])) and (share := _share_of_runs(texts[a], texts[b])) >= NEAR_COPY:
            found[a, b] = Likeness(share, False)
    return found


@lru_cache(maxsize=4096)
def sampled_runs(text: str) -> frozenset[int]:
    """Hashes of some of the runs, the same ones in every page: a page need not be compared with all others."""
    hashes = (crc32(" ".join(run).encode()) for run in runs_of(text))
    return frozenset(h for h in hashes if h % SAMPLE == 0)


def are_worth_comparing(common: int, first: int, second: int) -> bool:
    """Whether so many sampled runs in common, of samples of these sizes, can be those of near copies."""
    return common >= max(1, LEAST_COMMON * min(first, second))


def _share_of_runs(a: str, b: str) -> float:
    """The part of the shorter page's runs that the other has; 0 where the page is too short to judge."""
    x, y = runs_of(a), runs_of(b)
    least = min(len(x), len(y))
    return len(x & y) / least if least >= FEWEST_RUNS else 0.0


def translations_among(items: Sequence[ReadDocument]) -> dict[Pair, Likeness]:
    """Pairs of pages in two languages, of about the same days, that give the same names and numbers one after the other."""
    dated = sorted(((days.latest, i.document.id, days, i) for i in items if (days := days_of_page(i)) and days.latest), key=lambda d: d[:2])
    found: dict[Pair, Likeness] = {}
    all_days = all(days.is_day for _, _, days, _ in dated)
    for n, (_, _, days, a) in enumerate(dated):
        for _, _, later, b in dated[n + 1 :]:
            if later.earliest is not None and _gap(days, later) > TRANSLATION_DAYS:
                if all_days:
                    break  # a page of a whole month may still come after one of a day
                continue
            if a.document.lang != b.document.lang and (share := _same_order(a, b)) >= TRANSLATED_PART:
                found[min(a.document.id, b.document.id), max(a.document.id, b.document.id)] = Likeness(share, True)
    return found


def days_of_page(item: ReadDocument) -> DateRange | None:
    """The days the page may have been published on; None when nothing is known."""
    return range_from_edtf(item.document.published or item.reading.published)


def _gap(a: DateRange, b: DateRange) -> int:
    """Days between two intervals, 0 when they meet."""
    starts = [d.earliest or date.min for d in (a, b)]
    ends = [d.latest or date.max - timedelta(days=1) for d in (a, b)]
    return max((max(starts) - min(ends)).days, 0)


def _same_order(a: ReadDocument, b: ReadDocument) -> float:
    """The share of the shorter page's names and numbers that the other gives in the same order; 0 for too few to tell."""
    (x, marks_x), (y, marks_y) = tokens_of(a), tokens_of(b)
    least = min(len(x), len(y))
    if least < FEWEST_TOKENS or len(marks_x & marks_y) < FEWEST_MARKS:
        return 0.0
    if sum((Counter(x) & Counter(y)).values()) < TRANSLATED_PART * least:
        return 0.0
    matcher = SequenceMatcher(None, x, y, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / least


def _shared(copy: ReadDocument, head: ReadDocument) -> float:
    mine = runs_of(copy.document.text)
    return len(mine & runs_of(head.document.text)) / max(1, len(mine))


def head_of(group: Sequence[str], pages: Mapping[str, ReadDocument]) -> str:
    """The page its copies are counted under: the agency's own that others credit, else the first published, the fullest on a tie."""
    credited = {o for n in group for o in credited_outlets(pages[n])}

    def rank(name: str) -> tuple[bool, str, int, str]:
        item = pages[name]
        published = item.document.published or item.reading.published or "9999"
        return item.document.outlet not in credited, published, -len(runs_of(item.document.text)), name

    return min(group, key=rank)


def _is_later(copy: ReadDocument, head: ReadDocument) -> bool:
    """Whether it can be known that the copy came after: it credits the other's outlet, or was published later."""
    if head.document.outlet and head.document.outlet in credited_outlets(copy):
        return True
    a, b = (i.document.published or i.reading.published for i in (head, copy))
    if a and b and "T" in a and "T" in b:
        return a < b
    first, second = days_of_page(head), days_of_page(copy)
    return bool(first and second and first.latest and second.earliest and first.latest < second.earliest)


def _reasons(name: str, head: str, likeness: Likeness, pages: Mapping[str, ReadDocument]) -> tuple[Reason, ...]:
    rule = "same_order" if likeness.translated else "same_words"
    found = [Reason(rule, (("head", head), ("share", str(round(100 * likeness.share)))))]
    outlets = credited_outlets(pages[name])
    found += [Reason("credits_outlet", (("outlet", outlet),)) for outlet in outlets]
    if not _is_later(pages[name], pages[head]):
        found.append(Reason("who_copied_unknown", (("head", head),)))
    return tuple(found)


def _joined(pairs: Mapping[Pair, Likeness]) -> tuple[tuple[str, ...], ...]:
    """Groups of names that pairs join."""
    groups: list[set[str]] = []
    for pair in sorted(pairs):
        touching = [g for g in groups if g & set(pair)]
        groups = [g for g in groups if not g & set(pair)] + [set(pair).union(*touching)]
    return tuple(sorted(tuple(sorted(g)) for g in groups))

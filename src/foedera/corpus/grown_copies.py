"""Copies kept up to date as pages come and go: a page is compared only with those that share sampled runs, or marks and days, with it.

Every pair of a group is compared once and kept: n copies of one text cost n(n-1)/2 comparisons in all, and the next one n.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from foedera.record.components import named_part
from foedera.record.model import ReadDocument, Reason
from foedera.record.page_sources import source_of_page
from foedera.record.page_tokens import tokens_of
from foedera.record.row_codec import row_from_json, row_to_json
from foedera.record.wire_copies import (
    TRANSLATION_DAYS,
    Copies,
    Likeness,
    Pair,
    are_worth_comparing,
    copies_by,
    days_of_page,
    head_of,
    likenesses,
    sampled_runs,
)
from foedera.store import derived
from foedera.store.databases.choice import replace_rows
from foedera.values.dates import DateRange

SPAN = 5  # days of one bucket, in which marks are looked up
MOST_DAYS = 400  # a page that may have been published within more days is looked up without any
WIDE = "wide"  # in place of its buckets
Items = Callable[[Iterable[str]], dict[str, ReadDocument]]


@dataclass(frozen=True, slots=True)
class PageCopy:
    """What one page of a group is in it (see `Copies`)."""

    copy_of: str | None
    share: float | None
    degree: str | None
    why: tuple[Reason, ...] | None
    root: str


def note_pages(connection: Connection, items: Iterable[ReadDocument]) -> None:
    """Enter pages into the search for copies."""
    found, run_rows, mark_rows = [], [], []
    last = connection.execute(select(func.coalesce(func.max(derived.pages.c.number), 0))).scalar_one()
    for number, item in enumerate(items, start=last + 1):
        runs, marks = sorted(sampled_runs(item.document.text)), sorted(_marks(item))
        page = {"number": number, "document_id": item.document.id, "lang": item.document.lang}
        found.append(page | {"runs": json.dumps(runs), "marks": json.dumps(marks), "names": row_to_json(named_part(item).reading)})
        run_rows += [{"run": run, "number": number} for run in runs]
        mark_rows += [{"mark": mark, "number": number} for mark in marks]
    for table, rows in ((derived.pages, found), (derived.runs, run_rows), (derived.marks, mark_rows)):
        if rows:
            connection.execute(insert(table), rows)


def _marks(item: ReadDocument) -> set[str]:
    """The page's marks, each with every bucket of days in which it may have been published."""
    days = days_of_page(item)
    if days is None or days.latest is None:
        return set()
    places = _buckets(days, 0) or (WIDE,)
    return {f"{mark}:{place}" for mark in tokens_of(item)[1] for place in places}


def _buckets(days: DateRange, around: int) -> range | None:
    """The buckets of these days and of `around` days before and after; None for too many days."""
    if days.earliest is None or days.latest is None or (days.latest - days.earliest).days > MOST_DAYS:
        return None
    return range((days.earliest.toordinal() - around) // SPAN, (days.latest.toordinal() + around) // SPAN + 1)


def _marked_alike(connection: Connection, item: ReadDocument) -> set[int]:
    """The numbers of pages of about the same days that share several marks with the page; none where its days are open."""
    days = days_of_page(item)
    if days is None or days.latest is None:
        return set()
    marks, buckets, table = sorted(tokens_of(item)[1]), _buckets(days, TRANSLATION_DAYS), derived.marks
    if buckets is not None:
        found = _count(connection, table, table.c.mark, [f"{mark}:{place}" for mark in marks for place in (*buckets, WIDE)])
        return {number for number, count in found if count > 1}
    shared: Counter[int] = Counter()
    for mark in marks:
        within = (table.c.mark >= f"{mark}:") & (table.c.mark < f"{mark};")  # whatever the bucket: ";" comes after ":"
        shared.update(connection.execute(select(table.c.number).where(within).distinct()).scalars())
    return {number for number, count in shared.items() if count > 1}


def compare_pages(connection: Connection, items: Mapping[str, ReadDocument], load: Items) -> None:
    """Find the copies among these pages and all others, and write what each page of their groups is. Pages must have been noted."""
    candidates = {name: _candidates(connection, item) for name, item in items.items()}
    others = load(n for some in candidates.values() for n in some if n not in items) | dict(items)
    compared = sorted({(min(name, other), max(name, other)) for name, some in candidates.items() for other in some})
    found = [(a, b, how) for a, b in compared for how in likenesses([others[a], others[b]]).values()]
    if found:
        rows = [{"first": a, "second": b, "share": how.share, "translated": how.translated} for a, b, how in found]
        replace_rows(connection, derived.pairs, rows)
    regroup_pages(connection, _paired(connection, items), load)


def _paired(connection: Connection, names: Iterable[str]) -> list[str]:
    """Those of the pages that are copies or copied."""
    first, second, some = derived.pairs.c.first, derived.pairs.c.second, sorted(names)
    held = select(first).where(first.in_(some)).union(select(second).where(second.in_(some)))
    return sorted(connection.execute(held).scalars())


def _candidates(connection: Connection, item: ReadDocument) -> list[str]:
    """Other pages that may be near copies or translations of the page."""
    runs = sampled_runs(item.document.text)
    common = dict(_count(connection, derived.runs, derived.runs.c.run, runs))
    marked = _marked_alike(connection, item)
    table = derived.pages
    query = select(table.c.number, table.c.document_id, table.c.lang, table.c.runs).where(table.c.number.in_({*common, *marked}))
    found = []
    for page in connection.execute(query):
        near = page.number in common and are_worth_comparing(common[page.number], len(runs), len(json.loads(page.runs)))
        if page.document_id != item.document.id and (near or (page.number in marked and page.lang != item.document.lang)):
            found.append(page.document_id)
    return sorted(found)


def _count(connection: Connection, table: object, column: object, values: Iterable[object]) -> list[tuple[int, int]]:
    found: Counter[int] = Counter()
    some = sorted(values, key=str)
    for start in range(0, len(some), 500):
        found.update(connection.execute(select(table.c.number).where(column.in_(some[start : start + 500]))).scalars())  # type: ignore[attr-defined]
    return sorted(found.items())


def _groups(connection: Connection, names: Iterable[str]) -> list[list[str]]:
    """The groups of pages that pairs join to these, of two pages at least."""
    seen: set[str] = set()
    groups = []
    for name in sorted(names):
        if name in seen:
            continue
        group, edge = {name}, {name}
        while edge:
            edge = _partners(connection, edge) - group
            group |= edge
        if len(group) > 1:
            groups.append(sorted(group))
        seen |= group
    return groups


def _partners(connection: Connection, names: Iterable[str]) -> set[str]:
    """The pages that are alike with one of these."""
    first, second, some, found = derived.pairs.c.first, derived.pairs.c.second, sorted(names), set[str]()
    for start in range(0, len(some), 500):
        part = some[start : start + 500]
        held = select(second).where(first.in_(part)).union(select(first).where(second.in_(part)))
        found.update(connection.execute(held).scalars())
    return found


def _alike(connection: Connection, names: Iterable[str]) -> dict[Pair, Likeness]:
    """How these pages are alike with others."""
    table, some, found = derived.pairs, sorted(names), dict[Pair, Likeness]()
    for start in range(0, len(some), 500):
        part = some[start : start + 500]
        for side in (table.c.first, table.c.second):
            for a, b, share, translated in connection.execute(select(table).where(side.in_(part))):
                found[a, b] = Likeness(share, translated)
    return found


def regroup_pages(connection: Connection, names: Iterable[str], load: Items) -> None:
    """Write again what these pages are, after one that was in a group with them has gone or changed."""
    for group in _groups(connection, names):
        _write_group(connection, [*load(group).values()])


def _write_group(connection: Connection, items: Sequence[ReadDocument]) -> None:
    """Write what each page of a group is; the components of a page that was something else before are looked at again."""
    pages = {i.document.id: i for i in items}
    names = sorted(pages)
    alike = _alike(connection, [head_of(names, pages)])
    alike |= _alike(connection, {*names} - {name for pair in alike for name in pair})  # those that are not alike with the head itself
    copies, table = copies_by(alike, items), derived.copies
    rows = connection.execute(select(table.c.document_id, table.c.head, table.c.copy).where(table.c.document_id.in_(names)))
    before = {name: (head, copy) for name, head, copy in rows}
    now = {name: (names[0], row_to_json(_page_copy(name, copies))) for name in names}
    moved = [name for name in names if before.get(name) != now[name]]
    connection.execute(table.delete().where(table.c.document_id.in_(moved)))
    if moved:
        connection.execute(insert(table), [{"document_id": name, "head": now[name][0], "copy": now[name][1]} for name in moved])
    derived.touch_documents(connection, [n for n in moved if n not in before or before[n][1] != now[n][1]])


def _page_copy(name: str, copies: Copies) -> PageCopy:
    c = copies
    return PageCopy(c.copy_of.get(name), c.share.get(name), c.degree.get(name), c.why.get(name), c.root[name])


def page_copies(connection: Connection, names: Iterable[str]) -> dict[str, PageCopy]:
    """What these pages are in their groups; pages that copy none and are copied by none are left out."""
    table = derived.copies
    rows = connection.execute(select(table.c.document_id, table.c.copy).where(table.c.document_id.in_(sorted({*names}))))
    return {name: row_from_json(PageCopy, copy) for name, copy in rows}


def copies_of_pages(items: Sequence[ReadDocument], known: Mapping[str, PageCopy]) -> Copies:
    """What these pages are as copies, for the rows of their component."""
    found = {i.document.id: known[i.document.id] for i in items if i.document.id in known}
    parts: dict[str, dict[str, object]] = defaultdict(dict)
    for name, one in found.items():
        for field in ("copy_of", "share", "degree", "why"):
            if (value := getattr(one, field)) is not None:
                parts[field][name] = value
    root = {i.document.id: found[i.document.id].root if i.document.id in found else source_of_page([i]) for i in items}
    return Copies((), parts["copy_of"], parts["share"], parts["degree"], parts["why"], root)  # type: ignore[arg-type]


def copy_groups(connection: Connection) -> tuple[tuple[str, ...], ...]:
    """All groups of copies, in order."""
    table = derived.copies
    groups: dict[str, list[str]] = defaultdict(list)
    for name, head in connection.execute(select(table.c.document_id, table.c.head).order_by(table.c.document_id)):
        groups[head].append(name)
    return tuple(sorted(map(tuple, groups.values())))


def groups_with(connection: Connection, names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of copies in which any of these documents is, in order."""
    table, some, heads = derived.copies, sorted(names), set[str]()
    for start in range(0, len(some), 500):
        heads.update(connection.execute(select(table.c.head).where(table.c.document_id.in_(some[start : start + 500]))).scalars())
    groups = []
    for head in sorted(heads):
        held = select(table.c.document_id).where(table.c.head == head).order_by(table.c.document_id)
        groups.append(tuple(connection.execute(held).scalars()))
    return tuple(sorted(groups))

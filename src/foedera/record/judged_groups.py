"""Merges and splits that a person decided, laid over what was found to be one event, one step or one agreement."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from foedera.record.agreements import ToldAgreement
from foedera.record.judged_items import TWO_SIDED, Fit, Placed
from foedera.record.judgements import Judgement, JudgementKind, Layer
from foedera.record.lifecycle import RowDraft
from foedera.record.model import OutsideFact
from foedera.record.same_event import EventDraft
from foedera.record.statement_ids import agreement_id

Member = TypeVar("Member")


def regrouped(groups: Sequence[Sequence[Member]], id_of: Callable[[Member], str], links: Iterable[Placed]) -> list[list[Member]]:
    """The groups after each merge and split in turn: the last word on two statements is the one that counts.

    A merge makes one group, in the first place of them all, of every group that holds a statement of either side; its members begin with
    those of the group named first. A split takes the statements named out of every group that holds others of the row they were in.
    """
    found = [list(group) for group in groups]
    for link in links:
        here, there = set(link.statements), set(link.others)
        found = _merged(found, id_of, here, there) if link.judgement.kind is JudgementKind.MERGE else _split(found, id_of, here, there)
    return found


def _merged(groups: list[list[Member]], id_of: Callable[[Member], str], here: set[str], there: set[str]) -> list[list[Member]]:
    ids = [{id_of(m) for m in group} for group in groups]
    first = [n for n, held in enumerate(ids) if held & here]
    second = [n for n, held in enumerate(ids) if held & there and n not in first]
    if not first or not second:
        return groups
    whole = [m for n in (*first, *second) for m in groups[n]]
    home = min(*first, *second)
    kept = [whole if n == home else group for n, group in enumerate(groups)]
    return [group for n, group in enumerate(kept) if n == home or n not in (*first, *second)]


def _split(groups: list[list[Member]], id_of: Callable[[Member], str], here: set[str], there: set[str]) -> list[list[Member]]:
    found = []
    for group in groups:
        out = [m for m in group if id_of(m) in here]
        if out and any(id_of(m) in there for m in group):
            found += [[m for m in group if id_of(m) not in here], out]
        else:
            found.append(group)
    return found


def links_of(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """The merges and splits that still have two sides."""
    return tuple(p for p in placed if p.judgement.kind in TWO_SIDED and p.fit is not Fit.GONE)


def judged_events(drafts: Sequence[EventDraft], links: Sequence[Placed]) -> list[EventDraft]:
    """The events as judged, in order of id."""
    if not links:
        return [*drafts]
    groups = regrouped([d.tellings for d in drafts], lambda t: t.telling.id, links)
    sorted_groups = [tuple(sorted(g, key=lambda t: (t.telling.document_id, t.event.evidence, t.telling.id))) for g in groups]
    return sorted((EventDraft(min(m.telling.id for m in g), g) for g in sorted_groups), key=lambda d: d.id)


def judged_agreements(groups: Sequence[tuple[ToldAgreement, ...]], links: Sequence[Placed]) -> list[tuple[ToldAgreement, ...]]:
    """The agreements as judged. A merged one has the parties of the one it was merged into."""
    return [tuple(g) for g in regrouped(groups, lambda t: agreement_id(t.document_id, t.reading), links)] if links else [*groups]


def judged_steps(rows: Sequence[RowDraft], links: Sequence[Placed]) -> list[RowDraft]:
    """The steps of one agreement as judged: merged rows keep the first one's step and actor, split ones are numbered on."""
    if not links:
        return [*rows]
    held = {t.id for row in rows for t in row.tellings}
    links = [link for link in links if held & set(link.statements) and held & set(link.others)]
    found = list(rows)
    for link in links:
        here, there = set(link.statements), set(link.others)
        found = _steps_merged(found, here, there) if link.judgement.kind is JudgementKind.MERGE else _steps_split(found, here, there)
    return found


def _steps_merged(rows: list[RowDraft], here: set[str], there: set[str]) -> list[RowDraft]:
    first = [r for r in rows if any(t.id in here for t in r.tellings)]
    second = [r for r in rows if any(t.id in there for t in r.tellings) and r not in first]
    if len(first) != 1 or not second:
        return rows  # a statement told of several actors stands in several rows: which of them is meant cannot be told
    tellings = {t.id: t for r in (first[0], *second) for t in r.tellings}
    whole = replace(first[0], tellings=tuple(sorted(tellings.values(), key=lambda t: (t.document_id, t.statement.evidence, t.id))))
    return [whole if r is first[0] else r for r in rows if r not in second]


def _steps_split(rows: list[RowDraft], here: set[str], there: set[str]) -> list[RowDraft]:
    found = []
    for row in rows:
        out = tuple(t for t in row.tellings if t.id in here)
        if not out or not any(t.id in there for t in row.tellings):
            found.append(row)
            continue
        alike = [r.number for r in (*rows, *found) if (r.step, r.actor, r.status) == (row.step, row.actor, row.status)]
        found.append(replace(row, tellings=tuple(t for t in row.tellings if t not in out)))
        found.append(replace(row, tellings=out, number=max(alike) + 1))
    return found


def facts_after_merges(facts: Iterable[OutsideFact], judgements: Iterable[Judgement]) -> tuple[OutsideFact, ...]:
    """Outside facts on an agreement that a person made one with another speak of that one."""
    merges = [j for j in judgements if j.kind is JudgementKind.MERGE and any(m.layer is Layer.AGREEMENT for m in j.marks)]
    moved = {j.value: j.target for j in sorted(merges, key=lambda j: j.order)}
    return tuple(replace(f, agreement_id=_followed(f.agreement_id, moved)) for f in facts)


def _followed(agreement_id: str, moved: Mapping[str | None, str]) -> str:
    seen = {agreement_id}
    while (found := moved.get(agreement_id)) is not None and found not in seen:
        agreement_id = found
        seen.add(found)
    return agreement_id

"""The rows of one component: what its documents tell, grouped, dated together and set side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from foedera.record import agreements as names
from foedera.record.agreements import ToldAgreement, same_agreements
from foedera.record.all_disagreements import all_disagreements, disagreements_on_agreement, disagreements_on_events
from foedera.record.components import Component
from foedera.record.constraint_network import ConstraintNetwork
from foedera.record.dating import GivenRule, Surety, solved
from foedera.record.dating_conflicts import dating_conflicts
from foedera.record.judged_groups import judged_agreements, judged_events, judged_steps
from foedera.record.judged_items import Placed
from foedera.record.lifecycle import RowDraft, joined, order_rules, row_drafts
from foedera.record.model import Disagreement, OutsideFact, ReadDocument, Reason, Record
from foedera.record.perhaps_same import perhaps_same
from foedera.record.provisions import provisions_of
from foedera.record.replaced import Replacement, replaced_names, replacements, superseded_drafts, superseding_rules
from foedera.record.rows import agreement_row, dated_rows, document_row, event_row, lifecycle_row, quotes_told
from foedera.record.same_event import EventDraft, UnitClasses, same_events, talks_rules, told_events, visit_rules
from foedera.record.told_dates import within
from foedera.record.wire_copies import Copies
from foedera.values.codes import Status, Step
from foedera.values.dates import range_from_edtf
from foedera.world.world import World


@dataclass(frozen=True)
class Surroundings:
    """What all components share: outside facts, merges and splits that a person decided, copies, and the knowledge of words."""

    units: UnitClasses
    world: World | None = None
    facts: tuple[OutsideFact, ...] = ()
    links: tuple[Placed, ...] = ()
    copies: Copies = field(default_factory=lambda: Copies((), {}, {}))


@dataclass(frozen=True)
class Drafts:
    """Everything told, grouped, before any day is known."""

    items: tuple[ReadDocument, ...]
    groups: list[tuple[ToldAgreement, ...]]
    rows: list[list[RowDraft]]
    replaced: list[Replacement]
    events: list[EventDraft]
    rules: tuple[GivenRule, ...]


def component_rows(part: Component, around: Surroundings) -> Record:
    """The rows of one component, as a record of their own. Actors, copies and facts are told of the whole record only."""
    drafts = _drafts(part.items, around.units, around.world, around.links)
    network = _dated(drafts)
    ids = _agreement_ids(drafts, network)
    if any(fact.agreement_id in ids for fact in around.facts):
        drafts = _with_facts(drafts, ids, around.facts)
        network = _dated(drafts)
    return _rows(part, drafts, network, ids, around.copies)


def _drafts(items: tuple[ReadDocument, ...], units: UnitClasses, world: World | None, links: Sequence[Placed] = ()) -> Drafts:
    groups = judged_agreements(same_agreements(items), links)
    keys = [f"{n:04d}" for n in range(len(groups))]
    rows = {n: judged_steps(row_drafts(keys[n], group), links) for n, group in enumerate(groups)}
    replaced = replacements(groups)
    ended = superseded_drafts(replaced, rows, keys)
    for n, row in ended.items():
        rows[n].append(row)
    told = told_events(items, units, world)
    rules = [rule for n in rows for rule in order_rules(rows[n])] + superseding_rules([*ended.values()]) + visit_rules(told)
    events = judged_events(same_events(told), links)
    return Drafts(items, groups, [rows[n] for n in range(len(groups))], replaced, events, (*rules, *talks_rules(events)))


def _dated(drafts: Drafts) -> ConstraintNetwork:
    acts = [row.act for rows in drafts.rows for row in rows] + [e.act for e in drafts.events]
    return solved(drafts.items, acts, drafts.rules)


def _agreement_ids(drafts: Drafts, network: ConstraintNetwork) -> list[str]:
    """Ids from parties and year of signature; among those with one base the earliest treaty has it bare, declarations last."""
    bases = [names.base_id(group, _year(group, rows, network)) for group, rows in zip(drafts.groups, drafts.rows, strict=True)]
    order = sorted(
        range(len(bases)), key=lambda n: (bases[n], names.best_kind(drafts.groups[n]) == "declaration", -len(drafts.groups[n]), n)
    )
    numbered = dict(zip(order, names.numbered([bases[n] for n in order]), strict=True))
    return [numbered[n] for n in range(len(bases))]


def _year(group: Sequence[ToldAgreement], rows: Sequence[RowDraft], network: ConstraintNetwork) -> int | None:
    """The year of signature; else the year in a name, or of the first later step that is dated."""
    for step in (Step.SIGNED, None, Step.IN_FORCE, Step.RATIFIED):
        if step is None:
            years = [one.signed.earliest.year for one in group if one.signed and one.signed.earliest]
        else:
            found = [network.days(r.variable) for r in rows if r.step is step and r.status is Status.DONE]
            years = [d.earliest.year for d in found if d and d.earliest and d.latest and d.earliest.year == d.latest.year]
        if years:
            return min(years)
    return None


def _with_facts(drafts: Drafts, ids: Sequence[str], facts: Sequence[OutsideFact]) -> Drafts:
    """The drafts with each fact as a rule on the rows it speaks of; a row is made where no document tells of the step."""
    rows, rules = [list(r) for r in drafts.rows], list(drafts.rules)
    for fact in facts:
        days = range_from_edtf(fact.date)
        if fact.agreement_id not in ids or days is None:
            continue
        n = ids.index(fact.agreement_id)
        parties = "+".join(sorted(set(drafts.groups[n][0].reading.parties)))
        actor = joined(fact.actor) if fact.actor else None
        hit = [r for r in rows[n] if r.step is fact.step and r.status is not Status.DENIED and actor in (None, r.actor)]
        done = [replace(r, status=Status.DONE) for r in hit] or [RowDraft(f"{n:04d}", fact.step, actor or parties, Status.DONE, ())]
        rows[n] = [r for r in rows[n] if r not in hit] + done
        reason = Reason("outside_fact", (("date", fact.date), ("fact", fact.id), ("source", fact.source)))
        rules += [GivenRule(Surety.FACT, (fact.id, row.variable), within(row.variable, days, reason)) for row in done]
    for n, changed in enumerate(rows):
        changed.sort(key=lambda d: (list(Step).index(d.step), d.actor, d.status, d.number))
        rules += [r for r in order_rules(changed) if changed != drafts.rows[n]]
    return replace(drafts, rows=rows, rules=tuple(rules))


def _rows(part: Component, drafts: Drafts, network: ConstraintNetwork, ids: Sequence[str], copies: Copies) -> Record:
    agreements = []
    for n, group in enumerate(drafts.groups):
        lifecycle = tuple(lifecycle_row(ids[n], row, network, copies.root) for row in drafts.rows[n])
        agreements.append(agreement_row(ids[n], group, lifecycle, provisions_of(ids[n], group), replaced_names(drafts.replaced, n, ids)))
    pages = tuple(item for item in drafts.items if item.document.id in part.pages)
    return Record(
        documents=tuple(document_row(item, network, copies) for item in pages),
        agreements=tuple(agreements),
        quotes=quotes_told(pages),
        events=tuple(event_row(draft, network, copies.root) for draft in drafts.events),
        disagreements=_disagreements(drafts, ids, network, copies.root),
        perhaps_same=perhaps_same(drafts.events, drafts.groups, ids),
        conflicts=dating_conflicts(network, dated_rows(ids, drafts.rows, drafts.events, (i.document.id for i in drafts.items))),
    )


def _disagreements(drafts: Drafts, ids: Sequence[str], network: ConstraintNetwork, root: Mapping[str, str]) -> tuple[Disagreement, ...]:
    found = disagreements_on_events(drafts.items, drafts.events, root)
    for n, rows in enumerate(drafts.rows):
        replaced = [r for r in drafts.replaced if r.new == n]
        found += disagreements_on_agreement(ids[n], drafts.groups[n], rows, replaced, network.days, root)
    return all_disagreements(found)

"""All readings in, the record out: a pure function that does not depend on the order of reading."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from foedera.record.actors import actor_rows
from foedera.record.component_rows import Surroundings, component_rows
from foedera.record.components import components_of, named_part
from foedera.record.dating_conflicts import order_of
from foedera.record.disagreements import without_repeats
from foedera.record.judged_groups import facts_after_merges, links_of
from foedera.record.judged_items import Placed, judged_items
from foedera.record.judged_record import judged_record
from foedera.record.judgements import Judgement
from foedera.record.model import ActorRow, OutsideFact, ReadDocument, Record
from foedera.record.same_event import UnitClasses
from foedera.record.units import unit_classes
from foedera.record.wire_copies import copies_among
from foedera.world.world import World


def record_from_readings(
    items: Iterable[ReadDocument],
    facts: Iterable[OutsideFact] = (),
    judgements: Iterable[Judgement] = (),
    *,
    world: World | None = None,
    units: UnitClasses | None = None,
) -> Record:
    """The record of these documents, with a person's judgements laid over what was read in them: the union of its components.

    `world` tells persons from places; `units` maps a unit word to its class (default: the packs').
    """
    judgements = tuple(judgements)
    judged = judged_items((item for _, item in sorted({i.document.id: i for i in items}.items())), judgements)
    links, copies = links_of(judged.placed), copies_among(judged.items)
    told = ordered_facts(facts_after_merges(facts, judgements))
    around = Surroundings(unit_classes() if units is None else units, world, told, links, copies)
    parts = [component_rows(part, around) for part in components_of(judged.items, tokens_of(links))]
    actors = actor_rows([named_part(item) for item in judged.items])
    return judged_record(united(parts, actors, copies.groups, around.facts), judged.placed)


def ordered_facts(facts: Iterable[OutsideFact]) -> tuple[OutsideFact, ...]:
    """The facts in an order that does not depend on when they were given."""
    return tuple(sorted(facts, key=lambda f: (f.agreement_id, f.step, f.actor or "", f.date, f.id)))


def tokens_of(links: Iterable[Placed]) -> Mapping[str, Sequence[str]]:
    """For each document with statements that a person merged or split, the tokens by which all it tells is joined to the others'."""
    found: dict[str, list[str]] = defaultdict(list)
    for link in links:
        for document in sorted({m.document_id for m in (*link.judgement.marks, *link.judgement.others)}):
            found[document].append(link.judgement.id)
    return found


def united(
    parts: Sequence[Record], actors: tuple[ActorRow, ...], copies: tuple[tuple[str, ...], ...], facts: tuple[OutsideFact, ...]
) -> Record:
    """One record of the rows of all components, each kind in its order."""
    return Record(
        documents=tuple(sorted((d for p in parts for d in p.documents), key=attrgetter("id"))),
        actors=actors,
        agreements=tuple(sorted((a for p in parts for a in p.agreements), key=attrgetter("id"))),
        quotes=tuple(sorted((q for p in parts for q in p.quotes), key=attrgetter("document_id", "evidence", "id"))),
        events=tuple(sorted((e for p in parts for e in p.events), key=attrgetter("id"))),
        disagreements=without_repeats(d for p in parts for d in p.disagreements),
        perhaps_same=tuple(sorted((one for p in parts for one in p.perhaps_same), key=lambda one: (-one.score, one.rows))),
        conflicts=tuple(sorted((one for p in parts for one in p.conflicts), key=order_of)),
        copies=copies,
        facts=facts,
    )

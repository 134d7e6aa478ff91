"""The record of a store, grown: rows are kept by component beside the documents, and made again only where something changed.

What is kept is a cache of `record_from_readings` (the definition), made again from nothing when the code, the words or the world change.
What little waits is taken in at once, in one transaction. Of more, every step is a transaction of its own and begins where the last one
stopped, so that a killed process loses nothing. Each looks first at what came meanwhile: another process may write pages, facts and
judgements between any two steps.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, literal, select, union

from foedera.corpus.facts_of_store import facts_of
from foedera.corpus.grown_copies import compare_pages, copies_of_pages, copy_groups, note_pages, page_copies, regroup_pages
from foedera.corpus.judged_documents import JudgedDocuments, documents_of
from foedera.corpus.listed_row import page_of
from foedera.corpus.listing import Part, write_lines
from foedera.corpus.record_version import record_version
from foedera.errors import StoreError, Trouble
from foedera.reading.model import Reading
from foedera.record.actors import actor_rows
from foedera.record.component_rows import Surroundings, component_rows
from foedera.record.components import DocumentKeys, Link, component, document_keys, joined_keys
from foedera.record.judged_groups import facts_after_merges
from foedera.record.judged_record import judged_record
from foedera.record.judgements import Judgement
from foedera.record.model import OutsideFact, ReadDocument, Record
from foedera.record.record_from_readings import ordered_facts, tokens_of, united
from foedera.record.row_codec import row_from_json, row_to_json
from foedera.record.units import unit_classes
from foedera.sources.model import Document
from foedera.store import derived
from foedera.store.databases.choice import add_rows, add_selected, replace_rows
from foedera.store.lists import forget_lines
from foedera.store.store import Store
from foedera.world.world import World

BATCH = 400  # documents entered, or components resolved, in one transaction
FEW = 20  # documents that wait: entered with all that follows from them in one transaction
MOST_KEPT = 2000  # documents held in memory
MOST_TRIES = 10  # to find the file as this process left it


@dataclass(frozen=True, slots=True)
class Growth:
    """What an update did: documents entered, components resolved."""

    documents: int = 0
    components: int = 0


class GrownRecord:
    """The grown record of one store, with its outside facts and judgements as they are now."""

    def __init__(self, store: Store, *, world: World | None) -> None:
        self._store, self._world = store, world
        self._judgements: tuple[Judgement, ...] = ()
        self._facts: tuple[OutsideFact, ...] = ()
        self._change: str | None = None
        self._documents: dict[str, ReadDocument] = {}

    def update(self) -> Growth:
        """Enter every document that came, changed or went, and resolve again the components that this touches.

        StoreError when another version of Foedera begins to keep its own rows in the meantime.
        """
        with self._store.deriving() as connection:
            self._start(connection)
            if not derived.is_waiting(connection):
                return Growth()
            little = self._take_in(connection) if _few_wait(connection) else None
        return little or self._step_by_step()

    def _take_in(self, connection: Connection) -> Growth | None:
        """All that waits; None where so much follows from it that there is more to be resolved."""
        documents = self._enter_waiting(connection)
        _regroup(connection)
        components = self._resolve_waiting(connection)
        return Growth(documents, components) if components < BATCH else None

    def _step_by_step(self) -> Growth:
        documents = components = 0
        while (entered := self._enter_some()) == BATCH:
            documents += entered
        with self._looking() as connection:
            _regroup(connection)
        while (resolved := self._resolve_some()) == BATCH:
            components += resolved
        return Growth(documents + entered, components + resolved)

    def record(self) -> Record:
        """The whole record, brought up to date first. StoreError when others keep writing, so that it is never up to date."""
        for _ in range(MOST_TRIES):
            self.update()
            with self._looking() as connection:
                if not derived.is_waiting(connection):
                    return self._whole(connection)
        raise StoreError(Trouble("record_locked", self._store.name))

    def _whole(self, connection: Connection) -> Record:
        texts = connection.execute(select(derived.rows.c.rows)).scalars()
        parts = [row_from_json(Record, text) for text in texts]
        whole = united(parts, actor_rows(_named_parts(connection)), copy_groups(connection), self._facts)
        return judged_record(whole, self._judged.all.placed)

    # --- what changed -----------------------------------------------------------------------------------------------------------------

    def _start(self, connection: Connection) -> None:
        """Start from nothing under another version; note what came or went."""
        version = record_version()
        if derived.version_of(connection) != version:
            derived.start_again(connection, version)
        self._look(connection)

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        """A transaction that knows all that was written before it. StoreError under another version."""
        with self._store.deriving() as connection:
            if derived.version_of(connection) != record_version():
                raise StoreError(Trouble("record_locked", self._store.name))
            self._look(connection)
            yield connection

    def _look(self, connection: Connection) -> None:
        """Take up the facts and judgements as they now are, and note which of them came or went since the cache last looked."""
        judgements, change = self._store.judgements(), derived.change_of(connection)
        if (judgements, change) != (self._judgements, self._change):
            self._forget()
        self._judgements, self._change = judgements, change
        found = ordered_facts(facts_after_merges(facts_of(self._store), judgements))
        if found != self._facts:
            self._forget()
        self._facts = found
        self._note_facts(connection)
        self._note_judgements(connection)

    def _forget(self) -> None:
        self._documents.clear()
        for name in ("_judged", "_surroundings"):
            self.__dict__.pop(name, None)

    def _note_facts(self, connection: Connection) -> None:
        facts = {f"{f.id} {f.date}": f.agreement_id for f in self._facts}
        old = _noted(connection, "facts", facts)
        agreements = {agreement for _, agreement in {*facts.items()} ^ {*old.items()}}
        if not agreements:
            return
        owners = select(derived.row_ids.c.component).where(derived.row_ids.c.id.in_(sorted(agreements)))
        derived.touch(connection, [*connection.execute(select(derived.homes.c.key).where(derived.homes.c.component.in_(owners))).scalars()])

    def _note_judgements(self, connection: Connection) -> None:
        """The documents of judgements that came or went wait; and where one document waits, so do all that are judged with it."""
        judged = {j.id: sorted(documents_of([j])) for j in self._judgements}
        old = _noted(connection, "judgements", judged)
        changed = {name for key in {*judged} ^ {*old} for name in (judged.get(key) or old[key])}
        changed |= {name for key in {*judged} & {*old} if judged[key] != old[key] for name in (*judged[key], *old[key])}
        waiting = _waiting_among(connection, {name for names in judged.values() for name in names})
        changed |= {name for names in judged.values() if waiting & {*names} for name in names}
        if changed:
            rows = [{"document_id": name, "copies_only": False, "judged": True} for name in sorted(changed)]
            replace_rows(connection, derived.pending, rows)

    @cached_property
    def _judged(self) -> JudgedDocuments:
        return JudgedDocuments(self._store, self._judgements)

    def _load(self, names: Iterable[str]) -> dict[str, ReadDocument]:
        """These documents as judged, in order of id; those that are gone are left out."""
        wanted = sorted({*names})
        missing = [n for n in wanted if n not in self._documents]
        if len(self._documents) + len(missing) > MOST_KEPT:
            self._documents.clear()
            missing = wanted
        judged = {i.document.id: i for i in self._judged.among(missing).items}
        self._documents |= {i.document.id: judged.get(i.document.id, i) for i in self._store.items_of(missing)}
        return {name: self._documents[name] for name in wanted if name in self._documents}

    # --- entering documents -----------------------------------------------------------------------------------------------------------

    def _enter_some(self) -> int:
        with self._looking() as connection:
            return self._enter_waiting(connection)

    def _enter_waiting(self, connection: Connection) -> int:
        """How many of the documents that wait were entered."""
        waiting = connection.execute(select(derived.pending).order_by(derived.pending.c.document_id).limit(BATCH)).all()
        if not waiting:
            return 0
        names = [row.document_id for row in waiting if not row.copies_only]
        peers = [row.document_id for row in waiting if row.copies_only]
        known = connection.execute(select(derived.pages.c.document_id).where(derived.pages.c.document_id.in_(names))).scalars()
        derived.forget_documents(connection, [*known])
        items = self._load(names)
        self._enter(connection, items)
        note_pages(connection, items.values())
        compare_pages(connection, items, self._load)
        if peers:
            regroup_pages(connection, self._load(peers), self._load)
        done = [row.document_id for row in waiting]
        connection.execute(delete(derived.pending).where(derived.pending.c.document_id.in_(done)))
        return len(done)

    def _enter(self, connection: Connection, items: dict[str, ReadDocument]) -> None:
        """Write the keys and links of these documents."""
        tokens = tokens_of(self._judged.links)
        told = [document_keys(item, tokens.get(name, ())) for name, item in items.items()]
        keys = [{"key": key, "document_id": one.document_id} for one in told for key in one.keys]
        links = [{"key": k.key, "token": k.token, "seeks": k.seeks, "document_id": one.document_id} for one in told for k in _distinct(one)]
        for table, rows in ((derived.keys, keys), (derived.links, links)):
            if rows:
                connection.execute(insert(table), rows)
        derived.touch(connection, [row["key"] for row in keys])

    # --- resolving components ---------------------------------------------------------------------------------------------------------

    def _resolve_some(self) -> int:
        with self._looking() as connection:
            return self._resolve_waiting(connection)

    def _resolve_waiting(self, connection: Connection) -> int:
        """How many of the components that wait were resolved."""
        names = [*connection.execute(select(derived.todo.c.component).order_by(derived.todo.c.component).limit(BATCH)).scalars()]
        if names:
            self._resolve(connection, names)
            connection.execute(delete(derived.todo).where(derived.todo.c.component.in_(names)))
        return len(names)

    def _resolve(self, connection: Connection, names: Sequence[str]) -> None:
        """Make the rows of these components, and note where each row stands."""
        keys, documents = _held(connection, names)
        copies = page_copies(connection, (n for some in documents.values() for n in some))
        rows, ids, listed = [], [], []
        for name in names:
            items = self._load(documents[name])
            part = component(tuple(keys[name]), items.values())
            found = component_rows(part, replace(self._surroundings, copies=copies_of_pages(part.items, copies)))
            judged = judged_record(found, self._judged.among(items).placed)
            listed.append(Part(name, judged, {n: page_of(item) for n, item in items.items()}))
            rows.append({"component": name, "rows": row_to_json(found)})
            told = {row.id for some in (found.agreements, found.events, found.disagreements, found.documents) for row in some}
            ids += [{"id": key, "component": name} for key in sorted(told)]
        connection.execute(insert(derived.rows), rows)
        if ids:
            connection.execute(insert(derived.row_ids), ids)
        write_lines(connection, listed)

    @cached_property
    def _surroundings(self) -> Surroundings:
        return Surroundings(unit_classes(), self._world, self._facts, self._judged.links)


def _few_wait(connection: Connection) -> bool:
    most = min(FEW, BATCH)
    return len(connection.execute(select(derived.pending.c.document_id).limit(most)).all()) < most


def _noted(connection: Connection, key: str, now: dict[str, Any]) -> dict[str, Any]:
    """What was noted under the key, which is from now on this."""
    held = connection.execute(select(derived.state.c.value).where(derived.state.c.key == key)).scalar()
    old: dict[str, Any] = json.loads(held or "{}")
    if old != now:
        replace_rows(connection, derived.state, [{"key": key, "value": json.dumps(now)}])
    return old


def _waiting_among(connection: Connection, names: set[str]) -> set[str]:
    """Those of these documents that wait because they came, changed or went."""
    table = derived.pending
    waiting = select(table.c.document_id).where(~table.c.judged, ~table.c.copies_only)
    if names and connection.execute(waiting.limit(1)).first() is None:
        return set()
    found, ordered = set[str](), sorted(names)
    for start in range(0, len(ordered), 500):
        found.update(connection.execute(waiting.where(table.c.document_id.in_(ordered[start : start + 500]))).scalars())
    return found


def _held(connection: Connection, names: Sequence[str]) -> tuple[dict[str, list[str]], dict[str, set[str]]]:
    """The keys of each component, in order, and the documents that tell something under them."""
    homes, own = derived.homes, derived.keys
    keys: dict[str, list[str]] = defaultdict(list)
    documents: dict[str, set[str]] = defaultdict(set)
    held = select(homes.c.component, homes.c.key, own.c.document_id).join_from(homes, own, homes.c.key == own.c.key)
    for name, key, document in connection.execute(held.where(homes.c.component.in_(names)).order_by(homes.c.component, homes.c.key)):
        if not keys[name] or keys[name][-1] != key:
            keys[name].append(key)
        documents[name].add(document)
    return keys, documents


def _distinct(one: DocumentKeys) -> list[Link]:
    """One link for each key and token: one that seeks, where there is any."""
    return [*{(link.key, link.token): link for link in sorted(one.links, key=lambda k: k.seeks)}.values()]


def _regroup(connection: Connection) -> None:
    """Find the components of all keys that are to be looked at, and of all that these touch or touched."""
    dirty, homes, links, todo = derived.dirty, derived.homes, derived.links, derived.todo
    own = select(dirty.c.key)
    if not connection.execute(select(func.count()).select_from(dirty)).scalar_one():
        return
    tokens = select(links.c.token).where(links.c.key.in_(own))
    sought = select(links.c.token).where(links.c.seeks, links.c.token.in_(tokens))
    reached = select(links.c.key).where(links.c.token.in_(sought))
    touched = select(homes.c.component).where(homes.c.key.in_(union(own, reached)))
    keys = select(homes.c.key, literal(False)).where(homes.c.component.in_(touched))
    add_selected(connection, dirty, ["key", "touched"], keys)
    before = _grouped(connection)
    changed = {*connection.execute(select(dirty.c.key).where(dirty.c.touched)).scalars()}
    kept = {name for name, some in before.items() if not some & changed}
    live = connection.execute(own.where(exists().where(derived.keys.c.key == dirty.c.key))).scalars()
    joined = connection.execute(select(links.c.token, links.c.key, links.c.seeks).where(links.c.key.in_(own)))
    groups = joined_keys([DocumentKeys("", "", tuple(sorted(live)), tuple({Link(token, key, seeks) for token, key, seeks in joined}))])
    after = {some[0]: {*some} for some in groups}
    fresh = [name for name, some in after.items() if name not in kept or before[name] != some]
    stale = [name for name in before if name not in kept or after.get(name) != before[name]]
    for start in range(0, len(stale), 500):
        some = stale[start : start + 500]
        for table in (derived.rows, derived.row_ids, todo):
            connection.execute(delete(table).where(table.c.component.in_(some)))
    forget_lines(connection, sorted({*stale} - {*fresh}))  # the others' lines are replaced when they are resolved
    connection.execute(delete(homes).where(homes.c.key.in_(own)))
    if after:
        connection.execute(insert(homes), [{"key": key, "component": name} for name, some in after.items() for key in sorted(some)])
    if fresh:
        add_rows(connection, todo, [{"component": name} for name in fresh])
    connection.execute(delete(dirty))


def _grouped(connection: Connection) -> dict[str, set[str]]:
    """The components, as they were, of the keys that are to be looked at."""
    found: dict[str, set[str]] = {}
    homes = derived.homes
    for key, name in connection.execute(select(homes.c.key, homes.c.component).where(homes.c.key.in_(select(derived.dirty.c.key)))):
        found.setdefault(name, set()).add(key)
    return found


def _named_parts(connection: Connection) -> Sequence[ReadDocument]:
    """Every document with its names alone, in order of id."""
    table = derived.pages
    rows = connection.execute(select(table.c.document_id, table.c.lang, table.c.names).order_by(table.c.document_id))
    return [ReadDocument(Document(name, "", lang), row_from_json(Reading, names)) for name, lang, names in rows]

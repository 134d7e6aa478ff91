"""Many documents into a store: read what is new, leave what is known, go on past what cannot be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from foedera import __version__
from foedera.errors import FoederaError, Trouble
from foedera.language.pack import languages, load_pack
from foedera.sources.model import Document
from foedera.store.store import Store


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: read, unchanged, or not read and why."""

    document_id: str
    state: str  # read, unchanged, not_read
    document: Document | None = None
    trouble: Trouble | None = None


@lru_cache(maxsize=1)
def reader_version() -> str:
    """Names the reader: Foedera's version and a hash of its code, packs and world, so that a better reader reads again."""
    import hashlib

    digest = hashlib.sha256()
    pending = [resources.files("foedera") / room for room in ("values", "language", "world", "sources", "reading")]
    names: list[tuple[str, bytes]] = []
    while pending:
        place = pending.pop()
        for entry in place.iterdir():
            if entry.is_dir():
                pending.append(entry)
            elif entry.name.endswith((".py", ".yaml")):
                names.append((str(entry), entry.read_bytes()))
    for _, content in sorted(names, key=lambda pair: hashlib.sha256(pair[1]).digest()):
        digest.update(hashlib.sha256(content).digest())
    return f"foedera {__version__} {digest.hexdigest()[:12]}"


def _read_one(store: Store, document: Document) -> Outcome:
    if document.lang not in languages():
        return Outcome(document.id, "not_read", document, Trouble("unknown_language", document.origin, detail=document.lang))
    try:
        return _read_new(store, document)
    except FoederaError:
        raise
    except Exception as error:  # a text nobody foresaw: the run goes on, the document is named
        detail = f"{type(error).__name__}: {error}"
        return Outcome(document.id, "not_read", document, Trouble("reading_failed", document.origin, detail=detail))


def _read_new(store: Store, document: Document) -> Outcome:
    document = replace(document, id=store.id_for(document))
    if store.holds(document, reader_version()):
        return Outcome(document.id, "unchanged", document)
    from foedera.reading.read_document import read_document
    from foedera.world.load_world import load_world

    store.put(document, read_document(document, load_pack(document.lang), load_world()), reader_version())
    return Outcome(document.id, "read", document)


def read_into(store: Store, documents: Iterable[Document | Trouble]) -> Iterator[Outcome]:
    """One outcome a document, in the order given. A document that fails does not stop the others."""
    for found in documents:
        if isinstance(found, Trouble):
            yield Outcome(found.file or "", "not_read", trouble=found)
        else:
            yield _read_one(store, found)

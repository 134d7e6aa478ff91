"""Many documents into a store: read what is new, leave what is known, go on past what cannot be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from foedera import __version__
from foedera.errors import FoederaError, Trouble
from foedera.language.pack import languages, load_pack, own_packs
from foedera.sources.model import Document
from foedera.store.store import Store


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: read, unchanged, or not read and why."""

    document_id: str
    state: str  # read, unchanged, not_read
    document: Document | None = None
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """Which readers propose: `shallow` leaves the parser out; `pipelines`: (language, spaCy pipeline) in place of the model of Foedera."""

    shallow: bool = False
    pipelines: tuple[tuple[str, str], ...] = ()

    def pipeline(self, lang: str) -> str | None:
        """The spaCy pipeline named for a language; None where its own model reads."""
        return dict(self.pipelines).get(lang)

    @property
    def name(self) -> str:
        """What the choice adds to the version of the reader; nothing for the usual one."""
        return " shallow" if self.shallow else "".join(f" {lang}={pipeline}" for lang, pipeline in self.pipelines)


USUAL = ReaderChoice()


def reader_version(choice: ReaderChoice = USUAL) -> str:
    """Names the reader: Foedera's version, a hash of its code, packs, models and world, and the choice: a better reader reads again."""
    return _code_version() + choice.name


@lru_cache(maxsize=1)
def _code_version() -> str:
    import hashlib

    digest = hashlib.sha256()
    pending = [resources.files("foedera") / room for room in ("values", "language", "world", "sources", "reading")]
    pending += [own] if (own := own_packs()) else []
    names: list[tuple[str, bytes]] = []
    while pending:
        place = pending.pop()
        for entry in place.iterdir():
            if entry.is_dir():
                pending.append(entry)
            elif entry.name.endswith((".py", ".yaml", ".bin", ".xz")):
                names.append((str(entry), entry.read_bytes()))
    for _, content in sorted(names, key=lambda pair: hashlib.sha256(pair[1]).digest()):
        digest.update(hashlib.sha256(content).digest())
    return f"foedera {__version__} {digest.hexdigest()[:12]}"


def _read_one(store: Store, document: Document, choice: ReaderChoice) -> Outcome:
    if document.lang not in languages():
        return Outcome(document.id, "not_read", document, Trouble("unknown_language", document.origin, detail=document.lang))
    try:
        return _read_new(store, document, choice)
    except FoederaError:
        raise
    except Exception as error:  # a text nobody foresaw: the run goes on, the document is named
        detail = f"{type(error).__name__}: {error}"
        return Outcome(document.id, "not_read", document, Trouble("reading_failed", document.origin, detail=detail))


def _read_new(store: Store, document: Document, choice: ReaderChoice) -> Outcome:
    document = replace(document, id=store.id_for(document))
    if store.holds(document, reader_version(choice)):
        return Outcome(document.id, "unchanged", document)
    from foedera.reading.read_document import read_document
    from foedera.world.load_world import load_world

    pack, pipeline = load_pack(document.lang), choice.pipeline(document.lang)
    reading = read_document(document, pack, load_world(), pipeline=pipeline, shallow=choice.shallow)
    kept = store.put(document, reading, reader_version(choice))
    return Outcome(kept, "read", replace(document, id=kept))


def read_into(store: Store, documents: Iterable[Document | Trouble], choice: ReaderChoice = USUAL) -> Iterator[Outcome]:
    """One outcome a document, in the order given. A document that fails does not stop the others; the record keeps why it was not read."""
    for found in documents:
        outcome = Outcome(found.file or "", "not_read", trouble=found) if isinstance(found, Trouble) else _read_one(store, found, choice)
        if outcome.trouble:
            store.note_not_read(outcome.trouble.file or outcome.document_id, outcome.trouble)
        yield outcome

"""The names and verbs of a store's texts that neither the language packs nor the world know."""

from collections.abc import Iterator

from foedera.language.pack import languages, load_pack
from foedera.reading.read_document import context_of
from foedera.reading.unknown_words import UnknownCount, UnknownWord, counted, unknown_words
from foedera.store.store import Store
from foedera.world.load_world import load_world


def unknown_in(store: Store, *, least: int = 1) -> tuple[UnknownCount, ...]:
    """Counts over all documents in a language that has a pack, whoever read them."""
    return counted(_found(store), least=least)


def _found(store: Store) -> Iterator[tuple[str, str, tuple[UnknownWord, ...]]]:
    world = load_world()
    for item in store.items():
        document = item.document
        if document.lang in languages():
            yield document.id, document.text, unknown_words(context_of(document, load_pack(document.lang), world))

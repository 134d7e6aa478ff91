"""The context of a single text, for the layers that read from one."""

from collections.abc import Callable

import pytest

from foedera.language.pack import load_pack
from foedera.reading.context import Context
from foedera.reading.read_document import context_of
from foedera.sources.model import Document
from foedera.world.load_world import load_world


@pytest.fixture(scope="session")
def context_for() -> Callable[[str, str], Context]:
    world = load_world()
    return lambda text, lang: context_of(Document("case", text, lang, published="2024-06-20"), load_pack(lang), world)

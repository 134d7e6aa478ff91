"""Every entry of a language pack that carries an example is found in it."""

from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from foedera.language.pack import load_pack
from foedera.reading.agreement_words import words_pattern
from foedera.reading.sentences import norm

PACKS = resources.files("foedera.language") / "packs"
FORMS = ("form", "participle", "finite", "future", "infinitive", "nominal")


def entries(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping that tells forms and an example, however deep it stands."""
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from entries(inner)
    if isinstance(value, dict) and isinstance(value.get("example"), str) and any(isinstance(value.get(f), str) for f in FORMS):
        yield value


def tables() -> list[Any]:
    names = sorted((pack.name, file.name.removesuffix(".yaml")) for pack in PACKS.iterdir() for file in pack.iterdir())
    return [pytest.param(load_pack(lang).table(name), id=f"{lang}-{name}") for lang, name in names]


@pytest.mark.parametrize("table", tables())
def test_an_example_holds_what_it_is_an_example_of(table: Any) -> None:
    silent = [
        entry["example"]
        for entry in entries(table)
        if not any(words_pattern(entry[form]).search(norm(entry["example"])) for form in FORMS if entry.get(form))
    ]
    assert not silent

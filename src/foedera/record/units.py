"""What is counted, whatever the word and the language: soldiers, troops and "hommes" are of one class, containers of another."""

from functools import lru_cache

from foedera.language.pack import languages, load_pack

TABLE = "unit_classes"


@lru_cache(maxsize=1)
def unit_classes() -> dict[str, str]:
    """The class of each unit word of every language pack."""
    found: dict[str, str] = {}
    for lang in languages():
        for name, words in load_pack(lang).table(TABLE).get("classes", {}).items():
            found |= {str(word): str(name) for word in words}
    return found

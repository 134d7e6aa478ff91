"""What the file of agreements calls them in the reader's language: documents in another one may name them otherwise."""

from collections.abc import Mapping
from functools import lru_cache

from foedera.world.load_agreements import load_agreements


@lru_cache(maxsize=4)
def filed_names(lang: str) -> Mapping[str, str]:
    """The name of each agreement of the file, by id."""
    return {agreement.id: agreement.names.say(lang) for agreement in load_agreements()}


def name_beside(agreement_id: str, told: str, lang: str) -> str | None:
    """The file's name for an agreement that documents call `told`; None when it is the same or the file has none."""
    filed = filed_names(lang).get(agreement_id)
    return filed if filed and filed.casefold() != told.casefold() else None

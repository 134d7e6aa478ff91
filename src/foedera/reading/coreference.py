"""Words that point back: "les deux pays", "he", "the North". What stays open stays without a mention."""

from foedera.language.pack import LanguagePack
from foedera.reading.context import Sentence
from foedera.reading.model import ActorMention
from foedera.sources.model import Document
from foedera.world.world import World


def resolve(
    document: Document, sentences: tuple[Sentence, ...], mentions: tuple[ActorMention, ...], pack: LanguagePack, world: World
) -> tuple[ActorMention, ...]:
    """The mentions with those added that words of the document point back to; sorted, without overlap."""
    return mentions

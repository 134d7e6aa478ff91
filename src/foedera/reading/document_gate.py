"""Whether a document can tell anything at all, by looking once over its whole text: most of the news need not be read closer.

Never closes on a document that would give a statement: what it looks for, some layer cannot do without. A quotation needs marks around
it, an agreement its noun or its known name or a word of joining or leaving, an event its cue and, somewhere, a known name.
"""

from functools import lru_cache

from foedera.language.pack import LanguagePack
from foedera.reading.agreement_words import name_table
from foedera.reading.event_cues import event_words
from foedera.reading.first_letters import Patterns
from foedera.reading.names import known_names, straighten
from foedera.reading.quoted_spans import quoted_spans
from foedera.reading.sentences import norm, words_joined
from foedera.sources.model import Document
from foedera.world.world import World


def may_tell(document: Document, pack: LanguagePack, world: World) -> bool:
    """Whether any layer may find something in the document; False only where none can."""
    if quoted_spans(document.text, pack):
        return True
    if _agreement_patterns(pack).any_in(norm(document.text)):
        return True
    return event_words(pack).cues.any_in(words_joined(document.text)) and _names_somebody(document, world)


def _names_somebody(document: Document, world: World) -> bool:
    """Whether a name of the world files stands in the text, outlets apart: they only tell."""
    return any(n.kind != "outlet" for match in known_names(straighten(document.text), world, document.lang) for n in match.names)


@lru_cache(maxsize=8)
def _agreement_patterns(pack: LanguagePack) -> Patterns:
    table = name_table(pack)
    if table is None:
        return Patterns(())
    return Patterns([*(h.pattern for h in table.heads), *(k.pattern for k in table.known), table.join, table.leave, table.accession])

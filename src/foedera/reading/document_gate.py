"""Whether a document can tell anything at all, by looking once over its whole text: most of the news need not be read closer.

Never closes on a document that would give a statement: what it looks for, some layer cannot do without. A quotation needs marks around
it, an agreement its noun or its known name or a word of joining or leaving, an event its cue and, somewhere, a known name.
"""

import re
from functools import lru_cache

from foedera.language.pack import LanguagePack
from foedera.reading.agreement_words import name_table
from foedera.reading.event_cues import event_words
from foedera.reading.first_letters import first_letters, openings
from foedera.reading.names import known_names, straighten
from foedera.reading.quoted_spans import quoted_spans
from foedera.reading.sentences import norm, words_joined
from foedera.sources.model import Document
from foedera.world.world import World

_Gated = tuple[tuple[re.Pattern[str], frozenset[str] | None], ...]


def may_tell(document: Document, pack: LanguagePack, world: World) -> bool:
    """Whether any layer may find something in the document; False only where none can."""
    if quoted_spans(document.text, pack):
        return True
    lower = norm(document.text)
    letters = first_letters(lower)
    if any(p.search(lower) for p in _possible(_agreement_patterns(pack), letters)):
        return True
    cues = _possible(_event_patterns(pack), letters)
    if not cues or not _names_somebody(document, world):
        return False
    joined = words_joined(document.text)
    return any(p.search(joined) for p in cues)


def _names_somebody(document: Document, world: World) -> bool:
    """Whether a name of the world files stands in the text, outlets apart: they only tell."""
    return any(n.kind != "outlet" for match in known_names(straighten(document.text), world, document.lang) for n in match.names)


def _possible(patterns: _Gated, letters: frozenset[str]) -> list[re.Pattern[str]]:
    """The patterns that may match in a text whose words begin with these letters."""
    return [p for p, begins in patterns if begins is None or not begins.isdisjoint(letters)]


@lru_cache(maxsize=8)
def _agreement_patterns(pack: LanguagePack) -> _Gated:
    table = name_table(pack)
    if table is None:
        return ()
    patterns = (*(h.pattern for h in table.heads), *(k.pattern for k in table.known), table.join, table.leave, table.accession)
    return tuple((p, openings(p.pattern)) for p in patterns)


@lru_cache(maxsize=8)
def _event_patterns(pack: LanguagePack) -> _Gated:
    return tuple((frame.cue, frame.openings) for frame in event_words(pack).frames)

"""One saying in two wordings: what one speaker said of one agreement, quoted otherwise by another page (two translations, as a rule)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from foedera.language.pack import languages, load_pack
from foedera.reading.quoted_spans import quoted_spans
from foedera.record.actors import same_person
from foedera.record.agreements import ToldAgreement
from foedera.record.disagreements import COMPATIBLE, Told, disagreement
from foedera.record.model import Account, Disagreement, ReadDocument
from foedera.record.names import name_words
from foedera.record.statement_ids import short_hash
from foedera.record.wordings import content_stems, sentence_around
from foedera.values.codes import Factuality
from foedera.values.span import Evidence, Span

PERSON_KINDS = ("person", "office")
FEWEST, MOST = 2, 14  # words: a single one is a term, a long one is the same text or another
LEAST_SHARE = 0.5  # of the content words of the longer
LONGEST_RATIO = 2.0


@dataclass(frozen=True, slots=True)
class Saying:
    """Quoted words with the one person that their sentence names."""

    item: ReadDocument
    speaker: str
    evidence: Evidence
    stems: frozenset[str]

    def account(self) -> Account:
        """The saying as an account of its own, given to its speaker."""
        key = "saying:" + short_hash(self.item.document.id, self.speaker, self.evidence.start, self.evidence.end)
        return Account(key, self.item.document.id, self.evidence, Factuality.ATTRIBUTED, (self.speaker,))


def saying_disagreements(agreement_id: str, group: Sequence[ToldAgreement], copy_root: Mapping[str, str]) -> list[Disagreement | None]:
    """What one speaker is quoted as saying of the agreement, where two pages that copy neither other word it differently."""
    found: list[Saying] = []
    for one in sorted({t.document_id: t for t in group}.values(), key=lambda t: t.document_id):
        found += _sayings_of(one, frozenset(s for t in group if t.document_id == one.document_id for s in t.stems))
    pairs = [(a, b) for n, a in enumerate(found) for b in found[n + 1 :] if _one_saying(a, b, copy_root)]
    return [_disagreement(agreement_id, some, copy_root) for some in _joined(pairs)]


def _disagreement(agreement_id: str, sayings: Sequence[Saying], copy_root: Mapping[str, str]) -> Disagreement | None:
    told = [Told(s.evidence.text, s.account()) for s in sayings]
    return disagreement(agreement_id, "identity", COMPATIBLE, told, copy_root, aspect="saying")


def _joined(pairs: Sequence[tuple[Saying, Saying]]) -> list[list[Saying]]:
    groups: list[dict[tuple[str, int], Saying]] = []
    for pair in pairs:
        mine = {(s.item.document.id, s.evidence.start): s for s in pair}
        touching = [g for g in groups if g.keys() & mine.keys()]
        groups = [g for g in groups if not g.keys() & mine.keys()]
        for group in touching:
            mine |= group
        groups.append(mine)
    return [[g[k] for k in sorted(g)] for g in groups]


def _one_saying(a: Saying, b: Saying, copy_root: Mapping[str, str]) -> bool:
    x, y = a.item.document, b.item.document
    if x.id == y.id or x.lang != y.lang or copy_root.get(x.id, x.id) == copy_root.get(y.id, y.id):
        return False
    if a.stems == b.stems or a.stems < b.stems or b.stems < a.stems or not same_person(a.speaker, b.speaker):
        return False
    low, high = sorted((len(a.stems), len(b.stems)))
    return high <= LONGEST_RATIO * low and len(a.stems & b.stems) >= LEAST_SHARE * high


def _sayings_of(told: ToldAgreement, names: frozenset[str]) -> list[Saying]:
    """Short quotations in sentences that name the agreement and one person alone."""
    item = told.item
    document, found = item.document, []
    for span in _quotations(document.text, document.lang):
        words = document.text[span.start : span.end]
        if not FEWEST <= len(name_words(words)) <= MOST:
            continue
        low, high = sentence_around(document.text, span.start, span.end)
        around = document.text[low : span.start] + " " + document.text[span.end : high]
        persons = {m.actor for m in item.reading.mentions if m.kind in PERSON_KINDS and low <= m.span.start < high}
        if len(persons) == 1 and content_stems(around, document.lang) & names:
            found.append(Saying(item, persons.pop(), Evidence(span.start, span.end, words), content_stems(words, document.lang)))
    return [s for s in found if len(s.stems) >= FEWEST]


@lru_cache(maxsize=4096)
def _quotations(text: str, lang: str) -> tuple[Span, ...]:
    return tuple(q.inner for q in quoted_spans(text, load_pack(lang))) if lang in languages() else ()

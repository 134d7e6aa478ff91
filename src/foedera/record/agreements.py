"""Which agreements told in different documents are one: same parties, and names, kinds and dates that go together."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from foedera.reading.model import AgreementReading, ObligationStatement
from foedera.record.grouping import grouped
from foedera.record.model import ReadDocument
from foedera.record.names import plain
from foedera.values.codes import ActionClass, AgreementKind, Factuality, Status, Step, TriggerClass
from foedera.values.dates import DateRange, range_from_edtf

_YEAR = re.compile(r"\b(1[6-9]\d\d|20\d\d)\b")
_WORD = re.compile(r"[^\W\d_]{4,}")
_SHORT_NAME = re.compile(r"\b[A-Z]{3,}\b")
SHORT_NAME_PARTIES = 3  # from this many parties on an agreement is known by its short name, where it has one
LIKE_KINDS = frozenset(
    {AgreementKind.MUTUAL_DEFENCE, AgreementKind.STRATEGIC_PARTNERSHIP, AgreementKind.FRIENDSHIP, AgreementKind.SECURITY_ASSISTANCE}
)


@dataclass(frozen=True)
class ToldAgreement:
    """One agreement as one document tells it."""

    item: ReadDocument
    reading: AgreementReading

    @property
    def document_id(self) -> str:
        """The document that tells of the agreement."""
        return self.item.document.id

    @cached_property
    def signed(self) -> DateRange | None:
        """The days of signature as told, else the year in the name."""
        for step in self.reading.steps:
            # "On or before the day of publication" tells no year: an older treaty of the same parties would fit it.
            if step.step is Step.SIGNED and step.status is Status.DONE and (days := range_from_edtf(step.date)) and days.earliest:
                return days
        years = years_in(self.reading.name_in_text)
        return range_from_edtf(years[0]) if years else None

    @cached_property
    def latest_signature(self) -> DateRange | None:
        """`../day`: on or before the first later step that is dated."""
        ends = [d.latest for s in self.reading.steps if s.status is Status.DONE and (d := range_from_edtf(s.date)) and d.latest]
        return DateRange(None, min(ends)) if ends else None

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words of every name the document gives it."""
        return frozenset(s for name in (self.reading.name_in_text, *self.reading.aliases) for s in stems_of(name))

    @cached_property
    def order(self) -> tuple[bool, str, str, int, str]:
        """Sorting key: dated signatures first, then kind, document and place, so that order of arrival plays no part."""
        evidence = self.reading.evidence
        return (
            self.signed is None,
            str(self.reading.kind),
            self.document_id,
            evidence.start if evidence else -1,
            self.reading.name_in_text,
        )


def years_in(name: str) -> list[str]:
    """The years written in a name."""
    return _YEAR.findall(name)


def short_names_in(name: str) -> list[str]:
    """Words in capitals, by which treaties of many parties are known."""
    return _SHORT_NAME.findall(name)


@lru_cache(maxsize=65536)
def stems_of(text: str) -> frozenset[str]:
    """Content words without accents, cut to five letters: enough to compare names of agreements."""
    return frozenset(w[:5] for w in _WORD.findall(plain(text)))


def same_agreements(items: Sequence[ReadDocument]) -> list[tuple[ToldAgreement, ...]]:
    """The agreements told, grouped: each group is one agreement."""
    told = [ToldAgreement(item, a) for item in items for a in item.reading.agreements if a.parties]
    by_parties: dict[tuple[str, ...], list[ToldAgreement]] = defaultdict(list)
    for one in told:
        by_parties[tuple(sorted(set(one.reading.parties)))].append(one)
    return [group for _, some in sorted(by_parties.items()) for group in map(tuple, grouped(sorted(some, key=lambda t: t.order), _fit))]


def _fit(one: ToldAgreement, group: list[ToldAgreement]) -> float:
    """How well the agreement goes with those of the group; 0 when it cannot be the same."""
    if any(one.document_id == other.document_id and not _told_twice(one, other) for other in group):
        return 0.0
    if not all(may_be_one(one, other) for other in group):
        return 0.0
    kinds = {other.reading.kind for other in group}
    like = 1.0 if one.reading.kind in kinds else 0.5 if one.reading.kind in LIKE_KINDS and kinds & LIKE_KINDS else 0.0
    names = max(_share(one.stems, other.stems) for other in group)
    if like == 0.0 and names < 0.5:
        return 0.0
    dated = any(one.signed and other.signed for other in group)
    return like + names + 0.5 * dated + 0.1 * len({o.document_id for o in group})


def _told_twice(one: ToldAgreement, other: ToldAgreement) -> bool:
    return one.reading.name_in_text == other.reading.name_in_text and one.signed == other.signed


def may_be_one(one: ToldAgreement, other: ToldAgreement) -> bool:
    """Whether the signatures can be of one year (a wrong day parts nothing), or one treaty's steps can follow the other's signature."""
    a, b = one.signed, other.signed
    if a and b:
        return not _whole_years(a).intersection(_whole_years(b)).is_empty
    signed, later = (a, other.latest_signature) if a else (b, one.latest_signature)
    if signed is None or later is None:
        return True
    return not _whole_years(signed).intersection(later).is_empty and not _far_apart(signed, later)


def _far_apart(signed: DateRange, later: DateRange) -> bool:
    """Entry into force decades after the signature speaks of another treaty."""
    return bool(signed.latest and later.latest and later.latest.year - signed.latest.year > 10)


def _whole_years(days: DateRange) -> DateRange:
    low, high = days.earliest, days.latest
    return DateRange(low.replace(month=1, day=1) if low else None, high.replace(month=12, day=31) if high else None)


def share_of_names(one: ToldAgreement, other: ToldAgreement) -> float:
    """How much of the content words of the shorter names the other's hold, from 0 to 1."""
    return _share(one.stems, other.stems)


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def best_name(group: Sequence[ToldAgreement]) -> str:
    """The fullest name told: one with a capital first (a proper name), then most content words, then the one most documents use."""
    uses = Counter(n for t in group for n in (t.reading.name_in_text, *t.reading.aliases))
    return min(uses, key=lambda n: (not n[:1].isupper(), -len(stems_of(n)), -uses[n], n))


def all_names(group: Sequence[ToldAgreement]) -> tuple[str, ...]:
    """Names in the order of their documents, each once."""
    return tuple(
        dict.fromkeys(n for t in sorted(group, key=lambda t: t.document_id) for n in (t.reading.name_in_text, *t.reading.aliases) if n)
    )


def best_kind(group: Sequence[ToldAgreement]) -> AgreementKind:
    """Mutual defence where any document tells a duty of defence against attack; else the kind most give, on a tie the first in the list."""
    if any(_defends(duty) for t in group for duty in t.reading.obligations):
        return AgreementKind.MUTUAL_DEFENCE
    told = Counter(t.reading.kind for t in group)
    kinds = list(AgreementKind)
    return min(told, key=lambda k: (-told[k], kinds.index(k)))


def _defends(duty: ObligationStatement) -> bool:
    sure = duty.factuality in (Factuality.STATED, Factuality.ATTRIBUTED)
    return sure and duty.action_class is ActionClass.DEFENCE and duty.trigger_class is TriggerClass.ARMED_ATTACK


def base_id(group: Sequence[ToldAgreement], year: int | None) -> str:
    """Parties in alphabetical order, or the short name of a many-sided treaty, and the year of signature (XXXX when unknown)."""
    parties = sorted(set(group[0].reading.parties))
    head = "-".join(parties)
    if len(parties) >= SHORT_NAME_PARTIES:
        short = Counter(s for name in all_names(group) for s in short_names_in(name))
        head = min(short, key=lambda s: (-short[s], s), default=head)
    return f"{head}-{year if year is not None else 'XXXX'}".replace(" ", "_")


def numbered(ids: Sequence[str]) -> list[str]:
    """Ids in order, `-b`, `-c` ... added to those that are taken."""
    seen: Counter[str] = Counter()
    found = []
    for one in ids:
        seen[one] += 1
        found.append(one if seen[one] == 1 else f"{one}-{chr(ord('a') + seen[one] - 1)}" if seen[one] <= 26 else f"{one}-{seen[one]}")
    return found

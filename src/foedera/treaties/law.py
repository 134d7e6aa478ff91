"""The agreements a question is asked under, indexed by party, with what is needed to weigh them."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from foedera.record.model import AgreementRow, Disagreement, EventRow, ProvisionRow, Record
from foedera.treaties.completion import completed
from foedera.treaties.explanation import FILE_MARK
from foedera.treaties.filed_agreements import provision_id
from foedera.treaties.lifecycle import days_of_publication
from foedera.treaties.model import Question
from foedera.treaties.obligations import AID_CLASSES, Duty, Fit, Owed, duties_towards, fits_of, owed_to
from foedera.values.codes import AgreementKind, EventType, Step
from foedera.values.dates import DateRange
from foedera.world.agreement import FiledAgreement, FiledDuty
from foedera.world.successors import Successor, load_successors

Found = TypeVar("Found")
Asked = tuple[Fit, ProvisionRow, tuple[str, ...]]
Memo = dict[tuple[object, ...], tuple[AgreementRow, Any]]
MOST_REMEMBERED = 100_000  # findings kept for one law; a long-lived server starts over beyond it
MOST_OF_A_DAY = 4_000  # findings about one day or one question: few are asked for again, and many make the garbage collector slow


@dataclass(frozen=True)
class Law:
    """Agreements, the days their documents came out, and what the file knows of them by id. Never changed: another law is another `Law`.

    `clock` is in_force or signed: what an agreement binds from. `presume`: whether what was signed long ago, with no end known, counts as
    in force. `memo` keeps what has been worked out under this law, `of_a_day` what holds for one day or question; they change no answer.
    """

    agreements: tuple[AgreementRow, ...]
    published: dict[str, DateRange] = field(default_factory=dict)
    disagreements: tuple[Disagreement, ...] = ()
    successors: tuple[Successor, ...] = ()
    filed: Mapping[str, FiledAgreement] = field(default_factory=dict)
    clock: str = "in_force"
    presume: bool = True
    events: tuple[EventRow, ...] = ()
    memo: Memo = field(default_factory=dict, init=False, repr=False, compare=False)
    of_a_day: Memo = field(default_factory=dict, init=False, repr=False, compare=False)

    def remembered(self, key: tuple[object, ...], agreement: AgreementRow, make: Callable[[], Found]) -> Found:
        """What `make` gives for this key and agreement, worked out once a law."""
        known = self.memo.get((*key, id(agreement)))
        return known[1] if known is not None else _keep(self.memo, MOST_REMEMBERED, key, agreement, make())

    def remembered_for_now(self, key: tuple[object, ...], agreement: AgreementRow, make: Callable[[], Found]) -> Found:
        """As `remembered`, for what holds on one day or for one question; it is soon forgotten."""
        known = self.of_a_day.get((*key, id(agreement)))
        return known[1] if known is not None else _keep(self.of_a_day, MOST_OF_A_DAY, key, agreement, make())

    def parties_on(self, agreement: AgreementRow, day: date) -> tuple[str, ...]:
        """The parties on a day: a state that has ended by the one that carries on its treaties."""
        if id(agreement) in self._without_heirs:
            return agreement.parties
        heirs = bisect_right(self._days_of_succession, day)
        return self.remembered(("parties", heirs), agreement, lambda: self._parties_on(agreement, day))

    @cached_property
    def _days_of_succession(self) -> list[date]:
        return sorted({s.since for s in self.successors})

    @cached_property
    def _without_heirs(self) -> frozenset[int]:
        """The rows of this law (by `id`, for they live as long as it does) none of whose parties another state carries on."""
        ended = {s.old for s in self.successors}
        return frozenset(id(a) for a in self.agreements if ended.isdisjoint(a.parties))

    def _parties_on(self, agreement: AgreementRow, day: date) -> tuple[str, ...]:
        carried = self._carried_on(day)
        return tuple(dict.fromkeys(carried.get(party, party) for party in agreement.parties))

    def _carried_on(self, day: date) -> dict[str, str]:
        return {s.old: s.new for s in self.successors if s.since <= day}

    def duties_towards(self, agreement: AgreementRow, beneficiary: str, day: date) -> Iterator[Duty]:
        """Every duty of the agreement that is owed to `beneficiary` by the parties of a day, one a bearer."""
        return duties_towards(agreement, self.parties_on(agreement, day), beneficiary)

    def aid_agreements_of(self, party: str) -> tuple[AgreementRow, ...]:
        """Those of `agreements_of` that promise aid, and those of which no document tells a duty."""
        return self._aid_by_party.get(party, ())

    @cached_property
    def _aid_by_party(self) -> dict[str, tuple[AgreementRow, ...]]:
        aid = {id(a) for a in self.agreements if not a.provisions or any(p.action_class in AID_CLASSES for p in a.provisions)}
        return {party: tuple(a for a in rows if id(a) in aid) for party, rows in self._by_party.items()}

    def owed_to(self, agreement: AgreementRow, beneficiary: str, day: date) -> Owed:
        """What the parties of a day owe to `beneficiary` under the agreement."""
        parties = self.parties_on(agreement, day)
        return self.remembered(("owed", beneficiary, parties), agreement, lambda: owed_to(agreement, parties, beneficiary))

    def asked_of(self, agreement: AgreementRow, question: Question, aid_alone: bool = False) -> list[Asked]:
        """What is owed to the one asked about and the kind of question concerns; or the aid alone that it calls up."""
        kind = question.kind
        fits = self.remembered(("fits", kind, aid_alone), agreement, lambda: tuple(fits_of(agreement.provisions, kind, aid_alone)))
        owed, provisions = self.owed_to(agreement, question.on_whom, question.on), agreement.provisions
        return [(fit, provisions[place], bearers) for place, bearers in owed if (fit := fits[place])]

    def succession(self, agreement: AgreementRow, party: str, day: date) -> Successor | None:
        """By which succession `party` stands in this agreement on a day; None when it is a party of its own."""
        if party in agreement.parties:
            return None
        return next((s for s in self.successors if s.new == party and s.old in agreement.parties and s.since <= day), None)

    def agreements_of(self, party: str) -> tuple[AgreementRow, ...]:
        """The agreements that this state, or one whose treaties it carries on, has been a party to, in the order of the law."""
        return self._by_party.get(party, ())

    @cached_property
    def _by_party(self) -> dict[str, tuple[AgreementRow, ...]]:
        found: dict[str, list[AgreementRow]] = {}
        heirs: dict[str, set[str]] = {}
        for s in self.successors:
            heirs.setdefault(s.old, set()).add(s.new)
        for agreement in self.agreements:
            for party in dict.fromkeys(p for one in agreement.parties for p in (one, *sorted(heirs.get(one, ())))):
                found.setdefault(party, []).append(agreement)
        return {party: tuple(rows) for party, rows in found.items()}

    @cached_property
    def told(self) -> tuple[AgreementRow, ...]:
        """The agreements that some document tells of, by a step or a duty."""
        return tuple(a for a in self.agreements if any(r.reported_by for r in a.lifecycle) or any(p.reported_by for p in a.provisions))

    @cached_property
    def attacks(self) -> dict[tuple[str, str], tuple[EventRow, ...]]:
        """Attacks that documents tell of, by who attacks whom."""
        found: dict[tuple[str, str], list[EventRow]] = {}
        for event in self.events:
            if event.type is EventType.ATTACK and event.source and event.target:
                for source in event.source.split("+"):
                    found.setdefault((source, event.target), []).append(event)
        return {ends: tuple(rows) for ends, rows in found.items()}

    @cached_property
    def _replacers(self) -> dict[str, tuple[AgreementRow, ...]]:
        found: dict[str, list[AgreementRow]] = {}
        for agreement in self.agreements:
            for old in agreement.replaces:
                found.setdefault(old, []).append(agreement)
        return {old: tuple(rows) for old, rows in found.items()}

    def replacers_of(self, agreement: AgreementRow) -> tuple[AgreementRow, ...]:
        """Every agreement that says it replaces this one."""
        return self._replacers.get(agreement.id, ())

    def replacing(self, agreement: AgreementRow, day: date) -> Iterator[AgreementRow]:
        """The agreements that replace this one: only those of the same states can."""
        parties = set(self.parties_on(agreement, day))
        found = (a for a in self.replacers_of(agreement) if a.id != agreement.id)
        return (a for a in found if parties <= set(self.parties_on(a, day)))

    @cached_property
    def _by_id(self) -> dict[str, AgreementRow]:
        return {a.id: a for a in reversed(self.agreements)}

    @cached_property
    def _disagreements(self) -> dict[str, tuple[Disagreement, ...]]:
        found: dict[str, list[Disagreement]] = {}
        for disagreement in self.disagreements:
            found.setdefault(disagreement.about, []).append(disagreement)
        return {about: tuple(rows) for about, rows in found.items()}

    def disagreements_about(self, row_id: str) -> tuple[Disagreement, ...]:
        """What the documents disagree on about this row."""
        return self._disagreements.get(row_id, ())

    def find(self, agreement_id: str) -> AgreementRow | None:
        """The agreement of this id; None where there is none."""
        return self._by_id.get(agreement_id)

    def file_of(self, agreement: AgreementRow) -> FiledAgreement | None:
        """What the file knows of this agreement beyond its rows; None for one that it does not hold."""
        return self.filed.get(agreement.id)

    def ground_of(self, agreement: AgreementRow) -> str | None:
        """The ground that proofs name for what the file tells of this agreement."""
        filed = self.file_of(agreement)
        return f"{FILE_MARK}{filed.id}" if filed else None

    @cached_property
    def _filed_duties(self) -> dict[str, FiledDuty]:
        return {provision_id(filed.id, duty.label): duty for filed in self.filed.values() for duty in filed.duties}

    @cached_property
    def weighed_by_bearer(self) -> frozenset[str]:
        """The ids of the duties of the file that circumstances may take from one of their bearers and leave to another."""
        apart = {agreement for agreement, filed in self.filed.items() if any(e.bearers for e in filed.exceptions)}
        pairs = ((agreement, filed, duty) for agreement, filed in self.filed.items() for duty in filed.duties)
        found = ((filed, duty) for agreement, filed, duty in pairs if agreement in apart or any(c.under for c in duty.conditions))
        return frozenset(provision_id(filed.id, duty.label) for filed, duty in found)

    def filed_duty(self, row_id: str) -> FiledDuty | None:
        """The duty of the file behind a provision; None for one that documents tell."""
        return self._filed_duties.get(row_id)

    def with_agreements(self, agreements: Iterable[AgreementRow]) -> "Law":
        """The same law with other rows."""
        return replace(self, agreements=tuple(agreements))


def _keep(memo: Memo, most: int, key: tuple[object, ...], agreement: AgreementRow, made: Found) -> Found:
    if len(memo) > most:
        memo.clear()
    memo[(*key, id(agreement))] = (agreement, made)  # the row is kept so that its id stays its own
    return made


def law_of(record: Record, more: Iterable[AgreementRow] = (), known: Iterable[FiledAgreement] = ()) -> Law:
    """The agreements of the record, each completed from the file where documents say nothing certain, and those the record does not have.

    `more` are the rows of the file, `known` its entries: scope, notice and suspended legs come from these.
    """
    filed = tuple(more)
    named = {a.id for a in record.agreements}
    pairs = [(a, _filed_as(a, filed, named)) for a in record.agreements]
    published = days_of_publication(record)
    ours = tuple(completed(a, f, published) if f else a for a, f in pairs)
    used = {f.id for _, f in pairs if f} | {old for old, _ in record.merged_ids}
    added = (f for f in filed if f.id not in used)
    by_id = {f.id: f for f in known}
    by_id |= {a.id: by_id[f.id] for a, f in pairs if f and f.id in by_id}
    successors = load_successors()
    return Law((*ours, *added), published, record.disagreements, successors, by_id, events=record.events)


def _filed_as(told: AgreementRow, filed: tuple[AgreementRow, ...], named: Collection[str]) -> AgreementRow | None:
    """The one of the file that is told: by id, by parties and year; without a year, the only one of these parties and kind.

    An agreement that another row of the record tells under its own id (`named`) is not this one too, and what documents call a declaration
    is no treaty of the same year.
    """
    mark = _parties_and_year(told)
    left = [f for f in filed if f.id not in named]
    same = [f for f in filed if told.id == f.id] or [f for f in left if mark and mark == _parties_and_year(f) and _may_be_one(told, f)]
    if not same and not any(row.days for row in told.lifecycle):
        same = [f for f in left if set(f.parties) == set(told.parties) and f.kind is told.kind]
    return same[0] if len(same) == 1 else None


def _may_be_one(told: AgreementRow, filed: AgreementRow) -> bool:
    """Newspapers confuse the kinds of treaties, but do not call a treaty a declaration."""
    return told.kind is not AgreementKind.DECLARATION or filed.kind is AgreementKind.DECLARATION


def _parties_and_year(agreement: AgreementRow) -> tuple[frozenset[str], int] | None:
    """What tells two rows of one agreement: its parties and the year of signature."""
    signed = next((r.days.latest for r in agreement.lifecycle if r.step is Step.SIGNED and r.days and r.days.latest), None)
    return (frozenset(agreement.parties), signed.year) if signed else None

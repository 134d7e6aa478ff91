"""ATOP alliances as agreements with dated provisions, so that the engine answers for history as it does for today.

Each member enters on the day ATOP gives and leaves on the day it gives; each promise of each phase is a duty valid in that phase, its
limits conditions, the threats named its adversaries. Offence has no class of duty: `casus_foederis` weighs it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from foedera.treaties.alliance_rows import Commitment, Limit, Pledge
from foedera.treaties.directed_dyads import PLEDGES
from foedera.values.codes import AgreementKind, TriggerClass
from foedera.values.dates import DateRange, edtf_from_range
from foedera.values.duty_codes import ConditionCode
from foedera.world.agreement import ALL_FIELDS, FiledAgreement, FiledCondition, FiledDuty, FiledParty, FiledScope, LocalText

SOURCE = "ATOP 4.01, member level"
CONDITIONS = {Limit.ADVERSARY: ConditionCode.ADVERSARY, Limit.LOCATION: ConditionCode.IN_AREA,
              Limit.NUMBER: ConditionCode.SEVERAL_ATTACKERS, Limit.UNPROVOKED: ConditionCode.UNPROVOKED,
              Limit.REQUEST: ConditionCode.REQUEST}
TRIGGERS = {Pledge.DEFENCE: TriggerClass.ARMED_ATTACK, Pledge.NEUTRALITY: TriggerClass.ARMED_ATTACK,
            Pledge.CONSULTATION: TriggerClass.THREAT}
_CLASSES = {pledge: action for action, pledge in PLEDGES.items()}
Texts = Mapping[str, LocalText]


def agreements_of_atop(promises: Iterable[Commitment], code_of: Callable[[str], str], words: Texts) -> tuple[FiledAgreement, ...]:
    """One agreement an alliance, in the order of the rows.

    `code_of` gives a state's code for a COW number; `words` the text of each promise and each condition by its code.
    """
    held: dict[str, list[Commitment]] = {}
    for promise in promises:
        held.setdefault(promise.alliance, []).append(promise)
    return tuple(_agreement(alliance, rows, code_of, words) for alliance, rows in held.items())


def _agreement(alliance: str, rows: Sequence[Commitment], code_of: Callable[[str], str], words: Texts) -> FiledAgreement:
    signed = min((row.since for row in rows), key=lambda days: (days.earliest or date.min, days.latest or date.max))
    members = {member: [row for row in rows if row.member == member] for member in dict.fromkeys(row.member for row in rows)}
    parties = tuple(party for member, own in members.items() for party in _spans(code_of(member), own))
    kind = AgreementKind.MUTUAL_DEFENCE if any(Pledge.DEFENCE in row.pledges for row in rows) else AgreementKind.FRIENDSHIP
    duties = tuple(duty for number, row in enumerate(rows) for duty in _duties(number, row, code_of, words))
    names = LocalText(tuple((lang, f"ATOP {alliance}") for lang in words[Pledge.DEFENCE].languages))
    sources = ((ALL_FIELDS, (SOURCE,)),)
    return FiledAgreement(f"ATOP-{alliance}", names, kind, parties, sources, signed=edtf_from_range(signed), duties=duties)


def _spans(code: str, rows: Sequence[Commitment]) -> Iterator[FiledParty]:
    """A member's phases put together where one follows another; who left and came back has several spans."""
    ordered = sorted(rows, key=lambda row: row.since.earliest or date.min)
    since, until = ordered[0].since, ordered[0].until
    for row in ordered[1:]:
        if until is not None and _after(until, row.since):
            yield FiledParty(code, edtf_from_range(since), _first_day_out(until))
            since, until = row.since, row.until
        until = None if until is None or row.until is None else max(until, row.until, key=lambda days: days.latest or date.max)
    yield FiledParty(code, edtf_from_range(since), _first_day_out(until))


def _after(until: DateRange, since: DateRange) -> bool:
    """Whether there is a day between an end and the next beginning."""
    return bool(until.latest and since.earliest and until.latest + timedelta(days=1) < since.earliest)


def _first_day_out(until: DateRange | None) -> str | None:
    """ATOP gives the last day in; the file the first day out."""
    if until is None or until.earliest is None or until.latest is None:
        return None
    return edtf_from_range(DateRange(until.earliest + timedelta(days=1), until.latest + timedelta(days=1)))


def _duties(number: int, row: Commitment, code_of: Callable[[str], str], words: Texts) -> Iterator[FiledDuty]:
    against = FiledScope(adversaries=tuple(sorted(code_of(threat) for threat in row.threats)))
    for pledge, action in _CLASSES.items():
        if pledge not in row.pledges:
            continue
        limits = row.limits_of(pledge)
        conditions = tuple(FiledCondition(code, words[code]) for limit, code in CONDITIONS.items() if limit in limits)
        scope = against if Limit.ADVERSARY in limits else FiledScope()
        yield FiledDuty(f"{pledge}-{number}", None, code_of(row.member), None, words[pledge], str(action),
                        trigger_class=TRIGGERS.get(pledge), scope=scope, conditions=conditions, since=edtf_from_range(row.since),
                        until=_first_day_out(row.until))

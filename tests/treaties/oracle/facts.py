"""A small world as facts for the answer-set program: what is written in its rows, nothing worked out."""

from collections.abc import Iterable, Iterator

from foedera.record.model import AgreementRow, LifecycleRow, ProvisionRow
from foedera.values.codes import AgreementKind, Factuality, Status
from foedera.values.dates import DateRange, range_from_edtf
from foedera.values.durations import day_after
from foedera.values.duty_codes import Covered, EntryBy
from foedera.world.agreement import FiledAgreement, FiledDuty
from foedera.world.geography import geography

from .worlds import HEIR, OUTSIDERS, STATES, SmallWorld

SHY = (Factuality.HEDGED, Factuality.FORECAST, Factuality.DENIED)
FORCES = {Covered.YES: "yes", Covered.NO: "no", Covered.UNKNOWN: "unknown"}


def name(text: str) -> str:
    """A constant of the program, in quotes."""
    return f'"{text}"'


def world_facts(number: int, world: SmallWorld) -> Iterator[str]:
    """Everything of one world; its ids begin with its number."""
    question, law = world.question, world.law
    yield f"day({number},{question.on.toordinal()}). kind({number},{question.kind}). clock({number},{law.clock})."
    yield f"attacked({number},{name(question.on_whom)})."
    yield from (f"attacker({number},{name(state)})." for state in question.attackers)
    yield from (f"{key}({number})." for key, holds in (("presume", law.presume), ("on_forces", question.on_forces),
                                                       ("provoked", question.provoked)) if holds)
    if question.at:
        yield f"at({number},{name(question.at)})."
    yield from (f"set_met({number},{code})." for code in question.met)
    yield from (f"set_unmet({number},{code})." for code in question.unmet)
    for heir in law.successors:
        yield f"successor({number},{name(heir.old)},{name(heir.new)},{heir.since.toordinal()})."
        yield from (f"disputed_succession({key(number, a)},{name(heir.old)},{name(heir.new)})." for a in heir.contested)
    for agreement in law.agreements:
        yield from _agreement(number, agreement, world)


def key(number: int, agreement_id: str) -> str:
    return name(f"{number}:{agreement_id}")


def _agreement(number: int, agreement: AgreementRow, world: SmallWorld) -> Iterator[str]:
    own, filed = key(number, agreement.id), world.law.filed.get(agreement.id)
    yield f"of({own},{number})."
    yield from (f"party({own},{name(party)})." for party in agreement.parties)
    yield from (f"replaces({own},{key(number, old)})." for old in agreement.replaces)
    if agreement.kind is AgreementKind.DECLARATION:
        yield f"declaration({own})."
    if agreement.kind is AgreementKind.MUTUAL_DEFENCE:
        yield f"mutual_defence({own})."
    for place, row in enumerate(agreement.lifecycle):
        yield from _row(own, f"{number}:{agreement.id}:{place}", place, row, filed, world)
    for duty in agreement.provisions:
        yield from _duty(number, own, duty)
    if filed:
        yield from _filed(number, own, filed)


def _row(own: str, row_key: str, place: int, row: LifecycleRow, filed: FiledAgreement | None, world: SmallWorld) -> Iterator[str]:
    this = name(row_key)
    yield f"row({this},{own}). step({this},{row.step}). order({this},{place}). {_status(row.status)}({this})."
    yield from (f"actor({this},{name(actor)})." for actor in row.actor.split("+") if actor)
    yield from _days(this, row.days, "low", "high")
    if row.factuality in SHY:
        yield f"doubtful({this})."
    if row.facts:
        yield f"sourced({this})."
    for n, account in enumerate(row.reported_by):
        out = world.published[account.document_id].latest
        yield f"account({this},{n},{out.toordinal() if out else 0})."
        if account.factuality in SHY:
            yield f"shy_account({this},{n})."
    if filed and filed.withdrawal.notice and row.days and row.days.latest:
        yield f"notice_until({this},{day_after(row.days.latest, filed.withdrawal.notice).toordinal()})."


def _status(status: Status) -> str:
    return str(status)


def _days(this: str, days: DateRange | None, low: str, high: str) -> Iterator[str]:
    if days and days.earliest:
        yield f"{low}({this},{days.earliest.toordinal()})."
    if days and days.latest:
        yield f"{high}({this},{days.latest.toordinal()})."


def _duty(number: int, own: str, duty: ProvisionRow) -> Iterator[str]:
    this = key(number, duty.id)
    yield f"duty({this},{own}). class({this},{duty.action_class})."
    if duty.bearer == "each party":
        yield f"everyone({this})."
    else:
        yield from (f"by({this},{name(state)})." for state in duty.bearer.split("+"))
    if duty.beneficiary and duty.beneficiary != "the other":
        yield from (f"to({this},{name(state)})." for state in duty.beneficiary.split("+"))
    if duty.trigger_class:
        yield f"trigger({this},{duty.trigger_class})."
    if duty.strength == "permission":
        yield f"permission({this})."
    if duty.factuality is Factuality.DENIED:
        yield f"void({this})."
    if duty.factuality in (Factuality.HEDGED, Factuality.FORECAST):
        yield f"hedged({this})."
    if not duty.id.startswith("file:"):
        yield from (f"condition({this},{text.replace(' ', '_')})." for text in duty.conditions)


def _filed(number: int, own: str, filed: FiledAgreement) -> Iterator[str]:
    yield f"filed_agreement({own})."
    if not filed.binding:
        yield f"without_force({own})."
    if filed.entry.by is EntryBy.SIGNATURE:
        yield f"enters_by_signature({own})."
    for n, party in enumerate(filed.parties):
        if party.contested:
            yield f"disputed_party({own},{name(party.state)},{n})."
            yield from _span(f"party({own},{n})", number, party.since, party.until)
        provisional = range_from_edtf(party.provisional)
        if provisional and provisional.latest:
            yield f"provisional({own},{name(party.state)},{provisional.latest.toordinal()})."
    for n, leg in enumerate(filed.suspensions):
        yield from (f"suspension({own},{n},of,{name(state)})." for state in leg.of)
        yield from (f"suspension({own},{n},towards,{name(state)})." for state in leg.towards)
        if not leg.towards:
            yield f"to_anyone({own},{n})."
        if leg.alone:
            yield f"said_alone({own},{n})."
        yield from _span(f"leg({own},{n})", number, leg.since, leg.until)
    for duty in filed.duties:
        yield from _filed_duty(number, filed, duty)


def _filed_duty(number: int, filed: FiledAgreement, duty: FiledDuty) -> Iterator[str]:
    this = key(number, f"file:{filed.id}#{duty.label}")
    yield f"filed({this}). forces({this},{FORCES[duty.scope.forces_abroad]})."
    yield from (f"condition({this},{condition.code})." for condition in duty.conditions)
    yield from (f"area({this},{_area(area)})." for area in duty.scope.areas)
    yield from (f"excludes({this},{_area(area)})." for area in duty.scope.excludes)
    yield from (f"adversary({this},{name(state)})." for state in duty.scope.adversaries)
    yield from (f"not_adversary({this},{name(state)})." for state in duty.scope.not_adversaries)
    if duty.since or duty.until:
        yield from _span(f"duty({this})", number, duty.since, duty.until)
    for n, exception in enumerate(filed.exceptions):
        if exception.to == duty.label:
            that = key(number, f"{filed.id}!{n}")
            yield f"exception({that},{this})."
            yield from _span(f"exception({that})", number, exception.since, exception.until)
            yield from (f"for_bearer({that},{name(state)})." for state in exception.bearers)
            yield from (f"for_beneficiary({that},{name(state)})." for state in exception.beneficiaries)
            yield from (f"in_place({that},{_area(area)})." for area in exception.areas)
            yield from (f"against({that},{name(state)})." for state in exception.adversaries)
            yield from (f"not_against({that},{name(state)})." for state in exception.not_adversaries)
            if exception.contested:
                yield f"questioned({that})."


def _area(code: str) -> str:
    """The three areas that a treaty draws by the state attacked are constants; the others are places of the map."""
    return code if code in ("territory", "metropolitan", "anywhere") else name(code)


def _span(this: str, number: int, since: str | None, until: str | None) -> Iterator[str]:
    yield f"span({this},{number})."
    yield from _days(this, range_from_edtf(since), "since_low", "since_high")
    yield from _days(this, range_from_edtf(until), "until_low", "until_high")


def map_facts() -> Iterator[str]:
    """The map: which places lie in which areas, and whose territories they are."""
    areas = geography().areas
    for code, area in areas.items():
        yield f"location({name(code)}). zone({name(code)})."
        yield from (f"around({name(code)},{name(outer)})." for outer in area.within)
        yield from (f"around({name(state)},{name(code)})." for state in area.states)
        if area.of:
            yield f"territory({name(code)},{name(area.of)})."
    yield from (f"state({name(state)}). location({name(state)})." for state in (*STATES, *OUTSIDERS, HEIR))


def program_facts(worlds: Iterable[tuple[int, SmallWorld]]) -> str:
    return "\n".join([*map_facts(), *(fact for number, world in worlds for fact in world_facts(number, world))])


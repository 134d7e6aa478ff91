"""Whether the file of agreements is sound: every fault by what it is about, its kind and the value at fault."""

import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields

from foedera.values.codes import ActionClass, AgreementKind, Step, TriggerClass
from foedera.values.dates import range_from_edtf
from foedera.values.durations import parts_of
from foedera.values.duty_codes import Strength
from foedera.world.agreement import ALL_FIELDS, FiledAgreement, FiledDuty, LocalText
from foedera.world.geography import ANYWHERE, METROPOLITAN, TERRITORY, Geography
from foedera.world.sanctions import SanctionsRegime

NEEDED = ("parties", "signed", "in_force", "ended", "provisions", "notes")  # the values that ask for a source, or for being marked
ADMITTED = "general knowledge"  # as a source: nobody has looked the value up, so that `unverified` must say which
EACH, OTHER, JOINED = "each party", "the other", "+"
ENDS = (Step.TERMINATED, Step.SUPERSEDED)
_SAME_CASE = ("article", "bearer", "beneficiary", "action_class", "trigger_class")
VERDICTS = ("bound", "not_bound", "undetermined", "contested")
_ID = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Fault:
    """`subject`: the id of the agreement or regime; `code`: a key of the catalogue; `value`: what is wrong there."""

    subject: str
    code: str
    value: str


@dataclass(frozen=True)
class Known:
    """What the files may speak of: codes of states and organisations, areas, and the languages every text must have."""

    states: Collection[str]
    organisations: Collection[str]
    geography: Geography
    languages: tuple[str, ...]


def faults_of(agreements: Iterable[FiledAgreement], known: Known) -> tuple[Fault, ...]:
    """Every fault of every agreement, in the order of the agreements."""
    rows = tuple(agreements)
    ids = {row.id for row in rows}
    twice = (Fault(row.id, "id_twice", row.id) for number, row in enumerate(rows) if row.id in {earlier.id for earlier in rows[:number]})
    return (*twice, *(fault for row in rows for fault in _faults(row, ids, known)))


def faults_of_sanctions(regimes: Iterable[SanctionsRegime], known: Known) -> tuple[Fault, ...]:
    """Every fault of the sanctions regimes."""
    return tuple(fault for regime in regimes for fault in _regime_faults(regime, known))


def _faults(row: FiledAgreement, ids: set[str], known: Known) -> Iterator[Fault]:
    found: Iterable[tuple[str, str]] = itertools.chain(
        _codes(row), _states(row, known), _dates(row), _order(row), _durations(row), _labels(row), _contradictions(row), _areas(row, known),
        _languages(row, known), _grounds(row), _scenarios(row, known),
        (("unknown_replaced", old) for old in row.replaces if old not in ids),
        (("unknown_agreement", other) for duty in row.duties for c in duty.conditions for other in c.under if other not in ids))
    return (Fault(row.id, code, value) for code, value in found)


def _codes(row: FiledAgreement) -> Iterator[tuple[str, str]]:
    if not _ID.fullmatch(row.id):
        yield "bad_id", row.id
    if row.kind not in list(AgreementKind):
        yield "unknown_code", row.kind
    if bool(row.ended) != bool(row.ended_by) or (row.ended_by and row.ended_by not in list(ENDS)):
        yield "end_incomplete", f"{row.ended} {row.ended_by}"
    if row.kind == AgreementKind.MUTUAL_DEFENCE and not any(duty.action_class == ActionClass.DEFENCE for duty in row.duties):
        yield "kind_without_duty", row.kind
    for duty in row.duties:
        pairs = ((duty.action_class, ActionClass), (duty.trigger_class, TriggerClass), (duty.strength, Strength))
        yield from (("unknown_code", f"{duty.label}: {code}") for code, codes in pairs if code is not None and code not in list(codes))


def _states(row: FiledAgreement, known: Known) -> Iterator[tuple[str, str]]:
    parties = {party.state for party in row.parties}
    named = [*parties, *row.signatories, *(s for leg in row.suspensions for s in (*leg.of, *leg.towards, *filter(None, [leg.alone])))]
    named += [state for duty in row.duties for state in (*duty.scope.adversaries, *duty.scope.not_adversaries)]
    named += [state for e in row.exceptions for state in (*e.bearers, *e.beneficiaries, *e.adversaries, *e.not_adversaries)]
    named += [state for s in row.scenarios for state in (*s.by, s.on_whom, *(one for _, states in s.verdicts for one in states))]
    yield from (("unknown_state", code) for code in dict.fromkeys(named) if code not in known.states)
    others = [*(who for duty in row.duties for c in duty.conditions for who in c.who), *filter(None, (row.depositary, row.withdrawal.to))]
    yield from (("unknown_state", code) for code in others if code not in known.states and code not in known.organisations)
    yield from (("no_party", state) for duty in row.duties for state in _ends_of(duty) if state not in parties)


def _ends_of(duty: FiledDuty) -> Iterator[str]:
    for end in (duty.bearer, duty.beneficiary):
        if end and end not in (EACH, OTHER):
            yield from end.split(JOINED)


def _dated(row: FiledAgreement) -> Iterator[tuple[str, str | None]]:
    yield from (("signed", row.signed), ("in_force", row.in_force), ("ended", row.ended))
    for party in row.parties:
        dates = ("since", "until", "signed", "consent", "notified", "provisional")
        yield from ((f"parties.{party.state}", getattr(party, name)) for name in dates)
    for duty in row.duties:
        yield from ((duty.label, duty.since), (duty.label, duty.until))
    for exception in row.exceptions:
        yield from ((exception.label, exception.since), (exception.label, exception.until))
    for leg in row.suspensions:
        yield from (("suspensions", leg.since), ("suspensions", leg.until))
    yield from (("scenarios", scenario.on) for scenario in row.scenarios)


def _dates(row: FiledAgreement) -> Iterator[tuple[str, str]]:
    for path, text in _dated(row):
        span = range_from_edtf(text)
        if text is not None and (span is None or span.is_empty):
            yield "bad_date", f"{path}: {text}"


def _order(row: FiledAgreement) -> Iterator[tuple[str, str]]:
    chains: list[tuple[str | None, ...]] = [(row.signed, row.in_force, row.ended)]
    chains += [(p.signed or row.signed, p.since, p.notified, p.until) for p in row.parties]
    chains += [(p.signed, p.consent, p.since) for p in row.parties]
    chains += [(leg.since, leg.until) for leg in row.suspensions] + [(duty.since, duty.until) for duty in row.duties]
    for chain in chains:
        spans = [(text, span) for text in chain if text and (span := range_from_edtf(text))]
        for (first, early), (second, late) in itertools.pairwise(spans):
            if early.earliest and late.latest and early.earliest > late.latest:
                yield "wrong_order", f"{first} > {second}"


def _durations(row: FiledAgreement) -> Iterator[tuple[str, str]]:
    for text in (row.withdrawal.notice, row.withdrawal.not_before, row.duration.initial, row.duration.renewed):
        try:
            parts_of(text or "P1Y")
        except ValueError:
            yield "bad_duration", str(text)


def _labels(row: FiledAgreement) -> Iterator[tuple[str, str]]:
    labels = [duty.label for duty in row.duties] + [e.label for e in row.exceptions]
    yield from (("label_twice", label) for label in sorted({label for label in labels if labels.count(label) > 1}))
    yield from (("unknown_label", f"{e.label} -> {e.to}") for e in row.exceptions if row.duty(e.to) is None)


def _contradictions(row: FiledAgreement) -> Iterator[tuple[str, str]]:
    """Two duties of one article that say how strongly, or to do what, in two ways for the same case at the same time."""
    for one, other in itertools.combinations(row.duties, 2):
        same = all(getattr(one, name) == getattr(other, name) for name in _SAME_CASE)
        if same and one.article is not None and one.scope == other.scope and _overlap(one, other) and one.conditions == other.conditions:
            yield "contradictory_duty", f"{one.label}, {other.label}"


def _overlap(one: FiledDuty, other: FiledDuty) -> bool:
    spans = [(range_from_edtf(d.since), range_from_edtf(d.until)) for d in (one, other)]
    (start, end), (later_start, later_end) = spans
    before = end and later_start and end.latest and later_start.earliest and end.latest < later_start.earliest
    after = later_end and start and later_end.latest and start.earliest and later_end.latest < start.earliest
    return not (before or after)


def _areas(row: FiledAgreement, known: Known) -> Iterator[tuple[str, str]]:
    special = (TERRITORY, METROPOLITAN, ANYWHERE)
    named = [area for duty in row.duties for area in (*duty.scope.areas, *duty.scope.excludes)]
    named += [area for e in row.exceptions for area in e.areas]
    yield from (("unknown_area", area) for area in dict.fromkeys(named) if area not in special and not known.geography.knows(area))


def _texts(row: FiledAgreement) -> Iterator[tuple[str, LocalText | None]]:
    yield from (("names", row.names), ("notes", row.notes), ("entry_into_force", row.entry.needs))
    for duty in row.duties:
        yield from ((f"{duty.label}.{name}", getattr(duty, name)) for name in ("action", "delay", "trigger"))
        yield from ((f"{duty.label}.{condition.code}", condition.text) for condition in duty.conditions)
        yield from ((f"{duty.label}.{caveat.code}", caveat.text) for caveat in duty.caveats)
    yield from ((e.label, e.text) for e in row.exceptions)
    yield from (("suspensions", leg.text) for leg in row.suspensions)
    for party in row.parties:
        yield from ((f"parties.{party.state}", text) for text in (*party.reservations, party.contested))


def _languages(row: FiledAgreement, known: Known) -> Iterator[tuple[str, str]]:
    for path, text in _texts(row):
        missing = [lang for lang in known.languages if text is not None and not dict(text.forms).get(lang, "").strip()]
        yield from (("no_words", f"{path}: {lang}") for lang in missing)


def field_paths(row: FiledAgreement) -> set[str]:
    """Every path that `sources` and `unverified` of this agreement may name."""
    own = {field.name for field in fields(FiledAgreement)} - {"sources", "unverified_fields", "scenarios", "entry", "duties"}
    parts = {f"parties.{party.state}" for party in row.parties} | {f"exceptions.{e.label}" for e in row.exceptions}
    duties = {f"provisions.{duty.label}{part}" for duty in row.duties for part in ("", *(f".{f.name}" for f in fields(FiledDuty)))}
    return {ALL_FIELDS, "entry_into_force", "provisions", *own, *parts, *duties}


def _grounds(row: FiledAgreement) -> Iterator[tuple[str, str]]:
    if not row.source:
        yield "no_source", row.id
    yield from (("unmarked_doubt", f"{path}: {ADMITTED}") for path in NEEDED if _rests_on_nothing(row, path))
    paths = field_paths(row)
    named = [path for path, _ in row.sources] + list(row.unverified_fields)
    yield from (("unknown_field", path) for path in named if path not in paths)
    yield from (("no_source", "suspensions") for leg in row.suspensions if not leg.sources)


def _rests_on_nothing(row: FiledAgreement, path: str) -> bool:
    """Whether a value that is given has no source but what somebody remembers, and is not marked as unverified."""
    if path in row.unverified_fields:
        return False
    given = [path] if path != "provisions" and getattr(row, path) else []
    given += [f"provisions.{duty.label}" for duty in row.duties] if path == "provisions" else []
    return any(set(row.sources_of(one)) <= {ADMITTED} for one in given if one not in row.unverified_fields)


def _scenarios(row: FiledAgreement, known: Known) -> Iterator[tuple[str, str]]:
    if not row.scenarios:
        yield "no_scenario", row.id
    for scenario in row.scenarios:
        if row.duty(scenario.duty) is None:
            yield "unknown_label", f"{scenario.on}: {scenario.duty}"
        if not scenario.because or not any(states for _, states in scenario.verdicts):
            yield "empty_scenario", scenario.on
        yield from (("unknown_code", verdict) for verdict, _ in scenario.verdicts if verdict not in VERDICTS)
        if scenario.at and scenario.at not in known.states and not known.geography.knows(scenario.at):
            yield "unknown_area", scenario.at


def _regime_faults(regime: SanctionsRegime, known: Known) -> Iterator[Fault]:
    named = (regime.issuer, *regime.targets, *regime.contested_by)
    yield from (Fault(regime.id, "unknown_state", code) for code in named if code not in known.states and code not in known.organisations)
    since, until = range_from_edtf(regime.since), range_from_edtf(regime.until)
    if since is None or (regime.until and until is None):
        yield Fault(regime.id, "bad_date", f"{regime.since} {regime.until}")
    elif until and until.latest and since.earliest and since.earliest > until.latest:
        yield Fault(regime.id, "wrong_order", f"{regime.since} > {regime.until}")
    if not regime.sources or not regime.acts:
        yield Fault(regime.id, "no_source", regime.id)
    for name, text in (("aim", regime.aim), ("note", regime.note)):
        missing = [lang for lang in known.languages if text is not None and not dict(text.forms).get(lang, "").strip()]
        yield from (Fault(regime.id, "no_words", f"{name}: {lang}") for lang in missing)

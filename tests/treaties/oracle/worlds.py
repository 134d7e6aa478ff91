"""Random small worlds: two to four agreements of five states, told by documents or by the file, and one question about them."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from foedera.record.model import Account, AgreementRow, LifecycleRow, ProvisionRow
from foedera.treaties.filed_agreements import agreement_row
from foedera.treaties.law import Law
from foedera.treaties.model import Question
from foedera.values.codes import ActionClass, AgreementKind, Factuality, Status, Step, TriggerClass
from foedera.values.dates import DateRange, edtf_from_range
from foedera.values.span import Evidence
from foedera.world.agreement import FiledAgreement
from foedera.world.load_agreements import agreement_of
from foedera.world.successors import Successor

STATES = ("DEU", "FRA", "JPN", "POL", "USA")
OUTSIDERS = ("CHN", "IND", "BRA", "EGY")  # parties to nothing
HEIR = "ITA"  # carries on the treaties of one of them in some worlds
PLACES = (None, None, None, "baltic_sea", "hawaii", "pacific_ocean", "FRA")
AREAS = ("europe", "pacific", "territory", "metropolitan", "anywhere", "north_america", "administered_by_japan")
CODES = ("state_of_war", "several_attackers", "unprovoked", "in_area", "adversary", "request")
KINDS = (*(AgreementKind.MUTUAL_DEFENCE,) * 4, *(AgreementKind.FRIENDSHIP,) * 3, AgreementKind.DECLARATION)
FIRST, SPAN = date(2020, 1, 1), 1400  # days drawn from
STEPS = (Step.SIGNED, Step.IN_FORCE, Step.RATIFIED, Step.INSTRUMENTS_EXCHANGED, Step.WITHDRAWN, Step.SUSPENDED, Step.TERMINATED,
         Step.SUPERSEDED)
STEP_SHARES = (4, 8, 1, 1, 1, 1, 1, 1)


@dataclass(frozen=True)
class SmallWorld:
    """A law, its question, and the day on which each document came out."""

    law: Law
    question: Question
    published: dict[str, DateRange] = field(default_factory=dict)


def small_world(seed: int) -> SmallWorld:
    """The world of this seed: always the same."""
    random = Random(seed)
    published = {f"d{n}": DateRange(day, day + timedelta(random.choice((0, 0, 40)))) for n, day in enumerate(_days(random, 3))}
    count = random.randint(2, 4)
    parties = [tuple(random.sample(STATES, random.choice((2, 2, 3, 4)))) for _ in range(count)]
    if random.random() < 0.35:
        parties[1] = parties[0]
    rows, filed = [], {}
    for number in range(count):
        replaces = (f"A{random.randrange(count)}",) if random.random() < 0.3 else ()
        if random.random() < 0.5:
            entry = _filed(random, f"A{number}", parties[number], replaces)
            filed[entry.id] = entry
            rows.append(_with_more_steps(random, agreement_row(entry)))
        else:
            rows.append(_told(random, f"A{number}", parties[number], replaces, tuple(published)))
    heirs = (_successor(random, rows),) if random.random() < 0.2 else ()
    law = Law(tuple(rows), published, (), heirs, filed, random.choice(("in_force", "in_force", "signed")), random.random() < 0.8)
    return SmallWorld(law, _question(random, parties), published)


def _days(random: Random, count: int) -> list[date]:
    return [FIRST + timedelta(random.randrange(SPAN)) for _ in range(count)]


def _range(random: Random) -> DateRange | None:
    """A day, a span, a half-open span, or nothing."""
    low, high = sorted(_days(random, 2))
    kind = random.random()
    if kind < 0.55:
        return DateRange(low, low)
    if kind < 0.8:
        return DateRange(low, high)
    return random.choice((DateRange(low, None), DateRange(None, high), None))


def _closed(random: Random) -> str:
    """A day or a span, in EDTF."""
    low, high = sorted(_days(random, 2))
    return edtf_from_range(DateRange(low, random.choice((low, high)))) or ""


def _maybe(random: Random, value: Any, share: float) -> Any:
    return value if random.random() < share else None


# ---- agreements told by documents --------------------------------------------------------------------------------------------

def _told(random: Random, name: str, parties: tuple[str, ...], replaces: tuple[str, ...], documents: tuple[str, ...]) -> AgreementRow:
    steps = tuple(_step(random, name, n, parties, documents) for n in range(random.randint(1, 5)))
    duties = tuple(_duty(random, name, n, parties) for n in range(random.randint(0, 3)))
    return AgreementRow(name, parties, random.choice(KINDS), name, (), None, None, replaces, steps, duties)


def _step(random: Random, name: str, number: int, parties: tuple[str, ...], documents: tuple[str, ...]) -> LifecycleRow:
    step = random.choices(STEPS, STEP_SHARES)[0]
    actor = random.choice(("+".join(parties), "+".join(parties), random.choice(parties), random.choice(STATES), ""))
    status = random.choices((Status.DONE, Status.FUTURE, Status.DENIED), (10, 1, 1))[0]
    factuality = random.choices((Factuality.STATED, Factuality.HEDGED, Factuality.FORECAST), (10, 1, 1))[0]
    told = tuple(_account(random, document) for document in random.sample(documents, random.randint(0, 2)))
    facts = ("fact",) if random.random() < 0.15 else ()
    days = _range(random)
    return LifecycleRow(f"{name}/{step}#{number}", step, actor, status, days, edtf_from_range(days), (), None, factuality, told, len(told),
                        facts=facts)


def _account(random: Random, document: str) -> Account:
    return Account(document, document, Evidence(0, 1, "x"), random.choice((Factuality.STATED, Factuality.STATED, Factuality.HEDGED)))


def _duty(random: Random, name: str, number: int, parties: tuple[str, ...]) -> ProvisionRow:
    bearer = random.choice(("each party", "each party", random.choice(parties), "+".join(parties[:2])))
    to = random.choice((None, "the other", random.choice(parties), "+".join(parties[-2:])))
    action = random.choice((ActionClass.DEFENCE, ActionClass.DEFENCE, ActionClass.CONSULT, ActionClass.SUPPORT, ActionClass.ACCESS))
    trigger = random.choice((None, *TriggerClass, *(TriggerClass.ARMED_ATTACK,) * 4))
    strength = "permission" if random.random() < 0.08 else None
    factuality = random.choices((Factuality.STATED, Factuality.HEDGED, Factuality.FORECAST, Factuality.DENIED), (10, 1, 1, 1))[0]
    conditions = ("state of war",) if random.random() < 0.3 else ()
    words = ("aid", action, strength, None, "it is attacked", trigger, conditions, ())
    return ProvisionRow(f"{name}/duty#{number}", number, bearer, to, *words, factuality, ())


# ---- agreements of the file --------------------------------------------------------------------------------------------------

def _filed(random: Random, name: str, parties: tuple[str, ...], replaces: tuple[str, ...]) -> FiledAgreement:
    duties = [_filed_duty(random, n, parties) for n in range(random.randint(0, 4))]
    row: dict[str, Any] = {
        "id": name, "names": {"en": name}, "kind": str(random.choice(KINDS)), "sources": ["invented"], "replaces": list(replaces),
        "parties": [_filed_party(random, state, number) for number, state in enumerate(parties)],
        "signed": _maybe(random, _closed(random), 0.8), "in_force": _maybe(random, _closed(random), 0.7), "provisions": duties,
        "binding": random.random() < 0.95, "entry_into_force": {"by": random.choice(("signature", "exchange", "unknown"))},
        "withdrawal": {"notice": _maybe(random, random.choice(("P1Y", "P6M")), 0.5)},
    }
    if random.random() < 0.2:
        row |= {"ended": _closed(random), "ended_by": random.choice(("terminated", "superseded"))}
    if random.random() < 0.5:
        row["suspensions"] = [{"of": [random.choice(parties)], "towards": random.choice(([], [], [random.choice(parties)])),
                               "since": _closed(random), "until": _maybe(random, _closed(random), 0.4), "text": {"en": "x"}, "source": "x",
                               "alone": _maybe(random, random.choice(parties), 0.4)}]
    if duties and random.random() < 0.8:
        row["exceptions"] = [_filed_exception(random, duties, parties)]
    return agreement_of(row)


def _filed_party(random: Random, state: str, number: int) -> dict[str, Any]:
    late = number > 1 and random.random() < 0.4
    party = {"state": state, "since": _closed(random) if late else None, "until": _maybe(random, _closed(random), 0.07),
             "provisional": _maybe(random, _closed(random), 0.1)}
    return party | ({"contested": {"en": "x"}} if random.random() < 0.05 else {})


def _filed_duty(random: Random, number: int, parties: tuple[str, ...]) -> dict[str, Any]:
    duty: dict[str, Any] = {
        "label": f"duty{number}", "bearer": random.choice(("each party", "each party", random.choice(parties))),
        "beneficiary": random.choice((None, "the other", random.choice(parties))), "action": {"en": "aid"},
        "action_class": str(random.choice((ActionClass.DEFENCE, ActionClass.DEFENCE, ActionClass.CONSULT, ActionClass.LIMIT))),
        "trigger_class": _maybe(random, str(random.choice((*(TriggerClass.ARMED_ATTACK,) * 6, *TriggerClass))), 0.8),
        "conditions": random.sample(CODES, random.choice((0, 1, 1, 2))), "since": _maybe(random, _closed(random), 0.1),
        "until": _maybe(random, _closed(random), 0.1),
    }
    scope: dict[str, Any] = {"forces_abroad": random.choice(("true", "false", "unknown"))}
    if random.random() < 0.25:
        scope["areas"] = random.sample(AREAS, random.choice((1, 2)))
    if random.random() < 0.15:
        scope["excludes"] = [random.choice(AREAS[:2])]
    if random.random() < 0.2:
        scope["adversaries"] = random.sample((*STATES, *OUTSIDERS), 4)
    if random.random() < 0.15:
        scope["not_adversaries"] = random.sample((*STATES, *OUTSIDERS), 4)
    return duty | {"scope": scope}


def _filed_exception(random: Random, duties: list[dict[str, Any]], parties: tuple[str, ...]) -> dict[str, Any]:
    named: dict[str, Any] = {"label": "except", "to": random.choice(duties)["label"], "text": {"en": "x"},
                             "since": _maybe(random, _closed(random), 0.3), "until": _maybe(random, _closed(random), 0.3)}
    for group, choices in (("bearers", parties), ("beneficiaries", parties), ("areas", AREAS[:2]), ("adversaries", (*STATES, *OUTSIDERS))):
        if random.random() < 0.2:
            named[group] = random.sample(choices, 2)
    if random.random() < 0.1:
        named["not_adversaries"] = random.sample((*STATES, *OUTSIDERS), 2)
    return named | {"contested": random.random() < 0.4}


def _with_more_steps(random: Random, row: AgreementRow) -> AgreementRow:
    """Documents may tell of a withdrawal or a return that the file does not have."""
    if random.random() < 0.7:
        return row
    leaver = random.choice(row.parties)
    steps = [(Step.WITHDRAWN, _range(random))] + ([(Step.IN_FORCE, _range(random))] if random.random() < 0.4 else [])
    more = tuple(LifecycleRow(f"{row.id}/{step}:{leaver}#t", step, leaver, Status.DONE, days, None, (), None, Factuality.STATED, (), 0)
                 for step, days in steps)
    return replace(row, lifecycle=(*row.lifecycle, *more))


# ---- the question ------------------------------------------------------------------------------------------------------------

def _successor(random: Random, rows: list[AgreementRow]) -> Successor:
    contested = tuple(row.id for row in rows if random.random() < 0.3)
    return Successor(random.choice(STATES), HEIR, random.choice(_days(random, 1)), contested)


def _question(random: Random, parties: list[tuple[str, ...]]) -> Question:
    on_whom = random.choice((*random.choice(parties), HEIR))
    by = random.sample([state for state in (*STATES, *OUTSIDERS) if state != on_whom], random.choice((1, 1, 2)))
    met, unmet = (tuple(code for code in CODES if random.random() < 0.05) for _ in range(2))
    day = FIRST + timedelta(random.randrange(500, SPAN + 700))
    return Question(random.choice(("attack",) * 4 + ("threat",)), "+".join(by), on_whom, day, at=random.choice(PLACES),
                    on_forces=random.random() < 0.15, provoked=random.random() < 0.4, met=met, unmet=unmet)

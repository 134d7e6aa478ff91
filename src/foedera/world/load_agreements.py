"""Loads the file of agreements: one YAML file an agreement in `agreements/`, and the Charter in `charter/`."""

from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from foedera.values.duty_codes import CaveatCode, ConditionCode, Covered, EntryBy
from foedera.world.agreement import (
    ALL_FIELDS,
    Duration,
    EntryRule,
    FiledAgreement,
    FiledCaveat,
    FiledCondition,
    FiledDuty,
    FiledException,
    FiledParty,
    FiledScenario,
    FiledScope,
    FiledSuspension,
    LocalText,
    WithdrawalRule,
)

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Row = dict[str, Any]


@lru_cache(maxsize=1)
def load_agreements() -> tuple[FiledAgreement, ...]:
    """Every agreement of the file, in the order of their ids."""
    return _folder("agreements")


@lru_cache(maxsize=1)
def load_charter() -> tuple[FiledAgreement, ...]:
    """The Charter of the United Nations, kept apart: it lies over every other agreement (art. 103)."""
    return _folder("charter")


@lru_cache(maxsize=1)
def duty_words() -> dict[str, dict[str, LocalText]]:
    """The usual words of a code, by "caveats" and "conditions": used where an agreement gives none of its own."""
    text = (resources.files("foedera.world") / "duties" / "duty_words.yaml").read_text(encoding="utf-8")
    return {kind: {code: _said(words) for code, words in rows.items()} for kind, rows in yaml.load(text, Loader).items()}


def agreement_of(row: Row) -> FiledAgreement:
    """One agreement from the mapping of its YAML file. Raises KeyError or ValueError where a field is missing or a code unknown."""
    dates = {name: _text(row.get(name)) for name in ("signed", "in_force", "ended", "ended_by", "depositary")}
    duties = tuple(_duty(number, duty) for number, duty in enumerate(row.get("provisions", ())))
    entry, leaving = row.get("entry_into_force", {}), row.get("withdrawal", {})
    return FiledAgreement(
        row["id"], _said(row["names"]), row["kind"], tuple(map(_party, row["parties"])), _sources(row["sources"]), **dates,
        binding=row.get("binding", True), signatories=tuple(row.get("signatories", ())),
        entry=EntryRule(EntryBy(entry.get("by", EntryBy.UNKNOWN)), _said_or_none(entry.get("needs")), entry.get("article")),
        withdrawal=WithdrawalRule(leaving.get("notice"), leaving.get("not_before"), leaving.get("to"), leaving.get("article")),
        duration=Duration(**row.get("duration", {})), replaces=tuple(row.get("replaces", ())), duties=duties,
        exceptions=tuple(map(_exception, row.get("exceptions", ()))), suspensions=tuple(map(_suspension, row.get("suspensions", ()))),
        unverified_fields=tuple(row.get("unverified", ())), notes=_said_or_none(row.get("notes")),
        scenarios=tuple(_scenario(scenario, duties) for scenario in row.get("scenarios", ())),
    )


def _folder(name: str) -> tuple[FiledAgreement, ...]:
    paths = [path for path in (resources.files("foedera.world") / name).iterdir() if path.name.endswith(".yaml")]
    rows = [yaml.load(path.read_text(encoding="utf-8"), Loader) for path in paths]
    return tuple(sorted(map(agreement_of, rows), key=lambda a: a.id))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _texts(values: Any) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values or ())


def _said(words: dict[str, str]) -> LocalText:
    return LocalText(tuple(words.items()))


def _said_or_none(words: dict[str, str] | None) -> LocalText | None:
    return _said(words) if words else None


def _sources(row: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A list is for the whole file; a mapping gives them by field path."""
    return tuple((path, _texts(found)) for path, found in (row if isinstance(row, dict) else {ALL_FIELDS: row}).items())


def _party(row: str | Row) -> FiledParty:
    """ "FIN 2023-04-04/" is Finland since that day; a mapping says more."""
    if isinstance(row, str):
        state, _, span = row.partition(" ")
        since, _, until = span.partition("/")
        return FiledParty(state, since or None, until or None)
    dates = {name: _text(row.get(name)) for name in ("since", "until", "signed", "consent", "notified", "provisional")}
    reservations = tuple(map(_said, row.get("reservations", ())))
    return FiledParty(row["state"], **dates, reservations=reservations, contested=_said_or_none(row.get("contested")))


def _duty(number: int, row: Row) -> FiledDuty:
    return FiledDuty(
        row.get("label", f"duty{number + 1}"), row.get("article"), row["bearer"], row.get("beneficiary"), _said(row["action"]),
        row["action_class"], row.get("strength"), _said_or_none(row.get("delay")), _said_or_none(row.get("trigger")),
        row.get("trigger_class"), _scope(row.get("scope", {})), tuple(map(_condition, row.get("conditions", ()))),
        tuple(map(_caveat, row.get("caveats", ()))), _text(row.get("since")), _text(row.get("until")),
    )


def _scope(row: Row) -> FiledScope:
    areas, excludes, adversaries, others = (_texts(row.get(name)) for name in ("areas", "excludes", "adversaries", "not_adversaries"))
    return FiledScope(areas, excludes, adversaries, others, _covered(row, "forces_abroad"), _covered(row, "fellow_parties"))


def _covered(row: Row, name: str) -> Covered:
    return Covered(str(row.get(name, Covered.UNKNOWN)).lower())


def _condition(row: str | Row) -> FiledCondition:
    given: Row = {"code": row} if isinstance(row, str) else row
    text = _said_or_none(given.get("text")) or duty_words()["conditions"][given["code"]]
    return FiledCondition(ConditionCode(given["code"]), text, _texts(given.get("who")), _texts(given.get("under")))


def _caveat(row: str | Row) -> FiledCaveat:
    given: Row = {"code": row} if isinstance(row, str) else row
    text = _said_or_none(given.get("text")) or duty_words()["caveats"][given["code"]]
    return FiledCaveat(CaveatCode(given["code"]), text, given.get("article"))


def _exception(row: Row) -> FiledException:
    groups = {name: _texts(row.get(name)) for name in ("bearers", "beneficiaries", "areas", "adversaries", "not_adversaries")}
    return FiledException(row["label"], row["to"], _said(row["text"]), row.get("article"), **groups, since=_text(row.get("since")),
                          until=_text(row.get("until")), contested=row.get("contested", False))


def _suspension(row: Row) -> FiledSuspension:
    of, towards = _texts(row["of"]), _texts(row["towards"])
    return FiledSuspension(of, towards, str(row["since"]), _text(row.get("until")), _said(row["text"]), _texts(row["source"]),
                           row.get("alone"))


def _scenario(row: Row, duties: tuple[FiledDuty, ...]) -> FiledScenario:
    kind = next(kind for kind in ("attack", "threat") if kind in row)
    *by, on_whom = row[kind]
    verdicts = tuple((verdict, _texts(states)) for verdict, states in row["expect"].items())
    duty = row.get("duty", duties[0].label if duties else "")
    return FiledScenario(kind, tuple(by), on_whom, str(row["day"]), duty, verdicts, row["because"], row.get("at"),
                         row.get("on_forces", False), row.get("provoked", False), _texts(row.get("assume")))

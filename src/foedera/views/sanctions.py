"""Sanctions regimes for people and for programs: which run against a state on a day, under which acts, who disputes them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from foedera.values.dates import DateRange, range_from_edtf
from foedera.views.filed_agreement import INDENT
from foedera.views.labels import Labels
from foedera.world.sanctions import SanctionsRegime


def regimes_on(regimes: Iterable[SanctionsRegime], target: str | None, day: date | None) -> tuple[SanctionsRegime, ...]:
    """Those that name the target (any, when None) and that may run on the day (any day, when None)."""
    return tuple(r for r in regimes if (target is None or target in r.targets) and (day is None or _runs(r, day)))


def _runs(regime: SanctionsRegime, day: date) -> bool:
    since, until = range_from_edtf(regime.since) or DateRange(), range_from_edtf(regime.until) or DateRange()
    return (since.earliest is None or since.earliest <= day) and (until.latest is None or day <= until.latest)


def regimes_to_text(regimes: Iterable[SanctionsRegime], labels: Labels) -> str:
    """Lines for the screen; one paragraph a regime."""
    return "\n\n".join("\n".join(_lines(regime, labels)) for regime in regimes)


def _lines(regime: SanctionsRegime, labels: Labels) -> Iterator[str]:
    say, lang = labels.words.say, labels.lang
    whom = regime.aim.say(lang) if regime.aim else ", ".join(map(labels.actor, regime.targets))
    yield say("world.regime", id=regime.id, issuer=labels.actor(regime.issuer), target=whom)
    dates = (("since", regime.since), ("until", regime.until))
    yield INDENT + ", ".join(say(f"world.party_{key}", date=labels.day(text)) for key, text in dates if text)
    yield INDENT + say("world.acts", acts="; ".join(regime.acts))
    if regime.note:
        yield INDENT + say("world.caveat", text=regime.note.say(lang))
    if regime.contested_by:
        yield INDENT + say("world.contested_by", who=", ".join(map(labels.actor, regime.contested_by)))
    if regime.unverified:
        yield INDENT + say("world.unverified", what=", ".join(say(f"world.regime_field.{name}") for name in regime.unverified))


def regime_to_json(regime: SanctionsRegime) -> dict[str, Any]:
    """The regime for other programs: dates EDTF, texts by language."""
    lists = {name: list(getattr(regime, name)) for name in ("targets", "acts", "contested_by", "sources", "unverified")}
    texts = {name: dict(text.forms) if (text := getattr(regime, name)) else None for name in ("aim", "note")}
    return {"id": regime.id, "issuer": regime.issuer, "since": regime.since, "until": regime.until, **lists, **texts}

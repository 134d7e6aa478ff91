"""One agreement of the file for people and for programs: parties, duties, sources, and what nobody has verified."""

from collections.abc import Iterator
from typing import Any

from foedera.values.durations import parts_of
from foedera.views.labels import Labels
from foedera.views.words import Words
from foedera.world.agreement import ALL_FIELDS, FiledAgreement, FiledDuty, FiledParty, FiledScope, LocalText
from foedera.world.checks import EACH, OTHER
from foedera.world.geography import geography
from foedera.world.world import World

INDENT = "  "


def filed_to_text(agreement: FiledAgreement, words: Words, world: World) -> str:
    """Lines for the screen, in the language of the words."""
    return "\n".join(_lines(agreement, Labels(words, world, words.lang)))


def _lines(agreement: FiledAgreement, labels: Labels) -> Iterator[str]:
    say = labels.words.say
    yield f"{agreement.id}  {agreement.names.say(labels.lang)}"
    yield labels.code("kind", agreement.kind)
    if not agreement.binding:
        yield say("world.no_binding")
    dates = (("signed", agreement.signed), ("in_force", agreement.in_force), ("ended", agreement.ended))
    yield from (say(f"world.{key}", date=labels.day(date)) for key, date in dates if date)
    if not agreement.in_force:
        yield say("world.in_force", date=say("world.not_known"))
    yield from _rules(agreement, labels)
    yield ""
    yield say("world.parties")
    yield from (INDENT + _party(party, labels) for party in agreement.parties)
    if agreement.signatories:
        yield say("world.signatories", who=", ".join(map(labels.actor, agreement.signatories)))
    yield ""
    for duty in agreement.duties:
        yield from _duty(duty, labels)
    for exception in agreement.exceptions:
        yield say("world.exception_contested" if exception.contested else "world.exception", text=exception.text.say(labels.lang))
    yield from _legs(agreement, labels)
    if agreement.notes:
        yield agreement.notes.say(labels.lang)
    yield ""
    yield say("world.sources")
    named = ((field_words(path, labels.words), "; ".join(sources)) for path, sources in agreement.sources)
    yield from (INDENT + say("world.party_note", state=name, text=text) for name, text in named)
    yield unverified_text(agreement, labels.words) or say("world.nothing_unverified")


def _rules(agreement: FiledAgreement, labels: Labels) -> Iterator[str]:
    say, unknown = labels.words.say, labels.words.say("world.not_known")
    if agreement.replaces:
        yield say("world.replaces", what=", ".join(agreement.replaces))
    if agreement.withdrawal.notice:
        yield say("world.notice", notice=_span(agreement.withdrawal.notice, labels))
    if agreement.duration.initial:
        renewed = _span(agreement.duration.renewed, labels) if agreement.duration.renewed else unknown
        yield say("world.duration", initial=_span(agreement.duration.initial, labels), renewed=renewed)


def _span(duration: str, labels: Labels) -> str:
    """ "P1Y6M" in words."""
    counts = zip(("years", "months", "days"), parts_of(duration), strict=True)
    return " ".join(labels.words.say(f"world.{unit}", count=str(count)) for unit, count in counts if count)


def _legs(agreement: FiledAgreement, labels: Labels) -> Iterator[str]:
    for leg in agreement.suspensions:
        holes = {"of": labels.actor("+".join(leg.of)), "towards": labels.actor("+".join(leg.towards)), "text": leg.text.say(labels.lang)}
        holes["span"] = labels.day(f"{leg.since}/{leg.until or '..'}")
        if leg.alone:
            yield labels.words.say("world.suspended_alone", **holes, alone=labels.actor(leg.alone))
        else:
            yield labels.words.say("world.suspended", **holes)


def _party(party: FiledParty, labels: Labels) -> str:
    say = labels.words.say
    dates = (("provisional", party.provisional), ("since", party.since), ("notified", party.notified), ("until", party.until))
    told = [say(f"world.party_{key}", date=labels.day(date)) for key, date in dates if date]
    name = labels.actor(party.state) + (f" ({', '.join(told)})" if told else "")
    notes = [text.say(labels.lang) for text in (*party.reservations, *((party.contested,) if party.contested else ()))]
    return say("world.party_note", state=name, text="; ".join(notes)) if notes else name


def _duty(duty: FiledDuty, labels: Labels) -> Iterator[str]:
    say, lang = labels.words.say, labels.lang
    article = say("world.article", number=str(duty.article)) if duty.article is not None else "–"
    yield say(
        "world.duty",
        article=article,
        bearer=_end(duty.bearer, labels),
        beneficiary=_end(duty.beneficiary or OTHER, labels),
        action=duty.action.say(lang),
    )
    told: list[tuple[str, LocalText | None]] = [("trigger", duty.trigger), ("delay", duty.delay)]
    told += [("condition", condition.text) for condition in duty.conditions] + [("caveat", caveat.text) for caveat in duty.caveats]
    yield from (INDENT + say(f"world.{key}", text=text.say(lang)) for key, text in told if text)
    if duty.scope.areas:
        yield INDENT + say("world.area", text=", ".join(_area(area, labels) for area in duty.scope.areas))


def _end(end: str, labels: Labels) -> str:
    return labels.words.say({EACH: "world.everybody", OTHER: "world.others"}[end]) if end in (EACH, OTHER) else labels.actor(end)


def _area(area: str, labels: Labels) -> str:
    return geography().place_name(area, labels.lang) if geography().knows(area) else labels.words.say(f"world.{area}")


def field_words(path: str, words: Words) -> str:
    """A path of a field ("parties.MEX") as words: the field's name, then the part as it is written."""
    head, _, part = path.partition(".")
    name = words.say("world.field.all" if head == ALL_FIELDS else f"world.field.{head}")
    return f"{name} ({part})" if part else name


def unverified_text(agreement: FiledAgreement, words: Words) -> str | None:
    """What nobody has verified, as one sentence; None when there is nothing."""
    if not agreement.unverified_fields:
        return None
    return words.say("world.unverified", what=", ".join(field_words(path, words) for path in agreement.unverified_fields))


def filed_to_json(agreement: FiledAgreement) -> dict[str, Any]:
    """The agreement for other programs; texts by language, dates EDTF, codes as in the files."""
    return {
        "id": agreement.id, "names": dict(agreement.names.forms), "kind": agreement.kind, "binding": agreement.binding,
        "signed": agreement.signed, "in_force": agreement.in_force, "ended": agreement.ended, "ended_by": agreement.ended_by,
        "replaces": list(agreement.replaces), "notice": agreement.withdrawal.notice,
        "parties": [_party_json(party) for party in agreement.parties], "signatories": list(agreement.signatories),
        "exceptions": [{"label": e.label, "to": e.to, "text": dict(e.text.forms), "contested": e.contested} for e in agreement.exceptions],
        "notes": dict(agreement.notes.forms) if agreement.notes else None,
        "duties": [_duty_json(duty) for duty in agreement.duties],
        "suspensions": [{"of": list(s.of), "towards": list(s.towards), "since": s.since, "until": s.until, "alone": s.alone}
                        for s in agreement.suspensions],
        "sources": {path: list(sources) for path, sources in agreement.sources}, "unverified": list(agreement.unverified_fields),
    }  # fmt: skip


def _party_json(party: FiledParty) -> dict[str, Any]:
    dates = {name: getattr(party, name) for name in ("signed", "consent", "provisional", "since", "notified", "until")}
    return {"state": party.state, **dates, "contested": dict(party.contested.forms) if party.contested else None}


def _duty_json(duty: FiledDuty) -> dict[str, Any]:
    return {
        "label": duty.label, "article": duty.article, "bearer": duty.bearer, "beneficiary": duty.beneficiary,
        "action": dict(duty.action.forms), "action_class": duty.action_class, "strength": duty.strength,
        "trigger_class": duty.trigger_class, "scope": _scope_json(duty.scope),
        "conditions": [{"code": str(c.code), "text": dict(c.text.forms), "who": list(c.who)} for c in duty.conditions],
        "caveats": [{"code": str(c.code), "text": dict(c.text.forms)} for c in duty.caveats],
    }  # fmt: skip


def _scope_json(scope: FiledScope) -> dict[str, Any]:
    lists = {name: list(getattr(scope, name)) for name in ("areas", "excludes", "adversaries", "not_adversaries")}
    return {**lists, "forces_abroad": str(scope.forces_abroad), "fellow_parties": str(scope.fellow_parties)}

"""Judgements in words: one line each, the mark beside a row that was judged, and what became of one that no longer fits."""

from typing import Protocol

from foedera.record.model import Record
from foedera.views.words import Words


class Told(Protocol):
    """What a line needs: a judgement, or the record's row of one."""

    @property
    def kind(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def value(self) -> str | None: ...
    @property
    def who(self) -> str: ...
    @property
    def when(self) -> str: ...
    @property
    def why(self) -> str: ...


def judgement_value(value: str | None, words: Words) -> str:
    """The value of a judgement in words; empty where it has none."""
    return words.say("judgements.value", value=value) if value else ""


def _why(one: Told, words: Words) -> str:
    return words.say("judgements.why", words=one.why) if one.why else ""


def judgement_line(one: Told, words: Words) -> str:
    """Who decided what on which day, and why."""
    return words.say("judgements.line", **_holes(one, words))


def judgement_state(fit: str, words: Words) -> str:
    """How it stands with the readings as they are now; empty where nothing is to be said."""
    state = words.say(f"judgements.fit.{fit}")
    return f" — {state}" if state else ""


def undone_line(when: str, who: str | None, words: Words) -> str:
    """When and by whom a judgement was taken back; `when` is ISO 8601."""
    return " — " + words.say("judgements.undone", day=when[:10], who=who or "—")


def marks_on(record: Record, row_id: str, words: Words) -> tuple[str, ...]:
    """A line for each judgement that bears on the row, oldest first."""
    return tuple(words.say("judgements.mark", **_holes(j, words)) for j in record.judgements if row_id in j.rows)


def marks_on_what_is_gone(record: Record, agreement_id: str, words: Words) -> tuple[str, ...]:
    """A line for each judgement that took a step or a duty out of the agreement, oldest first: nothing else in a dossier tells of it."""
    gone = (j for j in record.judgements if not j.rows and j.target.startswith(f"{agreement_id}/"))
    return tuple(words.say("judgements.mark_gone", **_holes(j, words)) for j in gone)


def _holes(one: Told, words: Words) -> dict[str, str]:
    """What every sentence on a judgement may name."""
    value = judgement_value(one.value, words)
    kind = words.say(f"judgements.kind.{one.kind}")
    return {"kind": kind, "target": one.target, "value": value, "who": one.who, "day": one.when[:10], "why": _why(one, words)}

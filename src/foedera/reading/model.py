"""What one document says. All values are frozen; every statement carries the evidence it rests on.

Codes, dates (EDTF strings) and offsets are those of contract READING.md.
"""

from dataclasses import dataclass, field

from foedera.values.codes import ActionClass, AgreementKind, EventType, Factuality, Status, Step, TriggerClass
from foedera.values.quantity import Quantity
from foedera.values.span import Evidence, Span


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A time expression in the text.

    `kind` names the rule that reads it: day ("19 juin 2024"), month_day (no year), month, year, weekday, weekday_day, today, yesterday,
    tomorrow, last_week, this_week, last_month, last_year, season, duration, since, until, interval, recently, ...
    `value` is the EDTF (or TIMEX3-like for durations, sets) reading in this document alone, given its publication date; None when open.
    `month`, `day`, `year`, `weekday` (Monday = 0), `offset_days` are what the words give, None where silent.
    `timex_type` is DATE, TIME, DURATION or SET (TimeML).
    """

    span: Span
    text: str
    kind: str
    value: str | None
    timex_type: str = "DATE"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset_days: int | None = None
    bound: str | None = None  # "since", "until", "before", "after" when the words around it open an end
    anchor: str = "publication"  # publication, speech, event, none (self-contained)


BOTH, SYNTAX, SHALLOW = "both", "dependency", "shallow"  # the readers that find statements


@dataclass(frozen=True, slots=True)
class FoundBy:
    """What set a statement off: the words of the text, and the pack entry that knows them ("event_cues.frames.travel", rows from 0)."""

    span: Span
    entry: str


@dataclass(frozen=True, slots=True)
class Voices:
    """Who says it: `said_by` from the origin to the voice nearest the outlet; `also_said_by` parallel voices. Names or state codes."""

    said_by: tuple[str, ...] = ()
    also_said_by: tuple[str, ...] = ()
    factuality: Factuality = Factuality.STATED


@dataclass(frozen=True, slots=True)
class StepStatement:
    """An agreement took a step, will, or did not, as a document says. Fields and codes: contract READING.md; `date` is EDTF."""

    step: Step
    actor: str
    status: Status
    evidence: Evidence
    date: str | None = None
    place: str | None = None
    scope: str | None = None
    said_by: tuple[str, ...] = ()
    factuality: Factuality = Factuality.STATED
    date_phrase: DatePhrase | None = None
    reader: str = ""  # who found it: both, dependency or shallow; empty when unknown
    found_by: FoundBy | None = field(default=None, compare=False)  # not kept: reading again gives it again
    given_id: str | None = None  # the id it keeps whatever it says: a corrected statement keeps that of what was read


@dataclass(frozen=True, slots=True)
class ObligationStatement:
    """A document says that an agreement binds `bearer` to an action. Fields and codes are those of contract READING.md."""

    bearer: str
    action: str
    action_class: ActionClass
    evidence: Evidence
    beneficiary: str | None = None
    trigger: str | None = None
    trigger_class: TriggerClass | None = None
    article: int | None = None
    caveats: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    # automatic, all_means, action_deemed_necessary, constitutional_processes, consult, neutrality, non_aggression
    strength: str | None = None
    delay: str | None = None  # in the text's words: "immédiatement"
    said_by: tuple[str, ...] = ()
    factuality: Factuality = Factuality.STATED
    reader: str = ""  # who found it: both, dependency or shallow; empty when unknown
    found_by: FoundBy | None = field(default=None, compare=False)  # not kept: reading again gives it again
    given_id: str | None = None  # the id it keeps whatever it says: a corrected statement keeps that of what was read


@dataclass(frozen=True, slots=True)
class AgreementReading:
    """One agreement as this document tells it. `parties` are sorted codes."""

    name_in_text: str
    parties: tuple[str, ...]
    kind: AgreementKind
    evidence: Evidence | None = None
    aliases: tuple[str, ...] = ()
    duration: str | None = None
    article_count: int | None = None
    replaces: tuple[str, ...] = ()
    steps: tuple[StepStatement, ...] = ()
    obligations: tuple[ObligationStatement, ...] = ()
    reader: str = ""  # as for statements
    given_id: str | None = None  # the id it keeps whatever it says: a corrected statement keeps that of what was read


@dataclass(frozen=True, slots=True)
class EventStatement:
    """A document says that something happened, or did not, or will. Fields and codes are those of contract READING.md; `date` is EDTF."""

    type: EventType
    source: str | None
    target: str | None
    what: str
    evidence: Evidence
    quantity: Quantity | None = None
    date: str | None = None
    place: str | None = None
    factuality: Factuality = Factuality.STATED
    said_by: tuple[str, ...] = ()
    also_said_by: tuple[str, ...] = ()
    date_phrase: DatePhrase | None = None
    reader: str = ""  # who found it: both, dependency or shallow; empty when unknown
    found_by: FoundBy | None = field(default=None, compare=False)  # not kept: reading again gives it again
    given_id: str | None = None  # the id it keeps whatever it says: a corrected statement keeps that of what was read


@dataclass(frozen=True, slots=True)
class QuoteStatement:
    """Words quoted in a document; `via` is the outlet or agency that had them first."""

    speaker: str | None
    text: str
    evidence: Evidence
    via: str | None = None
    reader: str = ""  # who found it: both, dependency or shallow; empty when unknown
    found_by: FoundBy | None = field(default=None, compare=False)  # not kept: reading again gives it again
    given_id: str | None = None  # the id it keeps whatever it says: a corrected statement keeps that of what was read


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A name or description in the text and what it stands for; `actor` is a state's or organisation's code, else the name itself."""

    span: Span
    text: str
    actor: str
    kind: str  # state, organisation, person, office, outlet, place, body, group
    state: str | None = None  # the state a person, office, outlet, place or body belongs to


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document says, taken alone. `date_phrases`, `mentions` and `unknown_names` stay inside Foedera."""

    document_id: str
    lang: str
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    agreements: tuple[AgreementReading, ...] = ()
    events: tuple[EventStatement, ...] = ()
    quotes: tuple[QuoteStatement, ...] = ()
    date_phrases: tuple[DatePhrase, ...] = field(default=())
    mentions: tuple[ActorMention, ...] = field(default=())
    unknown_names: tuple[str, ...] = field(default=())
    reader: str = "foedera"

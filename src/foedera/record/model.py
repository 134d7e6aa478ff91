"""What all documents amount to together (contract RECORD.md). Frozen; a pure function of readings, facts and judgements."""

from dataclasses import dataclass

from foedera.reading.model import Reading
from foedera.sources.model import Document
from foedera.values.codes import ActionClass, AgreementKind, EventType, Factuality, Status, Step, TriggerClass
from foedera.values.dates import DateRange
from foedera.values.quantity import Quantity
from foedera.values.span import Evidence


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with its reading: what the record is made from."""

    document: Document
    reading: Reading


@dataclass(frozen=True, slots=True)
class OutsideFact:
    """One fact a user adds by hand: `foedera fact "PRK-RUS-2024 in_force 2024-12-04" --source URL`. `id` is "fact:" and a short hash."""

    id: str
    agreement_id: str
    step: Step
    actor: str | None
    date: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Words of one document."""

    document_id: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a date or bound is what it is: the rule's code (worded by the catalogue), its figures, and the words it rests on.

    `values` fill the holes of the rule's sentence in the catalogue of words, in order of name (name, value).
    """

    rule: str
    values: tuple[tuple[str, str], ...] = ()
    words: SourceWords | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One document's telling of a step, event or provision. `in_words`: the date as told ("mercredi")."""

    statement_id: str
    document_id: str
    evidence: Evidence
    factuality: Factuality
    said_by: tuple[str, ...] = ()
    also_said_by: tuple[str, ...] = ()
    in_words: str | None = None
    date_in_reading: str | None = None
    reader: str = ""  # who found it in the text: both, dependency or shallow; empty when unknown


@dataclass(frozen=True, slots=True)
class Joined:
    """Why a statement is in its row: the statement of the row that it goes with best, how well (0 to 1), and on what grounds."""

    statement_id: str
    with_statement: str
    score: float
    grounds: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class PerhapsSame:
    """Two rows that may be one: what speaks for it is not enough, or something speaks against it."""

    rows: tuple[str, str]
    score: float
    grounds: tuple[Reason, ...] = ()
    against: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class DatingConflict:
    """The fewest rules and sentences that cannot all be true; `about` is the row that one of them would have dated."""

    about: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the record: when it was published, within which days and why, and whether it copies another."""

    id: str
    outlet: str | None
    lang: str
    title: str | None
    published: str | None
    published_bounds: DateRange
    bounds_why: tuple[Reason, ...] = ()
    why_earliest: tuple[Reason, ...] = ()
    why_latest: tuple[Reason, ...] = ()
    counts_as: str = ""  # what it counts as in its own voice: "outlet:AFP", or "page:" and the id of the page it copies, or its own
    copy_of: str | None = None  # the page it copies, where it can be known which came first
    derived_share: float = 0.0
    copy_degree: str = "none"  # whole, part or none
    copy_why: tuple[Reason, ...] = ()
    credits: tuple[str, ...] = ()  # agencies and papers that it names as the source of its text


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A state, organisation, body or person of the record, with every name the documents give it."""

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    state: str | None = None
    named: tuple[SourceWords, ...] = ()  # each name where the first document that gives it has it
    joined_why: tuple[Reason, ...] = ()  # why several names are one actor


@dataclass(frozen=True, slots=True)
class LifecycleRow:
    """One step of an agreement: joint acts one row, acts of one party one row a party. `id` is AGREEMENT/step[:actor][#n]."""

    id: str
    step: Step
    actor: str
    status: Status
    days: DateRange | None
    date: str | None
    date_why: tuple[Reason, ...]
    place: str | None
    factuality: Factuality
    reported_by: tuple[Account, ...]
    independent_sources: int
    scope: str | None = None
    weekday: int | None = None  # the day of the week that the words fix, Monday = 0
    facts: tuple[str, ...] = ()  # ids of outside facts that this row rests on
    joined: tuple[Joined, ...] = ()
    why_earliest: tuple[Reason, ...] = ()
    why_latest: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """A duty under an agreement, with the accounts that tell it. Codes are those of contract READING.md."""

    id: str
    article: int | None
    bearer: str
    beneficiary: str | None
    action: str
    action_class: ActionClass
    strength: str | None
    delay: str | None
    trigger: str | None
    trigger_class: TriggerClass | None
    conditions: tuple[str, ...]
    caveats: tuple[str, ...]
    factuality: Factuality
    reported_by: tuple[Account, ...]
    joined: tuple[Joined, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement across documents: parties, names, steps and duties. Fields are those of contract RECORD.md."""

    id: str
    parties: tuple[str, ...]
    kind: AgreementKind
    name: str
    names: tuple[str, ...]
    duration: str | None
    article_count: int | None
    replaces: tuple[str, ...]  # ids of agreements of this record, or names in the text where none is known
    lifecycle: tuple[LifecycleRow, ...]
    provisions: tuple[ProvisionRow, ...]
    statements: tuple[str, ...] = ()  # ids of what each document tells of it, its steps and duties left out
    documents: tuple[str, ...] = ()  # the document of each of `statements`
    joined: tuple[Joined, ...] = ()


@dataclass(frozen=True, slots=True)
class QuantityAccount:
    """An amount and the accounts that give it."""

    quantity: Quantity
    reported_by: tuple[int, ...]  # positions in the event's reported_by


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event across documents: who did what to whom, on which days and why, and who says so."""

    id: str
    type: EventType
    source: str | None
    target: str | None
    what: str
    days: DateRange | None
    date: str | None
    date_why: tuple[Reason, ...]
    place: str | None
    quantities: tuple[QuantityAccount, ...]
    reported_by: tuple[Account, ...]
    independent_sources: int
    factuality: Factuality = Factuality.STATED
    joined: tuple[Joined, ...] = ()
    why_earliest: tuple[Reason, ...] = ()
    why_latest: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """Words quoted in one document, with their place in it."""

    id: str
    speaker: str | None
    text: str
    via: str | None
    document_id: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DisagreementValue:
    """One of the values that accounts give: who gives it, whom they have it from, how many independent sources."""

    value: str
    documents: tuple[str, ...]
    origin: tuple[str, ...]
    independent_sources: int
    words: tuple[SourceWords, ...] = ()  # the words of each account that gives the value


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Accounts that do not say the same of one row; nothing is decided, every value is kept."""

    id: str
    about: str
    field: str  # quantity, date, actor, factuality, status, identity
    kind: str  # contradiction, compatible, revised_over_time
    values: tuple[DisagreementValue, ...]
    aspect: str = ""  # what is compared, where the field alone does not say it: claim, sanctions, saying, trigger, acts, bound_since


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement as it stands in this record. `rows`: the rows it now bears on; `fit`: fits, moved, partly or gone (judged_items.Fit)."""

    id: str
    kind: str
    target: str
    value: str | None
    who: str
    when: str
    why: str
    fit: str
    rows: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()  # as they were named when judged, one for each of `words`
    words: tuple[SourceWords, ...] = ()


@dataclass(frozen=True, slots=True)
class HiddenRow:
    """A row that a judgement keeps out of sight."""

    id: str
    judgement: str


@dataclass(frozen=True, slots=True)
class Record:
    """All that the documents, outside facts and judgements together say. Fields are those of contract RECORD.md."""

    documents: tuple[DocumentRow, ...] = ()
    actors: tuple[ActorRow, ...] = ()
    agreements: tuple[AgreementRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    quotes: tuple[QuoteRow, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    perhaps_same: tuple[PerhapsSame, ...] = ()
    conflicts: tuple[DatingConflict, ...] = ()
    facts: tuple[OutsideFact, ...] = ()
    merged_ids: tuple[tuple[str, str], ...] = ()
    judgements: tuple[JudgementRow, ...] = ()
    hidden: tuple[HiddenRow, ...] = ()

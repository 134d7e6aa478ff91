"""What the API answers with. Field names of statements, agreements, events and disagreements are those of the record's JSON."""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from foedera.values.dates import DateRange, edtf_from_range, range_from_edtf

Json = dict[str, Any]


class Shape(BaseModel):
    """An object of the API; fields that a later version adds are passed through."""

    model_config = ConfigDict(extra="allow", frozen=True)


class Days(Shape):
    """The days on which something may lie, as ISO days and as EDTF (ISO 8601-2)."""

    edtf: str = Field(
        description="EDTF, level 2: `[a..b]` is one day from a to b, `a/b` all of them", examples=["2024-10", "[2024-10-01..2024-11-12]"]
    )
    earliest: str | None = Field(None, description="First possible day, ISO 8601; null where nothing bounds it", examples=["2024-06-19"])
    latest: str | None = Field(None, description="Last possible day, ISO 8601", examples=["2024-06-19"])


class Evidence(Shape):
    """Words of a document: `text` stands there from `start` to `end` (Unicode code points, end exclusive)."""

    doc: str = Field(description="Id of the document")
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class DocumentLine(Shape):
    """A document in a list."""

    id: str
    title: str | None = None
    outlet: str | None = None
    lang: str | None = None
    date: str | None = Field(None, description="When it was published, as far as known (EDTF, `a/b` one day from a to b)")
    days: Days | None = None
    copy_of: str | None = Field(None, description="The document that it copies")
    url: str = Field(description="Its address in this API")


class StatementLine(Shape):
    """One statement of one document: what is told (`type`), by whom, of whom, how surely, in which words."""

    id: str
    type: str = Field(description="Code of a step, class of action, type of event, or `quotation`", examples=["signed", "deployment"])
    source: str | None = Field(None, description="Who acts, is bound or speaks; codes joined by +", examples=["PRK"])
    target: str | None = Field(None, description="On whom or for whom", examples=["RUS"])
    date: str | None = Field(None, description="EDTF, `a/b` one day from a to b", examples=["2024-06-19"])
    days: Days | None = None
    place: str | None = None
    factuality: str | None = Field(None, description="stated, attributed, hedged, denied, forecast")
    status: str | None = Field(None, description="Of a step: done, future, denied")
    said_by: list[str] = Field(default_factory=list, description="Voices from the origin to the one nearest the outlet")
    article: int | None = None
    agreement: str | None = Field(None, description="The agreement that it is about", examples=["PRK-RUS-2024"])
    about: list[str] = Field(default_factory=list, description="Rows of the record that rest on it")
    outlet: str | None = None
    reader: str | None = Field(None, description="Who found it: words, the parser, a person")
    evidence: Evidence
    url: str


class AgreementLine(Shape):
    """An agreement in a list."""

    id: str = Field(examples=["PRK-RUS-2024"])
    name: str
    kind: str = Field(examples=["mutual_defence"])
    parties: list[str] = Field(examples=[["PRK", "RUS"]])
    date: str | None = None
    days: Days | None = Field(None, description="From its first step to its last")
    independent_sources: int = 0
    url: str


class EventLine(Shape):
    """An event in a list."""

    id: str
    type: str = Field(examples=["deployment"])
    what: str
    source: str | None = None
    target: str | None = None
    date: str | None = None
    days: Days | None = None
    place: str | None = None
    factuality: str | None = None
    said_by: list[str] = Field(default_factory=list)
    independent_sources: int = 0
    url: str


class DisagreementLine(Shape):
    """A disagreement in a list: on which `field` of which thing (`about`) accounts differ."""

    id: str
    about: str | None = None
    field: str = Field(description="quantity, date, actor, factuality, status, identity")
    kind: str | None = Field(None, description="contradiction, compatible, revised_over_time")
    agreement: str | None = None
    date: str | None = None
    days: Days | None = None
    url: str


class HitLine(Shape):
    """A document found, with the words around what was looked for."""

    document: DocumentLine
    words: str


class PartyStatus(Shape):
    """How an agreement stands for one party on a day."""

    party: str
    step: str | None = Field(None, description="The furthest step that is certain", examples=["in_force"])
    possible: list[str] = Field(default_factory=list, description="Steps beyond it that are not excluded")
    in_force: str = Field(description="certain, possible, not, contested")
    presumed: list[str] = Field(default_factory=list, description="What is taken for granted")
    would_settle: list[str] = Field(default_factory=list, description="The facts that are lacking")
    why: Json = Field(description="The proof: conclusion, rule, evidence, because")


class AgreementShape(Shape):
    """One agreement with its steps and duties, and how it stands for each party on a day."""

    id: str
    name: str
    kind: str
    parties: list[str]
    names: list[str]
    duration: str | None = None
    article_count: int | None = None
    replaces: list[str]
    lifecycle: list[Json]
    provisions: list[Json]
    on: str = Field(description="The day that `status_on` is told of", examples=["2024-12-10"])
    status_on: list[PartyStatus]
    disagreements: list[Json] = Field(description="What its accounts differ on")


class EventShape(Shape):
    """One event with all its accounts."""

    id: str
    type: str
    what: str | None = None
    reported_by: list[Json]
    disagreements: list[Json]


class DisagreementShape(Shape):
    """One disagreement: every value with the documents that give it and their words."""

    id: str
    about: str
    field: str
    kind: str
    values: list[Json]


class StatementShape(StatementLine):
    """One statement, with what was read in the fields of the reading."""

    layer: str = Field(description="step, duty, event, quote")
    read: Json = Field(description="The statement as it was read, before any judgement")
    judgements: list[str] = Field(default_factory=list, description="Ids of the judgements that bear on it")


class DocumentShape(DocumentLine):
    """One document with its text, to the letter, and all that was read in it."""

    text: str
    byline: str | None = None
    source_url: str | None = None
    added_at: str | None = Field(None, description="When it came in (UTC, ISO 8601)")
    reading: Json = Field(description="What the document says: agreements, events, quotes")
    statements: list[StatementLine]


class DocumentAdded(Shape):
    """What became of a document that was sent."""

    id: str
    state: Literal["read", "unchanged"]
    lang: str
    notes: list[str] = Field(default_factory=list)
    url: str


class NewDocument(BaseModel):
    """A document to be read. What is not given is taken from the text, where it says so."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [{
        "text": "Ruritania and Strelsau signed a treaty of friendship in Zenda on 3 May 2024.", "lang": "en", "published": "2024-05-04",
    }]})  # fmt: skip
    text: str = Field(min_length=1, max_length=2_000_000)
    id: str | None = Field(None, max_length=200, pattern=r"^[A-Za-z0-9_.:+\-]+$", description="Made from the text where none is given")
    lang: str | None = Field(None, pattern=r"^[a-z]{2}$", description="Found from the text where none is given")
    title: str | None = Field(None, max_length=1000)
    outlet: str | None = Field(None, max_length=200)
    byline: str | None = Field(None, max_length=200)
    published: str | None = Field(None, max_length=40, description="A day, a day with a time, or a month")
    url: str | None = Field(None, max_length=2000)


class Duty(Shape):
    """An agreement that binds a state or does not, with what it owes and is owed under it."""

    agreement: str
    name: str
    in_force: str = Field(description="certain, possible, not, contested")
    presumed: bool
    owes: list[Json]
    is_owed: list[Json]
    why: Json


class Obligations(Shape):
    """What binds a state on a day, and what does not, with the proof of each."""

    state: str
    on: str
    agreements: str
    notes: list[str]
    bound: list[Duty]
    not_bound: list[Duty]


class WhatIfShape(Shape):
    """The answer to a what-if question."""

    question: Json
    answers: list[Json] = Field(description="What is bound, undetermined or contested")
    not_bound: list[Json] = Field(description="What does not arise, and why")
    chain: list[Json]


class JudgementShape(Shape):
    """One decision of a person about a row or a statement."""

    id: str
    kind: str
    target: str
    value: str | None = None
    who: str
    when: str
    why: str
    statements: list[str]
    evidence: list[Evidence]
    undone_at: str | None = None
    undone_by: str | None = None
    url: str


class NewJudgement(BaseModel):
    """A decision to be kept. `value`: FIELD=VALUE to correct, the other row's id to merge, the new name to rename."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [{
        "target": "event:0123456789", "kind": "reject", "why": "The text speaks of an exercise",
    }]})  # fmt: skip
    target: str = Field(min_length=1, max_length=300, description="Id of a row or statement; `@DOCUMENT` after it: in that document")
    kind: Literal["accept", "reject", "correct", "merge", "split", "hide", "rename"]
    value: str | None = Field(None, max_length=500)
    parts: list[str] = Field(default_factory=list, max_length=100, description="Statements or documents to split off")
    why: str = Field("", max_length=2000, description="The reason; only to accept needs none")
    by: str | None = Field(None, max_length=80, description="Who decides, on a desk without login; elsewhere it is the user")


Item = TypeVar("Item")


class Page(Shape, Generic[Item]):
    """A page of a list, newest first. Follow `next` until it is null: a page may be short, or empty, and not the last."""

    items: list[Item]
    next: str | None = Field(None, description="Address of the next page", examples=["/api/v1/events?after=ZjE"])
    total: int = Field(description="How many there are; at least so many where `or_more`")
    or_more: bool = False


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = Field(examples=["urn:foedera:problem:unknown_row"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str
    instance: str = Field(description="The address that was asked")
    errors: list[Json] | None = Field(None, description="Of a request that is not of the right form: each place with what is wrong there")


def days_of(days: DateRange | None, *, lasting: bool = False) -> Days | None:
    """The days in standard EDTF and as ISO days; None where nothing is known. `lasting`: all of them are meant, and not one among them.

    >>> days_of(range_from_edtf("2024-06/2024-07-02")).edtf
    '[2024-06-01..2024-07-02]'
    """
    edtf = edtf_from_range(days)
    if days is None or edtf is None:
        return None
    low, high = (day.isoformat() if day else None for day in (days.earliest, days.latest))
    return Days(edtf=f"[{low or ''}..{high or ''}]" if "/" in edtf and not lasting else edtf, earliest=low, latest=high)


def with_days(data: Any) -> Any:
    """JSON of the record with `days` beside every `date`, all the way down."""
    if isinstance(data, list):
        return [with_days(one) for one in data]
    if not isinstance(data, dict):
        return data
    found = {name: with_days(value) for name, value in data.items()}
    for name, beside in (("date", "days"), ("published_bounds", "days")):
        if isinstance(data.get(name), str) and (days := days_of(range_from_edtf(data[name]))):
            found[beside] = days.model_dump()
    return found

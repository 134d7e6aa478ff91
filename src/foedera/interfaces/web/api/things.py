"""One agreement, event, disagreement, statement of the record, in the fields of its JSON, with days beside every date."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from foedera.errors import Trouble, UsageError
from foedera.interfaces.web.api.lines import statement_line
from foedera.interfaces.web.api.replies import One, reply
from foedera.interfaces.web.api.responses import UNCHANGED
from foedera.interfaces.web.api.shapes import (
    AgreementShape,
    DisagreementShape,
    EventShape,
    PartyStatus,
    StatementShape,
    with_days,
)
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.law_of_desk import law_for
from foedera.interfaces.web.site import Site
from foedera.reading.model import EventStatement, ObligationStatement, QuoteStatement, StepStatement
from foedera.reading.serialize import statement_to_json
from foedera.record.model import AgreementRow, Record
from foedera.record.said import Said, said_in
from foedera.treaties.in_force import standing_on
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import days_of_publication, status_on
from foedera.treaties.model import Question
from foedera.views.labels import Labels
from foedera.views.proof_words import proof_words
from foedera.views.record_json import record_to_json
from foedera.views.rows import agreement_by_id, current_id
from foedera.views.what_if_json import proof_to_json

router = APIRouter(responses=UNCHANGED)


class OnDay(One):
    """What a request for an agreement may ask."""

    on: date | None = Field(None, description="The day that its status is told of; today if none is given", examples=["2024-12-10"])


@router.get("/agreements/{agreement_id:path}", response_model=AgreementShape, tags=["agreements"])
def agreement(request: Request, agreement_id: str, asked: Annotated[OnDay, Query()]) -> Response:
    """One agreement, with how it stands for each party on a day and why."""
    site: Site = request.app.state.site

    def make() -> AgreementShape:
        record, on = site.desk().part(agreement_id), asked.on or site.today()
        row, data = agreement_by_id(record, agreement_id), record_to_json(record)
        found = next(one for one in data["agreements"] if one["id"] == row.id)
        status = _statuses(record, row, on, law_for(site, record, "both"), site.labels(language_asked(request)))
        differing = [d for d in data["disagreements"] if d["about"] == row.id or d["about"].startswith(f"{row.id}/")]
        return AgreementShape(**with_days(found), on=on.isoformat(), status_on=status, disagreements=differing)

    return reply(request, make)


def _statuses(record: Record, row: AgreementRow, on: date, law: Law, labels: Labels) -> list[PartyStatus]:
    said, published = proof_words(Question("attack", "", row.parties[0] if row.parties else "", on), record, labels), None
    published = days_of_publication(record)
    found = []
    for party in row.parties:
        reached, standing = status_on(row, party, on, published), standing_on(row, party, on, law)
        found.append(PartyStatus(
            party=party, step=reached.step, possible=list(reached.possible), in_force=standing.certainty.value,
            presumed=list(standing.presumed), would_settle=list(standing.would_settle), why=proof_to_json(standing.proof, said),
        ))  # fmt: skip
    return found


@router.get("/events/{event_id:path}", response_model=EventShape, tags=["events"])
def event(request: Request, event_id: str, _asked: Annotated[One, Query()]) -> Response:
    """One event with all its accounts."""
    return reply(request, lambda: EventShape(**_row_with_differences(request, "events", event_id)))


@router.get("/disagreements/{disagreement_id:path}", response_model=DisagreementShape, tags=["disagreements"])
def disagreement(request: Request, disagreement_id: str, _asked: Annotated[One, Query()]) -> Response:
    """One disagreement: every value with who gives it and their words."""
    return reply(request, lambda: DisagreementShape(**_row(request, "disagreements", disagreement_id)[0]))


def _row(request: Request, table: str, row_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A row of the record's JSON, and the whole JSON of its part. UsageError `unknown_row`, or `hidden_row` for one that is hidden."""
    site: Site = request.app.state.site
    record = site.desk().part(row_id)
    wanted, data = current_id(record, row_id), record_to_json(record)
    found = next((one for one in data[table] if one["id"] == wanted), None)
    if found is None:
        hidden = any(h.id == wanted for h in record.hidden)
        raise UsageError(Trouble("hidden_row" if hidden else "unknown_row", row_id[:200], detail="—"))
    return with_days(found), data


def _row_with_differences(request: Request, table: str, row_id: str) -> dict[str, Any]:
    row, data = _row(request, table, row_id)
    return row | {"disagreements": with_days([d for d in data["disagreements"] if d["about"] == row["id"]])}


@router.get("/statements/{statement_id:path}", response_model=StatementShape, tags=["statements"])
def statement(request: Request, statement_id: str, _asked: Annotated[One, Query()]) -> Response:
    """One statement as the record has it, and as it was read."""
    site: Site = request.app.state.site

    def make() -> StatementShape:
        line = statement_line(site.desk().statement(statement_id))
        item = site.store.item(line.evidence.doc)
        said = said_in(item).get(line.id)
        layer, read = _as_read(said)
        judged = [j.id for j in site.desk().part(line.id).judgements if line.id in j.statements]
        return StatementShape(**line.model_dump(), layer=layer, read=with_days(read), judgements=judged)

    return reply(request, make)


def _as_read(said: Said | None) -> tuple[str, dict[str, Any]]:
    """The layer of a statement and its fields; none for one that no longer stands in its document, or follows from other words."""
    if said is None or not isinstance(said.statement, StepStatement | ObligationStatement | EventStatement | QuoteStatement):
        return said.layer.value if said else "", {}
    return said.layer.value, statement_to_json(said.statement)

"""The log of people's decisions: all of it, one more, one undone."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from foedera.corpus.filters import Filters
from foedera.errors import StoreError, Trouble, UsageError
from foedera.interfaces.exact_json import exact_json
from foedera.interfaces.web.access import LOCAL_USER, visitor_of
from foedera.interfaces.web.api.door import check_content_type
from foedera.interfaces.web.api.lines import address
from foedera.interfaces.web.api.replies import DAY, One, Paged, reply, reply_list
from foedera.interfaces.web.api.responses import CSV, UNCHANGED, WRITING
from foedera.interfaces.web.api.shapes import Evidence, JudgementShape, NewJudgement, Page
from foedera.interfaces.web.reviewer import may_take_back
from foedera.interfaces.web.site import Site
from foedera.record.judgements import JudgementKind, Mark
from foedera.record.judging import Request as Judged
from foedera.record.judging import judgement_on
from foedera.store.judgement_log import LoggedJudgement
from foedera.store.judgement_pages import LogAsked
from foedera.values.control_characters import first_control

router = APIRouter(tags=["judgements"])


class Log(Paged):
    """What a request for the log may ask."""

    who: str | None = Field(None, max_length=200, description="Decided by this person alone")
    from_day: str | None = Field(None, alias="from", pattern=DAY, description="Decided on or after this day (UTC), month or year")
    to_day: str | None = Field(None, alias="to", pattern=DAY, description="Decided on or before it", examples=["2024-12-31"])

    def log(self) -> LogAsked:
        """What is asked of the log. UsageError for a day that is none."""
        days = Filters.from_strings({"from": self.from_day or "", "to": self.to_day or ""})
        return LogAsked(self.who, days.from_day, days.to_day)


@router.get("/judgements", response_model=Page[JudgementShape], responses=CSV)
def judgements(request: Request, asked: Annotated[Log, Query()]) -> Response:
    """Every decision, newest first; those undone say when and by whom."""
    site: Site = request.app.state.site

    def make(after: str | None) -> Page[JudgementShape]:
        wanted = asked.log()
        before = int(after) if after and after.isdecimal() else None
        found = site.store.judgement_page(replace(wanted, before=before), asked.limit + 1)
        some, further = found[: asked.limit], len(found) > asked.limit
        onward = str(some[-1].number) if further else None
        return Page(items=[_shown(one) for one in some], next=onward, total=site.store.judgement_count(wanted))

    return reply_list(request, asked, JudgementShape, make)


@router.get("/judgements/{judgement_id}", response_model=JudgementShape, responses=UNCHANGED)
def judgement(request: Request, judgement_id: str, _asked: Annotated[One, Query()]) -> Response:
    """One decision."""
    site: Site = request.app.state.site
    return reply(request, lambda: _shown(_logged(site, judgement_id)))


@router.post("/judgements", status_code=201, response_model=JudgementShape, responses=WRITING, dependencies=[Depends(check_content_type)])
def judge(request: Request, new: NewJudgement) -> Response:
    """Decide about a row or a statement. The reason is asked for, but to accept."""
    site: Site = request.app.state.site
    if new.kind != "accept" and not new.why.strip():
        raise UsageError(Trouble("judgement_without_reason", new.target))
    if found := first_control(f"{new.target}{new.value or ''}{new.by or ''}{''.join(new.parts)}"):
        raise UsageError(Trouble("name_with_control", new.target, detail=found))
    wanted = Judged(JudgementKind(new.kind), new.target, new.value, tuple(new.parts))
    involved = [name for text in (new.target, new.value or "") for name in dict.fromkeys((text, text.partition("@")[0])) if name]
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    made = judgement_on(site.desk().part(*involved), site.store.held, wanted, _who(request, new), now, new.why.strip())
    site.store.add_judgement(made)
    site.store.note_audit(made.who, "judged", made.id, f"{made.kind.value} {made.target}"[:200])
    shown = _shown(_logged(site, made.id))
    return Response(exact_json(shown.model_dump(mode="json")), 201, {"location": shown.url}, "application/json")


@router.delete("/judgements/{judgement_id}", status_code=204, response_class=Response, responses=WRITING)
def undo(request: Request, judgement_id: str) -> Response:
    """Undo a decision of one's own; an administrator any. It stays in the log, with when and by whom it was undone.

    409 for one that is undone already.
    """
    site: Site = request.app.state.site
    logged = _logged(site, judgement_id)
    if logged.undone_at is None and not may_take_back(request, logged):
        raise HTTPException(403, "role_too_low")
    who = visitor_of(request).name
    if not site.store.take_back([judgement_id], who):
        raise StoreError(Trouble("nothing_to_undo", judgement_id))
    site.store.note_audit(who, "undone", judgement_id)
    return Response(status_code=204)


def _who(request: Request, new: NewJudgement) -> str:
    """Who decides: the user; on this machine alone, whoever is named."""
    visitor = visitor_of(request)
    return (new.by or "").strip() or LOCAL_USER if visitor.name == LOCAL_USER else visitor.name


def _logged(site: Site, judgement_id: str) -> LoggedJudgement:
    found = site.store.logged_judgement(judgement_id)
    if found is None:
        raise StoreError(Trouble("unknown_judgement", judgement_id[:200]))
    return found


def _shown(one: LoggedJudgement) -> JudgementShape:
    said = one.judgement
    marks: tuple[Mark, ...] = (*said.marks, *said.others)
    words = [Evidence(doc=m.document_id, start=m.evidence.start, end=m.evidence.end, text=m.evidence.text) for m in marks]
    return JudgementShape(
        id=said.id, kind=said.kind.value, target=said.target, value=said.value, who=said.who, when=said.when, why=said.why,
        statements=[m.statement_id for m in marks], evidence=words, undone_at=one.undone_at, undone_by=one.undone_by,
        url=address("judgements", said.id),
    )  # fmt: skip

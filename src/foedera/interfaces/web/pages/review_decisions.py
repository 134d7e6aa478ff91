"""What is decided in the review: kept at once and never twice, not over another's head unseen, and taken back by whoever decided it."""

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from foedera.corpus.decisions import decision_prefix, given, kept_under, requests_of
from foedera.corpus.filters import FACETS
from foedera.errors import FoederaError, Trouble, UsageError
from foedera.interfaces.web.decided import latest_lines, lines_on
from foedera.interfaces.web.forms import form_given
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.pages.review import row_of
from foedera.interfaces.web.problems import problem_page, status_of, told_elsewhere
from foedera.interfaces.web.rendering import A_YEAR
from foedera.interfaces.web.reviewer import COOKIE, gives_a_name, name_or_none, reviewer_of, taken_back
from foedera.interfaces.web.site import Site
from foedera.record.model import Record
from foedera.store.judgement_pages import LogAsked
from foedera.views.pages.correction_fields import Corrected, changed_fields
from foedera.views.pages.review_page import judgements_on, seen_token

router = APIRouter()
Form = Annotated[dict[str, str], Depends(form_given)]
ADDRESS_KEPT = (*FACETS, "from", "to", "skipped")
DECISIONS = ("accept", "reject", "correct", "merge", "split", "hide")
PART = "part."  # what the fields of a form begin with that name a part to be taken out


@router.post("/review/decide")
def decide(request: Request, form: Form) -> Response:
    """Keep one decision and go on to the next row; sent again, it is the same one. 409 where somebody judged the row meanwhile."""
    site: Site = request.app.state.site
    decision, target = form.get("decision", ""), form.get("target", "")
    row_id, by, key = target.partition("@")[0], reviewer_of(request), form.get("key", "")[:60]
    try:
        if decision not in DECISIONS:
            raise UsageError(Trouble("bad_choice", "decision", detail=", ".join(DECISIONS)))
        if key and kept_under(site.store, by, key, decision, target):
            return _gone_on(request, form)
        record = site.desk().part(form.get("row") or row_id, *filter(None, [row_id, form.get("other", "")]))
        row = row_of(record, form.get("row") or row_id)
        if not form.get("anyway") and _judged_meanwhile(record, row, form.get("seen", "")):
            return _meanwhile(request, site, record, row, form)
        why = " ".join(form.get("why", "").split())[:500] or site.labels(language_asked(request)).words.say("review.default_why")
        for made in given(site.store, requests_of(target, _words(decision, form, row)), by, why, record, key):
            site.store.note_audit(made.who, "judged", made.id, f"{made.kind.value} {made.target}"[:200])
    except FoederaError as error:
        return _refused(request, error)
    return _gone_on(request, form)


def _words(decision: str, form: dict[str, str], row: Corrected | None) -> list[str]:
    """The decision as `requests_of` takes it. UsageError where a correction changes nothing, or nothing is chosen."""
    if decision in ("merge", "split"):
        chosen = [value for name, value in form.items() if value and (name == "other" if decision == "merge" else name.startswith(PART))]
        if not chosen:
            raise UsageError(Trouble("nothing_chosen"))
        return [decision, *chosen]
    if decision != "correct":
        return [decision]
    fields = {name.removeprefix("f."): value for name, value in form.items() if name.startswith("f.")}
    changed = changed_fields(row, fields) if row else ()
    if not changed:
        raise UsageError(Trouble("nothing_corrected"))
    return ["correct", *changed]


def _judged_meanwhile(record: Record, row: Corrected | None, seen: str) -> bool:
    """Whether the row was judged, or taken out, after the page was made that the decision was taken on."""
    return bool(seen) and (row is None or seen_token(judgements_on(record, row)) != seen)


def _meanwhile(request: Request, site: Site, record: Record, row: Corrected | None, form: dict[str, str]) -> Response:
    """Who decided what meanwhile; nothing is kept until the person decides anyway."""
    target = (form.get("row") or form.get("target", "")).partition("@")[0]
    if _wants_data(request):
        here = judgements_on(record, row) if row else ()
        lines = lines_on(site, target, [j.id for j in here], site.labels(language_asked(request)))
        return JSONResponse({"meanwhile": lines, "seen": seen_token(here) if row else "", "is_there": row is not None}, 409)
    return RedirectResponse(_address(form, target, meanwhile="1"), 303)


def _refused(request: Request, error: FoederaError) -> Response:
    site: Site = request.app.state.site
    status, trouble = status_of(error), error.trouble
    if _wants_data(request):
        words, shown = site.labels(language_asked(request)).words, told_elsewhere(request, trouble, status)
        told = words.say(f"errors.{trouble.key}", place=shown.file or "", detail=shown.detail)
        return JSONResponse({"trouble": trouble.key, "told": told}, status)
    return problem_page(request, status, trouble)


def _gone_on(request: Request, form: dict[str, str]) -> Response:
    onward = _address(form, form.get("next", ""))
    return JSONResponse({"kept": True, "next": onward}) if _wants_data(request) else RedirectResponse(onward, 303)


def _address(form: dict[str, str], row: str, **more: str) -> str:
    """The page of review under the filters that the form carries."""
    kept = {name: form[f"keep.{name}"] for name in ADDRESS_KEPT if form.get(f"keep.{name}")}
    query = kept | ({"row": row} if row else {}) | more
    return "/review" + ("?" + urlencode(query) if query else "")


def _wants_data(request: Request) -> bool:
    return request.headers.get("accept", "").startswith("application/json")


@router.post("/review/undo")
def undo(request: Request, form: Form) -> Response:
    """Take back one's own decision: that given under a key, or that of one judgement, with what was decided together with it."""
    site: Site = request.app.state.site
    by = reviewer_of(request)
    begin = _begin_of(form, by)
    wanted = site.store.judgement_page(LogAsked(who=by, holding=True, id_begins=begin)) if begin else ()
    undone = taken_back(site, [one.judgement.id for one in wanted], by)
    if not undone and not form.get("key"):
        return _refused(request, UsageError(Trouble("nothing_to_undo")))
    onward = _address(form, undone[0].target.partition("@")[0] if undone else "")
    return JSONResponse({"kept": True, "next": onward}) if _wants_data(request) else RedirectResponse(onward, 303)


def _begin_of(form: dict[str, str], by: str) -> str:
    """What the ids of the judgements begin with that the form asks to take back; empty where it names none."""
    if form.get("key"):
        return decision_prefix(by, form["key"][:60])
    asked = form.get("judgement", "")[:200]
    head, dash, _ = asked.rpartition("-")
    return head + dash if dash else asked


@router.get("/review/changes")
def changes(request: Request) -> Response:
    """What happened to a row since its page was made: who decided what. 304 while nothing in the record has changed."""
    site: Site = request.app.state.site
    tag = f'W/"{site.change()}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag})
    labels, row_id = site.labels(language_asked(request)), request.query_params.get("row", "")
    record = site.desk().part(row_id) if row_id else Record()
    row = row_of(record, row_id)
    meanwhile = _judged_meanwhile(record, row, request.query_params.get("seen", ""))
    here = [j.id for j in judgements_on(record, row)] if row else []
    lines = lines_on(site, row_id, here, labels) if meanwhile else ()
    return JSONResponse({"meanwhile": lines, "latest": latest_lines(site, labels)}, headers={"etag": tag, "cache-control": "no-store"})


@router.post("/review/name")
def name(request: Request, form: Form) -> Response:
    """Who decides from now on, where nobody logs in."""
    if not gives_a_name(request):
        return problem_page(request, 403, Trouble("role_too_low"))
    response = RedirectResponse(_address(form, form.get("row", "")), 303)
    chosen = name_or_none(form.get("name", ""))
    if chosen:
        response.set_cookie(COOKIE, quote(chosen), max_age=A_YEAR, samesite="strict", httponly=True)
    else:
        response.delete_cookie(COOKIE)
    return response

"""Review: one row at a time with its sentences; one key decides, saves and goes on. Every decision is kept at once, and never twice."""

import secrets
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from foedera.corpus.decisions import decision_prefix, given, kept_under, requests_of
from foedera.corpus.filters import FACETS, NO_FILTERS, Filters
from foedera.corpus.listed_row import QUOTATION, Kind
from foedera.corpus.review_lists import Queue, queue_of
from foedera.errors import FoederaError, Trouble, UsageError
from foedera.interfaces.web.access import visitor_of
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.forms import form_given
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.list_page import bar_of, filters_of
from foedera.interfaces.web.problems import problem_page, status_of
from foedera.interfaces.web.rendering import A_YEAR, page
from foedera.interfaces.web.reviewer import COOKIE, gives_a_name, name_or_none, reviewer_of, taken_back
from foedera.interfaces.web.site import Site
from foedera.record.judging import row_judged
from foedera.record.model import AgreementRow, EventRow, LifecycleRow, ProvisionRow, QuoteRow, Record
from foedera.record.statement_ids import short_hash
from foedera.store.judgement_log import LoggedJudgement
from foedera.store.users import Role
from foedera.views.judgement_lines import judgement_line, undone_line
from foedera.views.labels import Labels
from foedera.views.pages.correction_fields import Corrected, changed_fields
from foedera.views.pages.filter_bar import FilterBar
from foedera.views.pages.review_page import ReviewCard, documents_shown, judgements_on, review_card, seen_token
from foedera.views.pages.table import Table
from foedera.views.review_queue import ReviewItem, could_be_the_same
from foedera.views.row_titles import row_title

router = APIRouter()
Form = Annotated[dict[str, str], Depends(form_given)]
NEIGHBOURS = 8  # rows named that come next
MOST_SKIPPED = 40  # kept in the address
LATEST = 5  # judgements of everybody that the page names
MOST_FOUND = 12  # rows offered for a merge
ADDRESS_KEPT = (*FACETS, "from", "to", "skipped")
DECISIONS = ("accept", "reject", "correct", "merge", "split", "hide")
PART = "part."  # what the fields of a form begin with that name a part to be taken out


@dataclass(frozen=True, slots=True)
class Other:
    """A row that a merge may be meant with."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Deciding:
    """The page. `next`, `before`: ids of the rows beside this one in the queue; `others`: to merge with; `own`: one's last judgement."""

    card: ReviewCard | None
    next: str
    before: str
    neighbours: tuple[ReviewItem, ...]
    place: int
    left: int
    or_more: bool
    decided: int
    others: tuple[Other, ...]
    latest: tuple[str, ...]
    own: str
    own_line: str
    bar: FilterBar
    skipped: int
    skip_this: str
    key: str
    by: str
    names_itself: bool
    may_decide: bool
    gone: str
    was_decided: tuple[str, ...]


@router.get("/review")
def review(request: Request) -> Response:
    """The row in the address, else the most pressing one of the queue under the filters; the queue as CSV or JSON."""
    if request.query_params.get("format", "html") != "html":
        return answer(request, "review.html", lambda: _queue(request, filters_of(request)), queue_table)
    return page(request, "review.html", page=_deciding(request))


def _queue(request: Request, filters: Filters) -> Queue:
    site: Site = request.app.state.site
    labels = site.labels(language_asked(request))
    return site.kept(("queue", labels.lang, urlencode(filters.to_strings())), lambda: queue_of(site.desk(), filters, labels))


def queue_table(queue: Queue) -> Table:
    """The queue for a spreadsheet, in its order."""
    return Table(("id", "title", "doubts"), tuple((i.id, i.title, " ".join(i.doubts)) for i in queue.items))


def _deciding(request: Request) -> Deciding:
    site: Site = request.app.state.site
    labels, filters = site.labels(language_asked(request)), filters_of(request)
    queue = _queue(request, filters)
    skipped = set(request.query_params.get("skipped", "").split())
    items = tuple(i for i in queue.items if short(i.id) not in skipped)
    asked = request.query_params.get("row", "")
    place = next((n for n, i in enumerate(items) if i.id == asked), None)
    current = asked or (items[0].id if items else "")
    at = place if place is not None else (0 if not asked else -1)
    record = site.desk().part(current) if current else Record()
    row = _row(record, current)
    log = site.kept(("log",), site.store.judgement_log)
    return Deciding(
        card=_card(site, record, row, items[at] if row and at >= 0 else None, labels),
        next=_beside(items, at + 1),
        before=_beside(items, at - 1) if at > 0 else "",
        neighbours=items[at + 1 : at + 1 + NEIGHBOURS],
        place=at + 1,
        left=len(queue.items),
        or_more=queue.or_more,
        decided=len({one.judgement.target for one in log if one.undone_at is None}),
        others=_others(request, site, record, row, labels),
        latest=tuple(_line(one, labels) for one in reversed(log[-LATEST:])),
        **_own(request, log, labels),
        bar=bar_of(
            request,
            Kind.STATEMENT if filters.type == QUOTATION else Kind.EVENT,
            filters,
            skipped=request.query_params.get("skipped", ""),
        ),
        skipped=len(skipped & {short(i.id) for i in queue.items}),
        skip_this=" ".join([*request.query_params.get("skipped", "").split(), short(current)][-MOST_SKIPPED:]),
        key=secrets.token_urlsafe(12),
        by=reviewer_of(request),
        names_itself=gives_a_name(request),
        may_decide=visitor_of(request).may(Role.ANALYST),
        gone=current if current and row is None else "",
        was_decided=tuple(_line(one, labels) for one in log if one.judgement.target.partition("@")[0] == current),
    )


def _beside(items: tuple[ReviewItem, ...], place: int) -> str:
    return items[place].id if 0 <= place < len(items) else ""


def short(row_id: str) -> str:
    """A few characters that stand for a row in an address."""
    return short_hash(row_id)[:8]


def _row(record: Record, row_id: str) -> Corrected | None:
    row = row_judged(record, row_id) if row_id else None
    return row if isinstance(row, AgreementRow | LifecycleRow | ProvisionRow | EventRow | QuoteRow) else None


def _card(site: Site, record: Record, row: Corrected | None, item: ReviewItem | None, labels: Labels) -> ReviewCard | None:
    if row is None:
        return None
    documents = {i.document.id: i.document for i in site.store.items_of(documents_shown(row))}
    return review_card(record, row, item, documents, labels)


def _own(request: Request, log: tuple[LoggedJudgement, ...], labels: Labels) -> dict[str, str]:
    """One's own last judgement that holds, for taking it back."""
    mine = [one for one in log if one.undone_at is None and one.judgement.who == reviewer_of(request)]
    return {"own": mine[-1].judgement.id if mine else "", "own_line": judgement_line(mine[-1].judgement, labels.words) if mine else ""}


def _line(one: LoggedJudgement, labels: Labels) -> str:
    undone = undone_line(one.undone_at, one.undone_by, labels.words) if one.undone_at else ""
    return judgement_line(one.judgement, labels.words) + undone


def _others(request: Request, site: Site, record: Record, row: Corrected | None, labels: Labels) -> tuple[Other, ...]:
    """Rows that may be the same: those offered, and, where words are looked for, rows of the kind that pages with these words tell of."""
    if row is None or isinstance(row, ProvisionRow | QuoteRow):
        return ()
    found, words = list(could_be_the_same(record, row.id)), request.query_params.get("find", "").strip()[:200]
    whole = record
    if words:
        desk = site.desk()
        pages = [hit.row.id for hit in desk.search(words, NO_FILTERS, limit=MOST_FOUND).found]
        told = [name for document in pages for s in desk.statements_of(document) for name in (s.about, *s.also_about, s.agreement) if name]
        whole = desk.part(*dict.fromkeys((row.id, *told[: 5 * MOST_FOUND])))
        found = [*dict.fromkeys(told), *found]
    rows = ((name, _row(whole, name)) for name in dict.fromkeys(found) if name != row.id)
    kept = [Other(name, row_title(other, labels)) for name, other in rows if other is not None and type(other) is type(row)]
    return tuple(kept[:MOST_FOUND])


# --- decisions ------------------------------------------------------------------------------------------------------------------------


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
        row = _row(record, form.get("row") or row_id)
        if not form.get("anyway") and _judged_meanwhile(record, row, form.get("seen", "")):
            return _meanwhile(request, site, record, row, form)
        why = " ".join(form.get("why", "").split())[:500] or site.labels(language_asked(request)).words.say("review.default_why")
        for made in given(site.store, requests_of(target, _words(decision, form, row)), by, why, record, key):
            site.store.note_audit(made.who, "judged", made.id, f"{made.kind.value} {made.target}"[:200])
    except FoederaError as error:
        return _refused(request, form, error)
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
    labels = site.labels(language_asked(request))
    log = site.store.judgement_log()
    target = (form.get("row") or form.get("target", "")).partition("@")[0]
    here = {j.id for j in judgements_on(record, row)} if row else set()
    lines = [_line(one, labels) for one in log if one.judgement.id in here or one.judgement.target.partition("@")[0] == target]
    if _wants_data(request):
        seen = seen_token(judgements_on(record, row)) if row else ""
        return JSONResponse({"meanwhile": lines, "seen": seen, "is_there": row is not None}, 409)
    return RedirectResponse(_address(form, target, meanwhile="1"), 303)


def _refused(request: Request, form: dict[str, str], error: FoederaError) -> Response:
    site: Site = request.app.state.site
    trouble = error.trouble
    if _wants_data(request):
        words = site.labels(language_asked(request)).words
        told = words.say(f"errors.{trouble.key}", place=trouble.file or "", detail=trouble.detail)
        return JSONResponse({"trouble": trouble.key, "told": told}, status_of(error))
    return problem_page(request, status_of(error), trouble)


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
    by, log = reviewer_of(request), site.store.judgement_log()
    wanted = [one for one in log if one.undone_at is None and one.judgement.who == by and _is_of(one, by, form)]
    undone = taken_back(site, [one.judgement.id for one in wanted], by)
    if not undone and not form.get("key"):
        return _refused(request, form, UsageError(Trouble("nothing_to_undo")))
    onward = _address(form, undone[0].target.partition("@")[0] if undone else "")
    return JSONResponse({"kept": True, "next": onward}) if _wants_data(request) else RedirectResponse(onward, 303)


def _is_of(one: LoggedJudgement, by: str, form: dict[str, str]) -> bool:
    if form.get("key"):
        return one.judgement.id.startswith(decision_prefix(by, form["key"][:60]))
    asked = form.get("judgement", "")
    head, dash, _ = asked.rpartition("-")
    return one.judgement.id == asked or bool(dash and one.judgement.id.startswith(head + dash))


@router.get("/review/changes")
def changes(request: Request) -> Response:
    """What happened to a row since its page was made: who decided what. 304 while nothing in the record has changed."""
    site: Site = request.app.state.site
    tag = f'W/"{site.change()}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag})
    labels, row_id = site.labels(language_asked(request)), request.query_params.get("row", "")
    record = site.desk().part(row_id) if row_id else Record()
    row = _row(record, row_id)
    meanwhile = _judged_meanwhile(record, row, request.query_params.get("seen", ""))
    log = site.kept(("log",), site.store.judgement_log)
    here = {j.id for j in judgements_on(record, row)} if row else set()
    lines = [_line(o, labels) for o in log if o.judgement.id in here or o.judgement.target.partition("@")[0] == row_id] if meanwhile else []
    latest = [_line(one, labels) for one in reversed(log[-LATEST:])]
    return JSONResponse({"meanwhile": lines, "latest": latest}, headers={"etag": tag, "cache-control": "no-store"})


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

"""Adding documents: pasted, sent as files, or fetched from addresses; how far it is; what could not be read and why; taking one out."""

import hashlib
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from foedera.errors import FoederaError, StoreError, Trouble, UsageError
from foedera.interfaces.web.access import visitor_of
from foedera.interfaces.web.answers import answer, check_html
from foedera.interfaces.web.forms import form_given
from foedera.interfaces.web.jobs import Done, Given, Job, Jobs
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.machine_paths import told_to_visitor, without_place
from foedera.interfaces.web.problems import status_of
from foedera.interfaces.web.rendering import page
from foedera.interfaces.web.reviewer import reviewer_of
from foedera.interfaces.web.site import Site
from foedera.language.pack import languages
from foedera.record.statement_ids import short_hash
from foedera.sources.page_dates import publication_from_iso
from foedera.store.not_read import NotRead
from foedera.store.users import Role
from foedera.views.labels import Labels
from foedera.views.pages.table import Table

router = APIRouter()
Form = Annotated[dict[str, str], Depends(form_given)]
MOST_AT_ONCE = 200  # files, or addresses
LINES = 100  # of a page of what could not be read


@dataclass(frozen=True, slots=True)
class AddPage:
    """The form with what was typed, and the additions before. `size`: of one document, in MB."""

    typed: dict[str, str]
    trouble: Trouble | None
    jobs: tuple[Job, ...]
    languages: tuple[str, ...]
    size: str
    may_add: bool


async def files_given(request: Request) -> tuple[Given, ...]:
    """The files of the form, under their bare names."""
    held = [v for v in (await request.form()).getlist("files") if isinstance(v, UploadFile)]
    found = [Given((v.filename or "").replace("\\", "/").rpartition("/")[2][:200], await v.read()) for v in held]
    for file in held:
        await file.close()
    return tuple(given for given in found if given.name)[:MOST_AT_ONCE]


Files = Annotated[tuple[Given, ...], Depends(files_given)]


@router.get("/add")
def add(request: Request) -> Response:
    """The form."""
    check_html(request)
    return _form(request, {})


def _form(request: Request, typed: dict[str, str], trouble: Trouble | None = None, status: int = 200) -> Response:
    jobs: Jobs = request.app.state.jobs
    size = f"{jobs.limits.size / 1_000_000:g}"
    made = AddPage(typed, trouble, jobs.latest()[:10], languages(), size, visitor_of(request).may(Role.ANALYST))
    return page(request, "add.html", status=status, page=made)


@router.post("/add")
def start(request: Request, form: Form, files: Files) -> Response:
    """Begin an addition, and show how far it is."""
    jobs: Jobs = request.app.state.jobs
    try:
        published = form.get("published", "").strip() or None
        if published and publication_from_iso(published) is None:
            raise UsageError(Trouble("bad_date", published, detail=published))
        job = jobs.start(_given(form, files, published), reviewer_of(request))
    except FoederaError as error:
        return _form(request, form, error.trouble, status_of(error))
    return RedirectResponse(f"/add/{job.id}", 303)


def _given(form: dict[str, str], files: tuple[Given, ...], published: str | None) -> tuple[Given, ...]:
    lang = form.get("text_lang") if form.get("text_lang") in languages() else None
    found = [Given(f.name, f.data, None, published, lang) for f in files]
    text = form.get("text", "").replace("\r\n", "\n").strip("\n")
    if text.strip():
        name = "pasted-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        found.append(Given(name, text.encode("utf-8", "replace"), "text", published, lang))
    addresses = form.get("urls", "").split()[:MOST_AT_ONCE]
    return (*found, *(Given(url, None, None, published, lang) for url in dict.fromkeys(addresses)))


@dataclass(frozen=True, slots=True)
class JobPage:
    """How far an addition is."""

    id: str
    total: int
    at: int
    now: str
    is_over: bool
    done: tuple[Done, ...]


@router.get("/add/{job_id}")
def progress(request: Request, job_id: str) -> Response:
    """How far an addition is; the page asks again by itself until it is over."""
    check_html(request)
    jobs: Jobs = request.app.state.jobs
    job = jobs.job(job_id)
    if job is None:
        return page(request, "addition.html", status=404, page=None)
    held = JobPage(job.id, len(job.given), job.at, job.now, job.is_over, tuple(job.done))
    response = page(request, "addition.html", page=held)
    if not job.is_over and not request.headers.get("hx-request"):
        response.headers["refresh"] = "5"  # where no script runs
    response.headers["cache-control"] = "no-store"
    return response


@dataclass(frozen=True, slots=True)
class NotReadLine:
    """One source that could not be read: why, and what to do. `source`: without its place on this machine; `key`: stands for it."""

    source: str
    told: str
    trouble: str
    at: str
    key: str


@dataclass(frozen=True, slots=True)
class NotReadPage:
    """A page of them, the last first. `next`: how many stand before the page that follows; `total` of them there are."""

    lines: tuple[NotReadLine, ...]
    may_forget: bool
    next: str = ""
    total: int = 0
    or_more: bool = False


@router.get("/not-read")
def not_read(request: Request) -> Response:
    """What could not be read, and why; `?after=` so many."""
    site: Site = request.app.state.site
    after = request.query_params.get("after", "")
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 9 else 0
    labels = site.labels(language_asked(request))

    def make() -> NotReadPage:
        held = site.store.not_read()
        lines = tuple(_not_read(one, labels) for one in held[start : start + LINES])
        onward = str(start + LINES) if start + LINES < len(held) else ""
        return NotReadPage(lines, visitor_of(request).may(Role.ANALYST), onward, len(held))

    response = answer(request, "not_read.html", make, not_read_table)
    del response.headers["etag"]  # the list is no part of what a page's tag names
    return response


def _not_read(one: NotRead, labels: Labels) -> NotReadLine:
    trouble = told_to_visitor(one.trouble)
    return NotReadLine(without_place(one.source), told(trouble, labels), trouble.key, one.at, short_hash(one.source))


def told(trouble: Trouble, labels: Labels) -> str:
    """What is wrong and what to do, in words."""
    key = f"errors.{trouble.key}"
    return labels.words.say(key if labels.words.has(key) else "errors.reading_failed", place=trouble.file or "", detail=trouble.detail)


def not_read_table(page: NotReadPage) -> Table:
    """The list for a spreadsheet."""
    return Table(("source", "trouble", "told", "at"), tuple((n.source, n.trouble, n.told, n.at) for n in page.lines))


@router.post("/not-read/forget")
def forget(request: Request, form: Form) -> Response:
    """Take a source off the list."""
    site: Site = request.app.state.site
    for one in site.store.not_read():
        if short_hash(one.source) == form.get("key"):
            site.store.forget_not_read(one.source)
    return RedirectResponse("/not-read", 303)


@router.get("/remove/{document_id:path}")
def ask_removal(request: Request, document_id: str) -> Response:
    """Ask before a document is taken out."""
    check_html(request)
    site: Site = request.app.state.site
    item = site.store.item(document_id)
    count = len(site.desk().statements_of(document_id))
    return page(request, "remove.html", document=item.document, count=count, may_remove=visitor_of(request).may(Role.ANALYST))


@router.post("/remove/{document_id:path}")
def remove(request: Request, document_id: str, form: Form) -> Response:
    """Take a document out, with all that was read in it, once its name was confirmed."""
    site: Site = request.app.state.site
    if form.get("confirmed") != "yes":
        raise StoreError(Trouble("unknown_document", document_id))
    site.store.remove(document_id)
    site.store.note_audit(reviewer_of(request)[:80], "document_removed", document_id)
    return RedirectResponse("/documents", 303)

"""The log of judgements: who decided what, what was taken back and by whom; one's own can be taken back here, by an administrator all."""

import re
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from foedera.corpus.filters import Filters
from foedera.errors import StoreError, Trouble, UsageError
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.decided import in_words
from foedera.interfaces.web.forms import form_given
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.problems import problem_page
from foedera.interfaces.web.reviewer import may_take_back, reviewer_of, taken_back
from foedera.interfaces.web.site import Site
from foedera.record.judgements import Judgement
from foedera.store.judgement_log import LoggedJudgement
from foedera.store.judgement_pages import LogAsked
from foedera.views.judgement_lines import judgement_value
from foedera.views.labels import Labels
from foedera.views.pages.table import Table

router = APIRouter()
Form = Annotated[dict[str, str], Depends(form_given)]
AT_ONCE = 100
PAGES_WITH_DECISIONS = re.compile(r"/(?:agreements|events|rows|documents)/[^\\\x00-\x1f]+\Z")
COLUMNS = ("number", "id", "kind", "target", "value", "who", "when", "why", "undone_at", "undone_by")


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """One judgement. `name`: what it is on, in words; `may_undo`: the visitor may take it back."""

    number: int
    id: str
    kind: str
    kind_words: str
    target: str
    name: str
    value: str | None
    value_words: str
    who: str
    when: str
    why: str
    undone_at: str | None
    undone_by: str | None
    may_undo: bool


@dataclass(frozen=True, slots=True)
class JudgementsPage:
    """A page of the log, newest first. `next`: the number before which the next page begins; `total`: of what is asked for."""

    lines: tuple[JudgementLine, ...]
    whos: tuple[str, ...]
    who: str
    first_day: str
    last_day: str
    next: str
    total: int


@router.get("/judgements")
def judgements(request: Request) -> Response:
    """The log, newest first; `?who=` of one person, `?from=` and `?to=` of some days, `?after=` from a number on."""
    site: Site = request.app.state.site
    labels = site.labels(language_asked(request))

    def make() -> JudgementsPage:
        asked = _asked(request)
        found = site.store.judgement_page(asked, AT_ONCE + 1)
        named = in_words(site, [one.judgement for one in found[:AT_ONCE]], labels)
        shown = tuple(_line(request, one, said, labels) for one, said in zip(found, named, strict=False))
        onward = str(shown[-1].number) if len(found) > AT_ONCE else ""
        first, last = (day.isoformat() if day else "" for day in (asked.first_day, asked.last_day))
        total = site.store.judgement_count(replace(asked, before=None))
        return JudgementsPage(shown, site.store.judgement_people(), asked.who or "", first, last, onward, total)

    return answer(request, "judgements.html", make, judgements_table, by=reviewer_of(request))


def _asked(request: Request) -> LogAsked:
    """What the address asks for. UsageError for a day or a place in the log that is none."""
    after = request.query_params.get("after", "")
    if after and not (after.isascii() and after.isdigit() and len(after) < 12):
        raise UsageError(Trouble("bad_cursor", after[:40]))
    days = Filters.from_strings({name: request.query_params.get(name, "") for name in ("from", "to")})
    return LogAsked(request.query_params.get("who") or None, days.from_day, days.to_day, int(after) if after else None)


def _line(request: Request, one: LoggedJudgement, said: Judgement, labels: Labels) -> JudgementLine:
    j, words = one.judgement, labels.words
    return JudgementLine(
        one.number, j.id, j.kind.value, words.say(f"judgements.kind.{j.kind.value}"), j.target, said.target,
        j.value, judgement_value(said.value, words),
        j.who, j.when, j.why, one.undone_at, one.undone_by, may_take_back(request, one),
    )  # fmt: skip


def judgements_table(page: JudgementsPage) -> Table:
    """The log for a spreadsheet."""
    return Table(COLUMNS, tuple(tuple(getattr(line, name) for name in COLUMNS) for line in page.lines))


@router.post("/judgements/undo")
def undo(request: Request, form: Form) -> Response:
    """Take back one judgement: one's own, or any for an administrator; on to the page that `back` names, else to the log."""
    site: Site = request.app.state.site
    one = site.store.logged_judgement(form.get("judgement", "")[:200])
    if one is None:
        raise StoreError(Trouble("unknown_judgement", form.get("judgement", "")[:80]))
    if one.undone_at is None and not may_take_back(request, one):
        return problem_page(request, 403, Trouble("not_your_judgement", one.judgement.who))
    taken_back(site, [one.judgement.id], reviewer_of(request))
    return RedirectResponse(_back(form.get("back", "")), 303)


def _back(path: str) -> str:
    """A page of this desk, with its ids escaped; the log for anything else."""
    return quote(path, safe="/:+-_.~") if PAGES_WITH_DECISIONS.match(path) else "/judgements"

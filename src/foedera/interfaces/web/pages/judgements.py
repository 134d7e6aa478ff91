"""The log of judgements: who decided what, what was taken back and by whom; one's own can be taken back here, by an administrator all."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from foedera.errors import StoreError, Trouble
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.forms import form_given
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.problems import problem_page
from foedera.interfaces.web.reviewer import may_take_back, reviewer_of, taken_back
from foedera.interfaces.web.site import Site
from foedera.store.judgement_log import LoggedJudgement
from foedera.views.judgement_lines import judgement_value
from foedera.views.labels import Labels
from foedera.views.pages.table import Table

router = APIRouter()
Form = Annotated[dict[str, str], Depends(form_given)]
AT_ONCE = 100
COLUMNS = ("number", "id", "kind", "target", "value", "who", "when", "why", "undone_at", "undone_by")


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """One judgement. `may_undo`: the visitor may take it back."""

    number: int
    id: str
    kind: str
    kind_words: str
    target: str
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
    """A page of the log, newest first. `next`: the number before which the next page begins."""

    lines: tuple[JudgementLine, ...]
    whos: tuple[str, ...]
    who: str
    next: str
    total: int


@router.get("/judgements")
def judgements(request: Request) -> Response:
    """The log, newest first; `?who=` of one person, `?after=` from a number on."""
    site: Site = request.app.state.site
    labels = site.labels(language_asked(request))

    def make() -> JudgementsPage:
        log = site.store.judgement_log()
        who, after = request.query_params.get("who", ""), request.query_params.get("after", "")
        start = int(after) if after.isascii() and after.isdigit() and len(after) < 12 else None
        asked = [one for one in reversed(log) if (not who or one.judgement.who == who) and (start is None or one.number < start)]
        shown = asked[:AT_ONCE]
        onward = str(shown[-1].number) if len(asked) > AT_ONCE else ""
        whos = tuple(sorted({one.judgement.who for one in log}))
        return JudgementsPage(tuple(_line(request, one, labels) for one in shown), whos, who, onward, len(log))

    return answer(request, "judgements.html", make, judgements_table, by=reviewer_of(request))


def _line(request: Request, one: LoggedJudgement, labels: Labels) -> JudgementLine:
    j, words = one.judgement, labels.words
    return JudgementLine(
        one.number, j.id, j.kind.value, words.say(f"judgements.kind.{j.kind.value}"), j.target, j.value, judgement_value(j.value, words),
        j.who, j.when, j.why, one.undone_at, one.undone_by, may_take_back(request, one),
    )  # fmt: skip


def judgements_table(page: JudgementsPage) -> Table:
    """The log for a spreadsheet."""
    return Table(COLUMNS, tuple(tuple(getattr(line, name) for name in COLUMNS) for line in page.lines))


@router.post("/judgements/undo")
def undo(request: Request, form: Form) -> Response:
    """Take back one judgement: one's own, or any for an administrator."""
    site: Site = request.app.state.site
    one = next((o for o in site.store.judgement_log() if o.judgement.id == form.get("judgement")), None)
    if one is None:
        raise StoreError(Trouble("unknown_judgement", form.get("judgement", "")[:80]))
    if one.undone_at is None and not may_take_back(request, one):
        return problem_page(request, 403, Trouble("not_your_judgement", one.judgement.who))
    taken_back(site, [one.judgement.id], reviewer_of(request))
    return RedirectResponse("/judgements", 303)

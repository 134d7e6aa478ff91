"""What was decided lately, and what on one row, in lines: who decided what, and what was taken back."""

from collections.abc import Iterable

from foedera.interfaces.web.links import href, passage
from foedera.interfaces.web.site import Site
from foedera.record.judgements import Judgement, JudgementKind, Layer
from foedera.store.judgement_log import LoggedJudgement
from foedera.store.judgement_pages import LogAsked
from foedera.views.judgement_lines import judgement_line, undone_line
from foedera.views.labels import Labels

LATEST = 5  # judgements of everybody that a page names
MOST_ON_A_ROW = 50  # that a page names, the last


def latest_lines(site: Site, labels: Labels) -> tuple[str, ...]:
    """The last judgements of everybody, newest first."""
    return tuple(line_of(one, labels) for one in site.store.judgement_page(limit=LATEST))


def lines_on(site: Site, row_id: str, also: Iterable[str], labels: Labels) -> tuple[str, ...]:
    """The judgements given on a row or a part of it, and those of the ids `also`, oldest first; those taken back say so."""
    found = {one.judgement.id: one for one in site.store.judgement_page(LogAsked(row=row_id), MOST_ON_A_ROW)}
    more = (site.store.logged_judgement(name) for name in also if name not in found)
    found |= {one.judgement.id: one for one in more if one is not None}
    return tuple(line_of(one, labels) for one in sorted(found.values(), key=lambda one: one.number))


def line_of(one: LoggedJudgement, labels: Labels) -> str:
    """Who decided what on which day, and when it was taken back if it was."""
    undone = undone_line(one.undone_at, one.undone_by, labels.words) if one.undone_at else ""
    return judgement_line(one.judgement, labels.words) + undone


def page_changed(one: Judgement) -> str:
    """The page that shows what a judgement changed: of the agreement or event, else the words that were judged in their document."""
    layer, row = one.marks[0].layer if one.marks else None, one.target.partition("@")[0]
    is_gone, head = one.kind in (JudgementKind.REJECT, JudgementKind.HIDE), row.partition("/")[0]
    if layer in (Layer.STEP, Layer.DUTY) or (layer is Layer.AGREEMENT and not is_gone):
        return href("agreement", head) if ":" not in head else _words(one)
    return href("event", row) if layer is Layer.EVENT and not is_gone else _words(one)


def _words(one: Judgement) -> str:
    """The words judged, in their document."""
    if not one.marks:
        return "/judgements"
    at = one.marks[0]
    return passage(at.document_id, at.evidence.start, at.evidence.end)

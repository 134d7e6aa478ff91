"""What was decided lately, and what on one row, in lines: who decided what, and what was taken back."""

from collections.abc import Iterable

from foedera.interfaces.web.site import Site
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

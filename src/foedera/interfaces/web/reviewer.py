"""Who decides: the user who is logged in; on this machine alone, whoever gives a name, which the browser keeps."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request

from foedera.interfaces.web.access import LOCAL_USER, visitor_of
from foedera.interfaces.web.site import Site
from foedera.record.judgements import Judgement
from foedera.store.judgement_log import LoggedJudgement
from foedera.store.users import Role
from foedera.values.control_characters import first_control

COOKIE = "foedera_reviewer"
LONGEST = 80  # characters of a name


def gives_a_name(request: Request) -> bool:
    """Whether the visitor may say who decides: nobody logs in where only this machine reaches the desk."""
    return visitor_of(request).name == LOCAL_USER


def reviewer_of(request: Request) -> str:
    """The name under which judgements of this request are kept."""
    from urllib.parse import unquote

    given = unquote(request.cookies.get(COOKIE, "")) if gives_a_name(request) else ""
    return name_or_none(given) or visitor_of(request).name


def name_or_none(text: str) -> str | None:
    """The name as it may be kept; None for an empty one, a long one, or one that steers a terminal."""
    name = " ".join(text.split())
    return name if name and len(name) <= LONGEST and not first_control(name) else None


def may_take_back(request: Request, logged: LoggedJudgement) -> bool:
    """One's own judgements; an administrator those of everybody."""
    visitor = visitor_of(request)
    is_own = visitor.may(Role.ANALYST) and logged.judgement.who == reviewer_of(request)
    return logged.undone_at is None and (is_own or visitor.may(Role.ADMIN))


def who_decides(request: Request) -> dict[str, Any]:
    """What a page needs to offer to take decisions back: `takes_back` says whether those of a person may be by this visitor."""
    visitor, by = visitor_of(request), reviewer_of(request)
    return {"takes_back": lambda who: visitor.may(Role.ADMIN) or (visitor.may(Role.ANALYST) and who == by)}


def taken_back(site: Site, ids: Sequence[str], who: str) -> tuple[Judgement, ...]:
    """Undo those of these judgements that hold, each with its line in the log of who did what. Those undone, newest first."""
    undone = site.store.take_back(ids, who) if ids else ()
    for one in undone:
        site.store.note_audit(who, "undone", one.id, f"{one.kind.value} {one.target}"[:200])
    return undone

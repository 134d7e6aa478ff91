"""Offices that their words make another one: a former president is not the president, nor a deputy minister the minister."""

import re
from dataclasses import replace
from functools import lru_cache

from foedera.language.pack import LanguagePack
from foedera.reading.roles import RoleMatch

_BEFORE = 12  # characters before a description in which "former" may stand


def qualified(text: str, roles: tuple[RoleMatch, ...], pack: LanguagePack) -> tuple[RoleMatch, ...]:
    """The descriptions; the role of an office qualified in them or just before them is marked: "former head_of_state"."""
    return tuple(replace(r, role=_marked(text, r, pack)) if r.kind in ("office", "bare") else r for r in roles)


def _marked(text: str, role: RoleMatch, pack: LanguagePack) -> str:
    before, title = text[max(0, role.span.start - _BEFORE) : role.span.start], _title(text, role)
    for mark, inside, ahead in _qualifiers(pack):
        if inside.search(title) or ahead.search(before):
            return f"{mark} {role.role}"
    return role.role


def _title(text: str, role: RoleMatch) -> str:
    """The words of the description without the names in it."""
    pieces, low = [], role.span.start
    for part in role.parts:
        pieces.append(text[low : part.span.start])
        low = part.span.end
    return " ".join([*pieces, text[low : role.span.end]])


@lru_cache(maxsize=8)
def _qualifiers(pack: LanguagePack) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Mark, what to look for in the description, what to look for right before it."""
    rows = pack.table("titles").get("qualified", {})
    return tuple(
        (str(mark), re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE), re.compile(rf"(?<!\w)(?:{words})$", re.IGNORECASE))
        for mark, words in rows.items()
    )

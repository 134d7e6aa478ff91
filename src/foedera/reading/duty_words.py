"""How a language words duties: the obligation cues of its pack, compiled once."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from foedera.language.pack import LanguagePack
from foedera.reading.agreement_words import NEVER, words_pattern
from foedera.reading.duty_bearers import BearerWords
from foedera.values.codes import ActionClass, TriggerClass

_WHO = (
    "mutual",
    "recipient",
    "borne_by",
    "granted",
    "tenant",
    "in_return",
    "host_before",
    "host_after",
    "guest_before",
    "guest_after",
    "relative_subject",
)


@dataclass(frozen=True, slots=True)
class DutyTable:
    """How a language words duties: who is bound, to what, when, with which exceptions; patterns are compiled."""

    introducers: re.Pattern[str]
    subject_binds: re.Pattern[str]
    modals: re.Pattern[str]
    hedged: re.Pattern[str]
    permission: re.Pattern[str]
    denied: re.Pattern[str]
    splitters: re.Pattern[str]
    mutual: re.Pattern[str]
    who: BearerWords
    conditional: re.Pattern[str]
    actions: tuple[tuple[ActionClass, re.Pattern[str]], ...]
    triggers: tuple[tuple[TriggerClass, re.Pattern[str]], ...]
    threat_first: re.Pattern[str]
    caveats: tuple[tuple[re.Pattern[str], str], ...]
    conditions: tuple[tuple[re.Pattern[str], str], ...]
    strength: tuple[tuple[re.Pattern[str], str], ...]
    delay: re.Pattern[str]
    article: re.Pattern[str]
    article_other: re.Pattern[str]
    secondary: re.Pattern[str]
    opens: re.Pattern[str]
    same_article: re.Pattern[str]
    party_group: re.Pattern[str]
    pronoun_before: re.Pattern[str]
    continued: re.Pattern[str]
    article_opens: re.Pattern[str]


def _pairs(rows: list[dict[str, str]], value: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(r["form"]), r[value]) for r in rows)


@lru_cache(maxsize=8)
def duty_table(pack: LanguagePack) -> DutyTable | None:
    """The obligation cues of a language; None when its pack has none."""
    data: dict[str, Any] = pack.table("obligation_cues")
    if not data:
        return None
    return DutyTable(
        introducers=words_pattern(data["introducers"]),
        subject_binds=re.compile(data["subject_binds"]),
        modals=re.compile(data["duty_modals"]),
        hedged=re.compile(data["hedged_modals"]),
        permission=re.compile(data["permission"]),
        denied=re.compile(data["denied"]),
        splitters=re.compile(data["splitters"]),
        mutual=re.compile(data["mutual"]),
        who=BearerWords(*(re.compile(data[k]) if data[k] else NEVER for k in _WHO)),
        conditional=re.compile(data["conditional"]),
        actions=tuple((ActionClass(r["class"]), re.compile(rf"(?<!\w)(?:{r['form']})")) for r in data["actions"]),
        triggers=tuple((TriggerClass(r["class"]), re.compile(r["form"])) for r in data["triggers"]),
        threat_first=re.compile(data["threat_first"]),
        caveats=_pairs(data["caveats"], "caveat"),
        conditions=_pairs(data["conditions"], "condition"),
        strength=_pairs(data["strength"], "strength"),
        delay=re.compile(data["delay"]),
        article=re.compile(data["article"]),
        article_other=re.compile(data["article_other"]),
        secondary=re.compile(data["secondary"]),
        opens=re.compile(data["opens"]),
        same_article=re.compile(data["same_article"]),
        party_group=words_pattern(data["party_group"]),
        pronoun_before=re.compile(rf"\b(?:{data['pronoun_before']})\s$"),
        continued=re.compile(data["continued"]),
        article_opens=re.compile(data["article_opens"]),
    )

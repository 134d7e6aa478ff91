"""Days of steps by the paper that makes them: "ratified by decree ... The decree is dated 3 May"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from foedera.language.pack import LanguagePack
from foedera.reading.context import Context
from foedera.reading.model import DatePhrase, StepStatement
from foedera.reading.sentences import norm
from foedera.values.codes import Status, Step
from foedera.values.dates import range_from_edtf

Told = tuple[int, StepStatement]  # the agreement's number, and the step
REACH = 2  # sentences back to the one that tells the step


@dataclass(frozen=True, eq=False, slots=True)
class PaperForm:
    """Words that say a paper's date stands next, and the steps that such a paper makes."""

    form: re.Pattern[str]
    steps: frozenset[Step]


@lru_cache(maxsize=8)
def _forms(pack: LanguagePack) -> tuple[PaperForm, ...]:
    entries = pack.table("lifecycle_verbs").get("instrument_dates", ())
    return tuple(PaperForm(re.compile(e["form"].replace("{papers}", e["papers"])), frozenset(map(Step, e["steps"]))) for e in entries)


def dated_by_instrument(context: Context, told: Sequence[Told]) -> list[Told]:
    """The steps, those told by a paper that a sentence right after dates having that date in place of none of their own."""
    found = list(told)
    for phrase in context.date_phrases:
        days = range_from_edtf(phrase.value)
        if days is None or not days.is_day:
            continue
        sentence = context.sentence_at(phrase.span.start)
        before = norm(context.document.text[sentence.span.start : phrase.span.start])
        for paper in _forms(context.pack):
            if match := paper.form.search(before):
                for n in _steps_by(context, found, match.group("paper"), paper.steps, sentence.index):
                    found[n] = (found[n][0], _dated(found[n][1], phrase))
    return found


def _dated(step: StepStatement, phrase: DatePhrase) -> StepStatement:
    return replace(step, date=phrase.value, date_phrase=phrase)


def _steps_by(context: Context, told: Sequence[Told], paper: str, steps: frozenset[Step], index: int) -> list[int]:
    """The steps done by such a paper in the nearest sentence before, that have no day of their own."""
    near: dict[int, list[int]] = {}
    for n, (_, step) in enumerate(told):
        sentence = context.sentence_at(step.evidence.start)
        undated = step.step in steps and step.status is Status.DONE and step.date_phrase is None and 0 < index - sentence.index <= REACH
        if undated and re.search(rf"\b{paper}\b", norm(sentence.span.text_in(context.document.text))):
            near.setdefault(sentence.index, []).append(n)
    nearest = near[max(near)] if near else []
    return [n for n in nearest if paper in norm(told[n][1].evidence.text)] or nearest[:1]

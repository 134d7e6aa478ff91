"""Step words in a sentence: which lifecycle verb or noun, in which form, and whether it is active, passive or bare."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from foedera.language.pack import LanguagePack
from foedera.reading.agreement_words import NEVER, words_pattern
from foedera.reading.context import Context, Sentence
from foedera.reading.first_letters import Patterns
from foedera.reading.sentences import norm
from foedera.values.codes import Step
from foedera.values.span import Span

_MARKS = (
    "object_before",
    "object_after",
    "not_yet",
    "taking_effect",
    "awaited",
    "named_by_day",
    "effect_from",
    "no_subject_before",
    "nominal_future_before",
    "intransitive",
)
_FORMS = ("future", "participle", "finite", "nominal", "infinitive")


@dataclass(frozen=True, slots=True)
class StepForms:
    """The forms of words that tell one step; `joint`: the parties take it together."""

    step: Step
    forms: tuple[tuple[str, re.Pattern[str]], ...]  # name, pattern
    joint: bool
    entry: str = ""  # its place in the language pack


@dataclass(frozen=True)
class VerbTable:
    """How a language says that an agreement took a step, will, or did not; patterns are compiled."""

    steps: tuple[StepForms, ...]
    active_aux: frozenset[str]
    passive_aux: frozenset[str]
    between_aux: re.Pattern[str]
    future_before: re.Pattern[str]
    denial: re.Pattern[str]
    negated_before: re.Pattern[str]
    negated_after: re.Pattern[str]
    relative: re.Pattern[str]
    announce: re.Pattern[str]
    agent: re.Pattern[str]
    void: re.Pattern[str]
    unreal_before: re.Pattern[str]
    own_before: re.Pattern[str]
    infinitive_after: frozenset[str]
    bare_is_active: bool
    attributive_after: frozenset[str]
    pronouns: frozenset[str]
    own_part: re.Pattern[str]
    object_before: re.Pattern[str]
    object_after: re.Pattern[str]
    not_yet: re.Pattern[str]
    taking_effect: re.Pattern[str]
    awaited: re.Pattern[str]
    named_by_day: re.Pattern[str]
    effect_from: re.Pattern[str]
    no_subject_before: re.Pattern[str]
    nominal_future_before: re.Pattern[str]
    intransitive: re.Pattern[str]
    reflexive: frozenset[str]
    nominal_future: re.Pattern[str]
    scopes: tuple[tuple[Step, re.Pattern[str], str], ...]

    @cached_property
    def forms(self) -> tuple[tuple[StepForms, str], ...]:
        """Every form of every step, in the order of the pack: its row and name."""
        return tuple((row, name) for row in self.steps for name, _ in row.forms)

    @cached_property
    def words(self) -> Patterns:
        """The patterns of `forms`, in their order, looked for together."""
        return Patterns([pattern for row in self.steps for _, pattern in row.forms])

    def negates(self, before: str, after: str) -> bool:
        """Whether the words right before and right after a verb negate it ("ne ... pas", "is not ...")."""
        return bool(self.negated_before.search(before) and self.negated_after.search(after))


def _forms(row: dict[str, Any]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, words_pattern(row[name])) for name in _FORMS if row.get(name))


def _step_forms(row: dict[str, Any], number: int) -> StepForms:
    return StepForms(Step(row["step"]), _forms(row), bool(row.get("joint")), f"lifecycle_verbs.steps.{number}")


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(form) if form else NEVER


@lru_cache(maxsize=8)
def verb_table(pack: LanguagePack) -> VerbTable | None:
    """The lifecycle verbs of a language; None when its pack has none."""
    data = pack.table("lifecycle_verbs")
    if not data:
        return None
    return VerbTable(
        tuple(_step_forms(row, number) for number, row in enumerate(data["steps"])),
        frozenset(data["active_aux"].split("|")),
        frozenset(data["passive_aux"].split("|")),
        words_pattern(data["between_aux"]),
        words_pattern(data["future_before"]),
        words_pattern(data["denial"]),
        re.compile(data["negated_before"]),
        re.compile(data["negated_after"]),
        words_pattern(data["relative"]),
        words_pattern(data["announce"]),
        words_pattern(data["agent"]),
        words_pattern(data["void"]),
        re.compile(rf"(?<!\w)(?:{data['unreal_before']})$"),
        re.compile(rf"(?<!\w)(?:{data['own_before']}) (?:[\w-]+ )?$"),
        frozenset(data["infinitive_after"].split("|")),
        bool(data["bare_is_active"]),
        frozenset(data["attributive_after"].split("|")),
        frozenset(data["pronouns"].split("|")),
        words_pattern(data["own_part"]),
        reflexive=frozenset(data["reflexive"].split("|")),
        nominal_future=words_pattern(data["nominal_future"]),
        scopes=tuple((Step(r["step"]), re.compile(r["form"]), r["scope"]) for r in data["scopes"]),
        **{key: _pattern(data[key]) for key in _MARKS},
    )


@dataclass(frozen=True, slots=True)
class Trigger:
    """A step verb or noun found in the text. `voice` is active, passive, bare (participle without auxiliary) or nominal."""

    step: Step
    span: Span
    form: str
    voice: str
    joint: bool
    sentence: Sentence
    entry: str = ""


def _voice(table: VerbTable, before: str, form: str, verb: str) -> str:
    if form == "nominal":
        return "nominal"
    words = re.findall(r"[\w'-]+|[,;:.]", before)
    while words and table.between_aux.fullmatch(words[-1]):
        words.pop()
    last = words[-1] if words else ","
    if last in table.reflexive:
        return "active"
    if last in table.passive_aux:
        return "active" if table.intransitive.fullmatch(verb) else "passive"
    if form != "participle":
        return "active"
    return "active" if last in table.active_aux else "bare"


def triggers_in(context: Context, sentence: Sentence) -> tuple[Trigger, ...]:
    """Step words of a sentence, the earliest and longest first where they overlap."""
    table = verb_table(context.pack)
    if table is None:
        return ()
    text, start, found = norm(sentence.span.text_in(context.document.text)), sentence.span.start, []
    for number, m in table.words.matches(text):
        row, form = table.forms[number]
        before = text[max(0, m.start() - 60) : m.start()]
        last = before.split()[-1:]
        if last and last[0] in table.attributive_after and form == "participle":
            continue
        real = "infinitive" if form == "finite" and last and last[0] in table.infinitive_after else form
        span = Span(start + m.start(), start + m.end())
        found.append(Trigger(row.step, span, real, _voice(table, before, form, m.group()), row.joint, sentence, row.entry))
    found.sort(key=lambda t: (-(t.span.end - t.span.start), t.span.start))
    kept: list[Trigger] = []
    for trigger in found:
        if not any(k.span.overlaps(trigger.span) for k in kept):
            kept.append(trigger)
    return tuple(sorted(kept, key=lambda t: t.span.start))

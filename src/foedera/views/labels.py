"""Codes of the record as words for people: states, steps, event types, certainty, dates."""

from dataclasses import dataclass
from functools import lru_cache

from foedera.record.model import AgreementRow, EventRow, LifecycleRow, ProvisionRow
from foedera.values.codes import Factuality
from foedera.values.quantity import Quantity
from foedera.views.words import Words
from foedera.world.world import World

MOD_SIGNS = {"=": "", "~": "≈ ", ">": "> ", "<": "< ", ">=": "≥ ", "<=": "≤ "}


@dataclass(frozen=True)
class Labels:
    """Words of one language for everything a row can hold."""

    words: Words
    world: World
    lang: str

    def actor(self, code: str | None) -> str:
        """Reads "PRK+RUS" as the names of both states; names stay as they are."""
        if not code:
            return self.words.say("codes.unknown")
        return self.words.say("codes.and").join(self._one_actor(part) for part in code.split("+"))

    def actor_in_sentence(self, code: str | None) -> str:
        """As `actor`, each with its article in a sentence ("the United States", "the OSCE"); not for lists and titles."""
        if not code:
            return self.actor(code)
        return self.words.say("codes.and").join(map(self._one_in_sentence, code.split("+")))

    def _one_in_sentence(self, code: str) -> str:
        article = self.world.article(code, self.lang)
        return f"{article} {self._one_actor(code)}" if article else self._one_actor(code)

    def _one_actor(self, code: str) -> str:
        state, _, chamber = code.partition(":")
        if chamber:
            return f"{self.term(chamber)} ({self.world.state_name(state, self.lang)})"
        return self.world.state_name(code, self.lang) if self.world.is_state(code) else self.term(code)

    def term(self, text: str) -> str:
        """The word for a code that statements carry as text (a chamber, a condition, a caveat); any other text as it is."""
        key = f"codes.term.{text.replace('.', '')}"
        return self.words.say(key) if self.words.has(key) else text

    def code(self, group: str, value: str | None) -> str:
        """The word for a code of a closed set: `codes.GROUP.VALUE` of the catalogue."""
        return self.words.say(f"codes.{group}.{value}") if value else self.words.say("codes.unknown")

    def day(self, edtf: str | None) -> str:
        """An EDTF date as words: "19 June 2024", "between … and …", "not known"."""
        if not edtf:
            return self.words.say("codes.day_unknown")
        first, slash, last = edtf.partition("/")
        if not slash:
            return self._part(first)
        if first in ("", ".."):
            return self.words.say("codes.day_until", last=self._end(last))
        if last in ("", ".."):
            return self.words.say("codes.day_since", first=self._end(first))
        return self.words.say("codes.day_between", first=self._end(first), last=self._end(last))

    def _end(self, part: str) -> str:
        """An end of an interval: a day takes the article that the language asks for, a month or a year none."""
        return self.words.say("codes.the_day", day=self._part(part)) if part.count("-") == 2 else self._part(part)

    def _part(self, part: str) -> str:
        day, _, hour = part.partition("T")
        pieces = day.split("-")
        if not all(p.isdigit() for p in pieces):
            return part
        numbers = [int(p) for p in pieces]
        text = _date_words(tuple(numbers), self.lang)
        if len(numbers) == 3 and text.startswith("1 "):
            text = f"{self.words.say('codes.first_of_month')} {text[2:]}"
        return text + (f", {hour}" if hour else "")

    def quantity(self, quantity: Quantity) -> str:
        """An amount with the figures and signs of the language."""
        from babel.numbers import format_decimal

        number = format_decimal(quantity.value, locale=self.lang)
        return f"{MOD_SIGNS.get(quantity.mod, '')}{number}{' ' + quantity.unit if quantity.unit else ''}"

    def step(self, row: LifecycleRow) -> str:
        """The step in words, with its status unless it is done."""
        text = self.code("step", row.step.value)
        return text if row.status.value == "done" else f"{text} ({self.code('status', row.status.value)})"

    def event(self, row: EventRow) -> str:
        """What happened in words, with who did it to whom."""
        ends = [self.actor(code) for code in (row.source, row.target) if code]
        return self.words.say("codes.titled", title=self.code("event", row.type.value), rest=" → ".join(ends))

    def certainty(self, factuality: Factuality, said_by: tuple[str, ...]) -> str:
        """Who says it and how surely, in words: "reported by KCNA", "in the conditional, according to USA"."""
        voice = ", ".join(self.actor(v) for v in said_by)
        key = f"{factuality.value}_by" if voice else factuality.value
        return self.words.say(f"codes.certainty.{key}", voice=voice)

    def certainty_of(self, row: LifecycleRow | EventRow | ProvisionRow) -> str:
        """How surely the row is told, with the voices of its first account."""
        return self.certainty(row.factuality, row.reported_by[0].said_by if row.reported_by else ())

    def agreement(self, row: AgreementRow) -> str:
        """The name of the agreement with its parties in words."""
        return f"{row.name} ({self.words.say('codes.and').join(self.actor(p) for p in row.parties)})"


@lru_cache(maxsize=8192)
def _date_words(numbers: tuple[int, ...], lang: str) -> str:
    """A year, a month or a day in words."""
    from datetime import date

    from babel.dates import format_date

    skeleton = ("y", "MMMM y", "d MMMM y")[len(numbers) - 1]
    return str(format_date(date(numbers[0], *[*numbers[1:], 1, 1][:2]), skeleton, locale=lang))

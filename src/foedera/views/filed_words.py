"""What the file of agreements says, in the reader's language: duties, conditions, reservations, and the ground a proof names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from foedera.treaties.circumstances import FELLOW_PARTY, TRIGGER
from foedera.treaties.explanation import FILE_MARK
from foedera.treaties.model import Answer, Condition
from foedera.values.codes import ActionClass
from foedera.views.filed_agreement import field_words
from foedera.views.labels import Labels
from foedera.world.agreement import FiledAgreement, FiledDuty, LocalText


@dataclass(frozen=True)
class FiledWords:
    """Look-ups by the ids that answers and proofs carry: "file:NATO-1949#aid"."""

    labels: Labels
    filed: Mapping[str, FiledAgreement]
    told_elsewhere: Mapping[str, ActionClass] = field(default_factory=dict)  # duties in the words of another language

    def duty(self, row_id: str | None) -> FiledDuty | None:
        """The duty of the file behind a provision; None for one that documents tell."""
        if not row_id or not row_id.startswith(FILE_MARK):
            return None
        agreement_id, _, label = row_id.removeprefix(FILE_MARK).partition("#")
        agreement = self.filed.get(agreement_id)
        return agreement.duty(label) if agreement else None

    def action(self, row_id: str | None, told: str) -> str:
        """What is to be done: in the reader's language where the file tells it, else as told."""
        duty = self.duty(row_id)
        return duty.action.say(self.labels.lang) if duty else told

    def action_explained(self, row_id: str | None, told: str) -> str:
        """As `action`; words of another language come after the class of the duty."""
        kind = self.told_elsewhere.get(row_id or "")
        if kind is None or not told:
            return self.action(row_id, told)
        return self.labels.words.say("what_if.told_elsewhere", duty=self.labels.code("action", kind), action=told)

    def delay(self, answer: Answer) -> str | None:
        """Within what time, in the same way."""
        duty = self.duty(answer.provision_id)
        return duty.delay.say(self.labels.lang) if duty and duty.delay else answer.delay

    def caveats(self, answer: Answer) -> tuple[str, ...]:
        """The reservations of the duty, in the same way."""
        duty = self.duty(answer.provision_id)
        return tuple(c.text.say(self.labels.lang) for c in duty.caveats) if duty else tuple(map(self.labels.term, answer.caveats))

    def condition(self, condition: Condition, row_id: str | None) -> str:
        """One condition of the duty, in the same way."""
        return self.condition_text(condition.code, row_id, condition.text)

    def condition_text(self, code: str | None, row_id: str | None, told: str) -> str:
        """The words of a condition of the duty `row_id`: by its code where the file has it, else as told."""
        if code == FELLOW_PARTY:
            return self.labels.words.say("what_if.fellow_party")
        duty = self.duty(row_id)
        if duty and code == TRIGGER and duty.trigger:
            return duty.trigger.say(self.labels.lang)
        found = next((c.text for c in duty.conditions if str(c.code) == code), None) if duty and code else None
        return found.say(self.labels.lang) if found else self.labels.term(told)

    def ground(self, ground_id: str) -> str | None:
        """What a ground of the file stands for, with its sources; None for any other ground."""
        agreement_id, _, part = ground_id.removeprefix(FILE_MARK).partition("#")
        agreement = self.filed.get(agreement_id)
        if not ground_id.startswith(FILE_MARK) or agreement is None:
            return None
        text, path, sources = _part(agreement, part)
        sourced = self.labels.words.say("what_if.file", source="; ".join(sources or agreement.sources_of(path)))
        said = f"{text.say(self.labels.lang)} — {sourced}" if text else sourced
        return said + self._unverified(agreement, path)

    def _unverified(self, agreement: FiledAgreement, path: str) -> str:
        fields = agreement.unverified_fields
        doubtful = [f for f in fields if not path or f in ("*", path) or f.startswith(f"{path}.") or path.startswith(f"{f}.")]
        if not doubtful:
            return ""
        named = ", ".join(field_words(path, self.labels.words) for path in doubtful)
        what = self.labels.words.say("what_if.everything") if "*" in doubtful else named
        return self.labels.words.say("what_if.unverified", what=what)


def _part(agreement: FiledAgreement, part: str) -> tuple[LocalText | None, str, tuple[str, ...]]:
    """(own words, field path, own sources) of the part of an agreement that a ground names after "#"."""
    kind, _, name = part.partition(":")
    if kind == "party":
        return next((p.contested for p in agreement.parties if p.state == name and p.contested), None), f"parties.{name}", ()
    if kind == "exception":
        return next((e.text for e in agreement.exceptions if e.label == name), None), f"exceptions.{name}", ()
    if part.startswith("suspension"):
        leg = agreement.suspensions[int(part.removeprefix("suspension"))]
        return leg.text, "suspensions", leg.sources
    return None, f"provisions.{part}" if part else "", ()

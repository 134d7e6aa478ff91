"""Proofs in words: each rule's sentence with its holes filled, in French or English."""

from dataclasses import dataclass
from typing import Any

from foedera.record.model import Record, SourceWords
from foedera.treaties.explanation import FILE_MARK
from foedera.treaties.model import Proof, Question
from foedera.treaties.outside_facts import assumed_id
from foedera.treaties.withdrawal import ASKED
from foedera.views.labels import Labels
from foedera.world.agreement import FiledAgreement
from foedera.world.load_agreements import load_agreements

ACTORS = ("bearer", "beneficiary", "actor", "party", "speaker")
ACTOR_LISTS = ("said_by",)
DAYS = ("day", "date", "earliest", "latest", "published")
AGREEMENTS = ("agreement", "by")
CODES = {"step": "step", "status": "status", "earlier": "step", "later": "step"}


@dataclass(frozen=True)
class ProofWords:
    """What fills the holes: names of actors and agreements, days, texts of outside facts by id."""

    labels: Labels
    names: dict[str, str]
    facts: dict[str, str]

    def sentence(self, proof: Proof) -> str:
        """The conclusion in words; a rule that the catalogue lacks is shown by its code."""
        key = f"rules.{proof.rule}"
        if not self.labels.words.has(key):
            return proof.rule
        holes = {name: self._hole(name, value) for name, value in proof.values}
        return self.labels.words.say(key, **holes)

    def agreement(self, agreement_id: str) -> str:
        """Its name in the record and its id; the id alone when no document names it."""
        name = self.names.get(agreement_id)
        return f"{name} ({agreement_id})" if name else agreement_id

    def _weekday(self, number: int) -> str:
        from babel.dates import get_day_names

        return str(get_day_names("wide", locale=self.labels.lang)[number])

    def _hole(self, name: str, value: str) -> str:
        if name in ACTORS:
            return self.labels.actor(value)
        if name in ACTOR_LISTS:
            return ", ".join(self.labels.actor(part) for part in value.split(", "))
        if name in DAYS:
            return self.labels.day(value)
        if name in AGREEMENTS:
            return self.agreement(value)
        if name == "weekday":
            return self._weekday(int(value))
        if name == "fact":
            return self.facts.get(value, value)
        if name == "kind":
            return self.labels.words.say(f"what_if.kind.{value}")
        return self.labels.code(CODES[name], value) if name in CODES else value


def proof_words(question: Question, record: Record, labels: Labels) -> ProofWords:
    """The words for the proofs of one question."""
    filed = load_agreements() if question.agreements != "record" else ()
    facts = {fact.id: f"{fact.text} ({fact.source})" for fact in record.facts}
    facts |= {assumed_id(text): text for text in question.assume}
    facts[ASKED] = labels.words.say("what_if.asked")
    facts |= {FILE_MARK + a.id: _filed(a, labels) for a in filed}
    return ProofWords(labels, {a.id: a.name for a in filed} | {a.id: a.name for a in record.agreements}, facts)


def _filed(agreement: FiledAgreement, labels: Labels) -> str:
    text = labels.words.say("what_if.file", source=agreement.source)
    return text + (labels.words.say("what_if.unverified", what=agreement.unverified) if agreement.unverified else "")


def evidence_to_json(words: SourceWords | None) -> dict[str, Any] | None:
    """{"doc", "start", "end", "text"} of the words, or null."""
    if words is None:
        return None
    return {"doc": words.document_id, "start": words.evidence.start, "end": words.evidence.end, "text": words.evidence.text}

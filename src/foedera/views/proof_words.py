"""Proofs in words: each rule's sentence with its holes filled, in French or English."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from foedera.record.model import ProvisionRow, Record, SourceWords
from foedera.treaties.explanation import ASKED
from foedera.treaties.model import Proof, Question
from foedera.treaties.outside_facts import assumed_id
from foedera.values.codes import ActionClass
from foedera.values.durations import parts_of
from foedera.views.filed_words import FiledWords
from foedera.views.labels import Labels
from foedera.views.row_titles import page_name
from foedera.world.geography import geography
from foedera.world.load_agreements import load_agreements
from foedera.world.successors import load_successors

ACTORS = ("bearer", "beneficiary", "actor", "party", "speaker")
ACTOR_LISTS = ("said_by",)
AS_HEADING = ("in_force_open", "in_force_by_exchange", "notice_running", "notice_told")  # rules that tell after a name and a colon
IN_BRACKETS = ("step_dated", "step_undated")  # rules whose sentence sets the actors in brackets, as in a list
MANY = 5  # of more states than this a proof names the first ones
DAYS = ("day", "date", "earliest", "latest", "published")
AGREEMENTS = ("agreement", "by")
CODES = {"step": "step", "status": "status", "earlier": "step", "later": "step"}


@dataclass(frozen=True)
class ProofWords:
    """What fills the holes: names of actors and agreements, days, texts of outside facts by id.

    `documents`: who published each and under which title, `pages`: who published it on which day, for those who name a document otherwise
    than by its id.
    """

    labels: Labels
    names: dict[str, str]
    facts: dict[str, str]
    filed: FiledWords
    documents: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)

    def on_a_page(self, proof: Proof) -> str:
        """As `sentence`, with documents named by outlet and day: for pages, where a link leads to the document itself."""
        named = tuple((name, self.pages.get(value, value) if name == "document" else value) for name, value in proof.values)
        return self.sentence(replace(proof, values=named))

    def sentence(self, proof: Proof) -> str:
        """The conclusion in words; a rule that the catalogue lacks is shown by its code."""
        key = f"rules.{proof.rule}"
        if not self.labels.words.has(key):
            return proof.rule
        values = dict(proof.values)
        if proof.rule == "outside_fact" and (filed := self.filed.ground(values.get("fact", ""))):
            return filed
        holes = {name: self._hole(name, value) for name, value in proof.values}
        if proof.rule in AS_HEADING:
            holes["agreement"] = self.agreement(values["agreement"])
        if proof.rule in IN_BRACKETS:
            holes["actor"] = self.actors(values["actor"], self.labels.actor)
        if "action" in values:
            holes["action"] = self.filed.action_explained(values.get("duty"), values["action"])
        if "condition" in values:
            holes["condition"] = self.filed.condition_text(values.get("code"), values.get("duty"), values["condition"])
        return self.labels.words.say(key, **holes)

    def agreement(self, agreement_id: str) -> str:
        """Its name (by the file in the reader's language, else as documents have it) and its id; the id alone when nothing names it."""
        name = self.names.get(agreement_id)
        return f"{name} ({agreement_id})" if name else agreement_id

    def agreement_in_sentence(self, agreement_id: str) -> str:
        """As `agreement`, with the article that the name takes in a sentence ("the North Atlantic Treaty"); not for lists and headings."""
        return self.labels.world.agreement_in_sentence(self.agreement(agreement_id), self.labels.lang)

    def actors(self, codes: str, name: Callable[[str], str] | None = None) -> str:
        """The names of the states of a joint act, each as `name` gives it (a sentence's way); of many, the first and how many more."""
        parts, name = codes.split("+"), name or self.labels.actor_in_sentence
        if len(parts) <= MANY:
            return name(codes)
        first = ", ".join(map(name, parts[: MANY - 1]))
        return self.labels.words.say("what_if.and_more", states=first, count=str(len(parts) - MANY + 1))

    def place(self, code: str) -> str:
        """The name of a state, an area, a sea or a territory."""
        return self.labels.actor_in_sentence(code) if self.labels.world.is_state(code) else geography().place_name(code, self.labels.lang)

    def duration(self, code: str) -> str:
        """An ISO 8601 duration in words: "1 year", "6 months"."""
        say = self.labels.words.say
        years, months, days = parts_of(code)
        parts = ((years, "year", "years"), (months, "month", "months"), (days, "day", "days"))
        said = [say(f"what_if.{one if count == 1 else many}", count=str(count)) for count, one, many in parts if count]
        return say("codes.and").join(said)

    def ground(self, proof: Proof) -> str | None:
        """What the ground of a proof stands for, with its source; None where its sentence says it, or words or other proofs bear it."""
        if proof.fact_id in (None, ASKED) or proof.rule == "outside_fact":
            return None
        found = proof.fact_id or ""
        return self.filed.ground(found) or self.facts.get(found, found)

    def _weekday(self, number: int) -> str:
        from babel.dates import get_day_names

        return str(get_day_names("wide", locale=self.labels.lang)[number])

    def _hole(self, name: str, value: str) -> str:
        if name in ACTORS:
            return self.actors(value)
        if name in ACTOR_LISTS:
            return ", ".join(self.labels.actor_in_sentence(part) for part in value.split(", "))
        if name in DAYS:
            return self.labels.day(value)
        if name in AGREEMENTS:
            return self.agreement_in_sentence(value)
        if name == "weekday":
            return self._weekday(int(value))
        if name == "fact":
            return self.filed.ground(value) or self.facts.get(value, value)
        if name == "place":
            return self.place(value)
        if name == "duration":
            return self.duration(value)
        if name == "kind":
            return self.labels.words.say(f"what_if.kind.{value}")
        return self.labels.code(CODES[name], value) if name in CODES else value


def proof_words(question: Question, record: Record, labels: Labels) -> ProofWords:
    """The words for the proofs of one question."""
    filed = load_agreements() if question.agreements != "record" else ()
    facts = {fact.id: f"{fact.text} ({fact.source})" for fact in record.facts}
    facts |= {assumed_id(text): text for text in question.assume}
    facts[ASKED] = labels.words.say("what_if.asked")
    facts |= {s.ground: labels.words.say("what_if.source", source=s.source) for s in load_successors()}
    names = {a.id: a.name for a in record.agreements} | {a.id: a.names.say(labels.lang) for a in filed}
    documents = {d.id: " · ".join(part for part in (d.outlet, d.title or d.id) if part) for d in record.documents}
    filed_words = FiledWords(labels, {a.id: a for a in filed}, _told_elsewhere(record, labels.lang))
    pages = {d.id: page_name(d, labels) for d in record.documents}
    return ProofWords(labels, names, facts, filed_words, documents, pages)


def _told_elsewhere(record: Record, lang: str) -> dict[str, ActionClass]:
    """The class of each duty whose words are those of a document in another language, by the id of its row."""
    langs = {document.id: document.lang for document in record.documents}
    told = ((p, _teller(p)) for agreement in record.agreements for p in agreement.provisions if p.reported_by)
    return {p.id: p.action_class for p, document in told if langs.get(document, lang) != lang}


def _teller(provision: ProvisionRow) -> str:
    """The document whose account has most of the words of the duty, the first of equals."""
    wanted = set(provision.action.lower().split())
    return max(provision.reported_by, key=lambda account: len(wanted & set(account.evidence.text.lower().split()))).document_id


def evidence_to_json(words: SourceWords | None) -> dict[str, Any] | None:
    """{"doc", "start", "end", "text"} of the words, or null."""
    if words is None:
        return None
    return {"doc": words.document_id, "start": words.evidence.start, "end": words.evidence.end, "text": words.evidence.text}

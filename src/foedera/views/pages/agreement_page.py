"""One agreement: how it stands for each party on a day, its steps, its duties with their words, what it replaces, what is disputed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foedera.record.model import Account, AgreementRow, LifecycleRow, ProvisionRow, Record
from foedera.treaties.in_force import standing_on
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import days_of_publication, status_on
from foedera.treaties.model import Question
from foedera.views.filed_names import name_beside
from foedera.views.judgement_lines import marks_on
from foedera.views.labels import Labels
from foedera.views.pages.decisions import Decision, decisions_on
from foedera.views.pages.disagreement_page import what_differs
from foedera.views.pages.event_page import Difference
from foedera.views.pages.lines import end_words
from foedera.views.pages.party_sentences import PartySentence, party_sentences, what_is_true_of
from foedera.views.pages.proof import ProofNode, proof_node
from foedera.views.pages.shown import Badge, Day, Quoted, Scale, badge_of, day_shown, quoted
from foedera.views.pages.table import Table
from foedera.views.proof_words import ProofWords, proof_words
from foedera.views.rows import agreement_by_id


@dataclass(frozen=True, slots=True)
class PartyStatus:
    """A party on the day. `step`: its furthest certain step; `possible`: those not excluded; `standing`: is it in force for it?
    `in_short`: both in a few words, with the day of the step."""

    state: str
    name: str
    step: str
    possible: tuple[str, ...]
    standing: str
    standing_words: str
    presumed: bool
    would_settle: tuple[str, ...]
    why: ProofNode
    in_short: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the lifecycle, with the words that tell it."""

    id: str
    step: str
    actor: str
    day: Day
    badge: Badge
    place: str | None
    scope: str | None
    sources: int
    words: tuple[Quoted, ...]
    judged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty, with the words that tell it. `terms`: what triggers, conditions and limits it, in words."""

    id: str
    article: int | None
    bearer: str
    beneficiary: str | None
    action: str
    action_class: str
    strength: str | None
    terms: tuple[str, ...]
    badge: Badge
    words: tuple[Quoted, ...]
    judged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another agreement: `id` None where the texts only name it."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement as of a day. `filed_name`: what the file of agreements calls it, where documents call it otherwise."""

    id: str
    name: str
    filed_name: str | None
    other_names: tuple[str, ...]
    parties: tuple[str, ...]
    party_codes: tuple[str, ...]
    kind: str
    duration: str | None
    article_count: int | None
    on: str
    on_words: str
    replaces: tuple[Related, ...]
    replaced_by: tuple[Related, ...]
    in_short: tuple[PartySentence, ...]
    status: tuple[PartyStatus, ...]
    steps: tuple[StepLine, ...]
    duties: tuple[DutyLine, ...]
    differences: tuple[Difference, ...]
    judged: tuple[str, ...]
    decisions: tuple[Decision, ...]
    documents: int


def agreement_page(record: Record, law: Law, agreement_id: str, on: date, labels: Labels) -> AgreementPage:
    """The page of an agreement of the record on a day. UsageError for an unknown one."""
    row = agreement_by_id(record, agreement_id)
    names = {d.id: " · ".join(p for p in (d.outlet, d.title or d.id) if p) for d in record.documents}
    scale = Scale(step.days for step in row.lifecycle)
    differing = [d for d in record.disagreements if d.about == row.id or d.about.startswith(f"{row.id}/")]
    status = _status(row, record, law, on, labels)
    return AgreementPage(
        id=row.id,
        name=row.name,
        filed_name=name_beside(row.id, row.name, labels.lang),
        other_names=_other_names(row),
        parties=tuple(map(labels.actor, row.parties)),
        party_codes=row.parties,
        kind=labels.code("kind", row.kind.value),
        duration=labels.words.say("brief.indefinite") if row.duration == "indefinite" else row.duration,
        article_count=row.article_count,
        on=on.isoformat(),
        on_words=labels.day(on.isoformat()),
        replaces=tuple(_related(name, record) for name in row.replaces),
        replaced_by=tuple(Related(a.id, a.name) for a in record.agreements if row.id in a.replaces),
        in_short=party_sentences(((p.state, p.standing, p.in_short) for p in status), labels),
        status=status,
        steps=tuple(_step(step, scale, names, record, labels) for step in row.lifecycle),
        duties=tuple(_duty(duty, names, record, labels) for duty in row.provisions),
        differences=tuple(Difference(d.id, d.kind, what_differs(d, labels)) for d in differing),
        judged=_judged(record, row.id, labels),
        decisions=decisions_on(record, [row.id, *(s.id for s in row.lifecycle), *(d.id for d in row.provisions)], labels),
        documents=len(_documents(row)),
    )


def _other_names(row: AgreementRow) -> tuple[str, ...]:
    """What else documents call it in more than a word, each once, however it is capitalised."""
    once = {name.casefold(): name for name in reversed(row.names) if " " in name and name.casefold() != row.name.casefold()}
    return tuple(reversed(once.values()))


def _documents(row: AgreementRow) -> set[str]:
    told = {a.document_id for step in row.lifecycle for a in step.reported_by}
    return told | {a.document_id for duty in row.provisions for a in duty.reported_by} | set(row.documents)


def _related(name: str, record: Record) -> Related:
    found = next((a for a in record.agreements if a.id == name), None)
    return Related(found.id, found.name) if found else Related(None, name)


def _judged(record: Record, row_id: str, labels: Labels) -> tuple[str, ...]:
    return tuple(line.strip() for line in marks_on(record, row_id, labels.words))


def _status(row: AgreementRow, record: Record, law: Law, on: date, labels: Labels) -> tuple[PartyStatus, ...]:
    said = proof_words(Question("attack", "", "", on), record, labels)
    known = law.find(row.id) or row
    return tuple(_party(party, row, known, law, on, said, record) for party in law.parties_on(known, on))


def _party(party: str, row: AgreementRow, known: AgreementRow, law: Law, on: date, said: ProofWords, record: Record) -> PartyStatus:
    labels = said.labels
    reached = status_on(row, party, on, days_of_publication(record))
    standing = standing_on(known, party, on, law)
    step = labels.code("step", reached.step.value) if reached.step else labels.words.say("web.agreement.no_step")
    possible = tuple(labels.code("step", s.value) for s in reached.possible)
    code = standing.certainty.value
    words = labels.words.say(f"web.in_force.{code}")
    presumed, settle = bool(standing.presumed), standing.would_settle
    short, why = what_is_true_of(row, reached, standing, labels), proof_node(standing.proof, said)
    return PartyStatus(party, labels.actor(party), step, possible, code, words, presumed, settle, why, short)


def _step(row: LifecycleRow, scale: Scale, names: dict[str, str], record: Record, labels: Labels) -> StepLine:
    day = day_shown(row.days, row.date, labels, scale)
    words, judged = _words(row.reported_by, names, labels), _judged(record, row.id, labels)
    badge, sources = badge_of(row, labels), row.independent_sources
    return StepLine(row.id, labels.step(row), labels.actor(row.actor), day, badge, row.place, row.scope, sources, words, judged)


def _words(accounts: Sequence[Account], names: dict[str, str], labels: Labels) -> tuple[Quoted, ...]:
    return tuple(quoted(a, names, labels) for a in accounts)


def _duty(row: ProvisionRow, names: dict[str, str], record: Record, labels: Labels) -> DutyLine:
    say, trigger = labels.words.say, row.trigger or (labels.code("trigger", row.trigger_class.value) if row.trigger_class else "")
    terms = [say("brief.trigger", words=trigger)] if trigger else []
    terms += [say("brief.condition", words=labels.term(c)) for c in row.conditions]
    terms += [say("brief.caveat", words=labels.term(c)) for c in row.caveats]
    return DutyLine(
        row.id,
        row.article,
        end_words(row.bearer, labels),
        end_words(row.beneficiary, labels) if row.beneficiary else None,
        row.action,
        labels.code("action", row.action_class.value),
        labels.code("strength", row.strength) if row.strength and labels.words.has(f"codes.strength.{row.strength}") else None,
        tuple(terms),
        badge_of(row, labels),
        _words(row.reported_by, names, labels),
        _judged(record, row.id, labels),
    )


def agreement_table(page: AgreementPage) -> Table:
    """Steps and duties for a spreadsheet, one line a quotation."""
    columns = ("row", "layer", "what", "actor", "date", "certainty", "document", "start", "end", "text")
    steps = ((s.id, "step", s.step, s.actor, s.day.edtf, s.badge.code, q) for s in page.steps for q in s.words)
    duties = ((d.id, "duty", d.action, d.bearer, None, d.badge.code, q) for d in page.duties for q in d.words)
    rows = tuple((*first, q.document_id, q.start, q.end, q.text) for *first, q in (*steps, *duties))
    return Table(columns, rows)

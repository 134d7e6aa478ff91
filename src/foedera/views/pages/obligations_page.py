"""What binds one state on a day, agreement by agreement: in force or not and why, what it owes and what is owed to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from foedera.record.model import AgreementRow, Record
from foedera.treaties.in_force import standing_on
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import Certainty
from foedera.treaties.model import Question
from foedera.treaties.obligations import Duty
from foedera.treaties.standing import WEIGHT
from foedera.views.labels import Labels
from foedera.views.pages.proof import ProofNode, proof_node
from foedera.views.pages.shown import Quoted, quoted
from foedera.views.pages.table import Table
from foedera.views.proof_words import ProofWords, proof_words
from foedera.views.question_notes import question_notes

MANY = 6  # of more states than this a duty names the first ones


@dataclass(frozen=True, slots=True)
class OwedDuty:
    """One duty, with the states at its other end, and the words that tell it (none where the world file does).

    `mutual`: the same provision binds both ways between the same states, so one line may say it for both."""

    provision: str
    action: str
    action_class: str
    article: int | None
    states: tuple[str, ...]
    more_states: int
    trigger: str
    words: tuple[Quoted, ...]
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class BoundUnder:
    """One agreement: how it stands for the state on the day and why; `own`: it is one of the record and has a page."""

    id: str
    name: str
    own: bool
    standing: str
    standing_words: str
    presumed: bool
    owes: tuple[OwedDuty, ...]
    is_owed: tuple[OwedDuty, ...]
    why: ProofNode


@dataclass(frozen=True, slots=True)
class ObligationsPage:
    """The agreements of a state on a day: those in force or open, and those that do not bind, with why not."""

    state: str
    name: str
    on: str
    on_words: str
    agreements: str
    notes: tuple[str, ...]
    bound: tuple[BoundUnder, ...]
    not_bound: tuple[BoundUnder, ...]


def obligations_page(state: str, on: date, agreements: str, record: Record, law: Law, labels: Labels) -> ObligationsPage:
    """What binds `state` on a day under this law."""
    question = Question("attack", "", state, on, agreements)
    said = proof_words(question, record, labels)
    names = {d.id: " · ".join(p for p in (d.outlet, d.title or d.id) if p) for d in record.documents}
    found = [_under(a, state, on, law, said, names, record) for a in law.agreements_of(state)]
    order = {c.value: -w for c, w in WEIGHT.items()}
    bound = sorted((b for b in found if b.standing != Certainty.NOT), key=lambda b: (not b.own, order[b.standing], b.name))
    off = sorted((b for b in found if b.standing == Certainty.NOT), key=lambda b: (not b.own, b.name))
    notes, day = tuple(question_notes(question, record, labels)), on.isoformat()
    return ObligationsPage(state, labels.actor(state), day, labels.day(day), agreements, notes, tuple(bound), tuple(off))


def _under(row: AgreementRow, state: str, on: date, law: Law, said: ProofWords, names: dict[str, str], record: Record) -> BoundUnder:
    standing = standing_on(row, state, on, law)
    own = any(a.id == row.id for a in record.agreements)
    binds = standing.certainty is not Certainty.NOT
    owes = tuple(_duties(_owed_by(row, state, on, law), "beneficiary", said, names)) if binds else ()
    owed = tuple(_duties(law.duties_towards(row, state, on), "bearer", said, names)) if binds else ()
    owes, owed = _both_ways(owes, owed), _both_ways(owed, owes)
    code, words = standing.certainty.value, said.labels.words.say(f"web.in_force.{standing.certainty.value}")
    filed = law.file_of(row)
    name = filed.names.say(said.labels.lang) if filed and not own else row.name
    return BoundUnder(row.id, name, own, code, words, bool(standing.presumed), owes, owed, proof_node(standing.proof, said))


def _owed_by(row: AgreementRow, state: str, on: date, law: Law) -> Iterator[Duty]:
    parties = law.parties_on(row, on)
    return (d for other in parties if other != state for d in law.duties_towards(row, other, on) if d.bearer == state)


def _duties(duties: Iterable[Duty], end: str, said: ProofWords, names: dict[str, str]) -> Iterator[OwedDuty]:
    """Each provision once, with all the states at this end of it."""
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        found.setdefault(duty.provision.id, []).append(duty)
    for group in found.values():
        yield _duty(group, sorted({said.labels.actor(getattr(d, end)) for d in group}), said, names)


def _both_ways(duties: tuple[OwedDuty, ...], others: tuple[OwedDuty, ...]) -> tuple[OwedDuty, ...]:
    """The duties, those marked that stand on the other side too."""
    known = {(d.provision, d.states, d.more_states) for d in others}
    return tuple(replace(d, mutual=(d.provision, d.states, d.more_states) in known) for d in duties)


def _duty(group: list[Duty], states: list[str], said: ProofWords, names: dict[str, str]) -> OwedDuty:
    row, labels = group[0].provision, said.labels
    filed = said.filed.duty(row.id)
    told = filed.trigger.say(labels.lang) if filed and filed.trigger else row.trigger or ""
    trigger = told or (labels.code("trigger", row.trigger_class.value) if row.trigger_class else "")
    words = tuple(quoted(a, names, labels) for a in row.reported_by)
    kind, action = labels.code("action", row.action_class.value), said.filed.action(row.id, row.action)
    return OwedDuty(row.id, action, kind, row.article, tuple(states[:MANY]), max(len(states) - MANY, 0), trigger, words)


def obligations_table(page: ObligationsPage) -> Table:
    """One line a duty, for a spreadsheet."""
    rows = tuple(
        (page.state, page.on, b.id, b.standing, side, d.action_class, d.action, "; ".join(d.states), d.more_states, d.trigger)
        for b in page.bound
        for side, duties in (("owes", b.owes), ("is_owed", b.is_owed))
        for d in duties
    )
    return Table(("state", "on", "agreement", "in_force", "side", "class", "action", "states", "more_states", "trigger"), rows)

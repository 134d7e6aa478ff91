"""Small files of agreements built by hand, in the form of world/agreements, and questions about them."""

from datetime import date
from typing import Any

from foedera.record.model import Record
from foedera.treaties.model import Answer, Proof, Question, Verdict, WhatIf
from foedera.treaties.what_if import what_if
from foedera.world.agreement import FiledAgreement
from foedera.world.load_agreements import agreement_of

AID = {"label": "aid", "article": 4, "bearer": "each party", "action": {"en": "give aid", "fr": "porter aide"},
       "action_class": "defence", "strength": "automatic", "trigger": {"en": "an armed attack", "fr": "une attaque armée"},
       "trigger_class": "armed_attack"}  # fmt: skip


def filed(agreement_id: str, parties: list[Any], *duties: dict[str, Any], **more: Any) -> FiledAgreement:
    """One agreement, in force since 1990 unless told otherwise, with a plain duty of aid where none is given."""
    row = {"id": agreement_id, "names": {"en": agreement_id, "fr": agreement_id}, "kind": "mutual_defence", "parties": parties,
           "signed": "1989-01-01", "in_force": "1990-01-01", "sources": ["a gazette"], "provisions": list(duties) or [AID]}  # fmt: skip
    return agreement_of({**row, **more})


def asked(world: list[FiledAgreement], day: str = "2000-06-01", record: Record | None = None, **question: Any) -> WhatIf:
    """The answer; the question as keywords: attack=("A", "B"), chain="all" ..."""
    kind = next(k for k in ("attack", "threat", "withdrawal", "entry") if k in question)
    by, on_whom = question.pop(kind) if kind != "entry" else ("", question.pop(kind))
    return what_if(Question(kind, by, on_whom, date.fromisoformat(day), "both", **question), record or Record(), world)


def verdicts(answer: WhatIf) -> dict[str, str]:
    """{"FRA TRIO": "bound"}: by bearer and agreement, the strongest verdict of each."""
    found: dict[str, str] = {}
    for a in sorted((*answer.answers, *answer.not_bound), key=lambda a: list(Verdict).index(a.verdict) == 1):
        found.setdefault(f"{a.bearer} {a.agreement_id}", str(a.verdict))
    return found


def rules_of(answer: Answer) -> set[str]:
    """Every rule in the proof of an answer."""
    return {proof.rule for proof in _walk(answer.why)}


def _walk(proof: Proof) -> list[Proof]:
    return [proof, *(inner for part in proof.because for inner in _walk(part))]


def leaves(proof: Proof) -> list[Proof]:
    """The proofs that rest on no other."""
    return [p for p in _walk(proof) if not p.because]

"""Records built by hand for the tests of law: a few lines of YAML become rows with words behind them."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from foedera.record.model import (
    Account,
    AgreementRow,
    Disagreement,
    DisagreementValue,
    DocumentRow,
    EventRow,
    LifecycleRow,
    OutsideFact,
    ProvisionRow,
    Record,
)
from foedera.treaties.model import Question, WhatIf
from foedera.values.codes import ActionClass, AgreementKind, EventType, Factuality, Status, Step, TriggerClass
from foedera.values.dates import DateRange, range_from_edtf
from foedera.values.span import Evidence

CASES = Path(__file__).parent.parent / "cases" / "what_if"


def load_situations() -> list[Any]:
    """Every situation of every file, as (file and name, situation)."""
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for situation in data["situations"]:
            found.append((f"{path.stem}: {situation['name']}", {**data.get("given", {}), **situation}))
    return found


def record_of(situation: dict[str, Any]) -> Record:
    agreements = tuple(agreement(row) for row in situation["agreements"])
    documents = tuple(document(doc, bounds) for doc, bounds in situation.get("documents", {"d1": "2024-12-31"}).items())
    facts = tuple(OutsideFact(f["id"], "", Step.IN_FORCE, None, "", f["source"], f["text"]) for f in situation.get("facts", []))
    rivals = tuple(disagreement(row) for row in situation.get("disagreements", []))
    told = tuple(event(row) for row in situation.get("events", []))
    return Record(documents=documents, agreements=agreements, facts=facts, disagreements=rivals, events=told)


def document(doc: str, bounds: str) -> DocumentRow:
    return DocumentRow(doc, None, "en", None, None, range_from_edtf(str(bounds)) or DateRange())


def agreement(row: dict[str, Any]) -> AgreementRow:
    lifecycle = tuple(step(row, s) for s in row.get("steps", []))
    provisions = tuple(provision(row["id"], n, p) for n, p in enumerate(row.get("duties", [])))
    kind, replaces = AgreementKind(row.get("kind", "mutual_defence")), tuple(row.get("replaces", ()))
    return AgreementRow(row["id"], tuple(row["parties"]), kind, row.get("name", row["id"]), (), None, None, replaces, lifecycle, provisions)


def step(row: dict[str, Any], told: dict[str, Any]) -> LifecycleRow:
    status, factuality = Status(told.get("status", "done")), Factuality(told.get("factuality", "stated"))
    actor, date_text = told.get("actor", "+".join(row["parties"])), str(told["date"]) if "date" in told else None
    accounts = () if told.get("facts") else tuple(account(f"{told['step']} in {d}", d, factuality) for d in told.get("docs", ["d1"]))
    return LifecycleRow(f"{row['id']}/{told['step']}", Step(told["step"]), actor, status, range_from_edtf(date_text), date_text, (), None,
                        factuality, accounts, 1, weekday=told.get("weekday"), facts=tuple(told.get("facts", ())))


def account(text: str, doc: str, factuality: Factuality = Factuality.STATED) -> Account:
    return Account(f"{doc}:{text}", doc, Evidence(0, len(text), text), factuality)


def provision(agreement_id: str, number: int, told: dict[str, Any]) -> ProvisionRow:
    trigger_class = TriggerClass(told["trigger_class"]) if told.get("trigger_class") else None
    factuality = Factuality(told.get("factuality", "stated"))
    return ProvisionRow(f"{agreement_id}/duty#{number}", told.get("article"), told.get("bearer", "each party"), told.get("beneficiary"),
                        told.get("action", "give aid"), ActionClass(told.get("class", "defence")), told.get("strength"), told.get("delay"),
                        told.get("trigger"), trigger_class, tuple(told.get("conditions", ())), tuple(told.get("caveats", ())), factuality,
                        (account(told.get("action", "give aid"), "d1", factuality),))


def event(told: dict[str, Any]) -> EventRow:
    """{"attack": [who, whom], "date": EDTF, "factuality"}: an attack as one document tells it."""
    source, target = told["attack"]
    date_text, factuality = str(told["date"]), Factuality(told.get("factuality", "stated"))
    told_by = (account(f"{source} attacks {target}", "d1", factuality),)
    days, row_id = range_from_edtf(date_text), f"event:{source}{target}"
    return EventRow(row_id, EventType.ATTACK, source, target, "", days, date_text, (), None, (), told_by, 1, factuality)


def disagreement(row: dict[str, Any]) -> Disagreement:
    values = tuple(DisagreementValue(str(value), (doc,), (), 1) for doc, value in row["values"].items())
    return Disagreement(row["about"], row["about"], row["field"], row.get("kind", "contradiction"), values)


def question_of(asked: dict[str, Any]) -> Question:
    kind = next(k for k in ("attack", "threat", "withdrawal") if k in asked)
    by, on_whom = asked[kind]
    day, agreements = date.fromisoformat(str(asked["day"])), asked.get("agreements", "record")
    return Question(kind, by, on_whom, day, agreements, tuple(asked.get("assume", ())))


def told_by(answer: WhatIf) -> dict[str, list[str]]:
    """What the answer says, as the situations write it: "PRK PRK-RUS-2024 4" by verdict, "PRK-RUS-2000 replaced" for what does not bind."""
    found: dict[str, list[str]] = {"bound": [], "undetermined": [], "contested": []}
    for a in answer.answers:
        found[str(a.verdict)].append(" ".join(str(part) for part in (a.bearer, a.agreement_id, a.article) if part is not None))
    found["not_bound"] = [f"{a.agreement_id} {reason(a.why)}" for a in answer.not_bound]
    found["presumed"] = sorted({a.agreement_id for a in answer.answers if a.presumed})
    found["would_settle"] = sorted({fact for a in answer.answers for fact in a.would_settle})
    found["chain"] = [f"{step.assumes}: {a.bearer} {a.agreement_id} {a.verdict}" for step in answer.chain for a in step.answers]
    return found


def reason(proof: Any) -> str:
    return str(proof.because[0].rule if proof.rule == "not_bound" else proof.rule)

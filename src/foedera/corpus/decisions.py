"""What a person decides on a row, kept in the record: from words to requests, from requests to judgements in the log."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from foedera.corpus.record_of_store import record_of
from foedera.errors import Trouble, UsageError
from foedera.record.judgements import Judgement, JudgementKind
from foedera.record.judging import Request, judgement_on
from foedera.record.model import Record
from foedera.record.statement_ids import short_hash
from foedera.store.judgement_pages import LogAsked
from foedera.store.store import Store
from foedera.values.control_characters import first_control

KINDS = ("accept", "reject", "correct", "merge", "split", "hide", "rename")
NEEDS = {"correct": "FIELD=VALUE", "merge": "ID", "split": "STATEMENT|DOCUMENT", "rename": "NAME"}


def requests_of(target: str, decision: Sequence[str]) -> list[Request]:
    """What the words after the id ask: one request, for several corrections one each. UsageError when they ask nothing known."""
    name, rest = (decision[0], [*decision[1:]]) if decision else ("", [])
    if name not in KINDS:
        raise UsageError(Trouble("bad_choice", name or target, detail=", ".join(KINDS)))
    kind = JudgementKind(name)
    needs = NEEDS.get(name)
    if bool(needs) != bool(rest) or (name == "merge" and len(rest) > 1):
        raise UsageError(Trouble("judgement_form", target, detail=f"{name} {needs or ''}".strip()))
    if kind is JudgementKind.SPLIT:
        return [Request(kind, target, parts=tuple(p for r in rest for p in r.split(",") if p))]
    if kind is JudgementKind.CORRECT:
        return [Request(kind, target, value) for value in rest]
    if kind is JudgementKind.RENAME and (found := first_control(" ".join(rest))):
        raise UsageError(Trouble("name_with_control", target, detail=found))
    return [Request(kind, target, " ".join(rest) or None)]


def given(store: Store, requests: Sequence[Request], by: str, why: str, record: Record | None = None, key: str = "") -> list[Judgement]:
    """The judgements made on the record as it is now, and kept; none of them where one cannot be made.

    `key`: what the sender calls this decision. The same decision under the same key is kept once, however often it is sent.
    """
    now = datetime.now(UTC)
    known = record if record is not None else record_of(store)
    times = ((now + timedelta(microseconds=n)).isoformat(timespec="microseconds") for n in range(len(requests)))
    made = [judgement_on(known, store.held, request, by, when, why) for request, when in zip(requests, times, strict=True)]
    if key:
        made = [replace(one, id=keyed_id(by, key, one.kind.value, one.target, one.value)) for one in made]
    store.add_judgements(made)
    return made


def decision_prefix(by: str, key: str) -> str:
    """What the ids of all judgements begin with that `by` gave under `key`."""
    return f"judgement:{short_hash(by.strip(), key)}-"


def keyed_id(by: str, key: str, kind: str, target: str, value: str | None) -> str:
    """The id of one judgement given under a key."""
    return decision_prefix(by, key) + short_hash(kind, target, value)


def kept_under(store: Store, by: str, key: str, kind: str, target: str) -> tuple[Judgement, ...]:
    """What this decision has already come to, if it was sent before; taken back or not."""
    prefix = decision_prefix(by, key)
    known = (one.judgement for one in store.judgement_page(LogAsked(id_begins=prefix)))
    return tuple(j for j in known if j.id.startswith(prefix) and (j.kind.value, j.target) == (kind, target))

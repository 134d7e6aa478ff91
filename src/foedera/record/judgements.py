"""A person's judgements on what was read: values laid over statements, never edits. Everything here is frozen and knows no store."""

from dataclasses import dataclass
from enum import StrEnum

from foedera.record.statement_ids import short_hash
from foedera.values.span import Evidence


class JudgementKind(StrEnum):
    """What a person can decide. Of accept, reject and correct on one statement the last counts."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    HIDE = "hide"
    RENAME = "rename"


class Layer(StrEnum):
    """What kind of thing a mark points to."""

    DOCUMENT = "document"
    AGREEMENT = "agreement"
    STEP = "step"
    DUTY = "duty"
    EVENT = "event"
    QUOTE = "quote"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Words of one document that were judged, and what was read in them: a newer reader's statement is found again by these.

    `code` is the statement's kind (step, event type, class of duty, parties of an agreement, id of an actor); `actor` narrows a step
    told of several actors to the one whose row was judged, None when the whole statement was.
    """

    document_id: str
    layer: Layer
    code: str
    evidence: Evidence
    statement_id: str
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. `target`: the id it was given on; `value`: FIELD=VALUE, the other row's id or the new name; `when`: UTC, ISO 8601.

    `marks` are the statements judged; `others` the other side of a merge or a split.
    """

    id: str
    kind: JudgementKind
    target: str
    value: str | None
    who: str
    when: str
    why: str
    marks: tuple[Mark, ...] = ()
    others: tuple[Mark, ...] = ()

    @property
    def order(self) -> tuple[str, str]:
        """Sorting key: by time, then by id."""
        return self.when, self.id


def judgement_of(
    kind: JudgementKind,
    target: str,
    value: str | None,
    who: str,
    when: str,
    why: str,
    marks: tuple[Mark, ...],
    others: tuple[Mark, ...] = (),
) -> Judgement:
    """The judgement with its id, a hash of what was decided, by whom, when and on which statements."""
    said = (kind, target, value, who, when, why, *(m.statement_id for m in marks), "|", *(m.statement_id for m in others))
    return Judgement(f"judgement:{short_hash(*said)}", kind, target, value, who, when, why, tuple(sorted(marks)), tuple(sorted(others)))

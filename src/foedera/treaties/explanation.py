"""Proofs from rows: each step of an argument ends in the words of a document or in an outside fact."""

from collections.abc import Iterable, Iterator

from foedera.record.model import Account, LifecycleRow, ProvisionRow, Reason, SourceWords
from foedera.treaties.model import Proof
from foedera.values.codes import Factuality

FILE_MARK = "file:"
ASKED = "question"  # the ground of what the question itself puts
SHORT_OF_REPORTED = (Factuality.FORECAST, Factuality.HEDGED, Factuality.DENIED)


def words_of(account: Account) -> SourceWords:
    """The words of an account, with their document."""
    return SourceWords(account.document_id, account.evidence)


def account_proof(account: Account) -> Proof:
    """What one document tells, in its own voice or as said by somebody; what it foresees, doubts or denies is never told as reported."""
    values = (("document", account.document_id), ("said_by", ", ".join(account.said_by)))
    manner = f"_{account.factuality}" if account.factuality in SHORT_OF_REPORTED else ""
    return Proof(f"{'said' if account.said_by else 'told'}{manner}_in_document", values, words_of(account))


def reason_proof(reason: Reason) -> Proof:
    """A reason of the record as a step of a proof."""
    return Proof(reason.rule, reason.values, reason.words)


def row_proof(row: LifecycleRow) -> Proof:
    """A step of the lifecycle, its date, why that date, and the accounts it rests on."""
    values = (("step", str(row.step)), ("actor", row.actor or ""), ("status", str(row.status)), ("date", row.date or ""))
    facts = tuple(Proof("outside_fact", (("fact", fact),), fact_id=fact) for fact in row.facts)
    reasons = tuple(dict.fromkeys(reason_proof(reason) for reason in row.date_why if reason.rule != "outside_fact"))
    accounts = tuple(account_proof(account) for account in row.reported_by)
    return Proof("step_dated" if row.date else "step_undated", values, because=(*facts, *reasons, *accounts))


def rows_proofs(rows: Iterable[LifecycleRow]) -> tuple[Proof, ...]:
    """A step of a proof for each row, in order."""
    return tuple(row_proof(row) for row in rows)


def provision_proof(provision: ProvisionRow) -> Proof:
    """The duty as the documents tell it."""
    article = str(provision.article) if provision.article is not None else ""
    values = (("article", article), ("action", provision.action), ("duty", provision.id))
    ground = provision.id
    filed = (Proof("outside_fact", (("fact", ground),), fact_id=ground),) if provision.id.startswith(FILE_MARK) else ()
    return Proof("duty_of_article" if article else "duty_told", values, because=(*filed, *map(account_proof, provision.reported_by)))


def walk(proof: Proof) -> Iterator[Proof]:
    """The proof and every proof under it."""
    yield proof
    for part in proof.because:
        yield from walk(part)

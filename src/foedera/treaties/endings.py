"""What may have ended an agreement for a party by a day: its own leaving, the end of the agreement, another in its place."""

from collections.abc import Iterator
from datetime import date

from foedera.record.model import AgreementRow, LifecycleRow
from foedera.treaties.entry import entry_on
from foedera.treaties.explanation import row_proof, rows_proofs, words_of
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import DOUBTFUL, Certainty, actors_of, certainty_of_row, row_days
from foedera.treaties.model import Proof
from foedera.treaties.standing import Standing, applies_to_party
from foedera.values.codes import Status, Step
from foedera.values.dates import edtf_from_range
from foedera.values.durations import day_after

ENDINGS = (Step.SUSPENDED, Step.WITHDRAWN, Step.TERMINATED, Step.SUPERSEDED)


def endings_on(agreement: AgreementRow, party: str, day: date, law: Law) -> Iterator[Standing]:
    """Every finding that the agreement has ended, may have ended, or is said to have ended for `party` by the end of `day`."""
    replacers = list(law.replacing(agreement, day))
    for row in agreement.lifecycle:
        followed = row.step is Step.SUPERSEDED and (replacers or _strange(row, agreement, day, law))
        ended = row.step in ENDINGS and applies_to_party(row, agreement, party) and not followed
        if ended and not _entered_after(row, agreement, party, day, law):
            yield from _ending_by_row(agreement, row, day, law)
    for other in replacers:
        yield from _ending_by_replacement(agreement, other, party, day, law)


def _entered_after(row: LifecycleRow, agreement: AgreementRow, party: str, day: date, law: Law) -> bool:
    """An ending told of days before the agreement entered into force has not ended it; nor has one that a return followed."""
    last = row_days(row, law.published).latest
    if last is None:
        return False
    done = [r for r in agreement.lifecycle if r.step is Step.IN_FORCE and r.status is Status.DONE and r.factuality not in DOUBTFUL]
    firsts = [(r, first) for r in done if (first := row_days(r, law.published).earliest)]
    returned = any(actors_of(r) == {party} and last <= first <= day for r, first in firsts)
    return returned or bool(firsts and last < min(first for _, first in firsts))


def _strange(row: LifecycleRow, agreement: AgreementRow, day: date, law: Law) -> bool:
    """A replacement by states that are not all parties: they cannot end it for the others."""
    return not actors_of(row) <= {*agreement.parties, *law.parties_on(agreement, day)}


def _ending_by_row(agreement: AgreementRow, row: LifecycleRow, day: date, law: Law) -> Iterator[Standing]:
    reached = certainty_of_row(row, day, law.published)
    if reached is Certainty.NOT:
        return
    days = row_days(row, law.published)
    values = (("agreement", agreement.id), ("date", edtf_from_range(days) or ""), ("day", day.isoformat()))
    settle = (f"{agreement.id} {row.step} ...",)
    if row.step is Step.SUSPENDED and len(actors_of(row)) == 1:
        proof = Proof("suspended_alone", (*values, ("actor", row.actor)), because=(row_proof(row),))
        yield Standing(Certainty.CONTESTED, proof, (), (), tuple(words_of(account) for account in row.reported_by))
        return
    notice = _notice_running(agreement, row, day, law)
    if reached is Certainty.CERTAIN and notice:
        proof = Proof("notice_running", (*values, ("duration", notice)), because=(row_proof(row), _rule_of_leaving(agreement, law, notice)))
        yield Standing(Certainty.POSSIBLE, proof, (), (f"{agreement.id} {row.step}:{row.actor} ...",))
    elif reached is Certainty.CERTAIN:
        yield Standing(Certainty.NOT, Proof(f"ended_{row.step}", values, because=(row_proof(row),)))
    else:
        yield Standing(Certainty.POSSIBLE, Proof(f"perhaps_{row.step}", values, because=(row_proof(row),)), (), settle)


def _notice_running(agreement: AgreementRow, row: LifecycleRow, day: date, law: Law) -> str | None:
    """The notice that a withdrawal told by documents alone may still have to wait for: they seldom tell the notice from its effect."""
    filed, latest = law.file_of(agreement), row_days(row, law.published).latest
    notice = filed.withdrawal.notice if filed else None
    if row.step is not Step.WITHDRAWN or row.facts or notice is None or latest is None:
        return None
    return notice if day < day_after(latest, notice) else None


def _rule_of_leaving(agreement: AgreementRow, law: Law, notice: str) -> Proof:
    filed = law.file_of(agreement)
    article = str(filed.withdrawal.article) if filed and filed.withdrawal.article is not None else ""
    rule = "notice_of_article" if article else "notice_told"
    return Proof(rule, (("agreement", agreement.id), ("article", article), ("duration", notice)), fact_id=law.ground_of(agreement))


def _ending_by_replacement(agreement: AgreementRow, other: AgreementRow, party: str, day: date, law: Law) -> Iterator[Standing]:
    entry = entry_on(other, party, day, law)
    if entry.certainty is Certainty.NOT:
        return
    values = (("agreement", agreement.id), ("by", other.id), ("day", day.isoformat()))
    rows = [r for r in agreement.lifecycle if r.step is Step.SUPERSEDED]
    because = (*rows_proofs(rows), entry.proof)
    if entry.certainty is Certainty.CERTAIN:
        yield Standing(Certainty.NOT, Proof("replaced", values, because=because), entry.presumed)
    else:
        yield Standing(entry.certainty, Proof("perhaps_replaced", values, because=because), (), entry.would_settle, entry.readings)

"""What no answer from the file of agreements may ever say, for any two states on any day."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.record.model import Record
from foedera.treaties.model import Question, Verdict
from foedera.treaties.what_if import law_asked, what_if_under
from foedera.values.dates import range_from_edtf
from foedera.world.agreement import FiledParty
from foedera.world.load_agreements import load_agreements
from foedera.world.successors import load_successors

FILED = load_agreements()
BY_ID = {a.id: a for a in FILED}
STATES = sorted({party.state for a in FILED for party in a.parties})
HEIRS = {s.new: s.old for s in load_successors()}
LAW = law_asked(Question("attack", "", "", date(2024, 1, 1), "world"), Record(), FILED)
DAYS = st.dates(date(1945, 1, 1), date(2026, 12, 31))


def may_be_in(party: FiledParty, day: date) -> bool:
    """Whether the day may lie in this span of the party."""
    since, until = range_from_edtf(party.since), range_from_edtf(party.until)
    begun = since is None or since.earliest is None or since.earliest <= day
    return begun and (until is None or until.latest is None or day < until.latest)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(STATES), st.sampled_from(STATES), DAYS, st.sampled_from(["attack", "threat"]))
def test_nobody_is_bound_by_what_does_not_bind_it(by: str, on_whom: str, day: date, kind: str) -> None:
    if by == on_whom:
        return
    for answer in what_if_under(Question(kind, by, on_whom, day, "world", chain="none"), *LAW).answers:
        agreement = BY_ID[answer.agreement_id]
        if answer.verdict is not Verdict.BOUND:
            continue
        ends = {answer.bearer, HEIRS.get(answer.bearer)}
        assert answer.bearer not in (by, on_whom)
        assert agreement.binding
        assert any(party.state in ends and may_be_in(party, day) for party in agreement.parties)
        signed, ended = range_from_edtf(agreement.signed), range_from_edtf(agreement.ended)
        assert signed is None or signed.earliest is None or signed.earliest <= day
        assert ended is None or ended.latest is None or day < ended.latest

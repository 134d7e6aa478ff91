"""What is remembered changes no answer: standings by spans of days are those worked out afresh for each day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.treaties.entry import PRESUMED_AFTER
from foedera.treaties.epochs import epoch_of
from foedera.treaties.filed_agreements import rows_of_file
from foedera.treaties.in_force import standing_on
from foedera.treaties.law import Law
from foedera.world.agreement import FiledAgreement

from .filed_worlds import filed
from .situations import agreement

FIRST = date(1990, 1, 1)
days = st.integers(0, 3000).map(lambda n: FIRST + timedelta(days=n))
edtf = st.one_of(days.map(date.isoformat), days.map(lambda d: d.isoformat()[:7]), days.map(lambda d: str(d.year)))


@st.composite
def worlds(draw: st.DrawFn) -> list[FiledAgreement]:
    """Two agreements of the same three states, one perhaps in the place of the other."""
    joined, left = sorted(draw(st.tuples(days, days)))
    parties = ["FRA", "POL", draw(st.sampled_from(["ITA", f"ITA {joined}/", f"ITA /{left}", f"ITA {joined}/{left}"]))]
    entries = {"signed": draw(edtf), "in_force": draw(st.one_of(st.none(), edtf)), "withdrawal": {"notice": "P1Y"}}
    ended = draw(st.one_of(st.none(), edtf))
    old = filed("OLD", parties, **entries, **({"ended": ended, "ended_by": "terminated"} if ended else {}))
    new = filed("NEW", ["FRA", "POL", "ITA"], signed=draw(edtf), in_force=draw(st.one_of(st.none(), edtf)),
                replaces=draw(st.sampled_from([[], ["OLD"]])))  # fmt: skip
    return [old, new]


@settings(max_examples=60, deadline=None)
@given(worlds(), st.lists(days, min_size=2, max_size=8))
def test_a_day_of_a_span_stands_as_if_worked_out_alone(world: list[FiledAgreement], asked: list[date]) -> None:
    rows, known = rows_of_file(world), {a.id: a for a in world}
    kept = Law(rows, filed=known)
    for day in asked:
        for row in rows:
            for party in ("FRA", "ITA"):
                assert standing_on(row, party, day, kept) == standing_on(row, party, day, Law(rows, filed=known))


def test_the_day_of_a_turn_opens_a_span_and_what_documents_tell_has_none() -> None:
    pact = filed("FRA-POL", ["FRA", "POL"], signed="1990-01-01", in_force="1991-01-01")
    law = Law(rows_of_file([pact]), filed={pact.id: pact})
    spans = [epoch_of(law.agreements[0], day, law) for day in (date(1990, 12, 31), date(1991, 1, 1), FIRST + PRESUMED_AFTER)]
    assert spans[0] is not None and spans[1] == spans[0] + 1 and spans[2] == spans[0] + 2
    told = agreement({"id": "A", "parties": ["FRA", "POL"], "steps": [{"step": "in_force", "date": "1991-01-01"}]})
    assert epoch_of(told, FIRST, Law((told,))) is None

"""The file of agreements: its own consistency, and who is bound under it."""

import itertools
from datetime import date

import pytest

from foedera.record.model import Record
from foedera.treaties.filed_agreements import agreement_row
from foedera.treaties.model import Question, Verdict
from foedera.treaties.what_if import what_if
from foedera.values.dates import range_from_edtf
from foedera.world.load_agreements import load_agreements
from foedera.world.load_world import load_world

from .situations import agreement

FILED = load_agreements()


@pytest.mark.parametrize("filed", FILED, ids=[a.id for a in FILED])
def test_an_entry_is_sound(filed: object) -> None:
    entry = next(a for a in FILED if a is filed)
    world = load_world()
    assert all(world.is_state(party.state) for party in entry.parties)
    spans = [range_from_edtf(text) for text in (entry.signed, entry.in_force, entry.ended) if text]
    assert None not in spans
    assert all(a.earliest <= b.latest for a, b in itertools.pairwise(spans))
    assert set(entry.replaces) <= {a.id for a in FILED} and entry.source
    agreement_row(entry)


def _bound(by: str, on_whom: str, day: str, kind: str = "attack") -> set[tuple[str, str]]:
    answer = what_if(Question(kind, by, on_whom, date.fromisoformat(day), "world"), Record(), FILED)
    return {(a.agreement_id, a.bearer) for a in answer.answers if a.verdict is Verdict.BOUND and a.action_class == "defence"}


@pytest.mark.parametrize(("by", "on_whom", "day", "agreement_id", "bearer", "bound"), [
    ("RUS", "FIN", "2023-04-03", "NATO-1949", "USA", False),
    ("RUS", "FIN", "2023-04-04", "NATO-1949", "USA", True),
    ("RUS", "POL", "2023-04-03", "NATO-1949", "FIN", False),
    ("RUS", "POL", "2023-04-05", "NATO-1949", "FIN", True),
    ("UKR", "RUS", "2024-11-20", "PRK-RUS-2024", "PRK", False),
    ("UKR", "RUS", "2024-12-10", "PRK-RUS-2024", "PRK", True),
    ("RUS", "FRA", "2020-03-01", "EU-42-7", "GBR", False),
    ("USA", "CHN", "1979-01-01", "CHN-SUN-1950", "SUN", True),
    ("USA", "CHN", "1985-01-01", "CHN-SUN-1950", "SUN", False),
    ("CHN", "ARM", "2020-01-01", "CST-1992", "RUS", True),
    ("CHN", "GEO", "2005-01-01", "CST-1992", "RUS", False),
])
def test_who_is_bound(by: str, on_whom: str, day: str, agreement_id: str, bearer: str, bound: bool) -> None:
    assert ((agreement_id, bearer) in _bound(by, on_whom, day)) is bound


def test_documents_win_over_the_file() -> None:
    told = agreement({"id": "PRK-RUS-2024", "parties": ["PRK", "RUS"], "steps": [{"step": "in_force", "date": "2024-11-13/2025-05-28"}],
                      "duties": [{"article": 4, "trigger_class": "armed_attack"}]})
    answer = what_if(Question("attack", "UKR", "RUS", date(2024, 12, 10)), Record(agreements=(told,)), FILED)
    (aid,) = [a for a in answer.answers if a.agreement_id == "PRK-RUS-2024" and a.article == 4]
    assert aid.verdict is Verdict.UNDETERMINED


def test_the_file_completes_what_documents_leave_open() -> None:
    told = agreement({"id": "PRK-RUS-2024", "parties": ["PRK", "RUS"], "steps": [{"step": "signed", "date": "2024-06-19"}]})
    answer = what_if(Question("attack", "UKR", "RUS", date(2024, 12, 10)), Record(agreements=(told,)), FILED)
    aid = next(a for a in answer.answers if a.agreement_id == "PRK-RUS-2024" and a.article == 4)
    assert aid.verdict is Verdict.BOUND
    alone = what_if(Question("attack", "UKR", "RUS", date(2024, 12, 10), "record"), Record(agreements=(told,)), FILED)
    assert [a.verdict for a in alone.answers] == [Verdict.UNDETERMINED]


def test_an_agreement_told_without_a_year_is_the_only_one_of_its_parties_and_kind() -> None:
    told = agreement({"id": "KOR-USA-XXXX", "parties": ["KOR", "USA"]})
    answer = what_if(Question("attack", "PRK", "KOR", date(2024, 12, 10)), Record(agreements=(told,)), FILED)
    told_of = {a.agreement_id for a in answer.answers}
    assert "KOR-USA-XXXX" in told_of and "KOR-USA-1953" not in told_of

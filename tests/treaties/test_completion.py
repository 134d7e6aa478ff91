"""An agreement of the file that documents tell of too: what they leave out, announce or deny too early takes nothing away from it."""

from typing import Any

import pytest

from .filed_worlds import AID, asked, filed, verdicts
from .situations import record_of

TALKS = {"label": "talks", "article": 2, "bearer": "each party", "action": {"en": "consult", "fr": "se consulter"},
         "action_class": "consult", "trigger": {"en": "a threat", "fr": "une menace"}, "trigger_class": "threat"}  # fmt: skip
PACT = filed("FRA-POL-2019", ["FRA", "POL"], AID, TALKS, signed="2018-05-01", in_force="2019-06-01")


def told(day: str = "2020-06-01", published: str = "2019-05-01", pact: Any = PACT, **row: Any) -> Any:
    row = {"id": pact.id, "parties": [p.state for p in pact.parties], **row}
    record = record_of({"agreements": [row], "documents": {"d1": published}})
    return asked([pact], day, record, attack=("BLR", "POL"))


def duties_of(answer: Any, bearer: str = "FRA") -> list[tuple[int | None, str, bool]]:
    """(article, class, whether the file tells it) of each duty of one bearer that binds."""
    found = [(a.article, a.action_class, a.provision_id.startswith("file:")) for a in answer.answers if a.bearer == bearer]
    return sorted(found, key=str)


AID_TOLD, TALKS_TOLD = (4, "defence", False), (2, "consult", False)
AID_FILED, TALKS_FILED = (4, "defence", True), (2, "consult", True)


@pytest.mark.parametrize(("duty", "found"), [
    ({"article": 2, "class": "consult", "trigger_class": "threat"}, [TALKS_TOLD, AID_FILED]),
    ({"class": "consult", "trigger_class": "threat"}, [AID_FILED, (None, "consult", False)]),
    ({"article": 4, "trigger_class": "armed_attack"}, [TALKS_FILED, AID_TOLD]),
    ({"class": "defence"}, [TALKS_FILED, (None, "defence", False)]),
    ({"article": 4, "class": "support"}, [TALKS_FILED, (4, "support", False)]),
    ({"article": 4, "class": "consult", "trigger_class": "threat"}, [TALKS_FILED, (4, "consult", False), AID_FILED]),
    ({"article": 4, "trigger_class": "armed_attack", "factuality": "hedged"}, [TALKS_FILED, AID_TOLD, AID_FILED]),
    ({"article": 4, "trigger_class": "armed_attack", "factuality": "denied"}, [TALKS_FILED, AID_FILED]),
    ({"article": 4, "strength": "permission"}, [TALKS_FILED, AID_FILED]),
    ({"article": 4, "bearer": "POL", "trigger_class": "armed_attack"}, [TALKS_FILED, AID_FILED]),
    ({"article": 4, "bearer": "FRA", "trigger_class": "armed_attack"}, [TALKS_FILED, AID_TOLD]),
])  # fmt: skip
def test_a_duty_told_stands_for_its_own_of_the_file_and_no_other(duty: dict[str, Any], found: list[Any]) -> None:
    assert duties_of(told(duties=[duty])) == sorted(found, key=str)


def test_of_two_duties_in_one_article_the_one_told_gives_way() -> None:
    one = filed("FRA-POL-2019", ["FRA", "POL"], AID, {**TALKS, "article": 4}, signed="2018-05-01", in_force="2019-06-01")
    answer = told(pact=one, duties=[{"article": 4, "class": "defence", "trigger_class": "armed_attack"}])
    assert duties_of(answer) == [(4, "consult", True), (4, "defence", False)]


@pytest.mark.parametrize(("step", "verdict"), [
    ({"status": "future"}, "bound"), ({"factuality": "forecast"}, "bound"), ({"factuality": "hedged"}, "bound"),
    ({"status": "future", "date": "2021-01-01"}, "bound"), ({"status": "future", "actor": "FRA"}, "bound"),
    ({"status": "future", "actor": "POL"}, "bound"), ({"status": "denied"}, "bound"), ({"factuality": "denied"}, "bound"),
    ({"date": "2021-01-01"}, "not_bound"),
])  # fmt: skip
def test_an_entry_into_force_of_the_file_outlasts_what_was_announced_or_denied_before(step: dict[str, Any], verdict: str) -> None:
    answer = told(steps=[{"step": "in_force", **step}])
    assert verdicts(answer)["FRA FRA-POL-2019"] == verdict
    assert verdicts(told("2019-05-31", steps=[{"step": "in_force", "status": "future"}]))["FRA FRA-POL-2019"] == "not_bound"


def test_a_denial_after_the_day_of_the_file_stands_for_it() -> None:
    answer = told(published="2020-01-10", steps=[{"step": "in_force", "status": "denied"}])
    assert verdicts(answer)["FRA FRA-POL-2019"] == "not_bound"


def test_an_announced_signature_does_not_hide_the_one_of_the_file() -> None:
    signed = filed("FRA-POL-2010", ["FRA", "POL"], signed="2010-05-01", in_force=None)
    row = {"step": "signed", "status": "future", "date": "2010-05"}
    assert verdicts(told(published="2010-04-01", pact=signed, steps=[row]))["FRA FRA-POL-2010"] == "bound"


def test_an_announced_withdrawal_does_not_hide_the_one_of_the_file() -> None:
    ended = filed("FRA-POL-2019", ["FRA", "POL"], signed="2018-05-01", in_force="2019-06-01", ended="2020-01-01", ended_by="terminated")
    answer = told(pact=ended, published="2019-08-01", steps=[{"step": "terminated", "status": "future", "date": "2020"}])
    assert verdicts(answer)["FRA FRA-POL-2019"] == "not_bound"


BESIDE = {"id": "FRA-POL-2018-b", "parties": ["FRA", "POL"], "steps": [{"step": "signed", "date": "2018"}]}
ITSELF = {"id": "FRA-POL-2018", "parties": ["FRA", "POL"], "steps": [{"step": "signed", "date": "2018"}]}


@pytest.mark.parametrize(("rows", "bound"), [
    ([BESIDE], {"FRA-POL-2018-b"}),
    ([{**BESIDE, "kind": "declaration"}], {"FRA-POL-2018"}),
    ([ITSELF, BESIDE], {"FRA-POL-2018"}),
    ([ITSELF, {**BESIDE, "kind": "declaration"}], {"FRA-POL-2018"}),
], ids=["a treaty of that year", "a declaration of that year", "a second treaty beside", "a declaration beside"])
def test_one_agreement_of_the_file_stands_behind_one_of_the_record(rows: list[dict[str, Any]], bound: set[str]) -> None:
    pact = filed("FRA-POL-2018", ["FRA", "POL"], AID, signed="2018-05-01", in_force="2019-06-01")
    answer = asked([pact], "2020-06-01", record_of({"agreements": rows}), attack=("BLR", "POL"))
    assert {a.agreement_id for a in answer.answers if a.verdict == "bound" and a.action_class == "defence"} == bound

"""What a dossier says of judgements: also of a step that a person took out of it."""

import pytest
from tests.record.made_up import pact, page, step

from foedera.record.judgements import JudgementKind
from foedera.record.judging import Request, judgement_on
from foedera.record.record_from_readings import record_from_readings
from foedera.values.codes import Step
from foedera.views.brief import brief_of
from foedera.views.judgement_lines import marks_on_what_is_gone
from foedera.views.labels import Labels
from foedera.views.words import words
from foedera.world.load_world import load_world

TEXT = "Le 5 mars 2019, Vienne et Budapest ont signé un pacte, que Vienne a ratifié."


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(("kind", "is_gone"), [(JudgementKind.REJECT, True), (JudgementKind.ACCEPT, False)])
def test_the_dossier_tells_of_a_step_that_was_taken_out(lang: str, kind: JudgementKind, is_gone: bool) -> None:
    items = [page("a", TEXT, agreements=[pact(step(TEXT, "ont signé", Step.SIGNED), step(TEXT, "a ratifié", Step.RATIFIED, actor="AUT"))])]
    record = record_from_readings(items)
    agreement = record.agreements[0]
    ratified = next(row.id for row in agreement.lifecycle if row.step is Step.RATIFIED)
    asked = Request(kind, ratified)
    given = judgement_on(record, {i.document.id: i for i in items}.get, asked, "Zoé", "2031-01-01T08:00:00", "read twice")
    after, labels = record_from_readings(items, (), [given]), Labels(words(lang), load_world(), lang)
    lines = marks_on_what_is_gone(after, agreement.id, labels.words)
    assert (len(lines) == 1) == is_gone
    told = str(brief_of(after, agreement.id, [i.document for i in items], labels))
    assert "Zoé" in told and "read twice" in told and (ratified in "".join(lines)) == is_gone

"""A paper's own date, told in a sentence of its own, dates the step that the paper makes."""

from collections.abc import Callable

import pytest

from foedera.language.pack import languages, load_pack
from foedera.reading.agreements import agreements_of
from foedera.reading.context import Context

NOTHING = {
    "fr": "Le roi d’Espagne a ratifié le traité conclu avec la France par décret. Le décret a été publié le 3 mai 2021.",
    "en": "The king of Spain ratified the treaty with France by decree. The decree was published on 3 May 2021.",
}


@pytest.mark.parametrize("lang", languages())
def test_each_form_dates_its_example(lang: str, context_for: Callable[[str, str], Context]) -> None:
    entries = load_pack(lang).table("lifecycle_verbs").get("instrument_dates", ())
    assert entries or lang not in NOTHING
    for entry in entries:
        context = context_for(entry["example"]["text"], lang)
        dates = [s.date for a in agreements_of(context) for s in a.steps if str(s.step) in entry["steps"]]
        assert dates == [entry["example"]["date"]], entry["example"]


@pytest.mark.parametrize("lang", sorted(NOTHING))
def test_another_date_of_the_paper_dates_no_step(lang: str, context_for: Callable[[str, str], Context]) -> None:
    steps = [s for a in agreements_of(context_for(NOTHING[lang], lang)) for s in a.steps]
    assert steps and all(s.date != "2021-05-03" for s in steps)

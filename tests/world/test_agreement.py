"""What an entry of the file of agreements tells: sources by field, spans of parties, words in each language."""

import pytest

from foedera.world.agreement import FiledAgreement, LocalText
from foedera.world.load_agreements import agreement_of, load_agreements, load_charter


def entry(**more: object) -> FiledAgreement:
    needed = {"id": "A-B-1900", "names": {"en": "Pact", "fr": "Pacte"}, "kind": "friendship", "parties": ["FRA"], "sources": ["a"]}
    return agreement_of({**needed, **more})


def test_sources_are_those_of_the_nearest_field() -> None:
    found = entry(sources={"*": ["whole"], "provisions": ["duties"], "provisions.aid": ["aid"]})
    assert found.sources_of("provisions.aid.article") == ("aid",)
    assert found.sources_of("provisions.other") == ("duties",)
    assert found.sources_of("signed") == ("whole",)
    assert found.source == "whole; duties; aid"


@pytest.mark.parametrize(("text", "since", "until"), [
    ("ESP", None, None), ("ESP 1982-05-30/", "1982-05-30", None), ("ESP /1999", None, "1999"), ("ESP 1982/1999", "1982", "1999"),
])  # fmt: skip
def test_a_party_may_have_a_span(text: str, since: str | None, until: str | None) -> None:
    (party,) = entry(parties=[text]).parties
    assert (party.state, party.since, party.until) == ("ESP", since, until)


def test_a_text_falls_back_on_its_first_language() -> None:
    text = LocalText((("en", "a threat"), ("fr", "une menace")))
    assert [text.say(lang) for lang in ("fr", "en", "de")] == ["une menace", "a threat", "a threat"]


def test_the_charter_is_kept_apart() -> None:
    (charter,) = load_charter()
    assert charter.id not in {a.id for a in load_agreements()}
    assert charter.duty("self_defence") is not None


def test_every_duty_is_told_in_every_language() -> None:
    told = [duty.action for a in load_agreements() for duty in a.duties]
    assert told and all(set(text.languages) == {"en", "fr"} and text.say(lang="en") != text.say(lang="fr") for text in told)

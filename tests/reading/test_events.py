"""What states do to each other, by the sentence tables of each language and by the examples of the packs."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.language.pack import load_pack
from foedera.reading.model import EventStatement
from foedera.reading.read_document import read_document
from foedera.sources.model import Document
from foedera.world.load_world import load_world

CASES = Path(__file__).parents[1] / "cases"


def _cases() -> list[Any]:
    files = sorted(CASES.glob("*/events.yaml"))
    return [pytest.param(f.parent.name, case, id=case["text"][:40]) for f in files for case in yaml.safe_load(f.read_text("utf-8"))]


def _examples() -> list[Any]:
    return [
        pytest.param(lang, frame["type"], frame["example"], id=f"{lang}-{name}")
        for lang in ("fr", "en")
        for name, frame in load_pack(lang).table("event_cues")["frames"].items()
    ]


def read(text: str, lang: str, published: str | None = "2024-11-12") -> tuple[EventStatement, ...]:
    return read_document(Document("case", text, lang, published=published), load_pack(lang), load_world()).events


def _told(event: EventStatement) -> str:
    return f"{event.type} {event.source}" + (f" > {event.target}" if event.target else "")


@pytest.mark.parametrize(("lang", "case"), _cases())
def test_events_of_a_sentence(lang: str, case: dict[str, Any]) -> None:
    events = read(case["text"], lang)
    assert sorted(_told(e) for e in events) == sorted(case["events"])
    for name in ("factuality", "date", "place"):
        if name in case:
            assert getattr(events[0], name) == case[name]
    if "quantities" in case:
        assert [f"{e.quantity.mod}{e.quantity.value:g}" for e in events if e.quantity] == case["quantities"]
    if "quantity" in case:
        assert events[0].quantity is not None
        assert f"{events[0].quantity.mod}{events[0].quantity.value:g}" == case["quantity"]


@pytest.mark.parametrize(("lang", "type_", "example"), _examples())
def test_each_frame_reads_its_own_example(lang: str, type_: str, example: dict[str, str]) -> None:
    assert f"{type_} {example['event']}" in [_told(e) for e in read(example["text"], lang)]


@pytest.mark.parametrize(("lang", "case"), _cases())
def test_evidence_is_short_and_the_texts_own(lang: str, case: dict[str, Any]) -> None:
    for event in read(case["text"], lang):
        evidence = event.evidence
        assert case["text"][evidence.start : evidence.end] == evidence.text
        assert 0 < len(evidence.text.split()) <= 15
        assert len(event.what.split()) <= 20

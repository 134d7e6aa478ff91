"""Why a statement was read: each remembers the words and the pack entry that set it off, and the page around them can be asked for."""

from pathlib import Path

import pytest

from foedera.language.pack import entry_of, load_pack
from foedera.reading.context import Context
from foedera.reading.model import Reading
from foedera.reading.read_document import context_of, read_document
from foedera.reading.serialize import reading_from_json, reading_to_json
from foedera.reading.sureness import confidence
from foedera.reading.why_read import why_read
from foedera.sources.model import Document
from foedera.sources.read_sources import documents_from
from foedera.world.load_world import load_world

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TEXT = "Le président kényan s'est rendu mardi à Kampala. « Nous garderons cette frontière ouverte », a promis William Ruto."


def _read(document: Document) -> tuple[Context, Reading]:
    pack, world = load_pack(document.lang), load_world()
    return context_of(document, pack, world), read_document(document, pack, world)


@pytest.fixture(scope="module")
def examples() -> list[tuple[Context, Reading]]:
    return [_read(d) for d in documents_from([EXAMPLES]) if isinstance(d, Document)]


def test_every_statement_says_who_found_it_and_how_sure(examples: list[tuple[Context, Reading]]) -> None:
    for _, reading in examples:
        told = reading_to_json(reading)
        inner = [s for a in told["agreements"] for s in (*a["steps"], *a["obligations"])]
        for statement in (*told["agreements"], *inner, *told["events"], *told["quotes"]):
            assert statement["reader"] in ("both", "dependency", "shallow") and 0.5 < statement["confidence"] < 1


def test_the_reader_outlives_json(examples: list[tuple[Context, Reading]]) -> None:
    for _, reading in examples:
        again = reading_from_json(reading_to_json(reading))
        assert again.events == reading.events and again.agreements == reading.agreements and again.quotes == reading.quotes


def test_what_set_a_statement_off_stands_in_its_pack(examples: list[tuple[Context, Reading]]) -> None:
    found = 0
    for context, reading in examples:
        for statement in (*(s for a in reading.agreements for s in (*a.steps, *a.obligations)), *reading.events):
            assert statement.found_by is not None
            assert entry_of(context.pack, statement.found_by.entry).content
            assert statement.found_by.span.text_in(context.document.text).strip()
            found += 1
    assert found > 20


def test_a_visit_and_a_quotation_are_explained() -> None:
    context, reading = _read(Document(id="d", origin="d", text=TEXT, lang="fr"))
    visit = why_read(context, reading.events[0])
    assert (visit.kind, visit.reader, visit.rules[0].words) == ("event", "both", "s'est rendu")
    assert visit.rules[0].entry and visit.rules[0].entry.examples
    tokens = visit.sentences[0].tokens
    assert [t.text for t in tokens if t.label == "nsubj"] == ["président"]
    assert {(m.text, m.actor) for m in visit.sentences[0].mentions} >= {("Kampala", "UGA")}
    quote = why_read(context, reading.quotes[0])
    assert any(r.words == "a promis" and "William Ruto" in r.says for r in quote.rules)
    assert quote.rules[0].entry and quote.rules[0].entry.file == "packs/fr/reporting_verbs.yaml"


def test_a_place_that_the_pack_has_not_is_refused() -> None:
    with pytest.raises(KeyError):
        entry_of(load_pack("fr"), "lifecycle_verbs.steps.999")


def test_nothing_measured_gives_no_figure() -> None:
    assert confidence("quote", "dependency") is None

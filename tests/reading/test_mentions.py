"""Who is mentioned, by the sentence tables of each language."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.language.pack import languages, load_pack
from foedera.reading.coreference import resolve
from foedera.reading.mentions import mentions_of
from foedera.reading.model import ActorMention
from foedera.reading.sentences import sentences_of
from foedera.sources.model import Document
from foedera.world.load_world import load_world

CASES = Path(__file__).parents[1] / "cases"


def _cases() -> list[Any]:
    files = sorted(CASES.glob("*/mentions.yaml"))
    return [pytest.param(f.parent.name, case, id=case["text"][:40]) for f in files for case in yaml.safe_load(f.read_text("utf-8"))]


def read(text: str, lang: str, published: str | None = None) -> tuple[ActorMention, ...]:
    pack, world = load_pack(lang), load_world()
    document = Document("case", text, lang, published=published)
    sentences = sentences_of(document, pack)
    return resolve(document, sentences, mentions_of(document, sentences, pack, world), pack, world)


@pytest.mark.parametrize(("lang", "case"), _cases())
def test_actors_of_a_sentence(lang: str, case: dict[str, Any]) -> None:
    published = case.get("published")
    found = {m.text: m for m in read(case["text"], lang, str(published) if published else None)}
    lowered = {text.lower(): m for text, m in found.items()}
    for words, (actor, kind, *state) in case.get("mentions", {}).items():
        mention = found.get(words) or lowered.get(words.lower())
        assert mention is not None, f"no mention of {words!r} among {sorted(found)}"
        assert (mention.actor, mention.kind) == (actor, kind)
        assert not state or mention.state == state[0]
    for words in case.get("none", ()):
        assert words not in found


def _pack_examples() -> list[Any]:
    found = []
    for lang in languages():
        titles = load_pack(lang).table("titles")
        rows = [row for part in ("offices", "bodies", "chambers") for row in titles[part]["words"]]
        rows += load_pack(lang).table("groups")["words"]
        rows += load_pack(lang).table("pronouns")["several"]
        found += [pytest.param(lang, row["example"], row["actor"], id=row["example"]) for row in rows if "example" in row]
    return found


@pytest.mark.parametrize(("lang", "example", "actor"), _pack_examples())
def test_examples_of_the_pack_say_what_they_give(lang: str, example: str, actor: str) -> None:
    assert actor in {m.actor for m in read(example, lang)}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_mentions_are_sorted_do_not_overlap_and_quote_the_text(lang: str) -> None:
    for param in _cases():
        case_lang, case = param.values
        if case_lang == lang:
            mentions = read(case["text"], lang)
            assert all(m.text == case["text"][m.span.start : m.span.end] for m in mentions)
            assert all(a.span.end <= b.span.start for a, b in zip(mentions, mentions[1:], strict=False))

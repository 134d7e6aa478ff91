"""The evaluation set of our own: its gold holds together, and nothing in it is copied from the evaluation texts."""

import copy
import importlib.util
from pathlib import Path

import pytest

EVALUATION = Path(__file__).resolve().parents[2] / "evaluation"


def _script(name: str):  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location(name, EVALUATION / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


own_set, floors = _script("own_set"), _script("floors")
SETS = sorted(folder for folder in own_set.OWN.iterdir() if folder.is_dir())


def test_a_set_is_there() -> None:
    assert "tuned" in [folder.name for folder in SETS]


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_nothing_is_wrong(folder: Path) -> None:
    assert own_set.wrong_in_set(folder) == []


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_a_set_mixes(folder: Path) -> None:
    articles, golds = own_set.rows(folder / "articles.jsonl"), own_set.rows(folder / "gold.jsonl")
    assert {a["lang"] for a in articles} == {"fr", "en"}
    assert [a for a in articles if a["group"] == own_set.LOOK_ALIKE]
    assert {layer for gold in golds for layer, _ in own_set.records(gold)} == {"step", "obligation", "event", "quote"}
    assert all(120 <= len(a["text"].split()) <= 350 for a in articles)


def test_no_text_stands_in_two_sets() -> None:
    ids = [a["id"] for folder in SETS for a in own_set.rows(folder / "articles.jsonl")]
    assert len(set(ids)) == len(ids)


@pytest.mark.skipif(not floors.evaluation_folder().is_dir(), reason="the evaluation texts are not beside the repository")
def test_nothing_is_copied_from_the_evaluation_texts() -> None:
    folder = floors.evaluation_folder()
    others = [a["text"] for a in own_set.rows(folder / "dev" / "articles.jsonl")]
    others += [path.read_text(encoding="utf-8") for path in sorted((folder.parent / "seeds").glob("*.txt"))]
    assert len(others) > 40
    texts = [a["text"] for own in SETS for a in own_set.rows(own / "articles.jsonl")]
    assert own_set.copied(texts, others) == set()


ARTICLE = {"id": "x", "group": "b", "text": "The two states signed a pact on Monday."}
STEP = {"step": "signed", "status": "done", "date": "2020-01-06", "factuality": "stated", "said_by": []}
GOLD = {
    "id": "x",
    "agreements": [
        {
            "name_in_text": "a pact",
            "kind": "peace",
            "parties": ["AAA", "BBB"],
            "steps": [STEP | {"evidence": {"start": 4, "end": 28, "text": "two states signed a pact"}}],
            "obligations": [],
        }
    ],
    "events": [],
    "quotes": [],
}


def test_a_sound_article_passes() -> None:
    assert list(own_set.wrong_in_article(ARTICLE, GOLD)) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"evidence": {"start": 5, "end": 29, "text": "two states signed a pact"}}, "not the text's words"),
        ({"step": "sealed"}, "step 'sealed'"),
        ({"date": "last Monday"}, "date 'last Monday'"),
        ({"said_by": ["AAA"]}, "voice"),
        ({"factuality": "attributed"}, "voice"),
    ],
)
def test_a_fault_is_seen(changed: dict[str, object], told: str) -> None:
    gold = copy.deepcopy(GOLD)
    gold["agreements"][0]["steps"][0] |= changed  # type: ignore[index]
    assert [line for line in own_set.wrong_in_article(ARTICLE, gold) if told in line]


def test_a_look_alike_with_a_record_is_seen() -> None:
    assert list(own_set.wrong_in_article(ARTICLE | {"group": "n"}, GOLD))


def test_a_copied_run_is_seen() -> None:
    sentence = "one two three four five six seven eight nine ten"
    assert own_set.copied([sentence], [f"Zero {sentence}"])
    assert not own_set.copied([sentence], ["one two three four five six seven eight, but not"])

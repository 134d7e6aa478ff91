"""Every word shown to people exists in every language, with the same holes."""

import re
from pathlib import Path

import pytest

from foedera.values import codes
from foedera.views.words import catalogue_languages, words

SOURCE = Path(__file__).resolve().parents[2] / "src"
LANGUAGES = catalogue_languages()


def _holes(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", sentence))


def _keys_in_code(pattern: str) -> set[str]:
    return {k for p in SOURCE.rglob("*.py") for k in re.findall(pattern, p.read_text(encoding="utf-8"))}


def test_languages_have_the_same_keys_and_holes() -> None:
    first, *others = (words(lang) for lang in LANGUAGES)
    for other in others:
        assert first.entries.keys() == other.entries.keys()
        assert {k: _holes(v) for k, v in first.entries.items()} == {k: _holes(v) for k, v in other.entries.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_error_has_its_message(lang: str) -> None:
    keys = _keys_in_code(r'Trouble\(\s*"(\w+)"')
    assert keys and {f"errors.{k}" for k in keys} <= words(lang).entries.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_named_in_code_exists(lang: str) -> None:
    keys = _keys_in_code(r'say\(\s*"([\w.]+)"')
    assert keys and keys <= words(lang).entries.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("group", "values"),
    [("step", codes.Step), ("status", codes.Status), ("kind", codes.AgreementKind), ("event", codes.EventType),
     ("action", codes.ActionClass), ("trigger", codes.TriggerClass)],
)  # fmt: skip
def test_every_code_has_a_word(lang: str, group: str, values: type) -> None:
    assert {f"codes.{group}.{v}" for v in values} <= words(lang).entries.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_key_is_given_twice(lang: str) -> None:
    for path in sorted((SOURCE / "foedera" / "views" / "words" / lang).glob("*.yaml")):
        keys = re.findall(r"^(\w+):", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert sorted({k for k in keys if keys.count(k) > 1}) == [], path.name

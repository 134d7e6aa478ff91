"""Time expressions: sentence tables of both languages, and every example that a calendar rule carries."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.language.pack import languages, load_pack
from foedera.reading.date_phrases import date_phrases_of, time_expressions_of
from foedera.reading.model import DatePhrase
from foedera.reading.sentences import sentences_of
from foedera.sources.model import Document

CASES = Path(__file__).parents[1] / "cases"


def rows(name: str) -> list[Any]:
    found = []
    for lang in languages():
        path = CASES / lang / name
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(lang, row, id=f"{lang}: {row['text'][:50]} ({row.get('published')})"))
    return found


def phrases(text: str, lang: str, published: object = None) -> tuple[DatePhrase, ...]:
    pack = load_pack(lang)
    document = Document("d", text, lang, published=None if published is None else str(published))
    return date_phrases_of(document, sentences_of(document, pack), pack)


def edtf(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(("lang", "row"), rows("dates.yaml"))
def test_sentence(lang: str, row: dict[str, Any]) -> None:
    found = {p.text: p.value for p in phrases(row["text"], lang, row["published"])}
    assert found == {str(words): edtf(value) for words, value in row["phrases"].items()}


@pytest.mark.parametrize("lang", languages())
def test_every_rule_reads_its_example(lang: str) -> None:
    silent = [rule["example"] for rule in load_pack(lang).table("calendar")["rules"] if not phrases(rule["example"], lang, "2021-03-18")]
    assert silent == []


@pytest.mark.parametrize("published", [None, "2021", "2021-03", "2021-03-18", "2021-03-18T08:00", "soon"])
@pytest.mark.parametrize("lang", languages())
def test_spans_are_ordered_and_literal(lang: str, published: str | None) -> None:
    text = " ".join(rule["example"] for rule in load_pack(lang).table("calendar")["rules"])
    found = phrases(text, lang, published)
    assert all(text[p.span.start : p.span.end] == p.text for p in found)
    assert all(one.span.end <= other.span.start for one, other in zip(found, found[1:], strict=False))


def test_no_day_is_invented_without_publication() -> None:
    text = "Ils se sont vus mercredi, puis hier, puis la semaine dernière, le 4 mai et en juin."
    assert [p.value for p in phrases(text, "fr")] == [None, None, None, "XXXX-05-04", "XXXX-06"]


def test_bound_and_fields_are_kept() -> None:
    (phrase,) = phrases("Le port est fermé depuis le 4 mai 2014.", "fr", "2021-03-18")
    assert (phrase.bound, phrase.year, phrase.month, phrase.day, phrase.kind) == ("since", 2014, 5, 4, "day")
    assert phrase.value == "2014-05-04/.."


def test_timeml_values() -> None:
    pack = load_pack("fr")
    document = Document("d", "Elle viendra cette semaine, mardi soir, après deux jours de silence.", "fr", published="2021-03-18")
    expressions = time_expressions_of(document, sentences_of(document, pack), pack)
    assert [e.timex for e in expressions] == ["2021-W11", "2021-03-16TEV", "P2D"]

"""Filters are the query of a page's address: what cannot be a value is named, what asks for nothing is left out."""

import pytest

from foedera.corpus.filters import FACETS, Filters
from foedera.errors import UsageError
from foedera.views.words import words


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, {}),
        ({"country": " PRK ", "type": "", "page": "2", "after": "x"}, {"country": "PRK"}),
        ({"from": "2024", "to": "2024-02"}, {"from": "2024-01-01", "to": "2024-02-29"}),
        ({"from": "2024-06-19", "to": "2024-06-19"}, {"from": "2024-06-19", "to": "2024-06-19"}),
        ({"source": "L’Écho du Nord & Cie", "certainty": "hedged"}, {"source": "L’Écho du Nord & Cie", "certainty": "hedged"}),
    ],
)
def test_a_query_there_and_back(given: dict[str, str], kept: dict[str, str]) -> None:
    filters = Filters.from_strings(given)
    assert filters.to_strings() == kept
    assert Filters.from_strings(filters.to_strings()) == filters
    assert filters.is_open == (not kept)
    assert filters.values() == {name: kept[name] for name in FACETS if name in kept}


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"certainty": "perhaps"}, "certainty"),
        ({"type": "DROP TABLE"}, "type"),
        ({"status": "é"}, "status"),
        ({"from": "soon"}, "from"),
        ({"to": "2024-02-30"}, "to"),
        ({"from": "2024-01/2024-02"}, "from"),
        ({"from": "2025", "to": "2024"}, "to"),
        ({"country": "A\nB"}, "country"),
        ({"source": "x" * 201}, "source"),
    ],
)
def test_a_value_that_cannot_be_is_named(given: dict[str, str], named: str) -> None:
    with pytest.raises(UsageError) as raised:
        Filters.from_strings(given)
    trouble = raised.value.trouble
    is_day = named in ("from", "to") and len(given) == 1
    assert (trouble.key, trouble.file) == ("unreadable_day" if is_day else "bad_filter", named)
    assert "\n" not in trouble.detail and len(trouble.detail) <= 200
    assert all(words(lang).has(f"errors.{trouble.key}") for lang in ("fr", "en"))

"""Accounts as steps of a proof: what a document foresees, doubts or denies is never told as if it reported it."""

import pytest

from foedera.record.model import Account
from foedera.treaties.explanation import SHORT_OF_REPORTED, account_proof
from foedera.treaties.model import Proof
from foedera.values.codes import Factuality
from foedera.values.span import Evidence
from foedera.views.words import words


def _proof(factuality: Factuality, *said_by: str) -> Proof:
    return account_proof(Account("s1", "d1", Evidence(0, 20, "will enter into force"), factuality, said_by))


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("said_by", [(), ("PRK",)])
def test_each_manner_of_telling_has_its_own_sentence(lang: str, said_by: tuple[str, ...]) -> None:
    manners = (Factuality.STATED, *SHORT_OF_REPORTED)
    sentences = [words(lang).say(f"rules.{_proof(f, *said_by).rule}", document="d1", said_by="KCNA") for f in manners]
    assert len({*sentences}) == len(manners)
    assert all(("KCNA" in sentence) == bool(said_by) for sentence in sentences)


def test_what_is_foreseen_is_announced_and_not_reported() -> None:
    sentence = words("en").say(f"rules.{_proof(Factuality.FORECAST, 'PRK').rule}", document="d1", said_by="KCNA")
    assert sentence == "d1 announces, from KCNA:"
    assert _proof(Factuality.ATTRIBUTED, "PRK").rule == "said_in_document"

"""What documents say differently: sanctions, triggers, sayings, rarity of a visit, steps taken together, bonds told too early."""

from dataclasses import replace

import pytest
from tests.record.made_up import event, evidence, pact, page, phrase, step

from foedera.language.pack import languages, load_pack
from foedera.reading.model import ActorMention, AgreementReading, ObligationStatement
from foedera.record.model import Disagreement, ReadDocument
from foedera.record.record_from_readings import record_from_readings
from foedera.record.wordings import is_credit, is_reciprocal, rank_claim
from foedera.values.codes import ActionClass, EventType, Factuality, Step, TriggerClass
from foedera.values.span import Span


def of_aspect(items: list[ReadDocument], aspect: str) -> list[Disagreement]:
    return [d for d in record_from_readings(items).disagreements if d.aspect == aspect]


def named(item: ReadDocument, *names: tuple[str, str, str]) -> ReadDocument:
    """The page with mentions: (words, actor, kind)."""
    text = item.document.text
    found = [ActorMention(Span(text.index(w), text.index(w) + len(w)), w, a, k, "AUT") for w, a, k in names]
    return ReadDocument(item.document, replace(item.reading, mentions=tuple(found)))


@pytest.mark.parametrize("lang", [lang for lang in languages() if load_pack(lang).table("wordings")])
def test_every_wording_reads_its_example(lang: str) -> None:
    table = load_pack(lang).table("wordings")
    for rule in table["ranks"]:
        claim = rank_claim(rule["example"]["text"], lang)
        assert claim and (claim.kind, claim.years) == (rule["example"]["kind"], rule["example"]["years"]), rule
    assert is_reciprocal(table["reciprocal"]["example"]["text"], lang)
    for rule in table["credits"]:
        assert is_credit(rule["example"]["text"], rule["example"]["outlet"], lang) is rule["example"]["credited"], rule


def sanctions(name: str, text: str, *told: tuple[str, str], **more) -> ReadDocument:
    return page(name, text, events=[event(text, text.split(".")[0], EventType.SANCTION, source, target, **more) for source, target in told])


def test_who_is_under_whose_sanctions() -> None:
    both = sanctions("a", "Vienne et Budapest sont sous sanctions de Sofia.", ("BGR", "AUT"), ("BGR", "HUN"))
    apart = sanctions("b", "Sofia vise Budapest, Berne vise Vienne.", ("BGR", "HUN"), ("CHE", "AUT"))
    found = of_aspect([both, apart], "sanctions")
    assert [(d.kind, {(v.value, v.documents) for v in d.values}) for d in found] == [
        ("contradiction", {("BGR: AUT, HUN", ("a",)), ("BGR: HUN; CHE: AUT", ("b",))})
    ]


def test_sanctions_of_others_alone_contradict_nothing() -> None:
    one = sanctions("a", "Vienne est sous sanctions de Sofia.", ("BGR", "AUT"))
    other = sanctions("b", "Berne vise Vienne.", ("CHE", "AUT"))
    hoped = sanctions("c", "L’ONU viserait un jour Vienne.", ("UN", "AUT"), factuality=Factuality.FORECAST)
    assert of_aspect([one, other, hoped], "sanctions") == []


def test_sanctions_that_the_world_file_does_not_have() -> None:
    """The file has every regime of the United Nations: a page that tells of another goes against it, what others tell stands beside."""
    wrong = sanctions("a", "Vienne est sous sanctions de l’ONU.", ("UN", "AUT"))
    other = sanctions("b", "Berne vise Vienne.", ("CHE", "AUT"))
    [alone] = of_aspect([wrong], "sanctions")
    assert {(v.value, v.documents, v.origin) for v in alone.values} == {("UN: AUT", ("a",), ()), ("not UN: AUT", (), ("world file",))}
    [beside] = of_aspect([wrong, other], "sanctions")
    assert {v.value for v in beside.values} == {"UN: AUT", "CHE: AUT", "not UN: AUT"} and beside.kind == "contradiction"
    right = sanctions("c", "Pyongyang est sous sanctions de l’ONU.", ("UN", "PRK"), date="2020")
    assert of_aspect([right], "sanctions") == []


ARTICLE = "Selon l’article 3, si un Etat tiers attaque l’un et que la guerre est déclarée, l’autre envoie ses forces."
MUTUAL = "Le pacte prévoit l’envoi de forces en cas d’attaque l’un contre l’autre."
SHORT = "Le pacte prévoit l’envoi de forces en cas d’attaque."


def duty(text: str, words: str, **more) -> ObligationStatement:
    act, trigger = "envoyer ses forces", TriggerClass.ARMED_ATTACK
    return ObligationStatement("each party", act, ActionClass.DEFENCE, evidence(text, words), None, words, trigger, **more)


def bound_by(one: ObligationStatement) -> AgreementReading:
    return pact(obligations=[one])


def test_an_attack_on_each_other_is_no_attack_by_others() -> None:
    full = page("a", ARTICLE, agreements=[bound_by(duty(ARTICLE, "l’autre envoie ses forces", article=3))])
    wrong = page("b", MUTUAL, agreements=[bound_by(duty(MUTUAL, "l’envoi de forces"))])
    assert [d.kind for d in of_aspect([full, wrong], "trigger")] == ["contradiction"]


def test_a_paraphrase_that_leaves_out_a_condition_is_compatible() -> None:
    full = page("a", ARTICLE, agreements=[bound_by(duty(ARTICLE, "l’autre envoie ses forces", article=3, conditions=("state of war",)))])
    short = page("b", SHORT, agreements=[bound_by(duty(SHORT, "l’envoi de forces"))])
    assert [d.kind for d in of_aspect([full, short], "trigger")] == ["compatible"]
    assert of_aspect([short, page("c", SHORT, agreements=short.reading.agreements)], "trigger") == []


def test_one_saying_in_two_wordings() -> None:
    texts = {
        "a": "Klaus Adler a parlé du pacte comme d’un « document charnière ».",
        "b": "Pour Klaus Adler, le pacte est un « document décisif ».",
    }
    items = [
        named(page(n, t, agreements=[pact(step(t, "pacte", Step.SIGNED, date="2019-03-05"))]), ("Klaus Adler", "Klaus Adler", "person"))
        for n, t in texts.items()
    ]
    found = of_aspect(items, "saying")
    assert [({v.value for v in d.values}, d.kind) for d in found] == [({"document charnière", "document décisif"}, "compatible")]
    other = named(items[1], ("Klaus Adler", "Petra Hahn", "person"))
    assert of_aspect([items[0], other], "saying") == []


def visit(name: str, text: str, date: str | None = None) -> ReadDocument:
    told = event(text, text.rstrip("."), EventType.VISIT, "AUT", "HUN", date=date)
    return named(page(name, text, events=[told]), ("Adler", "Klaus Adler", "person"))


def test_claims_on_how_rare_a_visit_was() -> None:
    twelve = visit("a", "Adler fait en Hongrie sa première visite depuis douze ans.", "2019-03-05")
    rare = visit("b", "Adler était en Hongrie pour une rare visite.", "2019-03-05")
    nine = visit("c", "Adler fait en Hongrie sa première visite depuis neuf ans.", "2019-03-05")
    assert [d.kind for d in of_aspect([twelve, rare], "claim")] == ["compatible"]
    assert [d.kind for d in of_aspect([twelve, nine], "claim")] == ["contradiction"]
    later = visit("d", "Adler était en Hongrie pour une rare visite.", "2023-03-05")
    assert of_aspect([twelve, later], "claim") == []


TOGETHER = "Vienne et Budapest ont ratifié le pacte de défense le 6 mai 2019."
APART = "Le pacte de défense a été ratifié par la Hongrie."


def test_acts_told_as_one_and_apart() -> None:
    one = page("a", TOGETHER, agreements=[pact(step(TOGETHER, "ont ratifié", Step.RATIFIED, date="2019-05-06"))])
    two = page("b", APART, agreements=[pact(step(APART, "a été ratifié", Step.RATIFIED, "HUN"))])
    found = of_aspect([one, two], "acts")
    assert [(d.kind, {v.value for v in d.values}) for d in found] == [("compatible", {"ratified AUT+HUN 2019-05-06", "ratified HUN"})]


BOND = "Vienne et Budapest sont unies par un pacte de défense depuis mars."
FORCE = "Le pacte de défense est entré en vigueur le 6 mai 2019."


@pytest.mark.parametrize(("published", "kinds"), [(None, ["compatible"]), ("2019-04-02", [])])
def test_a_signature_told_as_the_bond(published: str | None, kinds: list[str]) -> None:
    """A page that came out before the entry into force could not tell of it."""
    since = phrase(BOND, "mars", "month", month=3, bound="since")
    early = page("a", BOND, published=published, agreements=[pact(step(BOND, "sont unies", Step.SIGNED, date_phrase=since))])
    force = page("b", FORCE, agreements=[pact(step(FORCE, "entré en vigueur", Step.IN_FORCE, date="2019-05-06"))])
    assert [d.kind for d in of_aspect([early, force], "bound_since")] == kinds


def test_force_told_before_the_exchange_that_brings_it() -> None:
    exchange = "Les instruments du pacte ont été échangés le 8 mai 2019."
    one = page("a", FORCE, agreements=[pact(step(FORCE, "entré en vigueur", Step.IN_FORCE, date="2019-05-06"))])
    two = page("b", exchange, agreements=[pact(step(exchange, "ont été échangés", Step.INSTRUMENTS_EXCHANGED, date="2019-05-08"))])
    assert [(d.field, d.kind) for d in of_aspect([one, two], "order")] == [("date", "contradiction")]

"""A small record made by hand for the tests of exports: hostile words, days unknown or uncertain, a copy, a difference."""

from datetime import date

from foedera.interfaces.export.material import Material
from foedera.record.model import (
    Account,
    ActorRow,
    AgreementRow,
    Disagreement,
    DisagreementValue,
    DocumentRow,
    EventRow,
    LifecycleRow,
    ProvisionRow,
    QuantityAccount,
    QuoteRow,
    Record,
)
from foedera.sources.model import Document
from foedera.values.codes import ActionClass, AgreementKind, EventType, Factuality, Status, Step, TriggerClass
from foedera.values.dates import DateRange, day_range
from foedera.values.quantity import Quantity
from foedera.values.span import Evidence
from foedera.views.labels import Labels
from foedera.views.words import words
from foedera.world.load_world import load_world

FORMULA = '=HYPERLINK("http://example.org";"clic")'
SCRIPT = "<script>alert(1)</script> & <b>titre</b>"
CONTROLS = "Pacte\x1b du\x0c lac\x00\ufffe \u202eédité"
TEXTS = {
    "one": f"{FORMULA} Vienne et Budapest ont signé le pacte le 5 mars 2019. Il est entré en vigueur avant l'été. « {SCRIPT} », dit-elle.",
    "../two": f"{CONTROLS}. Vienna sent 1,200 troops; it denied a threat, and would have attacked at an unknown date.\r\nA line; a, b \\.",
}
ADDED = {"one": "2024-01-02T03:04:05+00:00", "../two": "2024-02-03T04:05:06+00:00"}


def account(document: str, words_: str, number: int, factuality: Factuality = Factuality.STATED, said_by: tuple[str, ...] = ()) -> Account:
    at = TEXTS[document].index(words_)
    return Account(f"s{number}", document, Evidence(at, at + len(words_), words_), factuality, said_by)


def step(code: Step, days: DateRange | None, told: Account, status: Status = Status.DONE) -> LifecycleRow:
    row_id = f"AUT-HUN-2019/{code.value}:AUT+HUN"
    return LifecycleRow(row_id, code, "AUT+HUN", status, days, None, (), "Vienne", told.factuality, (told,), 1)


def event(number: int, kind: EventType, days: DateRange | None, told: Account, what: str) -> EventRow:
    quantities = (QuantityAccount(Quantity(1200, ">", "troops"), (0,)),) if kind is EventType.DEPLOYMENT else ()
    return EventRow(f"event:{number}", kind, "AUT", "HUN", what, days, None, (), None, quantities, (told,), 1, told.factuality)


def invented_record() -> Record:
    """One agreement with two steps and a duty, four events, two documents."""
    signed = account("one", "ont signé le pacte le 5 mars 2019", 1)
    force = account("one", "entré en vigueur avant l'été", 2, Factuality.HEDGED, ("HUN",))
    sent = account("../two", "Vienna sent 1,200 troops", 3)
    denied = account("../two", "it denied a threat", 4, Factuality.DENIED, ("AUT",))
    attacked = account("../two", "would have attacked at an unknown date", 5, Factuality.HEDGED)
    duty = ProvisionRow("AUT-HUN-2019/duty:1", 4, "each", "other", "assistance", ActionClass.DEFENCE, "shall", "immediate", FORMULA,
                        TriggerClass.ARMED_ATTACK, ("law",), (), Factuality.STATED, (signed,))  # fmt: skip
    agreement = AgreementRow(
        "AUT-HUN-2019", ("AUT", "HUN"), AgreementKind.MUTUAL_DEFENCE, SCRIPT, (SCRIPT, FORMULA), "P5Y", 12, (),
        (step(Step.SIGNED, day_range(date(2019, 3, 5)), signed),
         step(Step.IN_FORCE, DateRange(date(2019, 3, 5), date(2019, 6, 20)), force, Status.FUTURE)),
        (duty,), ("s0",), ("one",),
    )  # fmt: skip
    events = (
        event(1, EventType.DEPLOYMENT, day_range(date(1899, 1, 1)), sent, FORMULA),
        event(2, EventType.THREAT, DateRange(date(2019, 5, 1), None), denied, SCRIPT),
        event(3, EventType.ATTACK, None, attacked, CONTROLS),
        event(4, EventType.VISIT, DateRange(None, date(2020, 2, 29)), sent, "visite"),
    )
    documents = (
        DocumentRow("../two", None, "en", CONTROLS, None, DateRange(date(2020, 1, 1), date(2020, 3, 1)), copy_of="one", derived_share=0.25,
                    copy_degree="part"),
        DocumentRow("one", FORMULA, "fr", SCRIPT, "2019-03-06", day_range(date(2019, 3, 6))),
    )  # fmt: skip
    actors = (
        ActorRow("state:AUT", "state", "Autriche", ("Autriche", "Vienne"), "AUT"),
        ActorRow("state:HUN", "state", "Hongrie", ("Hongrie",), "HUN"),
        ActorRow("person:" + SCRIPT, "person", SCRIPT, (SCRIPT,), "AUT"),
    )
    said = account("one", SCRIPT, 9).evidence
    differing = DisagreementValue(FORMULA, ("one",), ("AUT",), 1), DisagreementValue("1200", ("../two",), (), 1)
    return Record(
        documents, actors, (agreement,), events, (QuoteRow("quote:1", SCRIPT, SCRIPT, None, "one", said),),
        (Disagreement("d:1", "event:1", "quantity", "contradiction", differing),), (("../two", "one"),),
    )  # fmt: skip


def texts() -> tuple[Document, ...]:
    """The documents of the record, in order of id."""
    first, second = sorted(TEXTS)
    return (
        Document(first, TEXTS[first], "en", CONTROLS, url="https://example.org/a?b=1&c=2"),
        Document(second, TEXTS[second], "fr", SCRIPT, FORMULA, byline="Ana =1+1", published="2019-03-06"),
    )


def material(record: Record | None = None, lang: str = "fr", **more: object) -> Material:
    """The invented record, or another, ready to be exported."""
    labels = Labels(words(lang), load_world(), lang)
    return Material(invented_record() if record is None else record, labels, texts, ADDED, **more)  # type: ignore[arg-type]

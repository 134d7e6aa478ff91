"""Small made-up pages and readings for the tests of the record: two invented disputes, no real article."""

from foedera.reading.model import AgreementReading, DatePhrase, EventStatement, Reading, StepStatement
from foedera.record.model import ReadDocument
from foedera.sources.model import Document
from foedera.values.codes import AgreementKind, EventType, Factuality, Status, Step
from foedera.values.quantity import Quantity
from foedera.values.span import Evidence, Span


def evidence(text: str, words: str) -> Evidence:
    at = text.index(words)
    return Evidence(at, at + len(words), words)


def phrase(text: str, words: str, kind: str, **values: int) -> DatePhrase:
    at = text.index(words)
    return DatePhrase(Span(at, at + len(words)), words, kind, None, **values)  # type: ignore[arg-type]


def page(name: str, text: str, *, published: str | None = None, agreements=(), events=(), phrases=(), lang: str = "fr") -> ReadDocument:
    document = Document(name, text, lang, published=published)
    reading = Reading(name, lang, published, None, None, tuple(agreements), tuple(events), (), tuple(phrases))
    return ReadDocument(document, reading)


def step(text: str, words: str, code: Step, actor: str = "AUT+HUN", date: str | None = None, **more) -> StepStatement:
    return StepStatement(code, actor, more.pop("status", Status.DONE), evidence(text, words), date, **more)


def pact(*steps: StepStatement, name: str = "pacte de défense", parties=("AUT", "HUN"), replaces=(), obligations=()) -> AgreementReading:
    return AgreementReading(
        name, tuple(parties), AgreementKind.MUTUAL_DEFENCE, None, replaces=tuple(replaces), steps=steps, obligations=tuple(obligations)
    )


def event(text: str, words: str, kind: EventType, source: str, target: str | None, **more) -> EventStatement:
    number = more.pop("number", None)
    quantity = Quantity(*number) if number else None
    return EventStatement(kind, source, target, more.pop("what", words), evidence(text, words), quantity, **more)


FULL = "Vienne et Budapest ont signé un pacte de défense le 5 mars 2019."
UNDATED = "Le pacte, signé en mars, est entré en vigueur. Les instruments ont été échangés jeudi."
RATIFIED = "La Hongrie et l'Autriche ont ratifié le pacte de défense le 6 mai 2019."


def treaty_pages() -> list[ReadDocument]:
    """A dated page on the signature, one on the ratifications, and one without date on what follows."""
    signed = pact(step(FULL, "ont signé", Step.SIGNED, date="2019-03-05"))
    ratified = pact(step(RATIFIED, "ont ratifié", Step.RATIFIED, date="2019-05-06"))
    thursday, march = phrase(UNDATED, "jeudi", "weekday", weekday=3), phrase(UNDATED, "en mars", "month", month=3)
    later = pact(
        step(UNDATED, "signé en mars", Step.SIGNED, date="XXXX-03", date_phrase=march),
        step(UNDATED, "est entré en vigueur", Step.IN_FORCE),
        step(
            UNDATED,
            "ont été échangés jeudi",
            Step.INSTRUMENTS_EXCHANGED,
            date_phrase=thursday,
            factuality=Factuality.ATTRIBUTED,
            said_by=("APA",),
        ),
    )
    return [
        page("a", FULL, published="2019-03-06", agreements=[signed]),
        page("b", RATIFIED, published="2019-05-07", agreements=[ratified]),
        page("c", UNDATED, agreements=[later], phrases=[march, thursday]),
    ]

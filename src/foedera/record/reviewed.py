"""What people reviewed, as readings to measure readers by: what was accepted, and what was corrected as it was corrected. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from foedera.reading.model import AgreementReading, Reading
from foedera.record.judged_items import VERDICTS, Fit, judged_items
from foedera.record.judgements import Judgement, Layer
from foedera.record.model import ReadDocument
from foedera.record.said import said_in
from foedera.record.statement_ids import agreement_id, event_id, obligation_id, quote_id, step_id

COUNTED = (Layer.STEP, Layer.DUTY, Layer.EVENT, Layer.QUOTE)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document's reading with nothing but what was accepted or corrected. `decided` of its `told` statements were decided on.

    `layers`: those on which every statement read was decided on, also where there was none.
    """

    reading: Reading
    decided: int
    told: int
    layers: tuple[Layer, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every step, duty, event and quotation read in the document was decided on; what was never read nobody could decide on."""
        return self.decided == self.told


def reviewed_readings(items: Iterable[ReadDocument], judgements: Iterable[Judgement]) -> Iterator[Reviewed]:
    """The reviewed documents, in the order given; those in which nobody accepted, rejected or corrected anything are left out."""
    documents = tuple(items)
    judged = judged_items(documents, judgements)
    named = {key for p in judged.placed if p.judgement.kind in VERDICTS and p.fit is not Fit.GONE for key in p.statements}
    for before, after in zip(documents, judged.items, strict=True):
        said = said_in(before)
        if not named & said.keys():
            continue
        told = {key for key, one in said.items() if one.layer in COUNTED and not one.is_implied}
        open_layers = {said[key].layer for key in told - named}
        layers = tuple(layer for layer in COUNTED if layer not in open_layers)
        yield Reviewed(_kept(after, named), len(told & named), len(told), layers)


def _kept(item: ReadDocument, named: set[str]) -> Reading:
    name, reading = item.document.id, item.reading
    return replace(
        reading,
        agreements=tuple(a for one in reading.agreements if (a := _agreement(name, one, named))),
        events=tuple(e for e in reading.events if event_id(name, e) in named),
        quotes=tuple(q for q in reading.quotes if quote_id(name, q) in named),
    )


def _agreement(name: str, agreement: AgreementReading, named: set[str]) -> AgreementReading | None:
    """The agreement with its steps and duties that stand; none where neither it nor any of these was decided on."""
    steps = tuple(s for s in agreement.steps if step_id(name, agreement, s) in named)
    duties = tuple(o for o in agreement.obligations if obligation_id(name, o) in named)
    if not (steps or duties or agreement_id(name, agreement) in named):
        return None
    return replace(agreement, steps=steps, obligations=duties)

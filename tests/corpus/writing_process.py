"""One of several processes that write into one record at once: `python -c "... main()" RECORD NUMBER ROUNDS`."""

import sys

from tests.record.made_up import FULL, pact, page, step

from foedera.corpus.record_of_store import grown_record
from foedera.record.judgements import Judgement, JudgementKind, Layer, Mark, judgement_of
from foedera.record.model import ReadDocument
from foedera.store.store import Store
from foedera.values.codes import Step
from foedera.values.span import Evidence


def article(number: int, n: int) -> ReadDocument:
    """The n-th page of a process: all tell of one signature, on days of their own."""
    text = f"{FULL} Dépêche {number} {n}."
    told = pact(step(text, "ont signé", Step.SIGNED, date=f"2019-03-0{number + 1}"))
    return page(f"p{number}-{n}", text, published=f"2019-03-1{n}", agreements=[told])


def decision(number: int, n: int) -> Judgement:
    """The judgement of that page's signature: rejected by odd processes, accepted by the others."""
    start = FULL.index("ont signé")
    mark = Mark(f"p{number}-{n}", Layer.STEP, "signed", Evidence(start, start + 9, "ont signé"), "", "AUT+HUN")
    kind = JudgementKind.REJECT if number % 2 else JudgementKind.ACCEPT
    return judgement_of(kind, "signed", None, f"desk {number}", f"2031-06-{n + 1:02d}T08:00:00", f"page {number} {n}", marks=(mark,))


def main() -> None:
    """Each round: a page comes, is judged, every second judgement is taken back, and the record is brought up to date."""
    place, number, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    store = Store(place)
    for n in range(rounds):
        item, judged = article(number, n), decision(number, n)
        store.put(item.document, item.reading, "r")
        store.add_judgement(judged)
        if n % 2:
            assert store.take_back([judged.id], f"desk {number}") == (judged,)
        store.note_audit(f"desk {number}", "judged", item.document.id)
        grown_record(store).update()
    store.remove(f"p{number}-0")
    store.close()

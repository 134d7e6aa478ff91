"""Reviewed statements as gold for an evaluation: JSON lines in the form of contract READING.md, with how much of each page was reviewed."""

import json
from collections.abc import Iterator

from foedera.reading.serialize import reading_to_json
from foedera.record.reviewed import reviewed_readings
from foedera.store.store import Store


def gold_lines(store: Store, *, only_whole: bool = False) -> Iterator[str]:
    """A line for each document reviewed, in order of id; `only_whole` leaves out those that were reviewed in part.

    `review` says how many of the statements read were decided on, and on which layers all of them were: a reader's further statements on
    the others are no errors.
    """
    judgements = store.judgements()
    names = sorted({mark.document_id for one in judgements for mark in one.marks})
    for one in reviewed_readings(store.items_of(names), judgements):
        if one.is_whole or not only_whole:
            data = reading_to_json(one.reading)
            layers = [layer.value for layer in one.layers]
            data["review"] = {"whole": one.is_whole, "decided": one.decided, "told": one.told, "layers": layers}
            yield json.dumps(data, ensure_ascii=False) + "\n"

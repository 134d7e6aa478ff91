"""How long each form of export takes on a record, and how much memory: python benchmarks/export_speed.py RECORD [FORM...].

Processor time of making the form once the record is loaded, the size of what is made, and the peak memory of the process so far. A record
of a given size is made by benchmarks/growth.py.
"""

import resource
import sys
import time
from pathlib import Path

from foedera.corpus.record_of_store import record_of
from foedera.interfaces.export.forms import FORM_NAMES, form_called
from foedera.interfaces.export.material import Material
from foedera.store.store import Store
from foedera.views.labels import Labels
from foedera.views.words import words
from foedera.world.load_world import load_world


def size_of(form: str, material: Material) -> int:
    """Bytes of the form, each piece let go as it comes."""
    pieces = form_called(form).pieces(material)
    return len(pieces) if isinstance(pieces, bytes) else sum(len(piece.encode("utf-8", "backslashreplace")) for piece in pieces)


def peak_mb() -> int:
    """Most memory that the process has held, in megabytes (Linux counts kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(path: str, forms: list[str]) -> None:
    """One line a form."""
    store, began = Store(path, create=False), time.process_time()
    record = record_of(store)
    accounts = sum(len(s.reported_by) for a in record.agreements for s in a.lifecycle) + sum(len(e.reported_by) for e in record.events)
    loaded = time.process_time() - began
    print(f"{accounts} accounts, {len(record.documents)} documents; loaded in {loaded:.1f} s, {peak_mb()} MB", flush=True)
    names = [row.id for row in record.documents]
    material = Material(
        record=record,
        labels=Labels(words("en"), load_world(), "en"),
        documents=lambda: tuple(item.document for item in store.items_of(names)),
        added_at=store.added_at(),
        name=Path(path).stem,
    )
    for form in forms or FORM_NAMES:
        began = time.process_time()
        size = size_of(form, material)
        print(f"{form:12} {time.process_time() - began:7.2f} s {size / 1e6:9.1f} MB   peak {peak_mb()} MB", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])

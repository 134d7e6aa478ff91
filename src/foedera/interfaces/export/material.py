"""What an export draws on: the rows chosen, the words of a language, and, only when it is asked for, the documents."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from foedera.record.model import Record
from foedera.sources.model import Document
from foedera.views.labels import Labels
from foedera.views.record_tables import Line, RecordTable

NO_DOCUMENTS: tuple[Document, ...] = ()


@dataclass(frozen=True)
class Material:
    """`documents` gives those of the record, in order of id; `added_at` when each document came in (UTC, ISO 8601).

    `name` is that of the record's file, without its ending; `table` the table of a form that holds one; `agreement` the id of what a form
    about one agreement is about (None: the one most documents tell of); `with_text` that full texts are wanted where a form has a place
    for them. `lines` gives those of a table where the record is too large to be held as a whole: `record` is empty then.
    """

    record: Record
    labels: Labels
    documents: Callable[[], tuple[Document, ...]] = field(default=lambda: NO_DOCUMENTS)
    added_at: Mapping[str, str] = field(default_factory=dict)
    name: str = "foedera"
    table: str = "statements"
    agreement: str | None = None
    with_text: bool = False
    lines: Callable[[RecordTable], Iterable[Line]] | None = None

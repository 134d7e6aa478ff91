from pathlib import Path

from foedera.interfaces.notebook.opened_record import OpenedRecord

__version__: str
__all__ = ["__version__", "open"]

def open(record: str | Path, *, lang: str | None = None, create: bool = False) -> OpenedRecord: ...

"""Which code, words and world make a record: what was made by others is made again."""

import hashlib
from functools import lru_cache
from importlib import resources

from foedera import __version__

ROOMS = ("values", "language", "world", "sources", "reading", "record")


@lru_cache(maxsize=1)
def record_version() -> str:
    """Foedera's version and a hash of all that a record depends on beside its documents, facts and judgements."""
    pending = [resources.files("foedera") / room for room in ROOMS]
    found: list[bytes] = []
    while pending:
        for entry in pending.pop().iterdir():
            if entry.is_dir():
                pending.append(entry)
            elif entry.name.endswith((".py", ".yaml")):
                found.append(hashlib.sha256(entry.read_bytes()).digest())
    return f"foedera {__version__} {hashlib.sha256(b''.join(sorted(found))).hexdigest()[:16]}"

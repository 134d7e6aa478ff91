"""Which code, words and world make a record: what was made by others is made again."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from foedera import __version__

ROOMS = ("values", "language", "world", "sources", "reading", "record", "store", "corpus")


@lru_cache(maxsize=1)
def record_version() -> str:
    """Foedera's version and a hash of all that a record depends on beside its documents, facts and judgements."""
    root = resources.files("foedera")
    return f"foedera {__version__} {hash_of_files([(room, root / room) for room in ROOMS])[:16]}"


def hash_of_files(places: Sequence[tuple[str, Traversable]]) -> str:
    """SHA-256, in hexadecimal, of all code and data under the named folders: of each file's name and of what it holds."""
    pending = [*places]
    found: list[tuple[str, bytes]] = []
    while pending:
        name, place = pending.pop()
        for entry in place.iterdir():
            path = f"{name}/{entry.name}"
            if entry.is_dir():
                pending.append((path, entry))
            elif entry.name.endswith((".py", ".yaml")):
                found.append((path, hashlib.sha256(entry.read_bytes()).digest()))
    return hashlib.sha256(b"".join(path.encode() + b"\0" + held for path, held in sorted(found))).hexdigest()

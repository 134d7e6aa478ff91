"""JSON that means exactly the data, yet steers no terminal."""

import json
from typing import Any

from foedera.values.control_characters import CONTROLS

_ESCAPES = {n: f"\\u{n:04x}" for n in (*(ord(c) for c in CONTROLS if c >= " "), *range(0xD800, 0xE000))}


def exact_json(data: Any, indent: int | None = None) -> str:
    """Letters as they are; control and reordering characters, and halves of pairs, as escapes, which mean the same.

    >>> exact_json({"a": "é\\u202e"})
    '{"a": "é\\\\u202e"}'
    """
    return json.dumps(data, ensure_ascii=False, indent=indent).translate(_ESCAPES)

"""Bytes of a file to text: the encoding it declares, UTF-8, or the likeliest old one, which is then said in a note."""

from foedera.errors import BadInputError, Trouble

# Longest mark first: the one of UTF-32 begins like that of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Western encodings met in newspaper archives; a longer list makes short texts come out as Turkish or Polish.
_OLD = ["cp1252", "mac_roman", "cp850"]
_BINARY_SHARE = 0.02
_SAMPLE = 4096


def decode_text(data: bytes, file: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text, with notes; line ends and spaces stay as they are. `declared` is what the page itself names.

    Raises BadInputError for empty or binary data.
    """
    text, notes = _decode(data, file, declared)
    if _control_share(text) > _BINARY_SHARE:
        raise BadInputError(Trouble("binary_file", file))
    if not text.strip():
        raise BadInputError(Trouble("empty_file", file))
    return text, notes


def _decode(data: bytes, file: str, named: str | None) -> tuple[str, tuple[str, ...]]:
    declared = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    unmarked = None if declared else _unmarked_utf_16(data)
    try:
        return data.decode(declared or unmarked or "utf-8"), ((f"encoding_guessed:{unmarked}",) if unmarked else ())
    except UnicodeDecodeError as error:
        if declared or unmarked or b"\x00" in data[:_SAMPLE]:
            raise BadInputError(Trouble("binary_file", file, detail=str(error.reason))) from error
    return _decode_named(data, named) or _decode_old(data, file)


def _decode_named(data: bytes, named: str | None) -> tuple[str, tuple[str, ...]] | None:
    try:
        return (data.decode(named), ()) if named else None
    except (LookupError, UnicodeDecodeError):
        return None


def _unmarked_utf_16(data: bytes) -> str | None:
    """UTF-16 without a mark has nearly every other byte at zero, on one side."""
    even, odd = (data[:_SAMPLE][side::2] for side in (0, 1))
    for encoding, zeros, letters in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if len(zeros) >= 4 and zeros.count(0) > 0.7 * len(zeros) and letters.count(0) < 0.1 * len(letters):
            return encoding
    return None


def _decode_old(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_OLD, preemptive_behaviour=False).best()
    if best is None:
        raise BadInputError(Trouble("binary_file", file))
    return data.decode(best.encoding, errors="replace"), (f"encoding_guessed:{best.encoding}",)


def _control_share(text: str) -> float:
    sample = text[:_SAMPLE]
    return sum((c < " " and c not in "\t\n\r\f") or c == "\ufffd" for c in sample) / max(1, len(sample))

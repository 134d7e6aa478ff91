"""Results made piece by piece, or as bytes: to a file that is whole or not there, or to standard output."""

import sys
from collections.abc import Iterable
from pathlib import Path

from foedera.errors import Trouble, UsageError
from foedera.interfaces.cli.output import catalogue, plain, spare_record, tell


def write_pieces(output: str, pieces: Iterable[str] | bytes, lang: str | None) -> None:
    """To a file, said on standard error, or to standard output for "-". Raises UsageError for bytes to a terminal."""
    if output != "-":
        _write_file(Path(output), pieces)
        tell(catalogue(lang).say("cli.wrote", file=output))
    elif isinstance(pieces, bytes):
        if sys.stdout.isatty():
            raise UsageError(Trouble("binary_to_terminal"))
        sys.stdout.buffer.write(pieces)
        sys.stdout.buffer.flush()
    else:
        person = sys.stdout.isatty()
        for piece in pieces:
            sys.stdout.write(plain(piece) if person else piece)


def _write_file(target: Path, pieces: Iterable[str] | bytes) -> None:
    """An interruption or a full disk leaves the file that stood there before as it was."""
    spare_record(target)
    device = target.exists() and not target.is_file()  # a device or a pipe is written to as it stands
    beside = target if device else target.with_name(f".{target.name}.part")
    try:
        _fill(beside, pieces)
        if not device:
            beside.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    finally:
        if not device:
            beside.unlink(missing_ok=True)


def _fill(target: Path, pieces: Iterable[str] | bytes) -> None:
    with target.open("wb") as file:
        for piece in (pieces,) if isinstance(pieces, bytes) else pieces:
            file.write(piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace"))

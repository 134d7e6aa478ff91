"""Results on standard output, everything else on standard error; exit codes 0, 1 (something was not done) and 2 (asked wrongly)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import typer

from foedera.errors import FoederaError, Trouble, UsageError
from foedera.interfaces.cli.language import LANGUAGES, spoken_language
from foedera.interfaces.exact_json import exact_json
from foedera.values.control_characters import CONTROLS
from foedera.views.words import Words, words

_DATABASE = b"SQLite format 3\0"  # how its files begin (sqlite.org/fileformat.html, section 1.3)


def catalogue(lang: str | None = None) -> Words:
    return words(lang if lang in LANGUAGES else spoken_language())


_CONTROL = {ord(c): "\ufffd" for c in CONTROLS - {"\n", "\t"}}


def plain(text: str) -> str:
    """The text without characters that steer a terminal or reorder what is read: an article must do neither."""
    return text.translate(_CONTROL)


def one_line(text: str) -> str:
    """The text with a space for every line end and other gap in it: what one typed is no line of ours."""
    return " ".join(text.split())


def print_result(text: str) -> None:
    sys.stdout.write(plain(text) if text.endswith("\n") else plain(text) + "\n")


def print_json(data: Any) -> None:
    """JSON for other programs: keys in the contract's order, letters as they are."""
    print_result(json_text(data, indent=1))


def json_text(data: Any, indent: int | None = None) -> str:
    """JSON that means exactly the data yet steers no terminal: letters as they are, control and reordering characters as escapes."""
    return exact_json(data, indent)


def print_exactly(text: str) -> None:
    """A file's content to a pipe or file as it is; a person's terminal gets it without what would steer it."""
    sys.stdout.write(plain(text) if sys.stdout.isatty() else text)


def spare_record(target: Path) -> None:
    """Refuse to write over a database: a record is not made again, and its name is quickly typed in the wrong place. UsageError."""
    if target.is_file():
        with target.open("rb") as file:
            if file.read(len(_DATABASE)) == _DATABASE:
                raise UsageError(Trouble("record_in_the_way", str(target)))


def write_whole(target: Path, content: str) -> None:
    """Write a file so that an interruption or a full disk leaves the one that stood there before as it was."""
    spare_record(target)
    beside = target.with_name(f".{target.name}.part")
    try:
        if target.exists() and not target.is_file():  # a device or a pipe
            target.write_text(content, encoding="utf-8")
            return
        beside.write_text(content, encoding="utf-8")
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(target)) from error


def tell(text: str) -> None:
    sys.stderr.write(plain(text) + "\n")


def trouble_text(trouble: Trouble, lang: str | None = None) -> str:
    """File, line, cause and next step, in the person's language."""
    place = ":".join(str(p) for p in (trouble.file, trouble.line) if p is not None)
    return catalogue(lang).say(f"errors.{trouble.key}", place=place, detail=trouble.detail)


@contextmanager
def errors_told(lang: str | None = None) -> Iterator[None]:
    """Expected errors become one clear message and an exit code; Ctrl-C is no error of ours."""
    try:
        if lang not in (None, *LANGUAGES):
            raise UsageError(Trouble("bad_choice", "--lang", detail=", ".join(LANGUAGES)))
        yield
    except FoederaError as error:
        tell(trouble_text(error.trouble, lang))
        raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error
    except KeyboardInterrupt as error:
        tell(catalogue(lang).say("cli.interrupted"))
        raise typer.Exit(130) from error
    except BrokenPipeError:
        leave_quietly()
    except OSError as error:
        key = "disk_full" if error.errno == 28 else "unwritable_file"
        place = str(error.filename or catalogue(lang).say("cli.standard_output"))
        tell(trouble_text(Trouble(key, place, detail=str(error.strerror)), lang))
        raise typer.Exit(1) from error


def leave_quietly() -> NoReturn:
    """The reader of our output has gone (`| head`): nothing more to say."""
    sys.stderr.close()
    raise SystemExit(0)

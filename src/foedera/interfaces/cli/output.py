"""Results on standard output, everything else on standard error; exit codes 0, 1 (something was not done) and 2 (asked wrongly)."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import typer

from foedera.errors import FoederaError, Trouble, UsageError
from foedera.interfaces.cli.language import spoken_language
from foedera.views.words import Words, words


def catalogue(lang: str | None = None) -> Words:
    return words(lang or spoken_language())


def print_result(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def print_json(data: Any) -> None:
    """JSON for other programs: keys in the contract's order, letters as they are."""
    print_result(json.dumps(data, ensure_ascii=False, indent=1))


def tell(text: str) -> None:
    sys.stderr.write(text + "\n")


def trouble_text(trouble: Trouble, lang: str | None = None) -> str:
    """File, line, cause and next step, in the person's language."""
    place = ":".join(str(p) for p in (trouble.file, trouble.line) if p is not None)
    return catalogue(lang).say(f"errors.{trouble.key}", place=place, detail=trouble.detail)


@contextmanager
def errors_told(lang: str | None = None) -> Iterator[None]:
    """Expected errors become one clear message and an exit code; Ctrl-C is no error of ours."""
    try:
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
        tell(trouble_text(Trouble(key, str(error.filename or ""), detail=str(error.strerror)), lang))
        raise typer.Exit(1) from error


def leave_quietly() -> NoReturn:
    """The reader of our output has gone (`| head`): nothing more to say."""
    sys.stderr.close()
    raise SystemExit(0)

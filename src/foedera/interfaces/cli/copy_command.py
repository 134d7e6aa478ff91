"""`foedera copy`: a record from one place to another, verified."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from foedera.errors import StoreError
from foedera.interfaces.cli.options import JsonOption, LangOption
from foedera.interfaces.cli.output import catalogue, errors_told, print_json, print_result, tell, trouble_text

if TYPE_CHECKING:
    from foedera.store.copy_record import Copied, Told
    from foedera.views.words import Words

_say = catalogue().say

CUT_OFF = frozenset({None, "disk_full", "server_gone", "server_busy", "record_locked", "record_failed"})
"""What may end a copy half-way and be over the next time; None is Ctrl-C."""


def copy(
    source: Annotated[str, typer.Argument(help=_say("cli.argument_copy_source"))],
    target: Annotated[str, typer.Argument(help=_say("cli.argument_copy_target"))],
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.store.copy_record import copy_record
        from foedera.store.store import Store

        words = catalogue(lang)
        there = Store(source, create=False)
        with _all_or_nothing(target, words):
            here = Store(target)
            with closing(here), _progress(words) as told:
                copied = copy_record(there, here, told)
        if as_json:
            print_json({"source": there.name, "target": here.name} | asdict(copied))
        else:
            print_result(_report(copied, here.name, words))
        there.close()


@contextmanager
def _all_or_nothing(target: str, words: "Words") -> Iterator[None]:
    """A copy that is cut off says that nothing was kept and what to do; a file that was made for it goes too."""
    from foedera.store.copy_record import discard_empty
    from foedera.store.databases.choice import place_of

    place = place_of(target)
    was_there = place.is_there()
    try:
        yield
    except (StoreError, KeyboardInterrupt) as error:
        key = None if isinstance(error, KeyboardInterrupt) else error.trouble.key
        if key not in CUT_OFF:
            raise
        if not was_there:
            discard_empty(target)
        if isinstance(error, StoreError) and key != "disk_full":  # whose own message says that the next run goes on where it stopped
            tell(trouble_text(error.trouble, words.lang))
        tell(words.say("cli.copy_disk_full" if key == "disk_full" else "cli.copy_cut_off", target=place.name))
        raise typer.Exit(130 if key is None else 1) from error


def _report(copied: "Copied", target: str, words: "Words") -> str:
    lines = [words.say("cli.copied_table", table=t.name, rows=str(t.rows), hash=t.hash[:12]) for t in copied.tables if t.rows]
    return "\n".join((*lines, words.say("cli.copied" if copied.new else "cli.copied_already", target=target)))


@contextmanager
def _progress(words: "Words") -> Iterator["Told"]:
    """What is copied, counted on standard error, where a person watches."""
    if not sys.stderr.isatty():
        yield lambda table, done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks = {}

        def told(table: str, done: int, of: int) -> None:
            if table not in tasks:
                tasks[table] = progress.add_task(words.say("cli.copying", table=table), total=of)
            progress.update(tasks[table], completed=done)

        yield told


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (("copy", copy),)

"""`foedera copy`: a record from one place to another, verified."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from foedera.interfaces.cli.options import JsonOption, LangOption
from foedera.interfaces.cli.output import catalogue, errors_told, print_json, print_result

if TYPE_CHECKING:
    from foedera.store.copy_record import Copied, Told
    from foedera.views.words import Words

_say = catalogue().say


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
        there, here = Store(source, create=False), Store(target)
        with _progress(words) as told:
            copied = copy_record(there, here, told)
        if as_json:
            print_json({"source": there.name, "target": here.name} | asdict(copied))
        else:
            print_result(_report(copied, here.name, words))
        there.close()
        here.close()


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

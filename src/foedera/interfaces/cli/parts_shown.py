"""How far a long export is, on standard error, where a person watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from foedera.interfaces.cli.output import catalogue


@contextmanager
def parts_shown(lang: str | None) -> Iterator[Callable[[int, int], None]]:
    """Takes how many parts are done, and of how many."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(catalogue(lang).say("cli.reading_parts"), total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)

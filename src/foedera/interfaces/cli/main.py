"""`foedera`: one table of commands. What a command does is imported when it runs, so that help is quick."""

import io
import sys
from typing import Annotated

import typer

from foedera import __version__
from foedera.interfaces.cli import (
    change_commands,
    copy_command,
    export_commands,
    judgement_commands,
    reading_commands,
    record_commands,
    review_commands,
    serve_command,
    unknown_commands,
    what_if_commands,
)
from foedera.interfaces.cli.output import catalogue, print_result
from foedera.interfaces.cli.picture_commands import picture_app
from foedera.interfaces.cli.user_commands import user_app
from foedera.interfaces.cli.world_commands import world_app

_say = catalogue().say

app = typer.Typer(help=_say("cli.about"), no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

for _name, _function in (
    *reading_commands.COMMANDS,
    *record_commands.COMMANDS,
    *what_if_commands.COMMANDS,
    *export_commands.COMMANDS,
    *judgement_commands.COMMANDS,
    *change_commands.COMMANDS,
    *review_commands.COMMANDS,
    *unknown_commands.COMMANDS,
    *serve_command.COMMANDS,
    *copy_command.COMMANDS,
):
    app.command(_name, help=_say(f"cli.help_{_name}"))(_function)

app.add_typer(world_app, name="world")
app.add_typer(picture_app, name="picture")
app.add_typer(user_app, name="user")

@app.command("version", help=_say("cli.help_version"))
def version() -> None:
    print_result(f"foedera {__version__}")


def _show_version(asked: bool) -> None:
    if asked:
        version()
        raise typer.Exit


@app.callback()
def start(
    show_version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help=_say("cli.help_version"))] = False,
) -> None:
    """Global options."""


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that has no accents still gets its answer
    app()

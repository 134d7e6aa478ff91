"""Options that every command shares."""

from typing import Annotated

import typer

from foedera.interfaces.cli.output import catalogue

_say = catalogue().say

RecordOption = Annotated[str, typer.Option("--record", envvar="FOEDERA_RECORD", help=_say("cli.option_record"))]
JsonOption = Annotated[bool, typer.Option("--json", help=_say("cli.option_json"))]
LangOption = Annotated[str | None, typer.Option("--lang", help=_say("cli.option_lang"))]
MaxSizeOption = Annotated[int, typer.Option("--max-size", help=_say("cli.option_max_size"))]

DEFAULT_RECORD = "foedera.db"
DEFAULT_MAX_SIZE = 5_000_000

"""The manual names every command, and no command that is not there."""

import re
from pathlib import Path

from foedera.interfaces.cli.main import app


def test_every_command_is_in_the_manual(root: Path) -> None:
    manual = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    registered = {c.name for c in (*app.registered_commands, *app.registered_groups)}
    assert set(re.findall(r"^\| `foedera (\w+)", manual, re.MULTILINE)) == registered

"""What a user has settled for good: `foedera.toml` in the folder Foedera runs in, or the file that FOEDERA_SETTINGS names.

    [syntax]
    fr = "fr_core_news_md"      # a spaCy pipeline with a parser, by package name or folder, in place of Foedera's model
"""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedera.errors import Trouble, UsageError

FILE = "foedera.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """`pipelines`: (language, spaCy pipeline) in alphabetical order."""

    pipelines: tuple[tuple[str, str], ...] = ()


def settings() -> Settings:
    """The settings of the file, the usual ones where there is none. Raises UsageError, naming what is wrong, for a file not understood."""
    path = Path(os.environ.get("FOEDERA_SETTINGS") or FILE)
    if not path.is_file():
        return Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(Trouble("bad_settings", str(path), detail=str(error))) from error
    return _settings(table, str(path))


def _settings(table: dict[str, Any], path: str) -> Settings:
    from foedera.language.pack import languages

    syntax = table.get("syntax", {})
    unknown = [k for k in table if k != "syntax"]
    if not isinstance(syntax, dict) or unknown:
        raise UsageError(Trouble("bad_settings", path, detail=", ".join(unknown) or "[syntax]"))
    wrong = [k for k, v in syntax.items() if k not in languages() or not isinstance(v, str)]
    if wrong:
        raise UsageError(Trouble("bad_settings", path, detail=", ".join(f"[syntax] {k}" for k in wrong)))
    return Settings(tuple(sorted(syntax.items())))

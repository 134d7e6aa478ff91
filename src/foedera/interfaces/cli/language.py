"""Which language the person at the terminal reads: --lang, else FOEDERA_LANG, else the locale, else English."""

import os
import sys

LANGUAGES = ("fr", "en")


def spoken_language() -> str:
    """"fr" or "en". Looked up before the options are parsed, because help texts are in that language too."""
    asked = [b for a, b in zip(sys.argv, sys.argv[1:], strict=False) if a == "--lang"]
    asked += [a.split("=", 1)[1] for a in sys.argv if a.startswith("--lang=")]
    locale = [os.environ.get(name, "") for name in ("FOEDERA_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    for value in [*asked[:1], *locale]:
        if value[:2].lower() in LANGUAGES:
            return value[:2].lower()
    return "en"

"""What a trouble may tell a visitor: what is wrong and with which file, never where on this machine that file lies."""

import re
from dataclasses import replace

from foedera.errors import Trouble

_QUOTED = re.compile(r"(?<=['\"«“])(?:file://)?(?:/|[A-Za-z]:[\\/])[^'\"»”\n]*(?=['\"»”])")
_BARE = re.compile(r"(?<![\w:/.<])(?:file://)?(?:/|[A-Za-z]:[\\/])[^\s'\"«»“”,;()]*[^\s'\"«»“”,;().:]")
_FROM_ROOT = re.compile(r"(?:file://)?(?:/|[A-Za-z]:[\\/])")
_CUT = re.compile(r"[\\/]")


def without_paths(text: str) -> str:
    """The text with nothing but the last name of each path of a machine in it; addresses of the web stay whole.

    >>> without_paths("OSError: '/home/ada/pages/a b.txt' (see https://example.org/a/b)")
    "OSError: 'a b.txt' (see https://example.org/a/b)"
    """
    return _BARE.sub(_last_name, _QUOTED.sub(_last_name, text))


def _last_name(found: re.Match[str]) -> str:
    return next((part for part in reversed(_CUT.split(found.group())) if part and not part.endswith(":")), "—")


def without_place(source: str) -> str:
    """A source by its last name, where it is a path from the root; anything else as it is, ids of rows too.

    >>> without_place("/home/ada/a b.txt"), without_place("PRK-RUS-2024/signed:PRK"), without_place("https://example.org/a")
    ('a b.txt', 'PRK-RUS-2024/signed:PRK', 'https://example.org/a')
    """
    if not _FROM_ROOT.match(source):
        return source
    return next((part for part in reversed(_CUT.split(source)) if part), "—")


def told_to_visitor(trouble: Trouble) -> Trouble:
    """The trouble without the places of files on this machine."""
    return replace(trouble, file=None if trouble.file is None else without_place(trouble.file), detail=without_paths(trouble.detail))

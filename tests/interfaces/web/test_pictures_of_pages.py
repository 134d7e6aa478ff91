"""The pictures of the desk in docs/: each one shown is there, each one there is shown, and all together stay small."""

import re
from pathlib import Path

from foedera.interfaces.web.navigation import SECTIONS

DOCS = Path(__file__).resolve().parents[3] / "docs"
MOST_BYTES = 3_000_000


def test_every_picture_is_shown_and_all_of_them_are_small() -> None:
    shown = set(re.findall(r"]\((images/desk/[^)]+)\)", (DOCS / "web_desk_pictures.md").read_text(encoding="utf-8")))
    there = {p.relative_to(DOCS).as_posix(): p for p in (DOCS / "images" / "desk").iterdir()}
    assert shown == set(there) and all(p.read_bytes()[8:12] == b"WEBP" for p in there.values())
    assert sum(p.stat().st_size for p in there.values()) < MOST_BYTES


def test_every_section_of_the_bar_has_its_picture() -> None:
    names = {p.stem for p in (DOCS / "images" / "desk").iterdir()}
    assert {{"home": "new"}.get(s.key, s.key).replace("_", "-") for s in SECTIONS} <= names

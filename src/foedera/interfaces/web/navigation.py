"""The desk's sections, in the order in which its bar names them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """`key`: of its name in the catalogue (web.nav.KEY); `path`: where it begins."""

    key: str
    path: str


SECTIONS: tuple[Section, ...] = (
    Section("home", "/"),
    Section("agreements", "/agreements"),
    Section("events", "/events"),
    Section("timeline", "/timeline"),
    Section("disagreements", "/disagreements"),
    Section("review", "/review"),
    Section("actors", "/actors"),
    Section("documents", "/documents"),
    Section("add", "/add"),
    Section("obligations", "/obligations"),
    Section("what_if", "/what-if"),
    Section("network", "/network"),
    Section("map", "/map"),
)
"""A page comes into the bar with its router (see app.ROUTERS)."""

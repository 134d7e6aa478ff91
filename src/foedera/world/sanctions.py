"""Sanctions regimes: who imposes measures on whom, under which acts, since when. They lie over the agreements and bind nobody to fight."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from foedera.world.agreement import LocalText

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class SanctionsRegime:
    """`issuer` is a state or an organisation; `targets` are states (none: persons anywhere). Dates are EDTF; `until` None: running.

    `contested_by`: states that say the regime has no legal effect. `unverified`: fields nobody has looked up.
    """

    id: str
    issuer: str
    targets: tuple[str, ...]
    acts: tuple[str, ...]
    since: str
    until: str | None
    aim: LocalText | None
    note: LocalText | None
    contested_by: tuple[str, ...]
    sources: tuple[str, ...]
    unverified: tuple[str, ...]


@lru_cache(maxsize=1)
def complete_issuers() -> frozenset[str]:
    """Issuers of whom the file has every regime."""
    return frozenset(_file("complete_issuers.yaml")["complete_issuers"])


@lru_cache(maxsize=1)
def load_sanctions() -> tuple[SanctionsRegime, ...]:
    """Every regime of world/sanctions, in the order of their ids."""
    return tuple(sorted(map(_regime, _file("sanctions.yaml")["regimes"]), key=lambda r: r.id))


@lru_cache(maxsize=4)
def _file(name: str) -> dict[str, Any]:
    text = (resources.files("foedera.world") / "sanctions" / name).read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader)
    return found


def _regime(row: dict[str, Any]) -> SanctionsRegime:
    until = None if row.get("until") is None else str(row["until"])
    targets, acts, contested, sources, open_ = (tuple(row.get(k, ())) for k in ("targets", "acts", "contested_by", "sources", "unverified"))
    return SanctionsRegime(row["id"], row["issuer"], targets, acts, str(row["since"]), until, _said(row.get("aim")), _said(row.get("note")),
                           contested, sources, open_)


def _said(words: dict[str, str] | None) -> LocalText | None:
    return LocalText(tuple(words.items())) if words else None

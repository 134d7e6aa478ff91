"""Loads the file of agreements: one YAML file an agreement in `agreements/`."""

from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from foedera.world.agreement import FiledAgreement, FiledDuty, FiledParty

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=1)
def load_agreements() -> tuple[FiledAgreement, ...]:
    """Every agreement of the file, in the order of their ids."""
    folder = resources.files("foedera.world") / "agreements"
    rows = [yaml.load(path.read_text(encoding="utf-8"), Loader) for path in folder.iterdir() if path.name.endswith(".yaml")]
    return tuple(sorted(map(_agreement, rows), key=lambda a: a.id))


def _agreement(row: dict[str, Any]) -> FiledAgreement:
    dates = {name: _text(row.get(name)) for name in ("signed", "in_force", "ended")}
    parties, duties = tuple(map(_party, row["parties"])), tuple(map(_duty, row.get("provisions", ())))
    return FiledAgreement(row["id"], row["name"], row["kind"], parties, row["source"], **dates, ended_by=row.get("ended_by"),
                          replaces=tuple(row.get("replaces", ())), duties=duties, unverified=row.get("unverified"))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _party(text: str) -> FiledParty:
    """ "FIN 2023-04-04/" is Finland since that day."""
    state, _, span = text.partition(" ")
    since, _, until = span.partition("/")
    return FiledParty(state, since or None, until or None)


def _duty(row: dict[str, Any]) -> FiledDuty:
    lists = {name: tuple(row.get(name, ())) for name in ("conditions", "caveats")}
    return FiledDuty(row.get("article"), row["bearer"], row.get("beneficiary"), row["action"], row["action_class"], row.get("strength"),
                     row.get("delay"), row.get("trigger"), row.get("trigger_class"), **lists)

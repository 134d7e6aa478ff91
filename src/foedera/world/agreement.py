"""An agreement as the file of agreements knows it: own words, dates per party, and where each comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FiledParty:
    """A party; `since` and `until` (EDTF) where it joined later or left."""

    state: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class FiledDuty:
    """One duty; codes as in the record (`action_class`, `trigger_class`), the rest in words of the file's own."""

    article: int | None
    bearer: str
    beneficiary: str | None
    action: str
    action_class: str
    strength: str | None = None
    delay: str | None = None
    trigger: str | None = None
    trigger_class: str | None = None
    conditions: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FiledAgreement:
    """Dates are EDTF. `ended_by` is the step that ended it (terminated, superseded). `unverified`: what nobody has checked yet."""

    id: str
    name: str
    kind: str
    parties: tuple[FiledParty, ...]
    source: str
    signed: str | None = None
    in_force: str | None = None
    ended: str | None = None
    ended_by: str | None = None
    replaces: tuple[str, ...] = ()
    duties: tuple[FiledDuty, ...] = ()
    unverified: str | None = None

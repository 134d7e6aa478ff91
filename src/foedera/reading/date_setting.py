"""What the reading of a time expression starts from and what comes out of it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Published:
    """When the document was published, as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: date | None = None

    @classmethod
    def from_edtf(cls, edtf: str | None) -> "Published":
        """From `2024-11-12T08:48`, `2024-11-12`, `2024-11` or `2024`; anything else is unknown."""
        parts = (edtf or "").split("T")[0].split("-")
        if not parts[0].isdigit() or len(parts[0]) != 4:
            return cls()
        year = int(parts[0])
        month = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else None
        try:
            day = date(year, month, int(parts[2])) if month and len(parts) > 2 else None
        except ValueError:
            day = None
        return cls(year, month, day)

    @property
    def edtf(self) -> str | None:
        """The day, month or year of publication in EDTF; None when not even the year is known."""
        if self.day:
            return self.day.isoformat()
        return None if self.year is None else f"{self.year:04d}" + (f"-{self.month:02d}" if self.month else "")


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds an expression: publication, where its clause looks, the day last told of, a year that its neighbour gives."""

    published: Published
    ahead: bool = False
    past: bool = False
    story: date | None = None
    year: int | None = None
    told: str | None = None  # EDTF of the date last told, by day, month or year
    shift: int | None = None  # -1 "ago", 1 "later", where the words stand outside the expression
    shift_from_story: bool = False
    of_event: bool = False  # "three days after the vote": the words date the vote, counted from the day told of
    general: bool = False  # "today" for nowadays, "in summer" for any summer

    @property
    def now(self) -> date | None:
        """The day that "today" means: that of the story, else of publication; None when neither is known."""
        return self.story or self.published.day


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words give. `kind`, `edtf`, `anchor` and the fields are those of `DatePhrase`."""

    kind: str
    edtf: str | None
    timex: str | None
    timex_type: str = "DATE"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset_days: int | None = None
    anchor: str = "publication"
    told_day: date | None = None

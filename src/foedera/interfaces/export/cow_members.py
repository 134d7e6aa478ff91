"""Members of formal alliances as the Correlates of War project writes them (version 4.1, by member)."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from foedera.interfaces.export.atop_dyad_years import NOT_KNOWN, coded
from foedera.interfaces.export.csv_cells import safe_row
from foedera.treaties.alliance_rows import Pledge
from foedera.treaties.directed_dyads import Leg, Spell
from foedera.values.dates import DateRange
from foedera.world.cow_numbers import CowNumbers

COLUMNS = (
    "version4id", "ccode", "state_name", "all_st_day", "all_st_month", "all_st_year", "all_end_day", "all_end_month", "all_end_year",
    "ss_type", "mem_st_day", "mem_st_month", "mem_st_year", "mem_end_day", "mem_end_month", "mem_end_year", "left_censor", "right_censor",
    "defense", "neutrality", "nonaggression", "entente", "asymmetric", "version",
)  # fmt: skip
PLEDGE_COLUMNS = {"defense": Pledge.DEFENCE, "neutrality": Pledge.NEUTRALITY, "nonaggression": Pledge.NON_AGGRESSION,
                  "entente": Pledge.CONSULTATION}
TYPES = (({Pledge.DEFENCE}, "Type I: Defense Pact"),
         ({Pledge.NEUTRALITY, Pledge.NON_AGGRESSION}, "Type II: Neutrality or Non-Aggression Pact"),
         ({Pledge.CONSULTATION}, "Type III: Entente"))
VERSION = "foedera"


def cow_csv(legs: Iterable[Leg], numbers: CowNumbers, days: DateRange) -> str:
    """CSV with a header line: a line for each member of each agreement and each span of its membership. `days` bounds what is looked at."""
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
    writer.writeheader()
    by_agreement: dict[str, list[Leg]] = {}
    for leg in legs:
        by_agreement.setdefault(leg.agreement, []).append(leg)
    writer.writerows(safe_row(line) for agreement, held in by_agreement.items() for line in _lines(agreement, held, numbers, days))
    return target.getvalue()


def _lines(agreement: str, legs: Sequence[Leg], numbers: CowNumbers, days: DateRange) -> Iterator[dict[str, object]]:
    whole = _joined(spell for leg in legs for spell in leg.spells)
    kind, uneven = _type(legs), _is_asymmetric(legs)
    for member in sorted({leg.bearer for leg in legs} | {leg.beneficiary for leg in legs}):
        own = [leg for leg in legs if leg.bearer == member]
        for spell in _joined(s for leg in legs if member in (leg.bearer, leg.beneficiary) for s in leg.spells):
            state = numbers.state_of(member, spell.first)
            yield {
                "version4id": agreement, "ccode": state.number if state else NOT_KNOWN, "state_name": member,
                **_dates("all", whole[0].first, whole[-1].last, days), "ss_type": kind, **_dates("mem", spell.first, spell.last, days),
                "left_censor": int(spell.first == days.earliest), "right_censor": int(spell.last == days.latest),
                **{column: coded(_promised(own, pledge, spell)) for column, pledge in PLEDGE_COLUMNS.items()},
                "asymmetric": int(uneven), "version": VERSION,
            }  # fmt: skip


def _dates(prefix: str, first: date, last: date, days: DateRange) -> dict[str, object]:
    """Three columns for the first day and three for the last; no last day while it has not ended."""
    end = None if last == days.latest else last
    parts = ("day", "month", "year")
    begun = {f"{prefix}_st_{part}": getattr(first, part) for part in parts}
    return begun | {f"{prefix}_end_{part}": getattr(end, part) if end else "" for part in parts}


def _promised(own: Iterable[Leg], pledge: Pledge, span: Spell) -> bool | None:
    """Whether the member promised it to anyone in this span; None when it may have."""
    found = [(leg.pledge, spell.certain) for leg in own for spell in leg.spells
             if leg.pledge in (pledge, None) and spell.first <= span.last and span.first <= spell.last]
    if any(known is pledge and certain for known, certain in found):
        return True
    return None if found else False


def _type(legs: Sequence[Leg]) -> str:
    """The strongest promise made; NA where what is promised is not known."""
    made = {leg.pledge for leg in legs}
    return next((name for pledges, name in TYPES if made & pledges), NOT_KNOWN)


def _is_asymmetric(legs: Sequence[Leg]) -> bool:
    """Whether members promised different things."""
    made = {leg.bearer: frozenset(other.pledge for other in legs if other.bearer == leg.bearer) for leg in legs}
    members = {leg.bearer for leg in legs} | {leg.beneficiary for leg in legs}
    return len({made.get(member, frozenset()) for member in members}) > 1


def _joined(spells: Iterable[Spell]) -> list[Spell]:
    """The days covered by any of the spells, as few spans as can be."""
    found: list[Spell] = []
    for spell in sorted(spells, key=lambda s: (s.first, s.last)):
        if found and spell.first.toordinal() <= found[-1].last.toordinal() + 1:
            found[-1] = Spell(found[-1].first, max(found[-1].last, spell.last), True)
        else:
            found.append(Spell(spell.first, spell.last, True))
    return found

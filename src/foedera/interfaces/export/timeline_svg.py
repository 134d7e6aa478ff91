"""The timeline as SVG: a solid mark is a day, a hatched bar an interval, an arrow an end that nothing closes."""

from datetime import date

from foedera.interfaces.export.xml_text import xml_escaped
from foedera.values.dates import DateRange, edtf_from_range
from foedera.views.labels import Labels
from foedera.views.timeline import TimelineEntry

WIDTH, LABEL_WIDTH, ROW, TOP = 1000, 400, 30, 34
PLOT = WIDTH - LABEL_WIDTH - 20


class _Axis:
    """Days to horizontal positions. Old years are drawn outside the axis, as marks at its left edge."""

    def __init__(self, entries: list[TimelineEntry]) -> None:
        ends = [d for e in entries for d in ((e.days or DateRange()).earliest, (e.days or DateRange()).latest) if d]
        newest = max(ends)
        recent = [d for d in ends if (newest - d).days <= 1100]
        self.first, self.last = min(recent), newest
        self.span = max((self.last - self.first).days, 30)

    def x(self, day: date) -> float:
        share = min(max((day - self.first).days / self.span, -0.02), 1.0)
        return round(LABEL_WIDTH + 20 + share * (PLOT - 40), 1)

    def months(self) -> list[date]:
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        step = max(1, -(-count // 8))
        months = [self.first.year * 12 + self.first.month - 1 + n for n in range(0, count + 1, step)]
        return [d for d in (date(m // 12, m % 12 + 1, 1) for m in months) if self.first <= d <= self.last]


def _short(text: str, most: int = 56) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _mark(axis: _Axis, entry: TimelineEntry, y: int) -> str:
    days = entry.days or DateRange()
    soft = " soft" if entry.factuality in ("hedged", "forecast", "denied") else ""
    kind = f"{entry.kind}{soft}"
    if days.earliest and days.is_day:
        return f'<circle class="{kind}" cx="{axis.x(days.earliest)}" cy="{y}" r="6"/>'
    low = axis.x(days.earliest) if days.earliest else LABEL_WIDTH + 8
    high = axis.x(days.latest) if days.latest else WIDTH - 10
    bar = f'<rect class="{kind} range" x="{low}" y="{y - 6}" width="{max(high - low, 6)}" height="12" rx="3"/>'
    if not days.earliest:
        bar += f'<path class="{kind}" d="M{low - 2} {y} l10 -7 v14 z"/>'
    if not days.latest:
        bar += f'<path class="{kind}" d="M{high + 2} {y} l-10 -7 v14 z"/>'
    return bar


def _row(axis: _Axis, entry: TimelineEntry, number: int, labels: Labels) -> str:
    y = TOP + number * ROW + ROW // 2
    told = f"{entry.label}: {labels.day(edtf_from_range(entry.days))} — {entry.certainty}"
    text = f'<text x="{LABEL_WIDTH}" y="{y + 4}" text-anchor="end">{xml_escaped(_short(entry.label))}</text>'
    line = f'<line class="grid" x1="{LABEL_WIDTH + 8}" x2="{WIDTH}" y1="{y}" y2="{y}"/>'
    return f'<a href="#{xml_escaped(anchor_of(entry.id))}"><g><title>{xml_escaped(told)}</title>{line}{text}{_mark(axis, entry, y)}</g></a>'


def anchor_of(row_id: str) -> str:
    """The id of a row's line in the page."""
    return "row-" + "".join(c if c.isalnum() else "-" for c in row_id)


def timeline_svg(entries: tuple[TimelineEntry, ...], labels: Labels) -> str:
    """An `<svg>` of the dated entries, or an empty string when none has a day. Colours come from the page's style sheet."""
    dated = [e for e in entries if e.days and (e.days.earliest or e.days.latest)]
    if not dated:
        return ""
    axis = _Axis(dated)
    height = TOP + len(dated) * ROW + 10
    ticks = "".join(
        f'<line class="tick" x1="{axis.x(d)}" x2="{axis.x(d)}" y1="{TOP - 8}" y2="{height}"/>'
        f'<text class="tick" x="{axis.x(d)}" y="16" text-anchor="middle">{xml_escaped(labels.day(d.isoformat()[:7]))}</text>'
        for d in axis.months()
    )
    rows = "".join(_row(axis, e, n, labels) for n, e in enumerate(dated))
    title = xml_escaped(labels.words.say("brief.heading_timeline"))
    hatch = (
        '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="3" height="6"/></pattern>'
    )
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}"><defs>{hatch}</defs>{ticks}{rows}</svg>'

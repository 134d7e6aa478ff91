"""Boxes with text, and lines between them, as SVG: measured without a font, drawn in whole pixels."""

from dataclasses import dataclass

from foedera.interfaces.export.xml_text import xml_escaped

LINE, PADDING = 17, 10
SIZE, HEAD_SIZE, SMALL = 13.0, 13.8, 11.5  # letters, in pixels; bold ones are wider
_NARROW, _WIDE = frozenset("iljtfrI.,:;'’|!()[]/ -"), frozenset("mwMW@%—")
STYLE = """
text{font:13px "Segoe UI","Liberation Sans",Helvetica,Arial,sans-serif;fill:#1b2430}
.title{font-size:21px;font-weight:600}
.sub{fill:#5b6675}
.head{font-weight:600}
.small{font-size:11.5px;fill:#5b6675}
.box{fill:#fff;stroke:#8795a6;stroke-width:1.2}
.link{fill:none;stroke:#8795a6;stroke-width:1.4}
.defence{stroke:#1f4e79}
.offence{stroke:#8c2d19}
.neutrality{stroke:#6b4c9a}
.non_aggression{stroke:#2e7d5b}
.consultation{stroke:#a8741a}
.unknown{stroke:#8795a6}
.link.defence{stroke-width:2}
.hub.defence{fill:#1f4e79}
.hub.offence{fill:#8c2d19}
.hub.neutrality{fill:#6b4c9a}
.hub.non_aggression{fill:#2e7d5b}
.hub.consultation{fill:#a8741a}
.hub.unknown{fill:#8795a6}
text.on{fill:#fff}
.centre{fill:#1b2430;stroke:#1b2430}
.attack{stroke:#9b1c1c;stroke-width:2.4}
.box.attack{fill:#fdeeee}
.perhaps{stroke-dasharray:6 4}
.contested{stroke:#9b1c1c;stroke-dasharray:2 3}
.arrow{fill:#5b6675}
""".strip()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a box; `kind` is a class of the style sheet."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box at its centre, in pixels."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]
    kind: str = ""
    tip: str = ""

    def at(self, x: int, y: int) -> "Box":
        """The same box with its centre elsewhere, in pixels."""
        return Box(x, y, self.width, self.height, self.lines, self.kind, self.tip)

    def edge_towards(self, x: float, y: float) -> tuple[int, int]:
        """Where a line from the centre to a point leaves the box.

        >>> Box(0, 0, 40, 20, ()).edge_towards(100, 0)
        (20, 0)
        """
        dx, dy = x - self.x, y - self.y
        scale = min((self.width / 2) / abs(dx) if dx else 9e9, (self.height / 2) / abs(dy) if dy else 9e9)
        return (round(self.x + dx * min(scale, 1)), round(self.y + dy * min(scale, 1)))


_SIZES = {"head": HEAD_SIZE, "small": SMALL}


def lines_of(text: str, most: int, kind: str = "") -> list[Line]:
    """A text as lines of a box, broken between words."""
    return [Line(part, kind) for part in wrapped(text.split(" "), most, " ", _SIZES.get(kind, SIZE))]


def text_width(text: str, size: float = SIZE) -> int:
    """About how wide a text is drawn, in pixels: a generous guess, so that boxes hold what is in them.

    >>> text_width("ill") < text_width("MMM")
    True
    """
    return round(sum(0.33 if c in _NARROW else 0.9 if c in _WIDE else 0.68 if c.isupper() else 0.56 for c in text) * size)


def wrapped(parts: list[str], most: int, joiner: str = ", ", size: float = SIZE) -> list[str]:
    """The parts joined, in lines no wider than `most` pixels at this size of letters; no part is cut.

    >>> wrapped(["Belgium", "Denmark", "Norway"], 120)
    ['Belgium, Denmark,', 'Norway']
    """
    lines: list[str] = []
    for number, part in enumerate(parts):
        piece = part + (joiner if number < len(parts) - 1 else "")
        if lines and text_width(lines[-1] + piece.rstrip(), size) <= most:
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line.rstrip() for line in lines]


def box_of(lines: list[Line], kind: str = "", tip: str = "", least: int = 0) -> Box:
    """A box as large as its lines need."""
    width = max([least, *(text_width(line.text, _SIZES.get(line.kind, SIZE)) for line in lines)]) + 2 * PADDING
    return Box(0, 0, width, len(lines) * LINE + PADDING, tuple(lines), kind, tip)


def box_svg(box: Box) -> str:
    """The box with its lines, and what is said when one points at it."""
    left, top = box.x - box.width // 2, box.y - box.height // 2
    tip = f"<title>{xml_escaped(box.tip)}</title>" if box.tip else ""
    frame = f'<rect class="box {box.kind}" x="{left}" y="{top}" width="{box.width}" height="{box.height}" rx="6"/>'
    on = " on" if "hub" in box.kind or "centre" in box.kind else ""
    rows = "".join(
        text_svg(line.text, box.x, top + PADDING // 2 + 13 + number * LINE, (line.kind + on).strip(), "middle")
        for number, line in enumerate(box.lines)
    )
    return f"<g>{tip}{frame}{rows}</g>"


def link_svg(start: Box, end: Box, kind: str, arrow: bool = False, tip: str = "", bend: int = 0) -> str:
    """A line from box to box; `bend` moves its middle aside, so that several lines between two boxes stay apart."""
    mid_x, mid_y = (start.x + end.x) / 2, (start.y + end.y) / 2
    dx, dy = end.x - start.x, end.y - start.y
    length = max((dx * dx + dy * dy) ** 0.5, 1)
    mid_x, mid_y = mid_x - dy / length * bend, mid_y + dx / length * bend
    x1, y1 = start.edge_towards(mid_x, mid_y) if bend else start.edge_towards(end.x, end.y)
    x2, y2 = end.edge_towards(mid_x, mid_y) if bend else end.edge_towards(start.x, start.y)
    path = f"M{x1} {y1}Q{round(mid_x)} {round(mid_y)} {x2} {y2}" if bend else f"M{x1} {y1}L{x2} {y2}"
    head = ' marker-end="url(#arrow)"' if arrow else ""
    return f'<path class="link {kind}" d="{path}"{head}>{f"<title>{xml_escaped(tip)}</title>" if tip else ""}</path>'


def text_svg(text: str, x: int, y: int, kind: str = "", anchor: str = "start") -> str:
    """A line of text at a place in pixels: its start, middle or end (`anchor`); `kind` is a class of the style sheet."""
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{xml_escaped(text)}</text>'


def svg_page(width: int, height: int, title: str, described: str, body: str) -> str:
    """A whole SVG file: white ground, title, description for those who cannot see it."""
    marker = ('<marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" '
              'orient="auto-start-reverse"><path class="arrow" d="M0 0L10 5L0 10z"/></marker>')
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
            f'aria-labelledby="picture-title picture-text"><title id="picture-title">{xml_escaped(title)}</title>'
            f'<desc id="picture-text">{xml_escaped(described)}</desc><style>{STYLE}</style><defs>{marker}</defs>'
            f'<rect width="{width}" height="{height}" fill="#fff"/>{body}</svg>\n')

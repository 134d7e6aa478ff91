"""What may follow from an attack: the attack, those who owe aid, and step by step those whom their aid would draw in."""

from collections.abc import Callable

from foedera.interfaces.export.pictures.canvas import Box, Line, box_of, box_svg, lines_of, svg_page, text_svg, text_width, wrapped
from foedera.interfaces.export.pictures.network import MARGIN, TOP, Picture
from foedera.treaties.model import Verdict, WhatIf
from foedera.views.chain_picture import ATTACKED, ChainCard, ChainView, chain_view
from foedera.views.labels import Labels

COLUMN, GAP, ROW_GAP, TEXT, MOST_NAMES = 240, 80, 16, 214, 12
KINDS = {Verdict.BOUND: "defence", Verdict.UNDETERMINED: "unknown perhaps", Verdict.CONTESTED: "contested"}


def chain_picture(answer: WhatIf, labels: Labels, name_of: Callable[[str], str]) -> Picture:
    """`name_of` gives the name of an agreement by its id. Only aid is drawn: what binds, may bind, or is contested."""
    view, say = chain_view(answer), labels.words.say
    ends = {"by": labels.actor("+".join(view.attackers)), "on_whom": labels.actor(view.attacked)}
    title = say("picture.chain_title", **ends, day=labels.day(answer.question.on.isoformat()))
    subtitle = say(f"picture.chain_{answer.question.chain}") if any(view.steps) else say("picture.chain_empty")
    boxes, heads = _placed(view, labels, name_of)
    first = [box for _, box in boxes[0]]
    bottom = max((box.y + box.height // 2 for column in boxes for _, box in column), default=TOP)
    attackers, attacked = _opening(view, labels, first, bottom)
    links = [_line(attackers, attacked, "attack", True)] + _links(view, boxes, attackers, attacked)
    bottom = max(bottom, attackers.y + attackers.height // 2)
    width = max(MARGIN * 2 + COLUMN + len(boxes) * (COLUMN + GAP), text_width(title, 21) + 2 * MARGIN)
    height = bottom + 66
    drawn = [box_svg(box) for column in boxes for _, box in column]
    body = [text_svg(title, MARGIN, 36, "title"), text_svg(subtitle, MARGIN, 58, "sub"), *heads, *links, box_svg(attackers),
            box_svg(attacked), *drawn, _legend(labels, height - 22)]
    return Picture(title, subtitle, svg_page(width, height, title, subtitle, "".join(body)), _table(view, labels, name_of))


def _column_x(number: int) -> int:
    return MARGIN + COLUMN // 2 + number * (COLUMN + GAP)


def _placed(view: ChainView, labels: Labels, name_of: Callable[[str], str]) -> tuple[list[list[tuple[ChainCard, Box]]], list[str]]:
    """The cards of each step, one column a step, in the order of those they follow from; and the heads of the columns."""
    columns: list[list[tuple[ChainCard, Box]]] = []
    heads = []
    for number, cards in enumerate(view.steps):
        x, y = _column_x(number + 1), TOP + 30
        before = columns[-1] if columns else []
        placed = []
        for card in sorted(cards, key=lambda c: _order(c, before)):
            box = _card_box(card, labels, name_of)
            placed.append((card, box.at(x, y + box.height // 2)))
            y += box.height + ROW_GAP
        columns.append(placed)
        heads.append(text_svg(labels.words.say("picture.chain_first" if number == 0 else "picture.chain_step", step=str(number)),
                              x, TOP + 10, "small", "middle"))
    return columns, heads


def _order(card: ChainCard, before: list[tuple[ChainCard, Box]]) -> tuple[int, tuple[str, ...], str]:
    spots = [box.y for earlier, box in before if set(card.owed_to) & set(earlier.bearers)]
    return min(spots, default=0), card.agreements, card.verdict


def _card_box(card: ChainCard, labels: Labels, name_of: Callable[[str], str]) -> Box:
    names = sorted(labels.actor(state) for state in card.bearers)
    shown = names[:MOST_NAMES] if len(names) > MOST_NAMES + 1 else names
    more = [labels.words.say("picture.more_states", count=str(len(names) - len(shown)))] if len(shown) < len(names) else []
    lines = [line for agreement in card.agreements for line in lines_of(name_of(agreement), TEXT, "head")]
    lines += [Line(text) for text in (*wrapped(shown, TEXT), *more)]
    owed = labels.words.say(f"picture.rule_{card.rule}", states=", ".join(labels.actor(state) for state in card.owed_to))
    told = labels.code("verdict", card.verdict)
    if card.likelihood is not None:
        told += f", {labels.words.say('picture.likelihood', share=_percent(card.likelihood))}"
    lines += [*lines_of(owed, TEXT, "small"), *lines_of(told, TEXT, "small")]
    return box_of(lines, KINDS.get(card.verdict, ""), f"{_names(card, name_of)}: {', '.join(names)}", COLUMN - 20)


def _percent(share: float) -> str:
    """A share in whole percent.

    >>> _percent(0.41), _percent(0.001)
    ('41', '<1')
    """
    return f"{100 * share:.0f}" if share >= 0.01 else "<1"


def _names(card: ChainCard, name_of: Callable[[str], str]) -> str:
    return "; ".join(name_of(agreement) for agreement in card.agreements)


def _opening(view: ChainView, labels: Labels, first: list[Box], bottom: int) -> tuple[Box, Box]:
    """The attacker below the one attacked, at the height of the first cards."""
    middle = (min((b.y for b in first), default=TOP + 60) + max((b.y for b in first), default=TOP + 60)) // 2
    y = min(max(middle, TOP + 60), max(bottom - 60, TOP + 60))
    attacked = box_of([Line(text, "head") for text in wrapped([labels.actor(view.attacked)], TEXT)], "centre").at(_column_x(0), y)
    names = wrapped([labels.actor(state) for state in view.attackers], TEXT)
    return box_of([Line(text, "head") for text in names], "attack").at(_column_x(0), y + 110), attacked


def _links(view: ChainView, columns: list[list[tuple[ChainCard, Box]]], attackers: Box, attacked: Box) -> list[str]:
    """To each card from the card through which the one it is owed to came in; the first such card."""
    opening = {view.attacked: attacked} | dict.fromkeys(view.attackers, attackers)
    came_in, might_come = dict(opening), dict(opening)
    found = []
    for column in columns:
        for card, box in column:
            starts = {(s.x, s.y): s for state in card.owed_to if (s := came_in.get(state) or might_come.get(state))}
            found += [_line(start, box, KINDS.get(card.verdict, ""), True) for start in starts.values()]
        for card, box in column:
            for state in card.bearers:
                (came_in if card.verdict is Verdict.BOUND else might_come).setdefault(state, box)
    return found


def _line(start: Box, end: Box, kind: str, arrow: bool) -> str:
    """Between columns a curve from side to side, within a column a straight line up."""
    head = ' marker-end="url(#arrow)"' if arrow else ""
    if start.x == end.x:
        x1, y1 = start.edge_towards(end.x, end.y)
        x2, y2 = end.edge_towards(start.x, start.y)
        return f'<path class="link {kind}" d="M{x1} {y1}L{x2} {y2}"{head}/>'
    x1, x2 = start.x + start.width // 2, end.x - end.width // 2
    bend = (x2 - x1) // 2
    return f'<path class="link {kind}" d="M{x1} {start.y}C{x1 + bend} {start.y} {x2 - bend} {end.y} {x2} {end.y}"{head}/>'


def _legend(labels: Labels, y: int) -> str:
    found, x = [], MARGIN
    for verdict, kind in KINDS.items():
        text = labels.code("verdict", verdict)
        found += [f'<rect class="box {kind}" x="{x}" y="{y - 12}" width="24" height="15" rx="3"/>', text_svg(text, x + 32, y, "small")]
        x += 60 + 7 * len(text)
    return "".join(found) + text_svg(labels.words.say("picture.chain_note"), x, y, "small")


def _table(view: ChainView, labels: Labels, name_of: Callable[[str], str]) -> tuple[tuple[str, ...], ...]:
    say = labels.words.say
    rows = [tuple(say(f"picture.column_{name}") for name in ("step", "agreement", "owed_to", "owed_by", "verdict"))]
    for number, cards in enumerate(view.steps):
        step = say("picture.chain_first") if number == 0 else say("picture.chain_step", step=str(number))
        for card in cards:
            owed_to, owed_by = (", ".join(sorted(labels.actor(state) for state in states)) for states in (card.owed_to, card.bearers))
            how = "" if card.rule == ATTACKED else f" ({say(f'picture.rule_{card.rule}', states=owed_to)})"
            rows.append((step + how, _names(card, name_of), owed_to, owed_by, labels.code("verdict", card.verdict)))
    return tuple(rows)

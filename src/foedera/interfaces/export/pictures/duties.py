"""The promises of one state: what it receives, what goes both ways, what it gives, in three columns."""

from collections.abc import Callable
from datetime import date

from foedera.interfaces.export.pictures.canvas import (
    Box,
    Line,
    box_of,
    box_svg,
    lines_of,
    link_svg,
    svg_page,
    text_svg,
    text_width,
    wrapped,
)
from foedera.interfaces.export.pictures.network import MARGIN, TOP, Picture, legend, promise
from foedera.treaties.alliance_rows import Pledge
from foedera.views.labels import Labels
from foedera.views.promises_of_state import Card, PromisesView

COLUMN, GAP, ROW_GAP, TEXT, HEAD = 300, 34, 14, 270, 96
HIGHEST, MOST_STACKS = 900, 3


def duties_picture(view: PromisesView, day: date, labels: Labels, name_of: Callable[[str], str]) -> Picture:
    """`name_of` gives the name of an agreement by its id. A side on which there is nothing has no column."""
    say, state = labels.words.say, labels.actor(view.state)
    title = say("picture.duties_title", state=state, day=labels.day(day.isoformat()))
    sides = [(name, stacks) for name, stacks in _sides(view, labels, name_of) if stacks]
    columns = sum(len(stacks) for _, stacks in sides)
    count = str(len({card.agreement for card in view.cards}))
    subtitle = say("picture.duties_subtitle", agreements=count) if sides else say("picture.duties_empty")
    wide = max(columns * (COLUMN + GAP) - GAP, text_width(title, 21), 700)
    centre = box_of([Line(state, "head")], "centre").at(MARGIN + wide // 2, TOP + 16)
    body: list[str] = []
    high = TOP + 40
    left = MARGIN + (wide - columns * (COLUMN + GAP) + GAP) // 2
    for name, stacks in sides:
        drawn, bottom = _side(left, name, stacks, centre, labels)
        body, high, left = [*body, *drawn], max(high, bottom), left + len(stacks) * (COLUMN + GAP)
    width, height = wide + 2 * MARGIN, high + 54
    heads = [text_svg(title, MARGIN, 36, "title"), text_svg(subtitle, MARGIN, 58, "sub")]
    foot = legend(labels, _pledges(view), MARGIN, height - 20)
    svg = svg_page(width, height, title, subtitle, "".join([*heads, *body, box_svg(centre), foot]))
    return Picture(title, subtitle, svg, _table(view, labels, name_of))


def _sides(view: PromisesView, labels: Labels, name_of: Callable[[str], str]) -> list[tuple[str, list[list[Box]]]]:
    """Each side's cards in stacks no higher than what reads well, in order down each stack."""
    found = []
    for side, cards in (("received", view.received), ("mutual", view.mutual), ("given", view.given)):
        boxes = [_card_box(card, labels, name_of) for card in cards]
        whole = sum(box.height + ROW_GAP for box in boxes)
        share = whole / min(-(-whole // HIGHEST), MOST_STACKS) if boxes else 0
        stacks: list[list[Box]] = []
        used = 0
        for box in boxes:
            if not stacks or used + box.height / 2 > share * len(stacks):
                stacks.append([])
            stacks[-1].append(box)
            used += box.height + ROW_GAP
        found.append((side, stacks))
    return found


def _side(left: int, side: str, stacks: list[list[Box]], centre: Box, labels: Labels) -> tuple[list[str], int]:
    """The head of a side, tied to the state, and its stacks; and where the longest ends."""
    wide = len(stacks) * (COLUMN + GAP) - GAP
    head = box_of([Line(labels.words.say(f"picture.side_{side}"), "head")], "", "", wide - 20).at(left + wide // 2, TOP + HEAD)
    ends = (head, centre) if side == "received" else (centre, head)
    drawn, bottom = [link_svg(*ends, "", side != "mutual"), box_svg(head)], 0
    for number, boxes in enumerate(stacks):
        x, y = left + COLUMN // 2 + number * (COLUMN + GAP), TOP + HEAD + 34
        for box in boxes:
            drawn.append(box_svg(box.at(x, y + box.height // 2)))
            y += box.height + ROW_GAP
        bottom = max(bottom, y)
    return drawn, bottom


def _card_box(card: Card, labels: Labels, name_of: Callable[[str], str]) -> Box:
    names = sorted(labels.actor(state) for state in card.states)
    lines = lines_of(name_of(card.agreement), TEXT, "head")
    told = " · ".join(promise(pledge, labels) for pledge in card.pledges)
    lines += lines_of(told, TEXT, "small") + [Line(text) for text in wrapped(names, TEXT)]
    if not card.certain:
        lines += lines_of(labels.words.say("picture.perhaps"), TEXT, "small")
    kind = f"{card.pledges[0] or 'unknown'}{'' if card.certain else ' perhaps'}"
    return box_of(lines, kind, f"{name_of(card.agreement)}: {told} — {', '.join(names)}", COLUMN - 20)


def _pledges(view: PromisesView) -> list[Pledge | None]:
    shown = {card.pledges[0] for card in view.cards}
    return [pledge for pledge in (*Pledge, None) if pledge in shown]


def _table(view: PromisesView, labels: Labels, name_of: Callable[[str], str]) -> tuple[tuple[str, ...], ...]:
    say = labels.words.say
    rows = [tuple(say(f"picture.column_{name}") for name in ("direction", "agreement", "promise", "states"))]
    for side, cards in (("received", view.received), ("mutual", view.mutual), ("given", view.given)):
        for card in cards:
            states = ", ".join(sorted(labels.actor(state) for state in card.states))
            sure = "" if card.certain else f" ({say('picture.perhaps')})"
            promises = ", ".join(promise(pledge, labels) for pledge in card.pledges)
            rows.append((say(f"picture.side_{side}"), name_of(card.agreement), promises + sure, states))
    return tuple(rows)

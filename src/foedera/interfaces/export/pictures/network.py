"""The alliance network on a day: agreements of many as hubs, agreements of two as lines."""

from collections.abc import Callable
from dataclasses import dataclass
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
from foedera.interfaces.export.pictures.placing import placed
from foedera.treaties.alliance_rows import Pledge
from foedera.views.alliance_network import NetworkView, Tie
from foedera.views.labels import Labels

MARGIN, TOP, FOOT, TEXT, LEAST = 28, 84, 58, 210, 860
BENDS = (0, 26, -26, 52, -52, 78, -78)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture and the same as a table: rows of cells, the first row the headings."""

    title: str
    subtitle: str
    svg: str
    table: tuple[tuple[str, ...], ...]


def network_picture(
    view: NetworkView, day: date, labels: Labels, name_of: Callable[[str], str], asked: tuple[str, ...] = ()
) -> Picture:
    """`name_of` gives the name of an agreement by its id. Of the states `asked` for, those without any tie are named."""
    say = labels.words.say
    title = say("picture.network_title", day=labels.day(day.isoformat()))
    counts = {"states": str(len(view.states)), "agreements": str(len(view.hubs) + len({t.agreement for t in view.ties}))}
    subtitle = say("picture.network_subtitle", **counts) if view.boxes else say("picture.network_empty")
    alone = sorted(labels.actor(state) for state in set(asked) - set(view.states))
    if view.boxes and alone:
        subtitle += f" — {say('picture.network_alone', states=', '.join(alone))}"
    boxes = [_states_box(states, labels) for states in view.boxes]
    boxes += [_hub_box(hub.pledge, hub.certain, name_of(hub.agreement), labels) for hub in view.hubs]
    numbers = {hub.agreement: len(view.boxes) + n for n, hub in enumerate(view.hubs)}
    links = [(spoke.box, numbers[spoke.agreement]) for spoke in view.spokes]
    links += [(view.box_of(tie.bearer), view.box_of(tie.beneficiary)) for tie in view.ties]
    spots, wide, high = placed([(box.width, box.height) for box in boxes], links, LEAST)
    boxes = [box.at(MARGIN + x, TOP + y) for box, (x, y) in zip(boxes, spots, strict=True)]
    lines = _spokes(view, boxes, numbers, name_of, labels) + _ties(view, boxes, name_of, labels)
    width, height = max(wide, LEAST, text_width(subtitle)) + 2 * MARGIN, high + TOP + FOOT
    body = [text_svg(title, MARGIN, 36, "title"), text_svg(subtitle, MARGIN, 58, "sub"), *lines, *(box_svg(box) for box in boxes),
            legend(labels, _pledges(view), MARGIN, height - 26)]
    return Picture(title, subtitle, svg_page(width, height, title, subtitle, "".join(body)), _table(view, labels, name_of))


def _states_box(states: tuple[str, ...], labels: Labels) -> Box:
    names = sorted(labels.actor(state) for state in states)
    kind = "" if len(names) == 1 else "group"
    return box_of([Line(text, "head" if len(names) == 1 else "") for text in wrapped(names, TEXT)], kind, ", ".join(names))


def _hub_box(pledge: Pledge | None, certain: bool, name: str, labels: Labels) -> Box:
    kind = f"hub {pledge or 'unknown'}{'' if certain else ' perhaps'}"
    return box_of(lines_of(name, TEXT, "head"), kind, f"{name}: {promise(pledge, labels)}")


def promise(pledge: Pledge | None, labels: Labels) -> str:
    """The word for a promise."""
    return labels.words.say(f"picture.pledge_{pledge or 'unknown'}")


def _spokes(view: NetworkView, boxes: list[Box], numbers: dict[str, int], name_of: Callable[[str], str], labels: Labels) -> list[str]:
    """From the states to their agreement; an arrow towards the hub where they only promise, from it where they are only promised."""
    found = []
    pledges = {hub.agreement: hub.pledge for hub in view.hubs}
    for spoke in view.spokes:
        states, hub = boxes[spoke.box], boxes[numbers[spoke.agreement]]
        kind = f"{pledges[spoke.agreement] or 'unknown'}{'' if spoke.certain else ' perhaps'}"
        start, end = (states, hub) if spoke.promises else (hub, states)
        sure = "" if spoke.certain else f" ({labels.words.say('picture.perhaps')})"
        found.append(link_svg(start, end, kind, not (spoke.promises and spoke.is_promised), name_of(spoke.agreement) + sure))
    return found


def _ties(view: NetworkView, boxes: list[Box], name_of: Callable[[str], str], labels: Labels) -> list[str]:
    drawn: dict[frozenset[str], int] = {}
    found = []
    for tie in view.ties:
        pair = frozenset((tie.bearer, tie.beneficiary))
        count = drawn[pair] = drawn.get(pair, -1) + 1
        kind = f"{tie.pledge or 'unknown'}{'' if tie.certain else ' perhaps'}"
        bend = BENDS[count % len(BENDS)] * (1 if tie.bearer < tie.beneficiary else -1)
        start, end = boxes[view.box_of(tie.bearer)], boxes[view.box_of(tie.beneficiary)]
        found.append(link_svg(start, end, kind, not tie.mutual, _told(tie, name_of, labels), bend))
    return found


def _told(tie: Tie, name_of: Callable[[str], str], labels: Labels) -> str:
    return f"{name_of(tie.agreement)}: {promise(tie.pledge, labels)}, {_who(tie, labels)}"


def _who(tie: Tie, labels: Labels) -> str:
    ends = {"bearer": labels.actor(tie.bearer), "beneficiary": labels.actor(tie.beneficiary)}
    who = labels.words.say("picture.both_ways" if tie.mutual else "picture.one_way", **ends)
    return who if tie.certain else f"{who} ({labels.words.say('picture.perhaps')})"


def _pledges(view: NetworkView) -> list[Pledge | None]:
    shown = {hub.pledge for hub in view.hubs} | {tie.pledge for tie in view.ties}
    return [pledge for pledge in (*Pledge, None) if pledge in shown]


def legend(labels: Labels, pledges: list[Pledge | None], x: int, y: int) -> str:
    """What the colours, the arrows and the broken lines mean."""
    say = labels.words.say
    entries = [(f'<path class="link {pledge or "unknown"}" d="M{{x}} {y - 4}h30"/>', promise(pledge, labels)) for pledge in pledges]
    entries.append((f'<path class="link" marker-end="url(#arrow)" d="M{{x}} {y - 4}h30"/>', say("picture.legend_one_way")))
    entries.append((f'<path class="link perhaps" d="M{{x}} {y - 4}h30"/>', say("picture.perhaps")))
    found = []
    for shape, text in entries:
        found += [shape.replace("{x}", str(x)), text_svg(text, x + 38, y, "small")]
        x += 64 + 7 * len(text)
    return "".join(found)


def _table(view: NetworkView, labels: Labels, name_of: Callable[[str], str]) -> tuple[tuple[str, ...], ...]:
    say = labels.words.say
    head = tuple(say(f"picture.column_{name}") for name in ("agreement", "promise", "states"))
    rows = []
    for hub in view.hubs:
        states = sorted(labels.actor(s) for spoke in view.spokes if spoke.agreement == hub.agreement for s in view.boxes[spoke.box])
        rows.append((name_of(hub.agreement), promise(hub.pledge, labels), ", ".join(states)))
    rows += [(name_of(tie.agreement), promise(tie.pledge, labels), _who(tie, labels)) for tie in view.ties]
    return (head, *sorted(rows))

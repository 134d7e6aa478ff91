"""The brief as one HTML file that opens from a mail attachment: no network, no script, every line linked to its sentence below."""

from functools import lru_cache
from importlib import resources

from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from foedera.interfaces.export.timeline_svg import anchor_of, timeline_svg
from foedera.views.brief import Brief, BriefSource


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(loader=PackageLoader("foedera.interfaces.export", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["row_anchor"] = anchor_of
    return environment


def marked_text(source: BriefSource) -> Markup:
    """The text with every cited passage marked; a passage's anchor stands where it starts, the words are untouched."""
    starts = {p.start: [q.anchor for q in source.places if q.start == p.start] for p in source.places}
    cuts = sorted({0, len(source.text), *starts, *(p.end for p in source.places)})
    pieces = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        anchors = Markup("").join(Markup('<a class="at" id="{}"></a>').format(a) for a in starts.get(start, ()))
        piece = escape(source.text[start:end])
        cited = any(p.start <= start and end <= p.end for p in source.places)
        pieces.append(anchors + (Markup("<mark>{}</mark>").format(piece) if cited else piece))
    return Markup("").join(pieces)


def marked_passages(source: BriefSource) -> Markup:
    """The passages cited and nothing else, each on a line with its anchor."""
    line = Markup('<a class="at" id="{}"></a>« <mark>{}</mark> »')
    return Markup("\n").join(line.format(place.anchor, place.text) for place in sorted(source.places, key=lambda p: (p.start, p.end)))


def brief_html(page: Brief, *, with_texts: bool = True) -> str:
    """The whole page as text, UTF-8. Without texts it holds the passages cited alone, and says so."""
    style = (resources.files("foedera.interfaces.export") / "brief.css").read_text(encoding="utf-8")
    template = _environment().get_template("brief.html")
    undated = [e for e in page.timeline if not e.days or not (e.days.earliest or e.days.latest)]
    return template.render(
        page=page,
        say=page.labels.words.say,
        style=Markup(style),
        timeline=Markup(timeline_svg(page.timeline, page.labels)),
        undated=undated,
        texts={s.number: marked_text(s) if with_texts else marked_passages(s) for s in page.sources},
        note="" if with_texts else page.labels.words.say("exports.passages_only"),
    )

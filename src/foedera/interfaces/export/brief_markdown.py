"""The brief as Markdown, for mail and notes."""

from foedera.views.brief import Brief, BriefLine


def _escape(text: str) -> str:
    return "".join("\\" + c if c in "\\`*_[]<>#|" else c for c in " ".join(text.split()))


def _places(line: BriefLine) -> list[str]:
    return [
        f"  - [{p.source}] « {_escape(p.text)} » ({_escape(p.document_id)}:{p.start}-{p.end}; {_escape(p.certainty)})" for p in line.places
    ]


def _item(line: BriefLine, *, dated: bool) -> list[str]:
    day = f"{line.day}; " if dated else ""
    return [f"- **{_escape(line.label)}** — {day}{_escape(line.certainty)}", *(f"  - {_escape(d)}" for d in line.details), *_places(line)]


def brief_markdown(page: Brief) -> str:
    """Markdown with one section a heading of the page; sources are numbered as in the HTML."""
    say = page.labels.words.say
    lines = [f"# {_escape(page.name)}", "", f"{', '.join(page.parties)} — {page.kind} ({page.agreement_id})", ""]
    lines += [f"- {name}: {_escape(value)}" for name, value in page.facts]
    for key, rows, dated in (("status", page.status, True), ("duties", page.duties, False), ("events", page.events, True)):
        lines += ["", f"## {say('brief.heading_' + key)}", ""]
        lines += [text for row in rows for text in _item(row, dated=dated)] or [say(f"brief.none_{key}")]
    lines += ["", f"## {say('brief.heading_quotes')}", ""]
    lines += [f"- [{q.places[0].source}] {_escape(q.day)} : « {_escape(q.label)} »" for q in page.quotes] or [say("brief.none_quotes")]
    lines += ["", f"## {say('brief.heading_differences')}", ""]
    for d in page.differences:
        lines.append(f"- **{_escape(d.about)}** — {d.kind_label}, {d.field}")
        lines += [f"  - {_escape(v)}{' — ' + _escape(o) if o else ''} {' '.join(f'[{n}]' for n in numbers)}" for v, o, numbers in d.values]
    if not page.differences:
        lines.append(say("brief.none_differences"))
    lines += ["", f"## {say('brief.heading_sources')}", ""]
    lines += [f"{s.number}. {_escape(s.title)} — {_escape(s.outlet or s.document_id)}, {_escape(s.published)}" for s in page.sources]
    return "\n".join(lines) + "\n"

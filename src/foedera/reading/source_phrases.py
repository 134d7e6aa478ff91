"""Reports without a verb: source phrases ("selon X"), report nouns ("X's claim that"), and a name set off by a colon."""

from foedera.reading.context import Token
from foedera.reading.report import Report
from foedera.reading.reporting_lexicon import phrase_at
from foedera.reading.sentence_view import SentenceView
from foedera.sources.model import LineRole
from foedera.values.span import Span

_ACCOUNT_WITHIN, _AGENT_WITHIN = 5, 9  # words in which an account is named, and then who gives it


def _source_at(view: SentenceView, at: int) -> tuple[int, str]:
    phrases = view.lexicon.phrases
    for frame, key in (("source", "sources"), ("relay", "relays"), ("pronoun", "pronoun_sources")):
        size = phrase_at(view.tokens, at, phrases[key])
        if size:
            return size, frame
    if at == view.clause_start(at) and phrase_at(view.tokens, at, phrases["fronted_only"]):
        return 1, "fronted"
    return 0, ""


def source_reports(view: SentenceView) -> list[Report]:
    """What the sentence gives to a source named in a phrase ("according to ..."), quoted words left out; in order."""
    found, openers = [], view.lexicon.source_openers
    for at in (at for at, token in enumerate(view.tokens) if token.norm in openers):
        size, frame = _source_at(view, at) if not view.is_quoted(at) else (0, "")
        if size:
            report = _source(view, at, size, frame)
            found += [report] if report else []
    return found


def _source_end(view: SentenceView, start: int) -> int:
    end = start
    while end < len(view.tokens) and not view.ends_phrase(end) and view.norm(end) not in view.lexicon.words["relative_words"]:
        resumed = view.tokens[end].norm in view.lexicon.words["singular_pronouns"] and view.tokens[end].text.islower()
        if end > start + 1 and (resumed or any(c.first == end for c in view.cues)):
            break
        end += 1
    return end


def _source(view: SentenceView, at: int, size: int, frame: str) -> Report | None:
    start = _given_by(view, at + size)
    end = start if frame == "pronoun" else _source_end(view, start)
    voices = (
        (view.person_before(at) or view.focus)
        if frame == "pronoun"
        else (view.speakers(start, end) if view.every or at == view.clause_start(at) else view.voices(start, end))
    )
    if not voices:
        return None
    if frame == "fronted" and not (view.norm(end) == "," and _begins_with_name(view, start)):
        return None
    reach = _source_reach(view, at, start, end, frame)
    if frame == "source" and len(voices[0]) > 60:
        return None
    return Report(
        view.span(at, max(end, start)),
        voices,
        "say",
        "relay" if frame == "relay" else "source",
        reach,
        view.span(start, end) if end > start else None,
    )


def _given_by(view: SentenceView, start: int) -> int:
    """Where the source's name begins behind "figures released by": who gives an account is its source."""
    agent = _agent_of_account(view, start, len(view.tokens), "agent")
    return start if agent is None else agent + 1


def _agent_of_account(view: SentenceView, low: int, high: int, links: str) -> int | None:
    """The token that leads to who gives the account named at the head of the tokens from low to high ("by", "par")."""
    words = view.lexicon.words
    noun = next((j for j in range(low, min(low + _ACCOUNT_WITHIN, high)) if view.norm(j) in words["account_nouns"]), None)
    if noun is None:
        return None
    near = range(noun + 1, min(noun + _AGENT_WITHIN, high))
    stop = next((j for j in near if view.ends_phrase(j)), near.stop)
    return next((j for j in range(noun + 1, stop) if view.norm(j) in words[links]), None)


def account_reports(view: SentenceView) -> list[Report]:
    """ "The toll given by X: ..." tells behind the colon what X counts; "...: such is the estimate that X gave" before it."""
    colons = [j for j, t in enumerate(view.tokens) if t.norm == ":" and not view.is_quoted(j)]
    if len(colons) != 1 or not 0 < colons[0] < len(view.tokens) - 1:
        return []
    at, end = colons[0], len(view.tokens)
    for low, high, links, reach in ((0, at, "agent", (at + 1, end)), (at + 1, end, "account_links", (0, at))):
        link = _agent_of_account(view, low, high, links)
        stop = min(_source_end(view, link + 1), high) if link is not None else 0
        voices = view.voices(link + 1, stop) if link is not None and stop > link + 1 else ()
        if link is not None and voices:
            return [Report(view.span(link, stop), voices, "say", "source", (view.span(*reach),), view.span(link + 1, stop))]
    return []


def _begins_with_name(view: SentenceView, start: int) -> bool:
    """Whether a person or state is named right at `start`, an article let pass."""
    begins = {view.tokens[j].span.start for j in range(start, min(start + 2, len(view.tokens)))}
    article = view.norm(start) in view.lexicon.words["definite_determiners"] or view.tokens[start].text[:1].isupper()
    return article and any(m.kind in ("person", "state", "office") and m.span.start in begins for m in view.mentions)


def _source_reach(view: SentenceView, at: int, start: int, end: int, frame: str) -> tuple[Span, ...]:
    """A phrase at the head of its clause reaches forward, one after it back over its clause, one between commas both ways."""
    low, high = view.clause_start(at), view.limit(end)
    if view.norm(at - 1) == "(" and view.norm(end) == ",":
        closing = next((j for j in range(end, high) if view.norm(j) == ")"), high)
        return (view.span(end, closing),)
    contrast = [
        j for j in range(low + 1, at) if view.norm(j - 1) == "," and phrase_at(view.tokens, j, view.lexicon.phrases["contrast_openers"])
    ]
    low = contrast[-1] if contrast else low
    head = all(t.norm in view.lexicon.words["linking_words"] or not t.is_word for t in view.tokens[low:at])
    reach = [] if head else [view.span(low, at)]
    inserted = view.norm(at - 1) == "," and frame != "relay" and view.norm(end) == ","
    if end + 1 < high and (head or (inserted and not view.is_background(end + 1))):
        reach.append(view.span(end, high))
    return tuple(reach)


def noun_reports(view: SentenceView) -> list[Report]:
    """ "les accusations de X selon lesquelles ...", "X's claim that ..."."""
    found, nouns = list[Report](), view.lexicon.words["report_nouns"]
    for at, token in enumerate(view.tokens):
        if token.norm not in nouns or view.is_quoted(at):
            continue
        link = next(
            (
                j
                for j in range(at + 1, min(at + 22, len(view.tokens)))
                if phrase_at(view.tokens, j, view.lexicon.phrases["report_noun_links"])
            ),
            None,
        )
        if link is None or any(view.norm(j) in {",", ";", "."} for j in range(at, link)):
            continue
        start = link + phrase_at(view.tokens, link, view.lexicon.phrases["report_noun_links"])
        of = next((j for j in range(at + 1, link) if view.norm(j) in view.lexicon.words["of_words"]), None)
        who = (of + 1, link) if of is not None else (max(0, at - 2), at)
        voices = view.voices(*who) if who[1] > who[0] else ()
        if voices and start < len(view.tokens):
            found.append(Report(token.span, voices, "say", "noun", (view.span(start, view.limit(start)),), view.span(*who)))
    return found


def quoting_reports(view: SentenceView) -> list[Report]:
    """ "KCNA quoted X as saying ...", also behind what is said: X speaks, through the outlet that quotes."""
    found: list[Report] = []
    links, words = view.lexicon.phrases.get("quoting_links", ()), view.lexicon.words.get("quoting_words", frozenset())
    for at, token in enumerate(view.tokens):
        if token.norm not in words or view.is_quoted(at):
            continue
        stop = next((j for j in range(at + 1, len(view.tokens)) if view.ends_phrase(j) or phrase_at(view.tokens, j, links)), at)
        size = phrase_at(view.tokens, stop, links)
        who, subject = view.speakers(at + 1, stop) if size and stop > at + 1 else (), view.subject(at)
        reach = _quoting_reach(view, at, stop + size, subject) if who else None
        if who and reach:
            outlets = view.voices(*subject)[:1] if subject else ()
            through = tuple(v for v in outlets if v not in who)
            found.append(Report(view.span(at, stop + size), who[:1], "say", "incise", (reach,), view.span(at + 1, stop), through))
    return found


def _quoting_reach(view: SentenceView, at: int, end: int, subject: tuple[int, int] | None) -> Span | None:
    """What follows the quoting words; where they end the clause, what stands before the one who quotes."""
    if not view.ends_phrase(end) or view.norm(end) == ":":
        start = end + (view.norm(end) in view.lexicon.words["complementizers"])
        return view.span(start, view.limit(start)) if start < len(view.tokens) else None
    low, start = view.clause_start(at), subject[0] if subject else at
    return view.span(low, start) if start > low else None


def label_reports(view: SentenceView) -> list[Report]:
    """ "Text : X" in a headline; "X : « ... »"."""
    colons = [j for j, t in enumerate(view.tokens) if t.norm == ":" and not view.is_quoted(j)]
    if len(colons) != 1 or not 0 < colons[0] < len(view.tokens) - 1:
        return []
    at = colons[0]
    tail, head = view.tokens[at + 1 :], view.tokens[:at]
    is_headline = view.sentence.role in (LineRole.TITLE, LineRole.HEADING) or view.sentence.index < 2
    if is_headline and _is_name(view, tail):
        end = len(view.tokens)
        return [Report(tail[0].span, view.voices(at + 1, end), "say", "incise", (view.span(0, at),), view.span(at + 1, end))]
    if is_headline and _is_person(view, head) and view.norm(len(view.tokens) - 1) not in {".", "?"}:
        return [Report(head[0].span, view.voices(0, at), "say", "quote", (view.span(at + 1, len(view.tokens)),), view.span(0, at))]
    if _is_name(view, head) and view.is_quoted(min(at + 2, len(view.tokens) - 1)):
        return [Report(head[0].span, view.voices(0, at), "say", "quote", (view.span(at + 1, len(view.tokens)),), view.span(0, at))]
    return []


def _is_person(view: SentenceView, tokens: tuple[Token, ...]) -> bool:
    return any(m.kind == "person" and m.span == Span(tokens[0].span.start, tokens[-1].span.end) for m in view.mentions)


def _is_name(view: SentenceView, tokens: tuple[Token, ...]) -> bool:
    found = [m for m in view.context.mentions_in(Span(tokens[0].span.start, tokens[-1].span.end)) if m.kind in ("person", "outlet", "body")]
    return len(tokens) <= 6 and any(m.span.end - m.span.start >= (tokens[-1].span.end - tokens[0].span.start) * 0.6 for m in found)

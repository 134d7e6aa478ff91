"""Whom a phrase names as speaker: a person by full name, a state by code, an agency or body by name, else the phrase's own words."""

from foedera.reading.context import Context, Token
from foedera.reading.model import ActorMention
from foedera.reading.reporting_lexicon import ReportingLexicon
from foedera.values.span import Span

VOICE_KINDS = (
    "person",
    "office",
    "outlet",
    "body",
    "organisation",
    "state",
    "capital",
    "group",
    "chamber",
    "seat",
    "place",
    "demonym",
    "pronoun",
)
_NP_MARKS = frozenset(',;:()«»"“”.!?—–…')


def mentions_among(tokens: tuple[Token, ...], context: Context) -> list[ActorMention]:
    """Mentions that lie within the run of tokens, in order."""
    return list(context.mentions_in(Span(tokens[0].span.start, tokens[-1].span.end))) if tokens else []


def is_person(mention: ActorMention) -> bool:
    """Whether the mention stands for a person by name: a name, or an office whose holder the document names."""
    return mention.kind == "person" or (mention.kind == "office" and mention.actor != mention.text)


def _is_possessor(mention: ActorMention, tokens: tuple[Token, ...], text: str, lexicon: ReportingLexicon) -> bool:
    """Whether the mention only modifies the noun ("le porte-parole de X", "X's adviser")."""
    before = [t.norm for t in tokens if t.span.end <= mention.span.start]
    contracted = len(before) > 1 and before[-1] in lexicon.words["of_words"]  # "du" is both preposition and article
    while not contracted and before and before[-1] in {*lexicon.words["determiners"]}:
        before.pop()
    owner = text[mention.span.end : mention.span.end + 2].replace("’", "'")
    return (bool(before) and before[-1] in lexicon.words["of_words"]) or owner in ("'s", "s'") or mention.text.endswith(("'s", "’s"))


def _head(tokens: tuple[Token, ...], lexicon: ReportingLexicon) -> tuple[Token, ...]:
    """The noun phrase's tokens up to its first mark or relative word, leading determiners left out."""
    start = 0
    while start < len(tokens) and tokens[start].norm in lexicon.words["determiners"]:
        start += 1
    end, last = start, len(tokens) - 1
    while end <= last and not _ends_head(tokens, end, lexicon):
        end += 1
    return tokens[start:end]


def _ends_head(tokens: tuple[Token, ...], at: int, lexicon: ReportingLexicon) -> bool:
    """Whether token `at` is a mark, a relative word or says when or before whom one spoke; the point of "Mr. Smith" ends nothing."""
    norm = tokens[at].norm
    if norm == "." and at + 1 < len(tokens) and tokens[at - 1].text[:1].isupper():
        return False
    return norm in _NP_MARKS or norm in lexicon.words["relative_words"] or norm in lexicon.words.get("scene_words", ())


def own_words(tokens: tuple[Token, ...], context: Context, lexicon: ReportingLexicon) -> str | None:
    """The noun phrase in the text's words, without its article, nine words at most."""
    head = _head(tokens, lexicon)
    if not head or not any(t.is_word for t in head):
        return None
    return context.document.text[head[0].span.start : head[min(len(head), 9) - 1].span.end]


def _state_of(tokens: tuple[Token, ...], found: list[ActorMention], lexicon: ReportingLexicon) -> str | None:
    """The state for which officials, a government or a capital speak."""
    head = _head(tokens, lexicon)
    if any(t.norm in lexicon.words["state_speakers"] for t in head[:3]):
        return next((m.state or m.actor for m in found if m.state or m.kind in ("state", "demonym", "capital")), None)
    return None


def text_speaker(tokens: tuple[Token, ...], lexicon: ReportingLexicon) -> str | None:
    """ "traité (text)" where the phrase's noun is an agreement or a part of one."""
    head = _head(tokens, lexicon)
    noun = next((t.norm for t in head[:3] if t.norm in lexicon.text_speaker), None)
    own = next((t.norm for t in reversed(tokens) if t.norm in lexicon.text_speaker), None) if noun else None
    return lexicon.text_speaker[noun if noun != "article" or own is None else own] if noun else None


def _coordinated(found: list[ActorMention], tokens: tuple[Token, ...], lexicon: ReportingLexicon) -> tuple[str, ...]:
    """The first mention's actor and those joined to it by "and"."""
    names = found[0].actor.split("+")
    for left, right in zip(found, found[1:], strict=False):
        between = [t.norm for t in tokens if left.span.end <= t.span.start and t.span.end <= right.span.start]
        words = [w for w in between if w not in lexicon.words["determiners"] and w != ","]
        if not any(w in lexicon.words["and_words"] for w in words) and "," not in between:
            break
        if len(words) > 3:
            break
        names += right.actor.split("+")
    return tuple(dict.fromkeys(names))


def speakers_in(tokens: tuple[Token, ...], context: Context, lexicon: ReportingLexicon) -> tuple[str, ...]:
    """Who the noun phrase names, parallel voices in order; empty where it names nobody.

    A loose group, no state and no body, speaks by the text's words.
    """
    named = _named_in(tokens, context, lexicon)
    loose = own_words(tokens, context, lexicon) if len(named) == 1 and named[0] in lexicon.words["loose_groups"] else None
    return (loose,) if loose else named


def _named_in(tokens: tuple[Token, ...], context: Context, lexicon: ReportingLexicon) -> tuple[str, ...]:
    text = context.document.text
    found = [m for m in mentions_among(tokens, context) if m.kind in VOICE_KINDS]
    free = [m for m in found if not _is_possessor(m, tokens, text, lexicon)]
    persons = [m for m in free if is_person(m)]
    if persons:
        return _coordinated(persons, tokens, lexicon)
    state = _state_of(tokens, found, lexicon)
    if state:
        return (state,)
    head = _head(tokens, lexicon)
    if any(t.norm in lexicon.words["anonymous"] for t in head) and all(m.kind in ("demonym", "group") for m in free):
        return (own_words(tokens, context, lexicon) or "",)
    if free and head and free[0].span.start <= head[0].span.end:
        return _coordinated(free, tokens, lexicon)
    if text_speaker(tokens, lexicon):
        return (text_speaker(tokens, lexicon) or "",)
    if any(t.norm in lexicon.words["anonymous"] for t in head):
        named = [m for m in free if m.kind in ("outlet", "body", "organisation", "office")]
        return (named[0].actor,) if named else (own_words(tokens, context, lexicon) or "",)
    return tuple(free[0].actor.split("+")) if free else ()

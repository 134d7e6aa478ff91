"""Where a text names an agreement: head noun, the rest of its name, its year, and the parties its complement tells."""

import re
from dataclasses import dataclass, replace

from foedera.reading.agreement_words import Head, NameTable, name_table
from foedera.reading.context import Context, Sentence, Token
from foedera.reading.party_mentions import codes_listed, codes_of, is_actor, joined_lists, mentions_listed
from foedera.reading.sentences import norm
from foedera.sources.model import LineRole
from foedera.values.codes import AgreementKind
from foedera.values.span import Span

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_SKIPPED = {LineRole.MENU, LineRole.LEGAL, LineRole.SEE_ALSO, LineRole.BYLINE, LineRole.PUBLISHED, LineRole.DATELINE}
_MAX_LINKS = 3
_CONCLUDED = 24  # characters a participle may take before "between"


@dataclass(frozen=True, slots=True)
class AgreementNoun:
    """A mention of an agreement. `span` is its name without article; `parties` what this mention itself tells of them.

    `complete` says that those parties are all of them. `compared`: named only to set another apart or date it ("unlike the pact of ...").
    `open` to all; `wary`: two states in the sentence do not make its parties; `other` than the one told before; `own`: the subject's.
    """

    span: Span
    sentence: Sentence
    group: str
    strong: bool = False
    anaphor: bool = False
    indefinite: bool = False
    unilateral: bool = False
    year: int | None = None
    proper: str | None = None
    parties: frozenset[str] = frozenset()
    complete: bool = False
    kind: AgreementKind | None = None
    known: bool = False
    plural: bool = False
    compared: bool = False
    open: bool = False
    wary: bool = False
    other: bool = False
    own: bool = False


def read_sentences(context: Context) -> tuple[Sentence, ...]:
    """Sentences that tell something: body, title, headings and captions, not menus or legal notices."""
    return tuple(s for s in context.sentences if s.role not in _SKIPPED)


def _token_index(sentence: Sentence, offset: int) -> int:
    return next((i for i, t in enumerate(sentence.tokens) if t.span.end > offset), len(sentence.tokens))


def _state_at(context: Context, token: Token) -> bool:
    return any(
        m.span.overlaps(token.span) and m.kind in ("state", "person", "organisation", "group")
        for m in context.mentions_in(Span(token.span.start - 40, token.span.end + 40))
    )


def _is_city(context: Context, token: Token) -> bool:
    """Whether the word names a capital: a treaty may be called after it."""
    named = context.world.names(context.pack.lang).get(token.text, ())
    return bool(named) and all(n.kind == "capital" for n in named)


@dataclass(frozen=True, slots=True)
class _Extent:
    end: int
    year: int | None
    proper: str | None
    words: int


def _extend_right(context: Context, table: NameTable, sentence: Sentence, at: int, head: Head) -> _Extent:
    """How far the name goes on after its head, with the year and the proper word it holds."""
    tokens = sentence.tokens
    end, year, proper, words, links = tokens[at - 1].span.end, None, None, 0, 0
    for i in range(at, len(tokens)):
        token, before = tokens[i], tokens[i - 1]
        if table.name_words.fullmatch(token.norm):
            end, words, links = token.span.end, words + 1, 0
        elif _YEAR.match(token.norm) and before.norm in table.links:
            return _Extent(token.span.end, int(token.norm), proper, words)
        elif token.text[0].isupper() and before.norm in table.links and before.is_word and links == 1:
            if head.group != "declaration" and _state_at(context, token) and not ((head.strong or head.open) and _is_city(context, token)):
                break
            end, proper, links = token.span.end, token.norm, 0
        elif token.text[0].isupper() and proper and end == before.span.end:
            end = token.span.end
        elif token.norm in table.links and links < _MAX_LINKS:
            links += 1
        else:
            break
    return _Extent(end, year, proper, words)


def _extend_left(context: Context, table: NameTable, sentence: Sentence, at: int) -> tuple[int, str | None]:
    """Where a name whose qualifiers stand before the head begins, and its proper word."""
    tokens, start, proper = sentence.tokens, sentence.tokens[at].span.start, None
    for i in range(at - 1, -1, -1):
        token = tokens[i]
        if table.name_words.fullmatch(token.norm):
            start = token.span.start
        elif token.text[0].isupper() and i > 0 and token.is_word and not _state_at(context, token) and sentence.role is not LineRole.TITLE:
            start, proper = token.span.start, token.norm
        elif (
            token.norm in table.joiners
            and token.is_word
            and i > 0
            and table.name_words.fullmatch(tokens[i - 1].norm)
            and start < tokens[at].span.start
        ):
            continue
        else:
            break
    return start, proper


def _compound_parties(table: NameTable, window: str, near: frozenset[str]) -> frozenset[str]:
    """Parties of a compound adjective ("franco-..."): the first half by table, the second by the mentions that lie in the window."""
    found = [code for prefix, code in table.compounds if re.search(rf"(?<!\w){prefix}-", window)]
    return frozenset(found) | near if found else frozenset()


def complement_of(context: Context, table: NameTable, noun: AgreementNoun) -> Span | None:
    """Where the noun's own complement tells its parties ("between A and B"): names that act in no way there."""
    after = norm(context.document.text[noun.span.end : min(noun.sentence.span.end, noun.span.end + 60)])
    match = table.between.search(after) or table.with_words.search(after)
    if match is None or "," in after[: match.start()]:
        return None
    listed = mentions_listed(context, table, noun.span.end + match.end(), noun.sentence.span.end)
    return Span(noun.span.end, listed[-1].span.end) if listed else None


def _between_others(context: Context, table: NameTable, noun: AgreementNoun) -> bool:
    """Whether the text says that it is between people or firms: "between the heirs", with no name and no word for states."""
    after = context.document.text[noun.span.end : min(noun.sentence.span.end, noun.span.end + 45)]
    match = table.between.search(norm(after)[:_CONCLUDED])
    listed = after[match.end() :] if match else ""
    words = re.split(r"[,;:.]", listed)[0]
    stands = table.both.search(norm(words)) or table.three.search(norm(words)) or table.states_meant.search(norm(words))
    return bool(words.strip()) and not stands and not any(c.isupper() or c.isdigit() for c in words)


def _is_compared(context: Context, table: NameTable, noun: AgreementNoun) -> bool:
    before = norm(context.document.text[max(noun.sentence.span.start, noun.span.start - 40) : noun.span.start])
    return bool(table.compared_before.search(before))


def _complement_parties(context: Context, table: NameTable, noun: AgreementNoun) -> AgreementNoun:
    """Parties told by "between A and B", "with A", or an adjective beside the noun."""
    text, low = context.document.text, noun.sentence.span.end
    after = norm(text[noun.span.end : min(low, noun.span.end + 60)])
    if match := table.between.search(after):
        found = codes_listed(context, table, noun.span.end + match.end(), low)
        if len(found) >= 2 and not table.both.match(after[match.end() :].lstrip()):
            return replace(noun, parties=found, complete=True)
    if match and table.both.search(after):
        return noun
    start = max(noun.sentence.span.start, noun.span.start - 30)
    near = Span(start, min(low, noun.span.end + 25))
    around = frozenset(c for m in context.mentions_in(near) if m.kind == "state" or text[m.span.start - 1] == "-" for c in codes_of(m))
    compound = _compound_parties(table, norm(near.text_in(text)), around)
    if len(compound) == 2:
        return replace(noun, parties=compound, complete=True)
    if match := table.by_words.search(norm(text[noun.span.end : min(low, noun.span.end + 90)])):
        found = codes_listed(context, table, noun.span.end + match.end(), low)
        if len(found) >= 2:
            return replace(noun, parties=found, complete=True)
    if (match := table.with_words.search(after)) and "." not in after[: match.start()]:
        found = codes_listed(context, table, noun.span.end + match.end(), min(low, noun.span.end + match.end() + 30))
        if len(found) >= 2 and not noun.plural:
            found |= _holder(context, table, noun)
        return replace(noun, parties=found, complete=len(found) >= 2 and not noun.plural)
    return noun


def _holder(context: Context, table: NameTable, noun: AgreementNoun) -> frozenset[str]:
    """Whose treaty "with A and B" it is: the first state of the sentence, when it stands before the noun."""
    before = context.mentions_in(Span(noun.sentence.span.start, noun.span.start))
    others = (m for m in before if not codes_of(m) <= noun.parties)
    subject = next((m for m in others if m.kind in ("state", "capital", "body") and is_actor(context, table, m)), None)
    return codes_of(subject) if subject else frozenset()


def _open_to_all(context: Context, table: NameTable, noun: AgreementNoun) -> AgreementNoun:
    """A convention named after a place or a matter, with no partner told: one known by name whose parties only their steps tell."""
    after = norm(context.document.text[noun.span.end : min(noun.sentence.span.end, noun.span.end + 60)])
    if noun.parties or table.between.search(after) or not (noun.proper or table.open_after.match(after)):
        return noun
    many = table.many_parties.search(norm(noun.sentence.span.text_in(context.document.text)))
    if not noun.open and (noun.group != "treaty" or not many):
        return noun
    matter = norm(noun.span.text_in(context.document.text)) + after[:20]
    return replace(noun, known=True, indefinite=False, proper=noun.proper or matter)


def _inside_organisation(context: Context, span: Span) -> bool:
    return any(m.kind == "organisation" and m.span.contains(span) for m in context.mentions if m.span.start <= span.start)


def _past_year(context: Context, table: NameTable, noun: AgreementNoun) -> AgreementNoun:
    """The year of an older agreement told just after its name ("concluded in 1951"); the publication year and the one before tell none."""
    after = norm(context.document.text[noun.span.end : min(noun.sentence.span.end, noun.span.end + 75)])
    match = table.past.search(after)
    published = context.document.published
    year = int(next(g for g in match.groups() if g)) if match else None
    return replace(noun, year=year) if year and published and year < int(published[:4]) - 1 else noun


def _founded(context: Context, table: NameTable, noun: AgreementNoun) -> AgreementNoun:
    """The founding treaty of an organisation has that organisation as party."""
    if table.founding.search(norm(noun.span.text_in(context.document.text))):
        window = Span(noun.span.start, noun.span.end + 30)
        bodies = [m.actor for m in context.mentions if m.kind == "organisation" and window.overlaps(m.span)]
        if bodies:
            kind = AgreementKind.ORGANISATION_MEMBERSHIP
            return replace(noun, parties=frozenset(bodies[:1]), complete=True, known=True, proper=f"founding {bodies[0]}", kind=kind)
    return noun


def _head_nouns(context: Context, table: NameTable, sentence: Sentence) -> list[AgreementNoun]:
    text = norm(sentence.span.text_in(context.document.text))
    found: list[AgreementNoun] = []
    taken: list[Span] = []
    for number, match in table.head_names.matches(text):
        span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
        before, after = text[max(0, match.start() - 25) : match.start()], text[match.end() : match.end() + 30]
        if (
            any(t.overlaps(span) for t in taken)
            or _inside_organisation(context, span)
            or table.not_before.search(before)
            or table.not_after.match(after)
        ):
            continue
        if table.unspecific.search(text[max(0, match.start() - 30) : match.end() + 15]):
            continue
        noun = _noun_at(context, table, sentence, span, table.heads[number])
        if noun:
            found.append(noun)
            taken.append(noun.span)
    return _outermost(found)


def _outermost(nouns: list[AgreementNoun]) -> list[AgreementNoun]:
    ordered = sorted(nouns, key=_by_start)
    return [n for n in ordered if not any(o is not n and o.span.contains(n.span) for o in ordered)]


def _by_start(noun: AgreementNoun) -> tuple[int, int]:
    return noun.span.start, -noun.span.end


def _noun_at(context: Context, table: NameTable, sentence: Sentence, span: Span, head: Head) -> AgreementNoun | None:
    first, last = _token_index(sentence, span.start), _token_index(sentence, span.end - 1)
    extent = _extend_right(context, table, sentence, last + 1, head)
    start, left_proper = _extend_left(context, table, sentence, first) if table.left_words else (span.start, None)
    if (
        head.named
        and extent.proper is None
        and left_proper is None
        and extent.words == 0
        and start == span.start
        and " " not in span.text_in(context.document.text)
    ):
        return None
    begin = _token_index(sentence, start)
    year = extent.year
    if table.left_words and begin and year is None and _YEAR.match(sentence.tokens[begin - 1].norm):  # "its 2012 agreement"
        begin -= 1
        start, year = sentence.tokens[begin].span.start, int(sentence.tokens[begin].norm)
    determiner = sentence.tokens[begin - 1].norm if begin else ""
    whole = context.document.text
    before, after = norm(whole[max(sentence.span.start, start - 16) : start]), norm(whole[extent.end : extent.end + 12]).lstrip() + " "
    return AgreementNoun(
        Span(start, extent.end),
        sentence,
        head.group,
        head.strong,
        False,
        determiner in table.indefinite,
        head.unilateral,
        year,
        extent.proper or left_proper,
        plural=bool(table.plural.fullmatch(norm(span.text_in(context.document.text)))),
        open=head.open,
        wary=head.wary or head.open,
        other=bool(table.other_before.search(before)) or bool(table.other_before.match(after)),
        own=bool(table.own_before.search(before)),
    )


def _known_nouns(context: Context, table: NameTable, sentence: Sentence, whole: str) -> list[AgreementNoun]:
    text = norm(sentence.span.text_in(context.document.text))
    found = []
    for number, match in table.known_names.matches(text):
        known = table.known[number]
        if known.needs is None or known.needs.search(whole):
            span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
            found.append(
                AgreementNoun(
                    span,
                    sentence,
                    "treaty",
                    True,
                    parties=known.parties,
                    complete=bool(known.parties),
                    kind=known.kind,
                    known=True,
                    proper=match.group(),
                )
            )
    return found


def _anaphors(context: Context, table: NameTable, sentence: Sentence) -> list[AgreementNoun]:
    text = norm(sentence.span.text_in(context.document.text))
    start = sentence.span.start
    found = []
    for _, m in table.pointing.matches(text):
        span = Span(start + m.start(), start + m.end())
        several = AgreementNoun(span, sentence, "treaty", True, indefinite=True, plural=True)
        told = _complement_parties(context, table, several) if table.plural.fullmatch(m.group()) else several
        if len(told.parties) > 1:
            last = max(x.span.end for x in context.mentions_in(sentence.span) if x.span.start >= span.end and codes_of(x) & told.parties)
            found.append(replace(told, span=Span(span.start, last)))
        else:
            found.append(AgreementNoun(span, sentence, "text", anaphor=True))
    return found


def _one_more(context: Context, table: NameTable, sentence: Sentence) -> list[AgreementNoun]:
    """ "Denmark and the US signed one": an agreement like those told, of the states that the sentence joins before the verb."""
    found, start = [], sentence.span.start
    for match in table.one_more.finditer(norm(sentence.span.text_in(context.document.text))):
        span = Span(start + match.start("one"), start + match.end("one"))
        told = frozenset(c for m in context.mentions_in(Span(start, start + match.start())) for c in codes_of(m))
        joined = [j for j in joined_lists(context, sentence, table) if j <= told]
        noun = AgreementNoun(span, sentence, "treaty", indefinite=True, other=True)
        partner = _complement_parties(context, table, noun).parties
        if partner or joined:
            parties = partner | _holder(context, table, noun) if partner else joined[-1]
            found.append(replace(noun, parties=parties, complete=True))
    return found


def agreement_nouns(context: Context) -> tuple[AgreementNoun, ...]:
    """Every mention of an agreement in reading order; names known everywhere win over the nouns inside them."""
    table = name_table(context.pack)
    if table is None:
        return ()
    whole, found = norm(context.document.text), []
    for sentence in read_sentences(context):
        known = _known_nouns(context, table, sentence, whole)
        others = table.other_setting.search(norm(sentence.span.text_in(context.document.text)))
        heads = (n for n in ([] if others else _head_nouns(context, table, sentence)) if not _between_others(context, table, n))
        nouns = [n for n in heads if not any(k.span.overlaps(n.span) for k in known)]
        nouns += _one_more(context, table, sentence)
        rest = [a for a in _anaphors(context, table, sentence) if not any(n.span.overlaps(a.span) for n in [*known, *nouns])]
        nouns = [replace(n, compared=_is_compared(context, table, n)) for n in nouns]
        founded = [_founded(context, table, _past_year(context, table, n)) for n in nouns]
        told = (n if n.complete else _complement_parties(context, table, n) for n in founded)
        found += known + [_open_to_all(context, table, n) for n in told] + rest
    return tuple(sorted(found, key=_by_start))

"""The words of a duty: from its governing verb to the end of its clause, whole names, no loose word at either end."""

import re
from dataclasses import dataclass
from functools import lru_cache

from foedera.language.pack import LanguagePack
from foedera.reading.agreement_words import words_pattern
from foedera.reading.context import Context, Token
from foedera.reading.sentences import norm
from foedera.values.span import Span

MAX_ACTION_WORDS = 20
_VERB_REACH = 80


@dataclass(frozen=True, slots=True)
class ActionWords:
    """How a language begins and ends the words of a conduct; `loose_*` are words that may not stand first, or last."""

    verbs: re.Pattern[str]
    clause_end: re.Pattern[str]
    loose_first: re.Pattern[str]
    loose_last: re.Pattern[str]


@lru_cache(maxsize=8)
def _action_words(pack: LanguagePack) -> ActionWords:
    data = pack.table("obligation_cues")["action_words"]
    return ActionWords(
        re.compile(data["verbs"]), re.compile(data["clause_end"]), words_pattern(data["loose_first"]), words_pattern(data["loose_last"])
    )


def _inside_mention(context: Context, offset: int) -> Span | None:
    return next((m.span for m in context.mentions if m.span.start < offset < m.span.end), None)


def _begins(context: Context, words: ActionWords, part: Span, action: Span, otherwise: int) -> int:
    """Where the verb nearest before the action (or the action itself, when it is one) begins; else `otherwise`."""
    text = norm(part.text_in(context.document.text))
    found = [part.start + m.start("verb") for m in words.verbs.finditer(text)]
    near = [at for at in found if at <= action.start and action.start - at < _VERB_REACH and not _inside_mention(context, at)]
    start = max(near, default=otherwise)
    inside = _inside_mention(context, start)
    return inside.start if inside else start


def _ends(context: Context, words: ActionWords, start: int, part: Span, action: Span) -> int:
    """The first clause boundary after the action, or the end of its part; never inside a name."""
    text = context.document.text
    match = words.clause_end.search(norm(text[action.end : part.end]))
    end = action.end + match.start() if match else part.end
    for quoted in context.quoted:
        if quoted.outer.start < start and action.end <= quoted.inner.end < end:
            end = quoted.inner.end
    inside = _inside_mention(context, end)
    return inside.end if inside else end


def _shortened(context: Context, tokens: list[Token]) -> list[Token]:
    """At most twenty words; a longer text ends at its last comma when that leaves enough of it."""
    at = [i for i, t in enumerate(tokens) if t.is_word]
    if len(tokens) == 0 or _word_count(context, tokens) <= MAX_ACTION_WORDS:
        return tokens
    while at and _word_count(context, tokens[: at[-1] + 1]) > MAX_ACTION_WORDS:
        at.pop()
    kept = tokens[: at[-1] + 1] if at else tokens
    commas = [i for i, t in enumerate(kept) if t.text == "," and i > len(kept) // 2]
    return kept[: commas[-1]] if commas else kept


def _word_count(context: Context, tokens: list[Token]) -> int:
    return len(context.document.text[tokens[0].span.start : tokens[-1].span.end].split())


def _trimmed(context: Context, words: ActionWords, tokens: list[Token]) -> list[Token]:
    """Without marks and loose words at the ends, and without a name cut in two."""
    while tokens and (not tokens[0].is_word or words.loose_first.fullmatch(tokens[0].norm)):
        tokens = tokens[1:]
    while tokens and (not tokens[-1].is_word or words.loose_last.fullmatch(tokens[-1].norm) or _cuts_name(context, tokens[-1])):
        tokens = tokens[:-1]
    return tokens


def _cuts_name(context: Context, token: Token) -> bool:
    return any(m.span.start <= token.span.start and token.span.end < m.span.end for m in context.mentions)


def action_text(context: Context, part: Span, action: Span, verb: int) -> str:
    """The conduct in the text's own words, at most twenty.

    `part` is the stretch that tells the duty, `action` the words that showed its class, `verb` the offset of the verb that introduces it.
    """
    words = _action_words(context.pack)
    start = _begins(context, words, part, action, verb)
    whole = Span(start, _ends(context, words, start, part, action))
    inside = [t for t in context.sentence_at(part.start).tokens if whole.overlaps(t.span)]
    kept = _trimmed(context, words, _shortened(context, _trimmed(context, words, inside)))
    return context.document.text[kept[0].span.start : kept[-1].span.end] if kept else action.text_in(context.document.text)

"""How surely a clause is told: hedges, forecasts, denials, hypotheses, refusals to comment."""

from bisect import bisect_right

from foedera.reading.conditional import MoodRules, is_conditional, is_future, mood_rules
from foedera.reading.context import Context, Sentence, Token
from foedera.reading.reporting_lexicon import ReportingLexicon, phrase_at, phrases_in, reporting_lexicon
from foedera.values.codes import Factuality
from foedera.values.span import Span

_BREAKS = frozenset(",;:()—–")


def _token_at(sentence: Sentence, offset: int) -> int:
    """Index of the token that holds the offset (the next one, between two)."""
    at = bisect_right(sentence.tokens, offset, key=_end)
    return min(at, len(sentence.tokens) - 1)


def _end(token: Token) -> int:
    return token.span.end


def clause_at(context: Context, span: Span) -> tuple[Sentence, int, int]:
    """The sentence that holds `span` and the run of its tokens between marks and relative words in which `span` begins."""
    sentence, lexicon = context.sentence_at(span.start), reporting_lexicon(context.pack)
    at = _token_at(sentence, span.start)
    last = max(at, _token_at(sentence, max(span.start, span.end - 1)))
    breaks, low, high = lexicon.clause_breaks, at, last + 1
    while low > 0 and sentence.tokens[low - 1].norm not in breaks:
        low -= 1
    while high < len(sentence.tokens) and sentence.tokens[high].norm not in breaks:
        high += 1
    return sentence, low, high


def _has_phrase(sentence: Sentence, low: int, high: int, phrases: tuple[tuple[str, ...], ...]) -> bool:
    return any(_is_plain(sentence, i) for i in phrases_in(sentence.tokens, low, high, phrases))


def _is_plain(sentence: Sentence, at: int) -> bool:
    """Whether the token is no name ("in May"): lower case, or first in its sentence."""
    return at == 0 or not sentence.tokens[at].text[0].isupper()


def _moods(sentence: Sentence, low: int, high: int, rules: MoodRules) -> tuple[list[int], list[int]]:
    """Tokens of the run in the conditional, and in the future."""
    norms = [t.norm for t in sentence.tokens]
    conditional = [i for i in range(low, high) if is_conditional(norms[i], rules) and not sentence.tokens[i].text[0].isupper()]
    future = [i for i in range(low, high) if is_future(norms[i], rules) and not sentence.tokens[i].text[0].isupper()]
    return conditional, future


def is_hypothetical_at(context: Context, span: Span) -> bool:
    """Whether the clause that holds `span` is only supposed ("si", "en cas de", "if", "should"): no event."""
    sentence, low, high = clause_at(context, span)
    lexicon = reporting_lexicon(context.pack)
    at = _token_at(sentence, span.start)
    return any(
        _opens(sentence, i, lexicon) and not phrase_at(sentence.tokens, i, lexicon.phrases["not_suppositions"])
        for i in phrases_in(sentence.tokens, low - 1, at + 1, lexicon.phrases["suppositions"])
    )


def _opens(sentence: Sentence, at: int, lexicon: ReportingLexicon) -> bool:
    """Whether a supposing word stands where it can suppose; a verb ("should", "were to") only before its subject."""
    word = sentence.tokens[at].norm
    if word in lexicon.words["forecast_verbs"] or word == "were":
        before = sentence.tokens[at - 1].norm if at else ","
        return before in _BREAKS or before == "but" or (word == "should" and at > 0 and not sentence.tokens[at - 1].is_word)
    return True


def is_no_comment_at(context: Context, span: Span) -> bool:
    """Whether the clause that holds `span` only refuses to comment ("ne confirme ni ne dément", "declined to comment")."""
    sentence, low, high = clause_at(context, span)
    phrases = reporting_lexicon(context.pack).phrases["no_comment"]
    runs = list(phrases_in(sentence.tokens, 0, len(sentence.tokens), phrases))
    at = _token_at(sentence, span.start)
    return any(low <= i < high or (i < at and not _is_parted(context, sentence, i, at)) for i in runs)


def _is_parted(context: Context, sentence: Sentence, first: int, last: int) -> bool:
    """Whether a mark or a word of contrast parts two places of a sentence: what is told behind it stands for itself."""
    contrast = reporting_lexicon(context.pack).phrases["contrast_openers"]
    return any(sentence.tokens[j].norm in ";:" or phrase_at(sentence.tokens, j, contrast) for j in range(first, last))


def is_negated_at(context: Context, span: Span) -> bool:
    """Whether the clause that holds `span` says that it did not happen."""
    sentence, low, high = clause_at(context, span)
    lexicon, at = reporting_lexicon(context.pack), _token_at(sentence, span.start)
    high = next((i for i in range(at + 1, high) if phrase_at(sentence.tokens, i, lexicon.phrases["suppositions"])), high)
    if _has_phrase(sentence, low, high, lexicon.phrases["not_negation"]):
        return False
    if _has_phrase(sentence, low, high, lexicon.phrases["alone"]):
        return True
    norms = [t.norm for t in sentence.tokens[low:high]]
    opens = [i for i, n in enumerate(norms) if n in lexicon.words["openers"]]
    return any(n in lexicon.words["closers"] for i in opens for n in norms[i + 1 : i + 6])


def _is_perfect(sentence: Sentence, at: int, lexicon: ReportingLexicon) -> bool:
    """Whether the verb at `at` heads a perfect ("pourrait avoir envoyé", "could have sent"): about the past."""
    return any(t.norm in lexicon.words["infinitive_auxiliaries"] for t in sentence.tokens[at + 1 : at + 4])


def factuality_at(context: Context, span: Span, after_past_report: bool, actor_speaks: bool) -> Factuality:
    """Hedged, forecast or stated, by the words of the clause alone (voices and denials apart).

    `after_past_report`: the clause is what somebody said, by a verb that governs it; `actor_speaks`: by the one who would act.
    """
    sentence, low, high = clause_at(context, span)
    lexicon, rules = reporting_lexicon(context.pack), mood_rules(context.pack)
    at = _token_at(sentence, max(span.start, span.end - 1))
    high = _coordination_end(sentence, at, _verb_chunk_end(sentence, high, rules), lexicon)
    relative = low > 0 and sentence.tokens[low - 1].norm in lexicon.words["relative_words"] - lexicon.words["complementizers"]
    mood = _mood(sentence, (low, high), lexicon, rules, after_past_report and not relative, actor_speaks)
    if mood is not Factuality.STATED:
        return mood
    if _is_opened_by_hedge(sentence, low, lexicon, rules):
        return Factuality.HEDGED
    if _has_phrase(sentence, low, high, lexicon.phrases["forecast"]):
        return Factuality.FORECAST
    return Factuality.FORECAST if _forecast_verb(sentence, low, _token_at(sentence, span.start), lexicon) else Factuality.STATED


def _is_opened_by_hedge(sentence: Sentence, low: int, lexicon: ReportingLexicon, rules: MoodRules) -> bool:
    """Whether "it is possible that" opens the clause, or a hedging verb stands before an insertion ("may, X says, have")."""
    tokens, words = sentence.tokens, lexicon.words
    if any(phrase_at(tokens, i, lexicon.phrases["hedging_openers"]) == low - i for i in range(max(0, low - 8), low)):
        return True
    if low < 2 or tokens[low - 1].norm != ",":
        return False
    opened = next((i for i in range(low - 2, max(0, low - 12), -1) if tokens[i].norm == ","), 0)
    verb = tokens[opened - 1].norm if opened else ""
    return verb in words["seeming"] | words["possible_verbs"] or verb in rules.perfect_heads


def _verb_chunk_end(sentence: Sentence, high: int, rules: MoodRules) -> int:
    """The clause's end once a verb in the conditional or future that follows an apposition is taken in ("the drill, X, will run")."""
    tokens = sentence.tokens
    if high >= len(tokens) or tokens[high].norm != ",":
        return high
    close = next((j for j in range(high + 1, min(high + 9, len(tokens))) if tokens[j].norm == ","), None)
    verb = close + 1 if close is not None else len(tokens)
    if verb < len(tokens) and (is_conditional(tokens[verb].norm, rules) or is_future(tokens[verb].norm, rules)):
        return verb + 1
    return high


def _coordination_end(sentence: Sentence, at: int, high: int, lexicon: ReportingLexicon) -> int:
    """The first "and" after the event's own words, where another verb's clause may begin."""
    return next((j for j in range(at + 1, high) if sentence.tokens[j].norm in lexicon.words["and_words"]), high)


def _mood(
    sentence: Sentence, run: tuple[int, int], lexicon: ReportingLexicon, rules: MoodRules, after_past_report: bool, actor_speaks: bool
) -> Factuality:
    """What the verb forms and hedging words of a run of tokens say."""
    low, high = run
    words, norms = lexicon.words, [t.norm for t in sentence.tokens]
    conditional, future = _moods(sentence, low, high, rules)
    possible = [i for i in range(low, high) if norms[i] in words["possible_verbs"]]
    if possible:
        return Factuality.HEDGED if actor_speaks or _is_perfect(sentence, possible[0], lexicon) else Factuality.FORECAST
    if any(norms[i] in words["must_verbs"] for i in conditional):
        return Factuality.FORECAST
    if any(norms[i].split("-")[0] in rules.perfect_heads for i in conditional):
        perfect = any(norms[i] in words["perfect_auxiliaries"] for i in conditional)
        return Factuality.FORECAST if after_past_report and not perfect else Factuality.HEDGED
    seeming = any(norms[i] in words["seeming"] and _is_plain(sentence, i) for i in range(low, high))
    if seeming or _has_phrase(sentence, low, high, lexicon.phrases["adverbs"]):
        return Factuality.HEDGED
    if conditional:
        return Factuality.FORECAST if after_past_report or rules.conditional_forms else Factuality.HEDGED
    return Factuality.FORECAST if future else Factuality.STATED


def _forecast_verb(sentence: Sentence, low: int, at: int, lexicon: ReportingLexicon) -> bool:
    """Whether a verb of what is to come ("doit", "is due to") stands shortly before the event's own word."""
    return any(phrase_at(sentence.tokens, i, lexicon.phrases["forecast_verbs"]) for i in range(max(low, at - 6), at + 1))

"""Where a sentence reports: the verb groups that put words in a mouth ("a fait savoir", "said", "a-t-il ajouté")."""

from dataclasses import dataclass

from foedera.reading.context import Context, Sentence, Token
from foedera.reading.reporting_lexicon import Forms, ReportingLexicon, ReportingVerb

_MARKS = ",;:()—–"


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb group: tokens `first` to `last` (both included); `form` is finite, gerund, coordinated or passive."""

    first: int
    last: int
    verb: ReportingVerb
    form: str
    inverted: bool


def base_form(norm: str, lexicon: ReportingLexicon) -> tuple[str, bool]:
    """The verb of an inverted group ("affirme-t-il" gives "affirme", True)."""
    head, _, tail = norm.rpartition("-")
    if head and tail in lexicon.words.get("inversion_pronouns", ()):
        return head.removesuffix("-t"), True
    return norm, False


def _whole(tokens: tuple[Token, ...], at: int, form: str, forms: Forms) -> tuple[int, ReportingVerb] | None:
    """The last token and verb of the longest verb whose first word is `form` at `at`; an adverb may stand inside it."""
    for rest, verb in forms.get(form, ()):
        here, ok = at, True
        for word in rest:
            near = [j for j in range(here + 1, min(here + 4, len(tokens))) if tokens[j].norm == word]
            if not near:
                ok = False
                break
            here = near[0]
        if ok:
            return here, verb
    return None


def _auxiliary(tokens: tuple[Token, ...], at: int, lexicon: ReportingLexicon) -> tuple[int, bool, bool] | None:
    """Token of the auxiliary before a participle, whether it is inverted, and whether the group is passive."""
    commas, passive = 0, False
    for j in range(at - 1, max(-1, at - 8), -1):
        norm = tokens[j].norm
        base, inverted = base_form(norm, lexicon)
        if norm in lexicon.words.get("passive_words", ()) and commas % 2 == 0:
            passive = True
        if base in lexicon.words.get("perfect_auxiliaries", ()):
            return (j, inverted, passive) if commas % 2 == 0 else None
        if base in lexicon.words.get("reflexive_auxiliaries", ()):
            reflexive = j > 0 and tokens[j - 1].norm in lexicon.words["reflexive_pronouns"]
            return j, inverted, not reflexive
        commas += norm == ","
        if norm in '.;:()«»"“”„' or (norm in lexicon.words["determiners"] and not commas) or (not commas and at - j > 4):
            return None
    return (at - 1, False, True) if passive else None


def _is_noun(tokens: tuple[Token, ...], at: int, lexicon: ReportingLexicon) -> bool:
    """Whether the word before makes a noun or an infinitive of what looks like a verb."""
    before = tokens[at - 1].norm if at else ""
    after = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    return (
        before in lexicon.words["determiners"]
        or before in lexicon.words["of_words"]
        or (before in lexicon.words.get("infinitive_marks", ()) and tokens[at].norm not in lexicon.participle)
        or (at == 0 and after in lexicon.words["of_words"])
    )


def _names_agent(tokens: tuple[Token, ...], at: int, lexicon: ReportingLexicon) -> bool:
    """Whether what follows "by" may be somebody: a name or a noun with its article, not a mere means ("by email")."""
    return at < len(tokens) and (tokens[at].text[:1].isupper() or tokens[at].norm in lexicon.words["determiners"])


def _is_reflexive(tokens: tuple[Token, ...], cue: Cue, lexicon: ReportingLexicon) -> bool:
    return any(t.norm in lexicon.words["reflexive_pronouns"] for t in tokens[max(0, cue.first - 1) : cue.last])


def _cue_at(tokens: tuple[Token, ...], at: int, cues: list[Cue], lexicon: ReportingLexicon) -> Cue | None:
    base, inverted = base_form(tokens[at].norm, lexicon)
    if base in lexicon.participle:
        whole, auxiliary = _whole(tokens, at, base, lexicon.participle), _auxiliary(tokens, at, lexicon)
        if whole and auxiliary:
            return Cue(auxiliary[0], whole[0], whole[1], "passive" if auxiliary[2] else "finite", auxiliary[1])
        after = tokens[whole[0] + 1].norm if whole and whole[0] + 1 < len(tokens) else ""
        if whole and after in lexicon.words.get("agent", ()) and _names_agent(tokens, whole[0] + 2, lexicon):
            return Cue(at, whole[0], whole[1], "passive", False)
        if whole and cues and at and tokens[at - 1].norm in {*lexicon.words["and_words"], ","} and base not in lexicon.finite:
            return Cue(at, whole[0], whole[1], "coordinated", False)
    if at and tokens[at - 1].norm in lexicon.words["passive_words"] and base in lexicon.participle:
        return None
    if base in lexicon.finite and (inverted or not _is_noun(tokens, at, lexicon)):
        found = _whole(tokens, at, base, lexicon.finite)
        return Cue(at, found[0], found[1], "finite", inverted) if found else None
    if base in lexicon.gerund:
        found = _whole(tokens, at, base, lexicon.gerund)
        return Cue(at, found[0], found[1], "gerund", False) if found else None
    return None


def cues_of(sentence: Sentence, context: Context, lexicon: ReportingLexicon, quoted: bool = False) -> list[Cue]:
    """The reporting verb groups of the sentence, in order; none inside a name or a quotation, or (`quoted`) those of quotations alone."""
    tokens, cues, done = sentence.tokens, list[Cue](), 0
    telling = [at for at, token in enumerate(tokens) if token.norm in lexicon.cue_words or "-" in token.norm]
    quotes = context.quoted_in(sentence.span) if telling else ()
    if not telling or (quoted and not quotes):
        return []
    mentions = context.mentions_in(sentence.span)
    for at in telling:
        if at < done:
            continue
        span = tokens[at].span
        inside = any(m.span.contains(span) and m.span != span for m in mentions)
        cue = None if inside or any(q.inner.contains(span) for q in quotes) is not quoted else _cue_at(tokens, at, cues, lexicon)
        if cue and cue.verb.reflexive and not _is_reflexive(tokens, cue, lexicon):
            cue = None
        if cue and not (cues and cue.first <= cues[-1].last):
            cues.append(cue)
            done = cue.last + 1
    return cues

"""The reports of a document: who is said to say which words, in each sentence."""

from dataclasses import dataclass, replace

from foedera.reading.context import Context, Sentence, Token
from foedera.reading.reporting_cues import Cue, base_form, cues_of
from foedera.reading.reporting_lexicon import ReportingLexicon, matches, phrase_at, reporting_lexicon
from foedera.reading.speakers import speakers_in
from foedera.values.span import Span


@dataclass(frozen=True, slots=True)
class Report:
    """`voices` say, with the stance of `verb` (say, deny, accuse ...), what stands in `reach`; `frame`: that, incise, quote, object, source, relay, noun."""

    cue: Span
    voices: tuple[str, ...]
    stance: str
    frame: str
    reach: tuple[Span, ...]
    subject: Span | None = None

    def covers(self, span: Span) -> bool:
        return any(r.start <= span.start < r.end for r in self.reach)


_STOPS = frozenset(";")
_OPEN = frozenset('«“„"')
_CLOSE = frozenset('»”"')


class _SentenceReports:
    """Works out the reports of one sentence; `last` is the speaker of what went before, for pronouns nobody resolved."""

    def __init__(self, sentence: Sentence, context: Context, lexicon: ReportingLexicon, last: tuple[str, ...]) -> None:
        self.sentence, self.context, self.lexicon, self.last = sentence, context, lexicon, last
        self.tokens = sentence.tokens
        self.cues = cues_of(sentence, context, lexicon)

    def reports(self) -> list[Report]:
        found = [r for r in (self._of_cue(n) for n in range(len(self.cues))) if r]
        return sorted(found + self._sources() + self._nouns() + self._label(), key=lambda r: r.cue)

    # --- marks and chunks ---

    def _norm(self, at: int) -> str:
        return self.tokens[at].norm if 0 <= at < len(self.tokens) else ""

    def _quoted(self, at: int) -> bool:
        span = self.tokens[at].span
        return any(q.outer.contains(span) for q in self.context.quoted)

    def _boundary_before(self, at: int) -> int:
        """First token of the clause that holds token `at`: after a semicolon or colon, or the sentence's first."""
        for j in range(at - 1, -1, -1):
            if self._norm(j) in (";", ":") and not self._quoted(j):
                return j + 1
        return 0

    def _limit(self, start: int) -> int:
        """Token where what is said from `start` on ends: a semicolon, a contrast, or the sentence's end."""
        for j in range(start, len(self.tokens)):
            if self._quoted(j):
                continue
            contrast = self._norm(j - 1) == "," and phrase_at(self.tokens, j, self.lexicon.phrases["contrast_openers"])
            if self._norm(j) in _STOPS or (
                contrast and j > start and self._norm(j + contrast) not in self.lexicon.words["complementizers"]
            ):
                return j
        return len(self.tokens)

    def _span(self, start: int, end: int) -> Span:
        return Span(self.tokens[start].span.start, self.tokens[end - 1].span.end)

    def _chunks(self, start: int, end: int) -> list[tuple[int, int]]:
        """Runs of tokens between commas, quotations and dashes."""
        runs, low = [], start
        for j in range(start, end + 1):
            if j == end or (self._norm(j) in {",", "—", "–", "(", ")"} or self._quoted(j)):
                if j > low:
                    runs.append((low, j))
                low = j + 1
        return runs

    # --- who ---

    def _voices(self, start: int, end: int) -> tuple[str, ...]:
        """Speakers named by the tokens; a pronoun nobody resolved is the last speaker."""
        tokens = self.tokens[start:end]
        named = speakers_in(tokens, self.context, self.lexicon)
        if not named and any(t.norm in self.lexicon.words["pronouns"] for t in tokens):
            return self.last
        return named

    def _is_fronted(self, start: int) -> bool:
        return self._norm(start) in self.lexicon.words["chunk_prepositions"] or self._norm(start) in self.lexicon.words["time_nouns"]

    def _subject(self, cue: Cue) -> tuple[int, int] | None:
        """Tokens of the subject before the verb."""
        low = self._boundary_before(cue.first)
        for j in range(cue.first - 1, low - 1, -1):
            if self._norm(j) in self.lexicon.words["complementizers"] and not self._quoted(j):
                low = j + 1
                break
        chunks = self._chunks(low, cue.first)
        if not chunks:
            return None
        if chunks[-1][1] == cue.first and (self._voices(*chunks[-1]) or len(chunks) == 1):
            return chunks[-1]
        named = [c for c in chunks if self._voices(*c) and not self._is_fronted(c[0])]
        if named:
            first = chunks.index(named[0])
            return (named[0][0], cue.first) if first < len(chunks) else named[0]
        return chunks[-1]

    def _after(self, cue: Cue) -> tuple[int, int]:
        """Tokens of an inverted subject after the verb: to the next mark, adverbs and dates skipped."""
        start = cue.last + 1
        end = start
        while (
            end < len(self.tokens)
            and self._norm(end) not in {",", ";", ":", ".", "(", "—", "–", "?", "!"}
            and self._norm(end) not in _OPEN | _CLOSE
        ):
            end += 1
        return start, end

    # --- what ---

    def _complement(self, cue: Cue) -> int | None:
        """Token where the clause that the verb governs begins, if one does."""
        words, at = self.lexicon.words, cue.last + 1
        for j in range(at, min(at + 18, len(self.tokens))):
            norm = self._norm(j)
            if norm in words["complementizers"]:
                return j + 1
            if norm in {";", ":"} | _OPEN or (j == at and norm in words["determiners"] and norm != "ce" and not self.lexicon.bare_clause):
                return None
            if norm in words["relative_words"] or any(c.first == j for c in self.cues):
                break
        return self._bare_complement(cue) if self.lexicon.bare_clause else None

    def _bare_complement(self, cue: Cue) -> int | None:
        """Start of a clause that follows the verb without a conjunction."""
        at = cue.last + 1
        if at >= len(self.tokens) or self._norm(at) in {",", ";", ":", "."} | _OPEN:
            return None
        while at < len(self.tokens) and self._norm(at) in self.lexicon.words["chunk_prepositions"] and at < cue.last + 4:
            at += 2
        return at if at + 2 < len(self.tokens) and self._norm(at) not in {",", "."} else None

    def _is_incise(self, cue: Cue) -> bool:
        """Whether the verb follows what is said and its subject follows or (where the language allows) precedes it."""
        first = cue.first
        while first and self._norm(first - 1) in {"l'", "lui", "leur", "n'", "s'", "se", "y", "nous", "me", "m'"}:
            first -= 1
        before = self._norm(first - 1)
        if cue.inverted:
            return True
        if before in {",", "—", "–"} | _CLOSE and first:
            start, end = self._after(cue)
            return bool(self._voices(start, end)) and self._complement(cue) is None
        return False

    def _is_trailing(self, cue: Cue) -> bool:
        """Whether ", X said" stands after what is said, subject first."""
        if self.lexicon.inverted_incise_only or self._norm(cue.last + 1) not in {",", ".", ":", ";", "—"} | self.lexicon.words[
            "chunk_prepositions"
        ] | {"", "later"}:
            return cue.verb.lemma == "tell" and self._has_words_before(cue)
        return self._has_words_before(cue)

    def _has_words_before(self, cue: Cue) -> bool:
        low = self._boundary_before(cue.first)
        chunks = self._chunks(low, cue.first)
        if any(self._quoted(j) for j in range(low, cue.first)):
            return True
        return len(chunks) > 1 and any(c[1] - c[0] > 2 and not self._is_fronted(c[0]) for c in chunks[:-1]) and chunks[-1][1] == cue.first

    def _incise(self, cue: Cue, voices: tuple[str, ...], start: int, end: int) -> Report:
        """What is said around an incise: the clause before it, and the one after it unless that is mere background."""
        low, high = self._boundary_before(cue.first), self._limit(end)
        reach = [self._span(low, start)] if start > low else []
        after = end + 1 if self._norm(end) in {",", ":"} else end
        opener = self._norm(after)
        background = opener in self.lexicon.words["clause_openers"] or opener.endswith(("ant", "ing")) or self._is_fronted(after)
        if after < high and (self._norm(end) == ":" or not background):
            reach.append(self._span(after, high))
        return Report(
            self._span(cue.first, cue.last + 1),
            voices,
            cue.verb.stance,
            "incise",
            tuple(reach),
            self._span(start, end) if end > start else None,
        )

    def _of_cue(self, number: int) -> Report | None:
        cue = self.cues[number]
        if cue.form == "passive":
            return self._passive(cue)
        if cue.form != "coordinated" and cue.form != "gerund" and "incise" in cue.verb.frames and self._is_incise(cue):
            start, end = self._after(cue)
            voices = self._inverted_pronoun(cue) if cue.inverted else self._voices(start, end)
            return self._incise(cue, voices, cue.first, cue.last + 1 if cue.inverted else end) if voices else None
        voices, subject = self._who(number)
        if not voices:
            return None
        if cue.form == "finite" and "incise" in cue.verb.frames and self._is_trailing(cue):
            low = subject.start if subject else self.tokens[cue.first].span.start
            start = next((j for j in range(cue.first) if self.tokens[j].span.start >= low), cue.first)
            end = self._after(cue)[1]
            return self._incise(cue, voices, start, end)
        return self._governing(cue, voices, subject)

    def _inverted_pronoun(self, cue: Cue) -> tuple[str, ...]:
        """Whoever the pronoun of "a-t-il" stands for."""
        span = self.tokens[cue.first].span
        found = [m.actor for m in self.context.mentions if span.contains(m.span)]
        return (found[0],) if found else self.last

    def _who(self, number: int) -> tuple[tuple[str, ...], Span | None]:
        cue = self.cues[number]
        if cue.form in ("coordinated", "gerund") and number:
            direct = self._subject(cue) if cue.form == "gerund" and self._norm(cue.first - 1) != "," else None
            voices = self._voices(*direct) if direct else ()
            return (voices, self._span(*direct)) if direct and voices else self._who(number - 1)
        subject = self._subject(cue)
        if subject is None:
            return self._who(number - 1) if number else ((), None)
        return self._voices(*subject), self._span(*subject)

    def _governing(self, cue: Cue, voices: tuple[str, ...], subject: Span | None) -> Report | None:
        """The report of a verb that stands before what is said."""
        frames, at = cue.verb.frames, cue.last + 1
        start = self._complement(cue) if "that" in frames else None
        frame = "that"
        if start is None:
            colon = next((j for j in range(at, min(at + 25, len(self.tokens))) if self._norm(j) == ":" and not self._quoted(j)), None)
            if colon is not None and "quote" in frames and colon + 1 < len(self.tokens):
                start, frame = colon + 1, "quote"
            elif frames & {"object", "infinitive"}:
                start, frame = at, "object"
            elif "quote" in frames and any(self._norm(j) in _OPEN for j in range(at, min(self._limit(at), len(self.tokens)))):
                start, frame = at, "quote"
        if start is None or start >= len(self.tokens):
            return None
        reach = self._span(start, max(start + 1, self._limit(start)))
        return Report(self._span(cue.first, at), voices, cue.verb.stance, frame, (reach,), subject)

    def _passive(self, cue: Cue) -> Report | None:
        """ "décrit par X comme ...", "accused by X of ..."."""
        agent = next(
            (j for j in range(cue.last + 1, min(cue.last + 5, len(self.tokens))) if self._norm(j) in self.lexicon.words["agent"]), None
        )
        if agent is None or agent + 1 >= len(self.tokens):
            return None
        start, end = agent + 1, agent + 1
        while end < len(self.tokens) and self._norm(end) not in {",", ";", ".", "comme", "as"} | _OPEN and end < start + 9:
            end += 1
        stops = [j for j in range(start + 1, end) if self._norm(j) in self.lexicon.words["of_words"]]
        voices = self._voices(start, stops[0] if stops else end)
        if not voices:
            return None
        return Report(
            self._span(cue.first, cue.last + 1),
            voices,
            cue.verb.stance,
            "object",
            (self._span(start, self._limit(start)),),
            self._span(start, end),
        )

    # --- source phrases, nouns, labels ---

    def _source_at(self, at: int) -> tuple[int, str]:
        phrases = self.lexicon.phrases
        for frame, key in (("source", "sources"), ("relay", "relays"), ("pronoun", "pronoun_sources")):
            size = phrase_at(self.tokens, at, phrases[key])
            if size:
                return size, frame
        if at == self._boundary_before(at) and phrase_at(self.tokens, at, phrases["fronted_only"]):
            return 1, "fronted"
        return 0, ""

    def _sources(self) -> list[Report]:
        found = []
        for at in range(len(self.tokens)):
            size, frame = self._source_at(at) if not self._quoted(at) else (0, "")
            if size:
                report = self._source(at, size, frame)
                found += [report] if report else []
        return found

    def _source_end(self, start: int) -> int:
        end = start
        while (
            end < len(self.tokens)
            and self._norm(end) not in {",", ";", ":", ".", "(", ")", "—", "?"} | _OPEN
            and self._norm(end) not in self.lexicon.words["relative_words"]
        ):
            if end > start + 1 and any(c.first == end for c in self.cues):
                break
            end += 1
        return end

    def _source(self, at: int, size: int, frame: str) -> Report | None:
        start = at + size
        end = start if frame == "pronoun" else self._source_end(start)
        voices = self.last if frame == "pronoun" else self._voices(start, end)
        if not voices:
            return None
        if frame == "fronted" and not (
            self._norm(end) == ","
            and any(m.kind in ("person", "state", "capital") for m in self.context.mentions_in(self._span(start, end)))
        ):
            return None
        reach = self._source_reach(at, start, end, frame)
        if frame == "source" and len(voices[0]) > 60:
            return None
        return Report(
            self._span(at, max(end, start)),
            voices,
            "say",
            "relay" if frame == "relay" else "source",
            reach,
            self._span(start, end) if end > start else None,
        )

    def _source_reach(self, at: int, start: int, end: int, frame: str) -> tuple[Span, ...]:
        """A phrase at the head of its clause reaches forward, one after it back over its clause, one between commas both ways."""
        low, high = self._boundary_before(at), self._limit(end)
        contrast = [
            j
            for j in range(low + 1, at)
            if self._norm(j - 1) == "," and phrase_at(self.tokens, j, self.lexicon.phrases["contrast_openers"])
        ]
        low = contrast[-1] if contrast else low
        head = all(t.norm in {"toujours", "et", "mais", "car", "or", "but", "and", "-"} for t in self.tokens[low:at])
        reach = [] if head else [self._span(low, at)]
        if (head or (self._norm(at - 1) == "," and frame != "relay" and self._norm(end) == ",")) and end + 1 < high:
            opener = self._norm(end + 1)
            if head or not (opener in self.lexicon.words["clause_openers"] or opener.endswith(("ant", "ing"))):
                reach.append(self._span(end, high))
        return tuple(reach)

    def _nouns(self) -> list[Report]:
        """ "les accusations de X selon lesquelles ...", "X's claim that ..."."""
        found: list[Report] = []
        for at, token in enumerate(self.tokens):
            if token.norm not in self.lexicon.words["report_nouns"] or self._quoted(at):
                continue
            link = next(
                (
                    j
                    for j in range(at + 1, min(at + 22, len(self.tokens)))
                    if phrase_at(self.tokens, j, self.lexicon.phrases["report_noun_links"])
                ),
                None,
            )
            if link is None or any(self._norm(j) in {",", ";", "."} for j in range(at, link)):
                continue
            start = link + phrase_at(self.tokens, link, self.lexicon.phrases["report_noun_links"])
            of = next((j for j in range(at + 1, link) if self._norm(j) in self.lexicon.words["of_words"]), None)
            who = (of + 1, link) if of is not None else (max(0, at - 4), at)
            voices = self._voices(*who) if who[1] > who[0] else ()
            if voices and start < len(self.tokens):
                found.append(Report(token.span, voices, "say", "noun", (self._span(start, self._limit(start)),), self._span(*who)))
        return found

    def _label(self) -> list[Report]:
        """ "Text : X" in a headline; "X : « ... »"."""
        colons = [j for j, t in enumerate(self.tokens) if t.norm == ":" and not self._quoted(j)]
        if len(colons) != 1 or not 0 < colons[0] < len(self.tokens) - 1:
            return []
        at = colons[0]
        tail, head = self.tokens[at + 1 :], self.tokens[:at]
        if self.sentence.role.value in ("title", "heading") or self.sentence.index < 2:
            if self._is_name(tail):
                return [
                    Report(
                        tail[0].span,
                        self._voices(at + 1, len(self.tokens)),
                        "say",
                        "incise",
                        (self._span(0, at),),
                        self._span(at + 1, len(self.tokens)),
                    )
                ]
        if self._is_name(head) and self._quoted(min(at + 2, len(self.tokens) - 1)):
            return [Report(head[0].span, self._voices(0, at), "say", "quote", (self._span(at + 1, len(self.tokens)),), self._span(0, at))]
        return []

    def _is_name(self, tokens: tuple[Token, ...]) -> bool:
        found = [
            m for m in self.context.mentions_in(Span(tokens[0].span.start, tokens[-1].span.end)) if m.kind in ("person", "outlet", "body")
        ]
        return len(tokens) <= 6 and any(m.span.end - m.span.start >= (tokens[-1].span.end - tokens[0].span.start) * 0.6 for m in found)


def reports_of(context: Context) -> tuple[Report, ...]:
    """All reports of the document, in order; worked out once per context."""
    kept: tuple[Report, ...] | None = context.__dict__.get("_reports")
    if kept is None:
        lexicon, last, found = reporting_lexicon(context.pack), tuple[str, ...](), list[Report]()
        for sentence in context.sentences:
            here = _SentenceReports(sentence, context, lexicon, last).reports()
            found += here
            last = here[-1].voices if here else last
        kept = tuple(found)
        context.__dict__["_reports"] = kept
    return kept


__all__ = ["Report", "base_form", "matches", "replace", "reports_of"]

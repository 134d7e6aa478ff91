"""The reports of a document: who is said to say which words, in each sentence."""

from collections.abc import Sequence
from dataclasses import replace

from foedera.reading.context import Context, Sentence
from foedera.reading.incises import quotations_after, report_of_question, reports_within_marks, signature_report
from foedera.reading.model import ActorMention
from foedera.reading.report import Report
from foedera.reading.reporting_cues import Cue
from foedera.reading.reporting_lexicon import reporting_lexicon
from foedera.reading.sentence_view import CLOSE, OPEN, InMind, SentenceView
from foedera.reading.source_phrases import account_reports, label_reports, noun_reports, quoting_reports, source_reports
from foedera.reading.speakers import is_person
from foedera.values.span import Span

__all__ = ["Report", "reports_of"]


_HALF_CLAUSE = 5  # tokens of a clause too short to be whole, which "que" goes on with after the incise ("Il faut, dit X, que ...")


class _SentenceReports(SentenceView):
    """Works out the reports of one sentence."""

    def reports(self) -> list[Report]:
        """All reports of the sentence, in order."""
        found: dict[int, Report | None] = {}
        for number in range(len(self.cues)):
            found[number] = self._of_cue(number, found)
        quoting = quoting_reports(self)
        verbs = [r for r in found.values() if r and not any(q.cue.contains(r.cue) for q in quoting)]
        phrases = source_reports(self) + noun_reports(self) + quoting + label_reports(self) + account_reports(self)
        beside = phrases + reports_within_marks(self) + signature_report(self)
        return sorted(verbs + beside, key=lambda r: r.cue)

    # --- what ---

    def _conjoined(self, cue: Cue) -> int | None:
        """Token where the clause that the verb governs begins, if one does; after a comma only when the comma closes an insertion."""
        words, at, commas = self.lexicon.words, cue.last + 1, 0
        asked = self._question(cue)
        if asked is not None:
            return asked
        first_is_noun = self.norm(at) in words["determiners"] and self.norm(at) not in words["near_determiners"]
        if (
            first_is_noun
            and (not self.lexicon.bare_clause or "object" in cue.verb.frames)
            and self.norm(at + 1) not in words["chunk_prepositions"]
        ):
            return None
        for j in range(at, min(at + 20, len(self.tokens))):
            norm = self.norm(j)
            commas += norm == "," and not self.in_mention(j)
            if norm in words["complementizers"] and commas % 2 == 0:
                return j + 1
            if norm in {";", ":"} | OPEN:
                return None
            if norm in words["relative_words"] - words["complementizers"] or any(c.first == j and c.form != "passive" for c in self.cues):
                break
        return None

    def _announced(self, cue: Cue, voices: tuple[str, ...], subject: Span | None) -> Report | None:
        """ "As X put it, ...": what is said is the clause after the comma."""
        low, words = self.clause_start(cue.first), self.lexicon.words
        opens = self.norm(low) in words["comparison_words"] and subject and subject.start <= self.tokens[low + 1].span.start
        stop = next((j for j in range(cue.last + 1, min(cue.last + 7, len(self.tokens))) if self.ends_phrase(j)), len(self.tokens))
        follows = self.norm(stop) == "," and stop + 2 < len(self.tokens) and self._conjoined(cue) is None
        if not opens or not subject or not follows:
            return None
        reach, who = self.span(stop + 1, self.limit(stop + 1)), Span(max(subject.start, self.tokens[low + 1].span.start), subject.end)
        return Report(self.span(cue.first, cue.last + 1), voices, cue.verb.stance, "incise", (reach,), who)

    def _question(self, cue: Cue) -> int | None:
        """Token of the question word that opens what somebody asks or explains ("asked the envoy why ...")."""
        words, at = self.lexicon.words, cue.last + 1
        if cue.verb.lemma not in words.get("question_verbs", ()):
            return None
        near = range(at, next((j for j in range(at, min(at + 5, len(self.tokens))) if self.ends_phrase(j)), min(at + 5, len(self.tokens))))
        return next((j for j in near if self.norm(j) in words["question_words"] and j + 2 < len(self.tokens)), None)

    def _infinitive(self, cue: Cue) -> int | None:
        """Token where an infinitive that the verb governs begins ("dit vouloir partir", "vowed to leave")."""
        words, at = self.lexicon.words, cue.last + 1
        if cue.verb.lemma not in words.get("infinitive_verbs", ()):
            return None
        here = at
        while self.norm(here) in words.get("before_infinitive", ()):
            here += 1
        marked = here > at and bool(words["infinitive_marks"])
        fits = self.norm(here).endswith(tuple(words.get("infinitive_endings", ()))) if words.get("infinitive_endings") else marked
        return at if fits and self.norm(here) not in words["chunk_prepositions"] | words["time_nouns"] | words["determiners"] else None

    def _complement(self, cue: Cue) -> int | None:
        """Token where what the verb governs begins, with or without a conjunction."""
        start = self._conjoined(cue)
        return start if start is not None or cue.verb.lemma not in self.lexicon.words["bare_clause_verbs"] else self._bare_complement(cue)

    def _bare_complement(self, cue: Cue) -> int | None:
        """Start of a clause that follows the verb without a conjunction."""
        at = cue.last + 1
        if at >= len(self.tokens) or self.norm(at) in {",", ";", ":", "."} | OPEN:
            return None
        while at < len(self.tokens) and self.norm(at) in self.lexicon.words["chunk_prepositions"] and at < cue.last + 4:
            at += 2
        return at if at + 2 < len(self.tokens) and self.norm(at) not in {",", "."} else None

    def _is_incise(self, cue: Cue) -> bool:
        """Whether the verb follows what is said and its subject follows or (where the language allows) precedes it."""
        first = cue.first
        while first and self.norm(first - 1) in self.lexicon.words["clitics"]:
            first -= 1
        before = self.norm(first - 1)
        if cue.inverted:
            return True
        if before in self.lexicon.words["comparison_words"] and first != cue.first:
            return bool(self.voices(*self.after(cue.last)))
        if before in {",", "—", "–"} | CLOSE and first:
            start, end = self.after(cue.last)
            if not self.lexicon.inverted_incise_only and any(self.tokens[j].text[:1].islower() for j in range(cue.last + 1, start)):
                return False
            quoted = self.is_quoted(first - 1) or self.is_quoted(max(0, first - 2))
            if cue.verb.stance in ("praise", "accuse", "suspect") and not quoted:
                return False
            if self.norm(start) in self.lexicon.words["pronouns"] and not self.lexicon.inverted_incise_only:
                return False
            if not quoted and not self.lexicon.inverted_incise_only and self._has_verb(start, end):
                return False
            indefinite = self.norm(start) in self.lexicon.words["determiners"] - self.lexicon.words["definite_determiners"]
            voices = self.voices(start, end)
            if not quoted and indefinite and voices and voices[0].endswith("(text)"):
                return False
            return bool(voices or (quoted and self.speakers(start, end))) and self._conjoined(cue) is None
        return False

    def _has_verb(self, start: int, end: int) -> bool:
        """Whether an auxiliary stands among the tokens, so that they are a clause and no subject (", said Oslo was late")."""
        words = self.lexicon.words
        verbs = words["passive_words"] | words["perfect_auxiliaries"] | words["infinitive_marks"]
        return any(self.norm(j) in verbs for j in range(start, end))

    def _is_trailing(self, cue: Cue) -> bool:
        """Whether ", X said" stands after what is said, subject first."""
        words = self.lexicon.words
        if self.norm(cue.first - 1) in words["object_clitics"] or self.norm(cue.first - 1) in words["comparison_words"]:
            return cue.first > 2
        if self.lexicon.inverted_incise_only:
            return False
        subject = self.subject(cue.first)
        follows = self.norm(cue.last + 1)
        quoted_before = bool(subject and subject[0] and self.is_quoted(subject[0] - 1))
        if quoted_before and follows in words["of_words"] and self._conjoined(cue) is None:
            return True
        if subject and self._closes_speech(subject[0]) and follows not in words["complementizers"] | OPEN:
            return follows != "," or self.norm(cue.last + 2) not in OPEN or self.every
        if follows == "," and self.norm(cue.last + 2) in OPEN and not quoted_before:
            return False
        if self._conjoined(cue) is not None and self.norm(cue.last + 1) != ",":
            return False
        ends = {",", ".", ":", ";", "—", ""} | words["chunk_prepositions"] | words["later_words"]
        addressed = cue.verb.lemma in words["addressed_verbs"] and self._conjoined(cue) is None
        return (self.norm(cue.last + 1) in ends or addressed) and self._has_words_before(cue)

    def _closes_speech(self, at: int) -> bool:
        """Whether a quotation ends right before token `at` with a mark that leaves the word to whoever speaks (“...,” / ...?” / ...”,)."""
        last, marks = at - 1, {",", "?", "!", ".", "…"}
        if self.norm(last) == "," and self.norm(last - 1) in CLOSE and self.is_quoted(last - 1):
            return True
        return last > 0 and self.is_quoted(last) and self.norm(last) in CLOSE and self.norm(last - 1) in marks

    def _has_words_before(self, cue: Cue) -> bool:
        low = self.clause_start(cue.first)
        chunks = self.chunks(low, cue.first)
        if any(self.is_quoted(j) for j in range(low, cue.first)):
            return True
        if not chunks or self._is_subordinate(*chunks[-1]):
            return False
        return len(chunks) > 1 and any(c[1] - c[0] > 1 and not self.is_fronted(c[0]) for c in chunks[:-1]) and chunks[-1][1] == cue.first

    def _is_subordinate(self, start: int, end: int) -> bool:
        """Whether the tokens hold a relative word, a conjunction or another reporting verb, and so more than a subject."""
        words = self.lexicon.words["relative_words"] | self.lexicon.words["complementizers"]
        return any(self.norm(j) in words for j in range(start, end)) or any(start <= c.first < end for c in self.cues)

    def _incise(self, cue: Cue, voices: tuple[str, ...], start: int, end: int) -> Report:
        """What is said around an incise: the clause before it, and the one after it unless that is mere background."""
        low, high = self.clause_start(cue.first), self.limit(end)
        low = self.clause_start(low - 1) if start <= low and low else low
        reach = [self.span(low, start)] if start > low else []
        after = end + 1 if self.norm(end) in {",", ":"} else end
        resumed = low < start <= low + _HALF_CLAUSE and self.norm(after) in self.lexicon.words["complementizers"]
        if after < high and (self.norm(end) == ":" or (self.norm(end) == "," and (resumed or not self.is_background(after)))):
            reach.append(self.span(after, high))
        subject = self.span(start, end) if end > start else None
        return Report(
            self.span(cue.first, cue.last + 1), voices, cue.verb.stance, "incise", tuple(reach), subject, self._through(cue, voices)
        )

    def _of_cue(self, number: int, found: dict[int, Report | None]) -> Report | None:
        cue = self.cues[number]
        if cue.form == "passive":
            return self._passive(cue)
        if cue.form == "finite" and "incise" in cue.verb.frames and self._is_incise(cue):
            start, end = self.after(cue.last)
            voices = (self._clause_before(cue, found) or self.inverted_pronoun(cue)) if cue.inverted else self.speakers(start, end)
            return self._incise(cue, voices, self._with_clitics(cue.first), cue.last + 1 if cue.inverted else end) if voices else None
        voices, subject = self._who(number, found)
        if not voices:
            return None
        announced = self._announced(cue, voices, subject)
        if announced:
            return announced
        after = report_of_question(self, cue, voices, subject)
        if after:
            return after
        if cue.form == "finite" and "incise" in cue.verb.frames and self._is_trailing(cue):
            low = subject.start if subject else self.tokens[cue.first].span.start
            start = next((j for j in range(cue.first) if self.tokens[j].span.start >= low), cue.first)
            said = self._incise(cue, voices, start, self.after(cue.last)[1])
            return replace(said, subject=subject) if subject else said
        return self._governing(cue, voices, subject)

    def _who(self, number: int, found: dict[int, Report | None]) -> tuple[tuple[str, ...], Span | None]:
        cue, before = self.cues[number], found.get(number - 1)
        if cue.form in ("coordinated", "gerund"):
            direct = self.subject(cue.first) if cue.form == "gerund" and (self.norm(cue.first - 1) != "," or before is None) else None
            voices = self.voices(*direct) if direct else ()
            if direct and voices:
                return voices, self.span(*direct)
            return (before.voices, before.subject) if before else ((), None)
        subject = self.subject(cue.first)
        if subject is None or self._is_bare_coordination(cue):
            return (before.voices, before.subject) if before else ((), None)
        pronoun = subject[1] - subject[0] == 1 and self.norm(subject[0]) in self.lexicon.words["pronouns"]
        before = before if before and before.frame in ("incise", "that") and not self._is_own_content(before) else None
        pronoun = pronoun and self.norm(subject[0]) in self.lexicon.words["singular_pronouns"]
        if pronoun and (before is not None or self.focus) and "incise" in cue.verb.frames and self._is_trailing(cue):
            who = before.voices if before else self.focus_of(*subject)
            return (who or self.speakers(*subject) if self.every else who), self.span(*subject)
        told = cue.verb.stance not in ("praise", "text") and self._complement(cue) is not None
        governs = self.every or told or ("incise" in cue.verb.frames and self._closes_speech(subject[0]))
        return (self.speakers(*subject) if governs else self.voices(*subject)), self.span(*subject)

    def _with_clitics(self, first: int) -> int:
        """The first of the small words that lean on the verb at token `first`."""
        while self.norm(first - 1) in self.lexicon.words["clitics"]:
            first -= 1
        return first

    def _clause_before(self, cue: Cue, found: dict[int, Report | None]) -> tuple[str, ...]:
        """Who speaks in the clause that a colon or semicolon sets before the verb's own ("X praised the text: it is, he said, ...")."""
        low = self.clause_start(cue.first)
        said = [r for r in found.values() if r and low and r.cue.end <= self.tokens[low].span.start]
        return said[-1].voices if said else ()

    def _is_own_content(self, report: Report) -> bool:
        """Whether the report is itself part of what the person in focus goes on to say ("X hopes for peace, he added")."""
        return bool(self.focus) and report.stance in ("opinion", "forecast", "foretell", "warn") and report.voices != self.focus

    def _is_bare_coordination(self, cue: Cue) -> bool:
        """Whether the verb follows "and" directly, so that its subject is that of the verb before."""
        return self.norm(cue.first - 1) in self.lexicon.words["and_words"]

    def _governing(self, cue: Cue, voices: tuple[str, ...], subject: Span | None) -> Report | None:
        """The report of a verb that stands before what is said."""
        frames, at = cue.verb.frames, cue.last + 1
        ahead = quotations_after(self) if "quote" in frames and self.norm(len(self.tokens) - 1) == ":" else None
        if ahead and self.limit(at) == len(self.tokens):
            return Report(self.span(cue.first, at), voices, cue.verb.stance, "quote", (ahead,), subject, self._through(cue, voices))
        start = self._complement(cue) if "that" in frames else None
        start = self._infinitive(cue) if start is None else start
        frame = "that" if start is not None else ""
        if start is None:
            colon = next((j for j in range(at, min(at + 25, len(self.tokens))) if self.norm(j) == ":" and not self.is_quoted(j)), None)
            if colon is not None and any(self.norm(j) in OPEN for j in range(at, colon)):
                colon = None
            if colon is not None and "quote" in frames and colon + 1 < len(self.tokens):
                start, frame = colon + 1, "quote"
            elif frames & {"object", "infinitive"}:
                start, frame = at, "object"
            elif "quote" in frames and any(self.norm(j) in OPEN for j in range(at, min(self.limit(at), len(self.tokens)))):
                start, frame = at, "quote"
        antecedent = self._antecedent(cue, subject) if frame != "that" else None
        if antecedent and (start is None or frame == "object"):
            return Report(self.span(cue.first, at), voices, cue.verb.stance, "object", (antecedent,), subject)
        if start is None or start >= len(self.tokens):
            return None
        reach = self.span(start, max(start + 1, self.limit(start)))
        return Report(self.span(cue.first, at), voices, cue.verb.stance, frame, (reach,), subject, self._through(cue, voices))

    def _through(self, cue: Cue, voices: tuple[str, ...]) -> tuple[str, ...]:
        """The outlet the words were said to, named right after the verb."""
        end = min(cue.last + 7, len(self.tokens))
        stop = next(
            (j for j in range(cue.last + 1, end) if self.ends_phrase(j) or self.norm(j) in self.lexicon.words["complementizers"]), end
        )
        found = self.context.mentions_in(self.span(cue.last, stop)) if stop > cue.last + 1 else ()
        return tuple(m.actor for m in found if m.kind == "outlet" and m.actor not in voices)[:1]

    def _antecedent(self, cue: Cue, subject: Span | None) -> Span | None:
        """The noun phrase that a relative clause of reporting speaks of ("the deliveries that X alleges")."""
        first = next((j for j in range(cue.first) if subject and self.tokens[j].span.start == subject.start), None)
        while first and self.norm(first - 1) in self.lexicon.words["determiners"]:
            first -= 1
        if (
            not first
            or first < 2
            or self.norm(first - 1) not in self.lexicon.words["complementizers"] | self.lexicon.words["relative_words"]
        ):
            return None
        words, last = self.lexicon.words, cue.last + 1
        governing = words["determiners"] | words["of_words"] | words["complementizers"] | words["chunk_prepositions"]
        named = any(m.span.start == self.tokens[last].span.start for m in self.mentions) if last < len(self.tokens) else False
        if named or (self.norm(last) in governing and not self.ends_phrase(last)):
            return None
        if any(c.last == first - 2 for c in self.cues):
            return None
        low = first - 1
        while low > 0 and first - low < 14 and not self.ends_phrase(low - 1) and not any(c.last == low - 1 for c in self.cues):
            low -= 1
        return self.span(low, first - 1) if low < first - 1 else None

    def _passive(self, cue: Cue) -> Report | None:
        """ "décrit par X comme ...", "accused by X of ..."."""
        agent = next(
            (j for j in range(cue.last + 1, min(cue.last + 5, len(self.tokens))) if self.norm(j) in self.lexicon.words["agent"]), None
        )
        if agent is None or agent + 1 >= len(self.tokens) or cue.verb.stance in ("say", "text", "warn"):
            return None
        start, end = agent + 1, agent + 1
        while (
            end < len(self.tokens)
            and not self.ends_phrase(end)
            and self.norm(end) not in self.lexicon.words["comparison_words"]
            and end < start + 9
        ):
            end += 1
        stops = [j for j in range(start + 1, end) if self.norm(j) in self.lexicon.words["of_words"]]
        stop = stops[0] if stops else end
        voices = self.voices(start, stop)
        if not voices:
            return None
        said = stop if stop < self.limit(start) - 1 and not self.ends_phrase(stop) else start
        return Report(
            self.span(cue.first, cue.last + 1),
            voices,
            cue.verb.stance,
            "object",
            (self.span(said, self.limit(start)),),
            self.span(start, stop if said == stop else end),
        )


def _focus_after(context: Context, mentions: Sequence[ActorMention], reports: list[Report], before: tuple[str, ...]) -> tuple[str, ...]:
    """Who a pronoun of the next sentence would be: the last speaker who is no mere relay, else the first person named, else as before."""
    if reports:
        persons = {m.actor for m in context.mentions if is_person(m)}
        spoken = [r.voices for r in reports if r.frame not in ("relay", "noun") and (r.voices[0] in persons or r.frame == "incise")]
        outlets = {m.actor for m in context.mentions if m.kind == "outlet"}
        speaking = [v for v in spoken if v[0] not in outlets]
        if speaking:
            return speaking[-1]
    named = [m.actor for m in mentions if is_person(m)]
    return (named[0],) if named else before


def _in_mind_after(context: Context, sentence: Sentence, reports: list[Report], before: InMind) -> InMind:
    """What the sentence leaves in mind for the next one."""
    mentions = context.mentions_in(sentence.span)
    if not mentions and not reports:
        return before
    back, anonymous = mentions[::-1], reporting_lexicon(context.pack).words["anonymous"]
    return InMind(
        _focus_after(context, mentions, reports, before.focus),
        next((m.actor for m in back if is_person(m)), before.latter),
        next((m.actor for m in mentions if m.kind == "body"), before.body),
        next((m.actor for m in back if m.kind == "outlet"), before.agency),
        next((r.voices for r in reversed(reports) if not anonymous.isdisjoint(r.voices[0].lower().split())), before.sources),
    )


def reports_of(context: Context, every: bool = False) -> tuple[Report, ...]:
    """All reports of the document, in order; worked out once per context.

    `every`: also those of a voice that cannot be made out, by its own words ("he", "a neighbour").
    """
    kept: tuple[Report, ...] | None = context.__dict__.get(f"_reports_{every}")
    if kept is None:
        lexicon, before, found = reporting_lexicon(context.pack), InMind(), list[Report]()
        telling = lexicon.telling_words
        for sentence in context.sentences:
            tells = any(telling[token.norm] for token in sentence.tokens)
            here = _SentenceReports(sentence, context, lexicon, before, every).reports() if tells else []
            found += here
            before = _in_mind_after(context, sentence, here, before)
        kept = tuple(found)
        context.__dict__[f"_reports_{every}"] = kept
    return kept

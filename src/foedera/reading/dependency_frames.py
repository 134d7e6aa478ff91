"""Who does what to whom, read from a syntax tree: the arguments of every verb, as words of the sentence.

A frame follows Universal Dependencies: what it calls subject, object, agent and oblique are the words under `nsubj`, `obj`, `obl:agent`
and `obl`, a relative pronoun giving way to its antecedent and an infinitive to the one who is understood to act. The words that need
naming (relative pronouns, negations, verbs of control) are the pack's, table `syntax_frames`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from foedera.language.pack import LanguagePack
from foedera.reading.reporting_lexicon import reporting_lexicon
from foedera.reading.syntax import Parse, SyntaxToken

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "nsubj:outer"})
_SAID = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass"})
_MARKS = frozenset({",", "—", "–", "»", "”", '"'})
_LEFT_OUT = frozenset({"acl:relcl", "advcl", "parataxis", "punct", "case", "mark", "vocative", "discourse", "dislocated", "cop"})
_INSIDE_CLAUSE_LEFT_OUT = frozenset({"punct"})
_AUXILIARIES = frozenset({"aux", "aux:tense", "aux:pass", "aux:caus", "cop"})


@dataclass(frozen=True, slots=True)
class Argument:
    """`role` is subject, object, agent, oblique or clause; `start`, `end` are offsets in the sentence, the preposition left out."""

    role: str
    head: int
    start: int
    end: int
    preposition: str = ""


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """A verb (index of its token) with its arguments. `mood` is indicative, conditional, subjunctive, infinitive or participle."""

    verb: int
    arguments: tuple[Argument, ...]
    negated: bool = False
    mood: str = "indicative"
    passive: bool = False

    def first(self, role: str) -> Argument | None:
        """The first argument in this role."""
        return next((a for a in self.arguments if a.role == role), None)


@dataclass(frozen=True)
class FrameWords:
    """The words a language reads frames with."""

    relative: frozenset[str]
    relative_places: frozenset[str]
    negations: frozenset[str]
    negative_determiners: frozenset[str]
    conditional_auxiliaries: frozenset[str]
    subject_control: frozenset[str]
    oblique_control: frozenset[str]
    dative: str
    agent: frozenset[str]
    saying: frozenset[str]
    time_nouns: frozenset[str]
    measures: frozenset[str]


@lru_cache(maxsize=8)
def frame_words(pack: LanguagePack) -> FrameWords:
    """The pack's `syntax_frames` table."""
    table, lexicon = pack.table("syntax_frames"), reporting_lexicon(pack)
    words = {k: frozenset(map(str, v)) for k, v in table.items() if isinstance(v, list)}
    return FrameWords(
        words.get("relative", frozenset()),
        words.get("relative_places", frozenset()),
        words.get("negations", frozenset()),
        words.get("negative_determiners", frozenset()),
        words.get("conditional_auxiliaries", frozenset()),
        words.get("subject_control", frozenset()),
        words.get("oblique_control", frozenset()),
        str(table.get("dative", "")),
        frozenset(map(str, pack.table("syntax").get("agent_cases", ()))),
        frozenset(lexicon.finite) | frozenset(lexicon.participle) | frozenset(lexicon.gerund),
        frozenset(map(str, pack.table("syntax_repairs").get("time_nouns", ()))),
        words.get("measures", frozenset()),
    )


class FrameReader:
    """Reads the frames of one parsed sentence."""

    def __init__(self, parse: Parse, words: FrameWords) -> None:
        self.parse, self.words = parse, words
        self._frames: dict[int, VerbFrame] = {}
        self.children: list[list[int]] = [[] for _ in parse]
        for index, token in enumerate(parse):
            if token.head != index:
                self.children[token.head].append(index)

    def frames(self) -> tuple[VerbFrame, ...]:
        """A frame for every verb that is no auxiliary, in order."""
        return self.frames_between(0, self.parse[-1].end if self.parse else 0)

    def frames_between(self, start: int, end: int) -> tuple[VerbFrame, ...]:
        """The frames of those verbs that begin from `start` to `end` (excluded), offsets in the sentence; each worked out once."""
        return tuple(
            self._frame(i) for i, t in enumerate(self.parse) if start <= t.start < end and t.upos == "VERB" and t.label not in _AUXILIARIES
        )

    def _frame(self, verb: int) -> VerbFrame:
        if verb not in self._frames:
            self._frames[verb] = self._new_frame(verb)
        return self._frames[verb]

    def _new_frame(self, verb: int) -> VerbFrame:
        passive = self._is_passive(verb)
        found = list(self._direct(verb, passive))
        if self._says(verb) and not any(a.role == "clause" for a in found):
            found += self._said_before(verb)
        if not any(a.role == "subject" for a in found):
            subject = self.understood_subject(verb, 0)
            found += [self._argument("subject", subject, without=verb)] if subject is not None else []
        return VerbFrame(verb, tuple(found), self._is_negated(verb), self._mood(verb), passive)

    # --- arguments ---

    def _direct(self, verb: int, passive: bool) -> Iterator[Argument]:
        for child in self.children[verb]:
            token = self.parse[child]
            role = self._role(token, child)
            if role is None:
                continue
            head = self._antecedent(child, verb)
            preposition = self.words.dative if token.label == "iobj" else self._case(child) if role in ("oblique", "agent") else ""
            yield self._argument(role, head, preposition, without=verb)

    def _role(self, token: SyntaxToken, child: int) -> str | None:
        if token.label in _SUBJECTS:
            return "subject"
        if token.label == "obj":
            return None if token.text.lower() in self.words.time_nouns else "object"
        if token.label == "iobj":
            return "oblique"
        if token.label == "obl:agent":
            return "oblique" if self._is_measure(child) else "agent"
        if token.label == "obl":
            by = self._case(child) in self.words.agent and self._is_passive(token.head) and not self._is_measure(child)
            return "agent" if by else "oblique" if self._case(child) else None
        if token.label == "ccomp":
            return "clause"
        return "clause" if token.label in _SAID and self._says(token.head) else None

    def _is_measure(self, index: int) -> bool:
        """Whether the words count by how much and not by whom: "by 71 votes"."""
        counted = any(self.parse[c].label == "nummod" for c in self.children[index])
        return counted and self.parse[index].text.lower() in self.words.measures

    def _says(self, verb: int) -> bool:
        return self.parse[verb].text.lower() in self.words.saying

    def _said_before(self, verb: int) -> list[Argument]:
        """What stands before a verb of saying that is thrown in: the clause it hangs on, as far as the mark before it."""
        own = set(self._whole(verb, True))
        first = min(own)
        marks = [i for i in range(first, verb + 1) if self.parse[i].text in _MARKS] if self.parse[verb].head == verb else []
        first = marks[-1] + 1 if marks else first
        if (
            first == 0
            or not any(self.parse[i].text in _MARKS for i in (first, first - 1))
            or self.parse[verb].label in ("acl", "acl:relcl")
        ):
            return []
        before = [i for i in range(first) if self.parse[i].upos != "PUNCT"]
        if not before or self.parse[verb].head >= first and self.parse[verb].head != verb:
            return []
        return [Argument("clause", before[-1], self.parse[before[0]].start, self.parse[before[-1]].end)]

    def _case(self, index: int) -> str:
        """The preposition of a noun phrase as written, in lower case; several words joined by blanks."""
        cases = [c for c in self.children[index] if self.parse[c].label == "case"]
        words = sorted(i for c in cases for i in [c, *(k for k in self.children[c] if self.parse[k].label == "fixed")])
        return " ".join(self.parse[i].text.lower().strip("'’") for i in words)

    def _antecedent(self, index: int, verb: int) -> int:
        """What a relative pronoun stands for: the noun its clause hangs on; the word itself otherwise."""
        token = self.parse[index]
        if token.text.lower().strip("'’") not in self.words.relative or token.upos not in ("PRON", "DET", "SCONJ"):
            return index
        clause: int = verb
        for _ in range(6):
            if self.parse[clause].label in ("acl:relcl", "acl"):
                return self.parse[clause].head
            if self.parse[clause].head == clause:
                return index
            clause = self.parse[clause].head
        return index

    def understood_subject(self, verb: int, depth: int) -> int | None:
        """Who acts where the verb has no subject of its own."""
        token = self.parse[verb]
        own = next((c for c in self.children[verb] if self.parse[c].label in _SUBJECTS), None)
        if own is not None:
            return self._antecedent(own, verb)
        if depth > 5 or token.head == verb:
            return None
        if token.label in ("acl", "acl:relcl"):
            return token.head if self.parse[token.head].upos in ("NOUN", "PROPN", "PRON", "NUM") and self._is_participle(verb) else None
        if token.label == "conj":
            return self._of_governor(token.head, verb, depth)
        if token.label in ("xcomp", "advcl", "ccomp", "obl", "advcl:cleft") and not self._is_finite(verb):
            return self._controller(token.head, verb, depth)
        return None

    def _of_governor(self, head: int, verb: int, depth: int) -> int | None:
        """The subject that a coordinated verb shares: with the next verb above, where it was hung on a noun of that verb's."""
        for _ in range(4):
            if self.parse[head].upos in ("VERB", "AUX", "ADJ") or self.parse[head].head == head:
                break
            head = self.parse[head].head
        return self.understood_subject(head, depth + 1) if self.parse[head].upos in ("VERB", "AUX", "ADJ") else None

    def _controller(self, governor: int, verb: int, depth: int) -> int | None:
        """Who an infinitive or participle is understood of: the governor's object, dative or subject, as its verb has it."""
        lemma, label = self.parse[governor].lemma, self.parse[verb].label
        prefer_subject = lemma in self.words.subject_control or label == "advcl" and not self._has_mark_of_object(governor, verb)
        children = sorted(self.children[governor], key=lambda c: self.parse[c].label != "iobj")
        objects = [c for c in children if self.parse[c].label in ("obj", "iobj") and self._is_named(c)]
        datives = [c for c in self.children[governor] if self.parse[c].label in ("iobj", "obl") and self._is_named(c)]
        if lemma in self.words.oblique_control and not prefer_subject:
            fit = [c for c in datives if self.parse[c].label == "iobj" or self._case(c) in self.words.negations or self._is_dative(c)]
            return fit[0] if fit else None
        if objects and not prefer_subject:
            return self._antecedent(objects[0], governor)
        if self._is_passive(governor):
            return self.understood_subject(governor, depth + 1)
        return self.understood_subject(governor, depth + 1)

    def _is_dative(self, index: int) -> bool:
        return self._case(index).split(" ")[0] in self.words.relative_places

    def _has_mark_of_object(self, governor: int, verb: int) -> bool:
        """Whether the clause follows the governor's object closely ("accused X of sending")."""
        objects = [c for c in self.children[governor] if self.parse[c].label in ("obj", "iobj")]
        return bool(objects) and objects[0] < verb and not any(self.parse[i].text == "," for i in range(objects[0], verb))

    def _is_named(self, index: int) -> bool:
        return self.parse[index].upos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM")

    # --- form ---

    def _is_participle(self, verb: int) -> bool:
        return self.parse[verb].feat("VerbForm") in ("Part", "Ger") or not self._is_finite(verb)

    def _is_finite(self, verb: int) -> bool:
        forms = [self.parse[verb], *(self.parse[c] for c in self.children[verb] if self.parse[c].label in _AUXILIARIES)]
        return any(t.feat("VerbForm") == "Fin" for t in forms)

    def _is_passive(self, verb: int) -> bool:
        labels = {self.parse[c].label for c in self.children[verb]}
        if labels & {"aux:pass", "nsubj:pass", "obl:agent"}:
            return True
        token = self.parse[verb]
        bare = not any(self.parse[c].label in _AUXILIARIES for c in self.children[verb])
        past = token.feat("VerbForm") == "Part" and token.feat("Tense") == "Past"
        if token.label == "conj" and bare and past and self.parse[token.head].upos == "VERB":
            return self._is_passive(token.head)
        return token.label in ("acl", "advcl", "amod") and bare and past

    def _is_negated(self, verb: int) -> bool:
        words = self.words
        for child in self.children[verb]:
            token = self.parse[child]
            if token.text.lower() in words.negations and token.label in ("advmod", "cc", "advmod:neg", "mark", "det"):
                return True
            if token.label in _SUBJECTS | {"obj"}:
                under = [self.parse[c].text.lower() for c in [child, *self.children[child]]]
                if any(w in words.negative_determiners for w in under):
                    return True
        head = self.parse[verb].head
        light = self.parse[verb].label == "xcomp" and self.parse[head].lemma in words.conditional_auxiliaries
        return light and self._is_negated(head)

    def _mood(self, verb: int) -> str:
        group = [self.parse[verb], *(self.parse[c] for c in self.children[verb] if self.parse[c].label in _AUXILIARIES)]
        if any(t.feat("Mood") == "Cnd" or t.text.lower() in self.words.conditional_auxiliaries for t in group):
            return "conditional"
        if any(t.feat("Mood") == "Sub" for t in group):
            return "subjunctive"
        if any(t.feat("VerbForm") == "Fin" for t in group):
            return "indicative"
        if any(t.feat("VerbForm") == "Inf" for t in group):
            return "infinitive"
        return "participle" if any(t.feat("VerbForm") in ("Part", "Ger") for t in group) else "indicative"

    # --- spans ---

    def _argument(self, role: str, head: int, preposition: str = "", without: int | None = None) -> Argument:
        start, end = self.span_of(head, role == "clause", without)
        return Argument(role, head, start, end, preposition)

    def span_of(self, head: int, clause: bool = False, without: int | None = None) -> tuple[int, int]:
        """Offsets of the words under a head: whole for a clause; without relative clauses and loose additions for a phrase.

        `without`: a word whose own words are left out too.
        """
        left_out = set(self._whole(without, True)) if without is not None and without in set(self._whole(head, True)) else set()
        inside = sorted(set(self._under(head, clause)) - left_out | {head})
        low = high = inside.index(head)
        while low > 0 and self._adjoins(inside[low - 1], inside[low]):
            low -= 1
        while high + 1 < len(inside) and self._adjoins(inside[high], inside[high + 1]):
            high += 1
        return self.parse[inside[low]].start, self.parse[inside[high]].end

    def _adjoins(self, left: int, right: int) -> bool:
        """Whether only marks stand between two words."""
        return all(self.parse[i].upos == "PUNCT" for i in range(left + 1, right))

    def _under(self, head: int, clause: bool) -> Iterator[int]:
        yield head
        for child in self.children[head]:
            label = self.parse[child].label
            if clause:
                skip = label in _INSIDE_CLAUSE_LEFT_OUT
            else:
                skip = label in _LEFT_OUT and not (label == "case" and self.parse[head].label == "nmod") or self._is_loose(child, head)
            if not skip:
                yield from self._whole(child, clause)

    def _whole(self, head: int, clause: bool) -> Iterator[int]:
        yield head
        for child in self.children[head]:
            label = self.parse[child].label
            if label == "punct" or (not clause and (label in ("acl:relcl", "parataxis", "advcl") or self._is_loose(child, head))):
                continue
            yield from self._whole(child, clause)

    def _is_loose(self, child: int, head: int) -> bool:
        """An apposition or participle set off by a comma."""
        loose = self.parse[child].label in ("appos", "acl", "amod", "nmod", "obl")
        return loose and any(self.parse[i].text in (",", "(", "—", "–") for i in range(min(head, child), max(head, child)))


def frames_of(parse: Parse, words: FrameWords) -> tuple[VerbFrame, ...]:
    """The frames of a parsed sentence, in the order of its verbs."""
    return FrameReader(parse, words).frames()


def frame_at(frames: Sequence[VerbFrame], parse: Parse, start: int, end: int) -> VerbFrame | None:
    """The frame whose verb stands from `start` to `end` of the sentence (the last one inside)."""
    inside = [f for f in frames if start <= parse[f.verb].start and parse[f.verb].end <= end]
    return inside[-1] if inside else None

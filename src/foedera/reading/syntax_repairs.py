"""What the parser is known to get wrong in news prose, put right by rule: each is a gain measured on `evaluation/syntax` (tune half).

The rules are of position and of word lists (table `syntax_repairs` of the pack); a rule that finds nothing leaves the tree as it is.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from foedera.language.pack import LanguagePack
from foedera.reading.reporting_lexicon import reporting_lexicon
from foedera.reading.syntax import Parse, SyntaxToken

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_MARKS = frozenset({",", "—", "–", "»", "”", '"', "«", "“"})
_REACH = 12  # words between an inverted verb and its subject


@dataclass(frozen=True)
class RepairWords:
    """The word lists of a language that the rules go by."""

    approximate: re.Pattern[str] | None
    saying: frozenset[str]
    between: frozenset[str]
    partitive: frozenset[str]
    dative: frozenset[str]
    giving: frozenset[str]
    relative: frozenset[str]
    verb_forms: re.Pattern[str] | None
    time_nouns: frozenset[str]
    rules: tuple[str, ...]


@lru_cache(maxsize=8)
def repair_words(pack: LanguagePack) -> RepairWords:
    """The pack's `syntax_repairs` table; an empty one repairs nothing."""
    table: dict[str, Any] = pack.table("syntax_repairs") or {}
    words = {k: frozenset(map(str, v)) for k, v in table.items() if isinstance(v, list)}
    none: frozenset[str] = frozenset()
    lexicon = reporting_lexicon(pack)
    before = "|".join(table.get("approximate", ()))
    forms = "|".join(table.get("verb_forms", ()))
    return RepairWords(
        re.compile(rf"(?<!\w)(?:{before})(?=\d)", re.IGNORECASE) if before else None,
        frozenset(lexicon.finite) | frozenset(lexicon.participle),
        words.get("between", none),
        words.get("partitive", none),
        words.get("dative", none),
        words.get("giving", none),
        frozenset(map(str, pack.table("syntax_frames").get("relative", ()))),
        re.compile(rf"(?:{forms})", re.IGNORECASE) if forms else None,
        words.get("time_nouns", none),
        tuple(map(str, table.get("rules", ()))),
    )


def joined_quantities(sentence: str, pack: LanguagePack) -> str:
    """The sentence of the same length as the parser should see it: words that only say "about" before a figure are blanked."""
    pattern = repair_words(pack).approximate
    return pattern.sub(lambda m: " " * len(m.group()), sentence) if pattern else sentence


class Tree:
    """A parse under repair: labels and heads change in place, tokens stay where they are."""

    def __init__(self, parse: Parse, words: RepairWords) -> None:
        self.tokens, self.words = list(parse), words
        self._children: list[list[int]] | None = None  # worked out again after a head has changed

    def __len__(self) -> int:
        return len(self.tokens)

    def low(self, index: int) -> str:
        """The word in lower case without its apostrophe; "" outside the sentence."""
        return self.tokens[index].text.lower().strip("'’") if 0 <= index < len(self) else ""

    def children(self, head: int) -> list[int]:
        """The tokens hung on a head, in the order of the sentence."""
        if self._children is None:
            self._children = [[] for _ in self.tokens]
            for index, token in enumerate(self.tokens):
                if token.head != index:
                    self._children[token.head].append(index)
        return self._children[head]

    def hang(self, index: int, head: int, label: str) -> None:
        """Make `index` a dependent of `head`; nothing happens where that would close a circle."""
        if index == head or head in set(self.under(index)):
            return
        self.tokens[index] = replace(self.tokens[index], head=head, label=label)
        self._children = None

    def crown(self, index: int, old: int) -> None:
        """Make `index` stand where `old` stood."""
        token = self.tokens[old]
        head = index if token.head == old else token.head
        self.tokens[index] = replace(self.tokens[index], head=head, label="root" if head == index else token.label)
        self._children = None

    def retag(self, index: int, upos: str) -> None:
        """Give a token another word class (UPOS)."""
        self.tokens[index] = replace(self.tokens[index], upos=upos)

    def under(self, head: int) -> Iterator[int]:
        """The head and all below it."""
        pending, seen = [head], set[int]()
        while pending:
            index = pending.pop()
            if index not in seen:
                seen.add(index)
                yield index
                pending += self.children(index)

    def case_of(self, index: int) -> int | None:
        """The first preposition of a token; None where it has none."""
        return next((c for c in self.children(index) if self.tokens[c].label == "case"), None)

    def has(self, head: int, *labels: str) -> bool:
        """Whether a token hung on the head has one of the labels."""
        return any(self.tokens[c].label in labels for c in self.children(head))

    def is_verb(self, index: int) -> bool:
        """Whether the word class of the token is VERB; auxiliaries are another."""
        return self.tokens[index].upos == "VERB"

    def is_predicate(self, index: int) -> bool:
        """A verb, or a noun or adjective with a copula."""
        return self.is_verb(index) or self.has(index, "cop")

    def is_finite_group(self, index: int) -> bool:
        """Whether the token or one of its auxiliaries is finite."""
        group = [index, *(c for c in self.children(index) if self.tokens[c].label.startswith(("aux", "cop")))]
        return any(self.tokens[i].feat("VerbForm") == "Fin" for i in group)

    def is_passive(self, index: int) -> bool:
        """Whether the verb is passive: marked as one, or a past participle without an auxiliary."""
        token = self.tokens[index]
        if self.has(index, "aux:pass", "nsubj:pass"):
            return True
        bare = not any(self.tokens[c].label.startswith("aux") for c in self.children(index))
        return bare and token.feat("VerbForm") == "Part" and token.feat("Tense") == "Past"


def _coordinated_subjects(tree: Tree) -> None:
    """A second subject that begins with "and" belongs to the first ("A, B and C have")."""
    for verb in range(len(tree)):
        subjects = [c for c in tree.children(verb) if tree.tokens[c].label in _SUBJECTS]
        for first, second in zip(subjects, subjects[1:], strict=False):
            listed = any(tree.tokens[c].label == "conj" and tree.has(c, "cc") for c in tree.children(second)) and tree.low(first + 1) == ","
            if (tree.has(second, "cc") or listed) and first < second:
                tree.hang(second, first, "conj")
    for index, token in enumerate(tree.tokens):
        if token.label in ("appos", "nmod") and tree.case_of(index) is None and tree.low(index - 1) != "(":
            later = [c for c in tree.children(token.head) if tree.tokens[c].label == "conj" and c > index and tree.has(c, "cc")]
            inside = [c for c in tree.children(index) if tree.tokens[c].label == "conj" and tree.has(c, "cc")]
            if (later or inside) and token.head < index:
                tree.hang(index, token.head, "conj")


def _partitives(tree: Tree) -> None:
    """ "des", "du" after a verb without object: the object, not a complement ("enverra du matériel", "acheter à X des avions")."""
    for index, token in enumerate(tree.tokens):
        case = tree.case_of(index)
        if case is None or tree.low(case) not in tree.words.partitive or token.upos not in _NOMINAL:
            continue
        verb = _verb_without_object(tree, index)
        if verb is not None and tree.low(case - 1) not in tree.words.partitive:
            tree.hang(index, verb, "obj")
            tree.tokens[case] = replace(tree.tokens[case], label="det", upos="DET")


def _verb_without_object(tree: Tree, index: int) -> int | None:
    head = tree.tokens[index].head
    if tree.tokens[index].label == "obl" and tree.is_verb(head):
        verb = head
    elif tree.tokens[index].label == "nmod" and tree.tokens[head].label == "obl" and tree.is_verb(tree.tokens[head].head):
        case = tree.case_of(head)
        verb = tree.tokens[head].head
        if case is None or tree.low(case) not in tree.words.dative or tree.tokens[verb].lemma not in tree.words.giving:
            return None
    else:
        return None
    if verb > index or tree.has(verb, "obj", "ccomp") or tree.is_passive(verb) or tree.tokens[verb].lemma not in tree.words.giving:
        return None
    return verb


def _inverted_reports(tree: Tree) -> None:
    """The subject after a reporting verb that itself stands after what is said ("..., a indiqué son porte-parole")."""
    for verb in range(1, len(tree)):
        if tree.low(verb) not in tree.words.saying or tree.tokens[verb].upos in ("ADP", "DET", "PUNCT"):
            continue
        first = _group_start(tree, verb)
        if first == 0 or tree.low(first - 1) not in _MARKS or tree.tokens[verb].feat("VerbForm") == "Inf":
            continue
        if not _may_report(tree, verb, first):
            continue
        subject = _subject_after(tree, verb)
        if subject is not None:
            _set_apart(tree, first, verb, subject)


def _may_report(tree: Tree, verb: int, first: int) -> bool:
    """Whether the group is finite (an auxiliary or a finite form) and something is said before it."""
    participle = tree.tokens[verb].feat("VerbForm") == "Part" or (tree.tokens[verb].text.endswith(("é", "ed")) and first == verb)
    finite = first < verb or tree.tokens[verb].feat("VerbForm") == "Fin" or not participle
    return finite and any(tree.is_predicate(i) or tree.low(i) in '"»”' for i in range(first))


def _group_start(tree: Tree, verb: int) -> int:
    """The first word of the verb's group: auxiliaries, clitics and adverbs before it."""
    first = verb
    while first > 0 and (tree.tokens[first - 1].upos == "AUX" or tree.low(first - 1) in tree.words.between):
        first -= 1
    return first


def _subject_after(tree: Tree, verb: int) -> int | None:
    """The noun that speaks: the first after the verb that no preposition governs and that is no time."""
    skip: set[int] = set()
    for index in range(verb + 1, min(len(tree), verb + _REACH)):
        token = tree.tokens[index]
        if token.text in (",", ".", ";", ":", "«", '"', "“") or tree.low(index) in tree.words.relative:
            return None
        if token.upos == "ADP" and token.label in ("case", "mark"):
            skip |= _governed(tree, index)
        nominal = token.upos in _NOMINAL and index not in skip and tree.low(index) not in tree.words.time_nouns
        if nominal and not token.label.startswith(("flat", "fixed")):
            return index
    return None


def _governed(tree: Tree, case: int) -> set[int]:
    """The noun phrase that a preposition opens, as far as the next determiner."""
    found: set[int] = set()
    seen_noun = False
    for index in range(case + 1, len(tree)):
        token = tree.tokens[index]
        if (seen_noun and token.upos in ("DET", "PRON")) or token.upos == "PUNCT":
            break
        found.add(index)
        seen_noun = seen_noun or token.upos in ("NOUN", "PROPN", "NUM")
    return found


def _set_apart(tree: Tree, first: int, verb: int, subject: int) -> None:
    """Verb and subject made a clause of their own beside the one before them."""
    inner = next((i for i in range(first - 1, -1, -1) if tree.is_predicate(i) and tree.is_finite_group(i)), None)
    main = _top_before(tree, first, verb)
    tree.retag(verb, "VERB")
    if tree.tokens[subject].head not in range(verb + 1, len(tree)) or tree.tokens[subject].label not in ("conj",):
        tree.hang(subject, verb, "nsubj")
    for child in tree.children(verb):
        if child < first and child != main:
            target = main if main is not None else inner
            if target is not None and target != child:
                tree.hang(child, target, tree.tokens[child].label)
    if main is not None and tree.tokens[verb].head == verb:
        tree.crown(main, verb)
        tree.hang(verb, main, "parataxis")
    elif main is not None:
        if main in tree.children(verb):
            tree.crown(main, verb)
        tree.hang(verb, main, "parataxis")


def _top_before(tree: Tree, first: int, verb: int) -> int | None:
    """The verb of the clause before: the highest finite one left of the group."""
    finite = [i for i in range(first) if tree.is_predicate(i) and tree.is_finite_group(i)]
    for index in finite:
        if tree.tokens[index].label in ("root", "ccomp", "parataxis", "conj") or tree.tokens[index].head == verb:
            return index
    return finite[0] if finite else None


def _lost_verbs(tree: Tree) -> None:
    """A finite form that was taken for a noun or adjective is the verb of its clause, what it hung on its subject."""
    pattern = tree.words.verb_forms
    for index, token in enumerate(tree.tokens):
        if pattern is None or token.upos in ("VERB", "AUX", "PROPN") or not pattern.fullmatch(token.text) or token.text[:1].isupper():
            continue
        head, before = token.head, tree.low(index - 1)
        if tree.tokens[index - 1].upos in ("DET", "ADP", "NUM") or not before:
            continue
        _made_verb(tree, index, head)


def _made_verb(tree: Tree, index: int, head: int) -> None:
    tree.retag(index, "VERB")
    tree.tokens[index] = replace(tree.tokens[index], feats=(("Mood", "Ind"), ("VerbForm", "Fin")))
    if head != index and head < index and tree.tokens[head].upos in _NOMINAL:
        moved = [c for c in tree.children(head) if c > index]
        tree.crown(index, head)
        tree.hang(head, index, "nsubj")
        for child in moved:
            tree.hang(child, index, tree.tokens[child].label)
    for child in tree.children(index):
        nominal = tree.tokens[child].upos in _NOMINAL and child > index
        if nominal and tree.tokens[child].label in ("nmod", "appos", "obj", "obl", "flat:name", "flat", "conj", "compound", "amod"):
            case = tree.case_of(child)
            partitive = case is not None and tree.low(case) in tree.words.partitive
            tree.hang(child, index, "obl" if case is not None and not partitive else "obj")


RULES: dict[str, Callable[[Tree], None]] = {
    "lost verbs": _lost_verbs,
    "coordinated subjects": _coordinated_subjects,
    "inverted reports": _inverted_reports,
    "partitives": _partitives,
}


def repaired(parse: Parse, pack: LanguagePack, rules: Sequence[str] | None = None) -> Parse:
    """The tree with its known faults put right; `rules` names those to use, else the pack does: those that are a gain in its language."""
    words = repair_words(pack)
    tree = Tree(parse, words)
    for name in (words.rules if rules is None else rules) if parse else ():
        RULES[name](tree)
    return tuple(tree.tokens)


def widened(parse: Parse, sentence: str, pack: LanguagePack) -> Parse:
    """The tree with each figure carrying the words that `joined_quantities` blanked before it."""
    pattern = repair_words(pack).approximate
    ends = {m.end(): m.start() for m in pattern.finditer(sentence)} if pattern else {}
    return tuple(_widened(t, ends.get(t.start), sentence) for t in parse)


def _widened(token: SyntaxToken, start: int | None, sentence: str) -> SyntaxToken:
    return token if start is None else replace(token, start=start, text=sentence[start : token.end])

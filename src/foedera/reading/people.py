"""Persons the world does not know: runs of capitalised words, and the family names that point back to them."""

import re
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache

from foedera.language.pack import LanguagePack
from foedera.reading.context import Sentence
from foedera.reading.names import NameMatch
from foedera.sources.model import LineRole
from foedera.values.span import Span
from foedera.world.world import Name, World

_CAPITALISED = re.compile(r"(?:[^\W\d_a-zß-öø-ÿ]\.(?=[ A-ZÀ-Þ]))|[^\W\d_](?:[\w']|-(?=\w))*", re.UNICODE)


_LONGEST_WORD = 30  # characters before a name in which the word before it is looked for
_WORD_BEFORE, _WORD_AFTER = re.compile(r"(?:^|[\s(«])([^\W\d_][\w'-]*) $"), re.compile(r" ([^\W\d_][\w'-]*)")


@dataclass(frozen=True, eq=False)
class PersonWords:
    """The word lists of a pack that tell names from other capitalised words."""

    particles: frozenset[str]
    not_names: frozenset[str]
    institutions: frozenset[str]
    not_actors: frozenset[str]
    family_first: frozenset[str]
    given_names: frozenset[str]
    endings: frozenset[str]
    things_before: frozenset[str]
    things_after: frozenset[str]


@lru_cache(maxsize=8)
def person_words(pack: LanguagePack) -> PersonWords:
    """The words of a language about names of persons; empty sets where its pack has none."""
    table = pack.table("person_names")
    return PersonWords(*(frozenset(str(word) for word in table.get(key.name, ())) for key in fields(PersonWords)))


def _is_name_word(word: str, words: PersonWords) -> bool:
    """Whether a word can be part of a name: capitalised, not an acronym, not a word that only begins a sentence."""
    head = word.split("-")[0]
    if head in words.particles and word != head:  # al-Sissi
        return True
    if not word[0].isupper() or word.lower().rstrip(".") in words.not_names:
        return False
    return not (len(word) > 2 and word.isupper() and "." not in word)


def _word_spans(text: str, sentence: Sentence, words: PersonWords) -> list[Span]:
    """Words that may be part of a name, without an elided article ("l'", also "L'" before a small letter) or an ending of possession."""
    found = []
    for match in _CAPITALISED.finditer(text, sentence.span.start, sentence.span.end):
        part = _name_part(match.group(), words)
        if part:
            start = match.start()
            found.append(Span(start + part[0], start + part[1]))
    return found


@lru_cache(maxsize=32768)
def _name_part(word: str, words: PersonWords) -> tuple[int, int] | None:
    """Where in the word that begins and ends which may be part of a name; None for another word."""
    start, end, cut = 0, len(word), word.find("'")
    if 0 < cut <= 2 and cut + 1 < end and not (word[0].isupper() and word[cut + 1].isupper()):
        start = cut + 1
    if word[start].islower() and word[start:].partition("-")[0] not in words.particles:
        return None
    ending = next((e for e in words.endings if word.endswith(e, start)), "")
    return start, end - len(ending) if end - len(ending) > start else end


def _runs(text: str, spans: list[Span], words: PersonWords) -> list[list[Span]]:
    """Capitalised words that follow one another with one space, particles between them."""
    runs: list[list[Span]] = []
    current: list[Span] = []
    for span in spans:
        word = text[span.start : span.end]
        joined = bool(current) and text[current[-1].end : span.start] in (" ", "-")
        if current and not joined:
            runs.append(current)
            current = []
        if _is_name_word(word, words) or (current and word in words.particles):
            current = [*current, span]
        elif current:
            runs.append(current)
            current = []
    return [*runs, current]


def _trimmed(text: str, run: list[Span], words: PersonWords) -> list[Span]:
    while run and text[run[-1].start : run[-1].end] in words.particles:
        run = run[:-1]
    return run


def _is_headline(text: str, sentence: Sentence) -> bool:
    """Whether a title is set with capitals throughout, so that capitals tell nothing."""
    if sentence.role not in (LineRole.TITLE, LineRole.HEADING, LineRole.SEE_ALSO, LineRole.MENU):
        return False
    words = [t.text for t in sentence.tokens if t.is_word and len(t.text) > 3]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.6 * len(words)


def _is_quoted(text: str, span: Span) -> bool:
    """Whether the run fills a pair of quotation marks: the name of an exercise, a book."""
    return text[: span.start].rstrip()[-1:] in ("«", "“", '"') and text[span.end :].lstrip(" ,.")[:1] in ("»", "”", '"')


def without_namesakes(text: str, known: tuple[NameMatch, ...], pack: LanguagePack) -> tuple[NameMatch, ...]:
    """The known names less those of places that are a person's here: "Maurice Thorez" is not Mauritius."""
    words = person_words(pack)
    starts, ends = {m.span.start for m in known}, {m.span.end for m in known}

    def is_namesake(match: NameMatch) -> bool:
        if match.names[0].form not in words.given_names:
            return False
        before, after = _WORD_BEFORE.search(text[: match.span.start]), _WORD_AFTER.match(text, match.span.end)
        first = after and after.end() not in ends and after.start() + 1 not in starts and _is_name_word(after.group(1), words)
        last = before and before.start(1) not in starts and _is_name_word(before.group(1), words)
        return bool(first or last)

    return tuple(m for m in known if not is_namesake(m))


def unknown_names(text: str, sentences: tuple[Sentence, ...], known: tuple[NameMatch, ...], pack: LanguagePack) -> tuple[NameMatch, ...]:
    """Full names of persons and institutions that no file knows. `text` is straightened."""
    words = person_words(pack)
    taken = bytearray(len(text))
    for match in known:
        if not _is_bare(match):
            taken[match.span.start : match.span.end] = b"\1" * (match.span.end - match.span.start)
    found = []
    for sentence in sentences:
        if _is_headline(text, sentence):
            continue
        spans = [s for s in _word_spans(text, sentence, words) if 1 not in taken[s.start : s.end]]
        for run in _runs(text, spans, words):
            name = _name_of(text, _trimmed(text, run, words), words)
            if name:
                found.append(name)
    things = {n.names[0].form for n in found if _is_thing(text, n.span, words)}
    return tuple(n for n in found if n.names[0].form not in things)


def _is_thing(text: str, span: Span, words: PersonWords) -> bool:
    """Whether the words beside a run say that it names a manoeuvre, a ship or a weapon: "the Iron Mace drill"."""
    before, after = _WORD_BEFORE.search(text[max(0, span.start - _LONGEST_WORD) : span.start]), _WORD_AFTER.match(text, span.end)
    named_before = before is not None and before.group(1).lower() in words.things_before
    return named_before or (after is not None and after.group(1) in words.things_after)


def titled_names(text: str, known: tuple[NameMatch, ...], pack: LanguagePack, world: World, day: date | None) -> tuple[NameMatch, ...]:
    """Family names alone after a word of courtesy ("M. Kagame"): the one holder of an office on that day, else a person no file knows."""
    words = sorted((re.escape(str(w)) for w in pack.table("titles").get("courtesy", ())), key=len, reverse=True)
    if not words:
        return ()
    pattern, lists = re.compile(r"(?<!\w)(?:" + "|".join(words) + r") "), person_words(pack)
    found = []
    for match in pattern.finditer(text):
        word = _CAPITALISED.match(text, match.end())
        if word is None or not _is_name_word(word.group(), lists):
            continue
        span, after = Span(*word.span()), _WORD_AFTER.match(text, word.end())
        is_longer = after is not None and _is_name_word(after.group(1), lists)
        if not is_longer and not any(span.overlaps(k.span) for k in known):
            found.append(NameMatch(span, (_in_office(word.group(), world, day) or Name(word.group(), word.group(), "person"),)))
    return tuple(found)


def _in_office(family: str, world: World, day: date | None) -> Name | None:
    """The one person of that family name who holds an office on the day; None where nobody or several do."""
    held = sorted({(o.holder, o.state) for o in world.offices if o.holder.rsplit(" ", 1)[-1] == family and o.held_on(day)})
    return Name(family, held[0][0], "person", held[0][1]) if len({holder for holder, _ in held}) == 1 else None


def _is_bare(match: NameMatch) -> bool:
    """A family name alone may be the end of a longer name no file knows."""
    return match.kind == "person" and " " not in match.names[0].form


def _name_of(text: str, run: list[Span], words: PersonWords) -> NameMatch | None:
    if not 2 <= len(run) <= 6:
        return None
    span = Span(run[0].start, run[-1].end)
    name = text[span.start : span.end]
    lowered = {text[s.start : s.end].lower() for s in run}
    if lowered & words.not_actors or _is_quoted(text, span):
        return None
    kind = "body" if lowered & words.institutions else "person"
    return NameMatch(span, (Name(name, name, kind),))


def family_names(name: str, family_first: frozenset[str]) -> tuple[str, ...]:
    """The parts of a full name that can stand for it alone.

    >>> family_names("Hong Min", frozenset({"Hong"}))
    ('Hong',)
    >>> family_names("Ursula von der Leyen", frozenset())
    ('Leyen', 'von der Leyen')
    """
    parts = name.split(" ")
    if len(parts) < 2:
        return ()
    if parts[0] in family_first:
        return (parts[0],)
    own = [parts[-1]]
    lower = next((i for i, part in enumerate(parts) if part[:1].islower()), None)
    if lower:
        own.append(" ".join(parts[lower:]))
    return tuple(own)

"""The tables of agreement names, lifecycle verbs and obligation cues of a language pack, compiled once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from foedera.language.pack import LanguagePack
from foedera.reading.first_letters import Patterns
from foedera.values.codes import AgreementKind

NEVER = re.compile(r"(?!)")


def words_pattern(forms: str | Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the forms as whole words; an empty form finds nothing."""
    joined = forms if isinstance(forms, str) else "|".join(re.escape(f) for f in forms)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if joined else NEVER


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun of agreement names. `named` heads need a name of their own after them ("charter of Tallinn").

    `wary` heads are agreements between states only where a sentence joins the states.
    `open` heads, named after a place or a matter, are treaties that any state may join: nobody is guessed to be their party.
    """

    pattern: re.Pattern[str]
    group: str
    strong: bool
    named: bool
    unilateral: bool
    open: bool = False
    wary: bool = False


@dataclass(frozen=True)
class KnownAgreement:
    """A name that stands for one agreement everywhere; `needs` is what the document must also say."""

    pattern: re.Pattern[str]
    parties: frozenset[str]
    kind: AgreementKind
    needs: re.Pattern[str] | None


@dataclass(frozen=True)
class NameTable:
    """How a language names agreements: heads, known names, words that point back, what may stand around them; patterns are compiled."""

    heads: tuple[Head, ...]
    known: tuple[KnownAgreement, ...]
    anaphors: re.Pattern[str]
    latter: re.Pattern[str]
    dated_text: re.Pattern[str]
    ordinals: tuple[tuple[int, re.Pattern[str]], ...]
    name_words: re.Pattern[str]
    open_after: re.Pattern[str]
    links: frozenset[str]
    left_words: bool
    indefinite: frozenset[str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]
    between: re.Pattern[str]
    with_words: re.Pattern[str]
    joiners: frozenset[str]
    place_before: frozenset[str]
    witness_before: re.Pattern[str]
    by_words: re.Pattern[str]
    matter_after: re.Pattern[str]
    other_before: re.Pattern[str]
    own_before: re.Pattern[str]
    one_more: re.Pattern[str]
    many_parties: re.Pattern[str]
    other_setting: re.Pattern[str]
    unspecific: re.Pattern[str]
    compared_before: re.Pattern[str]
    both: re.Pattern[str]
    three: re.Pattern[str]
    states_meant: re.Pattern[str]
    founding: re.Pattern[str]
    past: re.Pattern[str]
    plural: re.Pattern[str]
    compounds: tuple[tuple[str, str], ...]
    kind_of_name: tuple[tuple[AgreementKind, re.Pattern[str]], ...]
    kind_of_text: tuple[tuple[AgreementKind, re.Pattern[str]], ...]
    defence_clause: re.Pattern[str]
    attack_word: re.Pattern[str]
    join: re.Pattern[str]
    leave: re.Pattern[str]
    defence_organisations: frozenset[str]
    duration_before: re.Pattern[str]
    duration_after: re.Pattern[str]
    unlimited: re.Pattern[str]
    article_count: re.Pattern[str]
    replaces: re.Pattern[str]
    earlier_ones: re.Pattern[str]
    accession: re.Pattern[str]
    we: re.Pattern[str]
    they: re.Pattern[str]
    predecessors: tuple[tuple[str, str, int], ...]

    def parties_in(self, parties: frozenset[str], year: int | None) -> frozenset[str]:
        """The parties as states of that year: a state of today stands for the one before it."""
        was = {code: old for code, old, until in self.predecessors if year and year <= until}
        return frozenset(was.get(p, p) for p in parties)

    def acting_in(self, states: frozenset[str], year: int | None) -> frozenset[str]:
        """The states that can act in that year: for one that has ended by then, the one that came after it."""
        now = {old: code for code, old, until in self.predecessors if year and year > until}
        return frozenset(now.get(s, s) for s in states)

    @cached_property
    def head_names(self) -> Patterns:
        """The patterns of `heads`, in their order, looked for together."""
        return Patterns([head.pattern for head in self.heads])

    @cached_property
    def known_names(self) -> Patterns:
        """The patterns of `known`, in their order, looked for together."""
        return Patterns([known.pattern for known in self.known])

    @cached_property
    def moves(self) -> Patterns:
        """The words of joining an organisation, and those of leaving one, looked for together."""
        return Patterns([self.join, self.leave])

    @cached_property
    def accessions(self) -> Patterns:
        """The words for an accession."""
        return Patterns([self.accession])

    @cached_property
    def pointing(self) -> Patterns:
        """The words that point back to an agreement."""
        return Patterns([self.anaphors])


def _before(forms: str) -> re.Pattern[str]:
    """What stands right before a name, with at most a few words of the name itself between."""
    return re.compile(rf"(?<!\w)(?:{forms}) ?(?:[\w'-]+ ){{0,3}}$") if forms else NEVER


def _heads(rows: list[dict[str, Any]]) -> tuple[Head, ...]:
    return tuple(
        Head(words_pattern(r["form"]), r["group"], *(bool(r.get(key)) for key in ("strong", "named", "unilateral", "open", "wary")))
        for r in rows
    )


def _known(rows: list[dict[str, Any]]) -> tuple[KnownAgreement, ...]:
    return tuple(
        KnownAgreement(
            words_pattern(r["form"]), frozenset(r["parties"]), AgreementKind(r["kind"]), re.compile(r["needs"]) if "needs" in r else None
        )
        for r in rows
    )


def _kinds(rows: list[dict[str, str]]) -> tuple[tuple[AgreementKind, re.Pattern[str]], ...]:
    """The forms begin a word: "armes" is not in "gendarmes"."""
    return tuple((AgreementKind(r["kind"]), re.compile(rf"(?<!\w)(?:{r['form']})")) for r in rows)


@lru_cache(maxsize=8)
def name_table(pack: LanguagePack) -> NameTable | None:
    """How the language names agreements; None when its pack does not say."""
    data = pack.table("agreement_names")
    if not data:
        return None
    return NameTable(
        heads=_heads(data["heads"]),
        known=_known(data["known"]),
        anaphors=words_pattern(data["anaphors"]),
        latter=words_pattern(data["latter"]),
        dated_text=words_pattern(data["dated_text"]),
        ordinals=tuple((r["place"], words_pattern(r["form"])) for r in data["ordinals"]),
        name_words=words_pattern("|".join(str(w) for w in data["name_words"])),
        open_after=re.compile(data["open_after"]) if data["open_after"] else NEVER,
        links=frozenset(data["links"]),
        left_words=bool(data["left_words"]),
        indefinite=frozenset(data["indefinite"]),
        not_before=re.compile(rf"(?<!\w)(?:{'|'.join(data['not_before'])})\s?$"),
        not_after=re.compile("|".join(data["not_after"])),
        between=words_pattern(data["between"]),
        with_words=words_pattern(data["with"]),
        joiners=frozenset([*data["and"], ","]),
        place_before=frozenset(data["place_before"]),
        witness_before=_before(data["witness_before"]),
        by_words=words_pattern(data["by"]),
        matter_after=re.compile(data["matter_after"]),
        other_before=_before(data["other_before"]),
        own_before=_before(data["own_before"]),
        other_setting=words_pattern(data["other_setting"]),
        many_parties=re.compile(data["many_parties"]) if data["many_parties"] else NEVER,
        one_more=re.compile(data["one_more"]) if data["one_more"] else NEVER,
        unspecific=words_pattern(data["unspecific"]),
        compared_before=re.compile(rf"(?<!\w)(?:{data['compared_before']}) ?(?:\w+ )?$"),
        both=words_pattern(data["both"]),
        three=words_pattern(data["three"]),
        states_meant=words_pattern(data["states_meant"]),
        founding=words_pattern(data["founding"]),
        past=words_pattern(data["past"]),
        plural=words_pattern(data["plural"]),
        compounds=tuple(data["compounds"].items()),
        kind_of_name=_kinds(data["kind_of_name"]),
        kind_of_text=_kinds(data["kind_of_text"]),
        defence_clause=re.compile(data["defence_clause"]),
        attack_word=re.compile(data["attack_word"]),
        join=words_pattern(data["join"]),
        leave=words_pattern(data["leave"]),
        defence_organisations=frozenset(data["defence_organisations"]),
        duration_before=re.compile(rf"(?<!\w)(?:{data['duration_before']})$"),
        duration_after=re.compile(data["duration_after"]) if data["duration_after"] else NEVER,
        unlimited=words_pattern(data["unlimited"]),
        article_count=re.compile(data["article_count"]),
        replaces=re.compile(data["replaces"]),
        earlier_ones=re.compile(data["earlier_ones"]),
        accession=words_pattern(data["accession"]),
        we=words_pattern(data["we"]),
        they=words_pattern(data["they"]),
        predecessors=tuple((r["code"], r["was"], r["until"]) for r in data["predecessors"]),
    )

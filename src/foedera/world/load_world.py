"""The world as its files tell it. Each file is read once in a process; nothing is written."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from foedera.values.dates import DateRange
from foedera.world.spelling import bare_capitals
from foedera.world.world import AgreementNames, Membership, Name, Office, World

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Rows = list[dict[str, Any]]


def _rows(folder: str, key: str) -> Rows:
    """All rows under `key` of the folder's files, in the order of the file names."""
    return [row for table in _tables(folder) for row in table.get(key, ())]


def _tables(folder: str) -> list[dict[str, Any]]:
    """The contents of the folder's files, in the order of their names."""
    place = resources.files("foedera.world") / folder
    files = sorted((p for p in (place.iterdir() if place.is_dir() else ()) if p.name.endswith(".yaml")), key=lambda p: p.name)
    return [yaml.load(p.read_text(encoding="utf-8"), Loader) for p in files]


def day_of(text: str | None, last: bool = False) -> date | None:
    """The first (or last) day of "2024", "2024-06" or "2024-06-19"; None for nothing.

    >>> day_of("2024-06", last=True)
    datetime.date(2024, 6, 30)
    """
    if not text:
        return None
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else (12 if last else 1)
    if not last:
        return date(year, month, 1)
    return date.fromordinal((date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)).toordinal() - 1)


def inflections(demonym: str, lower_case: bool) -> tuple[str, ...]:
    """A demonym as written for people ("Nord-Coréens") and, where the language has it so, as an adjective ("nord-coréens")."""
    adjective = (demonym.lower(), demonym[0] + demonym[1:].lower()) if lower_case else ()
    return tuple(dict.fromkeys((demonym, *adjective, demonym.upper())))


def _state_names(row: dict[str, Any], lang: str, lower_case: bool) -> Iterator[Name]:
    code = row["code"]
    for form in row["names"].get(lang, ()):
        yield Name(form, code, "state", code)
        if not form.isupper():
            yield Name(form.upper(), code, "state", code)
    for form in row.get("demonyms", {}).get(lang, ()):
        yield from (Name(f, code, "demonym", code) for f in inflections(form, lower_case))
    for form in row.get("prefixes", {}).get(lang, ()):  # "franco-italien"
        yield Name(form + "-", code, "demonym", code)
    if row["valid"][1]:  # the capital of a state that has ended speaks for its successor
        return
    for form in row.get("capital", {}).get(lang, ()):
        yield Name(form, code, "capital", code)
        yield Name(form.upper(), code, "capital", code)
    for form in row.get("seats", {}).get(lang, ()):
        yield Name(form, code, "seat", code)


def _chamber_names(row: dict[str, Any], lang: str) -> Iterator[Name]:
    """Chambers are written by their English name, in every language."""
    code, english = row["code"], row.get("chambers", {}).get("en", [])
    if row["valid"][1]:
        return
    own = row.get("chambers", {}).get(lang, [])
    for form, name in zip(own, english, strict=False):
        yield Name(form, f"{code}:{name}", "chamber", code)
    for form, name in row.get("chamber_forms", {}).get(lang, {}).items():
        yield Name(form, f"{code}:{name}", "chamber", code)
    whole = (row.get("legislature", {}).get("en") or ["Parliament"])[0]
    for form in row.get("legislature", {}).get(lang, ()):
        if form not in own and form not in row.get("chamber_forms", {}).get(lang, {}):
            yield Name(form, f"{code}:{whole}", "chamber", code)


def _organisation_names(row: dict[str, Any], lang: str) -> Iterator[Name]:
    actor, owner = row.get("written", row["name"]), row.get("of")
    kind = "chamber" if row["kind"] == "chamber" else "organisation"
    for form in (*row.get(lang, ()), *row.get("seats", {}).get(lang, ())):
        yield Name(form, actor, kind, owner)
        yield Name(_capitalised(form), actor, kind, owner)
        if form.isupper() and form.isalpha() and len(form) >= _SPOKEN:
            yield Name(form.capitalize(), actor, kind, owner)  # said as a word, written as one: "Otan"
    for form in row.get("demonyms", {}).get(lang, ()):
        yield Name(form, actor, "demonym", actor)


_SPOKEN = 4  # letters from which an acronym may be said as a word


def _capitalised(form: str) -> str:
    """ "Nations unies" as many papers set it: "Nations Unies"."""
    return " ".join(word[0].upper() + word[1:] if len(word) > 3 and "'" not in word[:3] else word for word in form.split(" "))


def _office_row(row: dict[str, Any]) -> Office:
    spellings = dict.fromkeys((row["en"], row.get("fr", row["en"]), *row.get("variants", ())))
    return Office(row["of"], row["office"], row["en"], tuple(spellings), day_of(row["since"]), day_of(row["until"], last=True))


def _people(offices: tuple[Office, ...], others: Rows) -> dict[str, tuple[Name, ...]]:
    """Spelling -> persons. A person's own state is the one of the latest office; `actor` is the English name."""
    found: dict[str, dict[str, Name]] = {}
    for office in sorted(offices, key=lambda o: o.since or date.min):
        for form in office.variants:
            found.setdefault(form, {})[office.holder] = Name(form, office.holder, "person", office.state)
    for row in others:
        for form in dict.fromkeys((row["en"], row.get("fr", row["en"]), *row.get("variants", ()))):
            found.setdefault(form, {})[row["en"]] = Name(form, row["en"], "person", row["state"])
    return {form: tuple(people.values()) for form, people in found.items()}


def _person_names(rows: Rows, lang: str) -> dict[str, str]:
    """The usual full name of each person in a language: the language's own spelling where any row gives it, else the English one."""
    return {str(row["en"]): str(row["en"]) for row in rows} | {str(row["en"]): str(row[lang]) for row in rows if lang in row}


def _agreement_names(language: dict[str, Any]) -> AgreementNames:
    articles = {noun: article for article, nouns in language.get("agreement_articles", {}).items() for noun in nouns}
    return AgreementNames(articles, frozenset(language.get("head_ends", ())))


def _membership(text: str) -> Membership:
    """ "FIN 2023-04-04/" -> Finland since that day."""
    state, _, span = text.partition(" ")
    since, _, until = span.replace("~", "").partition("/")
    return Membership(state, day_of(since), day_of(until, last=True))


def _members(organisations: Rows) -> dict[str, tuple[Membership, ...]]:
    own = {row["name"]: tuple(_membership(m) for m in row.get("members", ())) for row in organisations}
    return {row["name"]: own[row["name"]] or own.get(row.get("of") or "", ()) for row in organisations}


def _collect(names: Iterator[Name]) -> MappingProxyType[str, tuple[Name, ...]]:
    found: dict[str, dict[Name, None]] = {}
    for name in names:
        for form in dict.fromkeys((name.form, bare_capitals(name.form))):
            found.setdefault(form, {})[name if form == name.form else replace(name, form=form)] = None
    return MappingProxyType({form: tuple(values) for form, values in found.items()})


def _all_names(files: dict[str, Rows], people: dict[str, tuple[Name, ...]], lang: str, lower_case: bool) -> Iterator[Name]:
    for row in files["organisations"]:  # first: a city that seats one speaks for it unless the text names the city's own state
        yield from _organisation_names(row, lang)
    for row in files["states"]:
        yield from _state_names(row, lang, lower_case)
        yield from _chamber_names(row, lang)
    for row in files["bodies"]:
        yield from (Name(form, row["name"], "body", row["state"]) for form in row.get(lang, ()))
    for row in files["outlets"]:
        yield from (Name(form, row["name"], "outlet", row["state"]) for form in row["forms"])
    for row in files["places"]:
        forms = row.get(lang) or row["en"]  # a place abroad is mostly written alike
        yield from (Name(form, forms[0], "place", row["state"]) for form in forms)
    for found in people.values():
        yield from found


def _demonyms(states: Rows, lang: str) -> dict[str, str]:
    """Adjective in lower case -> state; one shared by several states (that of a state gone and its heir) is the living state's."""
    ordered = sorted(states, key=lambda row: row["valid"][1] is None)
    return {form.lower(): row["code"] for row in ordered for form in row.get("demonyms", {}).get(lang, ())}


def _own_languages() -> list[dict[str, Any]]:
    """The names that come with one's own language packs: `world_names.yaml` in a pack of the folder `FOEDERA_PACKS`."""
    named = os.environ.get("FOEDERA_PACKS")
    found = sorted(Path(named).glob("*/world_names.yaml")) if named else []
    return [yaml.load(p.read_text(encoding="utf-8"), Loader) for p in found]


def written_languages() -> tuple[str, ...]:
    """The languages in which every text of the world files is given; others (folder `languages`) only name actors."""
    return tuple(str(row["code"]) for row in _rows("states", "languages"))


def _with_language(files: dict[str, Rows], more: dict[str, Any]) -> dict[str, Rows]:
    """The rows with what one file of the folder `languages` adds: how its language writes states, organisations, places and persons."""
    lang, of = more["code"], {key: {row[name]: row for row in more.get(key, ())} for key, name in _NAMED_BY.items()}
    found = dict(files)
    found["languages"] = [*files["languages"], {"code": lang, "adjectives": more["adjectives"]}]
    found["states"] = [_state_with(row, of["states"].get(row["code"], {}), lang) for row in files["states"]]
    for key in ("organisations", "bodies"):
        found[key] = [_spelled(row, of[key].get(row["name"]), lang) for row in files[key]]
    found["places"] = [_spelled(row, of["places"].get(row["en"][0]), lang) for row in files["places"]]
    for key in ("offices", "people"):
        found[key] = [_person_with(row, of["people"].get(row["en"]), lang) for row in files[key]]
    return found


def _state_with(row: dict[str, Any], more: dict[str, Any], lang: str) -> dict[str, Any]:
    return row | {key: {**row.get(key, {}), lang: forms} for key, forms in more.items() if key != "code"}


def _spelled(row: dict[str, Any], more: dict[str, Any] | None, lang: str) -> dict[str, Any]:
    return row | {lang: more["forms"]} if more else row


def _person_with(row: dict[str, Any], more: dict[str, Any] | None, lang: str) -> dict[str, Any]:
    """A person's usual name in the language, which is then a spelling known in all of them."""
    return row | {lang: more["forms"][0], "variants": [*row.get("variants", ()), *more["forms"]]} if more else row


_NAMED_BY = {"states": "code", "organisations": "name", "bodies": "name", "places": "name", "people": "name"}


@lru_cache(maxsize=1)
def load_world() -> World:
    """The world of the files beside this module. The same value in every call."""
    files = {key: _rows(folder, key) for folder, key in _SOURCES}
    for more in (*_tables("languages"), *_own_languages()):
        files = _with_language(files, more)
    states = files["states"]
    adjectives = {str(row["code"]): row["adjectives"] == "lower_case" for row in files["languages"]}
    offices = tuple(sorted((_office_row(row) for row in files["offices"]), key=lambda o: (o.state, o.office, o.since or date.min)))
    people = _people(offices, files["people"])
    return World(
        names_by_lang=MappingProxyType({lang: _collect(_all_names(files, people, lang, lower)) for lang, lower in adjectives.items()}),
        states={row["code"]: {lang: row["names"][lang][0] for lang in adjectives if lang in row["names"]} for row in states},
        demonyms={lang: _demonyms(states, lang) for lang in adjectives},
        offices=offices,
        people=people,
        person_names={lang: _person_names([*files["offices"], *files["people"]], lang) for lang in adjectives},
        outlets={form.lower(): Name(form, row["name"], "outlet", row["state"]) for row in files["outlets"] for form in row["forms"]},
        state_chambers={row["code"]: tuple(dict.fromkeys(_chamber_names(row, "en"))) for row in states},
        organisation_members=_members(files["organisations"]),
        without_accession=frozenset(row["name"] for row in files["organisations"] if not row.get("accession", True)),
        articles={row["code"]: {code: article for article, codes in row.get("articles", {}).items() for code in codes}
                  for row in files["languages"]},
        agreement_names={row["code"]: _agreement_names(row) for row in files["languages"]},
        state_spans={row["code"]: DateRange(day_of(row["valid"][0]), day_of(row["valid"][1], last=True)) for row in states},
    )


_SOURCES = (
    ("states", "languages"),
    ("states", "states"),
    ("offices", "offices"),
    ("offices", "people"),
    ("outlets", "outlets"),
    ("places", "places"),
    ("organisations", "organisations"),
    ("organisations", "bodies"),
)

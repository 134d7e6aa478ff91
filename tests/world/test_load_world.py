"""Look-ups over the world."""

from dataclasses import replace
from datetime import date

import pytest

from foedera.world.load_world import day_of, load_world
from foedera.world.spelling import skeleton
from foedera.world.world import Name


def test_the_world_is_loaded_once() -> None:
    assert load_world() is load_world()


@pytest.mark.parametrize(
    ("word", "lang", "state"),
    [
        ("nord-coréenne", "fr", "PRK"),
        ("Nord-Coréens", "fr", "PRK"),
        ("britanniques", "fr", "GBR"),
        ("Russian", "en", "RUS"),
        ("lunaire", "fr", None),
    ],
)
def test_demonyms(word: str, lang: str, state: str | None) -> None:
    assert load_world().demonym_state(word, lang) == state


@pytest.mark.parametrize(
    ("spelling", "state"),
    [("Poutine", "RUS"), ("Vladimir Putin", "RUS"), ("Zelenskyy", "UKR"), ("Belooussov", "RUS"), ("Choe Son-hui", "PRK")],
)
def test_spellings_lead_to_one_person(spelling: str, state: str) -> None:
    person = load_world().person(spelling)
    assert person is not None
    assert person.state == state


def test_transliterations_are_one_person() -> None:
    world = load_world()
    people = [world.person(spelling) for spelling in ("Poutine", "Putin", "Vladimir Poutine")]
    assert {p.actor for p in people if p} == {"Vladimir Putin"}
    assert world.person_name("Vladimir Putin", "fr") == "Vladimir Poutine"


def test_a_name_borne_by_several_is_nobody_in_particular() -> None:
    two = (Name("Roy", "Anna Roy", "person", "CAN"), Name("Roy", "Paul Roy", "person", "FRA"))
    world = replace(load_world(), people={"Roy": two})
    assert world.person("Roy") is None
    assert world.person("Nobody Known") is None


def test_outlets_in_any_case() -> None:
    outlet = load_world().outlet("tass")
    assert outlet is not None
    assert (outlet.actor, outlet.state) == ("TASS", "RUS")


def test_chambers_carry_their_state() -> None:
    assert "RUS:State Duma" in {c.actor for c in load_world().chambers("RUS")}


def test_states_past_and_present() -> None:
    world = load_world()
    assert world.is_state("SUN")
    assert not world.is_state("NATO")
    assert world.state_name("PRK", "fr") == "Corée du Nord"


def test_names_of_an_unknown_language_are_none() -> None:
    assert load_world().names("xx") == {}


def test_a_state_that_has_ended_gives_its_capital_to_its_heir() -> None:
    assert {n.actor for n in load_world().names("fr")["Moscou"]} == {"RUS"}


@pytest.mark.parametrize(
    ("text", "last", "day"),
    [("2024", False, date(2024, 1, 1)), ("2024", True, date(2024, 12, 31)), ("2024-02", True, date(2024, 2, 29)), (None, True, None)],
)
def test_first_and_last_days(text: str | None, last: bool, day: date | None) -> None:
    assert day_of(text, last) == day


@pytest.mark.parametrize(
    ("lang", "form", "actor"),
    [
        ("fr", "Otan", "NATO"),
        ("fr", "Emirats", "ARE"),
        ("fr", "Alliance des Etats du Sahel", "AES"),
        ("en", "Turkey", "TUR"),
        ("en", "Asean", "ASEAN"),
    ],
)
def test_a_name_is_known_as_papers_print_it(lang: str, form: str, actor: str) -> None:
    assert actor in {name.actor for name in load_world().names(lang)[form]}


def test_circles_that_nobody_joins_by_an_agreement_are_told_by_the_file() -> None:
    world = load_world()
    assert {"G7", "UN"} <= world.without_accession < {*world.organisation_members}
    assert "NATO" not in world.without_accession


@pytest.mark.parametrize(
    ("state", "office", "day", "holder"),
    [
        ("USA", "head_of_state", date(1949, 4, 4), "Harry S. Truman"),
        ("FRA", "head_of_state", date(1935, 5, 2), "Albert Lebrun"),
        ("KOR", "head_of_state", date(1953, 10, 1), "Syngman Rhee"),
        ("UKR", "head_of_state", date(1994, 12, 5), "Leonid Kuchma"),
        ("BEL", "defence_minister", date(2021, 1, 1), "Ludivine Dedonder"),
        ("ESP", "foreign_minister", date(2022, 1, 1), "José Manuel Albares"),
    ],
)
def test_who_held_an_office_on_a_day(state: str, office: str, day: date, holder: str) -> None:
    assert holder in {o.holder for o in load_world().office_holders(state, office, day)}


def test_no_person_of_one_state_stands_under_two_spellings() -> None:
    spelled: dict[tuple[str, str], set[str]] = {}
    for office in load_world().offices:
        spelled.setdefault((office.state, skeleton(office.holder)), set()).add(office.holder)
    assert [names for names in spelled.values() if len(names) > 1] == []


def test_a_full_name_is_that_of_one_person() -> None:
    shared = {form for form, names in load_world().people.items() if " " in form and len({n.actor for n in names}) > 1}
    assert shared == set()


def test_the_usual_name_in_a_language_is_kept_where_one_of_a_person_s_rows_gives_it() -> None:
    assert load_world().person_name("Benjamin Netanyahu", "fr") == "Benyamin Nétanyahou"


def test_no_office_ends_before_it_begins() -> None:
    assert [o for o in load_world().offices if o.since and o.until and o.until < o.since] == []

"""Every sample line of the packs' page tables comes out with its role and its day."""

import pytest

from foedera.language.pack import languages, load_pack
from foedera.sources.model import LineRole
from foedera.sources.page_lines import without_marks
from foedera.sources.plain_page import Page, read_page

CASES = [(lang, row) for lang in languages() for row in load_pack(lang).table("page")["examples"]]
# An article around the line, so that a title above it and sentences below it are there; it holds no date and no cue.
ARTICLE = "Two neighbours meet again at last\n\n{line}\n\nThe delegation left the building in silence.\n\nNobody spoke to them.\n"


def page_around(lang: str, line: str) -> tuple[str, Page]:
    text = ARTICLE.format(line=line)
    return text, read_page(text, load_pack(lang))


@pytest.mark.parametrize(("lang", "row"), CASES, ids=lambda v: v["line"][:30] if isinstance(v, dict) else v)
def test_sample_lines(lang: str, row: dict[str, str | None]) -> None:
    line = str(row["line"])
    text, page = page_around(lang, line)
    start = text.index(line)
    roles = {marked.role for marked in page.lines if marked.span.start == start}
    expected = {LineRole(str(row["role"]))}
    if expected == {LineRole.BODY}:
        assert roles == set()
    else:
        # A byline that also holds the date may be either; what matters is that it is not the article.
        assert roles & (expected | ({LineRole.BYLINE} if "published" in row else set()))
    assert (page.published.edtf if page.published else None) == row.get("published")


@pytest.mark.parametrize("lang", languages())
def test_title_and_spans(lang: str) -> None:
    text, page = page_around(lang, "One more word was said.")
    assert page.title == "Two neighbours meet again at last"
    assert [text[line.span.start : line.span.end] for line in page.lines] == [page.title]


def test_a_lone_sentence_is_no_title() -> None:
    page = read_page("Les deux pays ont signé un traité", load_pack("fr"))
    assert page.title is None and page.lines == ()


def test_outlet_beside_the_date() -> None:
    page = read_page("Deux pays signent enfin\n\nLa Gazette du port, 7 juin 2022\n\nIls ont signé mardi un texte.\n", load_pack("fr"))
    assert (page.outlet, page.published and page.published.edtf) == ("La Gazette du port", "2022-06-07")


def test_a_place_beside_the_date_is_no_outlet() -> None:
    page = read_page("Deux pays signent enfin\n\nParis, 7 juin 2022\n\nIls ont signé mardi un texte.\n", load_pack("fr"))
    assert (page.outlet, page.published and page.published.edtf) == (None, "2022-06-07")


def test_dates_of_the_story_are_not_the_publication() -> None:
    text = "Deux pays signent enfin\n\nLe traité du 7 juin 2022 avait été publié.\n\nIl a été publié au journal officiel le 8 juin 2022.\n"
    assert read_page(text, load_pack("fr")).published is None


def test_a_dateline_without_a_year_gives_no_day() -> None:
    page = read_page("HANOÏ, 20 juin (Agence) - Le ministre est parti.\n", load_pack("fr"))
    assert page.published is None and page.agency == "Agence"


def test_bullets_under_see_also() -> None:
    text = "Le ministre est parti hier soir.\n\nLire aussi\n- Portrait d'un négociateur\n- Notre carte du littoral\n"
    assert [line.role for line in read_page(text, load_pack("fr")).lines] == [LineRole.SEE_ALSO] * 3


def test_marks_of_a_title() -> None:
    assert without_marks("**Two capitals sign**") == "Two capitals sign"


def test_the_name_of_a_section_is_no_title() -> None:
    page = read_page("Affaires du monde\n\nLe port rouvre après dix ans\n\nLe premier navire est entré hier soir.\n", load_pack("fr"))
    assert page.title == "Le port rouvre après dix ans"


def test_blanks_that_keep_the_line() -> None:
    page = read_page("Publié le 3\xa0mars\u202f2023\n\nLe premier navire est entré hier soir.\n", load_pack("fr"))
    assert page.published is not None and page.published.edtf == "2023-03-03"

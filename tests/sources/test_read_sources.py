"""Files, folders and standard input become documents; what cannot be read is named and the rest goes on."""

import io
import json
import os
import time
from pathlib import Path

import pytest

from foedera.errors import Trouble
from foedera.sources.model import Document
from foedera.sources.read_sources import documents_from

ARTICLE = "Le ministre a rencontré son homologue jeudi. Les deux hommes ont évoqué l'été prochain, à Genève, sans rien conclure.\n"


def one(path: Path, **options: object) -> Document:
    (found,) = documents_from([path], **options)  # type: ignore[arg-type]
    assert isinstance(found, Document), found
    return found


def troubles(*paths: Path | str, **options: object) -> list[tuple[str, int | None]]:
    return [(t.key, t.line) for t in documents_from(paths, **options) if isinstance(t, Trouble)]  # type: ignore[arg-type]


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "\r\n  " + ARTICLE + "\t\r\n\n"
    document = one(written(tmp_path, "a.b.txt", text))
    assert (document.text, document.id, document.lang, document.notes) == (text, "a.b", "fr", ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    document = one(written(tmp_path, "a.txt", ARTICLE.encode(encoding)))
    assert document.text == ARTICLE
    declared = encoding in {"utf-8-sig", "utf-16", "utf-32"}
    assert document.notes == (() if declared else (f"encoding_guessed:{encoding}",))


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.txt", b"", "empty_file"),
        ("a.txt", b" \n\t\n", "empty_file"),
        ("a.txt", bytes(range(256)) * 20, "binary_file"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 200, "binary_file"),
        ("a.pdf", b"%PDF-1.7 text", "unknown_file_type"),
        ("a.html", b"<html><body></body></html>", "no_text_in_page"),
        ("a.html", b"<div>" * 50_000 + b"x", "page_too_deep"),
        ("a.txt", b"word " * 1000, "too_large"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, key: str) -> None:
    path = written(tmp_path, name, content)
    assert troubles(path, max_size=3000 if key == "too_large" else 5_000_000) == [(key, None)]


@pytest.mark.parametrize("name", ["a.txt", "b.html"])
@pytest.mark.parametrize("bomb", ["<" + "a" * 300_000, "[" * 300_000, "[a](" * 80_000, "(a/" * 100_000, ". " * 150_000, "<!--" * 80_000])
def test_endless_marks_cost_one_pass(tmp_path: Path, name: str, bomb: str) -> None:
    before = time.process_time()
    list(documents_from([written(tmp_path, name, bomb)]))
    assert time.process_time() - before < 5


def test_an_old_page_of_open_paragraphs_is_read(tmp_path: Path) -> None:
    page = "<html><body><article>" + f"<p>{ARTICLE}" * 600 + "</article></body></html>"
    assert "homologue jeudi" in one(written(tmp_path, "a.html", page)).text


def test_missing_files_and_folders_without_articles(tmp_path: Path) -> None:
    assert troubles(tmp_path / "none.txt") == [("missing_file", None)]
    assert troubles(tmp_path) == [("empty_folder", None)]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert troubles(tmp_path / "pipe.txt") == [("not_a_file", None)]


def test_pipes_and_links_in_a_folder_are_named(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "folder", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    written(folder, "z.txt", ARTICLE)
    os.mkfifo(folder / "a.txt")
    (folder / "b.txt").symlink_to(tmp_path / "gone.txt")
    (folder / "c").symlink_to(elsewhere)
    (folder / "d.txt").symlink_to(written(elsewhere, "there.txt", ARTICLE + " Encore."))
    found = [d.id if isinstance(d, Document) else d.key for d in documents_from([folder])]
    assert found == ["not_a_file", "dangling_link", "link_to_folder", "d", "z"]


def test_a_folder_is_read_by_name_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.md", "b/d.txt", "e.txt", "f.docx", "README.md", ".g.txt"):
        written(tmp_path, name, "" if name == "e.txt" else ARTICLE)
    found = [d.id if isinstance(d, Document) else d.key for d in documents_from([tmp_path])]
    assert found == ["a", "d", "c", "empty_file", "unknown_file_type"]


def test_one_file_is_read_once_and_one_name_in_two_places_twice(tmp_path: Path) -> None:
    first, second = written(tmp_path, "a.txt", ARTICLE), written(tmp_path, "a.md", ARTICLE)
    assert [d.origin for d in documents_from([first, first, second]) if isinstance(d, Document)] == [str(first), str(second)]


def test_one_id_twice_in_a_file_is_named(tmp_path: Path) -> None:
    lines = written(tmp_path, "a.jsonl", '{"id": "x", "text": "Paris se tait."}\n{"id": "x", "text": "Londres aussi."}\n')
    assert troubles(lines) == [("duplicate_id", 2)]


def test_json_lines_win_over_the_text(tmp_path: Path) -> None:
    text = "Un titre sans importance\n\nPublié le 3 mars 2023\n\n" + ARTICLE
    row = {"id": "x1", "lang": "fr", "published": "2023-03-05T08:10:30+01:00", "outlet": "La Gazette", "title": "Autre titre", "text": text}
    document = one(written(tmp_path, "a.jsonl", json.dumps(row)))
    assert (document.id, document.published, document.outlet, document.title) == ("x1", "2023-03-05T08:10", "La Gazette", "Autre titre")
    assert document.text == text and document.published_evidence is None


def test_broken_lines_are_named_with_their_number(tmp_path: Path) -> None:
    good = json.dumps({"text": ARTICLE + "\u2028suite"}, ensure_ascii=False)
    bad = ["{", "[1]", '{"text": ""}', '{"text": "a", "id": 3}', '{"text": "\\ud800"}']
    undated = '{"text": "Il est parti hier.", "published": "soon"}'
    path = written(tmp_path, "a.jsonl", "\n".join([good, "", *bad, undated, good]))
    assert troubles(path) == [*(("broken_json_line", n) for n in range(3, 8)), ("bad_date", 8)]
    assert [d.id for d in documents_from([path]) if isinstance(d, Document)] == ["a-1", "a-8", "a-9"]


def test_published_given_fills_in_only_where_nothing_better_is_known(tmp_path: Path) -> None:
    dated = written(tmp_path, "a.jsonl", json.dumps({"published": "2023-03", "text": ARTICLE}))
    undated = written(tmp_path, "b.txt", ARTICLE)
    assert [one(p, published="2024-01-02").published for p in (dated, undated)] == ["2023-03", "2024-01-02"]
    assert one(undated).published is None


PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="{charset}"><title>x</title>
<meta property="og:title" content="Deux ministres à Genève"><meta property="og:site_name" content="La Gazette">
{day}</head><body><nav>Accueil</nav><article><h1>Deux ministres à Genève</h1><p>{text}</p><p>{text}</p></article></body></html>"""
SCHEMA = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-03-03T07:05:00Z"}</script>'


@pytest.mark.parametrize(
    ("day", "published"),
    [
        ('<meta property="article:published_time" content="2023-03-03T07:05:00+01:00">', "2023-03-03T07:05"),
        (SCHEMA, "2023-03-03T07:05"),
        ('<time datetime="2023-03-03" itemprop="datePublished">vendredi</time>', "2023-03-03"),
        ('<meta name="last-modified" content="2023-03-03">', None),
        ("<script>alert('2023-03-03')</script>", None),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_web_pages(tmp_path: Path, day: str, published: str | None, charset: str) -> None:
    page = PAGE.format(charset=charset, day=day, text=ARTICLE.strip())
    document = one(written(tmp_path, "a.html", page.encode(charset)))
    assert (document.published, document.outlet, document.title) == (published, "La Gazette", "Deux ministres à Genève")
    assert "homologue jeudi" in document.text and "Accueil" not in document.text and "alert" not in document.text


@pytest.mark.parametrize("content", [ARTICLE, json.dumps({"text": ARTICLE}), PAGE.format(charset="utf-8", day="", text=ARTICLE)])
def test_standard_input(content: str) -> None:
    (document,) = documents_from(["-"], stdin=io.BytesIO(content.encode("utf-8")))
    assert isinstance(document, Document) and "homologue jeudi" in document.text


def test_standard_input_has_the_same_limit() -> None:
    assert troubles("-", stdin=io.BytesIO(b"a" * 200), max_size=100) == [("too_large", None)]


def test_languages(tmp_path: Path) -> None:
    english = "The minister met his counterpart on Thursday, and the two men left without a word to the waiting press.\n"
    german = "Der Minister traf am Donnerstag seinen Amtskollegen, und die beiden verließen das Gebäude ohne ein Wort. " * 3
    assert one(written(tmp_path, "a.txt", english)).lang == "en"
    assert one(written(tmp_path, "b.txt", german)).lang == "de"
    assert one(written(tmp_path, "c.txt", german[:40])).notes[0].startswith("language_unsure:")
    assert one(written(tmp_path, "d.txt", english), lang="fr").lang == "fr"

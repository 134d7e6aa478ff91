"""The version of a record changes with every file that a record depends on, and with its name."""

from pathlib import Path

from foedera.corpus.record_version import ROOMS, hash_of_files


def test_name_and_content_of_a_file_count(tmp_path: Path) -> None:
    found = set()
    for name, words in (("a.yaml", "x"), ("b.yaml", "x"), ("b.yaml", "y"), ("deep/b.yaml", "y")):
        place = tmp_path / str(len(found))
        (place / name).parent.mkdir(parents=True)
        (place / name).write_text(words, encoding="utf-8")
        found.add(hash_of_files([("room", place)]))
    assert len(found) == 4


def test_code_that_keeps_and_grows_the_record_counts() -> None:
    assert {"store", "corpus"} <= {*ROOMS}

"""Which readers propose: the option, and what foedera.toml says."""

from pathlib import Path

import pytest
import spacy
from typer.testing import CliRunner

from foedera.corpus.read_corpus import ReaderChoice, reader_version
from foedera.errors import UsageError
from foedera.interfaces.cli.main import app
from foedera.interfaces.cli.settings import Settings, settings

TEXT = "Le traité entre la Russie et la Corée du Nord a été ratifié par le Parlement mardi 12 novembre 2024.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FOEDERA_SETTINGS", raising=False)
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def read(*options: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["read", "article.txt", "--text-lang", "fr", "--lang", "en", *options])
    return done.exit_code, done.output


def test_the_shallow_reader_reads_alone_and_never_loads_spacy_s_network(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the parser was loaded")

    monkeypatch.setattr("foedera.language.syntax_models.read_model", never)
    code, told = read("--reader", "shallow")
    assert code == 0 and "1 read" in told


def test_an_unknown_reader_is_refused(folder: Path) -> None:
    code, told = read("--reader", "deep")
    assert code == 2 and "both, shallow" in told


def test_another_reader_reads_again(folder: Path) -> None:
    assert read("--reader", "shallow")[0] == 0
    assert "1 unchanged" in read("--reader", "shallow")[1]
    assert "1 read" in read()[1]


def test_each_choice_has_its_own_version() -> None:
    choices = (ReaderChoice(), ReaderChoice(shallow=True), ReaderChoice(pipelines=(("fr", "x"),)))
    assert len({reader_version(c) for c in choices}) == 3


def test_settings_name_pipelines(folder: Path) -> None:
    assert settings() == Settings()
    (folder / "foedera.toml").write_text('[syntax]\nfr = "some_pipeline"\n', encoding="utf-8")
    assert settings().pipelines == (("fr", "some_pipeline"),)


@pytest.mark.parametrize("text", ['[syntax]\nxx = "a"\n', "[syntax]\nfr = 3\n", "[parser]\n", "syntax = 1\n", "[syntax\n"])
def test_settings_not_understood_are_told(folder: Path, text: str) -> None:
    (folder / "foedera.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        settings()
    code, told = read()
    assert code == 2 and "foedera.toml" in told and "[syntax]" in told


def test_a_pipeline_without_a_parser_is_told(folder: Path) -> None:
    from foedera.language.pack import load_pack
    from foedera.reading.syntax import syntax_reader

    spacy.blank("fr").to_disk(folder / "blank")
    with pytest.raises(UsageError) as refused:
        syntax_reader(load_pack("fr"), str(folder / "blank")).parsed(["Il part."])  # type: ignore[union-attr]
    assert refused.value.trouble.key == "pipeline_without_parser"
    with pytest.raises(UsageError) as refused:
        syntax_reader(load_pack("fr"), str(folder / "none")).parsed(["Il part."])  # type: ignore[union-attr]
    assert refused.value.trouble.key == "no_pipeline"


def test_another_pipeline_parses(folder: Path) -> None:
    """Any spaCy pipeline with a parser will do: here one of two words, trained for a moment."""
    from foedera.language.pack import load_pack
    from foedera.reading.syntax import syntax_reader

    nlp = spacy.blank("fr")
    parser = nlp.add_pipe("parser")
    for label in ("nsubj", "ROOT"):
        parser.add_label(label)
    nlp.initialize()
    nlp.to_disk(folder / "mine")
    (parse,) = syntax_reader(load_pack("fr"), str(folder / "mine")).parsed(["Le Royaume-Uni part."])  # type: ignore[union-attr]
    assert "".join(t.text for t in parse) == "LeRoyaume-Unipart."
    assert sum(t.head == i for i, t in enumerate(parse)) == 1

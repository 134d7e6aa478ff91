"""The notebook of the docs is well formed, and its cells run, one after another, on the examples."""

import ast
import shutil
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat, which reads notebooks, is not installed")
ROOT = Path(__file__).resolve().parents[3]


def value_of(source: str, names: dict[str, Any]) -> Any:
    """Runs a cell; what its last line gives, as a notebook would show it, or None."""
    *lines, last = ast.parse(source).body
    if not isinstance(last, ast.Expr):
        exec(compile(ast.Module([*lines, last], []), "cell", "exec"), names)
        return None
    exec(compile(ast.Module(lines, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def test_every_cell_runs_and_the_answers_show_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    notebook = nbformat.read(ROOT / "docs" / "notebook.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert not [cell for cell in notebook.cells if cell.cell_type == "code" and (cell.outputs or cell.execution_count)]
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    names: dict[str, Any] = {"__name__": "notebook"}
    shown = [value_of(cell.source, names) for cell in notebook.cells if cell.cell_type == "code"]
    pages = [answer._repr_html_() for answer in shown if hasattr(answer, "_repr_html_")]
    assert len(pages) == 5 and all(page.startswith("<div") for page in pages)
    assert {outcome.state for outcome in names["outcomes"]} == {"read"}
    assert "bound" in {proof.verdict for proof in names["bound"].proofs}
    assert "bound" not in {proof.verdict for proof in names["too_early"].proofs if proof.data["action_class"] == "defence"}
    assert "in_force" in capsys.readouterr().out

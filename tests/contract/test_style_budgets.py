"""Sizes a reader can hold in mind: a module of 400 lines, a function of 60, half of the functions 8 lines or fewer."""

import ast
from pathlib import Path
from statistics import median

MODULE_LINES = 400
FUNCTION_LINES = 60
MEDIAN_LINES = 8
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}


def functions(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [(f"{path.name}:{n.name}", (n.end_lineno or n.lineno) - n.lineno + 1) for n in found]


def test_no_module_is_too_long(modules: list[Path]) -> None:
    sizes = {p.name: len(p.read_text(encoding="utf-8").splitlines()) for p in modules}
    assert {name: size for name, size in sizes.items() if size > MODULE_LINES} == {}


def test_no_function_is_too_long(modules: list[Path]) -> None:
    assert [(name, size) for p in modules for name, size in functions(p) if size > FUNCTION_LINES] == []


def test_half_of_the_functions_are_short(modules: list[Path]) -> None:
    assert median(size for p in modules for _, size in functions(p)) <= MEDIAN_LINES


def test_file_names_say_something(modules: list[Path]) -> None:
    assert [p.name for p in modules if p.stem in EMPTY_NAMES] == []


def test_no_code_branches_on_a_language(modules: list[Path]) -> None:
    """A second language is a folder: no comparison of anything called `lang` with a written-out code."""
    trees = [(p.name, ast.parse(p.read_text(encoding="utf-8"))) for p in modules]
    comparisons = [(name, n) for name, tree in trees for n in ast.walk(tree) if isinstance(n, ast.Compare)]
    assert [f"{name}:{n.lineno}" for name, n in comparisons if _compares_language(n)] == []


def _compares_language(node: ast.Compare) -> bool:
    sides = [node.left, *node.comparators]
    names = {s.attr if isinstance(s, ast.Attribute) else s.id for s in sides if isinstance(s, ast.Attribute | ast.Name)}
    codes = [s.value for s in sides if isinstance(s, ast.Constant) and isinstance(s.value, str) and len(s.value) == 2]
    return bool(names & {"lang", "language"} and codes)


def test_what_is_public_says_what_it_is(modules: list[Path], root: Path) -> None:
    """Every public class, function and method outside the command line, whose help texts are in the catalogues, has a docstring."""
    command_line = root / "src" / "foedera" / "interfaces" / "cli"
    trees = [(str(p.relative_to(root)), ast.parse(p.read_text(encoding="utf-8"))) for p in modules if not p.is_relative_to(command_line)]
    assert [f"{path}: {name}" for path, tree in trees for name in undocumented(tree)] == []


def test_a_missing_docstring_is_found() -> None:
    members = "    def shown(self): return 1\n    def asked(self): ...\n    def _own(self): return 1"
    tree = ast.parse(f"class A:\n    'Told.'\n{members}\ndef b(): return 1")
    assert undocumented(tree) == ["A.shown", "b"]


def undocumented(scope: ast.Module | ast.ClassDef) -> list[str]:
    """Public names without a docstring; members of a protocol, whose body is `...`, are told by their class."""
    found = []
    for node in scope.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node) and ast.unparse(node.body[0]) != "...":
            found.append(node.name)
        if isinstance(node, ast.ClassDef):
            found += [f"{node.name}.{name}" for name in undocumented(node)]
    return found

"""Words and world are data: no country, capital, month or weekday is written in the code.

The words looked for come from locale data (Babel) for each language that has a pack, so a new language is checked from its first day.
"""

import ast
import re
from functools import cache
from pathlib import Path

from babel import Locale

from foedera.language.pack import languages

# Names that are also ordinary words of a program, so that finding them says nothing.
ALSO_ORDINARY = {"may", "mars", "march", "sun", "mon", "sat", "world", "monde"}


@cache
def words_of(lang: str) -> frozenset[str]:
    locale = Locale(lang)
    states = {name for code, name in locale.territories.items() if code.isalpha() and len(code) == 2}
    months = {m for width in locale.months["format"].values() for m in width.values()}
    days = set(locale.days["format"]["wide"].values())
    return frozenset(w.lower() for w in states | months | days if len(w) > 3 and w.isalpha()) - ALSO_ORDINARY


def written_words(path: Path) -> set[str]:
    """Words of the string literals and names of a module, docstrings left out: those may speak of an example."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, holders) and n.body and isinstance(n.body[0], ast.Expr)}
    literals = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docstrings]
    return {w for literal in literals for w in re.findall(r"[^\W\d_]+", literal.lower())}


def test_no_state_month_or_day_in_the_code(modules: list[Path]) -> None:
    known = frozenset().union(*(words_of(lang) for lang in languages()))
    assert {p.name: sorted(found) for p in modules if (found := written_words(p) & known)} == {}


def test_the_words_looked_for_are_there() -> None:
    assert {"france", "russie", "novembre", "mercredi"} <= words_of("fr")
    assert {"france", "russia", "november", "wednesday"} <= words_of("en")


def test_a_module_with_a_country_would_be_found(tmp_path: Path) -> None:
    module = tmp_path / "m.py"
    module.write_text('"""About Russia."""\nWHERE = "sent to Russia"\n', encoding="utf-8")
    assert "russia" in written_words(module) & words_of("en")

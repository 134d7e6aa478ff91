"""Imports point one way: .importlinter says which, and this test holds the code to it."""

import subprocess
import sys
from pathlib import Path


def run_contract(config: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache", "--config", str(config)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=config.parent)


def test_imports_point_one_way(root: Path) -> None:
    result = run_contract(root / ".importlinter")
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_stage_is_in_the_contract(root: Path) -> None:
    named = (root / ".importlinter").read_text(encoding="utf-8")
    stages = {p.name for p in (root / "src" / "foedera").iterdir() if (p / "__init__.py").is_file()}
    assert [s for s in sorted(stages) if s not in named] == []


def test_the_contract_can_fail(tmp_path: Path) -> None:
    """Turned upside down, the same contract finds broken imports: it does look at the code."""
    upside_down = tmp_path / ".importlinter"
    upside_down.write_text(
        "[importlinter]\nroot_package = foedera\n\n[importlinter:contract:x]\nname = x\ntype = layers\n"
        "layers =\n    foedera.values\n    foedera.reading\n",
        encoding="utf-8",
    )
    assert run_contract(upside_down).returncode != 0

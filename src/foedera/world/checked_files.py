"""Reads every world file of agreements and sanctions, one by one, and gathers the faults: one bad file hides no other."""

from dataclasses import dataclass
from importlib import resources

import yaml

from foedera.world.agreement import FiledAgreement
from foedera.world.checks import Fault, Known, faults_of, faults_of_sanctions
from foedera.world.geography import geography
from foedera.world.load_agreements import Loader, agreement_of
from foedera.world.load_world import load_world, written_languages
from foedera.world.sanctions import load_sanctions

FOLDERS = ("agreements", "charter")


@dataclass(frozen=True, slots=True)
class Report:
    """How much was checked, and every fault."""

    agreements: int
    scenarios: int
    sanctions: int
    faults: tuple[Fault, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many agreements, scenarios and sanctions regimes were checked."""
        return {"agreements": self.agreements, "scenarios": self.scenarios, "sanctions": self.sanctions}


def known_world() -> Known:
    """What the files may speak of: the states, organisations, areas and languages of the world files."""
    world = load_world()
    return Known(set(world.states), set(world.organisation_members), geography(), written_languages())


def check_files() -> Report:
    """Checks every file. A file that cannot be read is a fault of its own."""
    read = [_read(folder, name) for folder in FOLDERS for name in _names(folder)]
    agreements = [found for found in read if isinstance(found, FiledAgreement)]
    unreadable = tuple(found for found in read if isinstance(found, Fault))
    known, regimes = known_world(), load_sanctions()
    faults = (*unreadable, *faults_of(agreements, known), *faults_of_sanctions(regimes, known))
    return Report(len(agreements), sum(len(a.scenarios) for a in agreements), len(regimes), faults)


def _names(folder: str) -> list[str]:
    return sorted(p.name for p in (resources.files("foedera.world") / folder).iterdir() if p.name.endswith(".yaml"))


def _read(folder: str, name: str) -> FiledAgreement | Fault:
    text = (resources.files("foedera.world") / folder / name).read_text(encoding="utf-8")
    try:
        found = agreement_of(yaml.load(text, Loader))
    except KeyError as error:
        return Fault(name, "missing_field", str(error.args[0]))
    except (ValueError, TypeError, AttributeError, yaml.YAMLError) as error:
        return Fault(name, "unreadable", str(error).replace("\n", " "))
    return found if f"{found.id}.yaml" == name else Fault(name, "wrong_file_name", found.id)

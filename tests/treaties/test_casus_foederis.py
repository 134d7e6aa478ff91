"""Was the casus foederis met? Invented alliances and wars, one rule each, and the wars of the evaluation folder."""

import importlib.util
import os
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from foedera.treaties.alliance_rows import commitments
from foedera.treaties.casus_foederis import Casus, casus_foederis
from foedera.treaties.interstate_wars import Fight, War, war_name, wars

from .test_alliance_rows import member_row

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("FOEDERA_EVALUATION") or ROOT.parent / "shared" / "evaluation") / "alliances"


def fight(by: str, on: str, month: int = 6, joined: bool = False) -> Fight:
    return Fight(by, on, date(1905, month, 1), date(1905, 12, 1), joined)


def war(*fights: Fight) -> War:
    return War("an invented war", fights)


# Members are 1 and 2, outsiders 8 and 9. (name, columns of both members, fights, expected)
CASES = [
    ("an ally attacked calls up defence", {"defense": "1"}, [fight("9", "1")], Casus.MET),
    ("an ally that attacks does not", {"defense": "1"}, [fight("1", "9")], Casus.NOT_MET),
    ("nor one that is attacked back by the one it attacked", {"defense": "1"}, [fight("1", "9"), fight("9", "1", 8)], Casus.NOT_MET),
    ("but one attacked by a third", {"defense": "1"}, [fight("1", "9"), fight("8", "1", 8, True)], Casus.MET),
    ("unless only an unprovoked attack counts", {"defense": "1", "defconpr": "1"}, [fight("1", "9"), fight("8", "1", 8, True)],
     Casus.NOT_MET),
    ("whether it was provoked is open otherwise", {"defense": "1", "defconpr": "1"}, [fight("9", "1")], Casus.OPEN),
    ("the adversary named", {"defense": "1", "defcoadv": "1", "statthr1": "9"}, [fight("9", "1")], Casus.MET),
    ("another adversary", {"defense": "1", "defcoadv": "1", "statthr1": "8"}, [fight("9", "1")], Casus.NOT_MET),
    ("an adversary nobody names", {"defense": "1", "defcoadv": "1"}, [fight("9", "1")], Casus.OPEN),
    ("home is attacked", {"defense": "1", "defcoloc": "1"}, [fight("9", "1")], Casus.MET),
    ("forces abroad are not home", {"defense": "1", "defcoloc": "1"}, [fight("9", "7"), fight("1", "9", 7, True), fight("8", "1", 8, True)],
     Casus.NOT_MET),
    ("an ally attacks an ally", {"defense": "1"}, [fight("1", "2")], Casus.MET),
    ("offence follows the ally that attacks", {"offense": "1"}, [fight("1", "9")], Casus.MET),
    ("not the ally attacked", {"offense": "1"}, [fight("9", "1")], Casus.NOT_MET),
    ("offence in a place, enemy unnamed", {"offense": "1", "offcoloc": "1"}, [fight("1", "9")], Casus.NOT_MET),
    ("offence in a place, enemy named", {"offense": "1", "offcoloc": "1", "offcoadv": "1", "statthr1": "9"}, [fight("1", "9")], Casus.MET),
    ("this very war, whoever began", {"offense": "1", "offcocon": "1", "wartime": "1", "statthr1": "9"}, [fight("9", "1", 1)], Casus.MET),
    ("this very war needs a treaty of wartime", {"offense": "1", "offcocon": "1", "statthr1": "9"}, [fight("9", "1", 1)], Casus.NOT_MET),
    ("neutrality, whoever began", {"neutral": "1"}, [fight("1", "9")], Casus.MET),
    ("neutrality for an ally attacked", {"neutral": "1", "neucoatt": "1"}, [fight("1", "9")], Casus.NOT_MET),
    ("neutrality against two", {"neutral": "1", "neuconum": "1"}, [fight("9", "1")], Casus.NOT_MET),
    ("against two indeed", {"neutral": "1", "neuconum": "1"}, [fight("9", "1"), fight("8", "1", 7, True)], Casus.MET),
    ("non-aggression among members", {"nonagg": "1"}, [fight("2", "1")], Casus.MET),
    ("non-aggression is not about others", {"nonagg": "1"}, [fight("9", "1")], Casus.NOT_MET),
    ("consultation alone is not a casus", {"consul": "1"}, [fight("9", "1")], Casus.NOT_MET),
    ("a war of others", {"defense": "1", "neutral": "1"}, [fight("9", "8")], Casus.NOT_MET),
]


@pytest.mark.parametrize(("columns", "fights", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rule(columns: dict[str, str], fights: list[Fight], expected: Casus) -> None:
    pair = commitments([member_row(member="1", **columns), member_row(member="2", **columns)])
    assert casus_foederis(pair, war(*fights)).casus is expected


def test_an_alliance_concluded_after_the_war_is_not_put_to_it() -> None:
    pair = commitments([member_row(member=m, defense="1", yrent="1906") for m in "12"])
    assert casus_foederis(pair, war(fight("9", "1"))).casus is Casus.NOT_MET


def test_the_ground_names_who_owes_whom_against_whom() -> None:
    pair = commitments([member_row(member="1", defense="1"), member_row(member="2")])
    (ground,) = casus_foederis(pair, war(fight("9", "2"))).grounds
    assert (ground.bearer, ground.beneficiary, ground.enemy, ground.rule) == ("1", "2", "9", "called_up")
    assert casus_foederis(pair, war(fight("9", "1"))).casus is Casus.NOT_MET  # 2 promised nothing


def test_years_of_one_pair_are_one_fight() -> None:
    known = {"larger_war_name": "X 1993NA4", "init_ccode": "1", "target_ccode": "2", "month_entry": "1", "day_entry": "1", "joiner": "0"}
    rows = [{**known, "year": year, "month_exit": "12", "day_exit": "31"} for year in ("1993", "1994")]
    (found,) = wars(rows).values()
    assert found.name == war_name("X 1993NA4") == "X 1993-94"
    assert [(f.since.year, f.until.year) for f in found.fights] == [(1993, 1994)]


def evaluation() -> ModuleType:
    folder = str(ROOT / "evaluation")
    sys.path.insert(0, folder)
    try:
        spec = importlib.util.spec_from_file_location("eval_alliances", ROOT / "evaluation" / "eval_alliances.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules["eval_alliances"] = module
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(folder)


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no alliance data at {SHARED}")
def test_history_is_at_its_floors(capsys: pytest.CaptureFixture[str]) -> None:
    module = evaluation()
    assert module.show_casus(module.cases(module.table("casus_foederis_dev.csv")), True) == []
    assert module.show_years() == []
    assert module.show_dyads(module.by_alliance(), True, module.DYADS_FLOOR) == []
    assert "labelled 214" in capsys.readouterr().out

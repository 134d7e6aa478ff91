"""The record from Python: the same answers as on the command line, shown as pages in which every word is escaped."""

import json
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.interfaces.export.invented_record import SCRIPT, invented_record, material
from tests.interfaces.export.read_record import record_of_text
from tests.interfaces.test_command_line import TEXT, run

import foedera
from foedera.errors import StoreError, UsageError
from foedera.interfaces.notebook.answers import Agreement, Reasons, Timeline
from foedera.interfaces.notebook.opened_record import OpenedRecord
from foedera.interfaces.notebook.shown import Shown
from foedera.store.store import Store
from foedera.views.timeline import timeline_of
from foedera.views.why import why_sections
from foedera.views.words import catalogue_languages

HEAVY = ("sqlalchemy", "spacy", "jinja2", "pydantic", "typer", "yaml", "networkx", "babel")
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Tags(HTMLParser):
    """Which tags a page opens, and whether each is closed in turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read once: exports change nothing."""
    return record_of_text(tmp_path_factory.mktemp("record"))


@pytest.fixture
def opened(record: Path) -> OpenedRecord:
    return foedera.open(record, lang="en")


def test_importing_foedera_brings_in_nothing_heavy() -> None:
    code = f"import sys, foedera; print([m for m in {HEAVY} if m in sys.modules], len([m for m in sys.modules if m.startswith('foedera')]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] 1"


def test_agreements_are_found_by_id_and_by_state(opened: OpenedRecord) -> None:
    assert [a.id for a in opened.agreements()] == ["PRK-RUS-2024"]
    assert opened.agreement().id == opened.agreement("prk-rus-2024").id == "PRK-RUS-2024"
    assert [a.parties for a in opened.agreements("North Korea")] == [("PRK", "RUS")]
    assert opened.agreements("FRA") == ()
    assert repr(opened) == "Foedera record: 1 documents, 1 agreements, 0 events"


def test_the_timeline_is_the_one_of_the_command_line(opened: OpenedRecord, record: Path) -> None:
    told = json.loads(run("timeline", "--record", str(record), "--json", "--lang", "en").stdout)
    assert [entry.id for entry in opened.timeline().entries] == [row["id"] for row in told]
    assert len(opened.timeline(country="FRA")) == 0


def test_what_if_is_the_answer_of_the_command_line(opened: OpenedRecord, record: Path) -> None:
    asked = ("--attack", "UKR:RUS", "--on", "2024-12-10", "--agreements", "record", "--record", str(record), "--lang", "en")
    answered = opened.what_if("attack", by="Ukraine", on_whom="RUS", on="2024-12-10", agreements="record")
    assert answered.data == json.loads(run("whatif", *asked, "--json").stdout)
    assert answered.text == run("whatif", *asked).stdout
    assert [proof.verdict for proof in answered.proofs if proof.data["action_class"] == "defence"] == ["bound"]
    assert "assistance militaire" in answered.proofs[0].text
    terms = {"agreements": "record", "assume": "PRK-RUS-2024 in_force 2024-11-01"}
    before = opened.what_if("attack", by="UKR", on_whom="RUS", on="2024-11-20", **terms)
    assert "bound" in {proof.verdict for proof in before.proofs}


def test_why_ends_in_the_words_of_the_text(opened: OpenedRecord) -> None:
    reasons = opened.why("PRK-RUS-2024/in_force:PRK+RUS")
    quoted = [line.quote for section in reasons.sections for line in section.lines if line.quote]
    assert quoted and all(quote in TEXT for quote in quoted)
    assert "PRK-RUS-2024/in_force:PRK+RUS" in reasons.text


def test_a_table_has_every_column_in_plain_values(opened: OpenedRecord) -> None:
    steps = opened.table("steps", agreement="PRK-RUS-2024")
    assert {row["step"]: row["earliest"] for row in steps} == {"signed": "2024-06-19", "in_force": "2024-12-04"}
    assert opened.table("steps", country="FRA") == []


def test_exports_are_those_of_the_command_line(opened: OpenedRecord, record: Path) -> None:
    assert opened.export("csv") == run("export", "--format", "csv", "--record", str(record)).stdout
    assert isinstance(opened.export("zip"), bytes)


def test_reading_makes_the_record_new(record: Path, tmp_path: Path) -> None:
    opened = foedera.open(shutil.copy(record, tmp_path))
    (tmp_path / "two.txt").write_text("La France et l'Allemagne ont signé un traité d'amitié le 22 janvier 1963.\n", encoding="utf-8")
    assert len(opened.rows.documents) == 1
    assert [outcome.state for outcome in opened.read(tmp_path / "two.txt", tmp_path / "none.txt", text_lang="fr")] == ["read", "not_read"]
    assert len(opened.rows.documents) == 2


def test_what_is_unknown_is_refused_with_what_to_do(opened: OpenedRecord, tmp_path: Path) -> None:
    for asked in (lambda: opened.agreement("FRA-DEU-1963"), lambda: opened.row("nothing"), lambda: opened.agreements("Ruritania"),
                  lambda: opened.table("nothing"), lambda: opened.export("nothing")):  # fmt: skip
        with pytest.raises(UsageError):
            asked()
    with pytest.raises(StoreError):
        foedera.open(tmp_path / "none.db")
    with foedera.open(tmp_path / "new.db", create=True) as new:
        assert new.agreements() == () and len(new.timeline()) == 0 and "<table" not in new.timeline()._repr_html_()


@pytest.mark.parametrize(("lang", "told"), [("en", "there is no record here"), ("fr", "pas de dossier ici")])
def test_what_goes_wrong_is_said_under_the_traceback(tmp_path: Path, lang: str, told: str) -> None:
    with pytest.raises(StoreError) as refused:
        foedera.open(tmp_path / "none.db", lang=lang)
    assert told in refused.value.__notes__[0]


def test_a_question_asked_wrongly_is_refused_in_words(opened: OpenedRecord, tmp_path: Path) -> None:
    asked = {"by": "UKR", "on_whom": "RUS"}
    for on in ("soon", "2024-13-01", None, 5):
        with pytest.raises(UsageError, match="bad_day") as refused:
            opened.what_if("attack", on=on, **asked)  # type: ignore[arg-type]
        assert "2024-12-10" in refused.value.__notes__[0]
    moment = datetime(2024, 12, 10, 8, tzinfo=UTC)
    assert opened.what_if("attack", on=moment, **asked).summary == opened.what_if("attack", on="2024-12-10", **asked).summary
    with pytest.raises(UsageError, match="bad_choice") as refused:
        foedera.open(tmp_path / "none.db", lang="xx")
    assert refused.value.__notes__


def test_a_closed_record_is_asked_no_more(record: Path) -> None:
    opened = foedera.open(record, lang="en")
    timeline = opened.timeline()
    opened.close()
    opened.close()
    assert timeline.text and "closed" in repr(opened)
    questions = (lambda: opened.agreements(), lambda: opened.rows, lambda: opened.read("x.txt"), lambda: opened.export("csv"))
    for asked in questions:
        with pytest.raises(StoreError, match="record_closed"):
            asked()


def test_questions_leave_what_was_read_as_it_was(record: Path) -> None:
    def held() -> tuple[object, ...]:
        store = Store(record)
        found = store.items(), store.judgement_log(), store.facts(), store.users(), store.audit(), store.added_at()
        store.close()
        return found

    before = held()
    with foedera.open(record) as opened:
        assert opened.agreements() and opened.timeline().text and opened.table() and opened.export("jsonl")
        opened.what_if("attack", by="UKR", on_whom="RUS", on="2024-12-10")
    assert held() == before


def test_several_threads_get_the_same_answers(record: Path) -> None:
    with foedera.open(record, lang="en") as opened, ThreadPoolExecutor(4) as threads:
        told = [*threads.map(lambda _: (opened.timeline().text, opened.agreement()._repr_html_(), opened.export("csv")), range(8))]
    assert len(set(told)) == 1


@pytest.mark.parametrize("lang", catalogue_languages())
def test_pages_hold_hostile_words_as_words(lang: str) -> None:
    whole, labels = invented_record(), material(lang=lang).labels
    (agreement,), quote = whole.agreements, whole.quotes[0]
    answers: tuple[Shown, ...] = (
        Agreement(agreement, labels), Timeline(timeline_of(whole, labels), labels),
        Reasons(agreement, why_sections(agreement, whole, labels), labels), Reasons(quote, why_sections(quote, whole, labels), labels),
    )  # fmt: skip
    for answer in answers:
        page = answer._repr_html_()
        tags = Tags(page)
        assert tags.open == [] and "script" not in tags.seen and "&lt;script&gt;" in page
        assert SCRIPT in answer.text
        assert answer._repr_mimebundle_() == {"text/html": page, "text/plain": answer.text}


def test_proofs_fold_open_in_a_page(opened: OpenedRecord) -> None:
    answered = opened.what_if("attack", by="UKR", on_whom="RUS", on="2024-12-10", agreements="record")
    for page in (answered._repr_html_(), answered.proofs[0]._repr_html_()):
        assert Tags(page).open == [] and page.count("<details") > 3
        assert re.search(r"<q>[^<]*assistance militaire", page)


def test_bars_stay_in_their_place() -> None:
    whole, labels = invented_record(), material().labels
    bars = re.findall(r"left:([\d.]+)%;width:([\d.]+)%", Timeline(timeline_of(whole, labels), labels)._repr_html_())
    assert bars and all(float(left) >= 0 and float(left) + float(width) <= 100.2 for left, width in bars)

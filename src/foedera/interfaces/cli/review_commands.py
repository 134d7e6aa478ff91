"""`foedera review`: row after row, the most pressing first; one key decides, saves, and goes on."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from foedera.errors import Trouble, UsageError
from foedera.interfaces.cli.judgement_commands import ByOption
from foedera.interfaces.cli.options import DEFAULT_RECORD, JsonOption, LangOption, RecordOption
from foedera.interfaces.cli.output import catalogue, errors_told, print_json, print_result, tell, trouble_text
from foedera.interfaces.cli.review_keys import Keys

if TYPE_CHECKING:
    from foedera.record.judgements import Judgement
    from foedera.record.model import Record
    from foedera.store.store import Store
    from foedera.views.labels import Labels
    from foedera.views.review_queue import ReviewItem

_say = catalogue().say
_FIELD = re.compile(r"\s+(?=[a-z_]+=)")  # between two corrections typed on one line


def review(
    by: ByOption = "",
    why: Annotated[str, typer.Option("--why", help=_say("cli.option_review_why"))] = "",
    agreement: Annotated[bool, typer.Option("--agreement", help=_say("cli.option_review_agreement"))] = False,
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    if agreement:
        _tell_agreement(record, as_json=as_json, lang=lang)
        return
    with errors_told(lang):
        from foedera.corpus.record_of_store import record_of
        from foedera.interfaces.cli.record_commands import labels_for
        from foedera.store.store import Store
        from foedera.views.review_queue import review_queue
        from foedera.views.row_json import row_to_json

        store, labels = Store(record, create=False), labels_for(lang)
        if as_json:
            print_json([row_to_json(i) for i in review_queue(record_of(store), labels)])
            return
        if not by.strip():
            raise UsageError(Trouble("judgement_by_nobody"))
        _Session(store, labels, by, why, Keys()).run()


def _tell_agreement(path: str, *, as_json: bool, lang: str | None) -> None:
    """A line for each pair of reviewers and layer: statements in common, share of equal decisions, kappa."""
    with errors_told(lang):
        from foedera.store.store import Store
        from foedera.views.reviewer_agreement import reviewer_agreement
        from foedera.views.row_json import row_to_json

        pairs, say = reviewer_agreement(Store(path, create=False).judgements()), catalogue(lang).say
        if as_json:
            print_json([row_to_json(p) for p in pairs])
            return
        for p in pairs:
            kappa = "—" if p.kappa is None else f"{p.kappa:.2f}"
            print_result(f"{p.one} · {p.other}  {say(f'reviewing.layer.{p.layer}')}  n={p.count}  {100 * p.share:.1f} %  κ={kappa}")
        if not pairs:
            print_result(say("reviewing.no_pair"))


@dataclass
class _Session:
    """One sitting: the queue as the record now gives it, and where in it the person is."""

    store: "Store"
    labels: "Labels"
    by: str
    why: str
    keys: Keys
    place: int = 0
    made: list[tuple[str, ...]] = field(default_factory=list)  # for each decision of this sitting its judgements
    only: str | None = None  # the one account that the next key is about

    def run(self) -> None:
        say = self.labels.words.say
        record, queue = self._look()
        self._tell_unfit(record)
        while queue and self.place < len(queue):
            item = queue[self.place]
            self._show(item, record, len(queue))
            while (moved := self._act(self.keys.key(), item, record)) is None:
                pass
            if moved == "leave":
                break
            self.only = None
            if moved == "changed":
                record, queue = self._look()
            self.place = max(0, min(self.place + {"next": 1, "back": -1}.get(moved, 0), len(queue)))
        print_result(say("review.done" if queue else "review.empty", made=str(len(self.made)), left=str(len(queue))))

    def _look(self) -> "tuple[Record, tuple[ReviewItem, ...]]":
        from foedera.corpus.record_of_store import record_of
        from foedera.views.review_queue import review_queue

        record = record_of(self.store)
        return record, review_queue(record, self.labels)

    def _tell_unfit(self, record: "Record") -> None:
        """Judgements that no longer fit come before everything else."""
        from foedera.views.judgement_lines import judgement_line, judgement_state

        for row in record.judgements:
            if row.fit in ("gone", "partly"):
                print_result(judgement_line(row, self.labels.words) + judgement_state(row.fit, self.labels.words))

    def _show(self, item: "ReviewItem", record: "Record", count: int) -> None:
        from foedera.interfaces.cli.rows_text import accounts_text
        from foedera.views.rows import row_by_id

        say = self.labels.words.say
        doubts = say("review.between").join(say(f"review.doubt.{d}") for d in item.doubts)
        print_result("\n" + say("review.heading", place=str(self.place + 1), count=str(count), title=item.title))
        print_result(say("review.doubts", doubts=doubts))
        print_result(accounts_text(row_by_id(record, item.id), record, self.labels))
        print_result(say("review.keys"))

    def _act(self, key: str, item: "ReviewItem", record: "Record") -> str | None:
        """Do what the key asks: "changed", "next", "back", "leave", or None to wait for another key on the same row."""
        moves = {"j": "next", "k": "back", "q": "leave", "\x03": "leave", "\x04": "leave", "\x1b": "leave"}
        if key in moves:
            return moves[key]
        asked: dict[str, Callable[[], list[str]]] = {
            "a": lambda: ["accept"],
            "r": lambda: ["reject"],
            "h": lambda: ["hide"],
            "e": lambda: self._asked_correction(item, record),
            "s": lambda: self._asked_parts(item, record),
            "m": lambda: self._asked_other(item, record),
        }
        if key.isdigit():
            self._choose(int(key), item, record)
            return None
        if key == "u":
            return self._undo()
        if key not in asked:
            print_result(self.labels.words.say("review.help"))
            return None
        target, self.only = self.only or item.id, None
        return self._decide(target, asked[key](), record)

    def _choose(self, number: int, item: "ReviewItem", record: "Record") -> None:
        """A figure before a key: that account alone, named by its document where it is the only one of it."""
        from foedera.views.rows import accounts_of, row_by_id

        accounts = accounts_of(row_by_id(record, item.id))
        if not 1 <= number <= len(accounts):
            print_result(self.labels.words.say("review.no_account", count=str(len(accounts))))
            return
        chosen = accounts[number - 1]
        alone = [a.document_id for a in accounts].count(chosen.document_id) == 1
        self.only = f"{item.id}@{chosen.document_id}" if alone else chosen.statement_id
        print_result(self.labels.words.say("review.only", document=chosen.document_id, words=chosen.evidence.text))

    def _decide(self, row_id: str, decision: list[str], record: "Record") -> str | None:
        """Keep the judgement; what makes no sense is said, and the row stays."""
        from foedera.corpus.decisions import given, requests_of

        say = self.labels.words.say
        if len(decision) == 1 and decision[0] in ("correct", "split", "merge"):
            print_result(say("review.nothing_typed"))
            return None
        why = self.why
        if not why and decision[0] != "accept":
            why = self.keys.line(say("review.ask_why")) or say("review.default_why")
        try:
            made = given(self.store, requests_of(row_id, decision), self.by, why, record)
        except UsageError as error:
            tell(trouble_text(error.trouble, self.labels.lang))
            return None
        for one in made:
            print_result(f"✓ {say(f'judgements.kind.{one.kind.value}')}")
        self.made.append(tuple(one.id for one in made))
        return "changed"

    def _undo(self) -> str | None:
        """Take back the last decision of this sitting that still holds, with all its judgements; never another person's."""
        undone: tuple[Judgement, ...] = ()
        while self.made and not undone:
            undone = self.store.take_back(self.made.pop(), self.by)
        for one in undone:
            kind = self.labels.words.say(f"judgements.kind.{one.kind.value}")
            print_result(self.labels.words.say("judgements.taken_back", id=one.id, kind=kind, target=one.target))
        if not undone:
            print_result(self.labels.words.say("review.nothing_to_undo"))
            return None
        self.place = 0
        return "changed"

    def _asked_correction(self, item: "ReviewItem", record: "Record") -> list[str]:
        from foedera.record.corrections import FIELDS
        from foedera.record.judging import LAYERS, row_judged

        row = row_judged(record, item.id)
        fields = ", ".join(FIELDS[LAYERS[type(row)]]) if row else ""
        print_result(self.labels.words.say("review.fields", fields=fields))
        typed = self.keys.line(self.labels.words.say("review.ask_correction"))
        return ["correct", *_FIELD.split(typed)] if typed else ["correct"]

    def _asked_parts(self, item: "ReviewItem", record: "Record") -> list[str]:
        from foedera.views.rows import accounts_of, row_by_id

        accounts = accounts_of(row_by_id(record, item.id))
        lines = [f"  {n}  {a.document_id}  « {a.evidence.text} »" for n, a in enumerate(accounts, start=1)]
        print_result("\n".join(lines))
        typed = self.keys.line(self.labels.words.say("review.ask_parts")).replace(",", " ").split()
        ids = {str(n): a.statement_id for n, a in enumerate(accounts, start=1)}
        return ["split", *(ids.get(t, t) for t in typed)]

    def _asked_other(self, item: "ReviewItem", record: "Record") -> list[str]:
        from foedera.views.review_queue import could_be_the_same
        from foedera.views.row_titles import row_title
        from foedera.views.rows import row_by_id

        found = could_be_the_same(record, item.id)
        lines = [f"  {n}  {row_title(row_by_id(record, key), self.labels)}   [{key}]" for n, key in enumerate(found, start=1)]
        print_result("\n".join(lines) or self.labels.words.say("review.no_candidates"))
        typed = self.keys.line(self.labels.words.say("review.ask_other"))
        ids = {str(n): key for n, key in enumerate(found, start=1)}
        return ["merge", *([ids.get(typed, typed)] if typed else [])]


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (("review", review),)

"""Commands that ask what binds whom: whatif, protects."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedera.errors import Trouble, UsageError
from foedera.interfaces.cli.options import DEFAULT_RECORD, JsonOption, LangOption, RecordOption
from foedera.interfaces.cli.output import catalogue, errors_told, print_json, print_result
from foedera.interfaces.cli.state_names import state_asked, states_asked

if TYPE_CHECKING:
    from foedera.record.model import Record
    from foedera.treaties.law import Law
    from foedera.treaties.model import Question

_say = catalogue().say
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
AGREEMENTS = ("record", "world", "both")
AgreementsOption = Annotated[str, typer.Option("--agreements", help=_say("cli.option_agreements"))]
AssumeOption = Annotated[list[str] | None, typer.Option("--assume", help=_say("cli.option_assume"))]


def whatif(
    attack: Annotated[str | None, typer.Option("--attack", help=_say("cli.option_attack"))] = None,
    threat: Annotated[str | None, typer.Option("--threat", help=_say("cli.option_threat"))] = None,
    withdrawal: Annotated[str | None, typer.Option("--withdrawal", help=_say("cli.option_withdrawal"))] = None,
    entry: Annotated[str | None, typer.Option("--entry", help=_say("cli.option_entry"))] = None,
    on: Annotated[str, typer.Option("--on", help=_say("cli.option_on"))] = "",
    at: Annotated[str | None, typer.Option("--at", help=_say("cli.option_at"))] = None,
    on_forces: Annotated[bool, typer.Option("--on-forces", help=_say("cli.option_on_forces"))] = False,
    provoked: Annotated[bool, typer.Option("--provoked", help=_say("cli.option_provoked"))] = False,
    met: Annotated[list[str] | None, typer.Option("--met", help=_say("cli.option_met"))] = None,
    unmet: Annotated[list[str] | None, typer.Option("--unmet", help=_say("cli.option_unmet"))] = None,
    assume: AssumeOption = None,
    strict: Annotated[bool, typer.Option("--strict", help=_say("cli.option_strict"))] = False,
    clock: Annotated[str, typer.Option("--clock", help=_say("cli.option_clock_asked"))] = "in_force",
    chain: Annotated[str, typer.Option("--chain", help=_say("cli.option_chain"))] = "one",
    short: Annotated[bool, typer.Option("--short", help=_say("cli.option_short"))] = False,
    compare: Annotated[str | None, typer.Option("--compare", help=_say("cli.option_compare"))] = None,
    agreements: AgreementsOption = "both",
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.views.what_if_json import what_if_to_json
        from foedera.views.what_if_text import what_if_text

        asked = {"attack": attack, "threat": threat, "withdrawal": withdrawal, "entry": entry}
        kind, by, on_whom = _ends({kind: ends for kind, ends in asked.items() if ends})
        more = {"at": _place(at), "on_forces": on_forces, "provoked": provoked, "met": _codes(met), "unmet": _codes(unmet)}
        more |= {"presume": not strict, "clock": clock, "chain": chain}
        question = _question(kind, by, on_whom, _day(on, "--on"), _chosen(agreements), tuple(assume or ()), more)
        whole = _record_of(record, agreements)
        answer = _answered(question, whole)
        if compare:
            _print_comparison(answer, _answered(_other(question, compare), whole), whole, as_json, lang)
        elif as_json:
            print_json(what_if_to_json(answer, whole, catalogue(lang).lang))
        else:
            print_result(what_if_text(answer, whole, catalogue(lang).lang, short))


def protects(
    state: Annotated[str | None, typer.Argument(help=_say("cli.argument_state"))] = None,
    on: Annotated[str | None, typer.Option("--on", help=_say("cli.option_on_or_today"))] = None,
    by: Annotated[str | None, typer.Option("--by", help=_say("cli.option_attacker"))] = None,
    assume: AssumeOption = None,
    agreements: AgreementsOption = "both",
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.treaties.model import Question

        day = date.today() if on is None else _day(on, "--on")
        codes, attackers = states_asked(state), "+".join(states_asked(by))
        whole = _record_of(record, _chosen(agreements))
        question = Question("attack", attackers, "".join(codes), day, agreements, tuple(assume or ()))
        if codes:
            _print_protection(question, whole, as_json, catalogue(lang).lang)
        else:
            _print_ranks(question, whole, as_json, catalogue(lang).lang)


def _print_protection(question: "Question", record: "Record", as_json: bool, lang: str) -> None:
    from foedera.treaties.protection import protected_by, protectors_of
    from foedera.views.protection_text import protection_text, protection_to_json, protection_words
    from foedera.views.question_notes import question_notes

    state, day, law = question.on_whom, question.on, _law(question, record)
    words = protection_words(day, question.agreements, record, lang)
    found = state, day, protectors_of(state, day, law), protected_by(state, day, law), words
    notes = list(question_notes(question, record, words.labels))
    if as_json:
        print_json(protection_to_json(*found) | ({"notes": notes} if notes else {}))
    else:
        print_result("\n".join((*notes, protection_text(*found))))


def _print_ranks(question: "Question", record: "Record", as_json: bool, lang: str) -> None:
    from foedera.treaties.protection import widest_attacks
    from foedera.views.protection_text import protection_words, ranks_text, ranks_to_json

    by, day = question.by, question.on
    ranks, words = widest_attacks(day, _law(question, record), by), protection_words(day, question.agreements, record, lang)
    print_json(ranks_to_json(ranks, by, day)) if as_json else print_result(ranks_text(ranks, by, day, words))


def _print_comparison(first: Any, second: Any, record: "Record", as_json: bool, lang: str | None) -> None:
    from foedera.treaties.comparison import compared
    from foedera.views.comparison_text import comparison_text, comparison_to_json

    found, spoken = compared(first, second), catalogue(lang).lang
    print_json(comparison_to_json(found, record, spoken)) if as_json else print_result(comparison_text(found, record, spoken))


def _answered(question: "Question", record: "Record") -> Any:
    from foedera.treaties.what_if import what_if
    from foedera.world.load_agreements import load_agreements

    return what_if(question, record, () if question.agreements == "record" else load_agreements())


def _law(question: "Question", record: "Record") -> "Law":
    from foedera.treaties.what_if import law_asked
    from foedera.world.load_agreements import load_agreements

    return law_asked(question, record, () if question.agreements == "record" else load_agreements())[1]


def _record_of(path: str, agreements: str) -> "Record":
    """The record asked about. A question about the file of agreements alone needs none."""
    from foedera.corpus.record_of_store import record_of
    from foedera.record.model import Record
    from foedera.store.databases.choice import is_there
    from foedera.store.store import Store

    if agreements == "world" and not is_there(path):
        return Record()
    return record_of(Store(path, create=False))


def _ends(given: dict[str, str]) -> tuple[str, str, str]:
    """(kind, who, whom or what) from the one question that is asked."""
    if len(given) != 1:
        raise UsageError(Trouble("one_question"))
    ((kind, ends),) = given.items()
    if kind == "entry":
        return kind, "", ends.strip()
    by, colon, on_whom = ends.partition(":")
    if not colon or not by.strip(" ,") or not on_whom.strip():
        raise UsageError(Trouble("bad_question", f"--{kind}", detail=ends))
    return kind, "+".join(states_asked(by)), on_whom.strip() if kind == "withdrawal" else state_asked(on_whom)


def _question(kind: str, by: str, on_whom: str, on: date, agreements: str, assume: tuple[str, ...], more: dict[str, Any]) -> "Question":
    from foedera.treaties.model import Question

    question = Question(kind, by, on_whom.upper(), on, agreements, assume, **more)
    if question.on_whom in question.attackers:
        raise UsageError(Trouble("same_state", f"--{kind}", detail=question.on_whom))
    return question


def _other(question: "Question", compare: str) -> "Question":
    """The second question of a comparison: another day, another pair of states (A:B), or one fact more."""
    text = compare.strip()
    if _DAY.fullmatch(text):
        return replace(question, on=_day(text, "--compare"))
    if len(text.split()) == 3:
        return replace(question, assume=(*question.assume, text))
    pair, _, day = text.partition("@")
    _, by, on_whom = _ends({question.kind: pair})
    on = _day(day, "--compare") if day else question.on
    return _question(question.kind, by, on_whom, on, question.agreements, question.assume, _terms_of(question))


def _terms_of(question: "Question") -> dict[str, Any]:
    names = ("at", "on_forces", "provoked", "met", "unmet", "presume", "clock", "chain")
    return {name: getattr(question, name) for name in names}


def _day(text: str, option: str) -> date:
    if not text.strip():
        raise UsageError(Trouble("missing_day", option))
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(Trouble("bad_day", option, detail=text)) from error


def _chosen(agreements: str) -> str:
    if agreements not in AGREEMENTS:
        raise UsageError(Trouble("bad_choice", "--agreements", detail=", ".join(AGREEMENTS)))
    return agreements


def _codes(given: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip().lower() for codes in given or () for code in codes.split(",") if code.strip())


def _place(text: str | None) -> str | None:
    """The code of a place from a code, or from a name in any language ("Hawaii", "Méditerranée"); unknown ones are refused later."""
    from foedera.world.geography import place_code
    from foedera.world.load_world import load_world

    if text is None:
        return None
    if load_world().is_state(text.strip().upper()):
        return text.strip().upper()
    return place_code(text) or load_world().state_code(text) or text


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (("whatif", whatif), ("protects", protects))

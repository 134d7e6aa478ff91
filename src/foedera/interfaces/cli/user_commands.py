"""Commands about who may use a shared record: `foedera user add`, `list`, `role`, `password`, `disable`, `enable`, `token`, `audit`."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from foedera.errors import Trouble, UsageError
from foedera.interfaces.cli.options import DEFAULT_RECORD, JsonOption, LangOption, RecordOption
from foedera.interfaces.cli.output import catalogue, errors_told, one_line, print_json, print_result, tell

if TYPE_CHECKING:
    from foedera.store.store import Store
    from foedera.store.users import Token, User
    from foedera.views.words import Words

_say = catalogue().say
user_app = typer.Typer(help=_say("users.help"), no_args_is_help=True, rich_markup_mode=None)
NameArgument = Annotated[str, typer.Argument(help=_say("users.argument_name"))]
ByOption = Annotated[str, typer.Option("--by", envvar="FOEDERA_BY", help=_say("users.option_by"))]
PasswordOption = Annotated[bool, typer.Option("--password", help=_say("users.option_password"))]


def _opened(record: str) -> "Store":
    from foedera.store.store import Store

    return Store(record, create=False)


def _note(store: "Store", by: str, act: str, target: str, detail: str = "") -> None:
    """A line of the audit; a dash where nobody said who acts."""
    store.note_audit(by.strip() or "—", act, target, detail)


def _change(record: str, by: str, act: str, change: Callable[["Store"], "User"], *, as_json: bool, lang: str | None) -> None:
    """Change one user of a record that is there, note it, and tell how the user now stands."""
    with errors_told(lang):
        store = _opened(record)
        user = change(store)
        _note(store, by, act, user.name)
        _tell_user(user, as_json=as_json, lang=lang)


@user_app.command("add", help=_say("users.help_add"))
def add(
    name: NameArgument,
    role: Annotated[str, typer.Option("--role", help=_say("users.option_role"))] = "reader",
    password: PasswordOption = False,
    by: ByOption = "",
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """A record is made where there is none: users may be settled before the first article comes."""
    with errors_told(lang):
        from foedera.store.store import Store

        store = Store(record)
        user = store.add_user(name, role, _password_asked(lang) if password else None)
        _note(store, by, "user_added", user.name, user.role.value)
        _tell_user(user, as_json=as_json, lang=lang)
        if not as_json and not password:
            tell(catalogue(lang).say("users.next_token", name=user.name))


def _password_asked(lang: str | None) -> str:
    """A password typed twice, unseen; where no person types, the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    say = catalogue(lang).say
    asked: str = typer.prompt(say("users.ask_password"), hide_input=True, confirmation_prompt=say("users.ask_again"), err=True)
    return asked


def _tell_user(user: "User", *, as_json: bool, lang: str | None) -> None:
    if as_json:
        print_json(asdict(user))
    else:
        print_result(_line(user, catalogue(lang)))


def _line(user: "User", words: "Words") -> str:
    state = "disabled" if user.disabled_at else "password" if user.has_password else "tokens"
    holes = {"name": user.name, "role": words.say(f"users.role.{user.role.value}"), "since": user.created_at[:10]}
    return words.say(f"users.line_{state}", **holes, until=(user.disabled_at or "")[:10])


@user_app.command("list", help=_say("users.help_list"))
def list_users(record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False, lang: LangOption = None) -> None:
    """Users in order of name, each with their tokens."""
    with errors_told(lang):
        store, words = _opened(record), catalogue(lang)
        users, tokens = store.users(), store.tokens()
        if as_json:
            print_json([asdict(u) | {"tokens": [asdict(t) for t in tokens if t.user == u.name]} for u in users])
            return
        lines = [line for u in users for line in (_line(u, words), *(_token_line(t, words) for t in tokens if t.user == u.name))]
        print_result("\n".join(lines) or words.say("users.none"))


def _token_line(token: "Token", words: "Words") -> str:
    state = "revoked" if token.revoked_at else "used" if token.last_used_at else "unused"
    day = (token.revoked_at or token.last_used_at or "")[:10]
    label = f" {one_line(token.label)}" if token.label else ""
    return words.say(f"users.token_{state}", id=token.id, label=label, since=token.created_at[:10], day=day)


@user_app.command("role", help=_say("users.help_role"))
def role(
    name: NameArgument,
    given: Annotated[str, typer.Argument(metavar="ROLE", help=_say("users.option_role"))],
    by: ByOption = "",
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        store = _opened(record)
        user = store.set_role(name, given)
        _note(store, by, "user_role", user.name, user.role.value)
        _tell_user(user, as_json=as_json, lang=lang)


@user_app.command("password", help=_say("users.help_password"))
def password(
    name: NameArgument,
    none: Annotated[bool, typer.Option("--none", help=_say("users.option_no_password"))] = False,
    by: ByOption = "",
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    def change(store: "Store") -> "User":
        store.user(name)  # an unknown name is told before anything is typed
        return store.set_password(name, None if none else _password_asked(lang))

    _change(record, by, "user_password", change, as_json=as_json, lang=lang)


@user_app.command("disable", help=_say("users.help_disable"))
def disable(
    name: NameArgument, by: ByOption = "", record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False, lang: LangOption = None
) -> None:
    _change(record, by, "user_disabled", lambda store: store.disable(name), as_json=as_json, lang=lang)


@user_app.command("enable", help=_say("users.help_enable"))
def enable(
    name: NameArgument, by: ByOption = "", record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False, lang: LangOption = None
) -> None:
    _change(record, by, "user_enabled", lambda store: store.enable(name), as_json=as_json, lang=lang)


@user_app.command("token", help=_say("users.help_token"))
def token(
    name: NameArgument,
    label: Annotated[str, typer.Option("--label", help=_say("users.option_label"))] = "",
    revoke: Annotated[str | None, typer.Option("--revoke", help=_say("users.option_revoke"))] = None,
    by: ByOption = "",
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """The token alone on standard output, so that it can go where it is used; what to do with it on standard error."""
    with errors_told(lang):
        store, words = _opened(record), catalogue(lang)
        if revoke is not None:
            if revoke not in {t.id for t in store.tokens(name)}:
                raise UsageError(Trouble("unknown_token", revoke))
            store.revoke_token(revoke)
            _note(store, by, "token_revoked", name, revoke)
            print_json({"id": revoke, "revoked": True}) if as_json else print_result(words.say("users.revoked", id=revoke, name=name))
            return
        shown = store.add_token(name, label)
        _note(store, by, "token_added", name, label)
        print_json({"user": name, "label": label, "token": shown}) if as_json else print_result(shown)
        tell(words.say("users.keep_token"))


@user_app.command("audit", help=_say("users.help_audit"))
def audit(
    most: Annotated[int, typer.Option("--most", min=1, help=_say("users.option_most"))] = 50,
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Newest first."""
    with errors_told(lang):
        lines = _opened(record).audit(most)
        if as_json:
            print_json([asdict(entry) for entry in lines])
        else:
            told = "\n".join("  ".join(map(one_line, (e.at, e.who, e.act, e.target, e.detail))).rstrip() for e in lines)
            print_result(told or catalogue(lang).say("users.no_audit"))

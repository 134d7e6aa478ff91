"""`foedera serve`: the web desk over one record, for this machine alone unless it has users."""

from collections.abc import Callable
from datetime import date
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from foedera.errors import Trouble, UsageError
from foedera.interfaces.cli.options import DEFAULT_RECORD, LangOption, RecordOption
from foedera.interfaces.cli.output import catalogue, errors_told, tell

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from foedera.interfaces.web.settings import DeskSettings

_say = catalogue().say


def serve(
    record: RecordOption = DEFAULT_RECORD,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help=_say("cli.option_port"))] = 8080,
    host: Annotated[str, typer.Option("--host", help=_say("cli.option_host"))] = "127.0.0.1",
    name: Annotated[list[str] | None, typer.Option("--name", help=_say("cli.option_host_name"))] = None,
    proxy: Annotated[list[str] | None, typer.Option("--proxy", help=_say("cli.option_proxy"))] = None,
    open_browser: Annotated[bool, typer.Option("--open", help=_say("cli.option_open"))] = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        import uvicorn

        from foedera.interfaces.web.access import has_users
        from foedera.interfaces.web.app import make_app
        from foedera.interfaces.web.collecting import collect_seldom
        from foedera.interfaces.web.settings import DeskSettings

        settings = DeskSettings(host=host, port=port, host_names=tuple(name or ()), proxies=tuple(proxy or ()))
        app = make_app(record, settings=settings, today=date.today)
        if not settings.is_local and not has_users(app.state.site.store):
            raise UsageError(Trouble("users_needed", ", ".join((host, *settings.host_names))))
        collect_seldom()
        Thread(target=app.state.site.catch_up, daemon=True).start()
        address = f"http://{_shown_host(host)}:{port}/"
        tell(catalogue(lang).say("web.serve.at", address=address))
        if open_browser:
            typer.launch(address)
        server = uvicorn.Server(_served(app, settings))
        try:
            server.run()
        except SystemExit as error:  # the port is taken: uvicorn has no other way to say so
            raise UsageError(Trouble("port_taken", f"{host}:{port}")) from error


def _served(app: "FastAPI", settings: "DeskSettings") -> "uvicorn.Config":
    """How uvicorn serves the desk. Whose headers are believed is said here alone, never by an environment variable."""
    import uvicorn

    trusted = [*settings.trusted_proxies]
    return uvicorn.Config(app, host=settings.host, port=settings.port, log_level="warning", server_header=False,
                          proxy_headers=bool(trusted), forwarded_allow_ips=trusted)  # fmt: skip


def _shown_host(host: str) -> str:
    return f"[{host}]" if ":" in host else host


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (("serve", serve),)

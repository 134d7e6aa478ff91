"""States on the command line: by code or by name, in any language; several joined by commas or by +."""

from foedera.errors import Trouble, UsageError


def state_asked(text: str) -> str:
    """The code of a state given by its code or its name. Raises UsageError for what no state, or more than one, is called."""
    from foedera.world.load_world import load_world

    code = load_world().state_code(text)
    if code is None:
        raise UsageError(Trouble("unknown_state", text.strip() or "—"))
    return code


def states_asked(text: str | None) -> tuple[str, ...]:
    """The codes of several states, in the order given."""
    return tuple(state_asked(part) for part in (text or "").replace("+", ",").split(",") if part.strip())

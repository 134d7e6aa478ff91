"""What goes wrong in a notebook says, under its traceback, what happened and what to do, in the reader's language."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from foedera.errors import FoederaError, Trouble
from foedera.views.words import Words

Method = TypeVar("Method", bound=Callable[..., Any])


def with_words(error: FoederaError, words: Words) -> FoederaError:
    """The error with its message as a note (PEP 678), once."""
    if not getattr(error, "__notes__", None):
        error.add_note(_told(error.trouble, words))
    return error


def _told(trouble: Trouble, words: Words) -> str:
    place = ":".join(str(part) for part in (trouble.file, trouble.line) if part is not None)
    return words.say(f"errors.{trouble.key}", place=place, detail=trouble.detail)


def in_words(method: Method) -> Method:
    """A method whose expected errors carry their message, in the words of its object's `labels`."""

    @wraps(method)
    def told(self: Any, *asked: Any, **named: Any) -> Any:
        try:
            return method(self, *asked, **named)
        except FoederaError as error:
            with_words(error, self.labels.words)
            raise

    return cast(Method, told)

"""Errors a person can act on: each names what happened, where, why, and the next step."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that went wrong: catalogue key, where it happened, and what fills the message's holes."""

    key: str
    file: str | None = None
    line: int | None = None
    detail: str = ""


class FoederaError(Exception):
    """Base of all expected errors. `trouble` is rendered by the catalogue of words in the reader's language."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(f"{trouble.key}: {trouble.file or ''} {trouble.detail}".strip())
        self.trouble = trouble


class BadInputError(FoederaError):
    """A file, page or line that cannot be read; the rest of a run goes on."""


class UsageError(FoederaError):
    """A request that makes no sense as given (unknown id, impossible date); nothing was changed."""


class StoreError(FoederaError):
    """The record's file cannot be read or written; nothing was half-written."""

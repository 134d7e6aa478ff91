"""Files, folders and standard input -> documents, one after the other. What cannot be read is named and the rest goes on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import IO

from foedera.errors import BadInputError, Trouble
from foedera.sources.decode import decode_text
from foedera.sources.html import article_from_html, declared_charset
from foedera.sources.jsonl import documents_from_lines
from foedera.sources.model import Document
from foedera.sources.plain_text import Given, Known, document_from_text

STDIN = "-"
_EXTENSIONS = {".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl"}


@dataclass(frozen=True, slots=True)
class Request:
    """What the caller says of all documents that do not say it themselves; `max_size` in bytes."""

    published: str | None
    lang: str | None
    max_size: int
    known: Known | None = None


def documents_from(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    lang: str | None = None,
    max_size: int = 5_000_000,
    stdin: IO[bytes] | None = None,
    known: Known | None = None,
) -> Iterator[Document | Trouble]:
    """The documents of the paths in the order given, those of a folder by name; "-" is standard input.

    A file given twice is read once. In a folder, hidden and read-me files are passed over in silence; files of another kind, pipes and
    links that lead to no file are named.
    """
    request = Request(published, lang, max_size, known)
    for found in _all_files(paths):
        if isinstance(found, Trouble):
            yield found
        else:
            yield from _read(found, request, stdin)


def documents_from_bytes(
    data: bytes,
    name: str,
    *,
    kind: str | None = None,
    url: str | None = None,
    charset: str | None = None,
    published: str | None = None,
    lang: str | None = None,
    max_size: int = 5_000_000,
    known: Known | None = None,
) -> Iterator[Document | Trouble]:
    """The documents in bytes that came otherwise than from a file: sent by a browser, fetched from `url`, pasted.

    `name` stands for the file's; `kind`: text, html or jsonl, told from the name and the bytes where it is not given; `charset`: that
    which came with the bytes.
    """
    request, path = Request(published, lang, max_size, known), PurePath(name.replace("\\", "/"))
    try:
        checked = _checked(data, name, request)
        if charset and not data.startswith(b"\xef\xbb\xbf") and kind != "jsonl":
            checked = decode_text(checked, name, charset)[0].encode("utf-8") if not _is_utf8(checked) else checked
        suffix = _EXTENSIONS.get(path.suffix.lower())
        if kind is None and suffix is None and path.suffix:
            raise BadInputError(Trouble("unknown_file_type", name, detail=path.suffix))
        for found in _READERS[kind or suffix or _kind_of_stream(checked)](checked, name, path.stem or "document", request):
            yield replace(found, url=found.url or url) if isinstance(found, Document) and url else found
    except BadInputError as error:
        yield error.trouble


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _all_files(paths: Iterable[str | Path]) -> Iterator[Path | str | Trouble]:
    done: set[Path] = set()
    for path in paths:
        if str(path) == STDIN:
            yield STDIN
            continue
        for found in _files(Path(path)):
            if isinstance(found, Path):
                if found.resolve() in done:
                    continue
                done.add(found.resolve())
            yield found


def _files(path: Path) -> Iterator[Path | Trouble]:
    """The file itself, or the files under a folder by name."""
    if not path.is_dir():
        yield path
        return
    inside = sorted(p for p in path.rglob("*") if not _is_passed_over(p.relative_to(path)) and (p.is_symlink() or not p.is_dir()))
    if not inside:
        yield Trouble("empty_folder", str(path))
    yield from map(_file_or_trouble, inside)


def _file_or_trouble(found: Path) -> Path | Trouble:
    """What stands in a folder, or why it is not read: a link that leads nowhere or to a folder, a pipe, a file of another kind."""
    if found.is_symlink() and not found.is_file():
        return Trouble("link_to_folder" if found.is_dir() else "dangling_link", str(found), detail=str(found.readlink()))
    if not found.is_file():
        return Trouble("not_a_file", str(found))
    return found if found.suffix.lower() in _EXTENSIONS else Trouble("unknown_file_type", str(found), detail=found.suffix)


def _is_passed_over(inside: Path) -> bool:
    return any(part.startswith(".") for part in inside.parts) or inside.stem.lower() == "readme"


def _read(source: Path | str, request: Request, stdin: IO[bytes] | None) -> Iterator[Document | Trouble]:
    try:
        if isinstance(source, str):
            data = _checked(stdin.read(request.max_size + 1) if stdin else b"", "stdin", request)
            yield from _READERS[_kind_of_stream(data)](data, "stdin", "stdin", request)
        else:
            kind = _kind_of_file(source)
            yield from _READERS[kind](_bytes_of(source, request), str(source), source.stem, request)
    except BadInputError as error:
        yield error.trouble


def _kind_of_file(path: Path) -> str:
    """By the extension; a file named on purpose and without one is taken as text."""
    kind = _EXTENSIONS.get(path.suffix.lower(), "" if path.suffix else "text")
    if not kind and path.exists():
        raise BadInputError(Trouble("unknown_file_type", str(path), detail=path.suffix))
    return kind or "text"


def _kind_of_stream(data: bytes) -> str:
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body")):
        return "html"
    return "jsonl" if start.startswith(b"{") else "text"


def _bytes_of(path: Path, request: Request) -> bytes:
    """The file's bytes; its size is asked before it is opened."""
    try:
        if path.exists() and not path.is_file():
            raise BadInputError(Trouble("not_a_file", str(path)))
        if path.stat().st_size > request.max_size:
            raise _too_large(str(path), path.stat().st_size, request)
        return _checked(path.read_bytes(), str(path), request)
    except FileNotFoundError as error:
        raise BadInputError(Trouble("missing_file", str(path))) from error
    except OSError as error:
        raise BadInputError(Trouble("unreadable_file", str(path), detail=error.strerror or str(error))) from error


def _checked(data: bytes, file: str, request: Request) -> bytes:
    if len(data) > request.max_size:
        raise _too_large(file, len(data), request)
    if not data.strip():
        raise BadInputError(Trouble("empty_file", file))
    return data


def _too_large(file: str, size: int, request: Request) -> BadInputError:
    return BadInputError(Trouble("too_large", file, detail=f"{size} > --max-size {request.max_size}"))


def _from_text(data: bytes, file: str, stem: str, request: Request) -> Iterator[Document | Trouble]:
    text, notes = decode_text(data, file)
    yield document_from_text(text, Given(stem, file, lang=request.lang, published=request.published, notes=notes), request.known)


def _from_html(data: bytes, file: str, stem: str, request: Request) -> Iterator[Document | Trouble]:
    page, notes = decode_text(data, file, declared_charset(data))
    text, meta = article_from_html(page, file)
    published = meta.get("published") or request.published
    given = Given(stem, file, request.lang, meta.get("title"), meta.get("outlet"), meta.get("byline"), published, meta.get("url"), notes)
    yield document_from_text(text, given, request.known)


def _from_jsonl(data: bytes, file: str, stem: str, request: Request) -> Iterator[Document | Trouble]:
    yield from documents_from_lines(decode_text(data, file)[0], file, stem, request.published, request.lang, request.known)


_READERS: dict[str, Callable[[bytes, str, str, Request], Iterator[Document | Trouble]]] = {
    "text": _from_text,
    "html": _from_html,
    "jsonl": _from_jsonl,
}

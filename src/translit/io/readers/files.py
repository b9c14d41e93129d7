"""Naming input files: the files of a folder, and the text of a whole file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from translit.errors import ReadError
from translit.files.opening import STDIN, UNREADABLE, decode, opened, refusal


def read_text(name: str) -> str:
    """Return the text of a file, or of standard input for ``-``; line ends are left as they are, so that offsets hold.

    Raises
    ------
    ReadError
        If there is no such file, it is a folder, binary, not UTF-8, or a compressed file that is not whole.
    """
    shown = title(name)
    try:
        with opened(name) as stream:
            content = stream.read()
    except UNREADABLE as error:
        raise refusal(shown, error) from None
    return decode(shown, content)


def title(name: str) -> str:
    """Return what a file is called in ids and messages."""
    return "<stdin>" if name == STDIN else name


def expand(names: Iterable[str]) -> Iterator[str | ReadError]:
    """Yield the names, each folder replaced by the files in it and below, sorted; hidden files and folders are left out."""
    for name in names:
        if name == STDIN or not Path(name).is_dir():
            yield name
        else:
            yield from _below(Path(name))


def _below(folder: Path) -> Iterator[str | ReadError]:
    try:
        paths = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except OSError as error:
        yield refusal(str(folder), error)
        return
    for path in paths:
        if path.is_dir() and not path.is_symlink():  # a link may lead back to where we are
            yield from _below(path)
        elif path.is_file() or path.is_symlink():
            yield str(path)

"""Opening input files: text exactly as it stands, or an error that names the file and the mend."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from translit.errors import ReadError

STDIN = "-"


def read_text(name: str) -> str:
    """The text of a file, or of standard input for ``-``; line ends are left as they are, so that offsets hold.

    Raises
    ------
    ReadError
        If there is no such file, it is a folder, binary, or not UTF-8.
    """
    try:
        content = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise refusal(name, error) from None
    return decode(name, content)


def open_binary(name: str) -> BinaryIO:
    """A file, unpacked if its name ends in ``.gz``, or standard input for ``-``, to be read as bytes.

    Raises
    ------
    ReadError
        If the file cannot be opened.
    """
    if name == STDIN:
        return sys.stdin.buffer
    try:
        # The caller closes it.
        return cast(BinaryIO, gzip.open(name)) if is_packed(name) else Path(name).open("rb")
    except OSError as error:
        raise refusal(name, error) from None


def is_packed(name: str) -> bool:
    """Whether a file is to be unpacked: its name ends in ``.gz``."""
    return name.lower().endswith(".gz")


def decode(name: str, content: bytes) -> str:
    """The text of a whole file.

    Raises
    ------
    ReadError
        If it is binary or not UTF-8.
    """
    if b"\0" in content:
        raise ReadError(f"{name}: is not text (byte 0 at {content.index(0)}); give text files only")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"{name}: not UTF-8 in line {line} (byte {error.start}); convert it first: iconv -f WINDOWS-1251 -t UTF-8"
        ) from None


def refusal(name: str, error: Exception) -> ReadError:
    """What to say of a file that the system does not give us, or that cannot be unpacked."""
    if isinstance(error, FileNotFoundError):
        return ReadError(f"{name}: no such file")
    if isinstance(error, IsADirectoryError):
        return ReadError(f"{name}: is a folder; name the files in it ({name.rstrip('/')}/*.txt)")
    if is_packed(name) and not (isinstance(error, OSError) and error.errno):
        return ReadError(f"{name}: is not a whole gzip file ({error}); make it anew, or rename it if it is not packed")
    return ReadError(f"{name}: {error.strerror or error}" if isinstance(error, OSError) else f"{name}: {error}")


def expand(names: Iterable[str]) -> Iterator[str | ReadError]:
    """The names, each folder replaced by the files in it and below, sorted; hidden files and folders are left out."""
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

"""Opening files for reading: plain, gzip or bzip2, recognised by their first bytes, and what to say of unreadable ones."""

from __future__ import annotations

import bz2
import gzip
import io
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from translit.errors import ReadError

STDIN = "-"
UNREADABLE = (OSError, EOFError, zlib.error)  # what opening or reading a file raises; `refusal` makes a message of it
_SUFFIXES = {".gz": "gzip", ".gzip": "gzip", ".bz2": "bzip2"}
_GZIP = b"\x1f\x8b"
_BZIP2 = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")  # "BZh" alone may be the beginning of a text


def decompressed(raw: io.BufferedReader) -> BinaryIO:
    """Return a stream over the uncompressed content of an open file, which must not have been read yet.

    Raise BadGzipFile if its name ends in ``.gz`` or ``.bz2`` and its content is not compressed.
    """
    head = raw.peek(10)[:10]
    if head.startswith(_GZIP):
        return cast(BinaryIO, io.BufferedReader(gzip.GzipFile(fileobj=raw, mode="rb")))
    if _BZIP2.match(head):
        return cast(BinaryIO, io.BufferedReader(bz2.BZ2File(raw)))
    if head and raw.name.lower().endswith((".gz", ".bz2")):
        raise gzip.BadGzipFile(f"Not a {'gzip' if raw.name.lower().endswith('.gz') else 'bzip'}ped file ({head[:2]!r})")
    return raw


@contextmanager
def opened(name: str | Path) -> Iterator[BinaryIO]:
    """Open a file, or standard input for ``-`` (which is never decompressed), as a stream of bytes."""
    if name == STDIN:
        yield sys.stdin.buffer
    else:
        with Path(name).open("rb") as raw:
            yield decompressed(raw)


def compression(name: str) -> str:
    """Return ``gzip`` or ``bzip2`` if the name or the first bytes of a file say so, else ``""``."""
    if kind := _SUFFIXES.get(Path(name).suffix.lower()):
        return kind
    try:
        with Path(name).open("rb") as raw:
            head = raw.read(10)
    except OSError:
        return ""
    return "gzip" if head.startswith(_GZIP) else "bzip2" if _BZIP2.match(head) else ""


def without_compression(name: str | Path) -> Path:
    """Return a path without the suffix of a compression: ``a.csv`` for ``a.csv.gz``."""
    path = Path(name)
    return path.with_suffix("") if path.suffix.lower() in _SUFFIXES else path


def decode(name: str, content: bytes) -> str:
    """Return the text of a whole file; raise ReadError if it is binary or not UTF-8."""
    if b"\0" in content:
        raise ReadError(f"{name}: is not text (byte 0 at {content.index(0)}); give text files only")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        mend = "convert it first: iconv -f WINDOWS-1251 -t UTF-8"
        raise ReadError(f"{name}: not UTF-8 in line {line} (byte {error.start}); {mend}") from None


def refusal(name: str, error: Exception) -> ReadError:
    """Return what to say of a file that cannot be opened or decompressed."""
    if isinstance(error, FileNotFoundError):
        return ReadError(f"{name}: no such file")
    if isinstance(error, IsADirectoryError):
        return ReadError(f"{name}: is a folder; name the files in it ({name.rstrip('/')}/*.txt)")
    if isinstance(error, OSError) and error.errno:
        return ReadError(f"{name}: {error.strerror}")
    kind = compression(name)
    if not kind:
        return ReadError(f"{name}: {error}")
    return ReadError(f"{name}: is not a whole {kind} file ({error}); get it again, or rename it if it is not packed")

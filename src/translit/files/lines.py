"""Lines of large files, plain or compressed (gzip, bzip2: told by their first bytes), each with its place."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, cast

from translit.errors import ReadError

LONGEST = 1 << 26
"""A line of more bytes than this is cut off there: it is no record of any format that has one in each line."""
_HEAD = 4096


class Line(NamedTuple):
    """A line without its line end: its number (1-based), the byte where the next one begins, and its bytes.

    Bytes are counted in the uncompressed text.
    """

    number: int
    end: int
    text: bytes

    @property
    def too_long(self) -> bool:
        """Whether the rest of the line was cut off."""
        return len(self.text) > LONGEST


class LineFile:
    """A file read line by line from any line on.

    Examples
    --------
    >>> [line.number for line in LineFile("/dev/null")]
    []
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.consumed = 0
        """How many bytes of the file itself, compressed or not, have been read: for a progress bar."""

    def __iter__(self) -> Iterator[Line]:
        return self.after(0, 0)

    def after(self, number: int, offset: int) -> Iterator[Line]:
        """The lines after the line ``number``, which ends at byte ``offset``.

        Raises
        ------
        ReadError
            If the file cannot be read, or its compressed data break off or are damaged; lines before that are given.
        """
        try:
            with self.path.open("rb") as raw:
                stream = _opened(raw)
                if offset:
                    stream.seek(offset)
                while text := stream.readline(LONGEST + 1):
                    offset += len(text)
                    if len(text) > LONGEST and not text.endswith(b"\n"):
                        offset += _skip_line(stream)
                    number += 1
                    self.consumed = raw.tell()
                    yield Line(number, offset, text.rstrip(b"\r\n"))
        except EOFError:
            raise ReadError(f"{self.path}: breaks off after line {number} (cut short); get the file again") from None
        except (zlib.error, gzip.BadGzipFile) as error:
            raise ReadError(f"{self.path}: damaged after line {number} ({error}); get the file again") from None
        except OSError as error:
            reason = error.strerror or f"damaged after line {number} ({error}); get the file again"
            raise ReadError(f"{self.path}: {reason}") from None

    def head(self, size: int) -> str:
        """A fingerprint of the first ``size`` bytes of text, at most 4096: whether this is the file it was before."""
        try:
            with self.path.open("rb") as raw:
                return hashlib.sha256(_opened(raw).read(min(size, _HEAD))).hexdigest()
        except (EOFError, zlib.error, OSError):
            return ""


def _opened(raw: IO[bytes]) -> IO[bytes]:
    magic = raw.read(3)
    raw.seek(0)
    if magic[:2] == b"\x1f\x8b":
        return cast("IO[bytes]", io.BufferedReader(gzip.GzipFile(fileobj=raw, mode="rb")))
    if magic == b"BZh":
        return cast("IO[bytes]", io.BufferedReader(bz2.BZ2File(raw)))
    return raw


def _skip_line(stream: IO[bytes]) -> int:
    """Pass over the rest of a line; how many bytes it had."""
    skipped = 0
    while text := stream.readline(LONGEST):
        skipped += len(text)
        if text.endswith(b"\n"):
            break
    return skipped

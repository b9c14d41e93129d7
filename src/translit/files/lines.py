"""Lines of large files, plain or compressed, each with its place, so that reading can go on at any of them."""

from __future__ import annotations

import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import BinaryIO, NamedTuple

from translit.errors import ReadError
from translit.files.opening import UNREADABLE, decompressed, in_utf8, opened, plain_file, reason
from translit.limits import LONGEST_LINE

_HEAD = 4096
_SKIPPED = 1 << 20  # bytes passed over at once where a stream cannot be sought in


class Line(NamedTuple):
    """A line without its line end: its number (1-based), the (uncompressed) byte where the next one begins, its bytes.

    The first line is without a byte-order mark.
    """

    number: int
    end: int
    text: bytes

    @property
    def too_long(self) -> bool:
        """Return True if the rest of the line was cut off."""
        return len(self.text) > LONGEST_LINE


def bounded_lines(stream: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yield every line with its size; of a line that is too long, the rest is passed over."""
    while line := stream.readline(LONGEST_LINE + 1):
        size, rest = len(line), line
        while len(line) > LONGEST_LINE and rest and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE)
            size += len(rest)
        yield line, size


class LineFile:
    """A file read line by line from any line on, its lines in UTF-8 whatever its encoding (see ``opening.in_utf8``)."""

    def __init__(self, path: str | PathLike[str], encoding: str = "") -> None:
        self.path = Path(path)
        self.encoding: str = path.encoding if isinstance(path, LineFile) else encoding
        self.consumed = 0  # bytes of the file itself, compressed or not, that have been read: for a progress bar

    def __fspath__(self) -> str:
        return str(self.path)

    def __str__(self) -> str:
        return str(self.path)

    def __iter__(self) -> Iterator[Line]:
        return self.after(0, 0)

    def after(self, number: int, offset: int) -> Iterator[Line]:
        """Yield the lines after the line ``number``, which ends at byte ``offset``.

        Raise ReadError if the file cannot be read, or its compressed data break off or are damaged, after the lines before.
        """
        try:
            with plain_file(self.path) as raw:
                stream = in_utf8(decompressed(raw), self.encoding)
                if offset and stream.seekable():
                    stream.seek(offset)
                else:
                    for start in range(0, offset, _SKIPPED):
                        stream.read(min(_SKIPPED, offset - start))
                for text, size in bounded_lines(stream):
                    offset += size
                    number += 1
                    self.consumed = raw.tell()
                    begun = text.removeprefix(BOM_UTF8) if number == 1 else text
                    yield Line(number, offset, begun.rstrip(b"\r\n"))
        except EOFError:
            raise ReadError(f"{self.path}: breaks off after line {number} (cut short); get the file again") from None
        except (OSError, zlib.error) as error:
            damaged = f"damaged after line {number} ({error}); get the file again"
            told = reason(error) if isinstance(error, OSError) and error.errno else damaged
            raise ReadError(f"{self.path}: {told}") from None

    def head(self, size: int) -> str:
        """Return a fingerprint of the first ``size`` bytes of text, at most 4096: it changes if the file is another."""
        import hashlib

        try:
            with opened(self.path, self.encoding) as stream:
                return hashlib.sha256(stream.read(min(size, _HEAD))).hexdigest()
        except UNREADABLE:
            return ""

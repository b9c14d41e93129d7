"""Opening files for reading: plain, gzip or bzip2, recognised by their first bytes, and what to say of unreadable ones."""

from __future__ import annotations

import codecs
import errno
import io
import os
import re
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from translit.errors import ReadError
from translit.files.encodings import marked, other_kind, with_option
from translit.limits import LARGEST_TEXT

STDIN = "-"
UNREADABLE = (OSError, EOFError, zlib.error)  # what opening or reading a file raises; `refusal` makes a message of it
_SUFFIXES = {".gz": "gzip", ".gzip": "gzip", ".bz2": "bzip2"}
_HEAD = 32  # bytes that tell a compression, an encoding or a compiled gazetteer
_GZIP = b"\x1f\x8b"
_CHARACTERS = 1 << 16  # that are converted at once
_BZIP2 = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")  # "BZh" alone may be the beginning of a text


class _Recoded(io.RawIOBase):
    """The UTF-8 of a stream in another encoding; it cannot be sought in."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding, newline="")
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            self._left = self._left or self._text.read(_CHARACTERS).encode("utf-8", "surrogatepass")
        except UnicodeError as error:
            raise OSError(errno.EILSEQ, f"is not {self._text.encoding} ({error}); is it another encoding?") from None
        taken, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def in_utf8(stream: BinaryIO, encoding: str = "") -> BinaryIO:
    """Return a stream in UTF-8 over one in another encoding: the one that is told, else UTF-16 or UTF-32 if it is marked."""
    head = cast(io.BufferedReader, stream).peek(4)[:4] if hasattr(stream, "peek") else b""
    encoding = encoding or marked(head)
    if not encoding or codecs.lookup(encoding).name == "utf-8":
        return stream
    return cast(BinaryIO, io.BufferedReader(_Recoded(stream, encoding)))


def decompressed(raw: io.BufferedReader) -> BinaryIO:
    """Return a stream over the uncompressed content of an open file, which must not have been read yet.

    Raise BadGzipFile if its name ends in ``.gz`` or ``.bz2`` and its content is not compressed.
    """
    head = raw.peek(_HEAD)
    if kind := _compression_of(head):
        return cast(BinaryIO, io.BufferedReader(_unpacked(raw, kind)))
    if head and raw.name.lower().endswith((".gz", ".bz2")):
        from gzip import BadGzipFile

        raise BadGzipFile(f"Not a {'gzip' if raw.name.lower().endswith('.gz') else 'bzip'}ped file ({head[:2]!r})")
    return raw


def _unpacked(raw: io.BufferedReader, kind: str) -> io.RawIOBase:
    if kind == "gzip":
        from gzip import GzipFile

        return cast(io.RawIOBase, GzipFile(fileobj=raw, mode="rb"))
    from bz2 import BZ2File

    return cast(io.RawIOBase, BZ2File(raw))


@contextmanager
def plain_file(path: str | Path) -> Iterator[io.BufferedReader]:
    """Open a file that is read more than once or mapped, so that it cannot be a pipe or a device; raise OSError if it is."""
    mode = Path(path).stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(
            errno.EINVAL, "is a pipe or a device, not a plain file; write its content to a file first", str(path)
        )
    with Path(path).open("rb") as file:
        yield file


@contextmanager
def opened(name: str | Path, encoding: str = "") -> Iterator[BinaryIO]:
    """Open a file, or standard input for ``-`` (which is never decompressed), as a stream of bytes, text as UTF-8."""
    if name == STDIN:
        if sys.stdin is None:
            raise OSError(errno.EBADF, "standard input is closed; name a file, or give it one (< article.txt)")
        yield in_utf8(sys.stdin.buffer, encoding)
    else:
        with Path(name).open("rb") as raw:
            mode = os.fstat(raw.fileno()).st_mode
            if (stat.S_ISCHR(mode) or stat.S_ISBLK(mode)) and not raw.isatty() and not Path(name).samefile(os.devnull):
                raise OSError(errno.EINVAL, "is a device, which may have no end; name a file")
            yield in_utf8(decompressed(raw), encoding)


def compression(name: str) -> str:
    """Return ``gzip`` or ``bzip2`` if the name or the first bytes of a file say so, else ``""``."""
    return _SUFFIXES.get(Path(name).suffix.lower()) or _compression_of(head_of(name))


def _compression_of(head: bytes) -> str:
    return "gzip" if head.startswith(_GZIP) else "bzip2" if _BZIP2.match(head) else ""


def head_of(name: str | Path) -> bytes:
    """Return the first bytes of a plain file, none if it cannot be read."""
    try:
        with plain_file(name) as raw:
            return raw.read(_HEAD)
    except OSError:
        return b""


def without_compression(name: str | Path) -> Path:
    """Return a path without the suffix of a compression: ``a.csv`` for ``a.csv.gz``."""
    path = Path(name)
    return path.with_suffix("") if path.suffix.lower() in _SUFFIXES else path


def read_whole(name: str, stream: BinaryIO) -> str:
    """Return the text of a whole file; raise ReadError if it is too large, binary or not UTF-8."""
    content = stream.read(LARGEST_TEXT + 1)
    if len(content) > LARGEST_TEXT:
        raise ReadError(f"{name}: more than {LARGEST_TEXT >> 20} MiB of text; split it, or write it as JSON Lines")
    if b"\0" in content:
        raise ReadError(f"{name}: {other_kind(content)}")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ReadError(f"{name}: not UTF-8 in line {line} (byte {error.start}); {with_option(content)}") from None


def reason(error: OSError) -> str:
    """Return in few words why a file cannot be opened."""
    return "no such file" if isinstance(error, FileNotFoundError) else error.strerror or str(error)


def refusal(name: str, error: Exception) -> ReadError:
    """Return what to say of a file that cannot be opened or decompressed; an error that says it comes back as it is."""
    if isinstance(error, ReadError):
        return error
    if isinstance(error, IsADirectoryError):
        return ReadError(f"{name}: is a folder; name the files in it ({name.rstrip('/')}/*.txt)")
    if isinstance(error, OSError) and error.errno:
        return ReadError(f"{name}: {reason(error)}")
    kind = compression(name)
    if not kind:
        return ReadError(f"{name}: {error}")
    return ReadError(f"{name}: is not a whole {kind} file ({error}); get it again, or rename it if it is not packed")

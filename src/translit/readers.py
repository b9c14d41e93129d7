"""Reading input files: text exactly as it stands, or an error that names the file and the mend."""

from __future__ import annotations

import sys
from pathlib import Path

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
    except FileNotFoundError:
        raise ReadError(f"{name}: no such file") from None
    except IsADirectoryError:
        raise ReadError(f"{name}: is a folder; name the files in it ({name.rstrip('/')}/*.txt)") from None
    except OSError as error:
        raise ReadError(f"{name}: {error.strerror or error}") from None
    if b"\0" in content:
        raise ReadError(f"{name}: is not text (byte 0 at {content.index(0)}); give text files only")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"{name}: not UTF-8 in line {line} (byte {error.start}); convert it first: iconv -f WINDOWS-1251 -t UTF-8"
        ) from None

"""The file of the compiled core, and which sources it was built from. The build imports it before anything is installed."""

from __future__ import annotations

import sys
from pathlib import Path
from zlib import crc32

NAME = "translit_core.dll" if sys.platform == "win32" else "translit_core.so"
"""The name of the library's file, beside this one."""
SOURCE_ID = "TRANSLIT_SOURCE_ID"
"""The macro that tells the library what its sources are."""


def source_id(folder: Path) -> str:
    """Return a checksum of the C sources in a folder; ``""`` if there are none, as in an installed wheel."""
    found = 0
    sources = sorted(p for p in folder.iterdir() if p.suffix in (".c", ".h"))
    for path in sources:
        found = crc32(path.read_bytes(), crc32(path.name.encode(), found))
    return f"{found:08x}" if sources else ""

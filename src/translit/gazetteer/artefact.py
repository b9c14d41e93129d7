"""Compiled gazetteers on disk: one file of flat sections that is mapped into memory, and refused if it is damaged.

Layout: the magic line; the length (8 bytes) and the CRC-32 (4 bytes) of the table of contents, little-endian; the table of
contents (JSON); zeros up to a multiple of 8; the sections, each padded likewise. The table of contents has the place and
size of every section and the CRC-32 of every block of 64 KiB. Opening a file checks the table and a sample of blocks spread
over the file, or all of them.
"""

from __future__ import annotations

import json
import mmap
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from translit.errors import ArtefactError
from translit.files.opening import head_of, plain_file, reason

MAGIC = b"translit gazetteer\n"
FORMAT = 8
"""The version of the layout; a file of a later one is refused."""
SUFFIX = ".tli"
_BLOCK = 1 << 16
_SAMPLE = 128  # least number of blocks checked when a larger file is opened


def write(path: str | Path, sections: Mapping[str, bytes | memoryview], about: Mapping[str, Any]) -> None:
    """Write sections and facts about them; if that fails with an ``ArtefactError``, an older file stays as it was."""
    from translit.files.writing import write_whole

    try:
        write_whole(Path(path), packed(sections, about))
    except OSError as error:
        raise ArtefactError(f"{path}: {error.strerror or error}") from None


def packed(sections: Mapping[str, bytes | memoryview], about: Mapping[str, Any]) -> tuple[bytes, bytes]:
    """Return the two halves of a file: what stands before the sections, and these."""
    body = bytearray()
    places: dict[str, tuple[int, int]] = {}
    for name, content in sorted(sections.items()):
        places[name] = (len(body), len(content))
        body += content
        body += bytes(-len(body) % 8)
    blocks = [crc32(body[i : i + _BLOCK]) for i in range(0, len(body), _BLOCK)]
    contents = {"format": FORMAT, "byteorder": sys.byteorder, "size": len(body), "sections": places, "blocks": blocks}
    table = json.dumps({**contents, "about": dict(about)}, sort_keys=True).encode()
    head = MAGIC + len(table).to_bytes(8, "little") + crc32(table).to_bytes(4, "little") + table
    return head + bytes(-len(head) % 8), bytes(body)


def is_artefact(path: str | Path) -> bool:
    """Return True if a file can be read and begins like a compiled gazetteer."""
    return head_of(path).startswith(MAGIC)


def open_sections(path: str | Path, *, check_all: bool = False) -> tuple[dict[str, memoryview], dict[str, Any]]:
    """Map a compiled gazetteer and return its sections by name and the facts about it; ``ArtefactError`` if it is faulty.

    A sample of its blocks is checked, or with ``check_all`` every one.
    """
    try:
        with plain_file(path) as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except ValueError:
        raise ArtefactError(f"{path}: is empty; build it again") from None
    except OSError as error:
        raise ArtefactError(f"{path}: {reason(error)}") from None
    found = sections_in(memoryview(mapped), path, sys.maxsize if check_all else _SAMPLE)
    if hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)  # what the check has read is not kept: most of it is never looked up
    return found


def sections_in(
    view: memoryview, path: str | Path, blocks: int = sys.maxsize
) -> tuple[dict[str, memoryview], dict[str, Any]]:
    """Return the sections of a file and the facts about it, after checking at least so many blocks.

    ``path`` is what an error says the file is.
    """
    at = len(MAGIC)
    if bytes(view[:at]) != MAGIC:
        raise ArtefactError(f"{path}: is no compiled gazetteer; make one: normalize gazetteer build")
    size = int.from_bytes(view[at : at + 8], "little")
    table = bytes(view[at + 12 : at + 12 + size])
    if not size or len(table) != size or crc32(table) != int.from_bytes(view[at + 8 : at + 12], "little"):
        raise ArtefactError(f"{path}: is cut short or altered; build it again")
    contents = _contents(path, table)
    start = at + 12 + size
    start += -start % 8
    if len(view) != start + contents["size"]:
        raise ArtefactError(f"{path}: is cut short ({len(view)} of {start + contents['size']} bytes); build it again")
    body, sums = view[start:], contents["blocks"]
    for number in range(0, len(sums), max(1, len(sums) // blocks)):
        if crc32(body[number * _BLOCK : (number + 1) * _BLOCK]) != sums[number]:
            raise ArtefactError(f"{path}: is altered near byte {number * _BLOCK} of its sections; build it again")
    return {name: body[at : at + size] for name, (at, size) in contents["sections"].items()}, contents["about"]


def _contents(path: str | Path, table: bytes) -> dict[str, Any]:
    """Return the table of contents, whose every field is what it should be, whoever wrote it."""
    try:
        contents: dict[str, Any] = json.loads(table)
        if (found := contents.get("format")) != FORMAT:
            versions = f"has format {found}, this version reads {FORMAT}"
            raise ArtefactError(f"{path}: {versions}; build it again or update translit")
        if contents["byteorder"] != sys.byteorder:
            raise ArtefactError(f"{path}: was built on a {contents['byteorder']}-endian machine; build it again here")
        size, sums = contents["size"], contents["blocks"]
        sound = _is_count(size) and all(map(_is_count, sums)) and len(sums) == -(-size // _BLOCK)
        end = 0
        for _, (start, length) in sorted(contents["sections"].items()):  # one after the other, as `write` puts them
            sound = sound and _is_count(start) and _is_count(length) and start == end
            end += length + -length % 8
        sound = sound and end == size and isinstance(contents["about"], dict)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise ArtefactError(f"{path}: has a table of contents that this program did not write; build it again")
    return contents


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0

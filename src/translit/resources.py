"""The compiled data files that ship with the package, read whole or searched by key."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"
_MANY = 2000
"""Searches after which a file is read into a dictionary: a short text needs few of its lines, a long one needs them fast."""
_BLOCK = 2048
"""Bytes of which all lines are looked through; the first lines of blocks of this size are searched by bisection."""


def read_data(name: str) -> bytes:
    """Return the file ``name`` of ``src/translit/data/``."""
    return (_FOLDER / name).read_bytes()


class SortedMap:
    """A read-only map in a file of lines ``key<tab>value``, sorted by the bytes of the keys and searched by bisection.

    A process with one short text would spend most of its time on reading files of many thousand lines into dictionaries.

    >>> codes = SortedMap("countries.tsv")
    >>> codes.get("burma"), codes.get("atlantis")
    ('MM *', None)
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._searches = 0

    @cached_property
    def _content(self) -> bytes:
        return b"\n" + read_data(self._name)

    @cached_property
    def _blocks(self) -> tuple[list[bytes], list[int]]:
        """The first line of every block and where it begins, and where the last block ends."""
        lines, starts, at = [], [], 0
        while 0 <= at < len(self._content) - 1:
            lines.append(self._content[at + 1 : self._content.index(b"\t", at)])
            starts.append(at)
            at = self._content.find(b"\n", at + _BLOCK)
        return lines, [*starts, len(self._content)]

    @cached_property
    def _dict(self) -> dict[str, str]:
        values: dict[str, str] = {}
        found = {key: values.setdefault(value, value) for key, value in self}  # most values are those of many keys
        self.__dict__.pop("_content", None)  # another thread may have done so
        self.__dict__.pop("_blocks", None)
        return found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for line in self._content.decode().split("\n")[1:-1]:
            key, _, value = line.partition("\t")
            yield key, value

    def get(self, key: str) -> str | None:
        """Return the value of a key, or ``None`` if there is none."""
        self._searches += 1
        if self._searches > _MANY:
            self.__dict__["get"] = self._dict.get  # from now on
            return self._dict.get(key)
        wanted = f"{key}\t".encode(errors="surrogatepass")
        start = self._first(wanted)
        if start < 0:
            return None
        return self._content[start + len(wanted) : self._content.index(b"\n", start)].decode()

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def has_longer_key(self, prefix: str) -> bool:
        """Return True if some key begins with these letters and is longer.

        >>> SortedMap("countries.tsv").has_longer_key("belar"), SortedMap("countries.tsv").has_longer_key("atlan")
        (True, False)
        """
        wanted = prefix.encode(errors="surrogatepass")
        start = self._first(wanted)
        if start < 0:
            return False
        if self._content.startswith(b"\t", start + len(wanted)):  # the key itself, before longer ones
            start = self._content.index(b"\n", start) + 1
        return self._content.startswith(wanted, start)

    def _first(self, wanted: bytes) -> int:
        """Return the offset of the first line that begins with ``wanted``, or -1."""
        lines, starts = self._blocks
        after = bisect_left(lines, wanted.removesuffix(b"\t"))  # the line is the first of this block, or in that before
        return self._content.find(b"\n" + wanted, starts[max(after - 1, 0)], starts[after] + len(wanted) + 1) + 1 or -1


def sorted_map_bytes(lines: dict[str, str]) -> bytes:
    """Return the content of a file for :class:`SortedMap`."""
    return "".join(f"{key}\t{lines[key]}\n" for key in sorted(lines)).encode()

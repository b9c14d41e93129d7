"""The compiled data files that ship with the package, read whole or searched by key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"
_MANY = 1000
"""Searches after which a file is read into a dictionary: a short text needs few of its lines, a long one needs them fast."""


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
        return read_data(self._name)

    @cached_property
    def _dict(self) -> dict[str, str]:
        values: dict[str, str] = {}
        found = {key: values.setdefault(value, value) for key, value in self}  # most values are those of many keys
        self.__dict__.pop("_content", None)  # another thread may have done so
        return found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for line in self._content.decode().split("\n")[:-1]:
            key, _, value = line.partition("\t")
            yield key, value

    def get(self, key: str) -> str | None:
        """Return the value of a key, or ``None`` if there is none."""
        if self._searches > _MANY:
            return self._dict.get(key)
        self._searches += 1
        wanted = f"{key}\t".encode(errors="surrogatepass")
        at = self._bisect(wanted)
        if not self._content.startswith(wanted, at):
            return None
        return self._content[at + len(wanted) : self._content.index(b"\n", at)].decode()

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def has_longer_key(self, prefix: str) -> bool:
        """Return True if some key begins with these letters and is longer.

        >>> SortedMap("countries.tsv").has_longer_key("belar"), SortedMap("countries.tsv").has_longer_key("atlan")
        (True, False)
        """
        wanted = prefix.encode(errors="surrogatepass")
        at = self._bisect(wanted + b"\n")  # sorts after the key itself (a tab follows), before longer keys
        return self._content.startswith(wanted, at)

    def _bisect(self, wanted: bytes) -> int:
        """Return the offset of the first line that does not sort before ``wanted``."""
        lines = self._content
        low, high = 0, len(lines)
        while low < high:
            middle = (low + high) // 2
            start = lines.rfind(b"\n", low, middle) + 1 or low
            end = lines.index(b"\n", start) + 1
            if lines[start:end] < wanted:
                low = end
            else:
                high = start
        return low


def sorted_map_bytes(lines: dict[str, str]) -> bytes:
    """Return the content of a file for :class:`SortedMap`."""
    return "".join(f"{key}\t{lines[key]}\n" for key in sorted(lines)).encode()

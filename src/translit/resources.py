"""The compiled data that ships with the package: whole files, and sorted lists that are searched without being read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"
_MANY = 1000
"""Questions after which a list is read into a dictionary: few names need few of its lines, many need them at once."""


def read_data(name: str) -> bytes:
    """The file ``name`` of ``src/translit/data/``."""
    return (_FOLDER / name).read_bytes()


class SortedMap:
    """A list of keys, each with a value: the lines of a file, a tab between the two, sorted by the bytes of the keys.

    A process that has one short text to look at would spend most of its time on reading lists of many thousand lines.

    >>> codes = SortedMap("countries.tsv")
    >>> codes.get("burma"), codes.get("atlantis")
    ('MM *', None)
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._asked = 0

    @cached_property
    def _content(self) -> bytes:
        return read_data(self._name)

    @cached_property
    def _read(self) -> dict[str, str]:
        found = dict(self)
        self.__dict__.pop("_content", None)  # another thread may have done so
        return found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for line in self._content.decode().split("\n")[:-1]:
            key, _, value = line.partition("\t")
            yield key, value

    def get(self, key: str) -> str | None:
        """The value of a key, or ``None`` if it is not in the list."""
        if self._asked > _MANY:
            return self._read.get(key)
        self._asked += 1
        return self._searched(key)

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def has_longer_key(self, beginning: str) -> bool:
        """Whether some key begins with these letters and goes on.

        >>> SortedMap("countries.tsv").has_longer_key("belar"), SortedMap("countries.tsv").has_longer_key("atlan")
        (True, False)
        """
        lines, wanted = self._content, beginning.encode(errors="surrogatepass")
        at = self._place(wanted + b"\n")  # after the key itself, whose line goes on with a tab, and before longer ones
        return lines.startswith(wanted, at)

    def _searched(self, key: str) -> str | None:
        wanted = f"{key}\t".encode(errors="surrogatepass")
        at = self._place(wanted)
        if not self._content.startswith(wanted, at):
            return None
        return self._content[at + len(wanted) : self._content.index(b"\n", at)].decode()

    def _place(self, wanted: bytes) -> int:
        """Where the first line begins that is not before ``wanted``."""
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
    """The content of a file for :class:`SortedMap`."""
    return "".join(f"{key}\t{lines[key]}\n" for key in sorted(lines)).encode()

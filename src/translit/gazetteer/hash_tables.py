"""Hash tables as flat arrays: how an index stores the numbers that a key leads to, and how it looks a key up.

An entry is 32 bits of the key's CRC-32 above 32 bits of a number. Keys themselves are not stored: two keys with one hash
lead to the numbers of both, and the caller checks what he finds. Buckets hold the entries whose hashes begin with the
same bits; ``starts`` has the place where each bucket begins, and last where the last one ends.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from zlib import crc32

from translit.gazetteer.packing import check, not_crowded, sorted_entries, split, starts

CAP = 600
"""Numbers that a blocking key may lead to: a bound of the time of a search. A more frequent key does not discriminate."""
_IN_BUCKET = 4  # entries in a bucket, at most on average: their whole hashes are compared one by one
_CHECKED_IN_BUCKET = 16  # the same where eight bits tell entries apart: at most one key of 16 leads to a wrong number


def table_entry(key: str, number: int) -> int:
    """Return the entry of a key and a number below 2**32."""
    return _hash(key) << 32 | number


class HashTable:
    """Sorted entries with the whole hashes of their keys."""

    __slots__ = ("_entries", "_shift", "_starts")

    def __init__(self, entries: memoryview, starts: memoryview) -> None:
        self._entries, self._starts = entries.cast("Q"), starts.cast("I")
        self._shift = 33 - len(self._starts).bit_length()

    def fits(self) -> bool:
        """Return True if the starts are those of all buckets, and end where the entries do."""
        return _fit(self._starts, len(self._entries))

    def get(self, key: str, most: int = 1 << 32) -> list[int]:
        """Return the numbers that a key leads to, in order; none if there are more than ``most``."""
        code = _hash(key)
        bucket, entries, found = code >> self._shift, self._entries, []
        for place in range(self._starts[bucket], self._starts[bucket + 1]):
            entry = entries[place]
            if entry >> 32 == code:
                found.append(entry & 0xFFFFFFFF)
        return found if len(found) <= most else []

    @staticmethod
    def pack(entries: Iterable[int]) -> tuple[bytes, bytes]:
        """Return the arrays of a table: its entries and its starts."""
        kept = sorted_entries(entries)
        return kept.tobytes(), starts(kept, _bits(kept, _IN_BUCKET))


class BucketTable:
    """Numbers, each with eight bits of the hash of its key: three or five bytes instead of eight, and now and then a wrong
    number.

    For blocking keys, whose numbers are scored anyway. Numbers take two bytes if all are below 2**16, else four; the last
    byte of the entries says which.
    """

    __slots__ = ("_checks", "_numbers", "_shift", "_starts")

    def __init__(self, entries: memoryview, starts: memoryview) -> None:
        width = 2 if entries[-1] == 2 else 4
        size = width * ((len(entries) - 1) // (width + 1))
        self._numbers, self._checks = entries[:size].cast("H" if width == 2 else "I"), entries[size:-1]
        self._starts = starts.cast("I")
        self._shift = 33 - len(self._starts).bit_length()

    @property
    def arrays(self) -> tuple[memoryview, memoryview, memoryview, int]:
        """The numbers, their checks, the starts of the buckets, and the bits of a hash that do not tell its bucket."""
        return self._numbers, self._checks, self._starts, self._shift

    def fits(self) -> bool:
        """Return True if the starts are those of all buckets, and end where the numbers do."""
        return _fit(self._starts, len(self._numbers)) and len(self._numbers) == len(self._checks)

    def get(self, key: str) -> list[int]:
        """Return the numbers that a key leads to, in order."""
        code = _hash(key)
        bucket = code >> self._shift
        start, end = self._starts[bucket], self._starts[bucket + 1]
        if start == end:
            return []
        checks, wanted = bytes(self._checks[start:end]), check(code, self._shift)
        first = checks.find(wanted)
        return self._numbers[start + first : start + checks.rfind(wanted) + 1].tolist() if first >= 0 else []

    @staticmethod
    def pack(entries: Iterable[int]) -> tuple[bytes, bytes]:
        """Return the arrays of a table: its numbers with their checks, and its starts. Frequent keys are left out."""
        kept = not_crowded(sorted_entries(entries), CAP)
        bits = _bits(kept, _CHECKED_IN_BUCKET)
        numbers, checks = split(kept, 32 - bits)
        if max(numbers, default=0) < 1 << 16:
            numbers = array("H", numbers)
        return b"".join((numbers, checks, bytes([numbers.itemsize]))), starts(kept, bits)


def _fit(starts: memoryview, entries: int) -> bool:
    buckets = len(starts) - 1
    return buckets > 1 and buckets & (buckets - 1) == 0 and bool(starts[-1] == entries)


def _bits(entries: array[int], in_bucket: int) -> int:
    """Return how many bits the numbers of the buckets have."""
    return max(1, (len(entries) // in_bucket).bit_length())


def _hash(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass"))

"""Hash tables as flat arrays: how an index stores the numbers that a key leads to, and how it looks a key up.

An entry is 32 bits of the key's CRC-32 above 32 bits of a number. Keys themselves are not stored: two keys with one hash
lead to the numbers of both, and the caller checks what he finds. Buckets hold the entries whose hashes begin with the
same bits; ``starts`` has the place where each bucket begins, and last where the last one ends.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from zlib import crc32

CAP = 600
"""Numbers that one key of a :class:`BucketTable` may lead to; a more frequent key does not discriminate."""
_IN_BUCKET = 4  # entries in a bucket of a HashTable, on average


def table_entry(key: str, number: int) -> int:
    """Return the entry of a key and a number below 2**32."""
    return _hash(key) << 32 | number


class HashTable:
    """Sorted entries with the whole hashes of their keys."""

    __slots__ = ("_entries", "_shift", "_starts")

    def __init__(self, entries: memoryview, starts: memoryview) -> None:
        self._entries, self._starts = entries.cast("Q"), starts.cast("I")
        self._shift = 33 - len(self._starts).bit_length()

    def get(self, key: str, most: int = 1 << 32) -> list[int]:
        """Return the numbers that a key leads to, in order; none if there are more than ``most``."""
        code = _hash(key)
        bucket = code >> self._shift
        start, end = self._starts[bucket], self._starts[bucket + 1]
        if start == end:
            return []
        found = [entry & 0xFFFFFFFF for entry in self._entries[start:end].tolist() if entry >> 32 == code]
        return found if len(found) <= most else []

    @staticmethod
    def pack(entries: Iterable[int]) -> tuple[bytes, bytes]:
        """Return the arrays of a table: its entries and its starts."""
        entries = sorted(set(entries))
        bits = max(1, (len(entries) // _IN_BUCKET).bit_length())
        return array("Q", entries).tobytes(), _starts(bits, entries)


class BucketTable:
    """Numbers only, without the hashes of their keys: half the size, but a key leads to the numbers of its whole bucket.

    For blocking keys, where a bucket holds one key or a few and a wrong candidate is rejected by its score.
    """

    __slots__ = ("_numbers", "_shift", "_starts")

    def __init__(self, numbers: memoryview, starts: memoryview) -> None:
        self._numbers, self._starts = numbers.cast("I"), starts.cast("I")
        self._shift = 33 - len(self._starts).bit_length()

    def get(self, key: str) -> list[int]:
        """Return the numbers in the bucket of a key."""
        bucket = _hash(key) >> self._shift
        return self._numbers[self._starts[bucket] : self._starts[bucket + 1]].tolist()

    @staticmethod
    def pack(entries: Iterable[int]) -> tuple[bytes, bytes]:
        """Return the arrays of a table: its numbers and its starts. Keys of more than ``CAP`` numbers are left out."""
        entries = sorted(set(entries))
        counts = Counter([entry >> 32 for entry in entries])
        bits = max(1, min(32, (len(counts) * 2).bit_length() - 1))
        if crowded := {key for key, count in counts.items() if count > CAP}:
            entries = [entry for entry in entries if entry >> 32 not in crowded]
        return array("I", (entry & 0xFFFFFFFF for entry in entries)).tobytes(), _starts(bits, entries)


def _starts(bits: int, entries: list[int]) -> bytes:
    """Return where each of ``2**bits`` buckets begins."""
    sizes = array("I", bytes(4 * ((1 << bits) + 1)))
    shift = 64 - bits
    for entry in entries:
        sizes[(entry >> shift) + 1] += 1
    return array("I", accumulate(sizes)).tobytes()


def _hash(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass"))

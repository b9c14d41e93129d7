"""How the entries of a hash table become its arrays, by the compiled core if it is in use: a long list has many millions.

What the arrays are stands in :mod:`translit.gazetteer.hash_tables`.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import accumulate

from translit.core import library
from translit.core.memory import address


def sorted_entries(entries: Iterable[int]) -> array[int]:
    """Return entries in order, each once.

    >>> sorted_entries([3, 1, 3])
    array('Q', [1, 3])
    """
    if not (core := _core()):
        return array("Q", sorted(set(entries)))
    found = array("Q", entries)
    spare = array("Q", bytes(8 * len(found)))
    del found[core.translit_sorted(address(found), len(found), address(spare)) :]
    return found


def not_crowded(entries: array[int], most: int) -> array[int]:
    """Return sorted entries without those of hashes that more than ``most`` have."""
    if core := _core():
        del entries[core.translit_not_crowded(address(entries), len(entries), most) :]
        return entries
    counts = Counter([entry >> 32 for entry in entries])
    crowded = {code for code, count in counts.items() if count > most}
    return array("Q", [entry for entry in entries if entry >> 32 not in crowded]) if crowded else entries


def starts(entries: array[int], bits: int) -> bytes:
    """Return where each of ``2**bits`` buckets of sorted entries begins.

    >>> array("I", starts(array("Q", [1 << 63]), 1))
    array('I', [0, 0, 1])
    """
    sizes = array("I", bytes(4 * ((1 << bits) + 1)))
    if core := _core():
        core.translit_starts(address(entries), len(entries), bits, address(sizes))
        return sizes.tobytes()
    shift = 64 - bits
    for entry in entries:
        sizes[(entry >> shift) + 1] += 1
    return array("I", accumulate(sizes)).tobytes()


def split(entries: array[int], shift: int) -> tuple[array[int], bytes]:
    """Return the numbers of entries, and for each the eight bits of its hash that :func:`check` gives."""
    if core := _core():
        numbers, checks = array("I", bytes(4 * len(entries))), array("B", bytes(len(entries)))
        core.translit_split(address(entries), len(entries), shift, address(numbers), address(checks))
        return numbers, checks.tobytes()
    return array("I", [e & 0xFFFFFFFF for e in entries]), bytes([check(e >> 32, shift) for e in entries])


def postings(words_at: array[int], words: array[int], word_count: int) -> tuple[array[int], array[int]]:
    """Return where the forms of each word begin, and last where they end; and the forms, in order.

    ``words`` has the words of form after form, those of each from a place in ``words_at`` on.

    >>> postings(array("I", [0, 2, 3]), array("I", [1, 0, 1]), 2)
    (array('I', [0, 1, 3]), array('I', [0, 0, 1]))
    """
    sizes, core = array("I", bytes(4 * (word_count + 1))), _core()
    if core:
        forms, count = array("I", bytes(4 * len(words))), len(words_at) - 1
        found = address(words), address(words_at), count, word_count, address(sizes), address(forms)
        del forms[core.translit_postings(*found) :]
        return sizes, forms
    pairs = sorted(
        {word << 32 | form for form in range(len(words_at) - 1) for word in words[words_at[form] : words_at[form + 1]]}
    )
    for pair in pairs:
        sizes[(pair >> 32) + 1] += 1
    return array("I", accumulate(sizes)), array("I", [pair & 0xFFFFFFFF for pair in pairs])


def check(code: int, shift: int) -> int:
    """Return the eight bits of a hash that follow those of its bucket, so that a bucket is in the order of its checks."""
    return code >> (shift - 8) & 0xFF if shift >= 8 else code & 0xFF >> (8 - shift)


@cache
def _core() -> ctypes.CDLL | None:
    core = library()
    if core:
        array_of, size = ctypes.c_void_p, ctypes.c_int64
        core.translit_sorted.argtypes = (array_of, size, array_of)
        core.translit_not_crowded.argtypes = (array_of, size, size)
        core.translit_starts.argtypes = (array_of, size, ctypes.c_int32, array_of)
        core.translit_split.argtypes = (array_of, size, ctypes.c_int32, array_of, array_of)
        core.translit_postings.argtypes = (array_of, array_of, ctypes.c_uint32, ctypes.c_uint32, array_of, array_of)
        core.translit_postings.restype = ctypes.c_uint32
        core.translit_sorted.restype = core.translit_not_crowded.restype = size
    return core

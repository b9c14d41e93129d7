"""What an index stores of a word: its phonetic keys, its skeletons, and the hashes of its blocking keys.

A long list has many words, and all of this takes long to make; the compiled core makes it in one call.
"""

from __future__ import annotations

import ctypes
import threading
from array import array
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from translit.core import library
from translit.gazetteer.hash_tables import table_entry
from translit.gazetteer.skeleton_pairs import stored_skeletons
from translit.table.blocking import becomes, blocking_keys
from translit.table.compiled_keys import READINGS, ROOM, CompiledKeys, codes_of, compiled_keys
from translit.table.consonant_classes import becomes_consonants
from translit.table.phonetics import normalized
from translit.table.words import Word

_HASHES = 1000  # of a word, at most: the room that the core is given
_SKELETONS = 2 * ROOM  # bytes


class ListedWord(NamedTuple):
    """Phonetic keys with their penalties, skeletons, and the hashes of the blocking keys of a word."""

    keys: Mapping[str, float]
    skeletons: tuple[str, ...]
    hashes: array[int]


def listed_word(made: Word) -> ListedWord:
    """Return what an index stores of a word.

    >>> from translit.table.words import word
    >>> listed_word(word("Kiev")).keys, sorted(listed_word(word("Kiev")).skeletons)
    ({'kev': 0.0, 'kiv': 0.0, 'kif': 0.03}, ['kf'])
    """
    found = compiled(made) if (compiled := compiled_listed_word()) else None
    return found or read_word(made)


def read_word(made: Word) -> ListedWord:
    """Return what :func:`listed_word` does, without the compiled core."""
    hashes = array("I", [table_entry(key, 0) >> 32 for keys in blocking_keys(made) for key in keys])
    return ListedWord(made.phonetic_keys, tuple(stored_skeletons(made)), hashes)


class _Room(threading.local):
    """What is stored of a word is written to, for each thread."""

    def __init__(self) -> None:
        self.letters, self.skeletons = ctypes.create_string_buffer(ROOM), ctypes.create_string_buffer(_SKELETONS)
        self.penalties = (ctypes.c_double * READINGS)()
        self.hashes = (ctypes.c_uint32 * _HASHES)()
        self.counts = (ctypes.c_uint32 * 3)()


class _Compiled:
    """What an index stores of words in Latin and Cyrillic letters, by the library."""

    def __init__(self, core: ctypes.CDLL, keys: CompiledKeys) -> None:
        self._keys = keys
        self._becomes = b"".join([*becomes(), *becomes_consonants()])
        self._call = core.translit_listed
        self._call.argtypes = (
            *(ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_int32, ctypes.c_int32, ctypes.c_int32),
            *(ctypes.c_void_p, ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p),
            ctypes.c_void_p,
        )
        self._room = _Room()

    def __call__(self, made: Word) -> ListedWord | None:
        """Return what is stored of a word, or ``None`` if Python must read it."""
        word, room = normalized(made.text), self._room
        asked = codes_of(word), len(word), self._keys.number(made.lang), made.text.isascii()
        out = room.letters, ROOM, room.penalties, room.hashes, room.skeletons, room.counts
        if self._call(self._keys.tables, self._becomes, *asked, *out) < 0:
            return None
        keys, hashes, skeletons = room.counts
        found = zip(room.letters.value.decode().split("\n"), room.penalties[:keys], strict=False)
        bare = room.skeletons.value.decode().split("\n") if skeletons else ()
        return ListedWord(dict(found), tuple(bare), array("I", memoryview(room.hashes)[:hashes].tobytes()))


@cache
def compiled_listed_word() -> _Compiled | None:
    """Return what reads words by the compiled core, if it is in use."""
    core, keys = library(), compiled_keys()
    return _Compiled(core, keys) if core and keys else None

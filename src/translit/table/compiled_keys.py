"""The phonetic keys of words in Latin and Cyrillic letters by the compiled core: those that ``phonetics`` gives, too."""

from __future__ import annotations

import ctypes
import sys
import threading
from functools import cache

from translit.core import library
from translit.resources import read_data
from translit.table.tables import tables

NOT_READ = -2
"""What the library returns of a word that Python must read."""
READINGS = 64
"""Keys of a word, at most: as many as one machine word has bits."""
ROOM = 4096
"""Bytes of the keys of a word; of one with more Python makes the keys."""
_ANY, _SYLLABLES = -1, -2  # instead of the number of a language: none with a matrix, one that is read by syllables


class _Room(threading.local):
    """What the keys of a word are written to, for each thread."""

    def __init__(self) -> None:
        self.letters = ctypes.create_string_buffer(ROOM)
        self.penalties = (ctypes.c_double * READINGS)()


class CompiledKeys:
    """Phonetic keys by the library. ``tables`` is what it reads words by."""

    def __init__(self, core: ctypes.CDLL) -> None:
        self.tables = ctypes.create_string_buffer(read_data("phonetics.bin"))
        self._call = core.translit_keys
        self._call.argtypes = (
            *(ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int32, ctypes.c_int32),
            *(ctypes.c_void_p, ctypes.c_int32, ctypes.c_void_p),
        )
        self._languages = {
            code: _SYLLABLES if language.syllabic else number
            for number, (code, language) in enumerate(tables().languages.items())
        }
        self._room = _Room()

    def number(self, lang: str | None) -> int:
        """Return the number by which the library knows a language."""
        return self._languages.get(lang, _ANY) if lang else _ANY

    def penalties(self, word: str, lang: str | None) -> dict[str, float] | None:
        """Return the keys of a normalized word with their penalties, or ``None`` if Python must read it."""
        letters, penalties = self._room.letters, self._room.penalties
        count = self._call(self.tables, codes_of(word), len(word), self.number(lang), letters, ROOM, penalties)
        if count < 0:
            return None
        return dict(zip(letters.value.decode().split("\n"), penalties[:count], strict=False))


def codes_of(word: str) -> bytes:
    """Return the letters of a word as the library reads them."""
    return word.encode("utf-32-le", "surrogatepass")


@cache
def compiled_keys() -> CompiledKeys | None:
    """Return the keys by the compiled core, if it is in use."""
    core = library()
    return CompiledKeys(core) if core and sys.byteorder == "little" else None

"""The phonetic keys of words in Latin and Cyrillic letters by the compiled core: those that ``phonetics`` gives, too."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache

from translit.core import library
from translit.resources import read_data
from translit.table.tables import tables

_READINGS = 64  # keys of a word, at most: as many as one machine word has bits
_ROOM = 4096  # bytes of the keys of a word; of one with more Python makes the keys
_ANY = -1  # the language of a word that is in no particular one


@cache
def compiled() -> Callable[[str, str | None], dict[str, float] | None] | None:
    """Return what gives the keys of a word with their penalties, or ``None`` for a word that Python must read.

    The word is in small letters and normalized, its language none that is read by syllables. ``None`` without the core.
    """
    core = library()
    if core is None or sys.byteorder != "little":
        return None
    call, content = core.translit_keys, ctypes.create_string_buffer(read_data("phonetics.bin"))
    call.argtypes = (
        *(ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int32, ctypes.c_int32),
        *(ctypes.c_void_p, ctypes.c_int32, ctypes.c_void_p),
    )
    numbers = {code: number for number, code in enumerate(tables().languages)}
    text, doubles = ctypes.c_char * _ROOM, ctypes.c_double * _READINGS

    def found(word: str, lang: str | None) -> dict[str, float] | None:
        letters, penalties = text(), doubles()
        codes = word.encode("utf-32-le", "surrogatepass")
        named = numbers.get(lang, _ANY) if lang else _ANY
        count = call(content, codes, len(word), named, letters, _ROOM, penalties)
        if count < 0:
            return None
        return dict(zip(letters.value.decode().split("\n"), penalties[:count], strict=False))

    return found

"""The listed names that share two words with a text, as the compiled core finds them: what it has to know of words.

Python says what is found: ``translit.match.candidates``, ``translit.names.given_names.may_be_near``. The core takes listed
words from the index, folds those of Latin, Greek and Cyrillic letters, and leaves what it does not know to Python.
"""

from __future__ import annotations

import ctypes
import sys
import unicodedata
from array import array
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Any
from zlib import crc32

from translit.core.memory import address
from translit.gazetteer.skeleton_pairs import LEAST_CUT, MOST_CUT, classes_in_any_case, skeletons_in_any_case
from translit.names.given_names import (
    CLASS_FILES,
    SHORTEST_LATIN_KEY,
    given_name_classes,
    inflected_given_name_classes,
)
from translit.names.organizations import may_be_another_word
from translit.names.parse import ROLES
from translit.resources import read_data
from translit.table.words import MAY_BE_ALIKE, MAY_BE_JOINED, MAY_BE_MISSPELLED, SLACK, Word
from translit.text.fold import fold, script_of
from translit.text.tokens import is_small

ASK = 2
"""The verdict on a form of which only Python knows whether it has the words."""
_LETTERS = 0x530  # the first characters, up to the end of Cyrillic: what follows is mostly not folded letter by letter
_BLOCK = 32  # letters that are folded when one of them is met
_KNOWN, _OTHER = 1, 2
_UNKNOWN_LETTER = -2
_CHARACTERS = f"utf-32-{sys.byteorder[0]}e"


class _Letters(ctypes.Structure):
    """What folding makes of letters, in the order of ``close.c``."""

    _fields_ = (
        ("folded", ctypes.c_uint32 * 2 * _LETTERS),
        ("script", ctypes.c_uint32 * _LETTERS),
        ("state", ctypes.c_uint8 * _LETTERS),
        ("small", ctypes.c_uint8 * _LETTERS),
    )


class _Map(ctypes.Structure):
    _fields_ = (("content", ctypes.c_char_p), ("size", ctypes.c_uint64))


class _Rules(ctypes.Structure):
    """The numbers of other modules that decide what is near, in the order of ``close.c``."""

    _fields_ = (
        *((name, ctypes.c_double) for name in ("alike", "misspelled", "joined")),
        ("slack", ctypes.c_int32),
        *((name, ctypes.c_uint32) for name in ("shortest_latin", "latin")),
        *((name, ctypes.c_uint8) for name in ("given", "family", "content", "light")),
        *((name, _Map) for name in ("spelled", "shortened", "heard")),
        ("letters", ctypes.POINTER(_Letters)),
    )


_letters = _Letters()
_cut_sizes = array("I", [LEAST_CUT, MOST_CUT])


class CloseNames:
    """The search by the library in the segments of one gazetteer."""

    def __init__(self, library: ctypes.CDLL, segments: ctypes.Array[Any]) -> None:
        self._library, self._segments = library, segments

    def sharing_pairs(self, words: Sequence[Word], most: int) -> list[int]:
        """Return the forms that share most pairs of skeletons with two of some words."""
        return [number for number, _ in self._search(words, most, None)]

    def near(self, words: Sequence[Word], most: int) -> list[tuple[int, int]]:
        """Return those of them that may have all of the words, each with a verdict."""
        return self._search(words, most, bytearray(most))

    def _search(self, words: Sequence[Word], most: int, verdicts: bytearray | None) -> list[tuple[int, int]]:
        if len(words) < 2:
            return []
        packed = [_packed(word) for word in words]
        at = (ctypes.c_void_p * len(packed))(*map(address, packed))
        forms, missing = array("I", bytes(4 * most)), ctypes.c_uint32()
        out = (ctypes.c_uint8 * most).from_buffer(verdicts) if verdicts is not None else None
        while True:
            found = self._library.translit_close(
                self._segments, len(self._segments), at, len(packed), ctypes.c_void_p(address(_cut_sizes)),
                ctypes.byref(_rules()), most, ctypes.c_void_p(address(forms)), out, ctypes.byref(missing),
            )  # fmt: skip
            if found != _UNKNOWN_LETTER:
                break
            _learn(missing.value)
        if found < 0:
            raise MemoryError
        return [*zip(forms[:found].tolist(), verdicts or bytes(found), strict=False)]


@cache
def _rules() -> _Rules:
    contents = map(read_data, CLASS_FILES)
    return _Rules(
        MAY_BE_ALIKE, MAY_BE_MISSPELLED, MAY_BE_JOINED, SLACK, SHORTEST_LATIN_KEY, _number("Latin"),
        *map(ROLES.index, ("given", "family", "content", "light")),
        *(_Map(content, len(content)) for content in contents), ctypes.pointer(_letters),
    )  # fmt: skip


def _number(script: str) -> int:
    return crc32(script.encode())


def _learn(met: int) -> None:
    """Fill in what folding makes of a letter and its neighbours."""
    start = met - met % _BLOCK
    for code in range(start, min(start + _BLOCK, _LETTERS)):
        letter = chr(code)
        folded = fold(letter)
        for place, c in enumerate(folded[:2]):
            _letters.folded[code][place] = ord(c)
        _letters.script[code] = _number(script_of(letter))
        _letters.small[code] = is_small(letter)
        is_alone = unicodedata.category(letter)[0] != "M" and unicodedata.is_normalized("NFC", letter)
        _letters.state[code] = _KNOWN if is_alone and len(folded) <= 2 else _OTHER


@lru_cache(maxsize=1 << 10)
def _packed(word: Word) -> array[int]:
    """Return a word as the core reads it: numbers, then the letters of all its texts."""
    classes = given_name_classes(word) | inflected_given_name_classes(word)
    lists = (word.phonetic_keys, word.stems, skeletons_in_any_case(word), classes_in_any_case(word), classes)
    texts = [*chain.from_iterable(lists)]
    flags = (word.abjad or word.syllabic) | 2 * word.abjad | 4 * may_be_another_word(word.folded)
    own = (word.folded, word.key)
    found = array("I", [_number(word.script), flags, *map(len, own), *map(len, lists), *map(len, texts)])
    found.frombytes("".join([*own, *texts]).encode(_CHARACTERS, "surrogatepass"))
    return found

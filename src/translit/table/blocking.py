"""Blocking keys: the coarse keys under which ``gazetteer.index`` lists a word, and under which it looks for one.

Candidate generation by them finds more than is meant; :func:`translit.table.words.similarity` then scores the candidates.
All blocking keys are made from phonetic keys. Each begins with the sign of its kind:

``=`` a phonetic key · ``~`` a coarse key, some vowels and consonants merged, and its deletion neighbours (every string that
it becomes by leaving out one letter), so that keys with one edit between them meet (Mor and Fraenkel 1982) · ``#`` the
consonant skeleton, likewise · ``^`` consonant classes and ``+`` consonant classes with matres lectionis, for abjads.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable, Collection, Iterable
from functools import cache, lru_cache

from translit.core import library
from translit.core.memory import address
from translit.limits import REMEMBERED_WORDS
from translit.table.phonetics import key_penalties
from translit.table.words import Word
from translit.text.patterns import regex

STRICT = "="
"""The sign of phonetic keys."""
# akanie, ikanie, Belarusian and Ukrainian h for g, ts and ch for t, hushers without their háček, j and softness not written
_COARSE = str.maketrans({"o": "a", "e": "i", "h": "g", "c": "t", "S": "s", "C": "s", "Z": "z", "j": None, "'": None})
# final devoicing and its spellings
_SKELETON = str.maketrans({"b": "p", "d": "t", "g": "k", "v": "f", "z": "s"})
_VOWELS = regex("(?<!^)[aiu]+")
_DOUBLE = regex(r"(.)\1+")
_ARTICLE = regex("^[ae].{1,3}[- ](?=.{2})")  # al-, el-, ad-, ash-
_LONGEST = 48  # a longer key has no deletion neighbours: their size grows with its square, and no name has such words
_SHORTEST = 4  # a shorter key has none, either: those would be shared by too many words
_SHORTEST_OF_ABJAD = 3  # abjads write fewer letters


@lru_cache(maxsize=REMEMBERED_WORDS)
def coarse(key: str) -> str:
    """Return a phonetic key with the phonemes merged that conventions confuse most.

    >>> coarse("cixanovskaja"), coarse("tixonovskaja")
    ('tixanafska', 'tixanafska')
    """
    merged = key.replace("ts", "c").replace("dz", "z").replace("v", "f").translate(_COARSE)
    return _DOUBLE.sub(r"\1", merged) if key.isascii() else merged


@lru_cache(maxsize=REMEMBERED_WORDS)
def skeleton(key: str) -> str:
    """Return the coarse form of a phonetic key, voiced and voiceless consonants merged, with no vowel but the first letter.

    >>> skeleton("lukaSenko"), skeleton("lukaZenka")
    ('lksnk', 'lksnk')
    """
    return _DOUBLE.sub(r"\1", _bare(coarse(key)))


def _bare(key: str) -> str:
    return _VOWELS.sub("", key).translate(_SKELETON)


def skeletons(keys: Collection[str]) -> set[str]:
    """Return the skeletons of phonetic keys.

    >>> skeletons(["lukaSenko", "lukaZenka", "ivan"]) == {"lksnk", "ifn"}
    True
    """
    text = "\n".join(keys) + "\n"
    compiled = _compiled()
    if compiled and text.isascii() and text.count("\n") == len(keys) and "\0" not in text:
        return set(compiled(text.encode()).decode().split("\n"))
    return set(map(skeleton, keys))


@cache
def _compiled() -> Callable[[bytes], bytes] | None:
    """Return the skeletons of keys with a line end after each, by the compiled core."""
    core = library()
    if core is None:
        return None
    call = core.translit_skeletons
    call.argtypes = (*(ctypes.c_char_p, ctypes.c_int32), *(ctypes.c_char_p, ctypes.c_char_p), ctypes.c_void_p)
    coarser, bare = becomes()

    def found(keys: bytes) -> bytes:
        out = array("B", bytes(len(keys)))  # made faster than a buffer of ctypes, of which each length has a type
        call(keys, len(keys), coarser, bare, address(out))
        return out.tobytes().rstrip(b"\0")

    return found


def becomes() -> tuple[bytes, bytes]:
    """Return what the compiled core puts for phonemes in coarse keys, and for those in skeletons, 0 for none."""
    return (
        bytes(ord(chr(code).replace("v", "f").translate(_COARSE) or "\0") for code in range(128)),
        bytes(ord(_bare(f".{chr(code)}").removeprefix(".") or "\0") for code in range(128)),
    )


def deletion_neighbours(key: str, shortest: int) -> set[str]:
    """Return a key with each letter left out in turn; none if it is shorter than ``shortest``.

    >>> sorted(deletion_neighbours("abcd", 4)), deletion_neighbours("abc", 4)
    (['abc', 'abd', 'acd', 'bcd'], set())
    """
    return {key[:i] + key[i + 1 :] for i in range(len(key))} if shortest <= len(key) <= _LONGEST else set()


def strict_keys(word: Word) -> set[str]:
    """Return the phonetic keys of a word; of one without an alphabet also those of its written variants.

    Where a script writes no vowels, or syllables only, conventions write much that its phonemes do not tell. Of a variant
    with the Arabic article what follows it has keys, too: in a Latin name the article is a word of its own.
    """
    keys = set(word.phonetic_keys)
    if not (word.syllabic or word.abjad):
        return keys
    without_article = {_ARTICLE.sub("", written) for written in word.variants} if word.abjad else set()
    return keys.union(*map(key_penalties, word.variants | without_article))


def blocking_keys(word: Word) -> tuple[tuple[str, ...], ...]:
    """Return the blocking keys of a word by kind, from the strictest kind to the loosest; sorted within a kind.

    >>> from translit.table.words import word
    >>> strict, coarse, *_ = blocking_keys(word("Kiev"))
    >>> strict, coarse
    (('=kev', '=kif', '=kiv'), ('~kif',))
    """
    keys = word.phonetic_keys
    certain = [key for key, penalty in keys.items() if not penalty]
    near = {k for key in {coarse(key) for key in certain} for k in deletion_neighbours(key, _SHORTEST)}
    bare: set[str] = set()
    matres_near: set[str] = set()
    if word.abjad:
        matres_near = {k for key in word.with_matres for k in deletion_neighbours(key, _SHORTEST_OF_ABJAD)}
    else:
        bare = {k for key in {skeleton(k) for k in certain} for k in deletion_neighbours(key, _SHORTEST)}
        bare |= {skeleton(key) for key in (strict_keys(word) if word.syllabic else keys)}
    classes = {k for key in word.consonant_classes for k in (key, *deletion_neighbours(key, _SHORTEST))}
    return (
        _signed(STRICT, strict_keys(word)),
        _signed("~", {coarse(key) for key in keys} | near),
        _signed("#", bare, shortest=2),  # too many words share a single consonant
        _signed("^", classes, shortest=2),
        _signed("+", word.with_matres),
        _signed("+", matres_near, shortest=2),
    )


def _signed(sign: str, keys: Iterable[str], shortest: int = 0) -> tuple[str, ...]:
    return tuple(sorted([sign + key for key in keys if len(key) >= shortest]))

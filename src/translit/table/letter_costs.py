"""Letter costs: how likely Latin letters are for the letters of a native word, after Brill and Moore's string edits (2000).

A cost is -log2 P(Latin letters | native letters) in bits. Units are one or two native letters, the word's edges ``^`` and
``$`` among them, against up to four Latin ones. ``learn/letter_costs.py`` learns them for a language from pairs of names;
for an abjad, or a script of syllables, they are set by hand (``letters.yaml``). ``words.similarity`` scores by them.
"""

from __future__ import annotations

import ctypes
import json
import math
import unicodedata
from array import array
from collections.abc import Callable
from functools import cache, lru_cache, reduce
from typing import NamedTuple

from translit.core import library
from translit.core.memory import address
from translit.errors import UnknownLanguageError
from translit.limits import LONGEST_WORD, REMEMBERED_SHORTLY, REMEMBERED_WORDS
from translit.resources import SortedMap
from translit.table.syllables import JOINT, preprocess
from translit.table.tables import tables
from translit.text.fold import fold
from translit.text.han import is_han
from translit.text.patterns import regex

PAIR = 1.0
"""Bits that a unit of two native letters costs besides, so that pairs are used only where the context matters."""
_GERESH_SIGN = "׳"  # makes another letter of a Hebrew one; it is mostly written as an apostrophe
_UNKNOWN = 10.0  # bits of a letter that is lost, added, or written in a way never learned: a probability of 0.001
_PER_LETTER, _PER_WORD = 4.33, 2.16
"""A spelling that is so many bits dearer than the likeliest one, per native letter and once, has likeness 0. Set by hand: 3
nats per letter, and half of that per word, so that one strange letter does not decide on a short word."""
_MOSTLY = 1.0  # bits: half as likely as the likeliest letter
_IMPOSSIBLE = 1e9
_LONGEST = 256  # Latin letters of a word that the compiled core aligns
_LONGEST_UNIT = 4  # Latin letters, as in learn/letter_costs.py
_GERESH = regex(r"(?<=[א-ת])['’]")
_DOUBLE = regex(r"([^aeiou])\1+")
_SILENT = ("Mn", "Lm", "Sk", "Cf", "Po", "Pf", "Pi")  # marks, joiners, apostrophes
_HEARD = _GERESH_SIGN + "ー"  # signs that change what a letter stands for

Units = dict[str, dict[str, float]]
_Arc = tuple[dict[str, float], dict[str, float], float, float]
"""The bits of the Latin units for a native letter, alone and with the next one; of none, and of any other letter."""


class _Costs(NamedTuple):
    """The units of a language; the bits of Latin letters that no native letter stands for (``None`` where costs are
    learned); all Latin units, and all letters of these.
    """

    units: Units
    added: dict[str, float] | None
    latin: frozenset[str]
    known: frozenset[str]


_LEARNED = SortedMap("letter_costs.tsv")


@cache
def _costs(lang: str) -> _Costs:
    raw = _LEARNED.get(lang)
    if raw is None:
        raise UnknownLanguageError(f"no letter costs for {lang!r}; there are {', '.join(languages())}")
    units: Units = json.loads(raw)
    added = units.pop("", None)
    extra = PAIR if added is None else 0.0
    with_pair = {n: {k: bits + extra * (len(n) > 1) for k, bits in spelled.items()} for n, spelled in units.items()}
    latin = frozenset().union(*units.values())
    return _Costs(with_pair, added, latin, frozenset().union(*latin))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages whose letter costs were learned, and the scripts whose letter costs were set by hand.

    >>> languages()
    ('Arabic', 'Cjk', 'Hangul', 'Hebrew', 'Katakana', 'ar', 'ru')
    """
    return tuple(lang for lang, _ in _LEARNED)


def native_letters(word: str) -> str:
    """Return a native word as letter costs know it: lower case, composed, without vowel points and apostrophes.

    Hangul is decomposed into its letters (jamo), Han characters are those of their pinyin.

    >>> native_letters("Горбачёв"), native_letters("Лук’яненко")
    ('горбачёв', 'лукяненко')
    """
    if is_han(word[:1]):
        return preprocess(word, tables().languages["zh"], word=True).replace(JOINT, "")
    composed = _GERESH.sub(_GERESH_SIGN, unicodedata.normalize("NFC", word).lower())
    letters = "".join(c for c in composed if unicodedata.category(c) not in _SILENT or c in _HEARD)
    if (
        "가" <= letters[:1] <= "힣"
    ):  # the sign of a syllable without a consonant is left out: its vowel may be half a diphthong
        return unicodedata.normalize("NFD", letters).replace("ᄋ", "")
    return letters


def first_letters(letter: str, script: str) -> frozenset[str]:
    """Return the Latin letters that a native letter mostly stands for where a word begins, by the costs set by hand.

    >>> sorted(first_letters("פ", "Hebrew"))
    ['f', 'p']
    """
    units = _costs(script).units.get(native_letters(letter), {}) if script in languages() else {}
    return frozenset([latin[0] for latin, bits in units.items() if latin and bits <= _MOSTLY])


def latin_letters(word: str, known: frozenset[str] | None = None) -> str:
    """Return a Latin word as letter costs know it; letters with diacritics that are not among ``known`` lose them.

    >>> latin_letters("Kováč", frozenset("č"))
    'kovač'
    """
    if word.isascii() and word.isalnum():
        return word.lower()
    letters = native_letters(word)
    return letters if known is None else "".join(c if c in known else fold(c) for c in letters)


def cost(native: str, latin: str, lang: str, most: float = math.inf) -> float:
    """Return the bits of the cheapest alignment of ``latin`` with ``native``; infinite if it surely is above ``most``.

    Raises :class:`~translit.errors.UnknownLanguageError` if there are no letter costs for ``lang``.

    >>> cost("Лукашенко", "Lukashenko", "ru") < cost("Лукашенко", "Lucaszenco", "ru") < cost("Лукашенко", "Medvedev", "ru")
    True
    """
    if compiled := _compiled():
        letters = _packed_latin(latin, lang)
        if letters.size <= _LONGEST:
            return compiled(_packed_lattice(native, lang), letters, most)
    return _cheapest(native, latin, lang, most)


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def _cheapest(native: str, latin: str, lang: str, most: float) -> float:
    arcs, _ = _lattice(native, lang)
    added, places = _places(latin, lang)
    size = len(added)
    row, after = [0.0] + [_IMPOSSIBLE] * size, [_IMPOSSIBLE] * (size + 1)
    for alone, paired, nothing, other in arcs:
        later = [_IMPOSSIBLE] * (size + 1)
        last = before = _IMPOSSIBLE
        for j, bits in enumerate(row):
            if j and last + added[j - 1] < bits:
                row[j] = bits = last + added[j - 1]  # noqa: PLW2901
            bits_after = bits + nothing if bits + nothing < before else before
            after[j] = bits_after if bits_after < after[j] else after[j]
            last, before = bits, bits + other
        for latins, target in ((alone, after), (paired, later)):
            for unit in latins.keys() & places.keys():
                bits = latins[unit]
                for start, end in places[unit]:
                    total = row[start] + bits
                    if total < target[end]:  # noqa: PLR1730  calling min() is twice as slow
                        target[end] = total
        row, after = after, later
        if min(row) > most < min(after):
            return math.inf
    last = row[0]
    for bits, unaligned in zip(row[1:], added, strict=True):
        last = min(bits, last + unaligned)
    return last


def likeness(native: str, latin: str, lang: str) -> float:
    """Return how likely ``latin`` is a spelling of ``native``, 0..1: 1 for the likeliest one, less for every further bit.

    Where the costs are set by hand, a likeness below one half is returned as 0: such words are no candidates, and
    computing the exact value for so many of them is slow.

    >>> likeness("Лукашенко", "Lukaschenko", "ru") > 0.9 > 0.2 > likeness("Лукашенко", "Medvedev", "ru")
    True
    """
    if len(native) > LONGEST_WORD or len(latin) > LONGEST_WORD:
        return 0.0
    span, least, most = _scale(native, lang)
    return min(1.0, max(0.0, 1.0 - (cost(native, latin, lang, most) - least) / span))


@lru_cache(maxsize=REMEMBERED_WORDS)
def _scale(native: str, lang: str) -> tuple[float, float, float]:
    """Return in how many bits likeness falls to 0, the bits of the likeliest spelling, and the most that are looked for."""
    span = _PER_LETTER * len(native_letters(native)) + _PER_WORD
    _, least = _lattice(native, lang)
    return span, least, least + span / 2 if _costs(lang).added is not None else math.inf


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def _lattice(native: str, lang: str) -> tuple[list[_Arc], float]:
    """Return the arcs of a native word from edge to edge, and the bits of its cheapest path."""
    units = _costs(lang).units
    word = f"^{native_letters(native)}$"
    arcs: list[_Arc] = []
    row, after = 0.0, _IMPOSSIBLE
    for i, letter in enumerate(word):
        alone, paired = units.get(letter, {}), units.get(word[i : i + 2], {}) if word[i + 1 :] else {}
        nothing = alone.get("", 0.0 if letter in "^$" else _UNKNOWN)
        arcs.append((alone, paired, nothing, _IMPOSSIBLE if letter in "^$" else _UNKNOWN))
        with_next = row + min(paired.values(), default=_IMPOSSIBLE)
        row, after = min(after, row + min(alone.values(), default=nothing)), with_next
    return arcs, row


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def _places(latin: str, lang: str) -> tuple[list[float], dict[str, list[tuple[int, int]]]]:
    """Return the bits of each Latin letter if no native one stands for it, and the places of all units."""
    places: dict[str, list[tuple[int, int]]] = {}
    costs = _costs(lang)
    word = _aligned_letters(latin, lang)
    for start in range(len(word)):
        for end in range(start + 1, min(start + _LONGEST_UNIT, len(word)) + 1):
            if (unit := word[start:end]) in costs.latin:
                places.setdefault(unit, []).append((start, end))
    return [(costs.added or {}).get(letter, _UNKNOWN) for letter in word], places


def _aligned_letters(latin: str, lang: str) -> str:
    """Return the letters of a Latin word that are aligned; where costs are set by hand, double ones count once."""
    costs = _costs(lang)
    word = latin_letters(latin, costs.known)
    return word if costs.added is None else _DOUBLE.sub(r"\1", word)


class _Units(ctypes.Structure):
    """The units of a native letter or two, in the order of ``letters.c``; their arrays are kept beside the addresses."""

    _fields_ = (("units", ctypes.c_void_p), ("bits", ctypes.c_void_p), ("count", ctypes.c_uint32))


class _PackedArc(ctypes.Structure):
    _fields_ = (("alone", _Units), ("paired", _Units), ("nothing", ctypes.c_double), ("other", ctypes.c_double))


class _PackedLatin(NamedTuple):
    letters: bytes
    added: array[float]
    size: int


@cache
def _compiled() -> Callable[[bytes, _PackedLatin, float], float] | None:
    """Return :func:`cost` of packed words by the compiled core, if it is in use."""
    core = library()
    if core is None:
        return None
    call, number = core.translit_letter_cost, ctypes.c_uint32
    call.restype = ctypes.c_double
    call.argtypes = (
        ctypes.c_void_p, number, ctypes.c_char_p, ctypes.c_void_p, number, ctypes.c_double, ctypes.c_double,
    )  # fmt: skip

    def compiled(arcs: bytes, latin: _PackedLatin, most: float) -> float:
        count = len(arcs) // ctypes.sizeof(_PackedArc)
        return float(call(arcs, count, latin.letters, address(latin.added), latin.size, most, _IMPOSSIBLE))

    return compiled


@cache
def _numbers(lang: str) -> dict[str, int]:
    """Return the numbers of Latin letters, from 1 on."""
    return {letter: place for place, letter in enumerate(sorted(_costs(lang).known), 1)}


@cache
def _packed_units(native: str, lang: str) -> tuple[_Units, object]:
    """Return the units of a native letter or two as the core reads them, beside the arrays that they are in.

    They are never forgotten, since packed words hold their addresses.
    """
    numbers = _numbers(lang)
    rows = sorted(
        (reduce(lambda unit, c: unit << 8 | numbers[c], latin, 0), bits)
        for latin, bits in _costs(lang).units[native].items()
        if latin
    )
    units, costs = array("I", [unit for unit, _ in rows]), array("d", [bits for _, bits in rows])
    return _Units(address(units), address(costs), len(units)), (units, costs)


@lru_cache(maxsize=REMEMBERED_WORDS)
def _packed_lattice(native: str, lang: str) -> bytes:
    known, none, word = _costs(lang).units, _Units(), f"^{native_letters(native)}$"
    arcs, _ = _lattice(native, lang)
    found = (_PackedArc * len(arcs))()
    for i, (_, _, nothing, other) in enumerate(arcs):
        pair = word[i : i + 2] if word[i + 1 :] else ""
        alone = _packed_units(word[i], lang)[0] if word[i] in known else none
        paired = _packed_units(pair, lang)[0] if pair in known else none
        found[i] = _PackedArc(alone, paired, nothing, other)
    return bytes(found)


@lru_cache(maxsize=REMEMBERED_WORDS)
def _packed_latin(latin: str, lang: str) -> _PackedLatin:
    word, numbers, added = _aligned_letters(latin, lang), _numbers(lang), _costs(lang).added or {}
    costs = array("d", [added.get(letter, _UNKNOWN) for letter in word])
    return _PackedLatin(bytes([numbers.get(letter, 0) for letter in word]), costs, len(word))

"""The letter channel: what it costs to write a native word in these Latin letters.

A cost is -log2 P(Latin letters | native letters) in bits. Units are one or two native letters, the word's edges ``^`` and
``$`` among them, against up to four Latin ones. ``learn/letter_costs.py`` learns them for a language from pairs of names;
for a script that leaves vowels out they are set by hand (``letters.yaml``). They serve for scoring only.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from translit.errors import UnknownLanguageError
from translit.resources import SortedMap
from translit.text.fold import fold

PAIR = 1.0
"""Bits that a unit of two native letters pays: pairs stand only where the context matters."""
GERESH = "׳"
"""Makes another letter of a Hebrew one; it is mostly written as an apostrophe."""
UNKNOWN = 10.0
"""Bits of a letter that is lost, added, or written in a way that was never learned."""
PER_LETTER, PER_WORD = 4.33, 2.16
"""A spelling that is this many bits dearer than the likeliest one, per native letter and once, has likeness 0."""
_GERESH = re.compile(r"(?<=[א-ת])['’]")
_DOUBLE = re.compile(r"([^aeiou])\1+")
_SILENT = ("Mn", "Lm", "Sk", "Cf", "Po", "Pf", "Pi")  # marks, joiners, apostrophes

Units = dict[str, dict[str, float]]


class _Arc(NamedTuple):  # what the native letter at one place may become, alone and with the next one
    alone: dict[str, float]
    paired: dict[str, float]
    nothing: float
    other: float


class _Costs(
    NamedTuple
):  # the units, pairs with their extra price, Latin letters that nothing stands for, all Latin letters
    units: Units
    added: dict[str, float] | None
    known: frozenset[str]


_LEARNED = SortedMap("letter_costs.tsv")


@cache
def _costs(lang: str) -> _Costs:
    """Those of a language or script."""
    raw = _LEARNED.get(lang)
    if raw is None:
        raise UnknownLanguageError(f"no letter costs for {lang!r}; there are {', '.join(languages())}")
    units: Units = json.loads(raw)
    added = units.pop("", None)
    extra = PAIR if added is None else 0.0
    priced = {n: {k: bits + extra * (len(n) > 1) for k, bits in spelled.items()} for n, spelled in units.items()}
    known = frozenset(letter for spelled in units.values() for latin in spelled for letter in latin)
    return _Costs(priced, added, known)


@cache
def languages() -> tuple[str, ...]:
    """The languages whose letter costs were learned, and the scripts that have them by hand."""
    return tuple(lang for lang, _ in _LEARNED)


def native_letters(word: str) -> str:
    """A native word as the channel reads it: lower case, composed, without vowel points and apostrophes.

    Hangul is taken apart into its single sounds.

    >>> native_letters("Горбачёв"), native_letters("Лук’яненко")
    ('горбачёв', 'лукяненко')
    """
    composed = _GERESH.sub(GERESH, unicodedata.normalize("NFC", word).lower())
    letters = "".join(c for c in composed if unicodedata.category(c) not in _SILENT or c == GERESH)
    return unicodedata.normalize("NFD", letters) if "가" <= letters[:1] <= "힣" else letters


def latin_letters(word: str, known: frozenset[str] | None = None) -> str:
    """A Latin word as the channel reads it; letters with diacritics that are not among ``known`` lose them.

    >>> latin_letters("Kováč", frozenset("č"))
    'kovač'
    """
    letters = native_letters(word)
    return letters if known is None else "".join(c if c in known else fold(c) for c in letters)


LONGEST = 100
"""No word has more letters; what has is not aligned, since the time for it grows with the product of both lengths."""


@lru_cache(maxsize=1 << 12)
def cost(native: str, latin: str, lang: str, most: float = math.inf) -> float:
    """Bits of the cheapest way to write ``native`` of language ``lang`` as ``latin``; infinite if surely above ``most``.

    Raises
    ------
    UnknownLanguageError
        If no letter costs were learned for ``lang``.

    Examples
    --------
    >>> cost("Лукашенко", "Lukashenko", "ru") < cost("Лукашенко", "Lucaszenco", "ru") < cost("Лукашенко", "Medvedev", "ru")
    True
    """
    arcs, _ = _lattice(native, lang)
    prices, places = _places(latin, lang)
    size = len(prices)
    row, after = [0.0] + [1e9] * size, [1e9] * (size + 1)
    for alone, paired, nothing, other in arcs:
        later = [1e9] * (size + 1)
        last = before = 1e9
        for j, bits in enumerate(row):
            if j and last + prices[j - 1] < bits:
                row[j] = bits = last + prices[j - 1]  # noqa: PLW2901
            price = bits + nothing if bits + nothing < before else before
            after[j] = price if price < after[j] else after[j]
            last, before = bits, bits + other
        for latins, target in ((alone, after), (paired, later)):
            for unit in latins.keys() & places.keys():
                bits = latins[unit]
                for start, end in places[unit]:
                    price = row[start] + bits
                    if price < target[end]:  # noqa: PLR1730  calling min() is twice as slow
                        target[end] = price
        row, after = after, later
        if min(row) > most < min(after):
            return math.inf
    last = row[0]
    for bits, price in zip(row[1:], prices, strict=True):
        last = min(bits, last + price)
    return last


def best_cost(native: str, lang: str) -> float:
    """Bits of the likeliest way to write ``native``: what no spelling can go below."""
    return _lattice(native, lang)[1]


def likeness(native: str, latin: str, lang: str) -> float:
    """How likely ``latin`` is a spelling of ``native``, 0..1: 1 for the likeliest one, less for every bit beyond it.

    Below one half it is 0 where the costs are set by hand: so many words are compared that those are not worth the time.

    >>> likeness("Лукашенко", "Lukaschenko", "ru") > 0.9 > 0.2 > likeness("Лукашенко", "Medvedev", "ru")
    True
    """
    if len(native) > LONGEST or len(latin) > LONGEST:
        return 0.0
    room = PER_LETTER * len(native_letters(native)) + PER_WORD
    best = best_cost(native, lang)
    most = best + room / 2 if _costs(lang).added is not None else math.inf
    return min(1.0, max(0.0, 1.0 - (cost(native, latin, lang, most) - best) / room))


@lru_cache(maxsize=1 << 12)
def _lattice(native: str, lang: str) -> tuple[list[_Arc], float]:
    """The arcs of a native word from edge to edge, and the bits of its cheapest path."""
    units = _costs(lang).units
    word = f"^{native_letters(native)}$"
    arcs, row, after = [], 0.0, 1e9
    for i, letter in enumerate(word):
        alone, paired = units.get(letter, {}), units.get(word[i : i + 2], {}) if word[i + 1 :] else {}
        nothing = alone.get("", 0.0 if letter in "^$" else UNKNOWN)
        arcs.append(_Arc(alone, paired, nothing, 1e9 if letter in "^$" else UNKNOWN))
        row, after = min(after, row + min(alone.values(), default=nothing)), row + min(paired.values(), default=1e9)
    return arcs, row


@lru_cache(maxsize=1 << 10)
def _places(latin: str, lang: str) -> tuple[list[float], dict[str, list[tuple[int, int]]]]:
    """What the letters of a Latin word cost if nothing stands for them, and where its pieces of up to four letters stand."""
    places: dict[str, list[tuple[int, int]]] = {}
    costs = _costs(lang)
    word = latin_letters(latin, costs.known)
    if costs.added is not None:
        word = _DOUBLE.sub(r"\1", word)
    for start in range(len(word)):
        for end in range(start + 1, min(start + 4, len(word)) + 1):
            places.setdefault(word[start:end], []).append((start, end))
    return [(costs.added or {}).get(letter, UNKNOWN) for letter in word], places

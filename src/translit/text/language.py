"""Which language a text is in, by its commonest words and its letters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from translit.resources import read_data

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_MOST_WORDS = 400
_FEWEST_WORDS = 5
_LEAST_SHARE = 0.08  # of a text's words must be among the commonest of its language
_LEAST_LEAD = 0.02  # by which the best language must lead, in the same measure
_FOREIGN_LETTER = 1.5  # words that a letter of the script, but not of the alphabet, outweighs


class _Languages(NamedTuple):
    codes: tuple[str, ...]
    of_word: dict[str, tuple[int, ...]]
    without: dict[
        str, tuple[int, ...]
    ]  # the languages that do not have a letter, for letters that some of its script have
    cyrillic: tuple[int, ...]


@cache
def _languages() -> _Languages:
    raw: dict[str, Any] = json.loads(read_data("languages.json"))
    codes = tuple(raw)
    of_word: dict[str, tuple[int, ...]] = {}
    for number, code in enumerate(codes):
        for word in raw[code]["words"].split():
            of_word[word] = (*of_word.get(word, ()), number)
    letters = sorted({letter for entry in raw.values() for letter in entry["letters"]})
    alphabets = [raw[code]["letters"] for code in codes]
    without = {
        x: tuple(n for n, a in enumerate(alphabets) if x not in a and _is_cyrillic(a[:1]) == _is_cyrillic(x))
        for x in letters
    }
    return _Languages(codes, of_word, without, tuple(n for n, a in enumerate(alphabets) if _is_cyrillic(a[:1])))


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"


def guess_language(text: str | Iterable[str]) -> str | None:
    """The language of a text or of a sequence of words, or ``None`` where it is not clear.

    The first 400 words decide. ``hr`` stands for Croatian, Bosnian and Serbian in Latin letters, ``sr`` for Serbian in
    Cyrillic. Fewer than five words, or two languages as near as each other, give ``None``.

    Examples
    --------
    >>> guess_language("Прэзідэнт заявіў, што ён не будзе ўдзельнічаць у выбарах")
    'be'
    >>> guess_language("Lukashenko, Minsk") is None
    True
    """
    if isinstance(text, str):
        words = _WORD.findall(text.casefold())[:_MOST_WORDS]
    else:
        words = [word.casefold() for word in islice(text, _MOST_WORDS)]
    if len(words) < _FEWEST_WORDS:
        return None
    languages = _languages()
    scores = [0.0] * len(languages.codes)
    of_word = languages.of_word
    for word in words:
        for number in of_word.get(word, ()):
            scores[number] += 1.0
    known = max(scores)
    if known < _LEAST_SHARE * len(words) or known < 2:
        return None
    letters = "".join(words)
    for letter in set(letters):
        lacking = languages.without.get(letter)
        if lacking is None:
            if not _is_cyrillic(letter):
                continue
            lacking = languages.cyrillic
        if lacking:
            weight = letters.count(letter) * _FOREIGN_LETTER
            for number in lacking:
                scores[number] -= weight
    best, second = sorted(range(len(scores)), key=lambda n: -scores[n])[:2]
    if scores[best] - scores[second] < max(_LEAST_LEAD * len(words), 0.5) or scores[best] <= 0:
        return None
    return languages.codes[best]


def is_frequent(folded: str, lang: str | None) -> bool:
    """Whether a word is one of the commonest of a language: *the*, *in*, *как*."""
    languages = _languages()
    return lang is not None and languages.codes.index(lang) in languages.of_word.get(folded, ())

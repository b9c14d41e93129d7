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
_FEWEST_WORDS, _FEWEST_FREQUENT = 5, 2
_LEAST_SHARE = 0.08  # of a text's words must be among the commonest of its language: lists of names have none
_LEAST_LEAD = 0.02  # share of the words by which the best language must lead the second
_FOREIGN_LETTER = 1.5  # frequent words that one letter from outside of the alphabet, but of its script, cancels


class _Languages(NamedTuple):
    """Languages by number: their codes, those of each frequent word, those whose alphabet lacks a letter of its script."""

    codes: tuple[str, ...]
    of_word: dict[str, tuple[int, ...]]
    lacking: dict[str, tuple[int, ...]]
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
    lacking = {
        x: tuple(n for n, a in enumerate(alphabets) if x not in a and _is_cyrillic(a[:1]) == _is_cyrillic(x))
        for x in letters
    }
    return _Languages(codes, of_word, lacking, tuple(n for n, a in enumerate(alphabets) if _is_cyrillic(a[:1])))


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"


def guess_language(text: str | Iterable[str]) -> str | None:
    """Return the language of a text or of a sequence of words, or ``None`` where it is not clear.

    Each of the first 400 words scores for the languages that have it among their commonest, each letter counts against
    those whose alphabet lacks it. ``hr`` stands for Croatian, Bosnian and Serbian in Latin letters, ``sr`` for Serbian in
    Cyrillic. Fewer than five words, or two languages with nearly the same score, give ``None``.

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
    if known < _LEAST_SHARE * len(words) or known < _FEWEST_FREQUENT:
        return None
    letters = "".join(words)
    for letter in set(letters):
        lacking = languages.lacking.get(letter)
        if lacking is None:
            lacking = languages.cyrillic if _is_cyrillic(letter) else ()
        if lacking:
            weight = letters.count(letter) * _FOREIGN_LETTER
            for number in lacking:
                scores[number] -= weight
    best, second = sorted(range(len(scores)), key=lambda n: -scores[n])[:2]
    lead = max(_LEAST_LEAD * len(words), 0.5)  # half a word where words are few: only a tie is unclear
    is_clear = scores[best] - scores[second] >= lead and scores[best] > 0
    return languages.codes[best] if is_clear else None

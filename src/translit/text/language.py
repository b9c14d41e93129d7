"""Which language a text is in, by its commonest words and its letters."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain, islice
from typing import Any, NamedTuple

from translit.resources import SortedMap, read_data
from translit.text.common_words import common_words, languages_with_lists
from translit.text.fold import fold
from translit.text.patterns import regex

_WORD = regex(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_MOST_WORDS = 400
_MOST_LETTERS = 40  # of a word; the probability of more is too small a number
_FEWEST_WORDS, _FEWEST_FREQUENT = 5, 2
_LEAST_SHARE = 0.08  # of a text's words must be among the commonest of its language: lists of names have none
_LEAST_LEAD = 0.02  # share of the words by which the best language must lead the second
_SHORT = 60  # words from which on the commonest must tell
_KNOWN = 0.3  # share of the words of a text that its list of common words has, and likewise of the commonest
_UNKNOWN_LETTER = 5.9  # bits of a letter outside of the alphabet, or after two that no word has before it: one of sixty
_CLEAR = 8.0  # bits by which the best language must lead: of sentences of eight languages under 1% are taken wrongly
_SEQUENCES = SortedMap("letter_sequences.tsv")
_NAMES = SortedMap("language_names.tsv")
_REMEMBERED = 1 << 11  # words, each with a number for every language
_FOREIGN_LETTER = 1.5  # frequent words that one letter from outside of the alphabet, but of its script, cancels


class _Languages(NamedTuple):
    """Languages by number: their codes, how many frequent words each has, the languages of each frequent word, those
    whose alphabet lacks a letter of its script.
    """

    codes: tuple[str, ...]
    sizes: tuple[int, ...]
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
    sizes = tuple(len(set(raw[code]["words"].split())) for code in codes)
    return _Languages(codes, sizes, of_word, lacking, tuple(n for n, a in enumerate(alphabets) if _is_cyrillic(a[:1])))


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"


def language_name(code: str) -> str:
    """Return the English name of a language (Unicode CLDR), or the code itself if nobody knows it.

    >>> language_name("de"), language_name("xx")
    ('German', 'xx')
    """
    return _NAMES.get(code) or code


def guess_language(text: str | Iterable[str]) -> str | None:
    """Return the language of a text or of a sequence of words, or ``None`` where it is not clear.

    Each of the first 400 words scores for the languages that have it among their commonest, each letter counts against
    those whose alphabet lacks it. A short text in which these do not tell is judged by all its words and their letters, if
    one is a common word (naive Bayes over sequences of three letters, as Cavnar and Trenkle 1994 had them). ``hr`` stands
    for Croatian, Bosnian and Serbian in Latin letters, ``sr`` for Serbian in Cyrillic. Names alone, or two languages with
    nearly the same score, give ``None``.

    >>> guess_language("Прэзідэнт заявіў, што ён не будзе ўдзельнічаць у выбарах")
    'be'
    >>> guess_language("Lukashenko, Minsk") is None
    True
    """
    if isinstance(text, str):
        words = _WORD.findall(text.casefold())[:_MOST_WORDS]
        if "'" in text or "’" in text:
            words = [part for word in words for part in _parts(word)]
    else:
        words = [word.casefold() for word in islice(text, _MOST_WORDS)]
    return _by_commonest_words(words) or (_by_all_words(words) if len(words) <= _SHORT else None)


def _parts(word: str) -> tuple[str, ...]:
    """Return a word, or an elided word with its apostrophe and what follows it: ``("l'", "ukraine")``."""
    head, apostrophe, rest = word.replace("’", "'").partition("'")
    known = _languages().of_word
    if not apostrophe or head + apostrophe + rest in known or head + apostrophe not in known:
        return (word,)
    return (head + apostrophe, rest)


def _by_commonest_words(words: list[str]) -> str | None:
    if len(words) < _FEWEST_WORDS:
        return None
    languages = _languages()
    found = Counter(chain.from_iterable([languages.of_word.get(word, ()) for word in words]))
    scores = [float(found[number]) for number in range(len(languages.codes))]
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


def _by_all_words(words: list[str]) -> str | None:
    """Return the language that a short text is far likelier in than in any other, if one of its words is known in it."""
    codes = _languages().codes
    folded = [fold(word) for word in words]
    bits = [sum(column) for column in zip(*map(_surprisal, folded), strict=True)]
    for letter in "".join(words) if bits else "":
        for number in _languages().lacking.get(letter, ()):
            bits[number] += _UNKNOWN_LETTER
    best, second = sorted(range(len(bits)), key=bits.__getitem__)[:2] if bits else (0, 0)
    code = codes[best]
    if not bits or bits[second] - bits[best] < _CLEAR or code not in languages_with_lists():
        return None
    return code if any(word in common_words(code) for word in folded) else None


@lru_cache(maxsize=_REMEMBERED)
def _surprisal(word: str) -> tuple[float, ...]:
    """Return how surprising a word is in each language, in bits: less if it is a common one."""
    languages = _languages()
    letters = f"^^{word[:_MOST_LETTERS]}$"
    bits = dict.fromkeys(languages.codes, 0.0)
    for i in range(len(letters) - 2):
        seen = _bits(letters[i : i + 3])
        unseen = _bits(letters[i : i + 2])
        for code in bits:
            bits[code] += seen.get(code) or unseen.get(code, _UNKNOWN_LETTER)
    frequent = languages.of_word.get(word, ())
    out = []
    for number, (code, spelled) in enumerate(bits.items()):
        known = _KNOWN / languages.sizes[number] if number in frequent else 0.0
        known = known or (_KNOWN / len(common_words(code)) if word in common_words(code) else 0.0)
        out.append(-math.log2(known + (1.0 - 2 * _KNOWN) * 2.0**-spelled))
    return tuple(out)


@lru_cache(maxsize=_REMEMBERED)
def _bits(sequence: str) -> dict[str, float]:
    row = (_SEQUENCES.get(sequence) or "").split()
    return {code: float(bits) for code, _, bits in (cell.partition(":") for cell in row)}

"""Repair of damaged words: look-alike letters of another script, scanned digits, lost spaces.

Each repair leaves alone what it is not sure of, and is idempotent.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from itertools import permutations

from translit.limits import REMEMBERED_WORDS
from translit.resources import read_data
from translit.text.patterns import regex

_RANGES = {"latin": "A-Za-zÀ-ʯḀ-ỿ", "cyrillic": "\u0400-\u052f", "greek": "\u0370-\u03ff\u1f00-\u1fff"}
_SCRIPTS = {script: regex(f"[{letters}]") for script, letters in _RANGES.items()}
_MIXED = regex("|".join(f"[{a}][{b}{c}]" for a, b, c in permutations(_RANGES.values()) if b < c))
_LETTERS = regex(f"[{''.join(_RANGES.values())}]+")
_DIGITS = str.maketrans("01", "ol")
_LEAST_LETTERS = 3  # of each joined name, and of a word with scanned digits: F16 is none


@cache
def _lookalikes() -> dict[str, dict[str, str]]:
    """Return, by script, the letters of other scripts that look like one of its letters, each with that letter."""
    loaded: dict[str, dict[str, str]] = json.loads(read_data("lookalikes.json"))
    return loaded


def fix_homoglyphs(text: str) -> str:
    """Return ``text`` with every word in one script where look-alike letters of another had slipped in.

    The script with more letters that have no look-alike wins, then the one with more letters, then the first. A word with
    a letter that looks like none of the winning script stays as it is.

    >>> fix_homoglyphs("Лукaшeнко"), fix_homoglyphs("Lukаshenko"), fix_homoglyphs("МТС FM")  # Latin a and e, Cyrillic а
    ('Лукашенко', 'Lukashenko', 'МТС FM')
    """
    if text.isascii() or not _MIXED.search(text):
        return text
    return _LETTERS.sub(lambda match: _one_script(match.group()), text)


@lru_cache(maxsize=REMEMBERED_WORDS)
def _one_script(word: str) -> str:
    letters = {script: pattern.findall(word) for script, pattern in _SCRIPTS.items()}
    present = [script for script, found in letters.items() if found]
    if len(present) < 2:
        return word
    shared = {letter for script in present for letter in _lookalikes()[script]}

    def rank(script: str) -> tuple[int, int, int]:
        own = sum(1 for letter in letters[script] if letter not in shared)
        return -own, -len(letters[script]), word.index(letters[script][0])

    script = min(present, key=rank)
    replacements = _lookalikes()[script]
    foreign = [letter for other in present if other != script for letter in letters[other]]
    if any(letter not in replacements for letter in foreign):
        return word
    return "".join(c if _SCRIPTS[script].match(c) else replacements[c] for c in word)


def fix_ocr_digits(word: str) -> str:
    """Return a word of a personal name with the letters that optical character recognition took for 0 and 1.

    >>> fix_ocr_digits("Lukashenk0"), fix_ocr_digits("A1exander"), fix_ocr_digits("24"), fix_ocr_digits("X101")
    ('Lukashenko', 'Alexander', '24', 'X101')
    """
    if word.isalpha() or not word.isascii() or not word.isalnum():
        return word
    letters = sum(1 for c in word if c.isalpha())
    if letters < _LEAST_LETTERS or len(word) - letters > letters // 2 or any(c in "23456789" for c in word):
        return word
    if word[0] == "1":
        word = "I" + word[1:]
    fixed = word.translate(_DIGITS)
    return fixed.upper() if word.isupper() else fixed


def split_joined_names(word: str, prefixes: frozenset[str] = frozenset()) -> list[str]:
    """Return the names that a word consists of if the spaces between them were lost; else the word itself.

    A part has three letters or more and begins with a capital. The word is one if a part but the last is among the
    ``prefixes`` (in small letters) that names begin with: Mac, De.

    >>> split_joined_names("AlexanderLukashenko"), split_joined_names("McDonald")
    (['Alexander', 'Lukashenko'], ['McDonald'])
    >>> split_joined_names("MacArthur", frozenset({"mac"}))
    ['MacArthur']
    """
    if word[1:].islower() or word.isupper() or not word[0].isupper():
        return [word]
    cuts = [i for i in range(1, len(word)) if word[i].isupper() and word[i - 1].islower()]
    if not cuts:
        return [word]
    parts = [word[i:j] for i, j in zip([0, *cuts], [*cuts, len(word)], strict=True)]
    whole = all(len(p) >= _LEAST_LETTERS and p.isalpha() and p[1:].islower() for p in parts)
    return parts if whole and not any(p.lower() in prefixes for p in parts[:-1]) else [word]

"""Common words: what begins many a sentence with a capital, and is no name for that."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, str]:
    raw: dict[str, str] = json.loads(files("translit").joinpath("data/common_words.json").read_bytes())
    return raw


@cache
def common_words(lang: str | None) -> frozenset[str]:
    """The folded common words of a language, with frequent inflected forms.

    Function words, common nouns, adjectives and verbs of the news, titles, months, weekdays, demonyms where they are
    written small, and nouns that also serve as short names of bodies (government, parliament, union).

    Parameters
    ----------
    lang
        The language; ``None`` for the words of all languages together. A language without a list has none.

    Examples
    --------
    >>> "rząd" in common_words("pl"), "rzad" in common_words("pl"), "tusk" in common_words(None)
    (False, True, False)
    """
    if lang is None:
        return frozenset().union(*(common_words(code) for code in _lists()))
    words, word = [], ""
    for piece in _lists().get(lang, "").split():  # how many letters are those of the word before, and the rest
        word = word[: int(piece[0])] + piece[1:]
        words.append(word)
    return frozenset(words)

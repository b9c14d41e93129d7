"""About how similar many words are to one, by plain edits: which are near enough for `words.similarity` to compare."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from translit.limits import REMEMBERED_WORDS
from translit.table.words import Word

_OF_SYLLABLES = str.maketrans({"b": "p", "d": "t", "g": "k", "z": "s", "S": "s", "r": "l", ".": None, " ": None})
_NO_VOWELS = str.maketrans("", "", "aeiou")
_SORTED_BY = 3  # keys of the query, those of the least penalty, by which words are compared: a bound of the time


def rough_similarities(query: Word, words: Sequence[Sequence[str]]) -> list[float]:
    """Return about how similar words are to ``query``, 0..1, by plain edits between their phonetic keys; a fast filter.

    Without an alphabet, half of it may be how similar the consonants are: few vowels are written (کوهن is Cohen), or more
    than are heard (布朗, bulang, is Brown).
    """
    keys = [key for of_word in words for key in of_word]
    owners = [place for place, of_word in enumerate(words) for _ in of_word]
    plain = Levenshtein.normalized_similarity
    best = [0.0] * len(words)
    if query.syllabic:
        keys = [*map(_as_syllables, keys)]
    bare = [*map(_without_vowels, keys)] if query.abjad or query.syllabic else []
    for x in compared_keys(query):
        found = [plain(x, key) for key in keys]
        if bare:
            consonants = [plain(_without_vowels(x), key) for key in bare]
            found = [max(a, (a + b) / 2) for a, b in zip(found, consonants, strict=True)]
        for owner, alike in zip(owners, found, strict=True):
            if alike > best[owner]:  # noqa: PLR1730  calling max() is twice as slow
                best[owner] = alike
    return best


def compared_keys(query: Word) -> list[str]:
    """Return the keys by which words are compared with ``query`` in :func:`rough_similarities`, those of least penalty."""
    own = sorted(query.phonetic_keys, key=lambda key: (query.phonetic_keys[key], key))
    if query.syllabic:  # foreign sounds are cut into syllables, in which voice, and r and l, are not told apart
        own = [*dict.fromkeys(map(_as_syllables, own))]
    return own[:_SORTED_BY]


@lru_cache(maxsize=REMEMBERED_WORDS)
def _without_vowels(key: str) -> str:
    return key.translate(_NO_VOWELS)


@lru_cache(maxsize=REMEMBERED_WORDS)
def _as_syllables(key: str) -> str:
    return key.translate(_OF_SYLLABLES)

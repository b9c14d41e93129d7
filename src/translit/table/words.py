"""Words as the table sees them, and how alike two words are: the strict key judges, prices say how far apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from translit.fold import fold, script_of
from translit.table import channel
from translit.table.bones import bone_similarity, bones
from translit.table.distance import distance
from translit.table.keys import key_doubts, key_texts
from translit.table.matrix import languages_of, variant_folds
from translit.table.tables import tables

SAME_VARIANT = 0.99
"""Similarity of a native word and one of its written variants."""
SAME_KEY = 0.98
"""Similarity of two words with one strict key."""
LEARNED = 0.95
"""The most that learned letter costs alone say: less than a strict key."""
_PRICED = 4
_SHORTEST = 3.0  # short words are judged as if they had this many phonemes, or one edit would be everything


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name, with the language it is known to be in (or ``None``)."""

    text: str
    lang: str | None
    folded: str
    script: str

    @property
    def keys(self) -> frozenset[str]:
        """Strict keys (level 1)."""
        return key_texts(self.text, 1, self.lang)

    @property
    def loose_keys(self) -> frozenset[str]:
        """Loose keys (level 3), for finding candidates."""
        return key_texts(self.text, 3, self.lang)

    @property
    def variants(self) -> frozenset[str]:
        """The folded spellings that the conventions of its language write; empty without a matrix.

        A word of unknown language has those of every language whose alphabet it fits.
        """
        return frozenset(folded for lang in self.languages for folded in variant_folds(self.text, lang))

    @property
    def unwritten(self) -> bool:
        """Whether the word is in a script that leaves vowels out."""
        return self.script in ("Arabic", "Hebrew")

    def heard_with(self, other: Word) -> str | None:
        """The language to read this word in beside another: a Latin word beside a Chinese one is cut into syllables."""
        beside = other.languages
        hidden = self.script == "Latin" and len(beside) == 1 and tables().languages[beside[0]].prepare
        return beside[0] if hidden else self.lang

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages with a matrix that the word is, or may be, written in."""
        if self.script == "Latin":
            return ()
        if self.lang in tables().languages:
            return (self.lang,)
        return tuple(language.code for language in languages_of(self.text))


@lru_cache(maxsize=1 << 16)
def word(text: str, lang: str | None = None) -> Word:
    """The word ``text``; cached, since names repeat."""
    return Word(text, lang, fold(text), script_of(text))


@lru_cache(maxsize=1 << 16)
def similarity(a: Word, b: Word) -> float:
    """How alike two words are, 0..1; symmetric.

    1 the same letters after folding · 0.99 a written variant of the native word · 0.98 the same strict key · below that
    0.98 less the priced distance of the nearest keys in parts of the longer one, or plain edits where the script is one.

    >>> similarity(word("Tsikhanouskaya"), word("Ціханоўская", "be"))
    0.99
    """
    if a.folded == b.folded:
        return 1.0
    if a.folded in b.variants or b.folded in a.variants:
        return SAME_VARIANT
    if a.folded.isdigit() or b.folded.isdigit():
        return 0.0
    if a.unwritten or b.unwritten:
        return max(bone_similarity(bones(a.text, a.lang), bones(b.text, b.lang)), LEARNED * _learned(a, b))
    heard = _heard_alike(key_doubts(a.text, a.heard_with(b)), key_doubts(b.text, b.heard_with(a)))
    if heard >= SAME_KEY:
        return heard
    if a.script != b.script:
        return max(0.0, heard, min(LEARNED, 0.3 * heard + 0.7 * _learned(a, b)))
    return max(heard, 0.0, 0.95 * Levenshtein.normalized_similarity(a.folded, b.folded))


def _heard_alike(a: dict[str, float], b: dict[str, float]) -> float:
    """The similarity of the nearest keys, less their doubts; of many pairs only the nearest in plain edits are priced."""
    common = a.keys() & b.keys()
    if common:
        return SAME_KEY - min(a[key] + b[key] for key in common)
    pairs = sorted((Levenshtein.normalized_distance(x, y) + p + q, x, y) for x, p in a.items() for y, q in b.items())
    return max((_key_similarity(x, y) - a[x] - b[y] for _, x, y in pairs[:_PRICED]), default=0.0)


def _learned(a: Word, b: Word) -> float:
    """How likely the Latin letters of one word are for the native letters of the other, 0..1, as learned from name pairs."""
    native, latin = (b, a) if a.script == "Latin" else (a, b)
    if latin.script != "Latin" or native.script == "Latin":
        return 0.0
    learned = channel.languages()
    return max(
        (channel.likeness(native.text, latin.text, lang) for lang in native.languages if lang in learned), default=0.0
    )


def _key_similarity(x: str, y: str) -> float:
    longest = max(len(x), len(y), _SHORTEST)
    if abs(len(x) - len(y)) > longest / 2:
        return 0.0
    return max(0.0, SAME_KEY * (1.0 - distance(x, y) / longest))

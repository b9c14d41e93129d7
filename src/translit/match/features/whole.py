"""Features of any two names: persons, organizations and places."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from translit.match.additive import feature
from translit.match.features.case import PairCase
from translit.table.words import SAME_KEY, SAME_SOUND, SAME_VARIANT, Word, learned_likeness, similarity

_MOST_EDITS = 8
_NEUTRAL = 0.8  # likeness that speaks neither for nor against two words


@feature(0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.96, 1.0, rises=True)
def covered(case: PairCase) -> float:
    """Return how much of both names agrees, 0..1.

    Words are weighed by their role, since patronymics and initials are often left out, and by their rarity in the
    gazetteer: two agreements on a rare word say more (the frequency-based weights of Winkler 2000).
    """
    return case.covered()


@feature(0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0, rises=True, neutral=15.0)
def rarity(case: PairCase) -> float | None:
    """Return the information (bits) of the listed words that agree: rare words are shared by chance less often."""
    return case.information()


@feature(0.0, 1.0, 2.0, 3.0, 5.0, 8.0, rises=False)
def edits(case: PairCase) -> float:
    """Return by how many letters the words that correspond differ, if they are in one script."""
    return float(sum([_edits(x.word, y.word) for x, y, similar in case.pairs if similar < 1.0]))


@feature(0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0, rises=False)
def different_letters(case: PairCase) -> float | None:
    """Return the share of letters by which two words of one alphabet differ that correspond, of the least alike ones.

    *Kraus* may sound like *Croo*, and hardly a letter of it is the same.
    """
    pairs = ((x.word, y.word) for x, y, _ in case.pairs if x.word.script == y.word.script and not x.word.syllabic)
    found = [letters_apart(x, y) for x, y in pairs]
    return max(found, default=None)


def letters_apart(x: Word, y: Word) -> float:
    """Return the share of letters (0..1) by which two words differ."""
    return 1.0 - Levenshtein.normalized_similarity(x.folded, y.folded)


@feature(2.0, 3.0, 4.0, 5.0, 6.0, 8.0, rises=True, neutral=5.0)
def letters_of_other_spelling(case: PairCase) -> float | None:
    """Return the letters of the shortest word that only nearly sounds like its counterpart: of short words more do."""
    pairs = ((x.word, y.word) for x, y, similar in case.pairs if similar < SAME_SOUND)
    alphabetic = ((x, y) for x, y in pairs if not (x.abjad or y.abjad or x.syllabic or y.syllabic))
    return float(min([min(len(x.folded), len(y.folded)) for x, y in alphabetic], default=0)) or None


@feature(rises=True)
def case_form(case: PairCase) -> bool:
    """Return True if the words that correspond differ by case endings at most: Канада, Канаду."""
    different = [(x.word, y.word) for x, y, similar in case.pairs if similar < SAME_KEY]
    return bool(different) and all(not a.stems.keys().isdisjoint(b.stems) for a, b in different)


@feature(rises=False)
def one_word(case: PairCase) -> bool:
    """Return True if both names are a single word, which others may share."""
    return len(case.a.parts) == len(case.b.parts) == 1


@feature(0.0, 0.4, 0.6, 0.7, _NEUTRAL, 0.9, 1.0, rises=True, neutral=_NEUTRAL)
def letters(case: PairCase) -> float | None:
    """Return how likely the Latin letters of a single word are for those of the other script, 0..1.

    Of the many words that sound the same, some have likelier letters. ``None`` if nothing was learned of the language. What
    some convention writes (*Kłyczko*) was seldom seen where the costs were learned, and speaks against nothing.
    """
    if len(case.a.parts) != 1 or len(case.b.parts) != 1 or not case.pairs:
        return None
    x, y = case.a.parts[0].word, case.b.parts[0].word
    likeness = 0.0 if x.script == y.script else learned_likeness(x, y)
    return max(likeness, _NEUTRAL if similarity(x, y) >= SAME_VARIANT else 0.0) if likeness else None


def _edits(x: Word, y: Word) -> int:
    return Levenshtein.distance(x.folded, y.folded, score_cutoff=_MOST_EDITS) if x.script == y.script else 0


WHOLE = (covered, rarity, edits, different_letters, letters_of_other_spelling, case_form, one_word, letters)

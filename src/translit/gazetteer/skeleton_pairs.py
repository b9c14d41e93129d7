"""Pairs of skeletons: the blocking keys of whole names.

One word shares its keys with hundreds of words of a long list; two words together share theirs with few names but those
they are a spelling of. So a name of two words or more is first looked for by the consonants of two of its words at once.
A skeleton is what :func:`translit.table.blocking.skeleton` leaves of a strict key; ``@`` begins the class of a given name
and its variants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from translit.names.given_names import given_name_classes, inflected_given_name_classes
from translit.names.parse import REQUIRED_ROLES, Name, NamePart
from translit.table.blocking import deletion_neighbours, skeletons, strict_keys
from translit.table.words import Word

LEAST_CUT = 4  # letters of a skeleton of which one may be left out: shorter ones would be those of too many names
MOST_CUT = 14  # letters of a skeleton of which one may be left out: hardly a word of a name has more consonants
_WORDS = 5  # words of a name that are paired: the pairs of longer names grow with the square of their words


def stored_skeletons(part: NamePart) -> set[str]:
    """Return the skeletons under which a word of a name is stored, and its classes if it is a given name."""
    return _stored(part.word) | (_classes(part.word) if part.role == "given" else set())


def stored_skeleton_pairs(name: Name, skeletons: Callable[[NamePart], set[str]] = stored_skeletons) -> set[str]:
    """Return the pairs under which a name is stored: of all its words, and of given names with a misspelled family name.

    ``skeletons`` may remember those of words that several names have.

    >>> from translit.names.parse import parse_name
    >>> from translit.table.words import word
    >>> stored = stored_skeleton_pairs(parse_name("Joe Biden"))
    >>> stored.isdisjoint(edited_skeleton_pairs(word("Джо"), word("Байденом")))
    False
    """
    parts = name.of(*REQUIRED_ROLES)[:_WORDS]
    kept = [skeletons(part) for part in parts]
    found = {_pair(a, b) for one, other in combinations(kept, 2) for a in one for b in other}
    for family in [skeletons for part, skeletons in zip(parts, kept, strict=True) if part.role == "family"][-1:]:
        for part, given in zip(parts, kept, strict=True):
            if part.role == "given":
                found.update(_with_shortened(given, family))
    return found


def plain_skeleton_pairs(words: Sequence[Word]) -> set[str]:
    """Return the pairs under which a name is looked for that has all of these words in a spelling that sounds the same."""
    kept = [skeletons(word.phonetic_keys) for word in words[:_WORDS]]
    return {_pair(a, b) for one, other in combinations(kept, 2) for a in one for b in other}


def edited_skeleton_pairs(first: Word, second: Word) -> list[str]:
    """Return the pairs under which a name with two words is looked for, in any case, order and role, sorted."""
    one, other = skeletons_in_any_case(first), skeletons_in_any_case(second)
    found = set(_with_shortened(one | classes_in_any_case(first), other))
    found.update(_with_shortened(other | classes_in_any_case(second), one))
    return sorted(found)


def skeletons_in_any_case(word: Word) -> set[str]:
    """Return the skeletons by which a word of a text is looked for, of its stems, too."""
    return skeletons([*strict_keys(word), *word.stems])


def classes_in_any_case(word: Word) -> set[str]:
    """Return the classes of a given name of a text: *Джорджа*, of *George*."""
    return _classes(word) or {f"@{s}" for s in inflected_given_name_classes(word)}


def _with_shortened(ones: Iterable[str], others: Iterable[str]) -> Iterator[str]:
    """Yield pairs of the skeletons, the second one also with each letter left out in turn."""
    for b in others:
        cut = (b, *deletion_neighbours(b, LEAST_CUT)) if len(b) <= MOST_CUT else (b,)
        for a in ones:
            for shorter in cut:
                yield _pair(a, shorter)


def _pair(a: str, b: str) -> str:
    return f"{a} {b}" if a < b else f"{b} {a}"


def _classes(word: Word) -> set[str]:
    return {f"@{s}" for s in given_name_classes(word)}


def _stored(word: Word) -> set[str]:
    """Return the skeletons of the strict keys without a penalty, else of all."""
    sure = [key for key, penalty in word.phonetic_keys.items() if not penalty]
    return skeletons(sure or word.phonetic_keys)

"""Pairs of skeletons: the blocking keys of whole names.

One word shares its keys with hundreds of words of a long list; two words together share theirs with few names but those
they are a spelling of. So a name of two words or more is first looked for by the consonants of two of its words at once.
A skeleton is what :func:`translit.table.blocking.skeleton` leaves of a strict key; ``@`` begins the class of a given name
and its variants.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from translit.names.given_names import given_name_classes, inflected_given_name_classes
from translit.names.parse import REQUIRED_ROLES, Name, Role
from translit.table.blocking import deletion_neighbours, skeletons, strict_keys
from translit.table.words import Word

LEAST_CUT = 4  # letters of a skeleton of which one may be left out: shorter ones would be those of too many names
MOST_CUT = 14  # letters of a skeleton of which one may be left out: hardly a word of a name has more consonants
MOST_PAIRED = 5  # words of a name that are paired: the pairs of longer names grow with the square of their words


def stored_skeletons(word: Word) -> set[str]:
    """Return the skeletons under which a word of a name is stored: of the keys without a penalty, else of all."""
    sure = [key for key, penalty in word.phonetic_keys.items() if not penalty]
    return skeletons(sure or word.phonetic_keys)


def stored_skeleton_pairs(name: Name) -> set[str]:
    """Return the pairs under which a name is stored: of all its words, and of given names with a misspelled family name.

    >>> from translit.names.parse import parse_name
    >>> from translit.table.words import word
    >>> stored = stored_skeleton_pairs(parse_name("Joe Biden"))
    >>> stored.isdisjoint(edited_skeleton_pairs(word("Джо"), word("Байденом")))
    False
    """
    parts = name.of(*REQUIRED_ROLES)[:MOST_PAIRED]
    kept = [stored_skeletons(p.word) | (classes(p.word) if p.role == "given" else set()) for p in parts]
    return pairs_of(kept, [part.role for part in parts])


def pairs_of(kept: Sequence[Collection[str]], roles: Sequence[Role]) -> set[str]:
    """Return the pairs of the skeletons of some words with these roles."""
    found = {_pair(a, b) for one, other in combinations(kept, 2) for a in one for b in other}
    if "family" in roles:
        family = max(n for n, role in enumerate(roles) if role == "family")
        for given in [skeletons for skeletons, role in zip(kept, roles, strict=True) if role == "given"]:
            found.update(_with_shortened(given, kept[family]))
    return found


def plain_skeleton_pairs(words: Sequence[Word]) -> set[str]:
    """Return the pairs under which a name is looked for that has all of these words in a spelling that sounds the same."""
    kept = [skeletons(word.phonetic_keys) for word in words[:MOST_PAIRED]]
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
    return classes(word) or {f"@{s}" for s in inflected_given_name_classes(word)}


def _with_shortened(ones: Iterable[str], others: Iterable[str]) -> Iterator[str]:
    """Yield pairs of the skeletons, the second one also with each letter left out in turn."""
    for b in others:
        cut = (b, *deletion_neighbours(b, LEAST_CUT)) if len(b) <= MOST_CUT else (b,)
        for a in ones:
            for shorter in cut:
                yield _pair(a, shorter)


def _pair(a: str, b: str) -> str:
    return f"{a} {b}" if a < b else f"{b} {a}"


def classes(word: Word) -> set[str]:
    """Return the classes of a word as a given name, each with the sign of one."""
    return {f"@{s}" for s in given_name_classes(word)}

"""Pairs of skeletons: the blocking keys of whole names.

One word of a long list meets hundreds of others; two words of a name together meet next to nothing but names they are a
spelling of. So a name in running text is looked for by the consonants of two of its words at once: given and family name,
or two words that follow each other in the name of a thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from translit.names.given_names import given_name_classes
from translit.names.parse import REQUIRED_ROLES, Name
from translit.table.blocking import deletion_neighbours, skeleton
from translit.table.words import Word

_LEAST = 4  # consonants of a word from which one may be missing
_WORDS = 4  # words of a name that are paired
_MOST = 5  # the same, where whatever two words are


def pairs_of(name: Name) -> list[str]:
    """The pairs under which a name is kept.

    >>> from translit.names.parse import parse_name
    >>> from translit.table.words import word
    >>> set(pairs_of(parse_name("Joe Biden"))).isdisjoint(pairs_between(word("Джо"), word("Байденом")))
    False
    """
    words = list(name.of(*REQUIRED_ROLES))[:_WORDS]
    if name.type != "person":
        chosen = list(pairwise(words))
    else:
        families = [w for w in words if w.role == "family"]
        chosen = [(given, family) for family in families[-1:] for given in words if given.role == "given"]
    return sorted({pair for first, second in chosen for pair in _kept(first.word, second.word, name.type == "person")})


def pairs_between(first: Word, second: Word) -> list[str]:
    """The pairs under which a name is looked for that has two words, in any case and whatever they are."""
    one, other = _asked(first), _asked(second)
    found = set(_joined(one | _sets(first), other))
    found.update(_joined(other | _sets(second), one))
    return sorted(found)


def all_pairs(words: Sequence[tuple[str, ...]]) -> set[str]:
    """The pairs of each two of the words of a name, given by their skeletons, whatever their order."""
    firsts = words[:_MOST]
    return {_pair(x, y) for i, a in enumerate(firsts) for b in firsts[:i] for x in a for y in b}


def _kept(first: Word, second: Word, person: bool) -> Iterator[str]:
    one, other = _sure(first), _sure(second)
    if person:
        return _joined(one | _sets(first), other)
    return (_pair(a, b) for a in one for b in other)


def _joined(ones: set[str], others: set[str]) -> Iterator[str]:
    """Pairs of skeletons, of the second one perhaps less a letter."""
    for b in others:
        cut = (b, *deletion_neighbours(b, _LEAST))
        for a in ones:
            for shorter in cut:
                yield _pair(a, shorter)


def _pair(a: str, b: str) -> str:
    return f"{a} {b}" if a < b else f"{b} {a}"


def _sets(word: Word) -> set[str]:
    return {f"@{s}" for s in given_name_classes(word)}


def _asked(word: Word) -> set[str]:
    return {skeleton(key) for key in (*word.phonetic_keys, *word.stems)}


def _sure(word: Word) -> set[str]:
    return {skeleton(key) for key, doubt in word.phonetic_keys.items() if not doubt} or {
        skeleton(key) for key in word.phonetic_keys
    }

"""Pairs of skeletons: the blocking keys of whole names.

One word shares its keys with hundreds of words of a long list; two words together share theirs with few names but those
they are a spelling of. So a name in running text is looked for by the consonants of two of its words at once: given and
family name of a person, or two neighbouring words of another name. A skeleton is what
:func:`translit.table.blocking.skeleton` leaves of a strict key; ``@`` begins the class of a given name and its variants.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from translit.names.given_names import given_name_classes
from translit.names.parse import REQUIRED_ROLES, Name
from translit.table.blocking import deletion_neighbours, skeleton
from translit.table.words import Word

_LEAST = 4  # letters of a skeleton of which one may be left out
_WORDS = 4  # words of a name of which stored pairs are made
_UNORDERED_WORDS = 5  # words of a name of which unordered pairs are made


def stored_skeleton_pairs(name: Name) -> list[str]:
    """Return the pairs under which a name is stored, sorted.

    >>> from translit.names.parse import parse_name
    >>> from translit.table.words import word
    >>> stored = stored_skeleton_pairs(parse_name("Joe Biden"))
    >>> set(stored).isdisjoint(query_skeleton_pairs(word("Джо"), word("Байденом")))
    False
    """
    words = list(name.of(*REQUIRED_ROLES))[:_WORDS]
    found: set[str] = set()
    if name.type != "person":
        found.update(_pair(a, b) for x, y in pairwise(words) for a in _stored(x.word) for b in _stored(y.word))
    for family in [w.word for w in words if w.role == "family"][-1:]:
        for given in [w.word for w in words if w.role == "given"]:
            found.update(_with_shortened(_stored(given) | _classes(given), _stored(family)))
    return sorted(found)


def query_skeleton_pairs(first: Word, second: Word) -> list[str]:
    """Return the pairs under which a name with two words is looked for, in any case, order and role, sorted."""
    one, other = ({skeleton(key) for key in (*word.phonetic_keys, *word.stems)} for word in (first, second))
    found = set(_with_shortened(one | _classes(first), other))
    found.update(_with_shortened(other | _classes(second), one))
    return sorted(found)


def unordered_skeleton_pairs(words: Sequence[tuple[str, ...]]) -> set[str]:
    """Return the pairs of each two words of a name, each given by its skeletons; only its first words are paired."""
    firsts = words[:_UNORDERED_WORDS]
    return {_pair(x, y) for i, a in enumerate(firsts) for b in firsts[:i] for x in a for y in b}


def _with_shortened(ones: set[str], others: set[str]) -> Iterator[str]:
    """Yield pairs of the skeletons, the second one also with each letter left out in turn."""
    for b in others:
        cut = (b, *deletion_neighbours(b, _LEAST))
        for a in ones:
            for shorter in cut:
                yield _pair(a, shorter)


def _pair(a: str, b: str) -> str:
    return f"{a} {b}" if a < b else f"{b} {a}"


def _classes(word: Word) -> set[str]:
    return {f"@{s}" for s in given_name_classes(word)}


def _stored(word: Word) -> set[str]:
    """Return the skeletons of the strict keys without a penalty, else of all."""
    sure = {skeleton(key) for key, penalty in word.phonetic_keys.items() if not penalty}
    return sure or {skeleton(key) for key in word.phonetic_keys}

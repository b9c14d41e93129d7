"""Pairs of skeletons: the blocking keys of whole names.

One word of a long list meets hundreds of others; two words of a name together meet next to nothing but names they are a
spelling of. So a name in running text is looked for by the consonants of two of its words at once: given and family name,
or two words that follow each other in the name of a thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from translit.lexicon import given_sets
from translit.names import FULL, Name, NamePart
from translit.table.blocking import shortened, skeleton
from translit.table.words import Word

_LEAST = 4  # consonants of a word from which one may be missing
_WORDS = 4  # words of a name that are paired
_MOST = 5  # the same, where whatever two words are


def pairs_of(name: Name, *, asked: bool = False) -> list[str]:
    """The pairs under which a name is kept, or with ``asked`` looked for: then its words may stand in any case.

    >>> from translit.names import parse_name
    >>> kept, asked = pairs_of(parse_name("Joe Biden")), pairs_of(parse_name("Джо Байденом"), asked=True)
    >>> bool(set(kept) & set(asked))
    True
    """
    return sorted({pair for first, second in _chosen(name, asked) for pair in _joined(first, second, name, asked)})


def all_pairs(words: Sequence[tuple[str, ...]]) -> set[str]:
    """The pairs of each two of the words of a name, given by their skeletons, whatever their order."""
    firsts = words[:_MOST]
    return {_pair(x, y) for i, a in enumerate(firsts) for b in firsts[:i] for x in a for y in b}


def _chosen(name: Name, asked: bool) -> Iterator[tuple[NamePart, NamePart]]:
    words = list(name.of(*FULL))[:_WORDS]
    if name.type != "person":
        yield from pairwise(words)
    elif asked:
        yield from combinations(words, 2)
    else:
        families = [w for w in words if w.role == "family"]
        for family in families[-1:]:
            yield from ((given, family) for given in words if given.role == "given")


def _joined(first: NamePart, second: NamePart, name: Name, asked: bool) -> Iterator[str]:
    one, other = _skeletons(first.word, asked), _skeletons(second.word, asked)
    person = name.type == "person"
    if person:
        one = one | _sets(first)
    for a in one:
        for b in other:
            yield _pair(a, b)
            if person:
                for shorter in shortened(b, _LEAST):
                    yield _pair(a, shorter)
    if person and asked:  # the family name may have been written first
        for a in one:
            for shorter in shortened(a, _LEAST) if not a.startswith("@") else ():
                for b in other | _sets(second):
                    yield _pair(b, shorter)
        for b in _sets(second):
            for a in one:
                yield _pair(b, a)


def _pair(a: str, b: str) -> str:
    return f"{a} {b}" if a < b else f"{b} {a}"


def _sets(part: NamePart) -> set[str]:
    return {f"@{s}" for s in given_sets(part.word)}


def _skeletons(word: Word, asked: bool) -> set[str]:
    if asked:
        return {skeleton(key) for key in (*word.heard, *word.stems)}
    return {skeleton(key) for key, doubt in word.heard.items() if not doubt} or {skeleton(key) for key in word.heard}

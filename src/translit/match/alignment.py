"""Aligning two names: which word of one is which word of the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from translit.gazetteer.surface_forms import is_like_acronym
from translit.limits import REMEMBERED_SHORTLY
from translit.names.given_names import given_name_classes, inflected_given_name_classes, is_known_given_name
from translit.names.parse import NamePart
from translit.table.words import SAME_VARIANT, Word, may_be_joined, word
from translit.table.words import similarity as word_similarity
from translit.text.lexicon import legal_class, lexicon, number_of, word_classes

SAME_GIVEN_SET = 0.97
"""Similarity of two spellings of one given name in different languages."""
INFLECTED_GIVEN_SET = 0.92
"""Similarity of two spellings of one given name, one of them in another case than the nominative."""
SAME_CONCEPT = 0.96
"""Similarity of two words that mean the same in different languages: bank, банк; ministry, ministerstwo."""
_PLURAL = 0.93
_OTHER_KIND = 0.8  # factor: a patronymic is formed from a given name, so their spellings are similar by nature
_ALIGNED = 0.55  # words less similar than this are never paired
_SURE = 0.87  # pairs at least this similar are not given up for a pair of one word with two
_JOINED = 0.8  # least similarity of one word to two written as one
_SEAM = 0.03  # taken off that similarity, so that two words paired one by one are preferred


class Pair(NamedTuple):
    """A word of one name, its counterpart in the other, and their similarity (0..1)."""

    left: NamePart
    right: NamePart
    similarity: float


class Alignment(NamedTuple):
    """The paired words of two names, in the order of the left one, and the words of either that have no counterpart."""

    pairs: tuple[Pair, ...]
    only_left: tuple[NamePart, ...]
    only_right: tuple[NamePart, ...]


class _Side:
    """One of two names while they are aligned; words are numbers of places in it."""

    __slots__ = ("joined", "partners", "unpaired", "words")

    def __init__(self, words: tuple[NamePart, ...]) -> None:
        self.words = words
        self.unpaired = dict.fromkeys(range(len(words)))
        self.partners: dict[int, tuple[int, float]] = {}
        self.joined: set[int] = set()

    def pair(self, place: int, partner: int, similarity: float) -> None:
        """Pair a word with one of the other name."""
        del self.unpaired[place]
        self.partners[place] = partner, similarity

    def may_join(self, place: int, partner: int) -> bool:
        """Return True if a word and the next are free for ``partner``: one has no pair, none a sure one with another."""
        both = place, place + 1
        if both[0] not in self.unpaired and both[1] not in self.unpaired:
            return False
        found = [self.partners[p] for p in both if p in self.partners]
        return all(other == partner or similarity < _SURE for other, similarity in found)


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def align(a: tuple[NamePart, ...], b: tuple[NamePart, ...]) -> Alignment:
    """Pair the words of two names, the most similar first, each word at most once.

    Two words that one side writes as one (``Vonder Leyen``, ``Abdulrahman``) are paired with it together.
    """
    found = []
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            similarity = part_similarity(x, y)
            if similarity >= _ALIGNED:
                found.append((-similarity, abs(i - j), i, j))
    found.sort()
    left, right = _Side(a), _Side(b)
    for negated, _, i, j in found:
        if i in left.unpaired and j in right.unpaired:
            left.pair(i, j, -negated)
            right.pair(j, i, -negated)
    joined: list[tuple[int, Pair]] = []
    if (left.unpaired or right.unpaired) and (len(a) > 1 or len(b) > 1):
        joined += [(i, Pair(a[i], two, similarity)) for i, _, two, similarity in _joined_pairs(left, right)]
        joined += [(i, Pair(two, b[j], similarity)) for j, i, two, similarity in _joined_pairs(right, left)]
    pairs = [
        (i, Pair(a[i], b[j], similarity))
        for i, (j, similarity) in left.partners.items()
        if i not in left.joined and j not in right.joined
    ]
    in_order = tuple([pair for _, pair in sorted([*pairs, *joined], key=lambda p: p[0])])
    return Alignment(in_order, tuple([a[i] for i in left.unpaired]), tuple([b[j] for j in right.unpaired]))


def _joined_pairs(ones: _Side, twos: _Side) -> Iterator[tuple[int, int, NamePart, float]]:
    """Pair words of ``ones`` with two neighbours of ``twos`` written as one, where that is better than what they have.

    Yields the place of the word, that of the first neighbour, the two as one, and the similarity. A less similar pair that
    the word has with a third word stays beside the new one.
    """
    for i, one in enumerate(ones.words):
        known = ones.partners[i][1] if i in ones.partners else 0.0
        if known >= _SURE:
            continue
        for j, (first, second) in enumerate(pairwise(twos.words)):
            if not twos.may_join(j, i):
                continue
            two = _as_one(first, second, one.word)
            similarity = word_similarity(one.word, two.word) - _SEAM if two else 0.0
            if two is None or similarity < _JOINED or similarity <= known:
                continue
            for place in (j, j + 1):
                twos.joined.add(place)
                twos.unpaired.pop(place, None)
                if place in twos.partners:
                    ones.unpaired[twos.partners[place][0]] = None
            ones.unpaired.pop(i, None)
            yield i, j, two, similarity
            break


def _as_one(first: NamePart, second: NamePart, beside: Word) -> NamePart | None:
    """Two words written as one, if that could be the word beside."""
    if "initial" in (first.role, second.role) or not may_be_joined(first.word, second.word, beside):
        return None
    role = second.role if "family" in (first.role, second.role) else first.role
    return NamePart(word(first.word.text + second.word.text.lower(), first.word.lang), role)


def in_other_order(pairs: Iterable[Pair], words: Sequence[NamePart]) -> bool:
    """Return True if the words of the right name, of which these are counterparts, stand there in another order."""
    places = [words.index(pair.right) for pair in pairs if pair.right in words]
    return places != sorted(places)


def part_similarity(x: NamePart, y: NamePart) -> float:
    """Return how similar two words of names are, 0..1, in the roles that they have."""
    similarity = word_similarity(x.word, y.word)
    if similarity >= SAME_GIVEN_SET:
        return similarity
    if x.role == "given" == y.role:
        return max(similarity, given_name_similarity(x.word, y.word))
    if x.role == "content" == y.role:
        if similarity < SAME_VARIANT and _are_of_two_kinds(x.word, y.word):
            return 0.0
        if word_classes(x.word.folded) & word_classes(y.word.folded):
            return SAME_CONCEPT
        if (number := number_of(x.word.folded)) is not None and number == number_of(y.word.folded):
            return SAME_CONCEPT
        return max(similarity, _PLURAL) if _is_plural(x.word.folded, y.word.folded) else similarity
    if {x.role, y.role} == {"content", "light"}:
        return SAME_CONCEPT if _is_short_legal_form(x.word.folded, y.word.folded) else similarity
    return similarity if x.role == y.role or "patronymic" not in (x.role, y.role) else _OTHER_KIND * similarity


def given_name_similarity(a: Word, b: Word) -> float:
    """Return the similarity of two given names by the classes of variants in the data; 0.0 if they share none.

    One of them must be spelled as the data has it: *Chuan* and *Jian* only sound like forms of John, Juan and Jan.
    """
    if not (is_known_given_name(a.folded) or is_known_given_name(b.folded)):
        return 0.0
    classes_a, classes_b = given_name_classes(a), given_name_classes(b)
    if classes_a & classes_b:
        return SAME_GIVEN_SET
    if inflected_given_name_classes(a) & classes_b or classes_a & inflected_given_name_classes(b):
        return INFLECTED_GIVEN_SET
    return 0.0


def _are_of_two_kinds(a: Word, b: Word) -> bool:
    """Return True if one word is an acronym or an office, and the other is none.

    The letters of an acronym stand for words: *МУС Германіі* is not *Much in Germany*. Who holds an office is not the
    office: *Minister*, *Ministry*.
    """
    titles = lexicon().title_words
    return is_like_acronym(a.text) != is_like_acronym(b.text) or (a.folded in titles) != (b.folded in titles)


def _is_short_legal_form(a: str, b: str) -> bool:
    """Return True if one is short for the other: corp, corporation."""
    short, long = sorted((a, b), key=len)
    return len(short) > 1 and long.startswith(short) and bool(legal_class((short,)))


def _is_plural(a: str, b: str) -> bool:
    """Return True if one is the English plural of the other: voice, voices."""
    return len(a) > 3 and len(b) > 3 and (a == b + "s" or b == a + "s")

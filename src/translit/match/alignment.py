"""Aligning two names: which word of one is which word of the other."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from translit.names.given_names import given_name_classes, inflected_given_name_classes
from translit.names.parse import NamePart
from translit.table.words import Word, may_be_joined, similarity, word
from translit.text.lexicon import legal_class, word_classes

SAME_GIVEN_SET = 0.97
"""Likeness of two spellings of one given name in different languages."""
INFLECTED_GIVEN_SET = 0.92
"""Likeness of two spellings of one given name, one of them in another case than the first."""
SAME_CONCEPT = 0.96
"""Likeness of two words that mean the same in different languages: bank, банк; ministry, ministerstwo."""
_PLURAL = 0.93
_ALIGNED = 0.55
_SURE = 0.87
_GLUED, _SEAM = 0.8, 0.03  # two words against one: least likeness, and what the seam costs


class Pair(NamedTuple):
    """A word of one name, its counterpart in the other, and how alike they are (0..1)."""

    left: NamePart
    right: NamePart
    similarity: float


class Alignment(NamedTuple):
    """The paired words of two names, in the order of the left one, and what is left over on either side."""

    pairs: tuple[Pair, ...]
    left: tuple[NamePart, ...]
    right: tuple[NamePart, ...]


@lru_cache(maxsize=1 << 12)
def align(a: tuple[NamePart, ...], b: tuple[NamePart, ...]) -> Alignment:
    """Pair the words of two names, most alike first, each at most once; also what is left over on either side.

    Two words that one side writes as one (``Vonder Leyen``, ``Abdulrahman``) are paired with it together.
    """
    found = []
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            alike = part_likeness(x, y)
            if alike >= _ALIGNED:
                found.append((-alike, abs(i - j), i, j))
    found.sort()
    left, right = dict.fromkeys(range(len(a))), dict.fromkeys(range(len(b)))
    pairs: dict[int, tuple[int, float]] = {}
    for alike, _, i, j in found:
        if i in left and j in right:
            del left[i], right[j]
            pairs[i] = (j, -alike)
    out = [(i, Pair(a[i], b[j], alike)) for i, (j, alike) in pairs.items()]
    if (left or right) and (len(a) > 1 or len(b) > 1):
        out = _glued(a, b, out, pairs, left, right)
    out.sort(key=lambda p: p[0])
    return Alignment(tuple([pair for _, pair in out]), tuple([a[i] for i in left]), tuple([b[j] for j in right]))


def part_likeness(x: NamePart, y: NamePart) -> float:
    """How alike two words of names are, 0..1, in the parts they play."""
    alike = similarity(x.word, y.word)
    if alike >= SAME_GIVEN_SET:
        return alike
    if x.role == "given" == y.role:
        return max(alike, _one_given_name(x.word, y.word))
    if x.role == "content" == y.role:
        if word_classes(x.word.folded) & word_classes(y.word.folded):
            return SAME_CONCEPT
        return max(alike, _PLURAL) if _plural(x.word.folded, y.word.folded) else alike
    if {x.role, y.role} == {"content", "light"}:
        return SAME_CONCEPT if _one_legal_form(x.word.folded, y.word.folded) else alike
    return alike if x.role == y.role or "patronymic" not in (x.role, y.role) else 0.8 * alike


def _one_given_name(a: Word, b: Word) -> float:
    sets_a, sets_b = given_name_classes(a), given_name_classes(b)
    if sets_a & sets_b:
        return SAME_GIVEN_SET
    if inflected_given_name_classes(a) & sets_b or sets_a & inflected_given_name_classes(b):
        return INFLECTED_GIVEN_SET
    return 0.0


def _one_legal_form(a: str, b: str) -> bool:
    """One is short for the other: corp, corporation."""
    if len(a) > len(b):
        a, b = b, a
    return len(a) > 1 and b.startswith(a) and bool(legal_class((a,)))


def _plural(a: str, b: str) -> bool:
    """One is the English plural of the other: voice, voices."""
    return len(a) > 3 and len(b) > 3 and (a == b + "s" or b == a + "s")


def _glued(
    a: tuple[NamePart, ...], b: tuple[NamePart, ...], out: list[tuple[int, Pair]], pairs: dict[int, tuple[int, float]],
    left: dict[int, None], right: dict[int, None],
) -> list[tuple[int, Pair]]:  # fmt: skip
    """The pairs with those of one word against two that are better than what the greedy pairing found."""
    back = {j: (i, alike) for i, (j, alike) in pairs.items()}
    forth = dict(pairs)
    dropped: set[int] = set()
    added: list[tuple[int, Pair]] = []
    for turned, ones, twos, own, other in ((False, a, b, forth, back), (True, b, a, back, forth)):
        rest_of_twos = left if turned else right
        for i, x in enumerate(ones):
            known = own.get(i)
            if known is not None and known[1] >= _SURE:
                continue
            for j in range(len(twos) - 1):
                two = (j, j + 1)
                if not any(k in rest_of_twos for k in two) or any(
                    k in other and (other[k][0] != i and other[k][1] >= _SURE) for k in two
                ):
                    continue
                whole = _whole(twos[j], twos[j + 1], x.word)
                if whole is None:
                    continue
                alike = similarity(x.word, whole.word) - _SEAM
                if alike < _GLUED or (known is not None and alike <= known[1]):
                    continue
                pair = Pair(whole, x, alike) if turned else Pair(x, whole, alike)
                for k in two:
                    if k in other:
                        dropped.add(k if turned else other[k][0])
                        freed = other[k][0]
                        (right if turned else left)[freed] = None
                    rest_of_twos.pop(k, None)
                (right if turned else left).pop(i, None)
                added.append((j if turned else i, pair))
                break
    return [(i, p) for i, p in out if i not in dropped] + added


def _whole(first: NamePart, second: NamePart, beside: Word) -> NamePart | None:
    """Two words written as one, if that could be the word beside."""
    if "initial" in (first.role, second.role):
        return None
    length = len(first.word.folded) + len(second.word.folded)
    if beside.script == first.word.script and abs(length - len(beside.folded)) > 2:
        return None
    if not may_be_joined(first.word, second.word, beside):
        return None
    role = second.role if "family" in (first.role, second.role) else first.role
    return NamePart(word(first.word.text + second.word.text.lower(), first.word.lang), role)

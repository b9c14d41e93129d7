"""Evidence: how strongly two names speak for being one, as parts whose weights add up.

The model is the record linkage of Fellegi and Sunter (A Theory for Record Linkage, JASA 64, 1969). Every comparison of two
words has a likelihood ratio, the probability of this agreement or conflict if both names are of one entity over that if
they are of two. If comparisons are taken as independent, the ratios multiply; their logarithms to base 2, the weights in
bits, add up. A prior says how rarely two names are of one entity before anything is compared.

Three things go beyond the plain model. Agreement is graded: a curve gives the weight for every similarity. A pair of words
also has a share of ``COVERED`` bits, larger for words that are rare in the gazetteer, as two agreements on a rare word say
more (the frequency-based weights of Winkler 2000). And words are not independent, so the sum is no probability as it
stands; :mod:`translit.match.calibration` makes one of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from translit.match.alignment import SAME_GIVEN_SET, Pair, align, given_name_similarity
from translit.model import EXACT, Evidence, Part
from translit.names.countries import country_of
from translit.names.given_names import given_name_classes
from translit.names.parse import REQUIRED_ROLES, Name, NamePart, parse_name
from translit.table.words import Word, learned_likeness
from translit.text.lexicon import lexicon

Curve = tuple[tuple[float, float], ...]
PartFields = tuple[str, str, str, float, str]
"""The fields of a :class:`Part`; of many candidates few are worth objects."""

# What a pair of words weighs (bits) by similarity (0..1): straight lines between these points. Names of different people are
# often similar, so a curve is below zero until spellings of one name are the likelier explanation (0.83 to 0.87).
FAMILY: Curve = (
    (0.0, -9.0), (0.6, -8.0), (0.75, -5.0), (0.82, -2.5), (0.87, 1.5), (0.92, 5.5), (0.96, 7.5), (1.0, 9.0)
)  # fmt: skip
# A given name is shared by many, so it says less than a family name where it agrees, and no less where it does not.
GIVEN: Curve = ((0.0, -12.0), (0.6, -10.0), (0.75, -5.0), (0.84, 0.5), (0.9, 3.0), (0.97, 4.2), (0.98, 5.0), (1.0, 6.0))
# A person has one father: another patronymic outweighs given and family name.
PATRONYMIC: Curve = ((0.0, -36.0), (0.75, -33.0), (0.87, 1.0), (1.0, 3.0))
# All words of an organization or place together; a word has its share of this.
CONTENT: Curve = (
    (0.0, -14.0), (0.7, -9.0), (0.8, -3.0), (0.86, 2.0), (0.9, 6.0), (0.95, 10.0), (0.98, 13.0), (1.0, 15.0)
)  # fmt: skip

COVERED = 40.0
"""Bits for two names all of whose words agree; each pair of words has its share."""
SHARES = {
    "given": 1.0, "family": 1.0, "content": 1.0, "patronymic": 0.35, "initial": 0.25, "light": 0.15, "particle": 0.1
}  # fmt: skip
"""How much a word counts in what two names cover, by its role: what is often left out counts little."""
_UNCOVERED = 0.4  # similarity up to which a pair of words covers nothing
_COMMONEST = 0.2  # what the most frequent word counts, against 1 for the rarest
_LIGHT = 0.1  # what a light word of an organization or place weighs, against 1 for the others

# Before anything is compared. Single words of organizations and places agree more often by chance.
PERSON_PRIOR, NON_PERSON_PRIOR = -4.0, -7.0

# What one name has and the other leaves out. The press drops given names and initials, hardly ever the family name.
ONE_FAMILY_ONLY, NO_FAMILY = -1.2, -6.0
EXTRA_NAME, EXTRA_INITIAL = -1.5, -1.5

# What two names both have, where it is one of few values: gender, generation, number, country. A conflict excludes.
INITIAL_AGREES, INITIAL_CONFLICT = 2.0, -27.0
GENDER_CONFLICT = -25.0
SUFFIX_CONFLICT, SUFFIX_ONE_SIDED = -12.0, -6.0
NUMBER_CONFLICT = -15.0
LEGAL_CONFLICT = -2.0  # the legal form of a company changes, and is translated freely
SAME_COUNTRY, OTHER_COUNTRY = 70.0, -30.0

# What makes up for words that cannot be paired, or tells between words that sound the same.
ACRONYM, LETTERS = 20.0, 25.0

_SURE = 0.87  # similarity of a given name and a family name that are one word in another place
_NO_CHANCE = 0.92  # given names at least this similar may be one, whatever classes the data has for them
_OTHER_NAME = 0.5  # the similarity that two different given names count as, at most
_INITIAL_SIMILARITY = 0.9
# The conflicts that a reader sees at once.
_MOST_TELLING = ("given name", "family name", "patronymic", "initial", "number")


class _Findings(NamedTuple):
    """What two names of a type tell: every pair of words with its part, the unpaired words, all other parts."""

    pairs: list[tuple[Pair, PartFields]]
    unpaired: list[NamePart]
    others: list[PartFields]


def exact(text: str, form: str) -> Evidence:
    """Return the evidence of a name that is written as it is listed: its score is 1.0."""
    return Evidence((Part("exact", text, form, EXACT),))


def evidence_of(parts: list[PartFields]) -> Evidence:
    """Return what :func:`weigh_names` gave as objects."""
    return Evidence(tuple([Part(*part) for part in parts]))


def weight_of(parts: list[PartFields]) -> float:
    """Return the sum of the weights, in bits."""
    return sum([part[3] for part in parts])


def strongest_conflict(evidence: Evidence) -> Part | None:
    """Return the part that speaks most against one entity: a conflict of names before all else; ``None`` if none does."""
    against = [p for p in evidence.parts if p.weight < 0 and (p.left or p.right)]
    return min(against, key=lambda p: (p.kind not in _MOST_TELLING, p.weight), default=None)


def weigh_names(
    a: Name, b: Name, gender: str = "", mononym: bool = False, rarity: Mapping[Word, float] = MappingProxyType({})
) -> list[PartFields]:
    """Return the evidence that two names of one type stand for one entity, not yet calibrated.

    ``gender`` and ``mononym`` are those of the entity of ``b``; ``rarity`` (0..1) says how rare the words of ``b`` are in
    their gazetteer, the rarest having 1. A name in brackets counts as another name: the best evidence is returned. The
    weights are those of ``weigh_names(b, a)``.
    """
    best = _weigh(a, b, gender, mononym, rarity)
    others = [(parse_name(other, a.type), b) for other in a.alternatives]
    others += [(a, parse_name(other, b.type)) for other in b.alternatives]
    for x, y in others:
        best = max(best, _weigh(x, y, gender, mononym, rarity), key=weight_of)
    return best


def _weigh(a: Name, b: Name, gender: str, mononym: bool, rarity: Mapping[Word, float]) -> list[PartFields]:
    """Weigh two names in a fixed order, since pairing words is not symmetric where similarities are equal."""
    if a.sort_key <= b.sort_key:
        return _weigh_ordered(a, b, gender, mononym, rarity)
    return [(kind, y, x, weight, note) for kind, x, y, weight, note in _weigh_ordered(b, a, gender, mononym, rarity)]


def _weigh_ordered(a: Name, b: Name, gender: str, mononym: bool, rarity: Mapping[Word, float]) -> list[PartFields]:
    is_person = a.type == "person"
    pairs, unpaired, others = _persons(a, b, gender, mononym) if is_person else _non_persons(a, b)
    shares = [_share(pair, rarity) for pair, _ in pairs]
    alone = [SHARES.get(p.role, 0.0) * _by_rarity(rarity.get(p.word, 1.0)) for p in unpaired]
    whole = sum(shares) + sum(alone) or 1.0
    parts: list[PartFields] = [("prior", "", "", PERSON_PRIOR if is_person else NON_PERSON_PRIOR, "")]
    for (pair, (kind, x, y, weight, note)), share in zip(pairs, shares, strict=True):
        bits = COVERED * max(0.0, (pair.similarity - _UNCOVERED) / (1.0 - _UNCOVERED)) * share / whole
        parts.append((kind, x, y, weight + bits, note))
    if len(a.parts) == len(b.parts) == 1 and pairs:  # of the many words that sound the same, some have likelier letters
        left, right = pairs[0][0].left.word, pairs[0][0].right.word
        if left.script != right.script:
            parts.append(("letters", left.text, right.text, LETTERS * (learned_likeness(left, right) - 1.0), ""))
    return parts + others


def _share(pair: Pair, rarity: Mapping[Word, float]) -> float:
    """Return how much of two names a pair of words covers."""
    x, y, _ = pair
    known = rarity.get(y.word) or rarity.get(x.word) or 1.0
    return (SHARES.get(x.role, 0.0) + SHARES.get(y.role, 0.0)) * _by_rarity(known)


def _by_rarity(rarity: float) -> float:
    return _COMMONEST + (1.0 - _COMMONEST) * rarity


def curve(points: Curve, x: float) -> float:
    """Return the value at ``x`` of the straight lines between ``points``."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


def _persons(a: Name, b: Name, gender: str, mononym: bool) -> _Findings:
    pairs, left, right = align(a.of("given", "family", "patronymic"), b.of("given", "family", "patronymic"))
    bare_a, bare_b = (not n.of("given", "initial", "patronymic") for n in (a, b))
    both = {"given", "family"}
    swapped = {p.left.role for p in pairs if {p.left.role, p.right.role} == both and p.similarity >= _SURE}
    roles = [_pair_role(p.left, p.right, bare_a != bare_b, len(swapped) > 1) for p in pairs]
    in_syllables = _in_syllables(a) or _in_syllables(b)
    weighed = [(pair, _person_pair(role, pair, in_syllables)) for role, pair in zip(roles, pairs, strict=True)]
    only_a, only_b, initials, others = _initials(a, b, left, right)
    others = [*_unpaired(only_a, only_b, roles), *others]
    if bare_a != bare_b and "family" in roles:
        kind, weight = ("mononym", 0.0) if mononym else ("no given name", ONE_FAMILY_ONLY)
        others.append((kind, a.text if bare_a else "", b.text if bare_b else "", weight, ""))
    gender = b.gender or gender
    if a.gender and gender and a.gender != gender:
        others.append(("gender", a.gender, gender, GENDER_CONFLICT, ""))
    if a.suffix != b.suffix:
        weight = SUFFIX_CONFLICT if a.suffix and b.suffix else SUFFIX_ONE_SIDED
        others.append(("generation", a.suffix, b.suffix, weight, ""))
    return _Findings(weighed + initials, [*only_a, *only_b], others)


def _pair_role(x: NamePart, y: NamePart, one_is_bare: bool, swapped: bool) -> str:
    """Return the role of a pair of words as evidence.

    A family name paired with a given name is a family name only where given and family name are swapped (``Orbán
    Viktor``); a name of one word may be a given name, and the fuller name tells.
    """
    roles = {x.role, y.role}
    if len(roles) == 1:
        return x.role
    return "family" if "family" in roles and swapped and not one_is_bare else "given"


def _in_syllables(name: Name) -> bool:
    """Return True if a name is Korean, Vietnamese or Chinese: there one other syllable makes another given name."""
    family = name.family
    return family is not None and family.folded in lexicon().leading_family_names


def _person_pair(role: str, pair: Pair, in_syllables: bool) -> PartFields:
    x, y, similarity = pair.left.word, pair.right.word, pair.similarity
    if role == "patronymic":
        return "patronymic", x.text, y.text, curve(PATRONYMIC, similarity), ""
    if role == "family":
        return "family name", x.text, y.text, curve(FAMILY, similarity), ""
    if similarity < _NO_CHANCE:
        are_known = given_name_classes(x) and given_name_classes(y)
        if in_syllables or (are_known and not given_name_similarity(x, y)):
            return "given name", x.text, y.text, curve(GIVEN, min(similarity, _OTHER_NAME)), "two different names"
    note = "the same name in another language" if similarity == SAME_GIVEN_SET else ""
    return "given name", x.text, y.text, curve(GIVEN, similarity), note


def _initials(
    a: Name, b: Name, left: Sequence[NamePart], right: Sequence[NamePart]
) -> tuple[list[NamePart], list[NamePart], list[tuple[Pair, PartFields]], list[PartFields]]:
    """Pair initials with initials in order, and those that are left with unpaired given names and patronymics.

    Returns the words of ``left`` and of ``right`` that are still unpaired, the pairs, and what spare initials weigh.
    """
    only_a, only_b = list(left), list(right)
    initials_a, initials_b = a.of("initial"), b.of("initial")
    pairs = [_initial(x, y) for x, y in zip(initials_a, initials_b, strict=False)]
    for x in initials_a[len(initials_b) :]:
        if (word := _abbreviable(only_b)) is not None:
            only_b.remove(word)
            pairs.append(_initial(x, word))
    for y in initials_b[len(initials_a) :]:
        if (word := _abbreviable(only_a)) is not None:
            only_a.remove(word)
            pairs.append(_initial(word, y))
    spare = max(len(initials_a), len(initials_b)) - len(pairs)
    extra: list[PartFields] = [("initial on one side", "", "", EXTRA_INITIAL * spare, "")] if spare else []
    return only_a, only_b, pairs, extra


def _abbreviable(parts: list[NamePart]) -> NamePart | None:
    """The first word that an initial may stand for."""
    return next((p for p in parts if p.role in ("given", "patronymic")), None)


def _initial(x: NamePart, y: NamePart) -> tuple[Pair, PartFields]:
    sounds = {k[:1] for k in x.word.phonetic_keys} & {k[:1] for k in y.word.phonetic_keys}
    agrees = bool(sounds) or x.word.folded[0] == y.word.folded[0]
    weight, similarity = (INITIAL_AGREES, _INITIAL_SIMILARITY) if agrees else (INITIAL_CONFLICT, 0.0)
    return Pair(x, y, similarity), ("initial", x.word.text, y.word.text, weight, "")


def _unpaired(left: list[NamePart], right: list[NamePart], roles: list[str]) -> list[PartFields]:
    """Words without a counterpart: a conflict where both names have one of a role, else little."""
    parts, left, right = [], list(left), list(right)
    for role, points in (("family", FAMILY), ("given", GIVEN), ("patronymic", PATRONYMIC)):
        kind = f"{role} name" if role != "patronymic" else role
        both = ([p for p in side if p.role == role] for side in (left, right))
        for x, y in zip(*both, strict=False):
            parts.append((kind, x.word.text, y.word.text, points[0][1], ""))
            left.remove(x)
            right.remove(y)
    for x in left:
        other = next((y for y in right if x.role in REQUIRED_ROLES and y.role in REQUIRED_ROLES), None)
        if other is not None:
            parts.append(("other name", x.word.text, other.word.text, FAMILY[0][1], ""))
            right.remove(other)
    weights = {"family": EXTRA_NAME if "family" in roles else NO_FAMILY}
    if "given" in roles:
        weights["given"] = EXTRA_NAME
    return parts + _on_one_side(left, right, weights)


def _on_one_side(left: Sequence[NamePart], right: Sequence[NamePart], weights: Mapping[str, float]) -> list[PartFields]:
    """Words that only one of the names has, by the weight of their role; other roles weigh nothing."""
    words = [(p.role, p.word.text, "") for p in left] + [(p.role, "", p.word.text) for p in right]
    return [("only on one side", x, y, weights[role], "") for role, x, y in words if role in weights]


def _non_persons(a: Name, b: Name) -> _Findings:
    """Organizations and places: every word has its share of the whole, light words a tenth of one."""
    pairs, left, right = align(a.of("content", "light"), b.of("content", "light"))
    shares = {"content": 1.0, "light": _LIGHT}
    total = sum(shares[p.role] for n in (a, b) for p in n.of("content", "light")) or 1.0
    weighed = []
    for pair in pairs:
        x, y = pair.left, pair.right
        weight = curve(CONTENT, pair.similarity) * (shares[x.role] + shares[y.role]) / total
        weighed.append((pair, ("word", x.word.text, y.word.text, weight, "")))
    others = _on_one_side(left, right, {role: CONTENT[0][1] * share / total for role, share in shares.items()})
    numbers_a, numbers_b = (sorted({p.word.folded for p in side if p.word.folded.isdigit()}) for side in (left, right))
    if numbers_a and numbers_b:
        others.append(("number", " ".join(numbers_a), " ".join(numbers_b), NUMBER_CONFLICT, ""))
    if a.legal and b.legal and not a.legal & b.legal:
        others.append(("legal form", ", ".join(sorted(a.legal)), ", ".join(sorted(b.legal)), LEGAL_CONFLICT, ""))
    others += _countries(a, b) if a.type == "place" else _acronym(a, b)
    return _Findings(weighed, [*left, *right], others)


def _countries(a: Name, b: Name) -> list[PartFields]:
    """Two names of one country in whatever languages, or of two countries."""
    one, other = (country_of(" ".join(p.word.folded for p in n.parts)) for n in (a, b))
    if not one or not other:
        return []
    return [("country", a.text, b.text, SAME_COUNTRY if one == other else OTHER_COUNTRY, "")]


def _acronym(a: Name, b: Name) -> list[PartFields]:
    """One name is the acronym of the other: ``MSF``, ``Médecins sans frontières``."""
    for short, long in ((a, b), (b, a)):
        content = short.of("content")
        if len(content) == 1 and content[0].word.text.isupper() and content[0].word.folded in long.acronyms:
            return [("acronym", a.text, b.text, ACRONYM, "")]
    return []

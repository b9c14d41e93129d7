"""Scoring: the evidence that two names are one, as parts whose weights in bits add up.

The model is that of record linkage (Fellegi and Sunter 1969): every agreement or conflict multiplies the odds, and
weights are their logarithms to base 2. On top of what a pair of words tells by its role, every pair adds its share of the
two names that it covers, rare words more than frequent ones. What the sum is worth as a probability is calibrated on name
pairs (:mod:`translit.match.calibration`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from translit.match.alignment import SAME_GIVEN_SET, Pair, align
from translit.model import EXACT, Evidence, Part
from translit.names.countries import country_of
from translit.names.given_names import given_name_classes, inflected_given_name_classes
from translit.names.parse import REQUIRED_ROLES, Name, NamePart
from translit.table.words import Word, learned_likeness
from translit.text.lexicon import lexicon

Curve = tuple[tuple[float, float], ...]
Raw = tuple[str, str, str, float, str]
"""The fields of a part, before it is worth an object."""

# What a pair of words weighs (bits) by how alike they are (0..1): straight lines between these points.
FAMILY: Curve = (
    (0.0, -9.0),
    (0.6, -8.0),
    (0.75, -5.0),
    (0.82, -2.5),
    (0.87, 1.5),
    (0.92, 5.5),
    (0.96, 7.5),
    (1.0, 9.0),
)
GIVEN: Curve = (
    (0.0, -12.0),
    (0.6, -10.0),
    (0.75, -5.0),
    (0.84, 0.5),
    (0.9, 3.0),
    (0.97, 4.2),
    (0.98, 5.0),
    (1.0, 6.0),
)
PATRONYMIC: Curve = ((0.0, -36.0), (0.75, -33.0), (0.87, 1.0), (1.0, 3.0))
CONTENT: Curve = (
    (0.0, -14.0),
    (0.7, -9.0),
    (0.8, -3.0),
    (0.86, 2.0),
    (0.9, 6.0),
    (0.95, 10.0),
    (0.98, 13.0),
    (1.0, 15.0),
)

COVERED = 40.0
"""Bits for two names all of whose words agree; each pair of words has its share."""
SHARES = {
    "given": 1.0,
    "family": 1.0,
    "content": 1.0,
    "patronymic": 0.35,
    "initial": 0.25,
    "light": 0.15,
    "particle": 0.1,
}
"""How much a word counts in what two names cover, by its role."""
_COMMONEST = 0.2  # what the most frequent word counts, against 1 for the rarest

PERSON_PRIOR = -4.0
THING_PRIOR = -7.0
ONE_FAMILY_ONLY = -1.2
NO_FAMILY = -6.0
EXTRA_NAME = -1.5
INITIAL_AGREES, INITIAL_CONFLICT = 2.0, -27.0
SUFFIX_CONFLICT, SUFFIX_ONE_SIDED = -12.0, -6.0
NUMBER_CONFLICT = -15.0
SAME_COUNTRY, OTHER_COUNTRY = 70.0, -30.0
ACRONYM = 20.0
LETTERS = 25.0
EXTRA_INITIAL = -1.5
LEGAL_CONFLICT = -2.0
GENDER_CONFLICT = -25.0
_SURE = 0.87
_ONE_SOUND = 0.92  # given names this alike may be one, whatever sets they are in


def exact(text: str, form: str) -> Evidence:
    """The evidence of a listed name: its score is 1.0."""
    return Evidence((Part("exact", text, form, EXACT),))


def evidence_of(raw: list[Raw]) -> Evidence:
    """Evidence from what :func:`weigh_names` gave."""
    return Evidence(tuple([Part(*part) for part in raw]))


def weigh_names(
    a: Name, b: Name, gender: str = "", mononym: bool = False, rarity: Mapping[Word, float] = MappingProxyType({})
) -> list[Raw]:
    """The evidence that names ``a`` and ``b`` (of one type) stand for one entity, as plain tuples: of many candidates few
    are worth more. ``weigh_names(a, b)`` has the weights of ``weigh_names(b, a)``.

    ``gender`` and ``mononym`` are what is known of the entity behind ``b``; ``rarity`` (0..1) is that of the words of ``b``
    in their gazetteer, the rarest having 1.
    """
    if a.sort_key <= b.sort_key:
        return _score(a, b, gender, mononym, rarity)
    return [(kind, y, x, weight, note) for kind, x, y, weight, note in _score(b, a, gender, mononym, rarity)]


def weight_of(raw: list[Raw]) -> float:
    """The sum of all weights, in bits; that of the evidence made of them."""
    return sum([part[3] for part in raw])


def _score(a: Name, b: Name, gender: str, mononym: bool, rarity: Mapping[Word, float]) -> list[Raw]:
    prior, pairs, rest, others = _person(a, b, gender, mononym) if a.type == "person" else _thing(a, b)
    held = [_held(pair, rarity) for pair, _ in pairs]
    whole = sum(held) + sum([SHARES.get(p.role, 0.0) * _rare(rarity.get(p.word, 1.0)) for p in rest]) or 1.0
    parts = [prior]
    for (pair, (kind, x, y, weight, note)), share in zip(pairs, held, strict=True):
        bits = COVERED * max(0.0, (pair.similarity - 0.4) / 0.6) * share / whole
        parts.append((kind, x, y, weight + bits, note))
    if len(a.parts) == len(b.parts) == 1 and pairs:
        parts += _letters(pairs[0][0])
    return parts + others


class _Told(NamedTuple):
    """What two names tell: the prior, every pair of words with its part, the words left over, and the other parts."""

    prior: Raw
    pairs: list[tuple[Pair, Raw]]
    rest: list[NamePart]
    others: list[Raw]


def _letters(pair: Pair) -> list[Raw]:
    """Single words of two scripts: of many that sound alike, the one whose letters are likelier."""
    a, b = pair.left.word, pair.right.word
    if a.script == b.script:
        return []
    return [("letters", a.text, b.text, LETTERS * (learned_likeness(a, b) - 1.0), "")]


def _held(pair: Pair, rarity: Mapping[Word, float]) -> float:
    """What a pair of words counts in the two names."""
    x, y, _ = pair
    rare = rarity.get(y.word) or rarity.get(x.word) or 1.0
    return (SHARES.get(x.role, 0.0) + SHARES.get(y.role, 0.0)) * _rare(rare)


def _rare(rarity: float) -> float:
    return _COMMONEST + (1.0 - _COMMONEST) * rarity


def curve(points: Curve, x: float) -> float:
    """The value at ``x`` of the straight lines between ``points``."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


def _person(a: Name, b: Name, gender: str, mononym: bool) -> _Told:
    pairs, left, right = align(a.of("given", "family", "patronymic"), b.of("given", "family", "patronymic"))
    bare_a, bare_b = (not n.of("given", "initial", "patronymic") for n in (a, b))
    turned = {x.role for x, y, alike in pairs if {x.role, y.role} == {"given", "family"} and alike >= _SURE}
    roles = [_pair_role(x, y, bare_a != bare_b, len(turned) > 1) for x, y, _ in pairs]
    cut = _in_syllables(a) or _in_syllables(b)
    told = [(pair, _person_pair(role, pair, cut)) for role, pair in zip(roles, pairs, strict=True)]
    unmet, others, initials, extra = _initials(a, b, left, right)
    told += initials
    parts = [*_left_over(unmet, others, roles), *extra]
    if bare_a != bare_b and "family" in roles:
        kind, weight = ("mononym", 0.0) if mononym else ("no given name", ONE_FAMILY_ONLY)
        parts.append((kind, a.text if bare_a else "", b.text if bare_b else "", weight, ""))
    one = a.gender
    if one and (other := b.gender or gender) and one != other:
        parts.append(("gender", one, other, GENDER_CONFLICT, ""))
    if a.suffix != b.suffix:
        parts.append(
            ("generation", a.suffix, b.suffix, SUFFIX_CONFLICT if a.suffix and b.suffix else SUFFIX_ONE_SIDED, "")
        )
    return _Told(("prior", "", "", PERSON_PRIOR, ""), told, [*unmet, *others], parts)


def _pair_role(x: NamePart, y: NamePart, one_is_bare: bool, turned: bool) -> str:
    """What a pair of words is evidence of.

    A family name paired with a given name is a family name only where the whole order is turned (``Orbán Viktor``); a
    name of one word may be a given name, and the fuller name tells.
    """
    roles = {x.role, y.role}
    if len(roles) == 1:
        return x.role
    return "family" if "family" in roles and turned and not one_is_bare else "given"


def _in_syllables(name: Name) -> bool:
    """Whether a name is Korean, Vietnamese or Chinese: there one other syllable makes another given name."""
    family = name.family
    return family is not None and family.folded in lexicon().leading_family_names


def _person_pair(role: str, pair: Pair, in_syllables: bool) -> Raw:
    x, y, alike = pair
    if role == "patronymic":
        return ("patronymic", x.word.text, y.word.text, curve(PATRONYMIC, alike), "")
    if role == "family":
        return ("family name", x.word.text, y.word.text, curve(FAMILY, alike), "")
    if alike < _ONE_SOUND and (in_syllables or _other_given(x.word, y.word)):
        return "given name", x.word.text, y.word.text, curve(GIVEN, min(alike, 0.5)), "two different names"
    note = "the same name in another language" if alike == SAME_GIVEN_SET else ""
    return "given name", x.word.text, y.word.text, curve(GIVEN, alike), note


def _other_given(a: Word, b: Word) -> bool:
    sets_a, sets_b = given_name_classes(a), given_name_classes(b)
    if not sets_a or not sets_b or sets_a & sets_b:
        return False
    return not (inflected_given_name_classes(a) & sets_b or sets_a & inflected_given_name_classes(b))


def _initials(
    a: Name, b: Name, left: Sequence[NamePart], right: Sequence[NamePart]
) -> tuple[list[NamePart], list[NamePart], list[tuple[Pair, Raw]], list[Raw]]:
    """Initials of one side against words that the other side has left, or against its initials, in order."""
    told: list[tuple[Pair, Raw]] = []
    lone, other_lone = list(left), list(right)
    initials_a, initials_b = list(a.of("initial")), list(b.of("initial"))
    for x, y in zip(initials_a, initials_b, strict=False):
        told.append(_initial(x, y))
    for initials, rest, turned in (
        (initials_a[len(initials_b) :], other_lone, False),
        (initials_b[len(initials_a) :], lone, True),
    ):
        for initial in initials:
            other = next((w for w in rest if w.role in ("given", "patronymic")), None)
            if other is None:
                continue
            rest.remove(other)
            told.append(_initial(other, initial) if turned else _initial(initial, other))
    spare = abs(len(initials_a) - len(initials_b)) - (len(told) - min(len(initials_a), len(initials_b)))
    extra: list[Raw] = [("initial on one side", "", "", EXTRA_INITIAL * spare, "")] if spare else []
    return lone, other_lone, told, extra


def _initial(x: NamePart, y: NamePart) -> tuple[Pair, Raw]:
    first = {k[:1] for k in x.word.phonetic_keys} & {k[:1] for k in y.word.phonetic_keys}
    same = bool(first) or x.word.folded[0] == y.word.folded[0]
    part = ("initial", x.word.text, y.word.text, INITIAL_AGREES if same else INITIAL_CONFLICT, "")
    return Pair(x, y, 0.9 if same else 0.0), part


def _left_over(left: list[NamePart], right: list[NamePart], roles: list[str]) -> list[Raw]:
    """Words without a counterpart: a conflict where both sides have one of a kind, else little."""
    parts = []
    left, right = list(left), list(right)
    for role, points in (("family", FAMILY), ("given", GIVEN), ("patronymic", PATRONYMIC)):
        for x, y in zip(_take(left, role), _take(right, role), strict=False):
            parts.append((f"{role} name" if role != "patronymic" else role, x.word.text, y.word.text, points[0][1], ""))
            left.remove(x)
            right.remove(y)
    for x in left:
        for y in right[:]:
            if x.role in REQUIRED_ROLES and y.role in REQUIRED_ROLES:
                parts.append(("other name", x.word.text, y.word.text, FAMILY[0][1], ""))
                right.remove(y)
                break
    for side, rest in (("left", left), ("right", right)):
        for part in rest:
            if part.role == "family" and "family" not in roles:
                weight = NO_FAMILY
            elif part.role == "family" or (part.role == "given" and "given" in roles):
                weight = EXTRA_NAME
            else:
                continue
            parts.append(("only on one side", *_on(side, part.word.text), weight, ""))
    return parts


def _on(side: str, text: str) -> tuple[str, str]:
    return (text, "") if side == "left" else ("", text)


def _take(parts: list[NamePart], role: str) -> list[NamePart]:
    return [p for p in parts if p.role == role]


def _thing(a: Name, b: Name) -> _Told:
    """Organizations and places: every word carries its share of the whole; light words a tenth of one."""
    pairs, left, right = align(a.of("content", "light"), b.of("content", "light"))
    share = {"content": 1.0, "light": 0.1}
    total = sum(share[p.role] for n in (a, b) for p in n.of("content", "light")) or 1.0
    told = []
    for pair in pairs:
        x, y, alike = pair
        weight = curve(CONTENT, alike) * (share[x.role] + share[y.role]) / total
        told.append((pair, ("word", x.word.text, y.word.text, weight, "")))
    parts = [
        ("only on one side", *_on(side, p.word.text), CONTENT[0][1] * share[p.role] / total, "")
        for side, rest in (("left", left), ("right", right))
        for p in rest
    ]
    numbers_a, numbers_b = (frozenset(p.word.folded for p in rest if p.word.folded.isdigit()) for rest in (left, right))
    if numbers_a and numbers_b:
        parts.append(("number", " ".join(sorted(numbers_a)), " ".join(sorted(numbers_b)), NUMBER_CONFLICT, ""))
    if a.legal and b.legal and not a.legal & b.legal:
        parts.append(("legal form", ", ".join(sorted(a.legal)), ", ".join(sorted(b.legal)), LEGAL_CONFLICT, ""))
    parts += _countries(a, b) if a.type == "place" else _acronym(a, b)
    return _Told(("prior", "", "", THING_PRIOR, ""), told, [*left, *right], parts)


def _countries(a: Name, b: Name) -> list[Raw]:
    """Two names of one country in whatever languages, or of two."""
    one, other = (country_of(" ".join(p.word.folded for p in n.parts)) for n in (a, b))
    if not one or not other:
        return []
    return [("country", a.text, b.text, SAME_COUNTRY if one == other else OTHER_COUNTRY, "")]


def _acronym(a: Name, b: Name) -> list[Raw]:
    """One name is the acronym of the other: ``MSF``, ``Médecins sans frontières``."""
    for short, long in ((a, b), (b, a)):
        content = short.of("content")
        if len(content) == 1 and content[0].word.text.isupper() and content[0].word.folded in long.acronyms:
            return [("acronym", a.text, b.text, ACRONYM, "")]
    return []

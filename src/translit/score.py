"""Scoring: the evidence that two names are one, as parts whose weights in bits add up to a probability.

The model is that of record linkage (Fellegi and Sunter 1969): every agreement or conflict multiplies the odds, and
weights are their logarithms to base 2. The weights below were set by hand on East Slavic names.
"""

from __future__ import annotations

from itertools import pairwise

from translit.lexicon import given_sets
from translit.model import EXACT, Evidence, Part
from translit.names import FULL, Name, NamePart
from translit.table.words import Word, similarity

Curve = tuple[tuple[float, float], ...]

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
GIVEN: Curve = ((0.0, -8.0), (0.6, -6.0), (0.75, -3.0), (0.84, 0.5), (0.9, 3.0), (0.96, 4.5), (1.0, 5.0))
PATRONYMIC: Curve = ((0.0, -12.0), (0.75, -11.0), (0.87, 1.0), (1.0, 3.0))
CONTENT: Curve = (
    (0.0, -14.0),
    (0.7, -9.0),
    (0.8, -2.0),
    (0.86, 2.5),
    (0.9, 6.0),
    (0.95, 10.0),
    (0.98, 13.0),
    (1.0, 15.0),
)

PERSON_PRIOR = -4.0
THING_PRIOR = -7.0
ONE_FAMILY_ONLY = -1.2
NO_FAMILY = -6.0
EXTRA_NAME = -1.5
INITIAL_AGREES, INITIAL_CONFLICT = 2.0, -9.0
GENDER_CONFLICT = -6.0
SAME_GIVEN_SET = 0.97
PLURAL = 0.93
_ALIGNED = 0.55
_SURE = 0.87
_ONE_SOUND = 0.92  # given names this alike may be one, whatever sets they are in


def exact(text: str, form: str) -> Evidence:
    """The evidence of a listed name: its score is 1.0."""
    return Evidence((Part("exact", text, form, EXACT),))


def score_names(a: Name, b: Name, *, gender: str = "", mononym: bool = False) -> Evidence:
    """The evidence that names ``a`` and ``b`` (of one type) stand for one entity; ``score_names(a, b) == score_names(b, a)``
    but for the order in each part.

    ``gender`` and ``mononym`` are what is known of the entity behind ``b``.
    """
    if _key(b) < _key(a):
        swapped = _score(b, a, gender, mononym)
        return Evidence(tuple(Part(p.kind, p.right, p.left, p.weight, p.note) for p in swapped.parts))
    return _score(a, b, gender, mononym)


def _key(name: Name) -> tuple[str, ...]:
    return (name.text, *(p.word.lang or "" for p in name.parts))


def _score(a: Name, b: Name, gender: str, mononym: bool) -> Evidence:
    parts = _person(a, b, gender, mononym) if a.type == "person" else _thing(a, b)
    return Evidence(tuple(parts))


def curve(points: Curve, x: float) -> float:
    """The value at ``x`` of the straight lines between ``points``."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


Pair = tuple[NamePart, NamePart, float]


def align(a: tuple[NamePart, ...], b: tuple[NamePart, ...]) -> tuple[list[Pair], list[NamePart], list[NamePart]]:
    """Pair the words of two names, most alike first, each at most once; also what is left over on either side."""
    found = []
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            alike = _alike(x, y)
            if alike >= _ALIGNED:
                found.append((-alike, abs(i - j), i, j))
    left, right = set(range(len(a))), set(range(len(b)))
    pairs = []
    for alike, _, i, j in sorted(found):
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((i, j, -alike))
    pairs.sort()
    return [(a[i], b[j], s) for i, j, s in pairs], [a[i] for i in sorted(left)], [b[j] for j in sorted(right)]


def _alike(x: NamePart, y: NamePart) -> float:
    alike = similarity(x.word, y.word)
    if x.role == "given" == y.role and given_sets(x.word) & given_sets(y.word):
        return max(alike, SAME_GIVEN_SET)
    if x.role == "content" == y.role and _plural(x.word.folded, y.word.folded):
        return max(alike, PLURAL)
    return alike if x.role == y.role or "patronymic" not in (x.role, y.role) else 0.8 * alike


def _plural(a: str, b: str) -> bool:
    """One is the English plural of the other: voice, voices."""
    return len(a) > 3 and len(b) > 3 and (a == b + "s" or b == a + "s")


def _person(a: Name, b: Name, gender: str, mononym: bool) -> list[Part]:
    parts = [Part("prior", "", "", PERSON_PRIOR)]
    pairs, left, right = align(a.of("given", "family", "patronymic"), b.of("given", "family", "patronymic"))
    bare_a, bare_b = (not n.of("given", "initial", "patronymic") for n in (a, b))
    turned = {x.role for x, y, alike in pairs if {x.role, y.role} == {"given", "family"} and alike >= _SURE}
    roles = [_pair_role(x, y, bare_a != bare_b, len(turned) > 1) for x, y, _ in pairs]
    for role, (x, y, alike) in zip(roles, pairs, strict=True):
        parts.append(_person_pair(role, x, y, alike))
    left, right, initials = _initials(a, b, left, right)
    parts += initials
    parts += _left_over(left, right, roles)
    if bare_a != bare_b and "family" in roles:
        kind, weight = ("mononym", 0.0) if mononym else ("no given name", ONE_FAMILY_ONLY)
        parts.append(Part(kind, a.text if bare_a else "", b.text if bare_b else "", weight))
    genders = {g for g in (a.gender, b.gender or gender) if g}
    if len(genders) == 2:
        parts.append(Part("gender", a.gender, b.gender or gender, GENDER_CONFLICT))
    return parts


def _pair_role(x: NamePart, y: NamePart, one_is_bare: bool, turned: bool) -> str:
    """What a pair of words is evidence of.

    A family name paired with a given name is a family name only where the whole order is turned (``Orbán Viktor``); a
    name of one word may be a given name, and the fuller name tells.
    """
    roles = {x.role, y.role}
    if len(roles) == 1:
        return x.role
    return "family" if "family" in roles and turned and not one_is_bare else "given"


def _person_pair(role: str, x: NamePart, y: NamePart, alike: float) -> Part:
    if role == "patronymic":
        return Part("patronymic", x.word.text, y.word.text, curve(PATRONYMIC, alike))
    if role == "family":
        return Part("family name", x.word.text, y.word.text, curve(FAMILY, alike))
    if alike < _ONE_SOUND and _other_given(x.word, y.word):
        return Part("given name", x.word.text, y.word.text, curve(GIVEN, min(alike, 0.5)), "two different names")
    note = "the same name in another language" if alike == SAME_GIVEN_SET else ""
    return Part("given name", x.word.text, y.word.text, curve(GIVEN, alike), note)


def _other_given(a: Word, b: Word) -> bool:
    sets_a, sets_b = given_sets(a), given_sets(b)
    return bool(sets_a and sets_b and not sets_a & sets_b)


def _initials(
    a: Name, b: Name, left: list[NamePart], right: list[NamePart]
) -> tuple[list[NamePart], list[NamePart], list[Part]]:
    """Initials of one side against words that the other side has left, or against its initials, in order."""
    parts: list[Part] = []
    left, right = list(left), list(right)
    initials_a, initials_b = list(a.of("initial")), list(b.of("initial"))
    for x, y in zip(initials_a, initials_b, strict=False):
        parts.append(_initial(x, y))
    for initials, rest, turned in (
        (initials_a[len(initials_b) :], right, False),
        (initials_b[len(initials_a) :], left, True),
    ):
        for initial in initials:
            other = next((w for w in rest if w.role in ("given", "patronymic")), None)
            if other is None:
                continue
            rest.remove(other)
            parts.append(_initial(other, initial) if turned else _initial(initial, other))
    return left, right, parts


def _initial(x: NamePart, y: NamePart) -> Part:
    first = {k[:1] for k in x.word.loose_keys} & {k[:1] for k in y.word.loose_keys}
    same = bool(first) or x.word.folded[0] == y.word.folded[0]
    return Part("initial", x.word.text, y.word.text, INITIAL_AGREES if same else INITIAL_CONFLICT)


def _left_over(left: list[NamePart], right: list[NamePart], roles: list[str]) -> list[Part]:
    """Words without a counterpart: a conflict where both sides have one of a kind, else little."""
    parts = []
    left, right = list(left), list(right)
    for role, points in (("family", FAMILY), ("given", GIVEN), ("patronymic", PATRONYMIC)):
        for x, y in zip(_take(left, role), _take(right, role), strict=False):
            parts.append(Part(f"{role} name" if role != "patronymic" else role, x.word.text, y.word.text, points[0][1]))
            left.remove(x)
            right.remove(y)
    for x in left:
        for y in right[:]:
            if x.role in FULL and y.role in FULL:
                parts.append(Part("other name", x.word.text, y.word.text, FAMILY[0][1]))
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
            parts.append(Part("only on one side", *_on(side, part.word.text), weight))
    return parts


def _on(side: str, text: str) -> tuple[str, str]:
    return (text, "") if side == "left" else ("", text)


def _take(parts: list[NamePart], role: str) -> list[NamePart]:
    return [p for p in parts if p.role == role]


def _thing(a: Name, b: Name) -> list[Part]:
    """Organizations and places: every word carries its share of the whole; light words a tenth of one."""
    pairs, left, right = align(a.of("content", "light"), b.of("content", "light"))
    share = {"content": 1.0, "light": 0.1}
    total = sum(share[p.role] for n in (a, b) for p in n.of("content", "light")) or 1.0
    parts = [Part("prior", "", "", THING_PRIOR)]
    for x, y, alike in pairs:
        weight = curve(CONTENT, alike) * (share[x.role] + share[y.role]) / total
        parts.append(Part("word", x.word.text, y.word.text, weight))
    for part in left:
        parts.append(Part("only on one side", part.word.text, "", CONTENT[0][1] * share[part.role] / total))
    for part in right:
        parts.append(Part("only on one side", "", part.word.text, CONTENT[0][1] * share[part.role] / total))
    return parts

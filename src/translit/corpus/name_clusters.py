"""Names of a column in clusters: the spellings of one person, organization or place.

An entity of the gazetteer is one cluster. Other names are one if every word of one is a spelling of a word of the other (a
phonetic key in common, or one given name in two languages), nothing speaks against it (gender, a middle initial), and the
evidence of :func:`translit.compare` reaches the threshold. A name joins a cluster only if it is one with *all* names in it,
and with those of no other cluster: *John Smith* stays alone beside *John A. Smith* and *John B. Smith*. Typing errors, bare
family names and initials join nothing: two rows too many are mended sooner than one person made of two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from translit.annotation.annotator import Annotator
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.match.candidates import close_candidates
from translit.match.compare import compare
from translit.match.decision import SEARCHED, of_types
from translit.model import Entity, EntityType
from translit.names.given_names import given_name_classes
from translit.names.parse import REQUIRED_ROLES, Name, parse_name
from translit.table.words import Word
from translit.text.tokens import fold_words

THRESHOLD = 0.8
"""Where the evidence of two names is enough to make them one. With it, and letters that agree as said above, half of all
pairs of romanizations by two conventions are found; of 97,000 invented names of ten countries about 1% find a partner."""
_NEAR = 12  # names that one is compared with, those that share most: a bound of the time


class Cluster(NamedTuple):
    """The cluster of a name: its number (from 1, in order of first appearance), its name, and its entity if it is known."""

    number: int
    representative: str
    entity_id: str = ""


def clusters(
    names: Iterable[str], annotator: Annotator, type: EntityType = "person", threshold: float = THRESHOLD
) -> dict[str, Cluster]:
    """Return the cluster of every different name that has letters.

    The representative is the canonical name of the entity, else of the spellings in ordinary capitals (not *SMITH, John*)
    that which stands most often.

    >>> found = clusters(["Ivan Sidorchuk", "Putin", "Iwan Sidortschuk", "Poetin"], Annotator())
    >>> [(name, cluster.number, cluster.representative) for name, cluster in found.items()]
    [('Ivan Sidorchuk', 1, 'Ivan Sidorchuk'), ('Putin', 2, 'Vladimir Putin'), ('Iwan Sidortschuk', 1, 'Ivan Sidorchuk'), ('Poetin', 2, 'Vladimir Putin')]
    """  # noqa: E501
    counts = Counter(names)
    spelled: dict[tuple[str, ...], list[str]] = {}
    for name in counts:
        if folded := fold_words(name):
            spelled.setdefault(folded, []).append(name)
    usual = [max(alike, key=lambda name: (_looks(name), counts[name])) for alike in spelled.values()]
    entities = [_entity(annotator, name, type) for name in usual]
    groups: dict[object, list[int]] = {}  # numbers of names, by their entity or their cluster
    for number, entity in enumerate(entities):
        if entity is not None:
            groups.setdefault(entity.id, []).append(number)
    others = [number for number, entity in enumerate(entities) if entity is None]
    groups |= dict(enumerate(_grouped([usual[number] for number in others], type, threshold, others)))
    often = [sum(counts[name] for name in alike) for alike in spelled.values()]
    found: dict[str, Cluster] = {}
    members = list(spelled.values())
    for place, group in enumerate(sorted(groups.values(), key=min), 1):
        entity = entities[group[0]]
        shown = entity.name if entity else usual[max(group, key=lambda number: (_looks(usual[number]), often[number]))]
        cluster = Cluster(place, " ".join(shown.split()), entity.id if entity else "")
        found |= {name: cluster for number in group for name in members[number]}
    return {name: found[name] for name in counts if name in found}


def _looks(name: str) -> tuple[bool, bool]:
    """Return how fit a spelling is to be shown: one with ordinary capitals, and with the family name behind no comma."""
    words = [word for word in name.split() if len(word.strip(".")) > 1]
    return not name.islower() and not any(map(str.isupper, words)), "," not in name


def _entity(annotator: Annotator, name: str, type: EntityType) -> Entity | None:
    """Return the entity that a name is linked to; one that sounds like nobody listed is not looked up (slow)."""
    words, gazetteer = _words(parse_name(name, type)), annotator.gazetteer
    if len(words) > 1 and not gazetteer.exact(fold_words(name)) and not gazetteer.with_strict_keys(words):
        return None
    match = next(iter(of_types(annotator.lookup(name, limit=SEARCHED), (type,))), None)
    return match.entity if match and match.status == "linked" else None


def _grouped(names: list[str], type: EntityType, threshold: float, numbers: list[int]) -> list[list[int]]:
    """Return the numbers of names in groups; the order of the names decides which come together first."""
    gazetteer = Gazetteer(Entity(str(place), name, type) for place, name in enumerate(names))
    groups: list[list[int]] = []
    group_of: dict[int, int] = {}
    for place, name in enumerate(names):
        parsed = parse_name(name, type)
        near = close_candidates(gazetteer, _words(parsed), _NEAR) if len(_words(parsed)) > 1 else []
        alike = {n for form in near if (n := int(form.entity.id)) < place and _are_one(parsed, form.name, threshold)}
        touched = {group_of[other] for other in alike}
        if len(touched) == 1 and alike.issuperset(groups[min(touched)]):
            group_of[place] = min(touched)
            groups[min(touched)].append(place)
        else:
            group_of[place] = len(groups)
            groups.append([place])
    return [[numbers[place] for place in group] for group in groups]


def _are_one(a: Name, b: Name, threshold: float) -> bool:
    x, y = _words(a), _words(b)
    if len(x) != len(y) or len(a.of("particle")) != len(b.of("particle")) or a.of("initial") != b.of("initial"):
        return False
    spelled = [[not v.keys.isdisjoint(w.keys) for w in y] for v in x]
    if not _all_have_partners(spelled):
        # Given names of two languages are one if the family names are spelled by two, too: not Mary and Maria Johnson.
        in_other_letters = a.family and b.family and a.family.folded != b.family.folded
        same = [
            [s or not given_name_classes(v).isdisjoint(given_name_classes(w)) for s, w in zip(row, y, strict=True)]
            for v, row in zip(x, spelled, strict=True)
        ]
        if not in_other_letters or not _all_have_partners(same):
            return False
    return {a.gender, b.gender} != {"f", "m"} and compare(a.text, b.text, a.type, Config()).score >= threshold


def _all_have_partners(table: list[list[bool]]) -> bool:
    return all(map(any, [*table, *zip(*table, strict=True)]))


def _words(name: Name) -> list[Word]:
    return [part.word for part in name.of(*REQUIRED_ROLES, "patronymic")]

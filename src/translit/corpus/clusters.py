"""Names of a corpus clustered into proposed entities, by the library's own search and its evidence for two names.

Names in the nominative are compared with those that a gazetteer of all of them finds; likely pairs are joined, the likeliest
first, unless something contradicts it: a given name, a gender, or that the names of the two clusters are hardly alike on the
whole. Bare family names come last: they join the one cluster that has the family name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from translit.annotation.words import LoneSurnames
from translit.config import Config
from translit.corpus.article_names import NameCount, full_name, gender_of
from translit.corpus.nominatives import Lemma, forms_of, lemmas_of, usual
from translit.corpus.unlisted_names import known_place
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.candidates import close_candidates, homophones
from translit.match.compare import compare
from translit.model import TYPES, Entity, EntityType
from translit.names.given_names import given_name_classes
from translit.names.inflection import lemmas
from translit.names.parse import Name, parse_name
from translit.table.words import SAME_NAME, SAME_SOUND, similarity, word
from translit.text.fold import fold

_LIKELY = Config().threshold
"""Probability of two full names from which they are joined: that at which a name is linked."""
_LIKELY_THING = 0.9
"""The same of other names: no given name and family name confirm each other, so the evidence must be better."""
_ON_THE_WHOLE = 0.25
"""Least mean probability over the pairs of two clusters: many good spellings are not alike pair by pair."""
_MOST_NEAR = 12  # names that are compared with a name
_LOOKED_AT = 6  # names of a cluster, the most frequent, that are compared with those of another
_DOMINATES = 10
"""Times as many articles as any other bearer, and the bare family name is that of the best known. A bare name that stands in
so many more articles than the full name is no family name: *Brexit* beside a single *Brexit Michel*."""
_SETTINGS = Config(lone_surnames=1 << 30)  # bare family names are looked for however many persons there are


class Cluster:
    """Names that are one entity, with the probability of the weakest link that holds them together."""

    def __init__(self, lemma: Lemma) -> None:
        self.lemmas = [lemma]
        self.score = 1.0

    @property
    def type(self) -> str:
        """The type that most mentions have, of full names a person."""
        if any(lemma.is_full_name for lemma in self.lemmas):
            return "person"
        types: Counter[str] = Counter()
        for lemma in self.lemmas:
            types[lemma.type] += lemma.mentions
        return usual(types)

    @property
    def articles(self) -> int:
        """How many articles have one of the names, as far as no article has two of them; from 1 to the mentions."""
        return max(1, min(self.mentions, sum(lemma.articles for lemma in self.lemmas)))

    @property
    def mentions(self) -> int:
        """How often articles have one of the names."""
        return sum(lemma.mentions for lemma in self.lemmas)

    def join(self, other: Cluster, score: float) -> None:
        """Take in the names of another cluster."""
        self.lemmas = sorted([*self.lemmas, *other.lemmas], key=lambda lemma: -lemma.mentions)
        self.score = min(self.score, other.score, score)


def clusters(rows: Iterable[NameCount]) -> list[Cluster]:
    """Return the entities that names of articles are proposed for, those of most articles first."""
    full: list[Lemma] = []
    bare: list[Lemma] = []
    others: list[Lemma] = []
    for lemma in lemmas_of(forms_of(rows).values()):
        if lemma.is_full_name:
            full.append(lemma)
        else:
            may_be_family = lemma.type in ("person", "") and len(lemma.forms[0].words) == 1
            (bare if may_be_family else others).append(lemma)
    persons = _joined(full, _LIKELY)
    left = _with_bare_names(persons, bare)
    found = [*persons, *_joined([*left, *others], _LIKELY_THING)]
    return sorted(found, key=lambda cluster: (-cluster.articles, -cluster.mentions, cluster.lemmas[0].name))


def _joined(found: Sequence[Lemma], least: float) -> list[Cluster]:
    """Return names as clusters: those of the same letters or the same place are one, and those of likely pairs."""
    same: dict[object, Cluster] = {}
    of: list[Cluster] = []
    for lemma in found:
        new = Cluster(lemma)
        of.append(same.setdefault(_same(lemma), new))
        if of[-1] is not new:
            of[-1].join(new, 1.0)
    into: dict[Cluster, Cluster] = {}

    def now(cluster: Cluster) -> Cluster:
        while cluster in into:
            cluster = into[cluster]
        return cluster

    for score, a, b in sorted(set(_pairs(found, least)), key=lambda pair: (-pair[0], pair[1], pair[2])):
        one, other = now(of[a]), now(of[b])
        if one is not other and _may_be_one(one, other):
            one.join(other, score)
            into[other] = one
    return [cluster for cluster in dict.fromkeys(of) if cluster not in into]


def _same(lemma: Lemma) -> object:
    """Return what two names have in common that are one without any evidence."""
    place = known_place(lemma.name, lemma.lang or None) if lemma.type == "place" else ""
    return place or (lemma.type == "person", fold(lemma.name))


def _pairs(found: Sequence[Lemma], least: float) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs of names that are likely to be one entity, by number, with the probability."""
    for type_ in TYPES:
        numbers = [n for n, lemma in enumerate(found) if (lemma.type or "organization") == type_]
        listed = Gazetteer(Entity(str(n), found[n].name, type_) for n in numbers)
        for n in numbers:
            best: dict[int, float] = defaultdict(float)
            for name in _spoken(found[n], type_):
                for form in _near(listed, name, type_):
                    other = int(form.entity.id)
                    if other != n:
                        best[other] = max(best[other], compare(name, form.text, type_, _SETTINGS).score)
            yield from ((score, min(n, other), max(n, other)) for other, score in best.items() if score >= least)


def _near(listed: Gazetteer, name: str, type_: EntityType) -> list[SurfaceForm]:
    """Return the names that a name may be another spelling of; for a single word those that sound like it in other scripts.

    In one script a single word is too little to tell a spelling from another name.
    """
    words = [p.word for p in parse_name(name, type_).parts if p.role not in ("title", "suffix", "light")]
    if len(words) == 1:
        return homophones(listed, words[0], family=type_ == "person")
    return close_candidates(listed, words, _MOST_NEAR)


def _spoken(lemma: Lemma, type_: EntityType) -> list[str]:
    """Return a name, and for a woman that with the family name that hers is made from: *Angela Merkelová*, *Merkel*."""
    names = [lemma.name]
    family = parse_name(lemma.name).family if type_ == "person" else None
    if family is not None and lemma.lang:
        bases = (base.text for base in lemmas(family.text, lemma.lang) if base.kind == "feminine")
        names += [lemma.name.replace(family.text, base.capitalize()) for base in bases]
    return names


def _may_be_one(one: Cluster, other: Cluster) -> bool:
    """Return False if any names of two clusters contradict each other, or they are hardly alike on the whole."""
    type_ = one.type or "organization"
    assert type_ in TYPES
    pairs = list(product(one.lemmas[:_LOOKED_AT], other.lemmas[:_LOOKED_AT]))
    if type_ == "person" and any(_contradict(a.name, b.name) for a, b in pairs):
        return False
    scores = [
        max(compare(x, y, type_, _SETTINGS).score for x, y in product(_spoken(a, type_), _spoken(b, type_)))
        for a, b in pairs
    ]
    return sum(scores) / len(scores) >= _ON_THE_WHOLE


def _contradict(a: str, b: str) -> bool:
    """Return True if the given names, genders or numbers of two full names cannot be of one person."""
    one, other = full_name(a), full_name(b)
    if one is None or other is None:
        return False
    if one.gender and other.gender and one.gender != other.gender and not _sound_alike(one.given, other.given):
        return True
    return _other_given_name(parse_name(a), parse_name(b)) or parse_name(a).suffix != parse_name(b).suffix


def _sound_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return True if given names sound so alike that one is a misspelling: *Mitchell* is *Michelle*, *Jan* is not *Jana*."""
    return all(similarity(word(a), word(b)) >= SAME_SOUND for a, b in zip(one[:1], other[:1], strict=False))


def _other_given_name(a: Name, b: Name) -> bool:
    """Return True if the first given names are known, of no common class, and not alike."""
    given = [name.of("given")[:1] for name in (a, b)]
    if not all(given):
        return False
    x, y = given[0][0].word, given[1][0].word
    one, other = given_name_classes(x), given_name_classes(y)
    return bool(one and other and one.isdisjoint(other)) and similarity(x, y) < SAME_NAME


def _with_bare_names(persons: Sequence[Cluster], bare: Sequence[Lemma]) -> list[Lemma]:
    """Let bare family names join the persons who have them; return those that nobody, or more than one, has."""
    owners: Mapping[str, Cluster] = {str(n): cluster for n, cluster in enumerate(persons)}
    records = [
        Entity(f"{number} {i}", lemma.name, "person", gender_of(lemma.name))
        for number, cluster in owners.items()
        for i, lemma in enumerate(cluster.lemmas)
    ]
    surnames = LoneSurnames(Gazetteer(records), _SETTINGS)
    left = []
    for lemma in bare:
        found = {
            owners[form.entity.id.split()[0]]
            for text in {f.name for f in lemma.forms}
            for form in surnames.candidates(text, fold(text), lemma.lang or None)
        }
        ranked = sorted(found, key=lambda cluster: -cluster.articles)
        is_only = len(ranked) == 1 or (ranked and ranked[0].articles >= _DOMINATES * ranked[1].articles)
        if is_only and lemma.articles <= _DOMINATES * ranked[0].articles:
            ranked[0].join(Cluster(lemma), 1.0)
        else:
            left.append(lemma)
    return left

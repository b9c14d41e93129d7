"""One name, asked by itself: which entity is it, or do two names mean the same?"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.alignment import SAME_GIVEN_SET, Pair, align
from translit.match.calibration import MOST_LEAD, calibrated, lead
from translit.match.candidates import candidates
from translit.match.evidence import COVERED, Raw, evidence_of, exact, weigh_names, weight_of
from translit.match.explain import conflict, explain_exact, explain_match, explain_names
from translit.model import Comparison, EntityType, Evidence, Explanation, Match, MatchMethod, Status
from translit.names.countries import country_of
from translit.names.parse import REQUIRED_ROLES, Name, parse_name
from translit.table.words import SAME_KEY, SAME_VARIANT, similarity
from translit.text.tokens import fold_words

_MAX_WORDS = 24  # nobody's name is longer; a paragraph given as a name is nobody
_MOST_RARITY = 40.0  # bits
_WEAK = 0.78  # paired words less alike than this are two words
_SURE_FAMILY = 0.9
_TELLING, _FEW_BEARERS = 5, 4  # letters of a family name that tells something, and names it may stand in
_BARE = 4.0  # bits by which bearers of one family name may differ and be equally near
_ALIKE, _UNLIKE = 0.7, 0.885  # between these two words are like, and no spellings of each other
_MOST_ONE_SIDED = 3
_MOST_EDITS, _MOST_WORDS = 5, 5
_SHARED = 0.8  # words at least so much alike count as shared
_UNRIVALLED = COVERED + 4.0  # bits that only names have whose words all agree
_LIKELY = 25.0  # bits of a name that may well be meant
_BEHIND = 5  # candidates in a row that are no rivals of such a name


class Scored(NamedTuple):
    """A form that a name may be, with the evidence for it, not yet calibrated, and its sum."""

    form: SurfaceForm
    raw: list[Raw]
    weight: float

    @property
    def evidence(self) -> Evidence:
        """The evidence as parts."""
        return evidence_of(self.raw)


def lookup(gazetteer: Gazetteer, config: Config, name: str, limit: int) -> list[Match]:
    """The entities that ``name`` may stand for, best first; empty for NIL."""
    folded = fold_words(name)
    if not folded:
        return []
    listed = _listed(gazetteer, name, folded)
    if listed:
        status: Status = "ambiguous" if len(listed) > 1 else "linked"
        return [
            Match(f.entity, 1.0, status, "exact", f.text, Explanation(partial(explain_exact, f), exact(name, f.text)))
            for f in listed[: max(limit, 0)]
        ]
    ranked, tied = disambiguate(rank(gazetteer, name) if len(folded) <= _MAX_WORDS else [], len(folded), config)
    matches = []
    for place, scored in enumerate(ranked[: max(limit, 0)]):
        evidence = calibrated(scored.evidence, "lookup", lookup_features(gazetteer, name, ranked, place, tied))
        if evidence.score < config.threshold:
            break
        status = "alternative" if place >= tied else "ambiguous" if tied > 1 else "linked"
        told = partial(explain_match, _parsed(name, scored.form), scored.form, gazetteer)
        matches.append(
            Match(scored.form.entity, evidence.score, status, via(name, scored.form), scored.form.text,
                  Explanation(told, evidence))
        )  # fmt: skip
    return matches


def disambiguate(ranked: list[Scored], words: int, config: Config) -> tuple[list[Scored], int]:
    """The ranked candidates, and how many of the first of them nothing tells apart.

    A bare family name says nothing of which of its bearers is meant, unless the press uses it for one of them.
    """
    margin = config.margin if words > 1 else config.margin + _BARE
    tied = [r for r in ranked if r.weight >= ranked[0].weight - margin]
    known = [r for r in tied if r.form.entity.mononym]
    if words == 1 and len(known) == 1:
        return [known[0], *(r for r in ranked if r is not known[0])], 1
    return ranked, len(tied)


def rank(gazetteer: Gazetteer, name: str) -> list[Scored]:
    """The entities that a name may be, each by its likeliest form, in the order of the evidence.

    Where names that have all its words by their strict keys are as good as names can be, no others are looked at.
    """
    query = parse_name(name, "organization" if gazetteer.persons == 0 else "person")
    words = [p.word for p in query.of(*REQUIRED_ROLES)]
    if len(words) > 1 and not query.alternatives:
        ranked = _ranked(gazetteer, name, gazetteer.paired(words))
        if ranked and ranked[0].weight >= _UNRIVALLED:
            return ranked
    return _ranked(gazetteer, name, _candidates(gazetteer, name, query))


def _ranked(gazetteer: Gazetteer, name: str, forms: Iterable[SurfaceForm]) -> list[Scored]:
    """The best form of each entity; when the likely ones are behind by far, the unlikely ones are not looked at."""
    best: dict[str, Scored] = {}
    most, behind = -math.inf, 0
    for form in forms:
        scored = weighed(gazetteer, name, form)
        most = max(most, scored.weight)
        behind = behind + 1 if most >= _LIKELY and scored.weight < most - MOST_LEAD else 0
        if behind >= _BEHIND:
            break
        known = best.get(form.entity.id)
        if known is None or scored.weight > known.weight:
            best[form.entity.id] = scored
    return sorted(best.values(), key=lambda s: (-s.weight, s.form.entity.id))


def lookup_features(
    gazetteer: Gazetteer, name: str, ranked: list[Scored], place: int, tied: int = 1
) -> dict[str, float]:
    """What is known of a candidate beside its evidence, for calibration."""
    form, _, weight = ranked[place]
    after = tied if place < tied else place + 1
    rival = ranked[0] if place >= tied else ranked[after] if after < len(ranked) else None
    if place < tied and form.entity.mononym and rival is not None and rival.weight >= weight - _BARE:
        rival = next((r for r in ranked[after:] if r.weight < weight - _BARE), None)
    features = pair_features(_parsed(name, form), form.name)
    features["lead"] = lead(weight, None if rival is None else rival.weight)
    features["rarity"] = min(_MOST_RARITY, shared_rarity(gazetteer, name, form))
    features["bare_family_name"] = float(_is_bare_family(gazetteer, name, form))
    features["size"] = math.log2(gazetteer.size + 1)
    return features


def _is_bare_family(gazetteer: Gazetteer, name: str, form: SurfaceForm) -> bool:
    """Whether a name is a person's bare family name, and there are few enough persons for that to tell something."""
    if gazetteer.persons > Config().lone_surnames or form.entity.type != "person":
        return False
    words, family = _parsed(name, form).of(*REQUIRED_ROLES), form.name.family
    if len(words) != 1 or len(form.name.parts) < 2 or family is None or len(words[0].word.folded) < _TELLING:
        return False
    bearers = min(
        gazetteer.frequency(n) for n, p in zip(form.words, form.name.parts, strict=True) if p.role == "family"
    )
    return bearers <= _FEW_BEARERS and similarity(words[0].word, family) >= _SURE_FAMILY


def pair_features(a: Name, b: Name) -> dict[str, float]:
    """What is known of two names beside their evidence; symmetric."""
    pairs, left, right = align(a.of(*REQUIRED_ROLES), b.of(*REQUIRED_ROLES))
    weak = sum(1 for p in pairs if p.similarity < _WEAK)
    scripts = {p.word.script for p in (*a.parts, *b.parts)} - {""}
    single = (len(a.parts) == 1) + (len(b.parts) == 1)
    return {
        "other_script": float(len(scripts) > 1),
        "vowels_unwritten": float(bool(scripts & {"Arabic", "Hebrew"})),
        "one_word": float(single == 2),
        "one_word_of_several": float(single == 1),
        "thing": float(a.type != "person"),
        "conflicts": float(weak + min(len(left), len(right))),
        "words_of_things_differ": float(a.type != "person" and bool(left) and bool(right)),
        "look_alike": float(_is_look_alike(pairs)),
        "one_sided": float(min(_MOST_ONE_SIDED, abs(len(left) - len(right)))),
    }


def _is_look_alike(pairs: Sequence[Pair]) -> bool:
    """Whether two names of one script are only like: persons who share one name (Medvedev, Medvedkov), single words of
    things (Lutsk, Slutsk).
    """
    if any(p.left.word.script != p.right.word.script for p in pairs):
        return False
    if len(pairs) == 1 and pairs[0].left.role == "content":
        return _ALIKE <= pairs[0].similarity < _UNLIKE
    if len(pairs) < 2 or any(p.left.role == "content" for p in pairs):
        return False
    alike = sorted(p.similarity for p in pairs)
    return alike[-1] >= SAME_GIVEN_SET and _ALIKE <= alike[0] < _UNLIKE


def comparison_features(a: Name, b: Name, evidence: float) -> dict[str, float]:
    """What is known of two names that are compared, beside their evidence; symmetric."""
    one, other = (" ".join(sorted(p.word.folded for p in n.parts)) for n in (a, b))
    features = pair_features(a, b)
    return {
        **features,
        "edits": 1.0 if features["other_script"] else float(min(_MOST_EDITS, Levenshtein.distance(one, other))),
        "words": float(min(_MOST_WORDS, len(a.parts) + len(b.parts) - 2)),
        "legal_form_missing": float(bool(a.legal) != bool(b.legal)),
        "evidence_of_thing": evidence if a.type != "person" else 0.0,
    }


def shared_rarity(gazetteer: Gazetteer, name: str, form: SurfaceForm) -> float:
    """How much the words tell that a name shares with a form, in bits: rare ones more than frequent ones."""
    pairs = _pairs(name, form)
    numbers = {part.word: number for part, number in zip(form.name.parts, form.words, strict=True)}
    shared = (numbers.get(p.right.word) for p in pairs if p.similarity >= _SHARED)
    return sum(math.log2((gazetteer.size + 1) / (gazetteer.frequency(n) + 1)) + 1.0 for n in shared if n is not None)


def score_form(gazetteer: Gazetteer, name: str, form: SurfaceForm) -> Evidence:
    """The evidence that ``name`` is one of the forms of an entity, or that a name in its brackets is."""
    return weighed(gazetteer, name, form).evidence


def weighed(gazetteer: Gazetteer, name: str, form: SurfaceForm) -> Scored:
    """A form with the evidence that ``name`` is it, not yet calibrated."""
    entity, query = form.entity, _parsed(name, form)
    rarity = gazetteer.rarity(form)
    raw = weigh_names(query, form.name, entity.gender, entity.mononym, rarity)
    best = Scored(form, raw, weight_of(raw))
    for a, b in _other_names(query, form.name):
        raw = weigh_names(a, b, entity.gender, entity.mononym, rarity)
        if (weight := weight_of(raw)) > best.weight:
            best = Scored(form, raw, weight)
    return best


@lru_cache(maxsize=1 << 10)
def _pairs(name: str, form: SurfaceForm) -> tuple[Pair, ...]:
    """The words that a name shares with a form: asked for its rarity, and again for the way it was reached."""
    return align(_parsed(name, form).parts, form.name.parts).pairs


def via(name: str, form: SurfaceForm) -> MatchMethod:
    """How a name was reached: its least certain word decides."""
    pairs = _pairs(name, form)
    worst = min((p.similarity for p in pairs), default=0.0)
    if worst >= 1.0:
        return "exact"
    if worst >= SAME_VARIANT:
        return "variant"
    return "key" if worst >= SAME_KEY else "fuzzy"


@lru_cache(maxsize=1 << 14)
def compare(a: str, b: str, type: EntityType, config: Config) -> Comparison:
    """Whether two strings name the same; symmetric."""
    left, right = parse_name(a, type), parse_name(b, type)
    folded = fold_words(a)
    told: str | Callable[[], str]
    if folded and folded == fold_words(b):
        evidence = exact(a, b)
        told = f"“{a}” and “{b}” have the same letters"
    else:
        best = weigh_pair(left, right)
        evidence = calibrated(evidence_of(best), "compare", comparison_features(left, right, weight_of(best)))
        told = partial(explain_names, left, right)
    score = evidence.score
    same = score >= config.threshold
    if not same and (against := conflict(evidence)):
        told = f"different names: {against} do not agree"
    return Comparison(a, b, score, same, Explanation(told, evidence))


def weigh_pair(a: Name, b: Name) -> list[Raw]:
    """The evidence that two names are one, or that a name in the brackets of one is the other, not yet calibrated."""
    best = weigh_names(a, b)
    for x, y in _other_names(a, b):
        best = max(best, weigh_names(x, y), key=weight_of)
    return best


def _parsed(name: str, form: SurfaceForm) -> Name:
    return parse_name(name, form.entity.type)


def _other_names(a: Name, b: Name) -> Iterator[tuple[Name, Name]]:
    """Two names with those that stand in the brackets of one or the other."""
    for other in a.alternatives:
        yield parse_name(other, a.type), b
    for other in b.alternatives:
        yield a, parse_name(other, b.type)


def _candidates(gazetteer: Gazetteer, name: str, query: Name) -> list[SurfaceForm]:
    """What a name may be: its likeliest forms, those of the names in its brackets, and the country that it means."""
    found = candidates(gazetteer, query)
    for other in query.alternatives:
        found += candidates(gazetteer, parse_name(other, query.type))
    code = country_of(" ".join(fold_words(name))) if gazetteer.has_countries else None
    if code:
        found += gazetteer.country(code)
    return list(dict.fromkeys(found))


def _listed(gazetteer: Gazetteer, name: str, folded: tuple[str, ...]) -> list[SurfaceForm]:
    """Forms with exactly these letters, one for each entity; a name in capitals may be an acronym, another may not."""
    shouted = name.isupper()
    found: dict[str, SurfaceForm] = {}
    for form in gazetteer.exact(folded):
        if not form.is_acronym or shouted:
            found.setdefault(form.entity.id, form)
    return [found[id] for id in sorted(found)]

"""Evidence: how strongly two names speak for being one, as parts whose weights in bits add up.

The model is the record linkage of Fellegi and Sunter (A Theory for Record Linkage, JASA 64, 1969), with graded agreement
(:mod:`translit.match.additive`): each feature of two names has a fitted weight, and the sum is the log-odds that they are
of one entity. In a gazetteer, features of the list are weighed as well: how far behind the next candidate is, how many
bear a name. A single name in two lists and two names that are compared have weights of their own.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast

from rapidfuzz.distance.Levenshtein import normalized_similarity

from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.gazetteer.written_variants import written_variants
from translit.limits import REMEMBERED_SHORTLY
from translit.match.additive import Model, measure
from translit.match.features import COMPARE_PERSON, COMPARE_THING, LOOKUP, PERSON, THING
from translit.match.features.case import SCRIPTS, UNKNOWN, PairCase, PersonCase, Rarity, ThingCase
from translit.match.features.listing import ListingCase
from translit.model import EXACT, Entity, Evidence, Part
from translit.names.compounds import beside_each_other
from translit.names.east_asian import as_one_word, is_in_own_script, most_similar_readings, syllables_joined
from translit.names.parse import Name, parse_name
from translit.table.languages import possible_languages
from translit.table.romanization import variants
from translit.text.tokens import fold_words

# The conflicts that a reader sees at once.
_MOST_TELLING = ("given name", "family name", "patronymic", "other initial", "different words")


_SURE = (
    1.0  # bits from which two names are taken for one at the default threshold, whatever else could be said for them
)
_TELLING = 4  # phonemes; without its vowels a shorter name is written as many others: Mr is a variant of عمر
_MAY_BE_VARIANT = (
    0.4  # similarity of the joined keys of two names; a fast filter, below all variants of the shipped names
)


class Weighed(NamedTuple):
    """Two names with their features and the sum of the weights of these, in bits."""

    model: Model[Any]
    case: PairCase
    values: dict[str, float]
    weight: float

    @property
    def parts(self) -> list[Part]:
        """The weight of every feature, with the words that it is about."""
        return [_part(name, bits, self.case) for name, bits in self.model.bits(self.values)]


def exact(text: str, form: str) -> Evidence:
    """Return the evidence of a name that is written as it is listed: its score is 1.0."""
    return Evidence((Part("exact", text, form, EXACT),))


def strongest_conflict(evidence: Evidence) -> Part | None:
    """Return the part that speaks most against one entity: a conflict of names before all else; ``None`` if none does."""
    against = [p for p in evidence.parts if p.weight < 0 and (p.left or p.right)]
    return min(against, key=lambda p: (p.kind not in _MOST_TELLING, p.weight), default=None)


def weigh_compared(a: Name, b: Name) -> Weighed:
    """Return the evidence that two names of one type stand for one entity, without a gazetteer; symmetric."""
    return _best(a, b, False, None, UNKNOWN)


def weigh_listed(gazetteer: Gazetteer, name: str, form: SurfaceForm) -> Weighed:
    """Return the evidence that a name stands for the entity of a listed name, before other candidates are looked at."""
    most = math.log2(gazetteer.size + 1) + 1.0
    rarity = Rarity({word: most * rare for word, rare in gazetteer.rarity(form).items()}, most)
    return _best(parse_as(name, form), listed_name(form), True, form.entity, rarity)


def among_candidates(case: ListingCase) -> Evidence:
    """Return the evidence that a name means a candidate, all candidates considered: its score is a probability."""
    bits = dict(LOOKUP.bits(LOOKUP.values(case)))
    # The parts of the pair stand for its evidence; what that is worth for one of several candidates is added to them.
    several = bits.pop("constant") + bits.pop("evidence", 0.0) - case.candidate.weight
    others = [_part(name, weight) for name, weight in bits.items()]
    return Evidence((*case.candidate.parts, Part("as one of several", "", "", several), *others))


def parse_as(name: str, form: SurfaceForm) -> Name:
    """Return a name taken apart as one of the entity's type, or, beside a byname, as a phrase."""
    return parse_name(name, "organization" if _is_byname(form) else form.entity.type)


def listed_name(form: SurfaceForm) -> Name:
    """Return a listed name taken apart; a byname (*Putin's chef*) is a phrase, in which no word is a family name."""
    return parse_name(form.text, "organization") if _is_byname(form) else form.name


def _is_byname(form: SurfaceForm) -> bool:
    return form.entity.type == "person" and len(form.name.parts) > 1 and not form.is_full_name


def _best(a: Name, b: Name, in_list: bool, entity: Entity | None, rarity: Rarity) -> Weighed:
    """Return the best evidence for two names or for another name of one that stands in brackets."""
    x, y = _read_beside(a, b)
    best = _weigh(x, y, in_list, entity, rarity if y is b else rarity.of_reading(y))
    others = [(parse_name(other, a.type), b) for other in a.alternatives]
    others += [(a, parse_name(other, b.type)) for other in b.alternatives]
    if compounds := beside_each_other(a, b):
        best = max(best, _weigh(*compounds, in_list, entity, rarity.of_reading(compounds[1])), key=lambda w: w.weight)
    others += [(own, own) for own, other in ((a, b), (b, a)) if best.weight < _SURE and _is_variant(own, other)]
    for x, y in others:
        best = max(best, _weigh(x, y, in_list, entity, rarity), key=lambda w: w.weight)
    return best


def _is_variant(own: Name, other: Name) -> bool:
    """Return True if a convention writes a name as the other: each word by itself may be less like its counterpart."""
    words = [p.word for p in own.parts]
    if any(w.script == "Latin" for w in words):
        return False
    key, other_key = "".join(w.key for w in words), "".join(p.word.key for p in other.parts)
    if len(key) < _TELLING or normalized_similarity(key, other_key) < _MAY_BE_VARIANT:
        return False
    known = words[0].lang or words[0].syllabic
    languages = words[0].languages if known else [language.code for language in possible_languages(own.text)]
    return any(fold_words(other.text) in _variants(own.text, lang) for lang in languages)


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def _variants(text: str, lang: str) -> frozenset[tuple[str, ...]]:
    return frozenset(fold_words(v.text) for v in variants(text, lang=lang))


def _read_beside(a: Name, b: Name) -> tuple[Name, Name]:
    """Return two names, one of them in Han characters or Hangul, as they are read beside each other."""
    for own, other in ((a, b), (b, a)):
        read = None
        if is_in_own_script(own) and not is_in_own_script(other):
            read = most_similar_readings(own, other) or (as_one_word(own) if len(other.parts) == 1 else own, other)
        elif len(own.parts) == 1 < len(other.parts) and _is_written_so(own, other):
            read = own, as_one_word(other)
        elif 1 < len(own.parts) < len(other.parts) and all(p.word.syllabic for p in own.parts):  # 唐纳德·特朗普
            read = own, syllables_joined(other)
        if read:
            return read if own is a else read[::-1]
    return a, b


def _is_written_so(own: Name, other: Name) -> bool:
    """Return True if a name of several words is a variant of one that is written without spaces: Pei-ching, 北京."""
    word = own.parts[0].word
    return word.syllabic and fold_words(other.text) in written_variants(own.text, own.type, word.lang)


def _weigh(a: Name, b: Name, in_list: bool, entity: Entity | None, rarity: Rarity) -> Weighed:
    """Weigh two names; without a gazetteer in a fixed order, since pairing words is not symmetric if words are alike."""
    model: Model[Any]
    case: PairCase
    if not in_list and a.sort_key > b.sort_key:
        a, b = b, a
    if a.type == "person":
        case = PersonCase(a, b, entity, rarity)
        model = PERSON if in_list else COMPARE_PERSON
    else:
        case = ThingCase(a, b, entity, rarity)
        model = THING if in_list else COMPARE_THING
    values = measure(cast("Model[PairCase]", model).features, case)
    return Weighed(model, case, values, model.log_odds(values))


def _part(name: str, bits: float, case: PairCase | None = None) -> Part:
    """Return the weight of a feature as a part."""
    words = case.words.get(name) if case else None
    kind = kind_of(name)
    return Part(kind, words.left, words.right, bits, words.note) if words else Part(kind, "", "", bits)


@cache
def kind_of(feature: str) -> str:
    """Return the name of a feature in words, without the scripts that it is for."""
    for ending in SCRIPTS[1:]:
        feature = feature.removesuffix(ending)
    return feature.replace("_", " ")

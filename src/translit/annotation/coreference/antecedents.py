"""Antecedents: the persons that an article names in full, who may be named there by the bare family name, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from translit.annotation.spans import CandidateSpan
from translit.annotation.words import MEMO, dictionary_forms, gender_fits, is_hardly_a_family_name, words_beginning_like
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.limits import MOST_NAMESAKES
from translit.model import Entity
from translit.names.given_names import is_known_given_name
from translit.names.parse import parse_name
from translit.table.words import SAME_KEY, SAME_NAME, Word, similarity, word
from translit.text.document import Document
from translit.text.fold import script_of
from translit.text.lexicon import family_gender, masculine_forms

_TIE = 0.02  # persons whose family names are so nearly as similar are told apart by nothing
_SHORT = 4  # letters of family names that may not be misspelled: too many other words are as near
_HOPELESS = 0.45  # letters of one script less alike than this are no spellings of one name; cheap to compute
_PLAIN = Levenshtein.normalized_similarity


class Antecedent(NamedTuple):
    """A person named in full in an article.

    ``full`` is the full name as written there, ``weight`` the bits of its evidence, ``families`` the family names as
    listed and as written, and ``spellings`` those and their dictionary forms, folded. ``particles`` are those before the
    family name, folded.
    """

    entity: Entity
    form: SurfaceForm
    full: str
    weight: float
    families: tuple[Word, ...]
    spellings: frozenset[str]
    particles: frozenset[str]


Claims = Mapping[str, list[tuple[Antecedent, float]]]
"""For each word that may be a family name: its antecedents, one for each person, by id, each with the similarity."""


class FamilyNames:
    """The family names of listed persons; answers are remembered, within bounds."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._of = lru_cache(maxsize=MEMO)(self._families)

    def antecedents(self, document: Document, named: Iterable[CandidateSpan]) -> list[Antecedent]:
        """Return one antecedent for each person and spelling of the family name among the full names of an article."""
        found: dict[tuple[str, str], Antecedent] = {}
        for span in named:
            if span.is_full_name and span.is_person:
                form = span.forms[0]
                full = document.surface(span.first, span.last)
                written, families, spellings, particles = self._of(form.entity.id, full, document.lang)
                antecedent = Antecedent(form.entity, form, full, span.weight, families, spellings, particles)
                found.setdefault((form.entity.id, written), antecedent)
        return list(found.values())

    def _families(
        self, entity_id: str, surface: str, lang: str | None
    ) -> tuple[str, tuple[Word, ...], frozenset[str], frozenset[str]]:
        """Return the family name in a full name, folded, all family names of the person, their spellings and particles."""
        name = parse_name(surface)
        written, particles = name.family, frozenset(p.word.folded for p in name.of("particle"))
        listed = (p.word for f in self._gazetteer.forms_of(entity_id) if f.is_full_name for p in f.name.of("family"))
        families = tuple(dict.fromkeys(listed))
        spellings = {f.folded for f in families}
        if written is not None:
            spellings.update(dictionary_forms(written.text, lang))
            families = (*families, written)
        return written.folded if written else "", families, frozenset(spellings), particles


def claims_on(words: Mapping[str, str], found: list[Antecedent], lang: str | None) -> Claims:
    """Return of which antecedents some words may be the family name; each of the ``words`` is given folded, too."""
    spelled: dict[str, list[Antecedent]] = {}
    for antecedent in found:
        for spelling in sorted(antecedent.spellings):
            spelled.setdefault(spelling, []).append(antecedent)
    claims: dict[str, list[tuple[Antecedent, float]]] = {}
    for text in words_beginning_like(spelled, words, lang):
        folded = words[text]
        readings = dictionary_forms(text, lang)
        for reading in readings[:1] if is_hardly_a_family_name(folded) else readings:
            if reading in spelled:
                same = 1.0 if reading == folded else SAME_KEY
                claims[text] = claims.get(text, []) + [
                    (a, same)
                    for a in spelled[reading]
                    if gender_fits(a.entity, text, reading, lang) and not _is_of_other_gender(readings, a)
                ]
    others: dict[str, list[str]] = {}
    for text in words:
        if not claims.get(text):
            others.setdefault(script_of(text), []).append(text)
    for script, texts in others.items():
        for text, antecedent in _nearly(found, script, texts, [words[text] for text in texts]):
            folded = words[text]
            if is_hardly_a_family_name(folded) or is_known_given_name(folded):
                continue
            least = SAME_NAME if len(folded) > _SHORT else SAME_KEY
            if not gender_fits(antecedent.entity, text, folded, lang):
                continue
            likeness = _family_likeness(text, antecedent.families)
            if likeness >= least and not _is_of_other_gender(dictionary_forms(text, lang), antecedent):
                claims[text] = [*claims.get(text, ()), (antecedent, likeness)]
    return {text: _best(claimed) for text, claimed in claims.items() if claimed}


def _is_of_other_gender(readings: tuple[str, ...], antecedent: Antecedent) -> bool:
    """Return True if a word is, in some case, the family name of a woman's husband or of a man's wife, and not the own one.

    *Nawalnym* beside *Nawalna*, *Cichanouské* beside *Cichanouski*.
    """
    own, gender = {f.folded for f in antecedent.families}, antecedent.entity.gender
    if not gender or not own.isdisjoint(readings) or family_gender(readings[0]) == gender:
        return False
    women, men = (own, readings) if gender == "f" else (readings, own)
    return any(masculine in men for woman in women for masculine in masculine_forms(woman))


def _nearly(
    found: list[Antecedent], script: str, texts: list[str], folded: list[str]
) -> Iterator[tuple[str, Antecedent]]:
    """Yield words of a script with the antecedents whose family names in it are not hopelessly far, or that have none."""
    for antecedent in found[:MOST_NAMESAKES]:
        own = [f.folded for f in antecedent.families if f.script == script]
        for family in own:
            for _, _, place in extract(family, folded, scorer=_PLAIN, score_cutoff=_HOPELESS, limit=None):
                yield texts[place], antecedent
        if not own:
            yield from ((text, antecedent) for text in texts)


def _best(claimed: list[tuple[Antecedent, float]]) -> list[tuple[Antecedent, float]]:
    """Return the best of the antecedents of each person, by id; those that nothing tells from the likeliest, at most 64."""
    best: dict[str, tuple[Antecedent, float]] = {}
    for antecedent, likeness in claimed:
        if likeness > best.get(antecedent.entity.id, (antecedent, 0.0))[1]:
            best[antecedent.entity.id] = antecedent, likeness
    top = max((likeness for _, likeness in best.values()), default=0.0)
    return [best[id] for id in sorted(best) if best[id][1] >= top - _TIE][:MOST_NAMESAKES]


@lru_cache(maxsize=MEMO)
def _family_likeness(text: str, families: tuple[Word, ...]) -> float:
    """Return how alike a word is to some family name: to those of its own script, if there are any."""
    query, script = word(text), script_of(text)
    own = [f for f in families if f.script == script]
    return max((similarity(query, f) for f in own or families), default=0.0)

"""Licenses: a person named in full in an article may be named there by the bare family name, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from translit.annotation.chunk_candidates import Finder
from translit.annotation.spans import Span, gender_fits, readings_of
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.explain import word_reason
from translit.model import Entity
from translit.names.parse import parse_name
from translit.table.words import SAME_KEY, Word, similarity, word
from translit.text.document import Passage
from translit.text.fold import script_of

LICENSED_ALIKE = 0.88
"""A family name misspelled this far still belongs to a full name in the article."""
_SHORT = 4  # letters of family names that may not be misspelled
_NATIVE = 0.02  # by which a native family name explains a spelling better
_HOPELESS = 0.45  # letters of one script less alike than this are no spellings of one name
_PLAIN = Levenshtein.normalized_similarity
_MEMO = 1 << 14


class License(NamedTuple):
    """A person named in full in an article: the spellings of the family name, listed and as written there."""

    entity: Entity
    form: SurfaceForm
    full: str
    weight: float
    families: tuple[Word, ...]
    spellings: frozenset[str]


class Licenses:
    """The licenses of an article; what they say of a word is found out once."""

    def __init__(self, passage: Passage, finder: Finder, named: Iterable[Span]) -> None:
        """One license for each person and each spelling of the family name in a full name."""
        self._all: dict[tuple[str, str], License] = {}
        self._spelled: dict[str, list[License]] = {}
        self._known: dict[str, list[tuple[License, float]]] = {}
        for span in named:
            if not span.is_full_name or not span.is_person:
                continue
            form = span.forms[0]
            surface = passage.surface(span.first, span.last)
            surely = span.via in ("exact", "inflected")
            written, families, spellings = _families(finder.gazetteer, form.entity.id, surface, surely, passage.lang)
            if (form.entity.id, written) not in self._all:
                license = License(form.entity, form, surface, span.evidence.weight, families, spellings)
                self._all[form.entity.id, written] = license
                for spelling in sorted(spellings):
                    self._spelled.setdefault(spelling, []).append(license)

    def __bool__(self) -> bool:
        return bool(self._all)

    def of(self, text: str) -> list[tuple[License, float]]:
        """The licenses for a word that was read, the best for each person, with how much it is like the family name."""
        return self._known.get(text, [])

    def read(self, words: dict[str, tuple[str, ...]]) -> set[str]:
        """Those of some words, each with its dictionary forms, that may be family names of the persons."""
        found: dict[str, list[tuple[License, float]]] = {}
        spelled = self._spelled
        others: dict[str, list[str]] = {}
        for text, readings in words.items():
            for reading in readings:
                if reading in spelled:
                    alike = 1.0 if reading == readings[0] else SAME_KEY
                    fitting = [(li, alike) for li in spelled[reading] if gender_fits(li.entity, reading)]
                    found[text] = found.get(text, []) + fitting
            if not found.get(text):
                others.setdefault(script_of(text), []).append(text)
        for script, texts in others.items():
            for text, license in self._nearly(script, texts, [words[text][0] for text in texts]):
                folded = words[text][0]
                least = LICENSED_ALIKE if len(folded) > _SHORT else SAME_KEY
                if gender_fits(license.entity, folded) and (alike := _alike(text, license.families)) >= least:
                    found[text] = [*found.get(text, ()), (license, alike)]
        self._known = {text: _best(claims) for text, claims in found.items() if claims}
        return set(self._known)

    def _nearly(self, script: str, texts: list[str], folded: list[str]) -> Iterator[tuple[str, License]]:
        """Words of a script, and licenses whose family names in it are not hopelessly far, or that have none in it."""
        for license in self._all.values():
            own = [f.folded for f in license.families if f.script == script]
            for family in own:
                for _, _, place in extract(family, folded, scorer=_PLAIN, score_cutoff=_HOPELESS, limit=None):
                    yield texts[place], license
            if not own:
                yield from ((text, license) for text in texts)


def _best(claims: list[tuple[License, float]]) -> list[tuple[License, float]]:
    """The best of the licenses of each person, by id."""
    best: dict[str, tuple[License, float]] = {}
    for license, alike in claims:
        if alike > best.get(license.entity.id, (license, 0.0))[1]:
            best[license.entity.id] = license, alike
    return [best[id] for id in sorted(best)]


@lru_cache(maxsize=_MEMO)
def _families(
    gazetteer: Gazetteer, entity: str, surface: str, surely: bool, lang: str | None
) -> tuple[str, tuple[Word, ...], frozenset[str]]:
    """The family name written in a full name, folded; all of the person's family names; and the spellings of these."""
    written = parse_name(surface).family
    listed = (p.word for f in gazetteer.forms_of(entity) if f.is_full_name for p in f.name.of("family"))
    families = tuple(dict.fromkeys(listed))
    spellings = {f.folded for f in families}
    if written is None:
        return "", families, frozenset(spellings)
    if surely or any(similarity(written, f) >= LICENSED_ALIKE for f in families):
        spellings.update(readings_of(written.folded, lang))
        families = (*families, written)
    return written.folded, families, frozenset(spellings)


@lru_cache(maxsize=_MEMO)
def _alike(text: str, families: tuple[Word, ...]) -> float:
    """How much a word is like some family name: like those of its own script, if there are any."""
    query, script = word(text), script_of(text)
    own = [f for f in families if f.script == script]
    return max((similarity(query, f) for f in own or families), default=0.0)


@lru_cache(maxsize=_MEMO)
def told(text: str, families: tuple[Word, ...]) -> str:
    """Why a word is one of some family names: the one that explains its spelling best, a native one of its variants."""
    query = word(text)
    return word_reason(query, max(families, key=lambda f: similarity(query, f) + _NATIVE * bool(f.languages)))

"""The words of a text as words of listed names: in their own letters, or as dictionary forms of an inflected word."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from translit.annotation.spans import may_be_inflected
from translit.annotation.words import MEMO, SHORTEST_INFLECTED
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.names.inflection import ANY_CASE, Lemma, lemmas

_MOST_READINGS = 48  # combinations of readings of a name; more come only from words that can be nearly anything


class Vocabulary:
    """Looks up the words of texts among those of listed names; answers are remembered, within bounds.

    ``readings(folded, lang)`` gives the dictionary forms of a word that are words of listed names, the word itself first.
    ``lengths(folded, lang)`` gives how many words the listed names have that may begin with the word.
    ``inflected(words, lang)`` gives the listed names that folded words may be if they stand in one case other than listed.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.readings = lru_cache(maxsize=MEMO)(self._readings)
        self.lengths = lru_cache(maxsize=MEMO)(self._lengths)
        self.inflected = lru_cache(maxsize=MEMO)(self._inflected)

    def _readings(self, folded: str, lang: str | None) -> tuple[Lemma, ...]:
        found = [Lemma(folded, ANY_CASE, "")] if self._gazetteer.vocabulary.has_folded(folded) else []
        if lang is not None and len(folded) >= SHORTEST_INFLECTED:
            found += [lemma for lemma in lemmas(folded, lang) if self._gazetteer.vocabulary.has_folded(lemma.text)]
        return tuple(found)

    def _lengths(self, folded: str, lang: str | None) -> tuple[int, ...]:
        return tuple(sorted({n for r in self.readings(folded, lang) for n in self._gazetteer.lengths(r.text)}))

    def _inflected(self, folded: tuple[str, ...], lang: str | None) -> tuple[SurfaceForm, ...]:
        """Return one form for each entity, by those readings that change the fewest words."""
        readings = [self.readings(f, lang) for f in folded]
        ways = 1
        for found in readings:
            ways *= len(found)
        if not ways or ways > _MOST_READINGS:
            return ()
        best: dict[int, dict[str, SurfaceForm]] = {}
        for way in product(*readings):
            cases, changed = ANY_CASE, 0
            for reading in way:
                cases &= reading.cases
                changed += bool(reading.kind)
            if cases and changed:
                for form in self._gazetteer.exact(tuple(r.text for r in way)):
                    if may_be_inflected(form, way):
                        best.setdefault(changed, {}).setdefault(form.entity.id, form)
        return tuple(best[min(best)].values()) if best else ()

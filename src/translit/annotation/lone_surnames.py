"""Lone family names: of whom a family name may be that stands without a full name in the article.

That is a guess which only a small gazetteer allows (``Config.lone_surnames``): among many persons a bare family name is
nearly always somebody else's.
"""

from __future__ import annotations

from functools import lru_cache

from translit.annotation.words import MEMO, dictionary_forms, gender_fits
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.names.countries import country_of
from translit.names.given_names import is_given_name
from translit.table.words import word
from translit.text.chunks import Chunk
from translit.text.common_words import common_words

_SHORTEST = 4  # letters
_SHORTEST_BY_SOUND = 5  # letters of a family name that is found by its sound only


class LoneSurnames:
    """Finds the persons of whom a word may be the family name.

    ``candidates(text, folded, lang)`` gives one listed name of each such person, by id: those with the family name in its
    own letters, in another case too, else those in another script that sound like it.
    """

    def __init__(self, gazetteer: Gazetteer, config: Config) -> None:
        self._gazetteer = gazetteer
        self.allowed = gazetteer.persons <= config.lone_surnames
        self.candidates = lru_cache(maxsize=MEMO)(self._candidates)

    def stand_in(self, chunk: Chunk) -> bool:
        """Return True if a token of a chunk may be the family name of somebody listed."""
        return self.allowed and any(
            t.may_start_name and self.candidates(t.text, t.folded, chunk.lang) for t in chunk.tokens
        )

    def _candidates(self, text: str, folded: str, lang: str | None) -> tuple[SurfaceForm, ...]:
        if len(folded) < _SHORTEST or folded in common_words(lang):
            return ()
        readings = dictionary_forms(folded, lang)
        found = {
            f.entity.id: f
            for r in sorted(readings)
            for f in self._gazetteer.surname_candidates(r)
            if gender_fits(f.entity, r)
        }
        if not found and len(folded) >= _SHORTEST_BY_SOUND:
            heard = self._gazetteer.cross_script_surname_candidates(word(text))
            found = {f.entity.id: f for f in heard if gender_fits(f.entity, folded)}
        if not found or is_given_name(text) or any(country_of(r) for r in readings):
            return ()
        return tuple(found[id] for id in sorted(found))

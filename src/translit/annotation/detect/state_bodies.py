"""Bodies of states by the adjective or the name of their country: ``российское министерство обороны``.

Some are also found alone, and then need an article that tells the country: *der Vorsitzende der Konservativen Partei*.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from translit.annotation.spans import RIVALS_MARGIN, CandidateSpan
from translit.annotation.words import MEMO, ListedWords
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.explain import Reason
from translit.match.features.reading import Reading
from translit.names.state_bodies import countries_with_adjectives, listed_names, state_bodies
from translit.text.chunks import Chunk


class StateBodyNames:
    """Finds bodies of states that the gazetteer lists in English, by what they are called in the language of the text."""

    def __init__(self, gazetteer: Gazetteer, config: Config, words: ListedWords) -> None:
        self._gazetteer = gazetteer
        self._listed = lru_cache(maxsize=MEMO)(self._listed_bodies)

    def detect(self, chunk: Chunk, taken: AbstractSet[int]) -> Iterator[CandidateSpan]:
        """Yield the bodies of states in a chunk, where no listed name stands."""
        bodies = state_bodies(chunk.lang)
        if bodies is None or not self._gazetteer.things:
            return
        for first, token in enumerate(chunk.tokens):
            if bodies.may_begin(token.folded) and (body := bodies.at(chunk.tokens, first)):
                last = first + body.length
                forms = self._listed(body.kind, body.country)
                is_alone = not body.country
                is_free = is_alone or not taken >= {*range(first, last)}
                if forms and is_free and _is_one_phrase(chunk, first, last):
                    readings = [Reading(self._gazetteer, chunk, first, last, form, "state body") for form in forms]
                    reason = None if is_alone else Reason("state body", forms[0], other=body.kind)
                    margin = math.inf if is_alone else RIVALS_MARGIN  # the article tells, not which is better known
                    yield CandidateSpan.of(readings, margin, needs_context=is_alone, reason=reason)

    def _listed_bodies(self, kind: str, code: str) -> tuple[SurfaceForm, ...]:
        """Return the canonical name of the body of a country, if one is listed; of all countries if none is given."""
        found = (self._listed_body(kind, c) for c in ([code] if code else countries_with_adjectives()))
        return tuple(form for form in found if form is not None)

    def _listed_body(self, kind: str, code: str) -> SurfaceForm | None:
        """Return the canonical name of the body of a country, if one and only one of this kind is listed."""
        countries = {f.text for f in self._gazetteer.country(code) if f.kind == "name"} or {code}
        names = (name for country in countries for name in listed_names(kind, code, country))
        forms = (form for name in names for form in self._gazetteer.exact(name))
        found = {f.entity.id for f in forms if f.entity.type == "organization" and f.entity.country == code}
        return self._gazetteer.form(self._gazetteer.form_numbers(found.pop())[0]) if len(found) == 1 else None


def _is_one_phrase(chunk: Chunk, first: int, last: int) -> bool:
    """Return True if only white space stands between tokens, and no hyphen beside them: *Wit-Russische regering*."""
    tokens, text = chunk.tokens, chunk.text
    start, end = tokens[first].start, tokens[last - 1].end
    gaps = (text[tokens[i].end : tokens[i + 1].start] for i in range(first, last - 1))
    beside = text[max(0, start - 1) : start], text[end : end + 1]
    return chunk.is_one_name(first, last) and all(map(str.isspace, gaps)) and "-" not in beside

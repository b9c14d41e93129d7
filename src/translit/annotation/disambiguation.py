"""Disambiguation: which of overlapping spans are kept, and which of several entities a span means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from translit.annotation.spans import RIVALS_MARGIN, CandidateSpan
from translit.annotation.words import MEMO, dictionary_forms
from translit.gazetteer import Gazetteer
from translit.gazetteer.priors import best_known
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.features.context import Article
from translit.match.features.reading import Reading
from translit.match.scored_forms import weigh_form
from translit.names.parse import REQUIRED_ROLES
from translit.table.words import SAME_NAME, Word, similarity
from translit.text.chunks import QUOTATIONS
from translit.text.document import Document
from translit.text.patterns import regex
from translit.text.tokens import is_small

_ONE_NAME = 0.9  # how much of two listed names agrees if one is a spelling of the other
_SMALL_BEFORE = regex(r"[^\W\d_] ")
_LOOKED_BACK = 2  # characters: a letter and a space
_QUOTING = frozenset({"ru", "uk", "be"})  # languages that put names of organizations between quotation marks
_BY_FAR = 2  # times as many as the next


def resolve_overlaps(spans: Iterable[CandidateSpan]) -> list[CandidateSpan]:
    """Return disjoint spans in text order: likely ones first, of these the longest, then the surest, then the leftmost.

    So a longer name keeps the names inside it from being mentions if it is likelier than not.
    """
    taken: set[int] = set()
    kept = []

    def order(span: CandidateSpan) -> tuple[bool, int, bool, float, int]:
        return not span.is_likely, span.first - span.last, span.needs_context, -span.weight, span.first

    for span in sorted(spans, key=order):
        places = range(span.first, span.last)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(span)
    return sorted(kept, key=lambda s: s.first)


def told_by_quotes(document: Document, spans: Iterable[CandidateSpan]) -> list[CandidateSpan]:
    """Return the spans, those that may still be a place or an organization narrowed to what quotation marks tell: in East
    Slavic languages the club is *«Барселона»*, and the city *Барселона*.
    """
    spans = list(spans)
    return [_told_by_quotes(document, s) for s in spans] if document.lang in _QUOTING else spans


def _told_by_quotes(document: Document, span: CandidateSpan) -> CandidateSpan:
    if {e.type for e in span.entities} != {"place", "organization"}:
        return span
    start, end = document.tokens[span.first].start, document.tokens[span.last - 1].end
    opening, closing = document.text[max(0, start - 1) : start], document.text[end : end + 1]
    is_quoted = bool(opening and closing) and closing in QUOTATIONS.get(opening, "")
    kept = "organization" if is_quoted else "place"
    return span.narrowed(tuple(f for f in span.forms if f.entity.type == kept))


class Disambiguator:
    """Chooses between entities that have a name in common.

    ``preferred(forms)`` gives the id of the entity that is meant where nothing in the article tells, or ``""`` if there is
    no saying; answers are remembered, within bounds.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.preferred = lru_cache(maxsize=MEMO)(self._preferred)
        self._beginning = lru_cache(maxsize=MEMO)(self._beginning_names)

    def with_word_before(
        self, document: Document, article: Article, spans: Iterable[CandidateSpan]
    ) -> list[CandidateSpan]:
        """Return the spans, a place for another whose listed name begins with the small word before it:
        *штата Вашингтон*.
        """
        return [self._with_word_before(document, article, span) or span for span in spans]

    def _with_word_before(self, document: Document, article: Article, span: CandidateSpan) -> CandidateSpan | None:
        start = document.tokens[span.first].start
        if (
            span.forms[0].entity.type != "place"
            or start < _LOOKED_BACK
            or not _SMALL_BEFORE.match(document.text, start - _LOOKED_BACK)
        ):
            return None
        beginning = self._beginning(document.word_before(span.first), document.lang)
        folded = [t.folded for t in document.tokens[span.first : span.last]] if beginning else ()
        names = (self._gazetteer.exact((word, *folded)) for word in beginning)
        longer = [f for forms in names for f in forms if f.entity.type == "place" and is_small(f.text[0])]
        readings = [Reading(self._gazetteer, document, span.first, span.last, form, "listed") for form in longer]
        return CandidateSpan.of(readings, RIVALS_MARGIN).placed(document, article) if readings else None

    def _beginning_names(self, text: str, lang: str | None) -> tuple[str, ...]:
        """Return the dictionary forms of a word that listed names of several words begin with."""
        return tuple(form for form in dictionary_forms(text, lang) if max(self._gazetteer.lengths(form), default=0) > 1)

    def disambiguate(self, spans: list[CandidateSpan]) -> list[CandidateSpan]:
        """Return the spans, those of several entities narrowed to one where the article or the gazetteer tells which.

        The article does if it names only one of them otherwise, or others of one's country by far more often than of the
        others'; else the gazetteer may.
        """
        unique = {s.entities[0].id: s.entities[0].country for s in spans if len(s.entities) == 1}
        countries = Counter(country for country in unique.values() if country)
        return [span if len(span.entities) == 1 else self._narrowed(span, unique, countries) for span in spans]

    def _narrowed(self, span: CandidateSpan, unique: Mapping[str, str], countries: Mapping[str, int]) -> CandidateSpan:
        here = [e.id for e in span.entities if e.id in unique]
        near = _by_far({e.id: countries.get(e.country, 0) for e in span.entities})
        chosen = here[0] if len(here) == 1 else near or self.preferred(span.forms)
        return span.narrowed(tuple(f for f in span.forms if f.entity.id == chosen)) if chosen else span

    def _preferred(self, forms: tuple[SurfaceForm, ...]) -> str:
        """Return the entity that has the name as its own, if the others have it as an alias only; else the far better known.

        Otherwise the entity with at least twice as many listed names as any other: well-known entities have more. If there
        is none, the one that has the words of the name in at least twice as many of its listed names.
        """
        own = set()
        for form in forms:
            name = self._gazetteer.forms_of(form.entity.id)[0]
            if (
                form.kind in ("name", "native")
                or weigh_form(self._gazetteer, form.text, name).values["covered"] >= _ONE_NAME
            ):
                own.add(form.entity.id)
        if len(own) == 1:
            return own.pop()
        known = best_known(list({f.entity.id: f.entity for f in forms}.values()))
        if known is not None:
            return known.id
        ids = {f.entity.id for f in forms}
        listed = {id: len(self._gazetteer.form_numbers(id)) for id in ids}
        words = [p.word for p in forms[0].name.of(*REQUIRED_ROLES)]
        return _by_far(listed) or _by_far({id: self._names_with(id, words) for id in ids})

    def _names_with(self, id: str, words: list[Word]) -> int:
        """Return how many listed names of an entity have one of some words."""
        names = (form.name.of(*REQUIRED_ROLES) for form in self._gazetteer.forms_of(id))
        return sum(any(similarity(p.word, w) >= SAME_NAME for p in name for w in words) for name in names)


def _by_far(counted: dict[str, int]) -> str:
    """Return the id that has by far the most, or ``""``."""
    first, second = sorted(((count, id) for id, count in counted.items()), reverse=True)[:2]
    return first[1] if first[0] and first[0] >= _BY_FAR * second[0] else ""

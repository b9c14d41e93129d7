"""The finder: what a run of words may hold, found once for each run that is met, and remembered within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from translit.annotation.detect.countries import country_spans
from translit.annotation.detect.unlisted_spellings import Speller
from translit.annotation.spans import (
    MEMO,
    SHORTEST_INFLECTED,
    Run,
    Short,
    Span,
    gender_fits,
    is_common_word,
    kept,
    may_be_family,
    may_be_inflected,
    places_of,
    readings_of,
)
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.explain import explain_exact, explain_match
from translit.match.lookup import score_form
from translit.model import MatchMethod
from translit.names.countries import country_of
from translit.names.given_names import is_given_name
from translit.names.inflection import ANY_CASE, Lemma, lemmas
from translit.names.parse import REQUIRED_ROLES, parse_name
from translit.table.words import Word, similarity, word
from translit.text.common_words import common_words
from translit.text.document import Stretch
from translit.text.tokens import Token, fold_words, tokens

_RUNS = 1 << 15  # runs remembered of texts in each language
_LONGEST_KEPT = 256  # letters of runs that are remembered; longer ones do not come again
_SHORTEST_LONE = 4  # letters of a family name that may link without a full name
_SHORTEST_HEARD = 5  # letters of one that does so by its sound
_FAR_BETTER, _BY_FAR = 4, 2  # times as many listed spellings
_SURELY = 45.0  # bits from which one name is a spelling of another
_SAME_WORD = 0.88  # likeness of two spellings of a word
_MOST_READINGS = 48  # ways to read a name of several words


class Finder:
    """Finds what the runs of texts may hold."""

    def __init__(self, gazetteer: Gazetteer, config: Config) -> None:
        self.gazetteer = gazetteer
        self.config = config
        self.lone = gazetteer.persons <= config.lone_surnames
        self.readings = lru_cache(maxsize=MEMO)(self._readings)
        self.likeliest = lru_cache(maxsize=MEMO)(self._likeliest)
        self.bearers = lru_cache(maxsize=MEMO)(self._bearers)
        self.continued = lru_cache(maxsize=MEMO)(self._continued)
        self._runs: dict[str | None, dict[str, Run]] = {}
        self._beginnings = lru_cache(maxsize=MEMO)(self._lengths)
        self._short_beginnings = lru_cache(maxsize=MEMO)(self._short_lengths)
        self._inflected = lru_cache(maxsize=MEMO)(self._in_other_case)
        self._written = lru_cache(maxsize=MEMO)(self._in_other_letters)
        self.reason = lru_cache(maxsize=MEMO)(self._reason)
        self._speller = Speller(gazetteer, config, self.readings)

    def known(self, lang: str | None) -> dict[str, Run]:
        """The runs that are remembered, in texts of a language."""
        found = self._runs.setdefault(lang, {})
        if len(found) > _RUNS:
            found.clear()
        return found

    def run(self, text: str, lang: str | None) -> Run:
        """What is known of a run."""
        known = self.known(lang)
        run = known.get(text)
        if run is None:
            run = self._run(text, lang)
            if len(text) <= _LONGEST_KEPT:
                known[text] = run
        return run

    def _run(self, text: str, lang: str | None) -> Run:
        words = Stretch.of(text, lang)
        listed = list(self._listed_spans(words))
        taken = places_of(s for s in listed if s.last - s.first > 1 and not s.needs_context)
        spans = (*listed, *self._speller.spans(words, taken), *country_spans(words, self.gazetteer))
        shorts = tuple(self._shorts(words)) if self.gazetteer.has_non_persons else ()
        bearers = self.lone and any(t.may_start_name and self.bearers(t.text, t.folded, lang) for t in words.tokens)
        families = {t.text: readings_of(t.folded, lang) for t in words.tokens if may_be_family(t)}
        return Run(words, spans, shorts, bearers, self._missing(words), families)

    def _reason(self, form: SurfaceForm, how: MatchMethod, surface: str) -> str:
        """Why a surface is a form, in words."""
        if how == "exact":
            named = fold_words(form.text)
            listed = fold_words(surface) in (named, named[1:])
            return explain_exact(form) if listed else f"name of the country {form.entity.name}"
        if how == "inflected":
            if len(fold_words(surface)) == len(fold_words(form.text)):
                return f"“{form.text}” in another case"
            return f"given and family name of {form.entity.name} in another case"
        if how == "short":
            person = form.entity.type == "person"
            return (
                f"given name of {form.entity.name}, in full in this article"
                if person
                else f"short form of “{form.text}”"
            )
        return explain_match(parse_name(surface, form.entity.type), form, self.gazetteer)

    def _likeliest(self, forms: tuple[SurfaceForm, ...]) -> str:
        """The id of the entity that is meant where nothing in the article tells; ``""`` if there is no saying.

        It is the one whose own name it is, where the others only have it as an alias; or the one with by far the most
        listed spellings: nobody lists thirty spellings of the less known one; or the one by far most of whose names have
        a word of it: what only one has may be a slip.
        """
        own = set()
        for form in forms:
            name = self.gazetteer.forms_of(form.entity.id)[0]
            if form.kind in ("name", "native") or score_form(self.gazetteer, form.text, name).weight >= _SURELY:
                own.add(form.entity.id)
        if len(own) == 1:
            return own.pop()
        ids = {f.entity.id for f in forms}
        listed = {id: len(self.gazetteer.forms_of(id)) for id in ids}
        words = [p.word for p in forms[0].name.of(*REQUIRED_ROLES)]
        return _by_far(listed) or _by_far({id: self._sharing(id, words) for id in ids})

    def _sharing(self, id: str, words: list[Word]) -> int:
        """How many listed names of an entity have one of some words."""
        names = (form.name.of(*REQUIRED_ROLES) for form in self.gazetteer.forms_of(id))
        return sum(any(similarity(p.word, w) >= _SAME_WORD for p in name for w in words) for name in names)

    # Listed names, in their own letters or in another case.

    def _listed_spans(self, words: Stretch) -> Iterator[Span]:
        common = common_words(words.lang)
        for first, token in enumerate(words.tokens):
            if not token.may_start_name:
                continue
            lengths = self._beginnings(token.folded, words.lang)
            for length in lengths:
                if words.is_one(first, first + length):
                    yield from self._listed(words, first, first + length)
            alone = len(token.folded) > 3 and 1 not in lengths and token.folded not in common
            if alone and (written := self._written(token.text)):
                yield from kept(words, first, first + 1, written, "variant")

    def _shorts(self, words: Stretch) -> Iterator[Short]:
        """Short forms of listed names; of those of one word the common ones, and countries, are none."""
        for first, token in enumerate(words.tokens):
            if not token.may_start_name or not token.text[0].isalpha():
                continue
            vague = is_common_word(token.folded, words.lang)
            for reading, length in self._short_beginnings(token.folded, words.lang):
                last = first + length
                if length == 1 and (vague or country_of(reading, words.lang)):
                    continue
                if words.is_one(first, last):
                    found = self.gazetteer.short((reading, *(t.folded for t in words.tokens[first + 1 : last])))
                    if found:
                        yield Short(first, last, reading, found)

    def _short_lengths(self, folded: str, lang: str | None) -> tuple[tuple[str, int], ...]:
        """The first words, and how many words there are, of the short forms that may begin with this word in any case."""
        readings = sorted(readings_of(folded, lang))
        return tuple((r, length) for r in readings for length in self.gazetteer.short_lengths(r))

    def _missing(self, words: Stretch) -> int:
        """How many words of a longer name may follow."""
        most = 0
        for first in words.to_the_end():
            token, inside = words.tokens[first], len(words.tokens) - first
            if token.may_start_name:
                longest = max(self._beginnings(token.folded, words.lang), default=0)
                if longest - inside > most and (
                    inside == 1 or self._begin(words.tokens[first : first + 2], words.lang)
                ):
                    most = longest - inside
        return most

    def _begin(self, words: Sequence[Token], lang: str | None) -> bool:
        """Whether some name of three words or more begins with two words."""
        ways = product(*(self.readings(t.folded, lang) for t in words))
        return any(self.gazetteer.lengths(f"{a.text} {b.text}") for a, b in ways)

    def _continued(self, text: str, following: str, lang: str | None) -> bool:
        """Whether some name may begin in a run that goes on with the word after it."""
        words, after = Stretch.of(text, lang), tokens(following)
        for first in words.to_the_end():
            if words.tokens[first].may_start_name:
                two = [*words.tokens[first : first + 2], *after][:2]
                if len(two) > 1 and (self._begin(two, lang) or (two[1] is after[0] and self._both(two, lang))):
                    return True
        return False

    def _both(self, words: Sequence[Token], lang: str | None) -> bool:
        """Whether two words are a name."""
        folded = tuple(t.folded for t in words)
        return bool(self.gazetteer.exact(folded) or self._inflected(folded, lang))

    def _lengths(self, folded: str, lang: str | None) -> tuple[int, ...]:
        """How many words the names have that may begin with this word."""
        return tuple(sorted({n for r in self.readings(folded, lang) for n in self.gazetteer.lengths(r.text)}))

    def _readings(self, folded: str, lang: str | None) -> tuple[Lemma, ...]:
        """The dictionary forms of a word that are words of listed names, the word itself first."""
        found = [Lemma(folded, ANY_CASE, "")] if self.gazetteer.knows(folded) else []
        if lang is not None and len(folded) >= SHORTEST_INFLECTED:
            found += [lemma for lemma in lemmas(folded, lang) if self.gazetteer.knows(lemma.text)]
        return tuple(found)

    def _listed(self, words: Stretch, first: int, last: int) -> Iterator[Span]:
        folded = tuple(t.folded for t in words.tokens[first:last])
        forms = self.gazetteer.exact(folded)
        if len(forms) > 1:
            surface = words.surface(first, last)
            forms = tuple(f for f in forms if f.text == surface) or forms
        if forms and not self._better_known(folded, words.lang, forms):
            yield from kept(words, first, last, forms, "exact")
        elif inflected := self._inflected(folded, words.lang):
            yield from kept(words, first, last, inflected, "inflected")

    def _better_known(self, folded: tuple[str, ...], lang: str | None, forms: tuple[SurfaceForm, ...]) -> bool:
        """Whether a word is far likelier another name in another case: ``Polski`` is Poland's, and not the Sejm."""
        if len(folded) > 1:
            return False
        listed = max(len(self.gazetteer.forms_of(f.entity.id)) for f in forms)
        other = self._inflected(folded, lang)
        return any(len(self.gazetteer.forms_of(f.entity.id)) >= _FAR_BETTER * listed for f in other)

    def _in_other_case(self, folded: tuple[str, ...], lang: str | None) -> tuple[SurfaceForm, ...]:
        """The forms that a name may be if its words stand in a common case; the fewest changes first."""
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
                for form in self.gazetteer.exact(tuple(r.text for r in way)):
                    if may_be_inflected(form, way):
                        best.setdefault(changed, {}).setdefault(form.entity.id, form)
        return tuple(best[min(best)].values()) if best else ()

    def _in_other_letters(self, text: str) -> tuple[SurfaceForm, ...]:
        """One-word names of things that some convention writes like this, or that sound as this in another script."""
        query = word(text)
        found = [*self.gazetteer.written(query.folded), *self.gazetteer.sounding_things(query)]
        return tuple(dict.fromkeys(f for f in found if not f.is_acronym))

    def _bearers(self, text: str, folded: str, lang: str | None) -> tuple[SurfaceForm, ...]:
        """The names of the persons of whom a word may be the family name, one for each, in its own letters or by sound."""
        if len(folded) < _SHORTEST_LONE or folded in common_words(lang):
            return ()
        readings = readings_of(folded, lang)
        found = {
            f.entity.id: f for r in sorted(readings) for f in self.gazetteer.bearers(r) if gender_fits(f.entity, r)
        }
        if not found and len(folded) >= _SHORTEST_HEARD:
            heard = self.gazetteer.sounding_bearers(word(text))
            found = {f.entity.id: f for f in heard if gender_fits(f.entity, folded)}
        if not found or is_given_name(text) or any(country_of(r) for r in readings):
            return ()
        return tuple(found[id] for id in sorted(found))


def _by_far(counted: dict[str, int]) -> str:
    """The one that has by far the most."""
    first, second = sorted(((count, id) for id, count in counted.items()), reverse=True)[:2]
    return first[1] if first[0] >= _BY_FAR * second[0] else ""

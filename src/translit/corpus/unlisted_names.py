"""The names of a text that no annotation covers, and whether they are of a person, an organization or a place.

A capital tells a name only where grammar does not ask for it: inside a sentence of ordinary print. At the beginning of a
sentence, in a headline and in a line of capitals a word needs more: it is a given name, a known place, or stands elsewhere
with its capital. Precision comes first; what stays in doubt is left out. Scripts without capitals are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from typing import Literal, NamedTuple

from translit.annotation.words import MEMO, dictionary_forms
from translit.corpus.case_forms import nominatives
from translit.limits import LONGEST_ARTICLE
from translit.model import EntityType
from translit.names.cities import city_of
from translit.names.countries import country_of
from translit.names.given_names import is_given_name, is_known_given_name
from translit.names.inflection import inflected_languages
from translit.names.state_bodies import is_country_adjective
from translit.text.chunks import ELIDING_LANGUAGES, Chunk, chunk_bounds, elisions
from translit.text.common_words import common_words
from translit.text.document import Document, language_of, pieces
from translit.text.lexicon import (
    family_gender,
    is_adjective,
    is_frequent_family_name,
    is_title,
    lexicon,
    patronymic_gender,
    word_classes,
)
from translit.text.reading_view import reading_view
from translit.text.source_map import Extracted
from translit.text.zones import without_zones

_LONGEST_PERSON = 5  # words of a personal name, particles and initials counted
_LONGEST_PLACE = 4  # words of the name of a country or city
_SPACED_DASH = re.compile(r"\s[-–—―]|[-–—―]\s")
_SHORTEST = 3  # letters of a bare name that is no acronym
_LONGEST_ACRONYM = 6  # letters
_ACRONYM = 3  # letters of the names of countries most of which are acronyms
_OF_PLACES = frozenset({"sea", "river", "lake", "island", "mountain", "city", "region", "district", "street"})
"""Concepts of the word lists that make a name one of a place."""
_DIRECTIONS = frozenset({"east", "west", "north", "south"})
"""Concepts of the word lists that no kind of organization or place is called by: *Oliver North* is a person."""
_NAMES = frozenset({"name", "place", "acronym", "given"})
_NOUNS = frozenset({"de", "lb"})
"""Languages in which all nouns have a capital."""
Kind = Literal["given", "place", "acronym", "name", "initial", "particle", "title", "other"]


class NameSpan(NamedTuple):
    """A name in a text: where it stands, its letters as written, and its type, ``""`` if nothing tells it."""

    start: int
    end: int
    text: str
    type: EntityType | Literal[""]
    is_sure: bool = True
    """False for a word that is a name only if it is the family name of somebody named in full."""


class ReadText(NamedTuple):
    """A text as it is read, its language, and its unlisted names, which have their offsets in what is read."""

    view: Extracted
    lang: str | None
    names: tuple[NameSpan, ...]


def read_names(text: str, covered: Iterable[tuple[int, int]] = ()) -> ReadText:
    """Return the names of a text outside of the spans that are ``covered``, which are spans of what is read.

    >>> read = read_names("Yesterday Ursula von der Leyen went to Minsk.")
    >>> [(name.text, name.type) for name in read.names if name.is_sure]
    [('Ursula von der Leyen', 'person'), ('Minsk', 'place')]
    """
    view = reading_view(text)
    taken = sorted(covered)
    found: list[NameSpan] = []
    for start, end in pieces(view.text, LONGEST_ARTICLE):
        inside = [(a - start, b - start) for a, b in taken if a < end and b > start]
        names = _Names(without_zones(view.text[start:end]), inside).spans()
        found += (n._replace(start=n.start + start, end=n.end + start) for n in names)
    return ReadText(view, language_of(view.text), tuple(found))


@lru_cache(maxsize=MEMO)
def known_place(text: str, lang: str | None) -> str:
    """Return a key of the country or city that a word may mean, in any case; ``""`` if none.

    >>> known_place("Минске", "ru") == known_place("Minsk", "en") != ""
    True
    """
    if len(text) <= _ACRONYM and not text.isupper():
        return ""  # Polish Sąd is a court, and SAD the United States
    return next(filter(None, (known_name(form, lang) for form in dictionary_forms(text, lang))), "")


def known_name(folded: str, lang: str | None) -> str:
    """Return a key of the country or city that folded words mean, ``""`` if none."""
    city = city_of(folded)
    return country_of(folded, lang) or (f"{city.country}:{'_'.join(city.words)}" if city else "")


@lru_cache(maxsize=MEMO)
def _is_given(text: str, lang: str | None) -> bool:
    """Return True if a word is spelled like a given name, in some case."""
    return any(map(is_known_given_name, dictionary_forms(text, lang)))


def _is_particle(folded: str, lang: str | None) -> bool:
    """Return True for a particle before family names; in a language with cases a common word is none: *ten*, *da*."""
    _, place = lexicon().particle_phrases.meanings.get(folded, ("", ""))
    return place == "before" and (lang not in inflected_languages() or folded not in common_words(lang))


def _is_article(folded: str) -> bool:
    """Return True for the article of Arabic names, which is a given name elsewhere: *Al*."""
    return lexicon().particle_phrases.meanings.get(folded) == ["article", "before"]


def _is_contraction(text: str, lang: str | None) -> bool:
    """Return True for a common word with an apostrophe: *He'd*, *I'm*."""
    word, apostrophe, _ = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").partition("'")
    return bool(apostrophe) and word in common_words(lang)


def _is_people(folded: str, lang: str | None) -> bool:
    """Return True for an English people that is called by its country and one letter: *Iraqi*, *Australian*."""
    return lang == "en" and folded.endswith(("i", "n")) and bool(country_of(folded[:-1], lang))


@lru_cache(maxsize=MEMO)
def _kind(text: str, lang: str | None) -> Kind:
    """Return what a word with a capital may be, wherever it stands; common words and peoples are ``other``."""
    forms = dictionary_forms(text, lang)
    if not text[0].isalpha():
        return "other"
    if any(map(is_title, forms)):
        return "title"
    if known_place(text, lang):
        return "place"
    if any(map(is_country_adjective, forms)) or forms[0] in lexicon().non_names:
        return "other"
    if _is_people(forms[0], lang) or _is_contraction(text, lang):
        return "other"
    if not common_words(lang).isdisjoint(forms):
        return "other"
    if text.isupper() and len(text) > 1:
        return "acronym" if len(text) <= _LONGEST_ACRONYM else "other"
    return "given" if _is_given(text, lang) else "name"


class _Names:
    """Finds the names of one text."""

    def __init__(self, text: str, covered: Sequence[tuple[int, int]]) -> None:
        lang = language_of(text)
        bounds = _without_elisions(text) if lang in ELIDING_LANGUAGES else chunk_bounds(text)
        chunks = [(start, Chunk.of(text[start:end], lang)) for start, end in bounds]
        self.doc = doc = Document(text, lang, [len(chunk.tokens) for _, chunk in chunks])
        for number, (start, chunk) in enumerate(chunks):
            doc.read(number, start, chunk)
        places = range(len(doc.tokens))
        taken = {i for i in places if any(a < doc.tokens[i].end and doc.tokens[i].start < b for a, b in covered)}
        self._runs = list(self._split(taken))
        self._firm = [self._is_firm(i) for i in places]
        """Whether the capital of each token tells a name."""
        self._seen = {f for i, firm in enumerate(self._firm) if firm for f in self._forms(i)}
        self._alone = {f for run in self._runs if len(run) == 1 for f in self._forms(run[0])}

    def spans(self) -> Iterator[NameSpan]:
        """Yield the names in text order."""
        for run in self._runs:
            i = run.start
            while i < run.stop:
                last, type_ = self._name(i, run.stop)
                tokens = self.doc.tokens
                if last > i:
                    is_sure = last - i > 1 or (self.kind(i) in _NAMES and not self._may_be_noun(i))
                    yield NameSpan(tokens[i].start, tokens[last - 1].end, self.doc.surface(i, last), type_, is_sure)
                i = max(last, i + 1)

    def _may_be_noun(self, i: int) -> bool:
        """Return True for a German word that nothing tells from a noun, which has a capital, too."""
        doc = self.doc
        return doc.lang in _NOUNS and self.kind(i) == "name" and not is_frequent_family_name(doc.tokens[i].folded)

    def kind(self, i: int) -> Kind:
        """Return what a token may be where it stands."""
        token = self.doc.tokens[i]
        if not token.is_title_case:
            return "particle" if _is_particle(token.folded, self.doc.lang) else "other"
        if len(token.folded) == 1:
            return "initial" if self.doc.text.startswith(".", token.end) else "other"
        found = _kind(token.text, self.doc.lang)
        if found == "name" and not (self._firm[i] or not self._seen.isdisjoint(self._forms(i))):
            is_before_name = i + 1 < len(self._firm) and self.doc.joined[i] and self._firm[i + 1]
            return "name" if is_before_name and is_given_name(token.text) else "other"
        if found == "given" and self.doc.hyphenated(i) and _is_article(token.folded):
            return "name"
        return "other" if found in ("acronym", "given") and self.doc.all_caps[i] else found

    def _forms(self, i: int) -> tuple[str, ...]:
        return dictionary_forms(self.doc.tokens[i].text, self.doc.lang)

    def _is_firm(self, i: int) -> bool:
        doc = self.doc
        if not doc.tokens[i].is_title_case or doc.headline[i] or doc.all_caps[i] or doc.is_small_elsewhere(i):
            return False
        return not doc.starts[i] or is_title(doc.word_before(i))  # an abbreviated one: ген. Иванов

    def _split(self, taken: Set[int]) -> Iterator[range]:
        """Yield the stretches of tokens that may belong to one name."""
        first = 0
        for i in range(len(self.doc.tokens)):
            if i in taken:
                if first < i:
                    yield range(first, i)
                first = i + 1
            elif not self._goes_on(i):
                yield range(first, i + 1)
                first = i + 1

    def _goes_on(self, i: int) -> bool:
        """Return True if a token and the next may belong to one name; after a line's end only given and family name do."""
        doc = self.doc
        if not doc.joined[i]:
            return False
        gap = doc.gap(i)
        if "\n" in gap:
            return _is_given(doc.tokens[i].text, doc.lang) and _kind(doc.tokens[i + 1].text, doc.lang) == "name"
        return not _SPACED_DASH.search(gap)

    def _name(self, first: int, end: int) -> tuple[int, EntityType | Literal[""]]:
        """Return the token after the name that begins with a token, and its type; ``first`` if none does."""
        for last in range(min(first + _LONGEST_PLACE, end), first + 1, -1):
            if self._is_place(first, last):
                return last, "place"
        if last := self._person(first, end):
            return last, "person"
        last = self._thing(first, end)
        if last == first:  # perhaps the family name of somebody named in full
            token = self.doc.tokens[first]
            is_word = not token.is_title_case or token.folded in common_words(self.doc.lang) or is_title(token.folded)
            return (first if is_word or len(token.folded) < _SHORTEST or self.doc.all_caps[first] else first + 1), ""
        return last, self._type(first, last)

    def _is_place(self, first: int, last: int) -> bool:
        words = tuple(t.text for t in self.doc.tokens[first:last])
        if not all(w[0].isupper() for w in (words[0], words[-1])):
            return False
        return any(known_name(" ".join(way), self.doc.lang) for way in nominatives(words, self.doc.lang))

    def _person(self, first: int, end: int) -> int:
        """Return the token after a full personal name that begins with a token; 0 if none does."""
        opening = is_as = self.kind(first)
        if opening == "place" and _is_given(self.doc.tokens[first].text, self.doc.lang):
            opening = "given"
        if opening not in ("given", "initial", "name") or self._is_pair(first):
            return 0
        is_other = is_as in ("name", "place") and first + 1 < end and self.kind(first + 1) == "given"
        if is_other and self._person(first + 1, end):
            return 0  # Ryanair Michael O'Leary, France Emmanuel Macron
        last, names, has_family = first + 1, int(opening != "initial"), False
        while last < min(end, first + _LONGEST_PERSON):
            kind = self.kind(last)
            if kind in ("given", "name"):
                if has_family and self._is_other(last, end):
                    break
                names += 1
                has_family = has_family or kind == "name"
            elif kind in ("other", "place") and self._is_family(first, last, opening):
                names += 1
                last += 1
                break
            elif kind not in ("initial", "particle") or (kind == "initial" and has_family and opening != "name"):
                break
            last += 1
        while self.kind(last - 1) == "particle":
            last -= 1
        if opening == "name" and last - first > 1 and not self._is_person(first, last):
            return 0
        if opening == "given" and not self._may_be_person(first, last):
            return 0
        return last if last - first > 1 and names > (opening != "initial") else 0

    def _is_other(self, i: int, end: int) -> bool:
        """Return True if a word after a full name is somebody else's: also alone in the article, or before a family name."""
        if not (self._alone.isdisjoint(self._forms(i)) or self.doc.hyphenated(i - 1)):
            # In a language without cases it is the family name if the word before is never alone: Ruth Bader Ginsburg.
            return self._has_cases or not self._alone.isdisjoint(self._forms(i - 1))
        return self.kind(i) == "given" and i + 1 < end and self.kind(i + 1) in ("given", "name")

    def _is_family(self, first: int, i: int, opening: Kind) -> bool:
        """Return True if a common word or a place is the family name after a given name: *Theresa May*, *Jack London*."""
        return opening == "given" and i == first + 1 and self._firm[i]

    def _may_be_person(self, first: int, last: int) -> bool:
        """Return False if a given name begins the name of a thing: *Mahdi Army*, *Al Jazeera*.

        A title before it, or the family name alone, tells a person all the same: *Al Gore*.
        """
        doc, name, family = self.doc, self.doc.tokens[first].folded, self.doc.tokens[last - 1].folded
        is_of_thing = bool(word_classes(family) - _DIRECTIONS) and not is_frequent_family_name(family)
        if not is_of_thing and not _is_article(name):
            return True
        return is_title(doc.word_before(first)) or not self._alone.isdisjoint(self._forms(last - 1))

    def _is_person(self, first: int, last: int) -> bool:
        """Return True if two or more words, the first no known given name, are a person's.

        A title, an ending or a bare family name tells it, or that the first word sounds like a given name. In languages with
        cases hardly anything but persons has two words with capitals that are no common ones.
        """
        doc, words = self.doc, self.doc.tokens[first:last]
        if any(word_classes(t.folded) or is_adjective(t.folded) for t in words[:-1]) or word_classes(words[-1].folded):
            return False
        if not self._alone.isdisjoint(self._forms(first)) or doc.hyphenated(first):
            return False
        before = doc.word_before(first)
        return (
            any(map(is_title, dictionary_forms(before, doc.lang)))
            or any(patronymic_gender(t.folded) for t in words)
            or is_given_name(words[0].text)
            or any(map(is_frequent_family_name, self._forms(last - 1)))
            or not (self._is_after_article(first) or self._alone.isdisjoint(self._forms(last - 1)))
            or (last - first == 2 and any(family_gender(f) and not is_adjective(f) for f in self._forms(last - 1)))
        )

    def _is_after_article(self, first: int) -> bool:
        """Return True for a word that may be a noun, since a common word stands before: *den Energiekonzern Uniper*."""
        return self.doc.lang in _NOUNS and self.doc.word_before(first) in common_words(self.doc.lang)

    def _thing(self, first: int, end: int) -> int:
        """Return the token after a name of words that are no person's; ``first`` if there is none.

        Common words belong to it where their capital tells a name, but not before a title: *UN Human Rights Commissioner*.
        """
        last = first
        while last < end and (self.kind(last) in _NAMES or (self.kind(last) == "other" and self._firm[last])):
            if last > first and self._person(last, end):
                break
            last += 1
            is_whole = self.kind(first) == "place" or (self.kind(first) == "acronym" and self._has_cases)
            if (last - first == 1 and is_whole) or self._is_pair(last - 1):
                return last
        if last - first > 1 and last < end and self.kind(last) == "title":
            last = first
            while last < end and self.kind(last) in _NAMES:
                last += 1
        return last if any(self.kind(i) in _NAMES for i in range(first, last)) or last - first > 1 else first

    @property
    def _has_cases(self) -> bool:
        return self.doc.lang in inflected_languages()

    def _is_pair(self, i: int) -> bool:
        """Return True if a hyphen stands between two names that the article also has apart: *Putin-Lukashenko*."""
        return self.doc.hyphenated(i) and all(not self._alone.isdisjoint(self._forms(n)) for n in (i, i + 1))

    def _type(self, first: int, last: int) -> EntityType | Literal[""]:
        """Return the type of a name of words that are no full name, ``""`` if nothing tells it."""
        doc = self.doc
        kinds = [self.kind(i) for i in range(first, last)]
        if kinds == ["place"]:
            return "place"
        classes = frozenset().union(*(word_classes(t.folded) for t in doc.tokens[first:last]))
        if kinds == ["acronym"] or (classes and len(kinds) > 1):
            return "place" if classes & _OF_PLACES else "organization"
        if kinds == ["given"]:
            return "person"
        return "place" if doc.is_after_place_preposition(first) and self._firm[first] and len(kinds) == 1 else ""


def _without_elisions(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of chunks, without elided words: *l'Ukraine*."""
    for start, end in chunk_bounds(text):
        first = start
        for elision in elisions(text, start, end):
            if before := text[first : elision.start].rstrip():
                yield first, first + len(before)
            first = elision.name
        yield first, end

"""What the words of a text may be: common words, dictionary forms, words of listed names, family names of listed persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import prod

from rapidfuzz.distance import Prefix

from translit.annotation.spans import ShortFormCandidate, may_be_inflected
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm, first_of_entities
from translit.limits import REMEMBERED_WORDS
from translit.match.candidates import homophones
from translit.model import Entity
from translit.names.countries import country_of, languages_of
from translit.names.given_names import given_gender, given_name_classes, is_given_name, may_be_given_name
from translit.names.inflection import (
    ANY_CASE,
    GENITIVE_ONLY,
    UNKNOWN,
    Lemma,
    agreeing,
    language_of_letters,
    lemmas,
    longest_replaced,
)
from translit.table.words import word
from translit.text.chunks import Chunk
from translit.text.common_words import common_words
from translit.text.fold import fold
from translit.text.lexicon import family_gender, lexicon, patronymic_gender
from translit.text.tokens import Token

MEMO = REMEMBERED_WORDS
"""How many answers about words each cache of this wing keeps."""
_OF_ARTICLES = 1 << 13  # answers that every article asks for, also of the words of known chunks
SHORTEST_INFLECTED = 4
"""Letters of the shortest word that may stand in another case: endings of shorter ones are mostly other words."""
_SHORTEST_BESIDE = 2  # letters of the dictionary form of a word beside others that are listed
_SHORTEST_OF_UNKNOWN = 6  # letters of a word that may be a genitive where the language is not known
_MOST_READINGS = 48  # combinations of readings of a name; more come only from words that can be nearly anything
_SHORTEST_SURNAME, _SHORTEST_OF_SYLLABLES = 4, 2  # letters; those of Han characters, kana and Hangul are syllables
_OF_TWO_FAMILY_NAMES = frozenset({"es", "pt"})  # languages of countries where people have two family names
_FEWEST_DOTTED = 2  # letters of an acronym with dots
_SHORTEST_BY_SOUND = 5  # letters of a family name that is found by its sound only


def is_common_word(folded: str, lang: str | None) -> bool:
    """Return True if a word is common in a language, or no name in any language (months, offices)."""
    return folded in common_words(lang) or folded in lexicon().non_names


def may_be_family_name(token: Token) -> bool:
    """Return True unless a token has no capital, is a number or a single letter."""
    return token.may_start_name and len(token.folded) > 1 and token.text[0].isalpha()


def dotted_acronym(chunk: Chunk, first: int) -> str:
    """Return the folded letters of an acronym with dots (*U.N.*) from token ``first`` on; ``""`` if there is none.

    Beside a word with a capital that is no common one, such letters are somebody's initials: *J.K. Rowling*.
    """
    if len(chunk.tokens[first].text) > 1 or (
        first and chunk.joined[first - 1] and _may_have_initials(chunk, first - 1)
    ):
        return ""
    last = first
    while last < len(chunk.tokens) and len(chunk.tokens[last].text) == 1 and chunk.tokens[last].text.isupper():
        last += 1
        if last == len(chunk.tokens) or not chunk.text.startswith(".", chunk.tokens[last - 1].end):
            break
        if chunk.tokens[last].start > chunk.tokens[last - 1].end + 1:
            break
    if last - first < _FEWEST_DOTTED or (chunk.joined[last - 1] and _may_have_initials(chunk, last)):
        return ""
    return "".join(t.folded for t in chunk.tokens[first:last])


def _may_have_initials(chunk: Chunk, i: int) -> bool:
    token = chunk.tokens[i]
    return len(token.text) == 1 or (token.is_title_case and not is_common_word(token.folded, chunk.lang))


def chunk_of_word(text: str, lang: str | None) -> Chunk:
    """Return a word as a chunk of its own."""
    return Chunk(text, (Token(0, len(text), text, fold(text)),), (False,), lang)


def is_hardly_a_family_name(folded: str) -> bool:
    """Return True for titles (President) and words of the calendar: a family name (*May*) only if a full name has it."""
    return folded in lexicon().non_names or folded in lexicon().title_words


def gender_fits(entity: Entity, text: str, reading: str, lang: str | None) -> bool:
    """Return True unless a word, read as a folded family name, tells another gender than the person's: *Lavrovová*.

    A word that is a man's name in the nominative is no case of a woman's: *Zełenski* is not *Zelenska*.
    """
    if not entity.gender:
        return True
    if entity.gender == "f" and fold(text) != reading and family_gender(fold(text)) == "m":
        return False
    kinds = {lemma.kind for lemma in _lemmas(text, lang) if lemma.text == reading}
    gender = "f" if kinds == {"feminine"} else family_gender(reading)
    return not gender or entity.gender == gender


@lru_cache(maxsize=_OF_ARTICLES)
def dictionary_forms(text: str, lang: str | None) -> tuple[str, ...]:
    """Return the folded dictionary forms that a word of a text may have, the word itself first."""
    return tuple(dict.fromkeys((fold(text), *(lemma.text for lemma in _lemmas(text, lang)))))


def words_beginning_like(forms: Iterable[str], words: Mapping[str, str], lang: str | None) -> list[str]:
    """Return those of some words, each given folded, too, that may have one of these folded dictionary forms.

    They begin with the letters of the form that no case ending replaces; finding all dictionary forms takes longer.
    """
    most = longest_replaced(lang)
    stems = tuple({form[: max(1, len(form) - most)] for form in forms})
    return [text for text, folded in words.items() if folded.startswith(stems)]


def is_patronymic(text: str, lang: str | None) -> bool:
    """Return True if a word may be a patronymic, in any case: *Григорьевича*."""
    return any(map(patronymic_gender, dictionary_forms(text, lang)))


def nominatives(text: str, lang: str | None) -> Iterator[str]:
    """Yield what a word may be another case of, with the accents of its stem."""
    folded = fold(text)
    for lemma in _lemmas(text, lang):
        if lemma.kind in ("case", "personal"):
            stem = Prefix.similarity(folded, lemma.text) if len(text) == len(folded) else 0
            yield text[:stem] + lemma.text[stem:]


def _is_slavic_family_name(text: str) -> bool:
    """Return True if a word ends like Slavic family names: only these are often spelled so that no list has the spelling."""
    folded = fold(text)
    return bool(family_gender(folded)) or folded.endswith(lexicon().family_endings)


def _lemmas(text: str, lang: str | None) -> tuple[Lemma, ...]:
    """Return the dictionary forms of a word that is long enough to have others."""
    folded = fold(text)
    own = language_of_letters(folded)
    if own or lang:
        return lemmas(text, own or str(lang)) if len(folded) >= SHORTEST_INFLECTED else ()
    return lemmas(text, UNKNOWN) if len(folded) >= _SHORTEST_OF_UNKNOWN else ()


class ListedWords:
    """Looks up the words of texts among those of listed names; answers are remembered, within bounds.

    ``readings(text, lang)`` gives the dictionary forms of a word that are words of listed names, the word itself first.
    ``lengths(text, lang)`` gives how many words the listed names have that may begin with the word.
    ``inflected(words, lang)`` gives the listed names that words may be if they stand in one case other than listed.
    ``persons(given, family, lang)`` gives the full names of which two words may be the given and the family name, in one
    case, each with whether that is another case than listed; one with *Jr.* is not the same without it.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.readings = lru_cache(maxsize=MEMO)(self._readings)
        self.lengths = lru_cache(maxsize=MEMO)(self._lengths)
        self.inflected = lru_cache(maxsize=MEMO)(self._inflected)
        self.persons = lru_cache(maxsize=MEMO)(self._persons)

    def _readings(self, text: str, lang: str | None) -> tuple[Lemma, ...]:
        folded = fold(text)
        listed = self._gazetteer.vocabulary.has_folded(folded) or self._gazetteer.lengths(folded)
        found = [Lemma(folded, ANY_CASE, "")] if listed else []  # 김정은 is one word here, and two of the vocabulary
        found += [lemma for lemma in _lemmas(text, lang) if self._gazetteer.vocabulary.has_folded(lemma.text)]
        return tuple(found)

    def _short_readings(self, text: str, lang: str | None) -> tuple[Lemma, ...]:
        """Return the readings of a word that is too short to stand in another case but beside others: *Ким Чен Ына*."""
        found = lemmas(text, lang, _SHORTEST_BESIDE) if lang and len(text) <= SHORTEST_INFLECTED else ()
        return tuple(lemma for lemma in found if self._gazetteer.vocabulary.has_folded(lemma.text))

    def _lengths(self, text: str, lang: str | None) -> tuple[int, ...]:
        return tuple(sorted({n for r in self.readings(text, lang) for n in self._gazetteer.lengths(r.text)}))

    def _inflected(self, words: tuple[str, ...], lang: str | None) -> tuple[SurfaceForm, ...]:
        """Return one form for each entity, by those readings that change the fewest words."""
        readings: list[tuple[Lemma, ...]] = []
        for text in reversed(words):  # the last one may be any word that follows a name
            found = self.readings(text, lang) or (self._short_readings(text, lang) if len(words) > 1 else ())
            if not found:
                return ()
            readings.insert(0, found)
        if prod(map(len, readings)) > _MOST_READINGS:
            return ()
        best: dict[int, dict[str, SurfaceForm]] = {}
        for way in agreeing(*readings):
            if changed := sum(bool(reading.kind) for reading in way):
                for form in self._gazetteer.exact(tuple(r.text for r in way)):
                    if may_be_inflected(form, way):
                        best.setdefault(changed, {}).setdefault(form.entity.id, form)
        return tuple(best[min(best)].values()) if best else ()

    def _persons(self, given: str, family: str, lang: str | None) -> tuple[tuple[SurfaceForm, bool], ...]:
        found: dict[tuple[SurfaceForm, bool], None] = {}
        for way in agreeing(self.readings(given, lang), self.readings(family, lang)):
            of_both = self._gazetteer.with_words(way[0].text, way[1].text)
            forms = (f for f in of_both if _is_full_name_with(f, *way) and may_be_inflected(f, way))
            found.update(dict.fromkeys((form, any(r.kind for r in way)) for form in forms))
        return tuple(found)


def _is_full_name_with(form: SurfaceForm, given: Lemma, family: Lemma) -> bool:
    if form.entity.type != "person" or not form.is_full_name or form.name.suffix:
        return False
    families = {p.word.folded for p in form.name.of("family")} | _first_of_two_family_names(form)
    return given.text in {p.word.folded for p in form.name.of("given")} and family.text in families - {given.text}


def _first_of_two_family_names(form: SurfaceForm) -> frozenset[str]:
    """Return the name before the last one, if it is no given name, of somebody from a country where people have two.

    By the first of these they are known: *Nicolás Maduro* Moros.
    """
    names = form.name.of("given")[1:]
    if not names or may_be_given_name(names[-1].word.text) or form.name.parts[-2] is not names[-1]:
        return frozenset()
    last, gender = names[-1].word.folded, given_gender(given_name_classes(form.name.of("given")[0].word))
    if last.endswith("a") and "f" in (gender, form.entity.gender):
        return frozenset()  # María Corina: women's given names end so, and no list has all of them
    languages = languages_of(form.entity.country)
    are_two = "en" not in languages and not _OF_TWO_FAMILY_NAMES.isdisjoint(languages)
    return frozenset({last} if are_two else ())


class LoneSurnames:
    """Finds the persons of whom a word may be the family name.

    ``candidates(text, folded, lang)`` gives one listed name of each such person, by id: those with the family name in its
    own letters, in another case too, else those in another script that sound like it. Only a small gazetteer allows this
    guess (``Config.lone_surnames``): among many persons a bare family name is nearly always somebody else's.
    """

    def __init__(self, gazetteer: Gazetteer, config: Config) -> None:
        self._gazetteer = gazetteer
        self.allowed = gazetteer.persons <= config.lone_surnames
        self.candidates = lru_cache(maxsize=MEMO)(self._candidates)

    def stand_in(self, chunk: Chunk) -> bool:
        """Return True if a token of a chunk may be the family name of somebody listed."""
        capitals = (t for t in chunk.tokens if t.may_start_name)
        return self.allowed and any(self.candidates(t.text, t.folded, chunk.lang) for t in capitals)

    def _candidates(self, text: str, folded: str, lang: str | None) -> tuple[SurfaceForm, ...]:
        shortest = _SHORTEST_OF_SYLLABLES if word(text).syllabic else _SHORTEST_SURNAME
        if len(folded) < shortest or folded in common_words(lang):
            return ()
        readings = dictionary_forms(text, lang)
        spelled = ((f, r) for r in sorted(readings) for f in self._gazetteer.surname_candidates(r))
        found = {f.entity.id: f for f, r in spelled if gender_fits(f.entity, text, r, lang)}
        if not found and len(folded) >= _SHORTEST_BY_SOUND:
            by_ending = lang not in (*GENITIVE_ONLY, None) and not language_of_letters(folded)
            cases = (w for w in nominatives(text, lang) if not by_ending or _is_slavic_family_name(w))
            written = [text, *cases]
            heard = ((f, w) for w in written for f in homophones(self._gazetteer, word(w), family=True))
            fitting = first_of_entities(f for f, w in heard if gender_fits(f.entity, text, fold(w), lang))
            found = {f.entity.id: f for f in fitting}
            if found and any(self._gazetteer.exact((r,)) for r in readings):
                return ()  # a listed name is hardly another spelling of a family name
        if not found or is_given_name(text) or any(country_of(r) for r in readings):
            return ()
        return tuple(found[id] for id in sorted(found))


class ShortForms:
    """Finds short forms of the listed names of organizations and places (``Chevron``, ``FCC``).

    They are no candidate spans yet: most need the full name in the article (:mod:`translit.annotation.coreference`).
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._beginnings = lru_cache(maxsize=MEMO)(self._lengths)

    def detect(self, chunk: Chunk) -> Iterator[ShortFormCandidate]:
        """Yield the short forms in a chunk; a common word or the name of a country is none."""
        if not self._gazetteer.things:
            return
        for first, token in enumerate(chunk.tokens):
            if not token.may_start_name or not token.text[0].isalpha():
                continue
            if dotted := dotted_acronym(chunk, first):
                found = tuple(s for s in self._gazetteer.short_form((dotted,)) if s[1] == "initials")
                if found:
                    yield ShortFormCandidate(first, first + len(dotted), token.folded, found)
            for reading, length in self._beginnings(token.text, chunk.lang):
                last = first + length
                if length == 1 and (is_common_word(token.folded, chunk.lang) or country_of(reading, chunk.lang)):
                    continue
                if chunk.is_one_name(first, last):
                    rest = [t.folded for t in chunk.tokens[first + 1 : last]]
                    found = self._gazetteer.short_form((reading, *rest))
                    if found:
                        yield ShortFormCandidate(first, last, reading, found)

    def _lengths(self, text: str, lang: str | None) -> tuple[tuple[str, int], ...]:
        """Return first words, and numbers of words, of the short forms that may begin with this word in any case."""
        readings = sorted(dictionary_forms(text, lang))
        return tuple((r, length) for r in readings for length in self._gazetteer.short_form_lengths(r))

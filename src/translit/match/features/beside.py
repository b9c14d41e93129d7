"""Features of what stands beside a name: given names, titles, unknown and common words, numbers, particles, hyphens."""

from __future__ import annotations

from functools import cache
from itertools import chain

from translit.match.additive import feature
from translit.match.features.context import Place
from translit.match.features.reading import initial_fits, is_given_name_of
from translit.names.countries import country_of
from translit.names.given_names import inflected_given_name_classes, is_known_given_name, may_be_given_name
from translit.table.words import word
from translit.text.common_words import common_words
from translit.text.fold import fold
from translit.text.lexicon import is_title, lexicon
from translit.text.patterns import regex
from translit.text.tokens import Token

_PARTICLE = r"[ -](?P<particle>[^\W\d_A-Z]{1,5}(?: [^\W\d_A-Z]{1,3})?)(?:[ -]+|['’])"
_PARTICLE_AFTER = regex(rf"{_PARTICLE}(?P<other>\w{{1,30}})")
_PARTICLE_BEFORE = regex(rf"(?<!\w)(?P<other>\w{{2,30}}){_PARTICLE}\Z")
_ROMAN = regex(r"X{0,3}(?:IX|IV|V?I{0,3})")
_SUFFIX = regex(r",?\s+(\w+)")
_ITEM = regex(r"(?<!\w)\d{1,3}[.)]\s{1,2}\Z")  # before the first words of an item of a list
_LONGEST_ITEM = 7  # characters of this, and one before
_YEAR = regex(r"(?:1[5-9]|20)\d\d(?!\d)")
_DAY = regex(r"[0-3]?\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")  # most other languages write months small
_SCORE = regex(r"\d{1,3} ?(?:[-–:]|à|to) ?\d{1,3}(?![\w-])")  # of a match: 2–1, 2 à 0
_HYPHENS = frozenset("-‐‑–/")
LOOKED_AT = 48  # characters before and after a name: more than a comma and a country need


@feature(rises=False)
def given_name_before_thing(place: Place) -> float | None:
    """Return whether a given name stands before what is read as a place or an organization: *Jack London*."""
    return _given_name_before(place)


@feature(rises=False)
def other_given_name_before(place: Place) -> float | None:
    """Return whether a given name that is none of the person's stands before, in any case: *Igor Lukashenko*, *Georgom
    Conwayem*.
    """
    found = _given_name_before(place)
    may_be_in_case = found == 0.0 and place.has_cases and place.is_one_word
    return float(_is_inflected_given_name(place)) if may_be_in_case else found


def _is_inflected_given_name(place: Place) -> bool:
    """Return True if the word before a family name is a case of given names, none of which is the person's."""
    before, entity = place.before, place.form.entity
    if before is None or not before.is_title_case or before.is_all_caps or place.document.starts[place.first - 1]:
        return False
    if is_given_name_of(before.text, entity):
        return False
    classes = inflected_given_name_classes(word(before.text))
    return bool(classes) and not any(is_given_name_of(name, entity) for name in classes)


def _given_name_before(place: Place) -> float | None:
    before = place.before
    if before is None or len(before.folded) < 2 or place.is_common(before) or before.folded in lexicon().title_words:
        return None
    if country_of(before.folded) and not is_known_given_name(before.folded):
        return None  # Presiden Rusia Vladimir Putin
    return float(may_be_given_name(before.text) and not is_given_name_of(before.text, place.form.entity))


@feature(rises=False)
def initial_before(place: Place) -> float | None:
    """Return whether an initial stands before that is none of the entity's: *A. Putin*, *B. Minsk*."""
    before = place.before
    if before is None or len(before.folded) != 1 or not before.text.isupper():
        return None
    return float(not initial_fits(before.folded, place.form.entity))


@feature(0.0, 0.5, 1.0, rises=False)
def capital_before(place: Place) -> float | None:
    """Return whether an unknown word with a capital stands before, so that both may be another name: *Port Sudan*.

    A word that begins a sentence has a capital anyway, and counts as 0.5. In languages with case endings all this says
    less: there two names often stand side by side.
    """
    return _capital_before(place)


@feature(0.0, 0.5, 1.0, rises=False)
def capital_before_with_cases(place: Place) -> float | None:
    """Return the same in a text in a language with case endings, and before a person's name of several words where every
    noun has a capital: in German (*Witwe Julia Nawalnaja*), and at the beginning of a sentence.
    """
    return _capital_before(place)


@feature(rises=False)
def capital_after(place: Place) -> float | None:
    """Return whether an unknown word with a capital stands after, so that both may be another name: *Paris Hilton*, *TOKYO
    MX*; after an organization also an initial and such a word: *Siemens K. Braun*.
    """
    if place.after is None:
        return None
    is_name = is_unknown_name(place.after, place) or _is_initial_of_name(place)
    return float(is_name or are_in_capitals(place, place.last - 1, place.last))


def _is_initial_of_name(place: Place) -> bool:
    """Return True if an initial and a word with a capital stand after the single word of an organization."""
    document, last = place.document, place.last
    if place.form.entity.type != "organization" or not place.is_one_word or not document.is_initial(last):
        return False
    if not document.gap(last - 1).isspace():  # "Siemens's A. Braun"
        return False
    return document.joined[last] and document.tokens[last + 1].is_title_case and len(document.tokens[last + 1].text) > 1


@feature(rises=False)
def capital_after_with_cases(place: Place) -> float | None:
    """Return the same in a text in a language with case endings, where somebody's full name may follow that of the place or
    organization they belong to: *президент Перу Алан Гарсия*.
    """
    if place.after is None:
        return None
    return float(is_unknown_name(place.after, place) and not _begins_full_name(place, place.last))


def _begins_full_name(place: Place, i: int) -> bool:
    """Return True if token ``i`` after a place or an organization is a given name, and a family name may follow."""
    document = place.document
    if place.form.entity.type == "person" or not document.joined[i] or not may_be_given_name(document.tokens[i].text):
        return False
    return is_unknown_name(document.tokens[i + 1], place)


@feature(0.0, 0.5, 1.0, rises=False)
def capital_after_acronym(place: Place) -> float | None:
    """Return whether an unknown word with a capital stands after an acronym, which may only describe it: *UN Human Rights
    Commissioner*, but *BTA Bank*. A common word counts as 0.5.
    """
    after = place.after
    if after is None or not after.is_title_case:
        return None
    return 0.5 if place.is_common(after) else float(is_unknown_name(after, place))


@feature(rises=False)
def common_word_after(place: Place) -> float | None:
    """Return whether a common word with a capital stands after, so that both may be another name: *Washington Post*.

    In languages with case endings, names of bodies follow their place and begin with a capital of their own.
    """
    after = place.after
    if after is None or not after.is_title_case or after.folded in lexicon().title_words:
        return None
    return float(place.is_common(after))


@feature(rises=False)
def common_word_before(place: Place) -> float | None:
    """Return whether a common word with a capital stands before, inside a sentence, so that both may be another name: *East
    Chicago*. Before a person's full name it ends a title: *Commissioner for Human Rights Michelle Bachelet*. An article may
    have a capital before any name: *The Associated Press*.
    """
    before, words = place.before, lexicon()
    if before is None or not before.is_title_case or before.folded in words.title_words | words.optional_articles:
        return None
    if place.form.entity.type == "person" and not place.is_one_word:
        return None
    return float(place.is_common(before) and not place.document.starts[place.first - 1])


@feature(rises=False)
def number_after(place: Place) -> float | None:
    """Return whether a number stands after a place or a person: *Russia 1*, *Paris 12e*, *Budapest XVII*.

    After clubs and national teams stand scores (*Belgium 2–1*), after all a date (*LONDON 1996-12-06*, *12 Dec*), *I* is a
    word, and the number of the next item of a list is none of these: *1. Putin 2. Merkel*.
    """
    after = place.after
    if after is None or not place.is_one_word or place.form.entity.type == "organization":
        return None
    text, start = place.document.text, place.document.tokens[place.first].start
    if _SCORE.match(text, after.start) or _YEAR.match(text, after.start) or _DAY.match(text, after.start):
        return None
    if text.startswith((".", ")"), after.end) and _ITEM.search(text, max(0, start - _LONGEST_ITEM), start):
        return None
    is_roman = len(after.text) > 1 and place.form.entity.type == "place" and _ROMAN.fullmatch(after.text) is not None
    return float(is_roman or after.text[0].isdigit())


@feature(0.0, 0.5, 1.0, rises=False)
def hyphen_beside(place: Place) -> float | None:
    """Return whether a hyphen joins the name to another word than a known name: 1 to an unknown one with a capital
    (*Kinel-Cherkassy*), 0.5 to others (*Kita-ku*).
    """
    document, first, last = place.document, place.first, place.last
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    before, after = document.text[start - 1 : start], document.text[end : end + 1]
    if before not in _HYPHENS and after not in _HYPHENS:
        return None
    joined = []
    if before in _HYPHENS and not document.text[start - 2 : start - 1].isspace():
        joined.append(first - 1)
    if after in _HYPHENS and document.text[end + 1 : end + 2].isalnum():
        joined.append(last)
    others = [document.tokens[i] for i in joined if 0 <= i < len(document.tokens) and i not in place.article.known]
    return max((1.0 if is_unknown_name(t, place) else 0.5 for t in others if t.text), default=0.0)


@feature(rises=False)
def foreign_particle_beside(place: Place) -> float | None:
    """Return whether particles of names that are not all words of the text's language join the name to another word with a
    capital: *Carlos de España*, *Sant Andreu de la Barca* in an English text.
    """
    found = [set(joining.split()) for joining, *_ in joined_by_small_words(place)]
    if not found:
        return None
    particles, common = lexicon().name_particles, common_words(place.document.lang)
    return float(any(words and words <= particles and not words <= common for words in found))


def joined_by_small_words(place: Place) -> list[tuple[str, str, bool]]:
    """Return, of those before and after a name, one small word or two and the word with a capital behind them, both folded,
    and whether hyphens join them: *San Francisco de los Romo*, *Ivry-sur-Seine*.
    """
    document = place.document
    beside = [_PARTICLE_AFTER.match(document.text, document.tokens[place.last - 1].end)]
    if document.word_before(place.first) in _last_words_of_joining():
        start = document.tokens[place.first].start
        beside.insert(0, _PARTICLE_BEFORE.search(document.text, max(0, start - LOOKED_AT), start))
    return [
        (" ".join(fold(found["particle"]).split()), fold(found["other"]), found[0].count("-") > 1)
        for found in beside
        if found and found["other"][0].isupper()
    ]


@cache
def _last_words_of_joining() -> frozenset[str]:
    """Return the last words of all that may join a name to the word before; a sign alone is folded to nothing."""
    joining = chain(lexicon().name_particles, *lexicon().named_things["between"].values())
    return frozenset(["", *(phrase.split()[-1] for phrase in joining)])


@feature(rises=False)
def generation_after(place: Place) -> float | None:
    """Return whether a word that tells generations apart stands after a person who is not listed with it: *Jr.*"""
    if place.form.name.suffix:
        return None
    end = place.document.tokens[place.last - 1].end
    found = _SUFFIX.match(place.document.text, end)
    return 1.0 if found and fold(found[1]) in lexicon().suffixes and not found[1].islower() else None


OTHER_GIVEN_NAME_BEFORE = (given_name_before_thing, other_given_name_before)
"""The features of a given name before that makes the name that of somebody else."""
UNKNOWN_BESIDE = (capital_before, capital_before_with_cases, capital_after, capital_after_with_cases)
"""The features of unknown words beside a name."""


@feature(rises=False)
def title_before_thing(place: Place) -> float | None:
    """Return whether a title stands before what is read as a place or an organization: *President Washington*."""
    before = place.before
    if before is None or not place.is_one_word:
        return None
    return float(before.folded in lexicon().title_words)


def _capital_before(place: Place) -> float | None:
    before = place.before
    if before is None or is_given_name_of(before.text, place.form.entity):
        return None
    if not is_unknown_name(before, place) and not are_in_capitals(place, place.first, place.first - 1):
        return None
    return 0.5 if place.document.starts[place.first - 1] else 1.0


def are_in_capitals(place: Place, own: int, other: int) -> bool:
    """Return True if a place and a word beside it, no common one, are in capitals, but not their line: *SAMURAI JAPAN*."""
    tokens, document = place.document.tokens, place.document
    if place.form.entity.type != "place" or document.all_caps[own] or place.is_common(tokens[other]):
        return False
    written = tokens[own]
    return written.is_all_caps and tokens[other].is_all_caps and written.text not in place.form.text.split()


def is_unknown_name(token: Token, place: Place) -> bool:
    """Return True if a word beside a name has a capital, and is no common word, title, number or acronym."""
    if not token.is_title_case or token.is_all_caps or len(token.folded) < 2:
        return False
    return not (place.is_common(token) or is_title(token.folded))

"""A name inside that of a thing called after it: *the frigate Minsk*, *улица Ленина*, *University of Chicago*."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain

from translit.gazetteer.surface_forms import SurfaceForm
from translit.limits import REMEMBERED_WORDS
from translit.match.additive import feature
from translit.match.features.beside import are_in_capitals, is_unknown_name, joined_by_small_words
from translit.match.features.context import Place
from translit.names.countries import country_of
from translit.names.given_names import may_be_given_name
from translit.names.inflection import lemmas, longest_replaced
from translit.text.common_words import common_words, languages_with_lists
from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.patterns import regex
from translit.text.tokens import is_small

_LOOKED_AT = 48  # characters
_NOUN = regex(r"(?<!\w)(?P<noun>[^\W\d_]{2,24})\s+(?P<quote>[«„“\"‘'])?\Z")
_HEAD_OF = regex(r"(?<!\w)(?P<head>[A-ZÀ-Ý]\w{2,24})\s+(?:of|a|de|di|del|da|do|d['’])(?:\s+(?:the|la))?\s*\Z")
_THOROUGHFARE = regex(r"(?<!\w)(?P<noun>[^\W\d_]{3,10})\s+(?:de|du|di|do|da|d['’])(?:\s+(?:la|las|los))?\s*\Z")
_BEFORE_NAME = frozenset(
    ["of", "a", "de", "di", "del", "da", "do", "d", "du", "the", "la", "las", "los"]
)  # in these patterns
_OF_UNIVERSITY = regex(r"(?<!\w)(?P<noun>[^\W\d_]{6,16})\s+(?:на\s+)?\Z")  # Bulgarian has no genitive
_WORD_AFTER = regex(r"\s+(?P<noun>[^\W\d_]{2,24})(?!\w)")
_SHIP = regex(
    r"(?<!\w)(?:(?P<noun>[^\W\d_]{2,24})(?: of the line| of war)?,?|(?P<words>(?:[^\W\d_]{2,24} ){1,4})(?:named|christened))"
    r"(?: the)? \Z"
)  # the first ship of the line, the Poltava; two ships were named New Jersey
_BEFORE_SHIP = frozenset(["line", "war", "named", "christened", "the"])  # last words in this pattern
_SHIP_AFTER = regex(r" (?:[a-z]+-?[a-z]+ )?(?P<noun>[a-z]{5,24})(?!\w)")
_TAIL = regex(r"\s+(?:(\w{2,3}(?:\s\w{2,3})?\s[^\W\d_]{2,12})(?!\w)|\(([^\W\d_]{2,12})\))")
_SETTLEMENT = regex(r"(?<!\w)(?P<noun>[^\W\d_]{4,16})\s+of\s+\Z")
_NUMBER = regex(r"\d{1,2}(?:er?|[èe]me|\.)?|[IVX]{1,5}\.?")  # of a part of a town
_CHANNEL = regex(r"[-‐‑]\d{1,2}(?!\w)")
_LISTED = regex(r"[»”\"’']?(?:,\s+|\s+[^\W\d_]{1,3}\s+)[«„“\"‘']?")
_OF_NOUNS = ("ship", "settlement", "street of", "business", "quoted")
_MOST_LISTED = 6  # names before this one in a list of ships: a bound of the time
_HEAD = 3  # words after a place, the last of which may be the head: Berlin International Film Festival


@feature(rises=False)
def in_name_of_thing(place: Place) -> float | None:
    """Return whether a word beside a place is the head of a longer name: *University of Chicago*, *University of California
    Los Angeles*, *Berlin International Film Festival*, *rue de Strasbourg*, or the name goes on: *Bernau bei Berlin*, *Paris
    20e Ménilmontant*, in Polish *Naturschutzbund Deutschland*. Of an organization only what stands right after it tells
    that: *United Nations Day*, *NYT Magazine*.
    """
    if place.form.entity.type == "organization":
        return float(_is_thing_of_body(place))
    is_part = _has_head_before(place) or _has_head_after(place) or _goes_on(place) or _is_joined(place)
    is_other = _is_of_university(place) or _is_town_of_country(place) or _is_called_by_place(place)
    return float(is_part or is_other or _is_numbered(place) or _is_foreign_beside_name(place))


@feature(rises=False)
def called_by_noun(place: Place) -> float | None:
    """Return whether a common noun beside the name of a person or place tells that a thing is called by it: *the frigate
    Minsk*, *hotel Moskva*, *улица Ленина*.
    """
    if _has_noun_before(place):
        return 1.0
    if place.form.entity.type != "person":
        return float(_is_ship(place))
    after = _WORD_AFTER.match(place.document.text, place.document.tokens[place.last - 1].end)
    return float(after is not None and fold(after["noun"]) in _words("street", place))


@feature(0.0, 0.5, 1.0, rises=False)
def compass_before(place: Place) -> float | None:
    """Return whether a word that tells towns of one name apart, or a part of a town, stands before a place: *West Jordan*,
    *New London*, *Little Portugal*. At the beginning of a sentence, where every word has a capital, it counts 0.5.
    """
    before = place.first - 1
    if place.form.entity.type != "place" or before < 0 or not place.document.joined[before]:
        return None
    token = place.document.tokens[before]
    if not token.is_title_case or before in place.article.known:
        return None
    found = float(token.folded in _words("compass", place))
    return found / 2 if place.document.starts[before] else found


def _has_noun_before(place: Place) -> bool:
    """Return True for the name of a ship or the like, also in a list, and for a person after the word for a street."""
    document, first = place.document, place.first
    person = place.form.entity.type == "person"
    classes = ("ship", "settlement", "street of") if person else ("ship", "business")  # роман Толстого is by him
    if _is_noun(place, first, classes):
        return True
    if person and first and document.joined[first - 1] and _is_noun(place, first - 1, classes):
        return True  # the family name of a full one
    for i in range(first - 1, max(-1, first - 1 - _MOST_LISTED), -1):
        if not (document.joined[i] or _LISTED.fullmatch(document.gap(i))):
            return False
        if _is_noun(place, i, ("ship",)):
            return True
    return False


def _is_ship(place: Place) -> bool:
    """Return True for a place that is no country beside a word for a ship, but not right after it: *the ship of the line
    Poltava*, *the Omsk nuclear submarine*.
    """
    document, lang = place.document, place.document.lang
    if lang != "en" or place.is_acronym or country_of(fold(place.form.text)):
        return False
    start, end = document.tokens[place.first].start, document.tokens[place.last - 1].end
    if document.word_before(place.first) in _BEFORE_SHIP:
        before = _SHIP.search(document.text, max(0, start - _LOOKED_AT), start)
        words = (before["noun"] or before["words"]).lower().split() if before else ()
        if not _of_class("ship", lang).isdisjoint(words):
            return True
    after = _SHIP_AFTER.match(document.text, end)
    return after is not None and after["noun"] in _of_class("ship after", lang)


def _is_thing_of_body(place: Place) -> bool:
    """Return True if a noun right after an organization makes it the name of a thing: *NYT Magazine*, *Etihad stadium*."""
    document, last = place.document, place.last
    after = _WORD_AFTER.match(document.text, document.tokens[last - 1].end)
    if after is None:
        return False
    if not is_small(after["noun"][0]):
        is_thing = fold(after["noun"]) in _words("thing of body", place)
    else:
        is_thing = place.is_one_word and place.way != "club" and after["noun"] in _words("venue", place)
    return is_thing and not document.headline[place.first]


def _is_town_of_country(place: Place) -> bool:
    """Return True if a word for a small place stands before the name of a country: *the village of Lebanon*."""
    document, start = place.document, place.document.tokens[place.first].start
    if document.word_before(place.first) != "of" or country_of(fold(place.form.text)) is None:
        return False
    found = _SETTLEMENT.search(document.text, max(0, start - _LOOKED_AT), start)
    return found is not None and fold(found["noun"]) in _of_class("town", document.lang)


def _is_called_by_place(place: Place) -> bool:
    """Return True if what follows tells that another place or a thing is meant: *Frankfurt (Oder)*, *Stockholm syndrome*."""
    lang, end = place.document.lang, place.document.tokens[place.last - 1].end
    found = _TAIL.match(place.document.text, end)
    if found and fold(found[1] or found[2]) in _of_class("river in brackets" if found[2] else "river", lang):
        return True
    after = _WORD_AFTER.match(place.document.text, end)
    return after is not None and after["noun"] in _of_class("called by place", lang)


def _is_noun(place: Place, i: int, classes: tuple[str, ...]) -> bool:
    """Return True if a noun of one of these classes stands before token ``i``."""
    document = place.document
    if not _classes(document.word_before(i), document.lang):
        return False  # as most words; an accent may only tell that it is in another case
    start = document.tokens[i].start
    found = _NOUN.search(document.text, max(0, start - _LOOKED_AT), start)
    if found is None:
        return False
    by_it = place.form.entity.type == "person" or place.is_one_word  # the project «Nord Stream» is the pipeline
    quoted = ("quoted", "business") if found["quote"] and by_it else ()
    return not _classes(found["noun"], document.lang).isdisjoint((*classes, *quoted))


@lru_cache(maxsize=REMEMBERED_WORDS)
def _classes(noun: str, lang: str | None) -> frozenset[str]:
    """Return the classes of things that a noun tells, in any case."""
    folded = fold(noun)
    if not folded.startswith(_stems(lang)):
        return frozenset()  # as most words
    forms = {folded, *(lemma.text for lemma in lemmas(noun, lang or ""))}
    return frozenset(name for name in _OF_NOUNS if not forms.isdisjoint(_of_class(name, lang)))


@cache
def _stems(lang: str | None) -> tuple[str, ...]:
    """Return what all cases of the nouns of these classes begin with."""
    most = longest_replaced(lang)
    return tuple({noun[: max(1, len(noun) - most)] for name in _OF_NOUNS for noun in _of_class(name, lang)})


def _has_head_before(place: Place) -> bool:
    document, first = place.document, place.first
    while first and document.joined[first - 1] and first - 1 in place.article.known:
        first -= 1
    if document.word_before(first) not in _BEFORE_NAME:
        return False
    start = document.tokens[first].start
    text, before = document.text, max(0, start - _LOOKED_AT)
    head, street = _HEAD_OF.search(text, before, start), _THOROUGHFARE.search(text, before, start)
    return bool(
        (head and fold(head["head"]) in _words("head of", place))
        or (street and fold(street["noun"]) in _words("thoroughfare", place))
    )


def _is_of_university(place: Place) -> bool:
    """Return True if a word for one university stands before a place that is no country: *университет Техаса*. The words
    are listed in their cases: *университеты Москвы* are several.
    """
    nouns = _of_class("university", place.document.lang)
    if not place.document.word_before(place.first).endswith(("на", *nouns)):
        return False  # as most words
    start = place.document.tokens[place.first].start
    found = _OF_UNIVERSITY.search(place.document.text, max(0, start - _LOOKED_AT), start)
    of_one = found is not None and fold(found["noun"]) in nouns
    return of_one and country_of(fold(place.form.text)) is None


def _has_head_after(place: Place) -> bool:
    """Return True if the last of up to three words with a capital after a place is a head noun.

    In a headline, where all words have a capital, only nouns count that hardly follow a place otherwise: *Times*, and words
    in capitals after a place in capitals: *TOKYO MX*.
    """
    document, last = place.document, place.last
    beside = last < len(document.tokens) and document.joined[last - 1]
    if beside and are_in_capitals(place, last - 1, last) and document.headline[place.first]:
        return True
    for i in range(last, min(last + _HEAD, len(document.tokens))):
        if not document.joined[i - 1] or not document.tokens[i].is_title_case:
            return False
        kind = "head in headline" if document.headline[place.first] else "head after"
        if document.tokens[i].folded in _words(kind, place):
            return True
    return False


def _words(name: str, place: Place) -> frozenset[str]:
    """Return the words of a class in the language of the text and in English, in which names are not translated: *letališče
    Dubai International Airport*; in a text of unknown language those of all.
    """
    return _of_class_or_english(name, place.document.lang)


@cache
def _of_class_or_english(name: str, lang: str | None) -> frozenset[str]:
    return _of_class(name, lang) if lang is None else _of_class(name, lang) | _of_class(name, "en")


def _goes_on(place: Place) -> bool:
    """Return True if a hyphen joins one word to a number or the last of several words to another with a capital: *France-3*,
    *Europa Środkowo-Wschodnia*.
    """
    text, end = place.document.text, place.document.tokens[place.last - 1].end
    if place.last - place.first == 1:
        return _CHANNEL.match(text, end) is not None
    return text[end : end + 1] in ("-", "‐", "‑") and text[end + 1 : end + 2].isupper()


def _is_joined(place: Place) -> bool:
    """Return True if words that join the parts of names of places, but in the text's language only between hyphens, stand
    between the name and another word with a capital: *San Francisco de los Romo*, *Walton-on-Thames*.
    """
    lang, joiners = place.document.lang, lexicon().named_things["between"]
    common, is_known = common_words(lang), lang in languages_with_lists()
    return any(
        other not in common
        and (hyphens or (is_known and joiner not in common))
        and any(joiner in words and (hyphens or x != lang) for x, words in joiners.items())
        for joiner, other, hyphens in joined_by_small_words(place)
    )


def _is_numbered(place: Place) -> bool:
    """Return True if a number and an unknown word with a capital follow: *Paris 20 Ménilmontant*, *Budapest V. Belváros*."""
    document, last = place.document, place.last
    following = document.tokens[last : last + 2]
    if len(following) < 2 or not (document.joined[last - 1] and document.joined[last]):
        return False
    if not _NUMBER.fullmatch(following[0].text):
        return False
    return last + 1 not in place.article.known and is_unknown_name(following[1], place)


def _is_foreign_beside_name(place: Place) -> bool:
    """Return True for what a country or continent is called in another language, beside an unknown word with a capital."""
    if not place.has_cases or place.way != "listed" or not _is_foreign(place.form, place.document.lang or ""):
        return False
    beside = (t for t in (place.before, place.after) if t is not None and not may_be_given_name(t.text))
    return any(is_unknown_name(token, place) for token in beside)


def _is_foreign(form: SurfaceForm, lang: str) -> bool:
    """Return True for a name of one word of a country or continent that is called otherwise in a language."""
    entity, folded = form.entity, fold(form.text)
    if form.is_acronym or form.lang == lang or (entity.country and country_of(folded) != entity.country):
        return False
    own = {fold(name) for name in entity.names.get(lang, ())}
    return folded not in own if own else bool(entity.country) and country_of(folded, lang) is None


@cache
def _of_class(name: str, lang: str | None) -> frozenset[str]:
    by_language = lexicon().named_things[name]
    return frozenset(chain(*by_language.values()) if lang is None else by_language.get(lang, ()))

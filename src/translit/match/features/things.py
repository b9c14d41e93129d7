"""Features of the names of two organizations or places."""

from __future__ import annotations

from translit.match.additive import feature
from translit.match.alignment import in_other_order
from translit.match.features.case import LOOK_ALIKE, SURE, ThingCase
from translit.names.cities import city_of
from translit.names.countries import country_of
from translit.names.given_names import is_known_given_name
from translit.names.parse import Name, NamePart
from translit.table.words import SAME_NAME
from translit.text.lexicon import number_of

_MOST_LETTERS = 6  # of an acronym


@feature(0.0, 0.6, 0.7, 0.78, 0.84, 0.88, 0.92, 0.96, 0.98, 1.0, rises=True, neutral=0.88)
def word(case: ThingCase) -> float | None:
    """Return the similarity (0..1) of the least similar words that correspond."""
    return case.least("word")


@feature(0.0, 0.6, 0.7, 0.78, 0.84, 0.88, 0.92, 0.96, 0.98, 1.0, rises=True, neutral=0.88)
def word_in_two_scripts(case: ThingCase) -> float | None:
    """Return the same for words in two scripts."""
    return case.least("word_in_two_scripts")


@feature(0.0, 0.6, 0.7, 0.78, 0.84, 0.88, 0.92, 0.96, 1.0, rises=True, neutral=0.88)
def word_without_vowels(case: ThingCase) -> float | None:
    """Return the same if one is in a script that writes consonants or syllables."""
    return case.least("word_without_vowels")


@feature(0.0, 1.0, 2.0, 3.0, rises=False)
def different_words(case: ThingCase) -> float:
    """Return for how many words both names have one that the other has not: Con Traffic, Pro Traffic."""
    return float(min(len(case.only_a), len(case.only_b)))


@feature(rises=False)
def other_function_words(case: ThingCase) -> bool:
    """Return True if both names have a function word that the other has not: Con Traffic, Pro Traffic."""
    return case.other_light_words


@feature(0.0, 1.0, 2.0, 3.0, rises=False)
def words_on_one_side(case: ThingCase) -> float:
    """Return how many words the longer name has more."""
    return float(abs(len(case.only_a) - len(case.only_b)))


@feature(rises=False)
def one_word_of_several(case: ThingCase) -> bool:
    """Return True if only one of the names is a single word."""
    return (len(case.a.of("content")) == 1) != (len(case.b.of("content")) == 1)


@feature(rises=False)
def other_number(case: ThingCase) -> bool:
    """Return True if both names have a number, and not the same: Brigade 44, Brigade 45."""
    mine, others = _numbers(case.a), _numbers(case.b)
    return bool(mine and others) and mine != others


@feature(rises=False)
def number_on_one_side(case: ThingCase) -> bool:
    """Return True if only one of the names has a number."""
    return bool(_numbers(case.a)) != bool(_numbers(case.b))


@feature(rises=True)
def same_legal_form(case: ThingCase) -> bool:
    """Return True if both have a legal form of one class, in whatever language, short or spelled out."""
    return bool(case.a.legal & case.b.legal)


@feature(rises=False)
def other_legal_form(case: ThingCase) -> bool:
    """Return True if both have a legal form, and not of one class."""
    return bool(case.a.legal and case.b.legal) and not case.a.legal & case.b.legal


@feature(rises=True)
def acronym(case: ThingCase) -> bool:
    """Return True if one name is the acronym of the other: MSF, Médecins sans frontières."""
    return any(
        len(short.of("content")) == 1
        and short.of("content")[0].word.text.isupper()
        and short.of("content")[0].word.folded in long.acronyms
        for short, long in ((case.a, case.b), (case.b, case.a))
    )


@feature(rises=False)
def acronym_read_aloud(case: ThingCase) -> bool:
    """Return True if one name is an acronym and the other is not the same number of capitals: NATO, Athens.

    Acronyms are compared letter by letter, never by sound. Names of countries are compared otherwise, too.
    """
    if not case.pairs or same_country(case) or acronym.of(case):
        return False
    a, b = _acronym(case.a), _acronym(case.b)
    return bool(a or b) and len(a) != len(b)


@feature(rises=True)
def country(case: ThingCase) -> bool:
    """Return True if both are names of one country or one large city, in whatever languages (Unicode CLDR)."""
    return same_country(case) is True


@feature(rises=False)
def other_country(case: ThingCase) -> bool:
    """Return True if they are names of two countries or of two large cities."""
    return same_country(case) is False


@feature(rises=False)
def look_alike_word(case: ThingCase) -> bool:
    """Return True if two single words of one script are like, but no spellings of one name: Lutsk, Slutsk."""
    if len(case.pairs) != 1:
        return False
    x, y, similar = case.pairs[0]
    return x.word.script == y.word.script and LOOK_ALIKE <= similar < SAME_NAME


@feature(rises=False)
def other_order(case: ThingCase) -> bool:
    """Return True if the words stand in another order: European Council, Council of Europe."""
    return in_other_order(case.pairs, case.b.of("content"))


@feature(rises=False)
def person_name(case: ThingCase) -> bool:
    """Return True if a name of two words begins with a given name that stands in the other for no word for sure.

    Emma Daniels, Emma LLC; Maria Corina, Чорнае мора.
    """
    sure = {id(part) for x, y, similar in case.pairs if similar >= SURE for part in (x, y)}
    return _is_person_name(case.a, case.only_a, sure) or _is_person_name(case.b, case.only_b, sure)


@feature(rises=False)
def place(case: ThingCase) -> bool:
    """Return True for places: many have the same name."""
    return case.a.type == "place"


def same_country(case: ThingCase) -> bool | None:
    """Return whether two names of countries are of one, or two of cities; ``None`` for other names."""
    if case.a.type != "place":
        return None
    names = [" ".join([p.word.folded for p in n.parts]) for n in (case.a, case.b)]
    one, other = map(country_of, names)
    if one and other:
        return one == other
    city, other_city = map(city_of, names)
    if not city or not other_city or (case.entity and case.entity.country != city.country):  # Vienna, Virginia
        return None
    return city == other_city


def _numbers(name: Name) -> frozenset[int]:
    return frozenset([n for p in name.of("content") if (n := number_of(p.word.folded)) is not None])


def _acronym(name: Name) -> str:
    """Return a name of one word in capitals, at most six, else ``""``."""
    words = name.of("content")
    text = words[0].word.text if len(words) == 1 else ""
    return text if 1 < len(text) <= _MOST_LETTERS and text.isupper() else ""


def _is_person_name(name: Name, unpaired: list[NamePart], sure: set[int]) -> bool:
    words = name.of("content")
    if len(words) != 2 or not is_known_given_name(words[0].word.folded):
        return False
    return bool(unpaired) or id(words[0]) not in sure


THINGS = (
    word, word_in_two_scripts, word_without_vowels, different_words, other_function_words, words_on_one_side,
    one_word_of_several, other_number, number_on_one_side, same_legal_form, other_legal_form,
    acronym, acronym_read_aloud, country, other_country, look_alike_word, other_order, person_name, place,
)  # fmt: skip

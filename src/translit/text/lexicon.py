"""The word lists of ``data/lexicon/``, compiled: titles, particles, legal forms, numbers and the like, all folded."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any, Generic, TypeVar

from translit.limits import REMEMBERED_WORDS
from translit.resources import SortedMap
from translit.text.patterns import regex

V = TypeVar("V")

_LISTS = SortedMap("lexicon.tsv")
_ROMAN = regex(r"(?=[ivx])x{0,3}(ix|iv|v?i{0,3})")
_ORDINAL = regex(r"(\d{1,4})(?:st|nd|rd|th|e|er|ere|eme|o|a|й|я|го|世|세)?")
_DIGITS = {"i": 1, "v": 5, "x": 10}
_SHORTEST_STEM = 2  # letters that must stand before an ending


class Phrases(Generic[V]):
    """Phrases of one or more folded words, each with a meaning.

    ``longest`` has, by the first word of a phrase, the number of words of the longest one that begins with it.
    """

    def __init__(self, meanings: Mapping[str, V]) -> None:
        self.meanings = meanings
        self.longest: dict[str, int] = {}
        for phrase in meanings:
            words = phrase.split()
            self.longest[words[0]] = max(len(words), self.longest.get(words[0], 0))

    def at(self, words: Sequence[str], start: int) -> tuple[int, V] | None:
        """Return the number of words and the meaning of the longest phrase at ``words[start]``.

        >>> Phrases({"prime minister": "office", "prime": "number"}).at(["the", "prime", "minister"], 1)
        (2, 'office')
        """
        for length in range(min(self.longest.get(words[start], 0), len(words) - start), 0, -1):
            phrase = words[start] if length == 1 else " ".join(words[start : start + length])
            if phrase in self.meanings:
                return length, self.meanings[phrase]
        return None


def _keys(found: Mapping[str, V], fits: Callable[[V], bool]) -> frozenset[str]:
    return frozenset(key for key, value in found.items() if fits(value))


def _read(name: str, make: Callable[[Any], V]) -> cached_property[V]:
    """Return an attribute that ``make`` makes of a list when it is first needed."""
    return cached_property(lambda _: make(json.loads(_LISTS.get(name) or "null")))


class Lexicon:
    """Folded words by the part they play in names, and folded endings. Each list is read when it is first needed."""

    function_words = _read("light", frozenset[str])
    """Articles, prepositions and conjunctions: *of*, *und*, *для*."""
    articles = _read("articles", frozenset[str])
    """Definite and indefinite articles: *the*, *der*, *une*."""
    optional_articles = _read("optional_articles", frozenset[str])
    """Articles that a name is as often written without: *the*."""
    conjunctions = _read("conjunctions", frozenset[str])
    """Conjunctions: *and*, *или*, *و*."""
    non_names = _read("words", frozenset[str])
    """Words of any language that are often capitalized without being a name: pronouns, months, headline words."""
    abbreviations = _read("abbreviations", frozenset[str])
    """Words before a name whose dot does not end a sentence: *St.*, *Mt.*, *Mr.*"""
    title_phrases = _read("titles", Phrases[str])
    """Titles, honorifics and offices, and where they stand: ``before`` the name, ``after`` it, or ``any``where."""
    title_words = _read("titles", lambda titles: frozenset(t for t in titles if " " not in t))
    """Titles of one word."""
    title_modifiers = _read("modifiers", frozenset[str])
    """Words that belong to a title after them: *deputy*, *foreign*."""
    regnal_titles = _read("regnal", frozenset[str])
    """Titles of rulers and clergy, after whose name a number may stand: *pope*, *king*."""
    honorifics = _read("honorifics", frozenset[str])
    """Titles of one word that any person may have before the name: *Mr*, *Frau*."""
    courtesy = _read("courtesy", dict[str, Mapping[str, str]])
    """By language, the courtesy titles that tell a gender, ``f`` or ``m``: *Mrs*, *Herr*."""
    kinship = _read("kinship", dict[str, Mapping[str, str]])
    """By language, the class of words that tell whose relative somebody is, as in ``data/lexicon/README.md``."""
    particle_phrases = _read("particles", Phrases[Sequence[str]])
    """Particles, their kind and place as in ``data/lexicon/README.md``: *van* is ``["family", "before"]``."""
    name_particles = _read("particles", lambda found: _keys(found, lambda p: p[0] not in ("alias", "servant")))
    """Particles that are part of a name, without words for *alias* and :attr:`theophoric_prefixes`."""
    theophoric_prefixes = _read("particles", lambda found: _keys(found, lambda p: p[0] == "servant"))
    """First parts of Arabic names of God's servants, one name with the word after them: *Abd*, *Abdel*."""
    suffixes = _read("suffixes", dict[str, str])
    """Words after a name that tell generations apart, and their class: *junior* and *fils* are ``jr``."""
    numbers = _read("numbers", dict[str, int])
    """Ordinal numbers in words."""
    leading_family_names = _read("orders", lambda orders: frozenset[str](orders["first"]))
    """Chinese, Korean, Vietnamese and Khmer family names, which stand before the given name."""
    double_family_names = _read("orders", lambda orders: frozenset[str](orders["double"]))
    """Iberian family names that are usual as the first of two: *García* Márquez."""
    iberian_given_names = _read("orders", lambda orders: frozenset[str](orders["given"]))
    """Given names that only Iberian languages have, so that two family names may follow: *Nicolás* Maduro Moros."""
    frequent_family_names = _read("frequent", frozenset[str])
    """Family names so frequent in a country that alone they hardly tell who is meant: *Smith*, *Ivanov*, *Novak*."""
    legal_phrases = _read("legal", Phrases[str])
    """Legal forms of companies and their class: *GmbH* is ``limited``."""
    generic_phrases = _read("generic", Phrases[str])
    """Words that only say that an organization is a ``club`` (*F.C.*) or a ``firm`` (*Group*)."""
    blend_words = _read("blends", dict[str, str])
    """What blends of names of institutions begin with (``first``: *гос*), and words that say ``after`` whom it is called."""
    country_beginnings = _read("country_beginnings", dict[str, Sequence[str]])
    """By language, the first words of names of countries that go on without a capital (CLDR): *Spojené státy*."""
    place_prepositions = _read("place_prepositions", dict[str, Sequence[str]])
    """By language, the prepositions before the name of a place: *in*, *near*, *pod*."""
    sport = _read("sport", dict[str, Sequence[str]])
    """By language, words of the news of football: *goal*, *матч*."""
    named_things = _read("named_things", dict[str, Mapping[str, Sequence[str]]])
    """By class as in ``data/lexicon/README.md`` and language, common nouns of things that bear names of others: *улица*."""
    namesakes = _read("namesakes", dict[str, Sequence[str]])
    """By the name of a place that others have, too, its country, and the languages in which it alone is meant."""
    concepts = _read("concepts", dict[str, Sequence[str]])
    """Words of organizations and places, and the concepts they stand for."""
    family_plurals = _read("family_plurals", dict[str, Sequence[str]])
    """By language, endings that make a family name a plural: *Obamas*, *Байденов*."""
    letter_names = _read(
        "letter_names", lambda found: {word: frozenset[str](letters) for word, letters in found.items()}
    )
    """Names of Latin letters in scripts that write an initial by its name, and the letters: *دبليو* is W."""
    adjective_endings = _read("adjectives", tuple[str, ...])
    """Endings of adjectives made of the names of places."""
    compound_titles = _read("compound_titles", tuple[str, ...])
    """Titles that Germanic languages write as the last part of one word: *Kremlsprecher*."""
    after_apostrophe = _read("after_apostrophe", frozenset[str])
    """Case endings that Turkish and Azerbaijani write after an apostrophe: *Minsk'te*."""
    elided = _read("elided", frozenset[str])
    """Words that stand before a name with an apostrophe instead of their vowel: *l'Ukraine*, *dell'Aja*."""
    korean_particles = _read("korean_particles", tuple[str, ...])
    """Korean particles, the longest first, which are written as one with the word before them: *푸틴은*."""
    beside_names = _read("beside_names", frozenset[str])
    """Chinese and Japanese words, no titles, that often stand right beside a name."""
    after_places = _read("after_places", frozenset[str])
    """Chinese and Japanese words that make the name of a place before them that of an institution, a people, a language."""
    prefixes = _read("prefixes", tuple[str, ...])
    """Prepositions, conjunctions and articles that Hebrew and Arabic write as one with the word after them."""
    patronymic_endings = _read("patronymics", dict[str, str])
    """Endings of patronymics and their gender, ``f`` or ``m``."""
    family_gender_endings = _read("family_gender", dict[str, str])
    """Endings of Slavic and Baltic family names and their gender, ``f`` or ``m``."""
    family_endings = _read("family_endings", tuple[str, ...])
    """Endings of Slavic family names that women and men share: *Lukashenko*."""
    masculine_endings = _read("masculine", dict[str, Sequence[str]])
    """Feminine endings of Slavic, Baltic and Greek family names, and the endings of the masculine forms."""


@cache
def lexicon() -> Lexicon:
    """Return the word lists that ship with the package."""
    return Lexicon()


@cache
def place_prepositions(lang: str | None) -> frozenset[str]:
    """Return the prepositions that a language has before the name of a place; those of all languages for ``None``.

    >>> "in" in place_prepositions("en"), "in" in place_prepositions("sl")  # Slovenian for "and"
    (True, False)
    """
    return _of_language(lexicon().place_prepositions, lang)


@cache
def sport_words(lang: str | None) -> frozenset[str]:
    """Return the words of the news of football in a language; those of all languages for ``None``.

    >>> "goal" in sport_words("en"), "goal" in sport_words("pl")
    (True, False)
    """
    return _of_language(lexicon().sport, lang)


def _of_language(lists: Mapping[str, Sequence[str]], lang: str | None) -> frozenset[str]:
    return frozenset(lists.get(lang, ())) if lang else frozenset().union(*lists.values())


@lru_cache(maxsize=REMEMBERED_WORDS)
def number_of(folded: str) -> int | None:
    """Return the number that a folded word means: digits, an ordinal, or a Roman numeral up to xxxix.

    A single letter is no numeral, since it may be an initial.

    >>> number_of("16"), number_of("xvi"), number_of("2nd"), number_of("второй"), number_of("x")
    (16, 16, 2, 2, None)
    """
    ordinal = lexicon().numbers.get(folded)
    if ordinal is not None:
        return ordinal
    digits = _ORDINAL.fullmatch(folded)
    if digits:
        return int(digits.group(1))
    return roman(folded) if len(folded) > 1 else None


def roman(folded: str) -> int | None:
    """Return the value of a Roman numeral up to xxxix in small letters, of a single letter, too."""
    if not _ROMAN.fullmatch(folded):
        return None
    values = [_DIGITS[c] for c in folded]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def legal_class(words: Sequence[str]) -> str:
    """Return the class of a legal form, ``""`` for other words. Forms of one class correspond to each other.

    >>> legal_class(("ooo",)), legal_class(("sp", "z", "o", "o")), legal_class(("joint", "stock", "company"))
    ('limited', 'limited', 'stock')
    """
    return lexicon().legal_phrases.meanings.get(" ".join(words), "")


def word_classes(folded: str) -> frozenset[str]:
    """Return the concepts that a word of an organization or place may stand for; words that share one translate each other.

    >>> word_classes("bank") & word_classes("банк")
    frozenset({'bank'})
    """
    return frozenset(lexicon().concepts.get(folded, ()))


@lru_cache(maxsize=REMEMBERED_WORDS)
def patronymic_gender(folded: str) -> str:
    """Return the gender of a patronymic (``f`` or ``m``), ``""`` for other words."""
    return _ending(folded, lexicon().patronymic_endings)


@lru_cache(maxsize=REMEMBERED_WORDS)
def family_gender(folded: str) -> str:
    """Return the gender that the ending of a family name tells (``f`` or ``m``), or ``""``.

    >>> family_gender("tsikhanouskaya"), family_gender("tikhanovskyi"), family_gender("lukashenko")
    ('f', 'm', '')
    """
    return _ending(folded, lexicon().family_gender_endings)


@lru_cache(maxsize=REMEMBERED_WORDS)
def is_frequent_family_name(folded: str) -> bool:
    """Return True if a folded word, or the masculine form that it may be the feminine of, is a frequent family name.

    Only a nominative is recognised, and a name without its particle.

    >>> is_frequent_family_name("novakova"), is_frequent_family_name("шевченко"), is_frequent_family_name("lukashenko")
    (True, True, False)
    """
    frequent = lexicon().frequent_family_names
    return folded in frequent or any(masculine in frequent for masculine in masculine_forms(folded))


def masculine_forms(folded: str) -> Iterator[str]:
    """Yield the family names of men of which a folded one may be the feminine form; sources in ``endings.yaml``.

    >>> sorted(masculine_forms("тихановская")), sorted(masculine_forms("lukashenko"))
    (['тихановский', 'тихановскі'], [])
    """
    endings = lexicon().masculine_endings
    for cut in range(_SHORTEST_STEM, len(folded)):
        yield from (folded[:cut] + masculine for masculine in endings.get(folded[cut:], ()))


def is_title(folded: str) -> bool:
    """Return True if a word is a title, or a compound that ends in one.

    >>> is_title("president"), is_title("kremlsprecher"), is_title("chefchen")
    (True, True, False)
    """
    return folded in lexicon().title_words or folded.endswith(lexicon().compound_titles)


def is_adjective(folded: str) -> bool:
    """Return True if a word ends like an adjective made of the name of a place: ``Canadian``, ``пакистанский``."""
    return folded.endswith(lexicon().adjective_endings)


def _ending(folded: str, endings: dict[str, str]) -> str:
    """Return the gender of the longest ending that fits."""
    for start in range(_SHORTEST_STEM, len(folded)):
        gender = endings.get(folded[start:])
        if gender is not None:
            return gender
    return ""

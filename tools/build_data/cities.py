"""Compiles the names of large cities: those of CLDR, and what ``data/lexicon/cities.tsv`` adds to them and leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

from build_data.lexicon import clearly, in_print, rows_of
from translit.errors import DataError
from translit.gazetteer import Gazetteer
from translit.names.cities import City
from translit.names.countries import country_of
from translit.names.given_names import is_known_given_name
from translit.table.words import word
from translit.text.common_words import common_words
from translit.text.lexicon import is_frequent_family_name
from translit.text.tokens import fold_words

_SHORTEST = 4  # letters: of shorter names most are acronyms or words somewhere
_SHORTEST_OF_SYLLABLES = 2  # the same of scripts in which a letter is a syllable: 런던, パリ
_MORE = 2  # times as many languages in which a name is usual as those in which it is a common word: Viena, lt viena
_Names = dict[tuple[str, ...], dict[City, set[str]]]


def compile_cities(path: Path, languages: Collection[str], gazetteer: Gazetteer) -> dict[str, str]:
    """Return, by folded name without spaces, the country and English name of a city, and the languages of the name.

    The cities are those of CLDR's time zones that the gazetteer has by their English name and country, so that no territory
    is taken for a city, and those of ``path``. CLDR's languages are those that are official in some country; of these only
    ``languages`` are written. Left out are names that also mean a country, a person or another city, common words, and what
    ``path`` tells to leave out.
    """
    added, cities, names = _listed(path)
    meant: _Names = defaultdict(lambda: defaultdict(set))
    for city, text, lang in (*_of_cldr(), *added):
        words = tuple(fold_words(text))
        if words and words not in names and city not in cities and _is_listed(gazetteer, city):
            meant[words][city].add(lang)
    found: dict[str, str] = {}
    for words, spoken in meant.items():
        name = "".join(words)
        place = next((city for city in spoken if city.words == words), None) or clearly(spoken)
        if place and in_print(name) and (place.words == words or _means_city(words, spoken[place], languages)):
            known = [] if place.words == words else sorted(spoken[place] & set(languages))
            found[name] = " ".join([place.country, "_".join(place.words), *known])
    return found


def _of_cldr() -> Iterator[tuple[City, str, str]]:
    """Yield the cities of time zones, one name and its language at a time, the English names too."""
    from babel import Locale, localedata
    from babel.core import get_global

    countries, today = get_global("zone_territories"), get_global("zone_aliases")
    official = _official_languages()
    english = Locale("en").time_zones
    for identifier in localedata.locale_identifiers():
        locale = Locale.parse(identifier)
        for zone, shown in locale.time_zones.items():
            country = countries.get(zone) or countries.get(today.get(zone, ""))
            if "city" in shown and country and locale.language in official:
                # CLDR leaves the English name out where the identifier has it: America/Los_Angeles.
                name = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
                city = City(tuple(fold_words(name)), country)
                yield city, name, "en"
                yield city, shown["city"], locale.language


def _official_languages() -> set[str]:
    """Return the languages that are official in a whole country: those of few people have guessed names in CLDR."""
    from babel import Locale
    from babel.languages import get_official_languages

    countries = (str(code) for code in Locale("en").territories)
    return {
        lang.split("_")[0]
        for code in countries
        if len(code) == 2
        for lang in get_official_languages(code, de_facto=True)
    }


def _listed(path: Path) -> tuple[list[tuple[City, str, str]], set[City], set[tuple[str, ...]]]:
    """Return the names that a file adds, the cities and the names that it leaves out."""
    added: list[tuple[City, str, str]] = []
    cities: set[City] = set()
    names: set[tuple[str, ...]] = set()
    for where, (country, english, langs, cell) in rows_of(path, "code", "city", "lang", "names"):
        city = City(tuple(fold_words(english)), country)
        spellings = [] if cell == "-" else cell.split("; ")
        if not all(map(fold_words, spellings)) or cell == english == "-":
            raise DataError(f"{where}: needs a city, names with letters, or both")
        if not spellings:
            cities.add(city)
        elif english == "-":
            names |= {tuple(fold_words(s)) for s in spellings}
        else:
            added += [(city, english, "en"), *((city, s, lang) for s in spellings for lang in langs.split())]
    return added, cities, names


def _is_listed(gazetteer: Gazetteer, city: City) -> bool:
    """Return True if the gazetteer has just this city, and it is no country."""
    return country_of(" ".join(city.words)) is None and gazetteer.city(city) is not None


def _means_city(words: tuple[str, ...], spoken: Collection[str], languages: Collection[str]) -> bool:
    """Return True unless a name is short, a country's, a person's, or a common word nearly as often as a name."""
    name = "".join(words)
    if len(name) < (_SHORTEST_OF_SYLLABLES if word(name).syllabic else _SHORTEST) or country_of(" ".join(words)):
        return False
    if len(words) > 1:
        return True
    common = sum(name in common_words(lang) for lang in languages)
    return not (is_known_given_name(name) or is_frequent_family_name(name)) and len(spoken) >= _MORE * common

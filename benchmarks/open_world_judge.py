"""Whether a link in open-world text is right, by rule: what was written must be a name of just that entity.

Of a **word**, a link is right if it is a listed name of the entity, a usual name of the country or city in that
language (Unicode CLDR), or a case form of one of these. A family name alone is a verdict of its own (``bare``): the
sentence does not tell whom it means; so is, looked up, a name that is listed with ``needs_context``. Of an **invented
person** no link is right, but for the full name of a listed one. Of a **town**, the entity must be a place that
shares a name with the town, in the same country; if the text does not say the country, any place of just this name
will do.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from open_world_text import Sample

from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import listed_names
from translit.model import Entity
from translit.names.countries import country_of
from translit.names.inflection import lemmas
from translit.text.tokens import fold_words

Verdict = Literal["right", "bare", "wrong"]
Words = tuple[str, ...]
TENFOLD = 1.0
"""On the Zipf scale: a dictionary form that is ten times rarer than the word is not what the word is a case form of."""


class Judge:
    """Judges links to the entities of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.entities: Mapping[str, Entity] = gazetteer.entities
        self.countries = {
            entity.id: code for entity in self.entities.values()
            if entity.type == "place" and (code := country_of(" ".join(fold_words(entity.name))))
        }  # fmt: skip

    def mention(self, sample: Sample, start: int, end: int, id: str) -> Verdict:
        """Return the verdict on a link of ``text[start:end]``."""
        entity = self.entities[id]
        if (start, end) in sample.spans:
            verdict = self.lookup(sample, id)
            return "wrong" if verdict == "bare" and not _bears(sample, entity) else verdict
        if sample.kind != "towns":
            return "wrong"
        if any(start < b and a < end for a, b in sample.spans):  # a part of the town's name
            return "right" if _is_town(sample, entity) else "wrong"
        said = country_of(" ".join(fold_words(sample.text[start:end])))
        return "right" if said and said == self.countries.get(id) == sample.country else "wrong"

    def lookup(self, sample: Sample, id: str) -> Verdict:
        """Return the verdict on a link of what the sample is about."""
        entity = self.entities[id]
        listed = _is_listed(sample.key, entity)
        if sample.kind == "towns":
            alone = listed == "right" and entity.type == "place" and not sample.says_country
            return "right" if alone or _is_town(sample, entity) else "wrong"
        if listed == "right" or sample.kind == "people":
            return "wrong" if listed == "bare" else listed
        forms = _dictionary_forms(sample.key, sample.lang)
        if forms & _names(entity, sample.lang):
            return "right"
        if self.countries.get(id) in {country_of(" ".join(form), sample.lang) for form in forms} - {None}:
            return "right"
        return "bare" if listed == "bare" or _bears(sample, entity) else "wrong"


def _is_town(sample: Sample, entity: Entity) -> bool:
    listed = {fold_words(name.text) for name in listed_names(entity)}
    known = {fold_words(name) for name in sample.names}
    return entity.type == "place" and entity.country == sample.country and bool(listed & known)


def _is_listed(surface: str, entity: Entity) -> Verdict:
    words = fold_words(surface)
    found = {
        name.needs_context for name in listed_names(entity)
        if (surface == name.text if name.kind == "acronym" else words == fold_words(name.text))
    }  # fmt: skip
    return "wrong" if not found else "right" if False in found else "bare"


def _names(entity: Entity, lang: str) -> set[Words]:
    """Return the names that may be inflected in a text: listed ones, and that of a city in CLDR."""
    names = {n.text for n in listed_names(entity) if n.kind != "acronym" and not n.needs_context}
    if entity.type == "place":
        names.update(_city_names(entity.name, lang))
    return set(map(fold_words, names))


def _dictionary_forms(word: str, lang: str) -> set[Words]:
    """Return the word itself, and what it may be a case form of."""
    words = fold_words(word)
    return {words, *((form.text,) for form in lemmas(words[0], lang) if form.kind in {"case", "definite"})}


def _bears(sample: Sample, entity: Entity) -> bool:
    """Return True if a word is the family name, the last word, of a listed person, in a case that people use."""
    from wordfreq import zipf_frequency

    if entity.type != "person":
        return False
    word, *_ = fold_words(sample.key)
    kinds = {"name", "native", "style"}
    families = {fold_words(n.text)[-1] for n in listed_names(entity) if n.kind in kinds}
    found = {form for (form,) in _dictionary_forms(word, sample.lang) if form in families}
    least = zipf_frequency(word, sample.lang) - TENFOLD
    return any(form == word or zipf_frequency(form, sample.lang) >= least for form in found)


@cache
def _city_names(name: str, lang: str) -> frozenset[str]:
    """Return what CLDR calls a city in a language; it has the cities after which time zones are called."""
    here, english = _cities(lang), _cities("en")
    return frozenset(
        here[zone] for zone in here if name in (english.get(zone), zone.rsplit("/", 1)[-1].replace("_", " "))
    )


@cache
def _cities(lang: str) -> dict[str, str]:
    from babel import Locale

    zones = Locale.parse(lang).time_zones
    return {zone: names["city"] for zone, names in zones.items() if "city" in names}

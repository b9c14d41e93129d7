"""Which part of a person's name a word is, where the words of the name could stand in either order."""

from __future__ import annotations

from collections.abc import Iterable

from translit.gazetteer.surface_forms import SurfaceForm
from translit.model import Entity
from translit.names.countries import languages_of
from translit.names.parse import parse_name
from translit.table.words import similarity, word
from translit.text.lexicon import lexicon

_FAMILY_FIRST = frozenset({"ko", "vi", "zh"})  # languages of countries whose people are so called in English too
_IN_ITS_OWN_ORDER = _FAMILY_FIRST | {"hu", "ja"}


def is_given_name(text: str, entity: Entity, names: Iterable[SurfaceForm]) -> bool | None:
    """Return whether a word is the given name of a person or the family name; ``None`` where the words alone tell that.

    *Kobe Bryant* and *Lindsey Graham* are made like *Orbán Viktor*, but canonical names begin with the given name; those
    of Koreans, Chinese and Vietnamese with the family name, if it is one of theirs.
    """
    parts = parse_name(entity.name).of("given", "family")
    at_home = languages_of(entity.country)
    is_family_first = not at_home.isdisjoint(_FAMILY_FIRST)
    if len(parts) < 2 or "," in entity.name or not at_home:
        return None
    if is_family_first and parts[0].word.folded not in lexicon().leading_family_names:
        return None  # Carrie Lam
    if is_family_first == (parts[0].role == "family"):
        return None
    query = word(text)
    full_names = [f.name.of("given", "family") for f in names if f.lang not in _IN_ITS_OWN_ORDER and f.kind != "alias"]
    places = [
        (similarity(query, p.word), n == 0) for parts in full_names if len(parts) > 1 for n, p in enumerate(parts)
    ]
    return max(places)[1] != is_family_first if places else None

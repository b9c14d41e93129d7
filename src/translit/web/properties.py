"""Properties of entities: what reconciliation compares with the columns of a table, and what a table can be given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from translit.annotation.annotator import Annotator
from translit.model import Entity
from translit.names.countries import country_of
from translit.text.tokens import fold_words


class Property(NamedTuple):
    """What an entity has: ``values`` gives all of it, of one language where it is told and has to do with any.

    ``agrees`` tells whether a value of a table can be true of an entity that has values; a property without it is never
    compared.
    """

    name: str
    description: str
    values: Callable[[Entity, str], list[str]]
    agrees: Callable[[str, Entity, Annotator], bool] | None = None


def _filled(*values: str) -> list[str]:
    return [value for value in values if value]


def _is_name(value: str, entity: Entity, annotator: Annotator) -> bool:
    return any(match.entity.id == entity.id for match in annotator.lookup(value))


def _is_country(value: str, entity: Entity, annotator: Annotator) -> bool:
    return (country_of(" ".join(fold_words(value))) or value.strip().upper()) == entity.country


def _native(entity: Entity, lang: str) -> list[str]:
    return [name for code, names in entity.names.items() if lang in ("", code) for name in names]


PROPERTIES: Mapping[str, Property] = {
    "description": Property("description", "one line for readers", lambda e, _: _filled(e.description)),
    "wikidata": Property(
        "Wikidata id", "Q and a number", lambda e, _: _filled(e.links.get("wikidata", "")),
        lambda value, e, _: value.strip().rpartition("/")[2].upper() == e.links["wikidata"],
    ),
    "type": Property(
        "type", "person, organization or place", lambda e, _: [e.type],
        lambda value, e, _: value.strip().casefold() == e.type,
    ),
    "country": Property("country", "ISO 3166-1 code, or any name of it", lambda e, _: _filled(e.country), _is_country),
    "gender": Property(
        "gender", "f or m", lambda e, _: _filled(e.gender), lambda value, e, _: value.strip().casefold()[:1] == e.gender
    ),
    "native_name": Property("native names", "in their own scripts, by language", _native, _is_name),
    "alias": Property(
        "other names", "aliases and acronyms", lambda e, _: [*(alias.text for alias in e.aliases), *e.acronyms], _is_name
    ),
}  # fmt: skip
"""All properties by id."""


def agrees(id: str, values: list[str], entity: Entity, annotator: Annotator) -> bool | None:
    """Return whether one of the values of a table is true of an entity; ``None`` if that cannot be told."""
    known = PROPERTIES[id]
    if known.agrees is None or not values or not known.values(entity, ""):
        return None
    return any(known.agrees(value, entity, annotator) for value in values)

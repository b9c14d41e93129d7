"""The listed names of an entity, one by one, and an entity as plain data and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from typing import Any, Literal, NamedTuple

from translit.model import Alias, Entity

Kind = Literal["name", "native", "alias", "acronym", "style"]

_FIELDS = tuple(field.name for field in fields(Entity))


class ListedName(NamedTuple):
    """One listed name: what kind it is, its language if that is known, and whether it needs context."""

    text: str
    kind: Kind
    lang: str | None = None
    needs_context: bool = False


def listed_names(entity: Entity) -> Iterator[ListedName]:
    """All listed names of an entity in a fixed order, the canonical name first."""
    yield ListedName(entity.name, "name")
    for lang, forms in entity.names.items():
        for form in forms:
            yield ListedName(form, "native", lang)
    for style in entity.styles.values():
        yield ListedName(style, "style")
    for alias in entity.aliases:
        yield ListedName(alias.text, "alias", None, alias.needs_context)
    for acronym in entity.acronyms:
        yield ListedName(acronym, "acronym")


def entity_to_dict(entity: Entity) -> dict[str, Any]:
    """An entity as plain data, without its empty fields."""
    out = {field: getattr(entity, field) for field in _FIELDS}
    out["aliases"] = tuple([asdict(alias) for alias in entity.aliases])
    return {k: v for k, v in out.items() if v or k in ("id", "name", "type")}


def entity_from_dict(raw: Mapping[str, Any]) -> Entity:
    """An entity from what :func:`entity_to_dict` gave."""
    if len(raw) == 3:
        return Entity(**raw)
    fields = dict(raw)
    fields["names"] = {k: tuple(v) for k, v in raw.get("names", {}).items()}
    fields["relations"] = {k: tuple(v) for k, v in raw.get("relations", {}).items()}
    fields["aliases"] = tuple(Alias(**a) for a in raw.get("aliases", ()))
    fields["acronyms"] = tuple(raw.get("acronyms", ()))
    return Entity(**fields)

"""Entities as JSON, as a compiled gazetteer stores them."""

from __future__ import annotations

import json
from dataclasses import asdict, fields

from translit.model import Alias, Entity

_FIELDS = tuple(field.name for field in fields(Entity))


def entity_to_json(entity: Entity) -> bytes:
    """Return an entity as JSON without its empty fields, in UTF-8 that may hold lone surrogates."""
    found = {field: getattr(entity, field) for field in _FIELDS}
    found["aliases"] = [asdict(alias) for alias in entity.aliases]
    kept = {field: value for field, value in found.items() if value or field in ("id", "name", "type")}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def entity_from_json(stored: bytes) -> Entity:
    """Return the entity that :func:`entity_to_json` wrote."""
    raw = json.loads(stored)
    if len(raw) == 3:
        return Entity(**raw)
    raw["names"] = {lang: tuple(forms) for lang, forms in raw.get("names", {}).items()}
    raw["relations"] = {kind: tuple(ids) for kind, ids in raw.get("relations", {}).items()}
    raw["aliases"] = tuple(Alias(**alias) for alias in raw.get("aliases", ()))
    raw["acronyms"] = tuple(raw.get("acronyms", ()))
    return Entity(**raw)

"""FollowTheMoney, the format of OpenSanctions and Aleph: one entity in each line as ``{"id", "schema", "properties"}``.

A delta has ``{"op", "entity"}`` in each line: entities that are new (ADD) or changed (MOD) are read, deleted ones skipped.
"""

from __future__ import annotations

import re
from typing import Any

from translit.errors import BadRecordError
from translit.gazetteer.importers.documents import JsonReader
from translit.gazetteer.importers.draft import Draft, Outcome, Skipped, draft_of, types
from translit.gazetteer.importers.spellings import Spelling, gender_of
from translit.gazetteer.records import WIKIDATA_ID

_ISO = re.compile(r"[a-z]{2}")
_COUNTRIES = {
    "person": ("citizenship", "nationality", "country"),
    "organization": ("mainCountry", "jurisdiction", "country"),
    "place": ("country",),
}


class FtmReader(JsonReader):
    """Reads persons and organizations; other schemata (addresses, sanctions, ships) are skipped, counted by name."""

    @classmethod
    def fits(cls, head: str) -> bool:
        return '"schema"' in head and ('"properties"' in head or '"op"' in head)

    def of_object(self, value: dict[str, Any]) -> Outcome:
        entity = value
        if "op" in value and isinstance(value.get("entity"), dict):
            if value["op"] == "DEL":
                return Skipped("deleted")
            entity = value["entity"]
        for field in ("id", "schema"):
            if not isinstance(entity.get(field), str) or not entity[field]:
                raise BadRecordError(f"no {field}", f"no {field}: this is no FollowTheMoney entity")
        kind = types("ftm").get(entity["schema"])
        if kind is None:
            return Skipped(f"schema {entity['schema']}")
        properties = entity.get("properties")
        if not isinstance(properties, dict):
            raise BadRecordError("no properties", "no properties: this is no FollowTheMoney entity")
        return _draft(entity["id"], kind, str(entity.get("caption", "")), properties)


def _draft(id_: str, kind: str, caption: str, properties: dict[str, Any]) -> Draft:
    names = _strings(properties, "name")
    labels = [Spelling(name) for name in sorted(names, key=lambda name: name != caption)]
    others = [*_strings(properties, "alias"), *_strings(properties, "previousName")]
    weak = [Spelling(text, needs_context=True) for text in _strings(properties, "weakAlias")]
    wikidata = next((q for q in [id_, *_strings(properties, "wikidataId")] if WIKIDATA_ID.fullmatch(q)), "")
    codes = (code for field in _COUNTRIES[kind] for code in _strings(properties, field) if _ISO.fullmatch(code))
    return draft_of(
        kind, id_, labels, [*map(Spelling, others), *weak],
        gender=gender_of(_strings(properties, "gender")), links={"wikidata": wikidata}, country=next(codes, "").upper(),
    )  # fmt: skip


def _strings(properties: dict[str, Any], field: str) -> list[str]:
    values = properties.get(field)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


READER = FtmReader

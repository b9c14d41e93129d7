"""FollowTheMoney, the format of OpenSanctions and Aleph: one entity in each line as ``{"id", "schema", "properties"}``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from translit.errors import BadRecordError
from translit.files.lines import Line
from translit.gazetteer.importers.draft import Draft, Outcome, Reader, Skipped, types
from translit.gazetteer.importers.spellings import Spelling, arrange
from translit.gazetteer.record_file import json_object, text_of

_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_ISO = re.compile(r"[a-z]{2}")
_GENDERS = {"male": "m", "female": "f"}
_COUNTRIES = {
    "person": ("citizenship", "nationality", "country"),
    "organization": ("mainCountry", "jurisdiction", "country"),
    "place": ("country",),
}


class FtmReader(Reader):
    """Reads persons and organizations; other schemata (addresses, sanctions, ships) are skipped, counted by name."""

    def convert(self, lines: Sequence[Line]) -> Iterable[Outcome]:
        """Return the draft of an entity."""
        text = text_of(lines[0])
        if not text.strip():
            return ()
        entity = json_object(text)
        for field in ("id", "schema"):
            if not isinstance(entity.get(field), str) or not entity[field]:
                raise BadRecordError(f"no {field}", f"no {field}: this is no FollowTheMoney entity")
        kind = types("ftm").get(entity["schema"])
        if kind is None:
            return (Skipped(f"schema {entity['schema']}"),)
        properties = entity.get("properties")
        if not isinstance(properties, dict):
            raise BadRecordError("no properties", "no properties: this is no FollowTheMoney entity")
        return (_draft(entity["id"], kind, str(entity.get("caption", "")), properties),)


def _draft(id_: str, kind: str, caption: str, properties: dict[str, Any]) -> Draft:
    names = _strings(properties, "name")
    labels = [Spelling(name) for name in sorted(names, key=lambda name: name != caption)]
    others = [*_strings(properties, "alias"), *_strings(properties, "previousName")]
    weak = [Spelling(text, needs_context=True) for text in _strings(properties, "weakAlias")]
    fields, left_out = arrange(kind, labels, [*map(Spelling, others), *weak])
    if not fields:
        raise BadRecordError("without a name", f"{id_!r} has no name with letters of one script in each word")
    record = {"id": id_, "name": fields.pop("name"), "type": kind}
    genders = {_GENDERS.get(g, "") for g in _strings(properties, "gender")}
    if kind == "person" and len(genders) == 1 and (gender := genders.pop()):
        record["gender"] = gender
    record |= fields
    known = (q for q in [id_, *_strings(properties, "wikidataId")] if _WIKIDATA.fullmatch(q))
    if wikidata := next(known, ""):
        record["links"] = {"wikidata": wikidata}
    codes = (code for field in _COUNTRIES[kind] for code in _strings(properties, field) if _ISO.fullmatch(code))
    if country := next(codes, ""):
        record["country"] = country.upper()
    return Draft(record, left_out)


def _strings(properties: dict[str, Any], field: str) -> list[str]:
    values = properties.get(field)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


READER = FtmReader

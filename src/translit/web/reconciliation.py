"""The reconciliation API 0.2 of the W3C Entity Reconciliation Community Group, which OpenRefine uses.

A candidate is a ``match`` where the lookup of the name links it, and nothing that the query says besides contradicts it.
Types and properties filter: an entity of another type, or with another value of a property, is no candidate. So they also
decide between several entities of one name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

import translit
from translit.limits import LONGEST_NAME, MOST_CANDIDATES, MOST_QUERIES
from translit.model import TYPES, Entity
from translit.web.properties import PROPERTIES, agrees
from translit.web.served import LEAST_HELPFUL, RefusedError, Served

_USUAL = 5  # candidates, where a query does not say how many
_AT_A_TIME = 10  # suggestions at a time: what a list under a field shows
_PREVIEW = {"width": 400, "height": 200}  # pixels, as in the example of the specification
_TYPE_NAMES = {"person": "Person", "organization": "Organization", "place": "Place"}


class Query(NamedTuple):
    """One query: a name, a type or several, the number of candidates, and values of properties by id."""

    name: str
    types: tuple[str, ...]
    limit: int
    values: Mapping[str, list[str]]


def manifest(root: str, gazetteer: str) -> dict[str, Any]:
    """Return what the service says of itself; ``root`` is the URL of the server."""
    here = f"{root}/reconcile/{quote(gazetteer, safe='')}"
    return {
        "versions": ["0.2"],
        "name": f"translit ({gazetteer})",
        "identifierSpace": f"urn:x-translit:{quote(gazetteer, safe='')}",
        "schemaSpace": "https://schema.org/Thing",
        "serviceVersion": translit.__version__,
        "defaultTypes": _types(""),
        "view": {"url": f"{here}/entity?id={{{{id}}}}"},
        "preview": {"url": f"{here}/entity?id={{{{id}}}}", **_PREVIEW},
        "suggest": {kind: {"service_url": here, "service_path": f"/suggest/{kind}"} for kind in SUGGESTED},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": [
                {
                    "name": "language", "label": "Language", "type": "text", "default": "",
                    "help_text": "Of native names: a code such as be, ru, uk; all if empty.",
                }
            ],
        },
        "batchSize": MOST_QUERIES,
    }  # fmt: skip


def reconcile(served: Served, gazetteer: str, queries: Any) -> dict[str, Any]:
    """Return the candidates for every query of a batch."""
    if not isinstance(queries, dict):
        raise RefusedError(400, 'queries must be an object: {"q0": {"query": "a name"}}')
    if len(queries) > MOST_QUERIES:
        raise RefusedError(413, f"a batch may have {MOST_QUERIES} queries; this one has {len(queries)}")
    read = {key: _query(key, query) for key, query in queries.items()}
    return {key: {"result": _candidates(served, gazetteer, query)} for key, query in read.items()}


def _query(key: str, given: Any) -> Query:
    """Return a query as it was sent, all of it checked."""
    where = f"query {key[:100]!r}: "
    if not isinstance(given, dict):
        raise RefusedError(400, f"{where}must be an object")
    name, limit, types = given.get("query", ""), given.get("limit", _USUAL), given.get("type", [])
    types = [types] if isinstance(types, str) else types
    if not isinstance(name, str):
        raise RefusedError(400, f"{where}query must be a string")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit >= 1:
        raise RefusedError(400, f"{where}limit must be a number of 1 or more")
    if not isinstance(types, list) or not set(map(str, types)) <= set(TYPES):
        raise RefusedError(400, f"{where}type must be among {', '.join(TYPES)}")
    properties = given.get("properties", [])
    if not isinstance(properties, list):
        raise RefusedError(400, f"{where}properties must be a list")
    values: dict[str, list[str]] = {}
    for property in properties:
        pid = str(property.get("pid")) if isinstance(property, dict) else ""
        if pid not in PROPERTIES or "v" not in property:
            raise RefusedError(400, f"{where}a property has a pid and a v; there are: {', '.join(PROPERTIES)}")
        given_values = property["v"] if isinstance(property["v"], list) else [property["v"]]
        values.setdefault(pid, []).extend(filter(None, map(_value, given_values)))
    if sum(map(len, values.values())) > MOST_QUERIES:
        raise RefusedError(413, f"{where}properties may have {MOST_QUERIES} values")
    if "query" not in given and not values:
        raise RefusedError(400, f"{where}query or properties must say something")
    return Query(name.strip(), tuple(types), int(min(limit, MOST_CANDIDATES)), values)


def _value(given: Any) -> str:
    """Return a value of a property as text, cut to the length of a name; of an entity, its name."""
    if isinstance(given, dict):
        given = given.get("name") or given.get("id") or ""
    return str(given)[:LONGEST_NAME].strip()


def _candidates(served: Served, gazetteer: str, query: Query) -> list[dict[str, Any]]:
    annotator = served.annotator(gazetteer)
    kept = []
    for entity, score, is_answer in _found(served, gazetteer, query):
        says = {id: agrees(id, values, entity, annotator) for id, values in query.values.items()}
        if (not query.types or entity.type in query.types) and False not in says.values():
            kept.append((entity, score, is_answer, [id for id, said in says.items() if said]))
    kept.sort(key=lambda candidate: -candidate[1])
    is_sure = sum(is_answer for _, _, is_answer, _ in kept) == 1
    return [
        _candidate(entity, score, is_answer and is_sure, said) for entity, score, is_answer, said in kept[: query.limit]
    ]


def _found(served: Served, gazetteer: str, query: Query) -> list[tuple[Entity, float, bool]]:
    """Return entities with their scores, each with True if it may be the answer.

    An answer is what a lookup of the name links or calls ambiguous, or has just this id; behind those come the nearest
    others. A query without a name is one for the id of Wikidata or for another of the names that it gives.
    """
    if not query.name and not query.values:
        return []  # an empty cell, which must not fail the others of its batch
    annotator, entities = served.annotator(gazetteer), served.gazetteers[served.name_of(gazetteer)].entities
    name = query.name
    if not name and (ids := query.values.get("wikidata")):
        entity = served.directory(gazetteer).by_wikidata.get(ids[0].rpartition("/")[2].upper())
        return [(entity, 1.0, True)] if entity else []
    if not name:
        name = next((v[0] for id in ("native_name", "alias") if (v := query.values.get(id))), "")
    answers, others = annotator.nearest(name, limit=MOST_CANDIDATES)
    found = {m.entity.id: (m.entity, m.score, m.status != "alternative") for m in answers}
    if name in entities and name not in found:
        found = {name: (entities[name], 1.0, True), **found}
    helpful = {m.entity.id: (m.entity, m.score, False) for m in others if m.score >= LEAST_HELPFUL}
    return list({**helpful, **found}.values())


def _candidate(entity: Entity, score: float, is_match: bool, agreeing: list[str]) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "description": entity.description,
        "type": _types(entity.type),
        "score": round(100 * score, 2),
        "match": is_match,
        "features": [{"id": "name", "value": round(score, 4)}, *({"id": id, "value": True} for id in agreeing)],
    }


def suggest(served: Served, gazetteer: str, kind: str, prefix: str, cursor: int) -> dict[str, Any]:
    """Return what a person may mean who has typed ``prefix``: entities, types or properties, ten from ``cursor`` on."""
    found = SUGGESTED[kind](served, gazetteer, prefix.strip())
    return {"result": found[max(cursor, 0) :][:_AT_A_TIME]}


def _entities(served: Served, gazetteer: str, prefix: str) -> list[dict[str, Any]]:
    found = served.directory(gazetteer).starting_with(prefix) if prefix else []
    if not found and prefix:
        found = [match.entity for match in served.annotator(gazetteer).lookup(prefix)]
    return [{"id": e.id, "name": e.name, "description": e.description, "notable": _types(e.type)} for e in found]


def _types(prefix: str) -> list[dict[str, Any]]:
    return [{"id": id, "name": _TYPE_NAMES[id]} for id in TYPES if id.startswith(prefix.casefold())]


def properties(prefix: str = "") -> list[dict[str, Any]]:
    """Return the properties of which id or name begins so."""
    begin = prefix.casefold()
    return [
        {"id": id, "name": p.name, "description": p.description}
        for id, p in PROPERTIES.items()
        if id.startswith(begin) or p.name.casefold().startswith(begin)
    ]


SUGGESTED: Mapping[str, Callable[[Served, str, str], list[dict[str, Any]]]] = {
    "entity": _entities,
    "type": lambda served, gazetteer, prefix: _types(prefix),
    "property": lambda served, gazetteer, prefix: properties(prefix),
}
"""What can be suggested, with the function that finds what begins so."""


def extend(served: Served, gazetteer: str, asked: Any) -> dict[str, Any]:
    """Return the values of properties of entities; of an id that is not listed, none."""
    ids, wanted = (asked.get("ids"), asked.get("properties")) if isinstance(asked, dict) else (None, None)
    if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids) or not isinstance(wanted, list):
        raise RefusedError(400, 'extend must be an object: {"ids": ["an id"], "properties": [{"id": "country"}]}')
    languages: dict[str, str] = {}
    for property in wanted:
        id = str(property.get("id")) if isinstance(property, dict) else ""
        if id not in PROPERTIES:
            raise RefusedError(400, f"a property has an id; there are: {', '.join(PROPERTIES)}")
        settings = property.get("settings")
        languages[id] = str(settings.get("language") or "") if isinstance(settings, dict) else ""
    entities = served.gazetteers[served.name_of(gazetteer)].entities
    return {
        "meta": [{"id": id, "name": PROPERTIES[id].name} for id in languages],
        "rows": {id: {p: _values(entities.get(id), p, lang) for p, lang in languages.items()} for id in ids},
    }


def _values(entity: Entity | None, property: str, lang: str) -> list[dict[str, str]]:
    return [{"str": value} for value in PROPERTIES[property].values(entity, lang)] if entity else []

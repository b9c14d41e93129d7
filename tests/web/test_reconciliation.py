"""Reconciliation as OpenRefine does it: manifest, batches, suggestions, previews, values for new columns."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

import translit
from translit.limits import MOST_QUERIES
from translit.model import Entity
from translit.table.tables import tables

# What version 0.2 asks of answers, as JSON schemas in our own words.

TEXT, NUMBER = {"type": "string"}, {"type": "number"}


def record(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """Return the schema of an object; the specification lets it have other fields, our answers have none."""
    return {
        "type": "object", "properties": {**required, **optional}, "required": list(required), "additionalProperties": False,
    }  # fmt: skip


def many(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


def by_key(values: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": values}


TYPE = record({"id": TEXT, "name": TEXT})
TEMPLATE = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}
PLACE = record(
    {"service_url": {"type": "string", "pattern": "^https?://"}, "service_path": {"type": "string", "pattern": "^/"}}
)
SETTING = record({"name": TEXT, "label": TEXT, "type": {"const": "text"}}, default=TEXT, help_text=TEXT)
MANIFEST = record(
    {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": TEXT,
        "schemaSpace": TEXT,
    },
    serviceVersion=TEXT,
    defaultTypes={**many(TYPE), "uniqueItems": True},
    view=record({"url": TEMPLATE}),
    preview=record({"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}),
    suggest=record({}, entity=PLACE, type=PLACE, property=PLACE),
    extend=record({}, propose_properties=PLACE, property_settings=many(SETTING)),
    batchSize={"type": "integer"},
)
FEATURE = record({"id": TEXT, "value": {"type": ["boolean", "number"]}})
CANDIDATE = record(
    {"id": {"type": "string", "minLength": 1}, "name": {"type": "string", "minLength": 1}, "score": NUMBER},
    description=TEXT, type=many(TYPE), match={"type": "boolean"}, features=many(FEATURE),
)  # fmt: skip
RESULTS = by_key(record({"result": many(CANDIDATE)}))
SUGGESTIONS = {
    "entity": record({"result": many(record({"id": TEXT, "name": TEXT}, description=TEXT, notable=many(TYPE)))}),
    "type": record({"result": many(TYPE)}),
    "property": record({"result": many(record({"id": TEXT, "name": TEXT}, description=TEXT))}),
}
PROPOSAL = record({"properties": many(record({"id": TEXT, "name": TEXT}, description=TEXT))}, type=TEXT, limit=NUMBER)
EXTENSION = record(
    {"meta": many(record({"id": TEXT, "name": TEXT})), "rows": by_key(by_key(many(record({"str": TEXT}))))}
)


def valid(schema: dict[str, Any], answer: Any) -> Any:
    assert answer.status_code == 200, answer.text
    Draft202012Validator(schema).validate(answer.json())
    return answer.json()


class Refine:
    """A client as OpenRefine is one: it knows the URL of the service, and all else from the manifest."""

    def __init__(self, client: TestClient, url: str = "/reconcile") -> None:
        self.client, self.url = client, url
        self.manifest = valid(MANIFEST, client.get(url))

    def reconcile(self, queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
        answer = self.client.post(self.url, data={"queries": json.dumps(queries)})
        found = valid(RESULTS, answer)
        assert set(found) == set(queries)
        return {key: value["result"] for key, value in found.items()}

    def one(self, **query: Any) -> list[dict[str, Any]]:
        return self.reconcile({"q0": query})["q0"]

    def matched(self, **query: Any) -> str:
        """Return the id of the candidate that is a match, if any is."""
        return next((c["id"] for c in self.one(**query) if c["match"]), "")

    def suggest(self, kind: str, prefix: str, **more: Any) -> list[dict[str, Any]]:
        place = self.manifest["suggest"][kind]
        answer = self.client.get(place["service_url"] + place["service_path"], params={"prefix": prefix, **more})
        found: list[dict[str, Any]] = valid(SUGGESTIONS[kind], answer)["result"]
        return found

    def extend(self, ids: list[str], *properties: str, **settings: str) -> dict[str, dict[str, list[str]]]:
        asked = [{"id": p, **({"settings": settings} if settings else {})} for p in properties]
        answer = self.client.post(self.url, data={"extend": json.dumps({"ids": ids, "properties": asked})})
        found = valid(EXTENSION, answer)
        assert [m["id"] for m in found["meta"]] == list(properties)
        rows: dict[str, dict[str, list[dict[str, str]]]] = found["rows"]
        return {id: {p: [v["str"] for v in values] for p, values in row.items()} for id, row in rows.items()}


@pytest.fixture(scope="module")
def refine(client: TestClient) -> Refine:
    return Refine(client)


def spelled(entities: list[Entity], wanted: int) -> list[tuple[str, Entity]]:
    """Return names of persons, each in the spelling of another convention."""
    found = []
    for number, entity in enumerate(entities):
        lang, names = next(((k, v) for k, v in entity.names.items() if k in tables().languages), ("", ()))
        if lang and len(names[0].split()) > 1:
            spellings = sorted({s.text for s in translit.variants(names[0], lang=lang)})
            found.append((spellings[number % len(spellings)], entity))
    assert len(found) >= wanted
    return found[:: len(found) // wanted][:wanted]


def test_a_thousand_names(refine: Refine) -> None:
    """In batches of ten and of fifty, with type and country, the answers are those of lookup."""
    persons = [e for e in translit.load().gazetteer.entities.values() if e.type == "person" and e.country]
    names = spelled(persons, 1000)
    started = time.perf_counter()
    right = 0
    for size, part in ((10, names[:500]), (50, names[500:])):
        for batch in (part[at : at + size] for at in range(0, len(part), size)):
            queries = {
                f"q{i}": {
                    "query": name, "type": "person", "type_strict": "should", "limit": 5,
                    "properties": [{"pid": "country", "v": entity.country}],
                }
                for i, (name, entity) in enumerate(batch)
            }  # fmt: skip
            for (name, entity), found in zip(batch, refine.reconcile(queries).values(), strict=True):
                scores = [c["score"] for c in found]
                assert scores == sorted(scores, reverse=True)
                linked = [m for m in translit.lookup(name, limit=25) if m.status != "alternative"]
                linked = [m for m in linked if m.entity.type == "person" and m.entity.country in ("", entity.country)]
                wanted = [linked[0].entity.id] if len(linked) == 1 else []
                assert [c["id"] for c in found if c["match"]] == wanted, name
                right += wanted == [entity.id]
    print(f"1,000 names in {time.perf_counter() - started:.1f} s, {right} of them matched with their entity")
    assert right >= 950


def test_the_manifest_leads_to_everything(refine: Refine) -> None:
    assert refine.manifest["versions"] == ["0.2"]
    for template in (refine.manifest["view"]["url"], refine.manifest["preview"]["url"]):
        page = refine.client.get(template.replace("{{id}}", quote("alexander-lukashenko", safe="")))
        assert page.status_code == 200
        assert "President of Belarus" in page.text
    place = refine.manifest["extend"]["propose_properties"]
    url = place["service_url"] + place["service_path"]
    proposed = valid(PROPOSAL, refine.client.get(url, params={"type": "person", "limit": "3"}))
    assert len(proposed["properties"]) == 3


def test_types_and_properties_decide(client: TestClient, refine: Refine) -> None:
    assert refine.matched(query="Loekasjenko") == "alexander-lukashenko"
    assert refine.matched(query="Loekasjenko", type=["person", "place"]) == "alexander-lukashenko"
    assert refine.one(query="Loekasjenko", type="place") == [] or not refine.matched(query="Loekasjenko", type="place")
    for country in ("BY", "Belarus", "Weißrussland", "by"):
        assert refine.matched(query="Loekasjenko", properties=[{"pid": "country", "v": country}]) != ""
    assert refine.matched(query="Loekasjenko", properties=[{"pid": "country", "v": "France"}]) == ""
    mine = Refine(client, "/reconcile/my%20names")
    assert mine.matched(query="Paris") == ""
    assert len(mine.one(query="Paris")) == 2
    assert mine.matched(query="Paris", properties=[{"pid": "country", "v": ["US", "CA"]}]) == "paris-texas"
    assert mine.matched(
        query="Vera Sample", properties=[{"pid": "native_name", "v": {"id": "x", "name": "Вера Сампль"}}]
    )
    assert mine.matched(query="Vera Sample", properties=[{"pid": "gender", "v": "male"}]) == ""
    assert (
        mine.matched(query="", properties=[{"pid": "wikidata", "v": "http://www.wikidata.org/entity/Q90"}]) == "paris"
    )
    assert mine.matched(properties=[{"pid": "native_name", "v": "Вера Сампль"}]) == "vera"
    assert mine.one(query="paris-texas")[0]["score"] == 100
    assert mine.one(query="John Carpenter") == []
    assert mine.one(query="x" * 5000) == []


def test_candidates_that_are_no_match_are_shown(refine: Refine) -> None:
    [first, *_] = refine.one(query="Maria Kolesnik")
    assert (first["id"], first["match"]) == ("maria-kalesnikava", False)
    assert first["score"] < 60


def test_an_empty_cell_does_not_fail_its_batch(refine: Refine) -> None:
    found = refine.reconcile({"q0": {"query": "  "}, "q1": {"query": "Loekasjenko"}})
    assert [bool(candidates) for candidates in found.values()] == [False, True]


def test_queries_may_come_by_get(refine: Refine) -> None:
    queries = json.dumps({"q": {"query": "Мінск"}})
    assert refine.client.get("/reconcile", params={"queries": queries}).json()["q"]["result"][0]["id"] == "minsk"


def test_suggestions(refine: Refine) -> None:
    assert refine.suggest("entity", "lukas")[0]["name"] == "Alexander Lukashenko"
    assert refine.suggest("entity", "Ціханоўс")[0]["id"] == "sviatlana-tsikhanouskaya"
    assert refine.suggest("entity", "minsk")[0]["id"] == "minsk"
    assert refine.suggest("entity", "Loekasjenko")[0]["id"] == "alexander-lukashenko"
    first, second = refine.suggest("entity", "a"), refine.suggest("entity", "a", cursor=10)
    assert len(first) == len(second) == 10
    assert not {e["id"] for e in first} & {e["id"] for e in second}
    assert refine.suggest("entity", "") == []
    assert [t["id"] for t in refine.suggest("type", "P")] == ["person", "place"]
    assert [p["id"] for p in refine.suggest("property", "wiki")] == ["wikidata"]


def test_columns_are_filled(refine: Refine) -> None:
    row = refine.extend(
        ["minsk", "nobody"], "country", "type", "wikidata", "native_name", "description", "alias", "gender"
    )
    assert row["minsk"]["country"] == ["BY"]
    assert row["minsk"]["type"] == ["place"]
    assert "Мінск" in row["minsk"]["native_name"]
    assert not any(row["nobody"].values())
    assert refine.extend(["minsk"], "native_name", language="be") == {"minsk": {"native_name": ["Мінск", "Менск"]}}


BAD_QUERIES = [
    "{", "[]", '{"q": 1}', '{"q": {}}', '{"q": {"query": ["x"]}}', '{"q": {"query": "x", "limit": -1}}',
    '{"q": {"query": "x", "limit": "5"}}', '{"q": {"query": "x", "limit": NaN}}', '{"q": {"query": "x", "type": "Q5"}}',
    '{"q": {"query": "x", "type": [["person"]]}}', '{"q": {"query": "x", "properties": {}}}',
    '{"q": {"query": "x", "properties": [1]}}', '{"q": {"query": "x", "properties": [{"pid": ["a"], "v": 1}]}}',
    '{"q": {"query": "x", "properties": [{"pid": "country"}]}}', "[" * 50_000,
]  # fmt: skip
TOO_MANY = [
    {"q": {"query": "x", "properties": [{"pid": "alias", "v": ["a"] * 100}]}},
    {f"q{i}": {"query": "x"} for i in range(MOST_QUERIES + 1)},
]
BAD_EXTENSIONS = [
    "{}", '{"ids": [1], "properties": []}', '{"ids": "minsk", "properties": []}',
    '{"ids": ["minsk"], "properties": [{"id": "no"}]}', '{"ids": [], "properties": [{"id": {}}]}',
]  # fmt: skip
BAD = [("queries", bad, 400) for bad in BAD_QUERIES]
BAD += [("queries", json.dumps(bad), 413) for bad in TOO_MANY]
BAD += [("extend", bad, 400) for bad in BAD_EXTENSIONS]


@pytest.mark.parametrize(("field", "content", "code"), BAD)
def test_bad_requests_are_refused(refine: Refine, field: str, content: str, code: int) -> None:
    answer = refine.client.post("/reconcile", data={field: content})
    assert answer.status_code == code
    assert set(answer.json()) == {"error"}


def test_other_requests_are_refused(client: TestClient) -> None:
    for answer, code in (
        (client.post("/reconcile", data={"other": "x"}), 400),
        (client.post("/reconcile", content=b"queries={}"), 415),
        (client.post("/reconcile", content=b"&".join([b"a=b"] * 99), headers=FORM), 400),
        (client.post("/reconcile", content=b"queries=%ff", headers=FORM), 400),
        (client.get("/reconcile/nowhere"), 404),
        (client.get("/reconcile/shipped/suggest/cat?prefix=x"), 404),
        (client.get("/reconcile/shipped/suggest/entity?prefix=x&cursor=y"), 400),
        (client.get("/reconcile/shipped/entity?id=nobody"), 404),
        (client.get("/reconcile/shipped/entity"), 404),
    ):
        assert answer.status_code == code, answer.text
        assert set(answer.json()) == {"error"}


FORM = {"content-type": "application/x-www-form-urlencoded"}

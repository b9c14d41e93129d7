"""The JSON API: its answers are those of the library, its document is OpenAPI, and it refuses what is no question."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.testclient import TestClient

import translit
from support import SEEDS, read_seed
from translit.annotation.annotator import Annotator
from translit.config import Config
from translit.limits import LARGEST_REQUEST, LONGEST_ARTICLE

TEXT = "Loekasjenko met The Washington Post; Mr Johnson did not.\r\nTsikhanouskaya 😀 Лукашэнка \u00adПутина"


def ask(client: TestClient, operation: str, question: Any, code: int = 200) -> Any:
    answer = client.post(f"/api/{operation}", json=question)
    assert answer.status_code == code, answer.text
    return answer.json()


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def test_the_document_is_openapi(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()
    assert set(document["paths"]) == {f"/api/{n}" for n in ("annotate", "normalize", "lookup", "compare", "why-not")}
    told = [p for s in document["components"]["schemas"].values() for p in s["properties"].values()]
    assert all(
        "description" in s["properties"]["text"]
        for n, s in document["components"]["schemas"].items()
        if n == "TextQuestion"
    )
    assert told


QUESTIONS = [
    ("annotate", {"text": TEXT}),
    ("normalize", {"text": TEXT, "style": "be"}),
    ("lookup", {"name": "Svetlana Tikhanovska"}),
    ("compare", {"a": "Sergei Tikhanovsky", "b": "Svetlana Tikhanovskaya"}),
    ("why-not", {"text": TEXT, "start": TEXT.index("Johnson"), "end": TEXT.index("Johnson") + 7}),
    ("why-not", {"text": TEXT, "start": 0, "end": 4, "threshold": 0.9}),
]


@pytest.mark.parametrize(("operation", "question"), QUESTIONS)
def test_answers_are_as_the_document_says(
    client: TestClient, document: dict[str, Any], operation: str, question: dict[str, Any]
) -> None:
    post = document["paths"][f"/api/{operation}"]["post"]
    for schema, value in (
        (post["requestBody"]["content"]["application/json"]["schema"], question),
        (post["responses"]["200"]["content"]["application/json"]["schema"], ask(client, operation, question)),
    ):
        Draft202012Validator({**schema, "components": document["components"]}).validate(value)


@pytest.mark.parametrize("threshold", [None, 0.9])
def test_texts_are_answered_as_by_the_library(client: TestClient, threshold: float | None) -> None:
    annotator = Annotator(config=Config(threshold=threshold) if threshold else None)
    for text in (*(read_seed(path.name) for path in SEEDS), TEXT, "", "\ud800 Minsk"):
        question = {"text": text, **({"threshold": threshold} if threshold else {})}
        answer = json.loads(client.post("/api/annotate", content=json.dumps(question), headers=JSON).text)
        assert answer == {**annotator.annotate(text).to_dict(), "made_by": annotator.provenance}
        if text.isprintable():
            assert ask(client, "normalize", question)["text"] == annotator.normalize(text)
    assert ask(client, "normalize", {"text": TEXT, "style": "be"})["text"] == translit.normalize(TEXT, style="be")


JSON = {"content-type": "application/json"}


def test_names_are_answered_as_by_the_library(client: TestClient) -> None:
    for name in ("Loekasjenko", "Svetlana Tikhanovska", "Klitschko", "John Carpenter", "", "x" * 2000):
        matches = ask(client, "lookup", {"name": name, "limit": 3})["matches"]
        wanted = translit.lookup(name, limit=3)
        assert [(m["id"], m["score"], m["status"]) for m in matches] == [
            (m.entity.id, m.score, m.status) for m in wanted
        ]
        assert [m["why"]["sentence"] for m in matches] == [m.explain().sentence for m in wanted]
        for match in matches:
            assert sum(p["weight"] for p in match["why"]["parts"]) == pytest.approx(
                wanted[0].explain().evidence.weight, abs=64
            )
    compared = translit.compare("Łukaszenka", "Lukashenko")
    answer = ask(client, "compare", {"a": "Łukaszenka", "b": "Lukashenko"})
    assert (answer["same"], answer["score"]) == (compared.same, compared.score)
    assert answer["why"]["sentence"] == compared.explain().sentence
    assert ask(client, "lookup", {"name": "Vera Sampl", "gazetteer": "my names"})["matches"][0]["id"] == "vera"


CAUSES = [
    ("Tsikhanouskaya", "linked"), ("Paris", "below threshold"), ("NABU", "needs article"), ("government", "common word"),
    ("Lukashenko", "address"), ("lukashenka", "small letters"), ("Zblorgville", "unknown"), ("Tusk", "below threshold"),
]  # fmt: skip
ASKED = (
    "Tsikhanouskaya read of Paris Hilton. The government of https://news.example/Lukashenko heard of it in Zblorgville, "
    "said Mary Tusk of lukashenka. The NABU said nothing."
)


@pytest.mark.parametrize(("word", "cause"), CAUSES)
def test_why_not(client: TestClient, word: str, cause: str) -> None:
    start = ASKED.index(word)
    answer = ask(client, "why-not", {"text": ASKED, "start": start, "end": start + len(word)})
    assert (answer["text"], answer["cause"]) == (word, cause), answer["sentence"]
    assert word in answer["sentence"]
    assert bool(answer["parts"]) == (cause in ("linked", "below threshold"))
    known = {m.entity.id for m in translit.lookup(word)}
    assert {m["id"] for m in answer["matches"]} == known
    assert not known & {m["id"] for m in answer["nearest"]}
    linked = any(m.start <= start < m.end for m in translit.annotate(ASKED))
    assert linked == (cause == "linked")


BAD: list[tuple[str, bytes, int, str]] = [
    ("annotate", b"", 400, "not JSON"),
    ("annotate", b"{", 400, "not JSON"),
    ("annotate", b"\xff\xfe\xfd", 400, "not JSON"),
    ("annotate", b"[" * 100_000, 400, "not JSON"),
    ("annotate", b"[]", 400, "must be an object"),
    ("annotate", b"{}", 400, "text is missing"),
    ("annotate", b'{"text": 7}', 400, "text must be string"),
    ("annotate", b'{"text": null}', 400, "text must be string"),
    ("annotate", b'{"text": "x", "texts": 1}', 400, "no field 'texts'"),
    ("annotate", b'{"text": "x", "gazetteer": "../../etc/passwd"}', 404, "no gazetteer"),
    ("annotate", b'{"text": "x", "threshold": 7}', 400, "between 0 and 1"),
    ("annotate", b'{"text": "x", "threshold": NaN}', 400, "threshold must be number or null"),
    ("annotate", b'{"text": "x", "threshold": true}', 400, "threshold must be number or null"),
    ("annotate", b'{"text": "' + b"x" * (LONGEST_ARTICLE + 1) + b'"}', 413, "characters"),
    ("annotate", b'{"text": "' + b"x" * LARGEST_REQUEST + b'"}', 413, "bytes"),
    ("normalize", b'{"text": "x", "style": "zz"}', 400, "no entity has the style"),
    ("lookup", b'{"name": "x", "limit": 0}', 400, "limit must lie between"),
    ("lookup", b'{"name": "x", "limit": 1.5}', 400, "limit must be integer"),
    ("lookup", b'{"name": ["x"]}', 400, "name must be string"),
    ("compare", b'{"a": "x"}', 400, "b is missing"),
    ("compare", b'{"a": "x", "b": "y", "type": ["person"]}', 400, "type must be one of person"),
    ("why-not", b'{"text": "x", "start": 0, "end": 9}', 400, "nothing between"),
    ("why-not", b'{"text": "x", "start": -1, "end": 1}', 400, "nothing between"),
]


@pytest.mark.parametrize(("operation", "content", "code", "told"), BAD)
def test_bad_questions_are_refused(client: TestClient, operation: str, content: bytes, code: int, told: str) -> None:
    answer = client.post(f"/api/{operation}", content=content, headers=JSON)
    assert (answer.status_code, answer.headers["content-type"]) == (code, "application/json")
    assert told in answer.json()["error"]
    assert len(answer.content) < 400


def test_other_requests_are_refused(client: TestClient) -> None:
    for answer, code in (
        (client.get("/api/annotate"), 405),
        (client.post("/api/annotate", data={"text": "x"}), 415),
        (client.post("/api/nothing", json={}), 404),
        (client.get("/../../etc/passwd"), 404),
        (client.get("/page.css/../app.py"), 404),
    ):
        assert answer.status_code == code
        assert set(answer.json()) == {"error"}

"""Who is answered: this machine, by its addresses and names, and the pages that it serves."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("localhost", 200), ("localhost:8765", 200), ("127.0.0.1:8765", 200), ("[::1]:8765", 200), ("LOCALHOST", 200),
        ("evil.example", 421), ("evil.example:8765", 421), ("127.0.0.1.evil.example", 421), ("localhost.evil.example", 421),
        ("", 421), ("[", 421), ("localhost@evil.example", 421), ("2130706433", 421), ("a" * 5000, 421),
    ],
)  # fmt: skip
def test_a_foreign_name_of_this_machine_is_refused(client: TestClient, host: str, code: int) -> None:
    for path in ("/", "/reconcile", "/openapi.json", "/page.css"):
        assert client.get(path, headers={"host": host}).status_code == code


@pytest.mark.parametrize(
    ("origin", "code", "allowed"),
    [
        ("http://localhost:8765", 200, None), ("http://127.0.0.1:3333", 200, True), ("http://localhost:3333", 200, True),
        ("https://evil.example", 403, None), ("null", 403, None), ("http://localhost.evil.example", 403, None),
        ("http://93.184.216.34", 403, None), ("file://", 403, None),
    ],
)  # fmt: skip
def test_only_pages_of_this_machine_may_read_answers(
    client: TestClient, origin: str, code: int, allowed: bool | None
) -> None:
    answer = client.get("/reconcile", headers={"origin": origin})
    assert answer.status_code == code
    assert answer.headers.get("access-control-allow-origin") == (origin if allowed else None)
    assert "Origin" in answer.headers["vary"]


def test_every_answer_has_the_headers_that_keep_a_browser_safe(client: TestClient) -> None:
    for path in ("/", "/compare", "/page.css", "/nothing", "/openapi.json"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers
    framed = client.get("/reconcile/shipped/entity?id=minsk").headers["content-security-policy"]
    assert "frame-ancestors 'self' http://127.0.0.1:* http://localhost:*" in framed

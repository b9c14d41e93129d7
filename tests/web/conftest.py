"""A client of the server, which answers in this process, over the shipped gazetteer and a small one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from support import SEEDS, read_seed
from translit.gazetteer import Gazetteer
from translit.web.app import make_app
from translit.web.served import Served

MINE = [
    {"id": "vera", "name": "Vera Sample", "type": "person", "gender": "f", "country": "BY", "names": {"be": "Вера Сампль"}},
    {"id": "paris", "name": "Paris", "type": "place", "country": "FR", "links": {"wikidata": "Q90"}},
    {"id": "paris-texas", "name": "Paris", "type": "place", "country": "US", "description": "<i>a town</i>"},
]  # fmt: skip


@pytest.fixture(scope="session")
def served() -> Served:
    texts = {"seed": read_seed(SEEDS[0].name), "<b>evil</b>": "<script>alert(1)</script> Lukashenka"}
    return Served({"shipped": Gazetteer.default(), "my names": Gazetteer.from_records(MINE)}, texts)


@pytest.fixture(scope="session")
def client(served: Served) -> Iterator[TestClient]:
    with TestClient(make_app(served), base_url="http://localhost:8765", raise_server_exceptions=False) as found:
        yield found

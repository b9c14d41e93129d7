"""Fixtures: the shipped annotator, the gold mentions of the five articles."""

from __future__ import annotations

import json
from typing import Any

import pytest

import translit
from support import ROOT
from translit.annotator import Annotator


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return translit.load()


@pytest.fixture(scope="session")
def gold() -> list[dict[str, Any]]:
    lines = (ROOT / "tests" / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]

"""The guides are true: their Python blocks run one after the other and print something."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
from pathlib import Path

import pytest

from support import ROOT


def run(guide: str, kind: str = "") -> None:
    content = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    names: dict[str, object] = {}
    blocks = re.findall(rf"^```python{kind}\n(.*?)^```", content, re.DOTALL | re.MULTILINE)
    assert blocks
    for block in blocks:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(block, guide, "exec"), names)  # noqa: S102
        assert out.getvalue().strip(), block


@pytest.mark.parametrize("guide", ["spacy.md", "dataframes.md", "gazetteers.md"])
def test_guide(guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run(guide)


@pytest.mark.usefixtures("spark")
def test_guide_to_spark() -> None:
    run("spark.md")


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is large and not installed for the tests")
@pytest.mark.filterwarnings("ignore")
def test_guide_to_ray() -> None:
    run("spark.md", " ray")

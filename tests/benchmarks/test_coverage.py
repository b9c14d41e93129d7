"""The count of listed entities."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import coverage as counted
import pytest


def test_entities_named_twice_are_counted_by_class(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def mark(id_: str, category: str, lemma: str) -> dict[str, str]:
        return {"entity_id": id_, "category": category, "surface": lemma, "lemma": lemma}

    minsk, nobody, once = mark("Q1", "LOC", "Minsk"), mark("Q2", "PER", "Nemo Sample"), mark("Q3", "LOC", "Kyiv")
    wrong_class = mark("Q4", "ORG", "Minsk")
    articles = [
        {"mentions": [minsk, minsk, nobody, nobody, once, wrong_class, wrong_class]},
        {"mentions": [minsk, minsk]},
    ]
    for name in counted.SETS:
        for kind, rows in (("dev", articles), ("kb", [{"entity_id": "Q2", "canonical": "Nemo"}])):
            with gzip.open(tmp_path / f"{name}_{kind}.jsonl.gz", "wt", encoding="utf-8") as file:
                file.writelines(json.dumps(row) + "\n" for row in rows)
    monkeypatch.setattr(sys, "argv", ["coverage.py", "--data", str(tmp_path), "--missing", "1"])
    counted.main()
    told = capsys.readouterr().out.splitlines()
    rows = [" ".join(line.split()) for line in told if line.startswith("english")]
    assert rows == [
        "english PER 0 of 1 0.0% 0 of 1 0.0%",
        "english ORG 0 of 1 0.0% 0 of 1 0.0%",
        "english LOC 2 of 2 100.0% 1 of 1 100.0%",
        "english all 2 of 4 50.0% 1 of 3 33.3%",
    ]
    assert "    1 PER Q2: Nemo, Nemo Sample" in told

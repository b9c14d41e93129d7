"""Lists of links for reading: what is written, and the comparison of two lists."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import reading_list


def test_lists_and_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = ["Vladimir Putin left\tMinsk.\nPutin is in Kyiv.", "Nobody lives here.", "In Minsk it rains."]
    for name in reading_list.STREAMS:
        with gzip.open(tmp_path / f"stream_{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps({"lang": "en", "text": text}) + "\n" for text in texts)
    for out in ("one", "two"):
        reading_list.read_list(tmp_path, tmp_path / out)
    for path in (tmp_path / "one").iterdir():
        assert path.read_text(encoding="utf-8") == (tmp_path / "two" / path.name).read_text(encoding="utf-8")
    list_ = tmp_path / "one" / "links_english.tsv"
    rows = [line.split("\t") for line in list_.read_text(encoding="utf-8").splitlines()]
    assert {(row[0], row[1], row[-2]) for row in rows[1:]} == {
        ("Vladimir Putin", "Vladimir Putin", "1"),
        ("Putin", "Vladimir Putin", "1"),
        ("Minsk", "Minsk", "2"),
        ("Kyiv", "Kyiv", "1"),
    }
    assert rows[1][0] == "Minsk"
    assert rows[1][-1] in {"Vladimir Putin left [[Minsk]]. Putin is in Kyiv.", "In [[Minsk]] it rains."}
    assert len((tmp_path / "one" / "sample_slavic.tsv").read_text(encoding="utf-8").splitlines()) == 1 + 5

    capsys.readouterr()
    reading_list.diff(list_, list_)
    assert capsys.readouterr().out == ""
    fewer = tmp_path / "fewer.tsv"
    fewer.write_text(
        "".join(f"{line}\n" for line in list_.read_text(encoding="utf-8").splitlines()[:-1]), encoding="utf-8"
    )
    reading_list.diff(list_, fewer)
    assert capsys.readouterr().out.startswith("   -1  en")

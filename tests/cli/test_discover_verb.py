"""The verb ``discover``: files in, an alias file, lines or a page out; an interrupted run goes on."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from command import run
from support import SEEDS
from translit.corpus import article_names
from translit.corpus.article_names import NameCount
from translit.corpus.name_counts import NameCounts

NOBODY = ("--aliases", "nobody.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nobody.yaml").write_text("[]\n")
    return tmp_path


def test_an_alias_file_and_a_page(folder: Path) -> None:
    _, err = run(folder, "discover", *SEEDS, *NOBODY, "-o", "out.yaml", "--html", "page.html")
    assert "articles: 5, proposals: " in err
    run(folder, "gazetteer", "check", "out.yaml")
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert "Maria Kolesnikova" in page
    assert len(re.findall("<li[ >]", page)) == page.count("</li>")
    assert sorted(p.name for p in folder.iterdir()) == ["nobody.yaml", "out.yaml", "page.html"]


def test_everything_in_a_page_is_escaped(folder: Path) -> None:
    (folder / "a.txt").write_text("<script>x</script> Then Anna Petrenko<b> spoke & Anna Petrenko left.")
    run(folder, "discover", "a.txt", *NOBODY, "--html", "page.html")
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_lines_by_the_name_of_the_output(folder: Path) -> None:
    run(folder, "discover", SEEDS[0], *NOBODY, "-o", "out.jsonl")
    rows = [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {"Andrei Vaitovich", "Veronika Tsepkalo"} <= {row["name"] for row in rows}
    out, _ = run(folder, "discover", SEEDS[0], *NOBODY, "--to", "jsonl")
    assert [json.loads(line) for line in out.splitlines()] == rows


def _stops_at(number: int) -> Callable[..., list[NameCount]]:
    """Return what reads the names of articles, and is interrupted at one."""
    read, count = article_names.article_names, 0

    def stopped(*args: object) -> list[NameCount]:
        nonlocal count
        count += 1
        if count == number:
            raise KeyboardInterrupt
        return read(*args)  # type: ignore[arg-type]

    return stopped


def test_a_stopped_run_goes_on_and_gives_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ("discover", *SEEDS, *NOBODY, "-o", "out.yaml")
    run(folder, *command)
    whole = (folder / "out.yaml").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(article_names, "article_names", _stops_at(3))
        run(folder, *command, code=130)
    _, err = run(folder, *command, code=2)
    assert "--resume goes on" in err
    _, err = run(folder, "discover", SEEDS[0], *NOBODY, "-o", "out.yaml", "--resume", code=2)
    assert "begun otherwise" in err
    other = NameCounts(folder / "out.yaml.part", _settings(folder / "out.yaml.part"))
    _, err = run(folder, *command, "--resume", code=2)
    assert "another run is writing it" in err
    other.close()
    _, err = run(folder, *command, "--resume")
    assert "goes on after 2 articles" in err
    assert (folder / "out.yaml").read_bytes() == whole


def _settings(part: Path) -> str:
    with closing(sqlite3.connect(part)) as base:
        return str(base.execute("SELECT settings FROM run").fetchone()[0])


def test_a_stopped_run_whose_files_have_changed_does_not_go_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = folder / "texts"
    texts.mkdir()
    for name in "abc":
        (texts / f"{name}.txt").write_text("Anna Petrenko left.")
    with monkeypatch.context() as patch:
        patch.setattr(article_names, "article_names", _stops_at(3))
        run(folder, "discover", "texts", "-o", "out.yaml", code=130)
    (texts / "a.txt").unlink()
    _, err = run(folder, "discover", "texts", "-o", "out.yaml", "--resume", code=2)
    assert "not the inputs of the run that was stopped" in err


def test_a_run_that_reads_nothing_leaves_what_stands_there(folder: Path) -> None:
    (folder / "out.yaml").write_text("- mine")
    _, err = run(folder, "discover", "missing.txt", "-o", "out.yaml", code=1)
    assert "missing.txt: no such file" in err
    assert {p.name: p.read_text() for p in folder.iterdir()} == {"nobody.yaml": "[]\n", "out.yaml": "- mine"}


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(folder: Path) -> None:
    out, err = run(folder, "discover", "missing.txt", SEEDS[0], *NOBODY, code=1)
    assert "missing.txt: no such file" in err
    assert "Tsepkalo" in out
    _, err = run(folder, "discover", "missing.txt", "-o", "missing.txt", code=2)
    assert "among the inputs" in err
    run(folder, "discover", SEEDS[0], "--resume", code=2)

"""Who writes which spelling, and what breaks a house style."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

import translit
from command import run
from support import SEEDS, Answer, cases, check, read_seed
from translit.corpus.spelling_counts import audit
from translit.gazetteer import Gazetteer
from translit.match.spelling_origin import origin

OUTLETS = ("Paper A", "Paper B", "Paper C", "Paper D", "Paper E")
NEWS = [
    {"source": outlet, "date": f"2020-0{8 + n % 2}-14", "text": read_seed(path.name)}
    for n, (outlet, path) in enumerate(zip(OUTLETS, SEEDS, strict=True))
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(article) + "\n" for article in NEWS), encoding="utf-8")
    (tmp_path / "page.html").write_text("<p>In <b>Minsk</b>\n<p>met &amp; Lukashenko.", encoding="utf-8")
    (tmp_path / "good.txt").write_text("Lukashenka in Minsk.", encoding="utf-8")
    return tmp_path


def test_where_a_spelling_comes_from() -> None:
    entities = Gazetteer.default().entities

    def answer(spelling: str, entity: str, lang: str, expected: str) -> Answer:
        return expected, str(origin(spelling, entities[entity], lang or None))

    check(cases("origins.tsv"), answer)


def test_every_mention_of_the_seeds_is_counted_once() -> None:
    found = audit(iter(NEWS))
    linked = [m for article in NEWS for m in translit.annotate(article["text"]) if m.kb_id]
    assert sum(count.mentions for count in found) == len(linked)
    assert found.articles == len(NEWS)
    assert repr(found) == f"Audit(5 articles, {len({m.kb_id for m in linked})} entities, {len(found)} counts)"
    first = found[0]
    assert (first.entity_id, first.spelling, first.languages) == ("alexander-lukashenko", "Lukashenko", "ru")
    liberty = {(c.spelling, c.convention) for c in found if c.entity_id == first.entity_id and c.group == "Paper C"}
    written = "English press from Belarusian"
    assert liberty == {("Lukashenka", written), ("Alyaksandr Lukashenka", written)}
    assert {count.month for count in found} == {"2020-08", "2020-09"}
    assert {count.month for count in audit(NEWS, by="nothing", over="nothing")} == {""}
    assert len(audit([])) == 0


def test_the_order_of_articles_changes_nothing() -> None:
    assert audit(NEWS) == audit(NEWS[::-1])


def test_table_csv_and_page(folder: Path) -> None:
    table, _ = run(folder, "audit", "news.jsonl")
    assert table.startswith("5 articles, 50 entities, ")
    assert re.search(r"^ +13  Lukashenka +English press from Belarusian +Paper C 11, Paper E 2$", table, re.M)
    told = list(csv.DictReader(io.StringIO(run(folder, "audit", "news.jsonl", "--to", "csv", "-j", "2")[0])))
    counts = audit(NEWS)
    assert [tuple(row.values()) for row in told] == [tuple(map(str, count)) for count in counts]
    run(folder, "audit", "news.jsonl", "-o", "page.htm")
    page = (folder / "page.htm").read_text(encoding="utf-8")
    run(folder, "audit", "news.jsonl", "-o", "again.html")
    assert page == (folder / "again.html").read_text(encoding="utf-8")
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", page).replace("http-equiv", "")
    assert page.count('class="entity"') == 50
    assert page.count("<svg role") >= 4
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_groups_without_fields_and_files_that_fail(folder: Path) -> None:
    out, err = run(folder, "audit", "good.txt", "nope.txt", "--by", "folder", code=1)
    assert re.search(r"Minsk  English press .* - 1$", out, re.M)
    assert "nope.txt: no such file" in err
    assert "good.txt 1" in run(folder, "audit", "good.txt", "--by", "id")[0]


def test_what_breaks_a_house_style(folder: Path) -> None:
    out, err = run(folder, "audit", "--style", "be", "page.html", "good.txt", code=1)
    assert out == "page.html:2:14: “Lukashenko” → “Lukashenka”\n"
    assert err == "normalize: 1 place breaks the style be\n"
    assert run(folder, "audit", "--style", "be", "good.txt") == ("", "normalize: 0 places break the style be\n")
    assert "no entity has" in run(folder, "audit", "--style", "xx", "good.txt", code=2)[1]


def test_what_breaks_a_style_is_what_normalize_would_change(folder: Path) -> None:
    for path in SEEDS:
        (folder / "article.txt").write_bytes(path.read_bytes())
        out, _ = run(folder, "audit", "--style", "be", "article.txt", code=1)
        lines = read_seed(path.name).split("\n")
        for number, column, old, new in re.findall(r"^article.txt:(\d+):(\d+): “(.*)” → “(.*)”$", out, re.M):
            line, at = lines[int(number) - 1], int(column) - 1
            assert line[at : at + len(old)] == old != new
        assert out.count("\n") == len(translit.rewrite(read_seed(path.name), style="be").replacements)

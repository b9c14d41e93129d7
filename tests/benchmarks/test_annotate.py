"""The benchmark of annotation counts and classifies as documented."""

from __future__ import annotations

from pathlib import Path

import pytest
from annotate_errors import is_inflected, missed_because, wrong_because
from articles import Article, Bench, Mark, judge, precision_recall_f1
from open_world_articles import compared

from translit.model import Mention, Status

TEXT = "Президента Путина и Байдена ждали в Москве. USA и путинский план Путина: Новая Москва."
LISTED = {
    "putin": ("Владимир Путин", "Путин"),
    "biden": ("Джо Байден",),
    "moscow": ("Москва",),
    "usa": ("Соединенные Штаты", "США"),
    "plan": ("План",),
    "nobody": (),
    "stranger": ("Новая Москва",),
}
TYPES = {
    "putin": "PER",
    "biden": "PER",
    "moscow": "LOC",
    "usa": "LOC",
    "plan": "EVT",
    "nobody": "PER",
    "stranger": "PER",
}


def mark(surface: str, entity: str, *, nth: int = 0, optional: bool = False) -> Mark:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return Mark(start, start + len(surface), entity, surface, surface, TYPES[entity], optional)


def mention(surface: str, entity: str, *, nth: int = 0, status: Status = "linked") -> Mention:
    at = mark(surface, entity, nth=nth)
    id, candidates = (entity, ()) if status == "linked" else ("", (entity, "other"))
    return Mention(at.start, at.end, surface, TYPES[entity], id, "", 1.0, status, "exact", "", candidates)


def article(*marks: Mark, end: int = len(TEXT)) -> Article:
    return Article("ru", "", TEXT, marks, 0, end)


BENCH = Bench("x", (), TYPES, LISTED, frozenset({"stranger"}))


def test_counts() -> None:
    told = article(
        mark("Путина", "putin"), mark("Байдена", "biden"), mark("USA", "usa", optional=True), mark("план", "plan")
    )
    found = [mention("Путина", "putin"), mention("USA", "usa"), mention("план", "plan"), mention("Москве", "moscow"),
             mention("Байдена", "biden", status="ambiguous")]  # fmt: skip
    counts = judge(BENCH, told, found, ("PER", "LOC")).counts
    assert (counts["right"], counts["wrong"], counts["missed"]) == (1, 1, 1)
    assert precision_recall_f1(counts) == precision_recall_f1(counts, "doc ") == (0.5, 0.5, 0.5)


def test_only_the_judged_part_counts() -> None:
    found = [mention("Путина", "putin"), mention("Путина", "putin", nth=1)]
    counts = judge(BENCH, article(mark("Путина", "putin"), end=40), found, ("PER",)).counts
    assert (counts["right"], counts["wrong"]) == (1, 0)


@pytest.mark.parametrize(
    ("missed", "found", "cause"),
    [
        (mark("Путина", "putin"), [], "inflection"),
        (mark("Байдена", "biden"), [], "surname only"),
        (mark("Новая", "nobody"), [], "no name listed"),
        (mark("USA", "usa"), [], "acronym"),
        (mark("путинский", "putin"), [], "lower case"),
        (mark("Москва", "moscow"), [], "listed as it stands"),
        (mark("Москва", "moscow"), [mention("Новая Москва", "stranger")], "in a longer name"),
        (mark("Москва", "moscow"), [mention("Москва", "usa")], "other entity"),
        (mark("Новая Москва", "moscow"), [mention("Москва", "moscow")], "boundary"),
        (mark("Байдена", "biden"), [mention("Байдена", "biden", status="ambiguous")], "ambiguous"),
    ],
)
def test_why_missed(missed: Mark, found: list[Mention], cause: str) -> None:
    assert missed_because(BENCH, article(missed), missed, found) == cause


@pytest.mark.parametrize(
    ("found", "gold", "cause"),
    [
        (mention("Новая Москва", "stranger"), [mark("Новая Москва", "moscow")], "stranger"),
        (mention("Москва", "usa"), [mark("Москва", "moscow")], "other entity"),
        (mention("Москва", "moscow"), [mark("Новая Москва", "moscow")], "boundary"),
        (mention("Москва", "moscow"), [mark("Новая Москва", "usa")], "in a longer name"),
        (mention("Путина", "putin", nth=1), [mark("Путина", "putin")], "named elsewhere in the article"),
        (mention("Президента", "putin"), [], "common word"),
        (mention("Путина", "putin"), [], "other"),
    ],
)
def test_why_wrong(found: Mention, gold: list[Mark], cause: str) -> None:
    assert wrong_because(BENCH, article(*gold), found) == cause


def test_inflected_names_differ_by_endings_only() -> None:
    assert is_inflected(("владимира", "путина"), ("владимир", "путин"))
    assert not is_inflected(("путина",), ("владимир", "путин"))
    assert not is_inflected(("putina",), ("путин",))


def test_strangers_have_no_listed_name(tmp_path: Path) -> None:
    import gzip
    import json

    task = tmp_path / "retrieval" / "ep_politicians"
    task.mkdir(parents=True)
    rows = [
        {"id": str(n), "name": name, "type": "PER"} for n, name in enumerate(["джо байден", "Ann Other", "Bob Other"])
    ]
    with gzip.open(task / "kb.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    more = BENCH.with_strangers(tmp_path, 1)
    assert more.strangers - BENCH.strangers == {"stranger-1"}
    assert more.listed["stranger-1"] == ("Ann Other",)
    with pytest.raises(SystemExit, match="only 2"):
        BENCH.with_strangers(tmp_path, 3)


def test_half_of_the_entities_keep_no_name_and_namesakes_stay_together() -> None:
    listed = {f"e{n}": (f"Name {n}",) for n in range(200)} | {"twin": ("Name 7", "Another"), "third": ("another",)}
    bench = Bench("x", (), dict.fromkeys(listed, "PER"), listed)
    halves = [{id for id, names in bench.without_half(half).listed.items() if names} for half in (0, 1)]
    assert halves[0].isdisjoint(halves[1])
    assert halves[0] | halves[1] == listed.keys()
    assert min(map(len, halves)) > 70
    assert any({"e7", "twin", "third"} <= half for half in halves)


@pytest.mark.parametrize(
    ("surface", "wikidata", "verdict"),
    [("Путина", "putin", "right"), ("Путина", "biden", "other entity"), ("Москва", "moscow", "in a longer name"),
     ("Москва", "new", "other span"), ("USA", "usa", "not in gold"), ("USA", "", "no wikidata id")],
)  # fmt: skip
def test_shipped_gazetteer_against_wikidata(surface: str, wikidata: str, verdict: str) -> None:
    told = article(mark("Путина", "putin"), Mark(TEXT.index("Новая"), len(TEXT) - 1, "new", "", "", "LOC", False))
    assert compared(told, mention(surface, "moscow"), wikidata) == verdict

"""Columns of names: ``normalize lookup`` and ``normalize dedupe``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from command import ALIASES, run
from support import Row, cases, check
from translit.annotation.annotator import Annotator
from translit.corpus.name_clusters import clusters
from translit.gazetteer import Gazetteer

OTHER = """- {id: gc, name: Georgia, type: place, names: {uk: Грузія}, aliases: [{text: Gruzia, needs_context: true}]}
- {id: gs, name: Georgia State, type: place, aliases: [{text: Gruzia, needs_context: true}]}
"""
STAFF = """id;name;note
1;Swetlana Tichanowskaja;"a;b"
2;;empty
3;Nobody Known;=1+1
4;Gruzia;"two
lines"
5;only two
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "my.yaml").write_text(ALIASES + OTHER)
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    return tmp_path


def table(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content)))


def test_every_row_keeps_its_columns_and_gets_five(folder: Path) -> None:
    out, err = run(folder, "lookup", "staff.csv", "--column", "name", "--aliases", "my.yaml", code=1)
    rows = table(out)
    assert [row["status"] for row in rows] == ["linked", "unknown", "unknown", "ambiguous", "error"]
    assert [row["entity_id"] for row in rows] == ["sv", "", "", "", ""]
    assert [(row["id"], row["note"]) for row in rows[:4]] == [
        ("1", "a;b"),
        ("2", "empty"),
        ("3", "=1+1"),
        ("4", "two\nlines"),
    ]
    assert rows[3]["reason"] == "may be Georgia (gc) or Georgia State (gs)"
    assert "staff.csv:7: 2 columns where the header has 3" in rows[4]["reason"]
    assert err.splitlines()[-1] == "normalize: 5 rows: 2 unknown, 1 linked, 1 ambiguous, 1 error"


def test_candidates_prefix_and_formulas(folder: Path) -> None:
    options = [
        "--column",
        "name",
        "--aliases",
        "my.yaml",
        "--top",
        "2",
        "--prefix",
        "t_",
        "--safe-csv",
        "-o",
        "out.csv",
    ]
    run(folder, "lookup", "staff.csv", *options, code=1)
    rows = table((folder / "out.csv").read_text(encoding="utf-8"))
    assert [rows[3][f"t_candidate_{n}_id"] for n in (1, 2)] == ["gc", "gs"]
    assert rows[2]["note"] == "'=1+1"
    (folder / "staff.csv").write_text("name,score\nMinsk,1\n")
    assert "--prefix my_" in run(folder, "lookup", "staff.csv", "--column", "name", code=2)[1]


def test_several_processes_give_the_same(folder: Path) -> None:
    options = ["lookup", "staff.csv", "--column", "name", "--aliases", "my.yaml"]
    assert run(folder, *options, code=1)[0] == run(folder, *options, "-j", "2", code=1)[0]


@pytest.mark.parametrize("form", ["jsonl", "parquet", "tsv"])
def test_other_forms(folder: Path, form: str) -> None:
    records = [
        {"name": "Gruzia", "tags": ["a"]},
        {"name": None, "tags": []},
        {"name": "Swetlana Tichanowskaja", "tags": None},
    ]
    if form == "parquet":
        import pyarrow as pa
        from pyarrow import parquet

        parquet.write_table(pa.Table.from_pylist(records), folder / "names.parquet")
    elif form == "jsonl":
        lines = [json.dumps(record) for record in [*records[:2], {**records[2], "late": 1}]]
        (folder / "names.jsonl").write_text("\n".join(lines))
    else:
        (folder / "names.tsv").write_text('name\ttags\nGruzia\t"[""a""]"\n\t[]\nSwetlana Tichanowskaja\t\n')
    rows = table(run(folder, "lookup", f"names.{form}", "--column", "name", "--aliases", "my.yaml")[0])
    assert [row["status"] for row in rows] == ["ambiguous", "unknown", "linked"]
    assert [row["tags"] for row in rows] == ['["a"]', "[]", ""]


def test_values_that_are_no_text_fail_alone(folder: Path) -> None:
    (folder / "names.jsonl").write_text('{"name": 1}\n{"name": "Miensk"}\nnot JSON\n{}\n')
    out, err = run(folder, "lookup", "names.jsonl", "--column", "name", code=1)
    assert [row["status"] for row in table(out)] == ["error", "linked", "error", "error"]
    assert "--column NAME" in err


def test_names_without_a_file_and_types(folder: Path) -> None:
    out, err = run(folder, "lookup", "Gruzia", "Nobody", "--aliases", "my.yaml")
    assert [(row["name"], row["status"]) for row in table(out)] == [("Gruzia", "ambiguous"), ("Nobody", "unknown")]
    assert err == ""
    assert (
        table(run(folder, "lookup", "Gruzia", "--aliases", "my.yaml", "--type", "person")[0])[0]["status"] == "unknown"
    )


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["staff.csv"], "--column NAME"),
        ([], "give NAMEs"),
        (["my.yaml", "--column", "name"], "--from csv"),
        (["staff.csv", "--column", "name", "-o", "staff.csv"], "among the inputs"),
    ],
)
def test_wrong_usage(folder: Path, args: list[str], told: str) -> None:
    assert told in run(folder, "lookup", *args, code=2)[1]


def test_a_column_that_is_not_there(folder: Path) -> None:
    out, err = run(folder, "lookup", "staff.csv", "--column", "nam", code=1)
    assert (out, "no column 'nam'; there are 'id', 'name', 'note'" in err) == ("", True)


def test_dedupe(folder: Path) -> None:
    names = [
        "Swjatlana Zichanouskaja",
        "Ivan Sidorchuk",
        "",
        "Iwan Sidortschuk",
        "Sviatlana Tsikhanouskaya",
        "Ivan Sidorchuk",
    ]
    (folder / "names.csv").write_text("name,n\n" + "".join(f"{name},{n}\n" for n, name in enumerate(names)))
    out, err = run(folder, "dedupe", "names.csv", "--column", "name", "--aliases", "my.yaml")
    told = [(row["cluster"], row["representative"], row["entity_id"]) for row in table(out)]
    known, other = ("1", "Sviatlana Tsikhanouskaya", "sv"), ("2", "Ivan Sidorchuk", "")
    assert told == [known, other, ("", "", ""), other, known, other]
    assert err == "normalize: 6 rows: 4 different names, 2 clusters\n"


def test_a_cluster_is_shown_as_an_ordinary_spelling() -> None:
    nobody = Annotator(Gazetteer.from_records([{"id": "x", "name": "Xenia Nobody", "type": "person"}]))
    names = [
        "  ANNA  LINDQVIST",
        "Lindqvist, Anna",
        "Lindqvist, Anna",
        "anna lindqvist",
        " Anna  Lindqvist",
        "LINDQVIST Anna",
    ]
    assert {cluster.representative for cluster in clusters(names, nobody).values()} == {"Anna Lindqvist"}


def test_names_are_one_or_not() -> None:
    nobody = Annotator(Gazetteer.from_records([{"id": "x", "name": "Xenia Nobody", "type": "person"}]))

    def answer(names: str, expected: str) -> tuple[object, object]:
        given = names.split(" | ")
        found = clusters(given, nobody)
        return expected, " ".join(str(found[name].number) for name in given)

    rows: list[Row] = cases("clusters.tsv")
    check(rows, answer)

"""A real local Spark session: several partitions and batches, invalid rows, the same answers as one process."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession

from support import SEEDS, read_seed
from translit.annotation.annotator import Annotator
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.integrations.spark import annotate

pytestmark = pytest.mark.doors
YAML = "- {id: quibdo, name: Quibdó, type: place}\n"


def rows(frame: DataFrame) -> list[dict[str, Any]]:
    return sorted((r.asDict(recursive=True) for r in frame.collect()), key=lambda r: r["n"])


def test_the_answer_of_one_process(spark: SparkSession, annotator: Annotator) -> None:
    texts = [read_seed(p.name) for p in SEEDS]
    texts = [part for text in texts for part in (text, None, "", text[:700])]
    frame = spark.createDataFrame(list(enumerate(texts)), "n int, text string").repartition(4)
    assert frame.rdd.getNumPartitions() == 4
    got = rows(annotate(frame))
    assert [r["n"] for r in got] == list(range(len(texts)))
    for text, row in zip(texts, got, strict=True):
        assert row["text"] == text
        assert row["error"] is None
        if text is None:
            assert row["mentions"] is row["entities"] is None
            continue
        expected = annotator.annotate(text)
        assert row["mentions"] == [{"candidates": [], **m.to_dict()} for m in expected]
        assert {e["kb_id"]: e["count"] for e in row["entities"]} == expected.entities


def test_a_poisoned_row_is_named_and_the_job_goes_on(spark: SparkSession) -> None:
    texts = [b"Minsk", b"Minsk \xff", None, b"", "Мінск".encode()]
    frame = spark.createDataFrame(list(enumerate(texts)), "n int, text binary").repartition(2)
    wanted = ["minsk", "ValueError: not UTF-8 at byte 6", None, [], "minsk"]
    as_strings = frame.selectExpr("n", "cast(text as string) as text")  # Spark does not validate UTF-8
    for given in (frame, as_strings):
        got = [r["error"] or (r["mentions"] and r["mentions"][0]["kb_id"]) for r in rows(annotate(given))]
        assert got == wanted


def test_other_columns_stay_and_names_can_have_a_prefix(spark: SparkSession) -> None:
    when = datetime.datetime(2020, 9, 14, 12, 30)
    frame = spark.createDataFrame(
        [(1, "Minsk", when, ["a", None], {"k": 1.5}, "mine")],
        "n int, `the text` string, at timestamp_ntz, tags array<string>, numbers map<string,double>, error string",
    )
    with pytest.raises(ValueError, match="there is a column 'error' already; rename it or choose a prefix"):
        annotate(frame, "the text")
    [row] = rows(annotate(frame, "the text", prefix="name_"))
    assert [row["at"], row["tags"], row["numbers"], row["error"]] == [when, ["a", None], {"k": 1.5}, "mine"]
    assert row["name_entities"] == [{"kb_id": "minsk", "count": 1}]


def test_what_is_wrong_is_told_before_the_job_starts(spark: SparkSession) -> None:
    frame = spark.createDataFrame([(1, "Minsk")], "n int, text string")
    with pytest.raises(ValueError, match="there is no column 'body'; the columns are n, text"):
        annotate(frame, "body")
    with pytest.raises(TypeError, match="column 'n' is int; cast it to string first"):
        annotate(frame, "n")
    with pytest.raises(TypeError, match="gazetteer must be a path that executors can open, or None, not Gazetteer"):
        annotate(frame, gazetteer=Gazetteer.default())  # type: ignore[arg-type]


def test_a_gazetteer_is_opened_once_in_each_worker(spark: SparkSession, opened_log: Path, tmp_path: Path) -> None:
    path = tmp_path / "once.yaml"
    path.write_text(YAML, encoding="utf-8")
    frame = spark.createDataFrame([(n, "Quibdó and Minsk") for n in range(40)], "n int, text string").repartition(4)
    for _ in range(2):  # two jobs of four tasks with several batches of two rows
        got = rows(annotate(frame, gazetteer=path, config=Config(threshold=0.7)))
        assert [[m["kb_id"] for m in r["mentions"]] for r in got] == [["quibdo"]] * 40
    opened = Counter(line for line in opened_log.read_text().splitlines() if line.endswith(str(path)))
    assert 1 <= len(opened) <= 4  # workers: two at a time
    assert set(opened.values()) == {1}


def test_a_gazetteer_that_spark_sends(spark: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "sent.yaml"
    path.write_text(YAML, encoding="utf-8")
    spark.sparkContext.addFile(str(path))
    frame = spark.createDataFrame([(1, "Quibdó")], "n int, text string")
    assert Path(SparkFiles.get("sent.yaml")) != path
    assert rows(annotate(frame, gazetteer="sent.yaml"))[0]["entities"] == [{"kb_id": "quibdo", "count": 1}]
    with pytest.raises(Exception, match=r"nowhere\.yaml: no such file"):
        annotate(frame, gazetteer="nowhere.yaml").collect()

"""All interfaces give the same mentions for the five articles."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

import translit
from support import ROOT, SEEDS, read_seed

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Mentions = list[dict[str, Any]]
TEXTS = [read_seed(p.name) for p in SEEDS]


@pytest.fixture(scope="module")
def expected() -> list[Mentions]:
    return [translit.annotate(text).to_dict()["mentions"] for text in TEXTS]


def command_line() -> list[Mentions]:
    command = [sys.executable, "-c", "from translit.cli import main; main()", "annotate", *map(str, SEEDS)]
    done = subprocess.run([*command, "--to", "jsonl"], cwd=ROOT, capture_output=True, check=True)
    return [json.loads(line)["mentions"] for line in done.stdout.splitlines()]


def pipe(n_process: int) -> list[Mentions]:
    return [a.to_dict()["mentions"] for a in translit.load().pipe(TEXTS, n_process=n_process, batch_size=2)]


def spacy_pipe(n_process: int) -> list[Mentions]:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("translit")
    docs = list(nlp.pipe(TEXTS, n_process=n_process, batch_size=2))
    return [[span._.translit for span in doc.spans["translit"]] for doc in docs]


def arrow() -> list[Mentions]:
    import pyarrow as pa

    from translit.integrations.arrow import annotate_batch

    return annotate_batch(pa.RecordBatch.from_pydict({"text": TEXTS})).column("mentions").to_pylist()


def pandas() -> list[Mentions]:
    import pandas as pd

    from translit.integrations.pandas import annotate

    return list(annotate(pd.DataFrame({"text": TEXTS}))["mentions"])


def polars() -> list[Mentions]:
    import polars as pl

    from translit.integrations.polars import TranslitExpr

    frame = pl.LazyFrame({"text": TEXTS}).select(TranslitExpr(pl.col("text")).annotate().struct.unnest())
    return frame.collect()["mentions"].to_list()


def datasets() -> list[Mentions]:
    from datasets import Dataset

    from translit.integrations.datasets import annotate

    return annotate(Dataset.from_dict({"text": TEXTS}))["mentions"][:]


def duckdb() -> list[Mentions]:
    import duckdb

    from translit.integrations.duckdb import register

    with duckdb.connect() as connection:
        register(connection)
        rows = connection.execute("SELECT translit(unnest(?::VARCHAR[])).mentions", [TEXTS]).fetchall()
    return [mentions for (mentions,) in rows]


def same(found: list[Mentions], expected: list[Mentions]) -> bool:
    """Compare mentions; typed columns have an empty ``candidates`` list where JSON leaves it out."""
    return [[{k: v for k, v in m.items() if v != []} for m in mentions] for mentions in found] == expected


@pytest.mark.parametrize(
    "door",
    [
        command_line,
        pytest.param(lambda: pipe(1), id="pipe"),
        pytest.param(lambda: pipe(2), id="pipe, 2 processes"),
        pytest.param(lambda: spacy_pipe(1), id="spaCy"),
        pytest.param(lambda: spacy_pipe(2), id="spaCy, 2 processes"),
        arrow,
        pandas,
        polars,
        datasets,
        duckdb,
    ],
)
def test_every_door_gives_the_same_mentions(door: Callable[[], list[Mentions]], expected: list[Mentions]) -> None:
    assert same(door(), expected)
    assert sum(map(len, expected)) > 150


@pytest.mark.doors
def test_spark_gives_the_same_mentions(spark: SparkSession, expected: list[Mentions]) -> None:
    from translit.integrations.spark import annotate

    frame = spark.createDataFrame(list(enumerate(TEXTS)), "n int, text string").repartition(3)
    rows = sorted((row.asDict(recursive=True) for row in annotate(frame).collect()), key=lambda row: row["n"])
    assert same([row["mentions"] for row in rows], expected)

"""The unlisted names of articles as a table: DuckDB counts them, and the proposals are those of one process."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

from support import SEEDS, read_seed
from translit.corpus.discovery import Proposal, discover, propose
from translit.gazetteer import Gazetteer
from translit.integrations.duckdb import register_names
from translit.integrations.names import NAME, SUMS, names_batch, names_table
from translit.integrations.spark import names

TEXTS = [read_seed(p.name) for p in SEEDS]
NOBODY = Gazetteer()


def facts(found: list[Proposal]) -> list[tuple[object, ...]]:
    return [(p.id, p.type, p.gender, dict(p.names), p.mentions, p.articles, dict(p.spellings)) for p in found]


def test_duckdb_counts() -> None:
    connection = duckdb.connect()
    register_names(connection, gazetteer=NOBODY)
    articles = pa.table({"text": pa.array([*TEXTS, None, ""])})
    connection.register("articles", articles)
    connection.sql("CREATE TABLE found AS SELECT unnest(translit_names(text), recursive := true) FROM articles")
    counted = connection.sql(SUMS.format(names="found")).to_arrow_table()
    assert facts(propose(counted.to_pylist())) == facts(discover(TEXTS, gazetteer=NOBODY))


def test_a_table_of_names() -> None:
    table = names_table(pa.table({"body": [*TEXTS, None]}), "body", gazetteer=NOBODY)
    assert table.schema == pa.schema(list(NAME))
    assert {"Vladimir Putin", "Minsk"} <= set(table.column("name").to_pylist())
    assert names_batch(pa.RecordBatch.from_pydict({"text": pa.array([None], pa.string())})).num_rows == 0


@pytest.mark.doors
def test_spark_counts(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> None:
    nobody = tmp_path_factory.mktemp("names") / "nobody.yaml"
    nobody.write_text("[]\n")
    frame = spark.createDataFrame([(n, text) for n, text in enumerate(TEXTS)], "n int, text string").repartition(3)
    names(frame, gazetteer=nobody).createOrReplaceTempView("found")
    rows = [row.asDict() for row in spark.sql(SUMS.format(names="found")).collect()]
    assert facts(propose(rows)) == facts(discover(TEXTS, gazetteer=NOBODY))

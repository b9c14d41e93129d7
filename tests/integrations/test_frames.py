"""Columns of text in, columns of mentions out: nulls, empty strings, failed rows, and features of each library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import datasets
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sklearn.base import clone
from sklearn.feature_extraction import DictVectorizer
from sklearn.pipeline import make_pipeline

import translit.integrations.pandas
import translit.integrations.polars
from translit.annotation.annotator import Annotator, annotator_for
from translit.config import Config
from translit.errors import ReadError
from translit.gazetteer import Gazetteer
from translit.integrations.arrow import RESULT, annotate_batch, annotate_table, annotated_schema
from translit.integrations.datasets import annotate as annotate_dataset
from translit.integrations.duckdb import register
from translit.integrations.sklearn import EntityCounter

TEXTS = ["Loekasjenko in Minsk, Minsk", None, "", "nobody"]
ENTITIES = [[{"kb_id": "alexander-lukashenko", "count": 1}, {"kb_id": "minsk", "count": 2}], None, [], []]
ADDED = ["mentions", "entities", "error"]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "my.yaml"
    path.write_text("- {id: quibdo, name: Quibdó, type: place}\n", encoding="utf-8")
    return path


def batch_of(texts: pa.Array) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([texts], names=["text"])


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view()],
    ids=str,
)
def test_every_kind_of_text(kind: pa.DataType) -> None:
    encode = "binary" in str(kind)
    texts = pa.array([t.encode() if encode and t is not None else t for t in TEXTS], kind)
    found = annotate_batch(batch_of(texts))
    assert found.schema.names == ["text", *ADDED]
    assert found.column("text").equals(texts)
    assert found.column("entities").to_pylist() == ENTITIES
    assert found.column("error").null_count == len(TEXTS)
    found.validate(full=True)


def test_categories_and_nulls() -> None:
    found = annotate_batch(batch_of(pa.array(TEXTS).dictionary_encode()))
    assert found.column("entities").to_pylist() == ENTITIES
    assert annotate_batch(batch_of(pa.nulls(2))).column("mentions").to_pylist() == [None, None]
    assert annotate_batch(batch_of(pa.array([], pa.string()))).schema == annotated_schema(
        pa.schema([("text", pa.string())])
    )


def test_mentions_are_those_of_the_function(annotator: Annotator) -> None:
    text = "Loekasjenko met Clinton"
    g = Gazetteer.from_records(
        [
            {"id": "b", "name": "Bill Clinton", "type": "person", "mononym": True},
            {"id": "h", "name": "Hillary Clinton", "type": "person", "mononym": True},
        ]
    )
    [ambiguous] = annotate_batch(batch_of(pa.array([text])), gazetteer=g).column("mentions").to_pylist()[0]
    assert ambiguous == Annotator(g).annotate(text).mentions[0].to_dict()
    assert (ambiguous["status"], ambiguous["candidates"]) == ("ambiguous", ["b", "h"])
    [linked] = annotate_batch(batch_of(pa.array(["Минск"]))).column("mentions").to_pylist()[0]
    assert linked == {"candidates": [], **annotator.annotate("Минск").mentions[0].to_dict()}


def test_a_failing_row_is_named_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Annotator.annotate

    def poisoned(self: Annotator, text: str) -> Any:
        if text == "poison":
            raise RuntimeError("no antidote")
        return whole(self, text)

    monkeypatch.setattr(Annotator, "annotate", poisoned)
    found = annotate_batch(batch_of(pa.array(["Minsk", "poison", "Minsk"]))).to_pylist()
    assert found[1] == {"text": "poison", "mentions": None, "entities": None, "error": "RuntimeError: no antidote"}
    assert found[0] == found[2]
    assert found[0]["error"] is None
    assert found[0]["entities"] == [{"kb_id": "minsk", "count": 1}]


def test_bytes_that_are_no_text_fail_alone() -> None:
    raw = pa.array([b"Minsk", b"Minsk \xff"])
    for texts in (raw, pa.StringArray.from_buffers(2, *raw.buffers()[1:])):  # a string array without UTF-8 validation
        assert annotate_batch(batch_of(texts)).column("error").to_pylist() == [None, "ValueError: not UTF-8 at byte 6"]


def test_columns_that_do_not_go_together() -> None:
    texts = pa.array(["Minsk"])
    with pytest.raises(ValueError, match="there is no column 'body'; the columns are text"):
        annotate_batch(batch_of(texts), "body")
    with pytest.raises(ValueError, match="there is more than one column 'text'"):
        annotate_batch(pa.RecordBatch.from_arrays([texts, texts], names=["text", "text"]))
    with pytest.raises(TypeError, match="the column of texts holds int64; cast it to string first"):
        annotate_batch(batch_of(pa.array([1])))
    twice = annotate_batch(batch_of(texts))
    with pytest.raises(ValueError, match="there is a column 'mentions' already; rename it or choose a prefix"):
        annotate_batch(twice)
    assert annotate_batch(twice, prefix="again_").schema.names[4:] == [f"again_{name}" for name in ADDED]


def test_a_table_says_what_made_it(annotator: Annotator, tmp_path: Path) -> None:
    table = pa.table({"n": [1, 2, 3, 4], "text": TEXTS}).replace_schema_metadata({"mine": "kept"})
    found = annotate_table(pa.concat_tables([table, table]))
    assert found.column("entities").to_pylist() == ENTITIES * 2
    assert found.schema.metadata[b"mine"] == b"kept"
    assert annotator.provenance["gazetteer"].encode() in found.schema.metadata[b"translit"]
    pq.write_table(found, tmp_path / "t.parquet")
    assert pq.read_table(tmp_path / "t.parquet").equals(found)
    assert annotate_table(table.slice(0, 0)).schema.names == ["n", "text", *ADDED]


# An annotator is opened once


def test_opened_once_and_again_after_a_change(own: Path) -> None:
    first = annotator_for(own)
    assert annotator_for(str(own)) is first
    assert annotator_for(own, Config(threshold=0.9)) is not first
    own.write_text("- {id: cali, name: Cali, type: place}\n", encoding="utf-8")
    assert list(annotator_for(own).gazetteer.entities) == ["cali"]
    gazetteer = Gazetteer.from_yaml(own)
    assert annotator_for(gazetteer) is annotator_for(gazetteer)
    with pytest.raises(ReadError, match="no such file"):
        annotator_for(own.with_name("gone.yaml"))
    with pytest.raises(TypeError, match="gazetteer must be a path, a Gazetteer or None, not dict"):
        annotator_for({})  # type: ignore[arg-type]


# Features of each library


def test_pandas() -> None:
    odd: list[Any] = ["Minsk", None, float("nan"), pd.NA, "", 3, "\ud800 Minsk", b"\xff", ["Minsk"]]
    frame = pd.DataFrame({"n": range(9), "text": pd.array(odd, dtype=object)}, index=list("abcdefghi"))
    found = frame.translit.annotate("text")
    assert list(frame.columns) == ["n", "text"]  # the input frame is unchanged
    assert list(found.columns) == ["n", "text", *ADDED]
    assert list(found.index) == list(frame.index)
    assert found["entities"]["a"] == [{"kb_id": "minsk", "count": 1}]
    assert list(found["mentions"].isna()) == [False, True, True, True, False, True, True, True, True]
    assert [None if pd.isna(e) else e for e in found["error"]] == [
        *[None] * 5,
        "TypeError: text must be a str, not int",
        "ValueError: half of a surrogate pair at 0, which is no character",
        "ValueError: not UTF-8 at byte 0",
        "TypeError: text must be a str, not list",
    ]
    exploded = found.loc["a":"b"].explode("mentions")["mentions"]
    assert exploded["a"]["kb_id"] == "minsk"
    same_index = pd.DataFrame({"text": ["Minsk", ""]}, index=[7, 7])
    assert [len(m) for m in translit.integrations.pandas.annotate(same_index)["mentions"]] == [1, 0]
    assert list(translit.integrations.pandas.annotate(frame[:0]).columns) == ["n", "text", *ADDED]


def test_pandas_to_parquet_and_back(tmp_path: Path) -> None:
    translit.integrations.pandas.annotate(pd.DataFrame({"text": TEXTS})).to_parquet(tmp_path / "t.parquet")
    assert pq.read_table(tmp_path / "t.parquet").column("entities").to_pylist() == ENTITIES
    assert pq.read_schema(tmp_path / "t.parquet").field("mentions").type == RESULT.field("mentions").type


@pytest.mark.parametrize("engine", ["eager", "lazy", "streaming"])
def test_polars(engine: str) -> None:
    frame = pl.DataFrame({"n": range(4), "text": TEXTS})
    expression = pl.col("text").translit.annotate().struct.unnest()  # type: ignore[attr-defined]
    if engine == "eager":
        found = frame.with_columns(expression)
    else:
        lazy = frame.lazy().with_columns(expression)
        assert lazy.collect_schema()["entities"] == translit.integrations.polars.DTYPE.fields[1].dtype
        found = lazy.collect(engine="streaming" if engine == "streaming" else "auto")
        assert found.schema == lazy.collect_schema()
    assert found.columns == ["n", "text", *ADDED]
    assert found["entities"].to_list() == ENTITIES
    assert found["error"].null_count() == 4


def test_polars_odds_and_ends() -> None:
    annotate = pl.col("text").translit.annotate().struct.field("entities")  # type: ignore[attr-defined]
    frame = pl.DataFrame({"text": TEXTS})
    assert frame.with_columns(pl.col("text").cast(pl.Categorical)).select(annotate).to_series().to_list() == ENTITIES
    assert frame.head(0).select(annotate).schema == frame.select(annotate).schema
    assert pl.DataFrame({"text": [None]}).select(annotate).to_series().to_list() == [None]
    with pytest.raises(Exception, match="the column of texts holds int64"):
        pl.DataFrame({"text": [1]}).select(annotate)


def test_datasets(own: Path) -> None:
    dataset = datasets.Dataset.from_dict({"text": TEXTS, "n": range(4)})
    found = annotate_dataset(dataset, batch_size=3)
    assert found["entities"][:] == ENTITIES
    assert found[0]["n"] == 0
    assert annotate_dataset(dataset.with_format("numpy", columns=["n"])).format["columns"] == ["n", *ADDED]
    assert [row["entities"] for row in annotate_dataset(dataset.to_iterable_dataset())] == ENTITIES
    with pytest.raises(ValueError, match="there is no column 'body'"):
        annotate_dataset(dataset, "body")
    before = annotate_dataset(dataset, gazetteer=own)._fingerprint
    assert annotate_dataset(dataset, gazetteer=own)._fingerprint == before
    own.write_text("- {id: cali, name: Cali, type: place}\n", encoding="utf-8")
    assert annotate_dataset(dataset, gazetteer=own)._fingerprint != before


def test_the_fingerprint_of_a_dataset_is_the_same_in_another_process() -> None:
    code = (
        "import datasets; from translit.integrations.datasets import annotate\n"
        "datasets.disable_progress_bars()\n"
        "print(annotate(datasets.Dataset.from_dict({'text': ['Minsk']}))._fingerprint)"
    )
    prints = {subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout}
    prints.add(annotate_dataset(datasets.Dataset.from_dict({"text": ["Minsk"]}))._fingerprint + "\n")
    assert len(prints) == 1


def test_sklearn(own: Path) -> None:
    pipeline = clone(make_pipeline(EntityCounter(), DictVectorizer(sparse=False)))
    assert pipeline.fit_transform(TEXTS).tolist() == [[1, 2], [0, 0], [0, 0], [0, 0]]
    assert list(pipeline[-1].get_feature_names_out()) == ["alexander-lukashenko", "minsk"]
    counter = EntityCounter().set_params(gazetteer=own, threshold=0.7)
    assert counter.get_params() == {"gazetteer": own, "threshold": 0.7}
    text = "The talks between them began in Quibdó, not in Minsk."
    assert counter.transform([text]) == [{"quibdo": 1}]
    assert counter.set_params(threshold=1.0).transform([text]) == [{}]  # no name in a text is certain
    with pytest.warns(UserWarning, match="text 1: TypeError: text must be a str, not int; its entities are left out"):
        assert EntityCounter().transform(["Minsk", 3]) == [{"minsk": 1}, {}]
    with pytest.raises(ValueError, match="threshold must lie between 0 and 1"):
        EntityCounter(threshold=7).fit(TEXTS)


def test_duckdb() -> None:
    with duckdb.connect() as connection:
        register(connection)
        connection.register("articles", pa.table({"n": range(4), "text": TEXTS}))
        found = connection.sql("SELECT translit(text).entities AS e FROM articles ORDER BY n").fetchall()
        assert [row[0] for row in found] == ENTITIES
        most = connection.sql(
            "SELECT m.kb_id, count(*) FROM (SELECT unnest(translit(text).mentions) AS m FROM articles) "
            "GROUP BY ALL ORDER BY 2 DESC"
        )
        assert most.fetchall() == [("minsk", 2), ("alexander-lukashenko", 1)]


def test_the_package_itself_stays_light() -> None:
    heavy = {"pandas", "polars", "pyarrow", "pyspark", "datasets", "sklearn", "duckdb", "spacy", "numpy"}
    code = (
        "import sys; from translit.annotation.annotator import annotator_for; annotator_for().annotate('Minsk'); "
        f"print({heavy} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


# Names and texts of a column: lookup, normalize, compare

NAMES = {
    "name": ["Loekasjenko", "Georgia", None, "Ambrose Wibberley", ""],
    "other": ["Lukashenka", "Гео", "x", None, "y"],
}
CALLS: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
    ("lookup", ("name",), {"top": 2}),
    ("lookup", ("name",), {"config": Config(types=("person",))}),
    ("normalize", ("name",), {"style": "be"}),
    ("compare", ("name", "other"), {"prefix": "is_"}),
]


@pytest.mark.parametrize(("method", "columns", "options"), CALLS)
def test_pandas_and_polars_give_the_same_columns(
    method: str, columns: tuple[str, ...], options: dict[str, Any]
) -> None:
    here = getattr(pd.DataFrame(NAMES, index=[5, 1, 1, 2, 0]).translit, method)(*columns, **options)
    there = getattr(pl.DataFrame(NAMES).translit, method)(*columns, **options)
    assert list(here.index) == [5, 1, 1, 2, 0]
    rows = [{k: None if pd.isna(v) else v for k, v in row.items()} for row in here.to_dict("records")]
    assert rows == there.to_dicts()
    assert list(here.columns)[:2] == ["name", "other"]
    assert len(rows[0]) > 2
    with pytest.raises(ValueError, match="choose a prefix"):
        getattr(here.translit, method)(*columns, **options)
    with pytest.raises(ValueError, match="no column 'nam'"):
        getattr(there.translit, method)("nam", *columns[1:], **options)


def test_columns_alone_and_lazy_frames(annotator: Annotator) -> None:
    names = pl.Series("name", NAMES["name"])
    frame = pl.DataFrame(NAMES)
    lazy = frame.lazy().select(pl.col("name").translit.lookup().struct.unnest()).collect()
    assert lazy.equals(names.translit.lookup())
    assert lazy["entity_id"].to_list() == ["alexander-lukashenko", "", None, "", ""]
    assert lazy["status"].to_list() == ["linked", "ambiguous", None, "unknown", "unknown"]
    assert names.translit.normalize().to_list()[0] == pd.Series(NAMES["name"]).translit.normalize()[0] == "Lukashenko"
    assert names.translit.normalize().name == "name"
    pair = annotator.compare("Loekasjenko", "Lukashenka")
    for column, other in ((names, frame["other"]), (pd.Series(NAMES["name"]), pd.Series(NAMES["other"]))):
        found = column.translit.compare(other)
        assert (found["score"][0], found["same"][0], found["reason"][0]) == (pair.score, pair.same, str(pair.explain()))
    text = pd.Series(["Loekasjenko"]).translit.annotate()["entities"][0]
    assert text == pl.Series(["Loekasjenko"]).translit.annotate()["entities"].to_list()[0]


def test_a_value_that_is_no_text_fails_alone() -> None:
    found = pd.Series([1, "Minsk"], dtype=object).translit.lookup()
    assert found["status"].tolist() == ["error", "linked"]
    assert found["reason"][0] == "a name must be a str, not int"

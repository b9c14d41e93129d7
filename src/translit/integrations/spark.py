"""Spark: ``annotate(df)`` on every executor, through Arrow, with the answer of a single process.

The package has to be installed where the executors run, and a gazetteer of your own has to be there too: on a path that
all of them can read, or sent with ``spark.sparkContext.addFile("my.yaml")`` and named ``"my.yaml"``. Each Python worker
opens it once and keeps it for all batches and tasks that follow.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_type
from pyspark.sql.types import BinaryType, StringType, StructField, StructType

from translit.config import Config
from translit.integrations.arrow import RESULT, annotate_batch, new_names
from translit.integrations.names import NAME, names_batch


def annotate(
    frame: DataFrame,
    text_column: str = "text",
    *,
    gazetteer: str | Path | None = None,
    config: Config | None = None,
    prefix: str = "",
) -> DataFrame:
    """Return the frame with the columns of :mod:`translit.integrations.arrow` after its own, computed when it is used.

    The partitions stay as they are. ``gazetteer`` is a path on the executors, the name of a file sent with ``addFile``,
    or ``None`` for the shipped one; the other parameters are those of
    :func:`translit.integrations.arrow.annotate_batch`.

    Raises
    ------
    ValueError
        If there is no such column, or one of the new names is taken.
    TypeError
        If the column does not hold texts, or ``gazetteer`` is no path.
    """
    if not isinstance(gazetteer, str | Path | None):
        raise TypeError(f"gazetteer must be a path that executors can open, or None, not {type(gazetteer).__name__}")
    names = new_names(frame.columns, text_column, prefix)
    kind = frame.schema[text_column].dataType
    if not isinstance(kind, StringType | BinaryType):
        raise TypeError(f"column {text_column!r} is {kind.simpleString()}; cast it to string first")
    added = [StructField(name, from_arrow_type(field.type)) for name, field in zip(names, RESULT, strict=True)]
    work = partial(_annotate, text_column=text_column, gazetteer=gazetteer, config=config, prefix=prefix)
    return frame.mapInArrow(work, StructType([*frame.schema.fields, *added]))


def names(frame: DataFrame, text_column: str = "text", *, gazetteer: str | Path | None = None) -> DataFrame:
    """Return a row for each spelling of each name of an article that the gazetteer lacks.

    :data:`translit.integrations.names.SUMS` counts them for :func:`translit.corpus.discovery.propose`.
    """
    kind = StructType([StructField(field.name, from_arrow_type(field.type)) for field in NAME])
    return frame.select(text_column).mapInArrow(partial(_names, text_column=text_column, gazetteer=gazetteer), kind)


def _names(
    batches: Iterable[pa.RecordBatch], text_column: str, gazetteer: str | Path | None
) -> Iterator[pa.RecordBatch]:
    gc.freeze()  # as below
    path = _found(gazetteer)
    for batch in batches:
        yield names_batch(batch, text_column, gazetteer=path)


def _annotate(
    batches: Iterable[pa.RecordBatch], gazetteer: str | Path | None, **options: Any
) -> Iterator[pa.RecordBatch]:
    # Spark collects garbage after every task, and a worker that remembers many words would take longer to look through
    # them than to annotate. What outlived the collection after the last task is no garbage: it need not be seen again.
    gc.freeze()
    path = _found(gazetteer)
    for batch in batches:
        yield annotate_batch(batch, gazetteer=path, **options)


def _found(gazetteer: str | Path | None) -> str | Path | None:
    """Return the path of the gazetteer on this machine."""
    if gazetteer is None or Path(gazetteer).exists():
        return gazetteer
    sent = Path(SparkFiles.get(str(gazetteer)))
    return sent if sent.exists() else gazetteer

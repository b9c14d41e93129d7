"""Arrow: the unlisted names of articles as a table, to be counted by DuckDB, Spark or whatever reads Arrow.

:func:`names_table` gives one row for each spelling of each name of an article. Their sums by ``name``, ``lang``, ``type``
and ``spelling`` are what :func:`translit.corpus.discovery.propose` takes: an engine counts, and one process clusters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import pyarrow as pa

from translit.annotation.annotator import Annotator, Source, annotator_for
from translit.corpus.article_names import NameCount, article_names

NAME = pa.struct(
    [
        ("name", pa.string()),
        ("lang", pa.string()),
        ("type", pa.string()),
        ("spelling", pa.string()),
        ("mentions", pa.int64()),
        ("articles", pa.int64()),
        ("context", pa.string()),
    ]
)
"""The fields of :class:`~translit.corpus.article_names.NameCount`."""
SUMS = (
    "SELECT name, lang, type, spelling, CAST(sum(mentions) AS BIGINT) AS mentions, "
    "CAST(sum(articles) AS BIGINT) AS articles, min(context) AS context FROM {names} GROUP BY name, lang, type, spelling"
)
"""The query that counts, in the SQL of DuckDB and Spark: ``SUMS.format(names="my_table")``."""


def names_batch(batch: pa.RecordBatch, text_column: str = "text", *, gazetteer: Source = None) -> pa.RecordBatch:
    """Return the names of the texts of a batch that a gazetteer lacks, with the columns of ``NAME``; null texts have none.

    >>> batch = pa.RecordBatch.from_pydict({"text": ["Olga Ladyzhenskaya spoke.", None]})
    >>> names_batch(batch).to_pylist()[0]["name"]
    'Olga Ladyzhenskaya'
    """
    lists = _found(batch.column(text_column).to_pylist(), annotator_for(gazetteer))
    return _rows(chain.from_iterable(found or () for found in lists))


def names_table(table: pa.Table, text_column: str = "text", *, gazetteer: Source = None) -> pa.Table:
    """Apply :func:`names_batch` to every batch of a table."""
    batches = [names_batch(batch, text_column, gazetteer=gazetteer) for batch in table.to_batches()]
    return pa.Table.from_batches(batches, pa.schema(list(NAME)))


def names_array(texts: pa.Array, annotator: Annotator) -> pa.ListArray:
    """Return a list of ``NAME`` for every text of an array, null for null."""
    found = [None if names is None else [n._asdict() for n in names] for names in _found(texts.to_pylist(), annotator)]
    return pa.array(found, pa.list_(NAME))


def _found(texts: Iterable[str | None], annotator: Annotator) -> Iterator[list[NameCount] | None]:
    return (None if text is None else article_names(text, annotator) for text in texts)


def _rows(names: Iterable[NameCount]) -> pa.RecordBatch:
    columns: Iterable[Any] = list(zip(*names, strict=True)) or [()] * NAME.num_fields
    arrays = [pa.array(column, field.type) for column, field in zip(columns, NAME, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(list(NAME)))

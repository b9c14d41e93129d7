"""DuckDB: a function for SQL, ``SELECT translit(text).entities FROM articles``."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from translit.annotation.annotator import Source, annotator_for
from translit.config import Config
from translit.integrations.arrow import RESULT, annotate_array


def register(
    connection: duckdb.DuckDBPyConnection,
    name: str = "translit",
    *,
    gazetteer: Source = None,
    config: Config | None = None,
) -> None:
    """Give a connection the SQL function ``translit(text)``: a struct of ``mentions``, ``entities`` and ``error``.

    Raises
    ------
    ReadError, AliasFileError
        If the gazetteer cannot be read, or with all its faults at once.
    """
    annotator = annotator_for(gazetteer, config)

    def annotate(texts: pa.Array) -> pa.Array:
        return annotate_array(texts, annotator)

    empty = pa.table({"result": pa.array([], RESULT)})
    kind = connection.from_arrow(empty).types[0]
    connection.create_function(name, annotate, ["VARCHAR"], kind, type="arrow", null_handling="special")

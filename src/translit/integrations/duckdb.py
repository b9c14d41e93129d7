"""DuckDB: a function for SQL, ``SELECT translit(text).entities FROM articles``."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pyarrow as pa

from translit.annotation.annotator import Source, annotator_for
from translit.config import Config
from translit.integrations.arrow import RESULT, annotate_array
from translit.integrations.names import NAME, names_array


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

    _create(connection, name, annotate, RESULT)


def register_names(
    connection: duckdb.DuckDBPyConnection, name: str = "translit_names", *, gazetteer: Source = None
) -> None:
    """Give a connection the SQL function ``translit_names(text)``: a list of the names that the gazetteer lacks.

    ``unnest(translit_names(text), recursive := true)`` makes a table of them, which
    :data:`translit.integrations.names.SUMS` counts for :func:`translit.corpus.discovery.propose`.
    """
    annotator = annotator_for(gazetteer)

    def names(texts: pa.Array) -> pa.Array:
        return names_array(texts, annotator)

    _create(connection, name, names, pa.list_(NAME))


def _create(
    connection: duckdb.DuckDBPyConnection, name: str, function: Callable[[pa.Array], pa.Array], result: pa.DataType
) -> None:
    kind = connection.from_arrow(pa.table({"result": pa.array([], result)})).types[0]
    connection.create_function(name, function, ["VARCHAR"], kind, type="arrow", null_handling="special")

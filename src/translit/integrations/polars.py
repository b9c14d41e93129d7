"""polars: after this module is imported, expressions, columns and frames have the namespace ``translit``.

>>> frame = pl.DataFrame({"name": ["Loekasjenko", None]})
>>> frame.select(pl.col("name").translit.lookup().struct.field("entity_id")).to_series().to_list()
['alexander-lukashenko', None]
>>> frame.translit.lookup("name").columns
['name', 'entity_id', 'entity_name', 'score', 'status', 'reason']
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pyarrow as pa

from translit.annotation.annotator import Source, annotator_for
from translit.config import Config
from translit.integrations.arrow import RESULT, annotate_array, new_names
from translit.integrations.columns import COMPARED, compare_values, lookup_type, lookup_values, normalize_values
from translit.model import EntityType

DTYPE = pl.Series(pa.array([], RESULT)).dtype
"""A struct with the fields ``mentions``, ``entities`` and ``error``; see :mod:`translit.integrations.arrow`."""


@pl.api.register_expr_namespace("translit")
class TranslitExpr:
    """The namespace ``translit`` of expressions, eager and lazy.

    Every method takes ``gazetteer`` (a path, a gazetteer, or ``None`` for the shipped one) and ``config``.
    """

    def __init__(self, expr: pl.Expr) -> None:
        self._expr = expr

    def annotate(self, *, gazetteer: Source = None, config: Config | None = None) -> pl.Expr:
        """Return the annotations of texts as structs with the fields ``mentions``, ``entities`` and ``error``.

        Raises
        ------
        TypeError
            When run, if the column does not hold texts.

        Examples
        --------
        >>> frame = pl.DataFrame({"text": ["Loekasjenko", None]})
        >>> frame.select(pl.col("text").translit.annotate().struct.field("entities")).to_series().to_list()
        [[{'kb_id': 'alexander-lukashenko', 'count': 1}], None]
        """
        return _mapped(
            self._expr, RESULT, lambda texts: annotate_array(texts.to_arrow(), annotator_for(gazetteer, config))
        )

    def lookup(self, *, top: int = 0, gazetteer: Source = None, config: Config | None = None) -> pl.Expr:
        """Return which entity each name is, as structs of the columns of :mod:`translit.match.decision`."""
        return _mapped(
            self._expr, lookup_type(top), lambda names: lookup_values(names, annotator_for(gazetteer, config), top)
        )

    def normalize(self, *, style: str | None = None, gazetteer: Source = None, config: Config | None = None) -> pl.Expr:
        """Return the texts in canonical spellings, or in those of a house style."""
        return _mapped(
            self._expr, pa.string(), lambda texts: normalize_values(texts, annotator_for(gazetteer, config), style)
        )

    def compare(self, other: pl.Expr, *, type: EntityType = "person", config: Config | None = None) -> pl.Expr:
        """Return structs of ``score``, ``same`` and ``reason`` for each name and the name of another expression."""

        def compared(pairs: pl.Series) -> pa.Array:
            names, others = pairs.struct.field("left"), pairs.struct.field("right")
            return compare_values(zip(names, others, strict=True), type, config)

        return _mapped(pl.struct(self._expr.alias("left"), other.alias("right")), COMPARED, compared)


def _mapped(expr: pl.Expr, kind: pa.DataType, work: Callable[[pl.Series], pa.Array]) -> pl.Expr:
    dtype = pl.Series(pa.array([], kind)).dtype
    return expr.map_batches(
        lambda values: pl.Series(values.name, work(values), dtype=dtype), return_dtype=dtype, is_elementwise=True
    )


@pl.api.register_series_namespace("translit")
class TranslitSeries:
    """``column.translit.lookup()`` and the like; the options are those of :class:`TranslitExpr`."""

    def __init__(self, column: pl.Series) -> None:
        self._column, self._name = column.rename("left"), column.name

    def annotate(self, **options: Any) -> pl.DataFrame:
        """Return the columns ``mentions``, ``entities`` and ``error`` for texts."""
        return self._run(TranslitExpr(pl.col("left")).annotate(**options)).struct.unnest()

    def lookup(self, **options: Any) -> pl.DataFrame:
        """Return which entity each name is."""
        return self._run(TranslitExpr(pl.col("left")).lookup(**options)).struct.unnest()

    def normalize(self, **options: Any) -> pl.Series:
        """Return the texts in canonical spellings."""
        return self._run(TranslitExpr(pl.col("left")).normalize(**options)).alias(self._name)

    def compare(self, other: pl.Series, **options: Any) -> pl.DataFrame:
        """Return whether each name and the one in the same place of another column are one."""
        pair = TranslitExpr(pl.col("left")).compare(pl.col("right"), **options)
        return self._run(pair, other.rename("right")).struct.unnest()

    def _run(self, expr: pl.Expr, *others: pl.Series) -> pl.Series:
        return pl.DataFrame([self._column, *others]).select(expr).to_series()


@pl.api.register_dataframe_namespace("translit")
class TranslitFrame:
    """``frame.translit.lookup("name")`` and the like: a new frame with more columns.

    ``prefix`` goes before the names of the new columns; all other options are those of :class:`TranslitExpr`.
    """

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def annotate(self, text_column: str = "text", *, prefix: str = "", **options: Any) -> pl.DataFrame:
        """Add the columns ``mentions``, ``entities`` and ``error``."""
        return self._with(self._column(text_column).annotate(**options), prefix)

    def lookup(self, column: str, *, prefix: str = "", **options: Any) -> pl.DataFrame:
        """Add which entity each name of a column is."""
        return self._with(self._column(column).lookup(**options), prefix)

    def normalize(self, column: str, *, prefix: str = "", **options: Any) -> pl.DataFrame:
        """Add the column ``normalized``: the texts of a column in canonical spellings."""
        return self._with(self._column(column).normalize(**options).alias("normalized").to_frame(), prefix)

    def compare(self, left: str, right: str, *, prefix: str = "", **options: Any) -> pl.DataFrame:
        """Add whether the names of two columns are names of one entity."""
        return self._with(self._column(left).compare(self._frame[right], **options), prefix)

    def _column(self, name: str) -> TranslitSeries:
        new_names(self._frame.columns, name)
        return TranslitSeries(self._frame[name])

    def _with(self, found: pl.DataFrame, prefix: str) -> pl.DataFrame:
        names = new_names(self._frame.columns, "", prefix, found.columns)
        return self._frame.hstack(found.rename(dict(zip(found.columns, names, strict=True))))

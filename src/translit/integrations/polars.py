"""polars: after this module is imported, ``pl.col("text").translit.annotate()``, eager and lazy."""

from __future__ import annotations

from functools import partial

import polars as pl
import pyarrow as pa

from translit.annotation.annotator import Source, annotator_for
from translit.config import Config
from translit.integrations.arrow import RESULT, annotate_array

DTYPE = pl.Series(pa.array([], RESULT)).dtype
"""A struct with the fields ``mentions``, ``entities`` and ``error``; see :mod:`translit.integrations.arrow`."""


@pl.api.register_expr_namespace("translit")
class TranslitExpr:
    """The namespace ``translit`` of expressions."""

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
        return self._expr.map_batches(
            partial(_annotate, gazetteer=gazetteer, config=config), return_dtype=DTYPE, is_elementwise=True
        )


def _annotate(texts: pl.Series, gazetteer: Source, config: Config | None) -> pl.Series:
    return pl.Series(texts.name, annotate_array(texts.to_arrow(), annotator_for(gazetteer, config)), dtype=DTYPE)

"""pandas: ``annotate(df)``, and after this module is imported the accessor ``translit`` of frames and of columns.

>>> names = pd.Series(["Loekasjenko", None])
>>> names.translit.lookup()["entity_id"].tolist()
['alexander-lukashenko', <NA>]
>>> pd.DataFrame({"name": names}).translit.lookup("name").columns.tolist()
['name', 'entity_id', 'entity_name', 'score', 'status', 'reason']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow as pa

from translit.annotation.annotator import Source, annotator_for
from translit.config import Config
from translit.integrations.arrow import annotate_values, new_names
from translit.integrations.columns import compare_values, lookup_values, normalize_values
from translit.model import EntityType


def annotate(
    frame: pd.DataFrame,
    text_column: str = "text",
    *,
    gazetteer: Source = None,
    config: Config | None = None,
    prefix: str = "",
) -> pd.DataFrame:
    """Return a new frame with the columns of :mod:`translit.integrations.arrow` after its own; the index stays.

    The new columns are backed by Arrow: a cell of ``mentions`` is a list of dicts, and the frame goes into Parquet as it
    is. Missing values (``None``, ``NaN``, ``NA``) stay missing; a cell that is no text fails alone.

    Raises
    ------
    ValueError
        If there is no such column, or one of the new names is taken.

    Examples
    --------
    >>> annotate(pd.DataFrame({"text": ["Loekasjenko", None]}))["entities"][0]
    [{'kb_id': 'alexander-lukashenko', 'count': 1}]
    """
    found = annotate_values(_values(_column(frame, text_column)), annotator_for(gazetteer, config))
    return _with(frame, _frame(found, frame.index), prefix)


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    new_names(frame.columns, name)
    return frame[name]


def _values(column: pd.Series) -> Iterator[Any]:
    return (None if missing else value for value, missing in zip(column, column.isna(), strict=True))


def _series(values: pa.Array, index: pd.Index) -> pd.Series:
    return pd.Series(pd.array(values, dtype=pd.ArrowDtype(values.type)), index=index)


def _frame(values: pa.StructArray, index: pd.Index) -> pd.DataFrame:
    columns = zip(values.type, values.flatten(), strict=True)
    return pd.DataFrame({field.name: _series(column, index) for field, column in columns}, index=index)


def _with(frame: pd.DataFrame, found: pd.DataFrame, prefix: str) -> pd.DataFrame:
    """Return a frame with columns found for its rows after its own."""
    out = frame.copy(deep=False)
    for name, column in zip(new_names(frame.columns, "", prefix, found.columns), found.columns, strict=True):
        out[name] = found[column]
    return out


@pd.api.extensions.register_series_accessor("translit")
class TranslitColumn:
    """``column.translit.lookup()`` and the like, of a column of texts or names; the index stays.

    Every method takes ``gazetteer`` and ``config`` as :func:`annotate` does.
    """

    def __init__(self, column: pd.Series) -> None:
        self._column = column

    def annotate(self, *, gazetteer: Source = None, config: Config | None = None) -> pd.DataFrame:
        """Return the columns ``mentions``, ``entities`` and ``error`` for texts."""
        return self._frame(annotate_values(_values(self._column), annotator_for(gazetteer, config)))

    def lookup(self, *, top: int = 0, gazetteer: Source = None, config: Config | None = None) -> pd.DataFrame:
        """Return which entity each name is: the columns of :mod:`translit.match.decision`, with ``top`` candidates."""
        return self._frame(lookup_values(_values(self._column), annotator_for(gazetteer, config), top))

    def normalize(
        self, *, style: str | None = None, gazetteer: Source = None, config: Config | None = None
    ) -> pd.Series:
        """Return the texts in canonical spellings, or in those of a house style."""
        found = normalize_values(_values(self._column), annotator_for(gazetteer, config), style)
        return _series(found, self._column.index).rename(self._column.name)

    def compare(self, other: pd.Series, *, type: EntityType = "person", config: Config | None = None) -> pd.DataFrame:
        """Return ``score``, ``same`` and ``reason`` for each name and the name in the same place of another column."""
        pairs = zip(_values(self._column), _values(other), strict=True)
        return self._frame(compare_values(pairs, type, config))

    def _frame(self, found: pa.StructArray) -> pd.DataFrame:
        return _frame(found, self._column.index)


@pd.api.extensions.register_dataframe_accessor("translit")
class TranslitAccessor:
    """``df.translit.lookup("name")`` and the like: a new frame with more columns.

    ``prefix`` goes before the names of the new columns; all other options are those of :class:`TranslitColumn`.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def annotate(self, text_column: str = "text", **options: Any) -> pd.DataFrame:
        """Apply :func:`annotate` to this frame."""
        return annotate(self._frame, text_column, **options)

    def lookup(self, column: str, *, prefix: str = "", **options: Any) -> pd.DataFrame:
        """Add which entity each name of a column is."""
        return _with(self._frame, TranslitColumn(_column(self._frame, column)).lookup(**options), prefix)

    def normalize(self, column: str, *, prefix: str = "", **options: Any) -> pd.DataFrame:
        """Add the column ``normalized``: the texts of a column in canonical spellings."""
        texts = TranslitColumn(_column(self._frame, column)).normalize(**options)
        return _with(self._frame, texts.to_frame("normalized"), prefix)

    def compare(self, left: str, right: str, *, prefix: str = "", **options: Any) -> pd.DataFrame:
        """Add whether the names of two columns are names of one entity."""
        names, others = _column(self._frame, left), _column(self._frame, right)
        return _with(self._frame, TranslitColumn(names).compare(others, **options), prefix)

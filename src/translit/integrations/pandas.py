"""pandas: ``annotate(df)``, and after this module is imported ``df.translit.annotate("text")``."""

from __future__ import annotations

from typing import Any

import pandas as pd

from translit.annotation.annotator import Source, annotator_for
from translit.config import Config
from translit.integrations.arrow import annotate_values, new_names


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
    names = new_names(frame.columns, text_column, prefix)
    texts = frame[text_column]
    values = (None if missing else text for text, missing in zip(texts, texts.isna(), strict=True))
    found = annotate_values(values, annotator_for(gazetteer, config))
    out = frame.copy(deep=False)
    for name, column in zip(names, found.flatten(), strict=True):
        out[name] = pd.Series(pd.array(column, dtype=pd.ArrowDtype(column.type)), index=frame.index)
    return out


@pd.api.extensions.register_dataframe_accessor("translit")
class TranslitAccessor:
    """``df.translit.annotate("text")``."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def annotate(self, text_column: str = "text", **options: Any) -> pd.DataFrame:
        """Apply :func:`annotate` to this frame."""
        return annotate(self._frame, text_column, **options)

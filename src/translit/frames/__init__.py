"""Columns of text in, columns of mentions out: pyarrow, pandas, polars, Hugging Face datasets, scikit-learn, DuckDB.

:func:`annotate_batch` is the one that all others wrap. The columns that it adds are the same everywhere; see
:mod:`translit.frames.arrow`.
"""

from __future__ import annotations

try:
    from translit.frames.arrow import annotate_batch, annotate_table
except ModuleNotFoundError as error:
    if error.name == "pyarrow":
        raise ModuleNotFoundError(
            "translit.frames needs pyarrow: pip install 'translit-names[arrow]'", name="pyarrow"
        ) from None
    raise

__all__ = ["annotate_batch", "annotate_table"]

"""Hugging Face datasets: ``annotate(dataset)``, cached like any other ``map``."""

from __future__ import annotations

from functools import partial
from typing import Any, TypeVar

import pyarrow as pa
from datasets import Dataset, IterableDataset

from translit.annotation.annotator import Source, annotator_for
from translit.config import Config
from translit.integrations.arrow import annotate_table, new_names

D = TypeVar("D", Dataset, IterableDataset)


def annotate(
    dataset: D,
    text_column: str = "text",
    *,
    gazetteer: Source = None,
    config: Config | None = None,
    prefix: str = "",
    **options: Any,
) -> D:
    """Return the dataset with the columns of :mod:`translit.integrations.arrow` after its own.

    The fingerprint of the result depends on the dataset, the version, the gazetteer (its path and its content), the settings
    and the names of the columns: the cache is used again by the next process, and not after the alias file has changed.

    Parameters
    ----------
    options:
        For ``dataset.map``: ``num_proc``, ``batch_size``, ``desc`` and the like.

    Raises
    ------
    ValueError
        If there is no such column, or one of the new names is taken.
    """
    if dataset.column_names is not None:  # a streamed dataset may not know its columns yet
        new_names(dataset.column_names, text_column, prefix)
    made_by = annotator_for(gazetteer, config).provenance
    work = partial(_annotate, made_by, text_column=text_column, gazetteer=gazetteer, config=config, prefix=prefix)
    found = dataset.with_format("arrow").map(work, batched=True, **options)
    if not isinstance(dataset, Dataset):
        return found.with_format(None)
    was = dataset.format
    shown = [c for c in found.column_names if c in was["columns"] or c not in dataset.column_names]
    return found.with_format(was["type"], shown, was["output_all_columns"], **was["format_kwargs"])


def _annotate(made_by: dict[str, str], table: pa.Table, **options: Any) -> pa.Table:
    """Annotate a batch; ``made_by`` is not used, but the hash of the arguments is the fingerprint."""
    return annotate_table(table, **options).replace_schema_metadata(None)  # it describes the old columns only

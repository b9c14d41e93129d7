"""The columns that annotation adds to a table, and the function that adds them.

========  ========================  =====================================================================================
column    type                      holds
========  ========================  =====================================================================================
mentions  list of struct            the mentions of the row's text, sorted and disjoint; see below
entities  list of struct            ``kb_id`` (string) and ``count`` (int32, mentions) of every linked entity, in order of
                                    first mention
error     string                    why the row could not be annotated
========  ========================  =====================================================================================

A mention has ``start`` and ``end`` (int32, code points of the text, half-open), ``text``, ``label`` (``PER``, ``ORG``,
``LOC``), ``kb_id`` and ``name`` (both empty if ambiguous), ``score`` (double, a probability, 0..1), ``status`` (``linked``,
``ambiguous``), ``via`` (how it was found: :data:`translit.model.MatchMethod`), ``reason`` (one sentence) and
``candidates`` (list of string: the ids of the entities of an ambiguous mention).

A row without text (null) has null in all three columns; a text without names has two empty lists; a row that fails has
its ``error`` and nothing else, and the rows after it go on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from typing import Any

try:
    import pyarrow as pa
except ModuleNotFoundError as error:
    if error.name != "pyarrow":
        raise
    message = "dataframes and Spark need pyarrow: pip install '.[arrow]'"
    raise ModuleNotFoundError(message, name="pyarrow") from None

from translit.annotation.annotator import Annotator, Source, annotator_for
from translit.config import Config
from translit.model import Mention

MENTION = pa.struct(
    [
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("text", pa.string()),
        ("label", pa.string()),
        ("kb_id", pa.string()),
        ("name", pa.string()),
        ("score", pa.float64()),
        ("status", pa.string()),
        ("via", pa.string()),
        ("reason", pa.string()),
        ("candidates", pa.list_(pa.string())),
    ]
)
ENTITY = pa.struct([("kb_id", pa.string()), ("count", pa.int32())])
RESULT = pa.struct([("mentions", pa.list_(MENTION)), ("entities", pa.list_(ENTITY)), ("error", pa.string())])
_BYTES = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary(), pa.string_view(): pa.binary_view()}


def annotate_batch(
    batch: pa.RecordBatch,
    text_column: str = "text",
    *,
    gazetteer: Source = None,
    config: Config | None = None,
    prefix: str = "",
) -> pa.RecordBatch:
    """Return the batch with the columns ``mentions``, ``entities`` and ``error`` after its own.

    Parameters
    ----------
    batch:
        Any record batch.
    text_column:
        Its column of texts: strings, or bytes in UTF-8.
    gazetteer:
        A path, a gazetteer, or ``None`` for the shipped one; opened once per process.
    config:
        Settings, such as the threshold.
    prefix:
        Goes before the names of the three new columns.

    Raises
    ------
    ValueError
        If there is no such column, or one of the new names is taken.
    TypeError
        If the column does not hold texts.

    Examples
    --------
    >>> batch = pa.RecordBatch.from_pydict({"text": ["Loekasjenko in Minsk", None]})
    >>> annotate_batch(batch).column("entities").to_pylist()[0]
    [{'kb_id': 'alexander-lukashenko', 'count': 1}, {'kb_id': 'minsk', 'count': 1}]
    """
    schema = annotated_schema(batch.schema, text_column, prefix)
    found = annotate_array(batch.column(text_column), annotator_for(gazetteer, config))
    return pa.RecordBatch.from_arrays([*batch.columns, *found.flatten()], schema=schema)


def annotate_table(
    table: pa.Table,
    text_column: str = "text",
    *,
    gazetteer: Source = None,
    config: Config | None = None,
    prefix: str = "",
) -> pa.Table:
    """Apply :func:`annotate_batch` to every batch of a table.

    What the answer depends on (version, fingerprint of the gazetteer, hash of the settings) goes into the metadata of the
    schema, as JSON under ``translit``, and so into a Parquet file.
    """
    made_by = json.dumps(annotator_for(gazetteer, config).provenance)
    schema = annotated_schema(table.schema, text_column, prefix)
    annotated = partial(annotate_batch, text_column=text_column, gazetteer=gazetteer, config=config, prefix=prefix)
    found = pa.Table.from_batches(map(annotated, table.to_batches()), schema)
    return found.replace_schema_metadata({**(schema.metadata or {}), b"translit": made_by.encode()})


def annotated_schema(schema: pa.Schema, text_column: str = "text", prefix: str = "") -> pa.Schema:
    """Return the schema that :func:`annotate_batch` gives for a batch with ``schema``.

    Raises
    ------
    ValueError
        If there is no such column or more than one, or one of the new names is taken.
    """
    added = new_names(schema.names, text_column, prefix)
    for name, field in zip(added, RESULT, strict=True):
        schema = schema.append(pa.field(name, field.type))
    return schema


def new_names(
    names: Iterable[str], text_column: str, prefix: str = "", added: Iterable[str] = ("mentions", "entities", "error")
) -> list[str]:
    """Return the names of the new columns, if no column has them, and one that of the texts (``""`` for none)."""
    have = list(names)
    if text_column and have.count(text_column) != 1:
        fault = "no column" if text_column not in have else "more than one column"
        raise ValueError(f"there is {fault} {text_column!r}; the columns are {', '.join(map(str, have))}")
    added = [prefix + name for name in added]
    if taken := [name for name in added if name in have]:
        raise ValueError(f"there is a column {taken[0]!r} already; rename it or choose a prefix for the new columns")
    return added


def annotate_array(array: pa.Array, annotator: Annotator) -> pa.StructArray:
    """Return ``RESULT`` for every text of an array; raise a ``TypeError`` if it does not hold texts."""
    return annotate_values(_texts(array), annotator)


def annotate_values(values: Iterable[Any], annotator: Annotator) -> pa.StructArray:
    """Apply :func:`annotate_array` to Python objects: ``str``, bytes in UTF-8, ``None``; anything else is a failing row.

    The arrays are made column by column: a dictionary for every mention would take twice as long.
    """
    mentions: list[Mention] = []
    entities: list[tuple[str, int]] = []
    mention_ends, entity_ends = [0], [0]
    errors: list[str | None] = []
    unknown: list[bool] = []
    for value in values:
        error, found = None, None
        try:
            found = None if value is None else annotator.annotate(_text(value))
        except Exception as fault:  # a row that fails has its error, and the others go on
            error = f"{type(fault).__name__}: {fault}"
        if found is not None:
            mentions += found.mentions
            entities += found.entities.items()
        mention_ends.append(len(mentions))
        entity_ends.append(len(entities))
        errors.append(error)
        unknown.append(found is None)
    columns = [
        _lists(mention_ends, unknown, MENTION, map(_mention, mentions)),
        _lists(entity_ends, unknown, ENTITY, entities),
        pa.array(errors, pa.string()),
    ]
    return pa.StructArray.from_arrays(columns, fields=list(RESULT))


def _lists(ends: list[int], unknown: list[bool], kind: pa.StructType, rows: Iterable[tuple[Any, ...]]) -> pa.ListArray:
    """Return an array of lists of structs; ``rows`` are the fields of all structs, one after another."""
    columns = list(zip(*rows, strict=True)) or [()] * kind.num_fields
    arrays = [pa.array(column, field.type) for column, field in zip(columns, kind, strict=True)]
    structs = pa.StructArray.from_arrays(arrays, fields=list(kind))
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), structs, mask=pa.array(unknown, pa.bool_()))


def _mention(m: Mention) -> tuple[Any, ...]:
    """Return the values of :meth:`Mention.to_dict`, in the order of ``MENTION``."""
    return (
        m.start, m.end, m.text, m.label, m.kb_id, m.name, round(m.score, 4), m.status, m.via, m.reason, m.candidates
    )  # fmt: skip


def _texts(array: pa.Array) -> list[bytes | None]:
    """Return the texts as bytes: a string that is not UTF-8 (other systems let it pass) fails alone, not with its column."""
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if array.type in _BYTES:
        array = array.cast(_BYTES[array.type])
    elif array.type not in (*_BYTES.values(), pa.null()):
        raise TypeError(f"the column of texts holds {array.type}; cast it to string first")
    texts: list[bytes | None] = array.to_pylist()
    return texts


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError as error:
            raise ValueError(f"not UTF-8 at byte {error.start}") from None
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise ValueError(f"half of a surrogate pair at {error.start}, which is no character") from None
        return value
    raise TypeError(f"text must be a str, not {type(value).__name__}")

"""JSON Lines: one line for every article, also for one that failed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from translit.io.writers.output_format import Stream
from translit.model import AnnotatedText

if TYPE_CHECKING:
    from translit.annotation.rewrite import Rewritten
    from translit.io.markup import SourceMap


def to_json_line(
    name: str,
    annotated: AnnotatedText,
    made_by: Mapping[str, str],
    *,
    fields: Mapping[str, Any] | None = None,
    source: SourceMap | None = None,
) -> str:
    """Return one line of JSON Lines: where the text came from, its mentions and entities, and what made them.

    ``fields`` of the input record are passed through (what we write wins over fields of the same name, but for ``id``).
    With a ``source`` map, every mention also has ``source_start`` and ``source_end``, its place in the HTML or Markdown.
    """
    result = annotated.to_dict()
    for mention in result["mentions"] if source else ():
        mention["source_start"], mention["source_end"] = source.to_source(mention["start"], mention["end"])  # type: ignore[union-attr]
    return _line({"id": name, **(fields or {}), **result, "made_by": dict(made_by)})


def rewritten_line(name: str, rewritten: Rewritten, made_by: Mapping[str, str]) -> str:
    """Return the line of a text that was rewritten: the new text, what was replaced by what, and what did it."""
    return _line({"id": name, **rewritten.to_dict(), "made_by": dict(made_by)})


def error_line(name: str, message: str, made_by: Mapping[str, str], *, fields: Mapping[str, Any] | None = None) -> str:
    """Return the line of an input that failed."""
    return _line({"id": name, **(fields or {}), "error": message, "made_by": dict(made_by)})


def _line(record: dict[str, Any]) -> str:
    # Parquet has dates, decimals and bytes, which JSON writes as strings.
    return json.dumps(record, ensure_ascii=False, default=str) + "\n"


FORMAT = Stream(
    lambda article, annotated, options: to_json_line(
        article.id,
        annotated,
        options.made_by,
        fields=article.meta,
        source=article.markup.map if article.markup else None,
    ),
    lambda article, message, options: error_line(article.id, message, options.made_by, fields=article.meta),
)

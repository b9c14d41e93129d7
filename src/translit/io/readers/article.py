"""What every reader gives: an article, or the error that stands in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from translit.io.markup import Extracted


@dataclass(frozen=True, slots=True)
class Article:
    """A text to annotate and where it came from.

    Parameters
    ----------
    id:
        The value of the id field; else the file as it was named, with the line or row (1-based) where a file holds many.
    text:
        The text; ``""`` where there is an error.
    meta:
        All fields of the input record, the text among them, in their order; empty for a plain file.
    error:
        Why there is no text (file, line and mend); ``""`` if there is.
    ordinal:
        The running number in the stream, from 0; errors count, so that a resumed run can skip what is done.
    markup:
        For HTML and Markdown the source and the place of every character of ``text`` in it.
    """

    id: str
    text: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""
    ordinal: int = 0
    markup: Extracted | None = None

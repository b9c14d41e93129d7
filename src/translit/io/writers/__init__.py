"""Writing annotations: pure functions from annotated texts to strings, or to the plain data of other tools.

All offsets are code points of the text, in every format. Consumers that count UTF-16 units (JavaScript) must convert
where the text has characters beyond U+FFFF; only :func:`to_web_annotation` is read by such, and its standard asks for
code points.

To add a format, copy ``_template.py``, and add a line to :data:`FORMATS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from translit._lazy import lazy_attributes
from translit.io.writers.output_format import OutputFormat

if TYPE_CHECKING:
    from translit.io.writers.brat import to_brat
    from translit.io.writers.conll import to_conll
    from translit.io.writers.csv import csv_error, csv_header, to_csv
    from translit.io.writers.displacy import to_displacy, to_displacy_spans
    from translit.io.writers.html import to_page
    from translit.io.writers.jsonl import error_line, rewritten_line, to_json_line
    from translit.io.writers.label_studio import to_label_studio
    from translit.io.writers.prodigy import to_prodigy
    from translit.io.writers.table import to_table
    from translit.io.writers.web_annotation import to_web_annotation

__all__ = [
    "csv_error", "csv_header", "error_line", "rewritten_line", "to_brat", "to_conll", "to_csv", "to_displacy",
    "to_displacy_spans", "to_json_line", "to_label_studio", "to_page", "to_prodigy", "to_table", "to_web_annotation",
]  # fmt: skip

_HERE = "translit.io.writers"

FORMATS: tuple[OutputFormat, ...] = (
    OutputFormat("table", "for people: entities, their spellings, how each was reached"),
    OutputFormat("jsonl", "one line for each article, input fields passed through"),
    OutputFormat("csv", "one row for each mention", (".csv",)),
    OutputFormat("html", "one page with every name marked and explained", (".html", ".htm")),
    OutputFormat("pages", "a folder: a page for each article, and index.html with a filter; needs -o"),
    OutputFormat("displacy", 'a list for displacy.render(..., style="ent", manual=True)'),
    OutputFormat("prodigy", "tasks for ner.manual, as JSON Lines"),
    OutputFormat("label-studio", "a list of tasks with predictions"),
    OutputFormat("brat", "a folder of .txt and .ann files; needs -o"),
    OutputFormat("conll", "columns, IOB2 tags and entity ids", (".conll",)),
    OutputFormat("web-annotation", "a list of W3C annotation collections"),
)
"""All formats, in the order in which ``--help`` shows them; an output file with another suffix is JSON Lines."""

if not TYPE_CHECKING:  # a type checker would believe that any name exists
    __getattr__ = lazy_attributes(
        __name__,
        {
            f"{_HERE}.brat": ("to_brat",),
            f"{_HERE}.conll": ("to_conll",),
            f"{_HERE}.csv": ("csv_error", "csv_header", "to_csv"),
            f"{_HERE}.displacy": ("to_displacy", "to_displacy_spans"),
            f"{_HERE}.html": ("to_page",),
            f"{_HERE}.jsonl": ("error_line", "rewritten_line", "to_json_line"),
            f"{_HERE}.label_studio": ("to_label_studio",),
            f"{_HERE}.prodigy": ("to_prodigy",),
            f"{_HERE}.table": ("to_table",),
            f"{_HERE}.web_annotation": ("to_web_annotation",),
        },
    )

"""A template for a new format: a line ``start TAB end TAB entity`` for every mention, and a comment for every article.

Copy this file to ``myformat.py`` in this folder, change what the comments say, and add one line to ``FORMATS`` in
``__init__.py``::

    OutputFormat("myformat", "what it is", (".mine",)),

``normalize annotate --to myformat`` and ``-o names.mine`` then write it; help and completion know it.
"""

from __future__ import annotations

from translit.io.writers.output_format import Stream
from translit.model import AnnotatedText


def to_template(name: str, annotated: AnnotatedText) -> str:
    """Return the lines of one article."""
    lines = [f"# {name}\n"]
    # The mentions in order, without overlap. Offsets are code points of `annotated.text`; an ambiguous mention has no
    # `kb_id` but `candidates`. See translit.model.Mention for all fields.
    for mention in annotated:
        lines.append(f"{mention.start}\t{mention.end}\t{mention.kb_id or '|'.join(mention.candidates)}\n")
    return "".join(lines)


FORMAT = Stream(
    # `article` is what was read: id, meta (the fields of its record), markup (for HTML and Markdown).
    # `options` are what made the answer (made_by) and the width of the terminal (width).
    article=lambda article, annotated, options: to_template(article.id, annotated),
    # What stands in the place of an article that failed; leave it out if the format has no place for errors.
    error=lambda article, message, options: f"# {article.id}: {' '.join(message.split())}\n",
    head="",  # before the first article, such as column names
    between="",  # between two articles, such as the comma of a JSON array
    tail="",  # after the last one
)
"""What the registry loads. A format that needs all articles at once is a ``Page``, one with files for each a ``Folder``."""

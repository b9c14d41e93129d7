"""Reading files, folders and standard input as a stream of articles.

>>> from translit.io.readers import read_articles
>>> [a.id for a in read_articles(["seeds"])]  # doctest: +SKIP
['seeds/000_e13f64e11df30541.txt', ...]
"""

from __future__ import annotations

from translit.io.readers.records import Article
from translit.io.readers.stream import Form, read_articles, read_text

__all__ = ["Article", "Form", "read_articles", "read_text"]

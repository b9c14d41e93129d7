"""Reading the user's world: files, folders and standard input as a stream of articles.

>>> from translit.io.readers import read_articles
>>> [a.id for a in read_articles(["seeds"])]  # doctest: +SKIP
['seeds/000_e13f64e11df30541.txt', ...]
"""

from __future__ import annotations

from translit.io.readers.article import Article as Article
from translit.io.readers.files import STDIN as STDIN
from translit.io.readers.files import read_text as read_text
from translit.io.readers.stream import FORMS as FORMS
from translit.io.readers.stream import Form as Form
from translit.io.readers.stream import read_articles as read_articles

__all__ = ["FORMS", "STDIN", "Article", "Form", "read_articles", "read_text"]

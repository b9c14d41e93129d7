"""What an output format is: an entry of the registry, and the functions of its module."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from translit.io.readers import Article
    from translit.model import AnnotatedText


class Options(NamedTuple):
    """What a format may use beside the article.

    What the answer depends on, the width of a table in characters, and if cells of CSV must not be formulas.
    """

    made_by: Mapping[str, str]
    width: int = 120
    safe_csv: bool = False


class Stream(NamedTuple):
    """A format that is written article by article, and whose unfinished run can be resumed.

    ``head``, ``between`` and ``tail`` are written before, between and after the pieces of the articles.
    """

    article: Callable[[Article, AnnotatedText, Options], str]  # gives the piece for an article, "" for none
    error: Callable[[Article, str, Options], str] | None = None  # gives the piece for one that failed, and why
    head: str = ""
    between: str = ""
    tail: str = ""


class Page(NamedTuple):
    """A format that is written when all articles (id, annotated text) are known, and the messages about failed ones."""

    page: Callable[[Iterable[tuple[str, AnnotatedText]], Iterable[str], Options], str]


class Folder(NamedTuple):
    """A format with files of its own for every article: ``files`` gives their contents by suffix.

    ``contents``, if there is one, gives ``index.html`` at the end: of every article it takes the name of its files without
    suffix, its id and how often it has each canonical name, and the messages about failed ones.
    """

    files: Callable[[str, AnnotatedText, Options], Mapping[str, str]]
    contents: Callable[[Sequence[tuple[str, str, Mapping[str, int]]], Sequence[str], Options], str] | None = None


class OutputFormat(NamedTuple):
    """A format that ``normalize annotate --to NAME`` writes; ``FORMAT`` of the module of its name says how."""

    name: str  # in the name of the module, ``-`` is ``_``
    summary: str  # what it is, for ``--help``
    suffixes: tuple[str, ...] = ()  # those of output files that stand for it, the usual one first

    def load(self) -> Stream | Page | Folder:
        """Return the functions of the format; its module is imported now, so that the command starts fast."""
        found: Stream | Page | Folder = import_module(f"translit.io.writers.{self.name.replace('-', '_')}").FORMAT
        return found


def json_array(element: Callable[[Article, AnnotatedText, Options], Mapping[str, Any]]) -> Stream:
    """Return the format of one JSON array with an element for every article."""
    return Stream(
        lambda article, annotated, options: json.dumps(element(article, annotated, options), ensure_ascii=False),
        head="[\n",
        between=",\n",
        tail="\n]\n",
    )

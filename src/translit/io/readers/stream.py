"""One stream of articles from any mixture of files and folders, and the text of one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Literal

from translit.errors import ReadError
from translit.files.opening import STDIN, UNREADABLE, compression, opened, read_whole, refusal, without_compression
from translit.io.readers.records import Article, Fields, read_csv, read_jsonl, read_parquet

Form = Literal["txt", "jsonl", "csv", "parquet", "html", "markdown"]

_SUFFIXES: dict[str, Form] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".pq": "parquet",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".md": "markdown", ".markdown": "markdown",
}  # fmt: skip
_BLOCK = 1 << 20  # bytes read at once where lines are counted
_RECORDS = {"jsonl": read_jsonl, "csv": read_csv, "parquet": read_parquet}


def read_articles(
    names: Iterable[str],
    *,
    form: Form | None = None,
    text_field: str = "text",
    id_field: str = "id",
    skip_navigation: bool = False,
    skip: int = 0,
    encoding: str = "",
) -> Iterator[Article]:
    """Yield the articles of files, folders (recursive, in sorted order) and standard input (``-``), in order, lazily.

    The form of a file follows from its name (``.jsonl``, ``.csv``, ``.parquet``, ``.html``, ``.md`` …); any other file is
    plain text. Each may be compressed (gzip, bzip2), which its first bytes tell; ``.gz`` or ``.bz2`` may follow the suffix.
    What cannot be read becomes an article with an ``error``, and the stream goes on. Of JSON Lines, CSV and Parquet only a
    part is in memory.

    Parameters
    ----------
    form:
        The form of all files, whatever their names; standard input is plain text without it.
    text_field, id_field:
        The fields or columns that hold text and id.
    skip_navigation:
        Leave out navigation, header, footer and asides of HTML.
    skip:
        How many articles to pass over, to go on with an interrupted run; ordinals count them.
    encoding:
        The encoding of all files but Parquet; without it they are UTF-8, or UTF-16 or UTF-32 that begins with its mark.

    Examples
    --------
    >>> [(a.id, a.error) for a in read_articles(["missing.txt"])]
    [('missing.txt', 'missing.txt: no such file')]
    """
    fields = Fields(text_field, id_field)
    articles = (a for name in _expand(names) for a in _of_file(name, form, fields, skip_navigation, encoding))
    numbered = (replace(article, ordinal=ordinal) for ordinal, article in enumerate(articles))
    return islice(numbered, skip, None)


def number_of_articles(names: Iterable[str], form: Form | None = None) -> int | None:
    """Return about how many articles :func:`read_articles` gives; ``None`` if that takes long to tell.

    A file of text counts as one; lines of JSON Lines are counted, which takes a second for a gigabyte.
    """
    total = 0
    for name in _expand(names):
        if isinstance(name, ReadError) or name == STDIN or not Path(name).is_file():
            return None
        kind = form or form_of(name)
        if kind == "jsonl" and not compression(name):
            with Path(name).open("rb") as file:
                total += sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))
        elif kind in _RECORDS:
            return None
        else:
            total += 1
    return total


def read_text(name: str, encoding: str = "") -> str:
    """Return the text of a file, or of standard input for ``-``; line ends are left as they are, so that offsets hold.

    Raises
    ------
    ReadError
        If there is no such file, it is a folder, binary, not UTF-8, or a compressed file that is not whole.
    """
    shown = _title(name)
    try:
        with opened(name, encoding) as stream:
            return read_whole(shown, stream)
    except UNREADABLE as error:
        raise refusal(shown, error) from None


def form_of(name: str) -> Form:
    """Return the form that a file's name tells."""
    return _SUFFIXES.get(without_compression(name).suffix.lower(), "txt")


def _title(name: str) -> str:
    return "<stdin>" if name == STDIN else name


def _expand(names: Iterable[str]) -> Iterator[str | ReadError]:
    """Yield the names, each folder replaced by the files in it and below, sorted; hidden files and folders are left out."""
    for name in names:
        if name == STDIN or not Path(name).is_dir():
            yield name
        else:
            yield from _below(Path(name))


def _below(folder: Path) -> Iterator[str | ReadError]:
    try:
        paths = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except OSError as error:
        yield refusal(str(folder), error)
        return
    for path in paths:
        if path.is_dir() and not path.is_symlink():  # a link may lead back to where we are
            yield from _below(path)
        elif path.is_file() or path.is_dir() or (path.is_symlink() and not path.exists()):
            yield str(path)
        elif path.is_symlink():
            yield ReadError(f"{path}: leads to a pipe or a device; name it by itself if it is meant")


def _of_file(
    name: str | ReadError, form: Form | None, fields: Fields, skip_navigation: bool, encoding: str
) -> Iterator[Article]:
    if isinstance(name, ReadError):
        yield Article(str(name).split(":")[0], error=str(name))
        return
    shown = _title(name)
    kind = form or form_of(name)
    try:
        if form is None and without_compression(name).suffix.lower() == ".json":
            mend = "convert it first: jq -c '.[]' articles.json > articles.jsonl"
            raise ReadError(f"{name}: JSON is read line by line; {mend}")
        if kind in _RECORDS:
            with opened(name, "" if kind == "parquet" else encoding) as stream:
                yield from _RECORDS[kind](shown, stream, fields)
            return
        text = read_text(name, encoding)
    except UNREADABLE as error:
        yield Article(shown, error=str(refusal(shown, error)))
        return
    if kind == "txt":
        yield Article(shown, text)
        return
    from translit.io.markup import from_html, from_markdown

    page = (from_html if kind == "html" else from_markdown)(text, skip_navigation=skip_navigation)
    yield Article(shown, page.text, markup=page)

"""Text, HTML and Markdown with canonical spellings; of pages everything but the text stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, cast

from translit.annotation.rewrite import Edit, edited
from translit.cli.destination import cannot_write, whole
from translit.cli.output import SomeFailedError, encoded, say, write
from translit.errors import ReadError

if TYPE_CHECKING:
    from translit.annotation.annotator import Annotator
    from translit.annotation.rewrite import Rewritten
    from translit.io.markup import Extracted
    from translit.io.readers import Article, Form
    from translit.model import Mention

_WORD = re.compile(r"\S+")


def rewrite_files(
    annotator: Annotator,
    names: Iterable[str],
    style: str | None,
    source: str | None,
    *,
    in_place: bool = False,
    lines: bool = False,
) -> None:
    """Write every file with canonical spellings; one that cannot be read is named and the others go on.

    With ``lines``, every file is a line of JSON that also says what was replaced by what.

    Raises
    ------
    SomeFailedError
        If a file could not be read, or a name in it not be written.
    """
    from translit.io.writers import error_line, rewritten_line

    failed = False
    for name in names:
        try:
            article = _article(name, source, in_place)
        except ReadError as error:
            say(str(error))
            if lines:
                write(error_line(name, str(error), annotator.provenance))
            failed = True
            continue
        if article.markup is None:
            new = annotator.rewrite(article.text, style=style)
        else:
            new, left = rewrite(annotator, article.markup, style)
            for mention in left:
                say(f"{article.id}: {mention.text!r} stays as it is, because markup stands inside a word of it")
            failed = failed or bool(left)
        if lines:
            write(rewritten_line(article.id, new, annotator.provenance))
        elif not in_place:
            write(new.text)
        elif new.replacements:
            _replace(Path(name), new.text)
    write("")
    if failed:
        raise SomeFailedError


def _article(name: str, source: str | None, in_place: bool) -> Article:
    from translit.io.readers import STDIN, read_articles
    from translit.io.readers.files import is_packed, refusal
    from translit.io.readers.stream import form_of

    form = "txt" if source == "text" else source
    if name != STDIN and Path(name).is_dir():
        raise refusal(name, IsADirectoryError())
    if form is None and form_of(name) in ("jsonl", "csv", "parquet"):
        raise ReadError(f"{name}: holds records; normalize annotate reads them (--from text takes them as they are)")
    if in_place and is_packed(name):
        raise ReadError(f"{name}: is packed and cannot be written in place; unpack it first: gunzip {name}")
    [article] = read_articles([name], form=cast("Form | None", form))
    if article.error:
        raise ReadError(article.error)
    return article


def _replace(path: Path, content: str) -> None:
    path = path.resolve()  # a link stays a link
    try:
        with whole(path) as new:
            new.write_bytes(encoded(content))
            new.chmod(path.stat().st_mode)
    except OSError as error:
        raise cannot_write(path, error) from None


def rewrite(annotator: Annotator, page: Extracted, style: str | None = None) -> tuple[Rewritten, list[Mention]]:
    """The source with canonical spellings, and the mentions left as they are because markup cuts a word of theirs.

    A spelling with as many words as the mention is written word by word, so that what stands between them stays.
    """
    edits: list[Edit] = []
    left = []
    done = annotator.rewrite(page.text, style=style)
    for replaced in done.replacements:
        mention = replaced.mention
        pieces = _pieces(page, mention, done.text[replaced.new_start : replaced.new_end])
        if pieces is None:
            left.append(mention)
        else:
            edits += [Edit(start, end, escape(text, quote=False), mention) for start, end, text in pieces]
    return edited(page.source, edits), left


def _pieces(page: Extracted, mention: Mention, spelling: str) -> list[tuple[int, int, str]] | None:
    """What to write where; ``None`` if it would run over markup."""
    words = [(mention.start + w.start(), mention.start + w.end(), w.group()) for w in _WORD.finditer(mention.text)]
    new = spelling.split()
    spans: Iterator[tuple[int, int, str]] = iter([(mention.start, mention.end, spelling)])
    if len(words) == len(new):
        spans = ((start, end, text) for (start, end, old), text in zip(words, new, strict=True) if old != text)
    pieces = []
    for start, end, text in spans:
        if any(page.map.ends[i] != page.map.starts[i + 1] for i in range(start, end - 1)):
            return None
        pieces.append((*page.map.to_source(start, end), text))
    return pieces

"""Annotating a stream of articles, in one process or several: every article comes back in order, or an error for it."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from translit.annotation.annotator import Annotator
from translit.cli.output import is_terminal, say
from translit.cli.progress import SLOW, counted
from translit.collector import collecting_rarely
from translit.io.readers import Article
from translit.model import AnnotatedText

_BATCH = 16  # articles that a process gets at once; few, so that an interrupted run ends soon


class Result(NamedTuple):
    """An article and its names; or ``error``, why there are none."""

    article: Article
    annotated: AnnotatedText
    error: str = ""


def annotated(annotator: Annotator, articles: Iterator[Article], n_process: int = 1) -> Iterator[Result]:
    """Annotate articles, lazily and in order. An article that fails gives an error in its place, and the others go on."""
    if n_process == 1:
        yield from collecting_rarely(_one(annotator, article) for article in articles)
        return
    waiting: deque[Article] = deque()
    unread: list[Exception] = []

    def given() -> Iterator[tuple[str, None]]:
        try:
            for article in articles:
                waiting.append(article)
                yield article.text, None
        except Exception as error:  # not an article's fault; raised when those before it are done
            unread.append(error)

    broken = True
    while broken:
        broken = False
        results = annotator.pipe(given(), as_tuples=True, batch_size=_BATCH, n_process=n_process)
        try:
            for found, _ in results:
                article = waiting.popleft()
                yield Result(article, found, article.error)
        except Exception:
            if not waiting:
                raise
            broken = True  # by one of those waiting; which one, the second try tells
        while waiting:
            yield _one(annotator, waiting.popleft())
    if unread:
        raise unread[0]


def _one(annotator: Annotator, article: Article) -> Result:
    nothing = AnnotatedText(article.text, ())
    if article.error:
        return Result(article, nothing, article.error)
    try:
        return Result(article, annotator.annotate(article.text))
    except Exception as error:  # whatever is wrong with one article is told in its place
        return Result(article, nothing, f"{article.id}: could not be annotated ({type(error).__name__}: {error})")


def watched(
    results: Iterator[Result], out: Path | None, done: int = 0, total: Callable[[], int | None] = lambda: None
) -> Iterator[Result]:
    """Return the same results; on a terminal with a progress bar if they take long, and a line about them at the end.

    ``total`` is asked how many there will be only if the bar is shown.
    """
    if not is_terminal(sys.stderr) or (out is None and is_terminal(sys.stdout)):
        yield from results
        return
    first = list(islice(results, 1))  # loading the annotator is not part of the progress
    start, articles, mentions, failed = time.monotonic(), 0, 0, 0
    for result in counted(chain(first, results), " articles", done=done, total=total()):
        yield result
        articles, mentions, failed = articles + 1, mentions + len(result.annotated), failed + bool(result.error)
    seconds = time.monotonic() - start
    if seconds > SLOW:
        say(f"{articles:,} articles, {mentions:,} mentions, {failed:,} failed; {seconds:,.0f} s")

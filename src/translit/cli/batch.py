"""Annotating a stream of articles, in one process or several: every article comes back, in order, if need be as an error."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translit.model import AnnotatedText

if TYPE_CHECKING:
    from translit.annotator import Annotator
    from translit.readers import Article

_BATCH = 16  # articles that a process gets at once; few, so that an interrupted run ends soon


@dataclass(frozen=True, slots=True)
class Result:
    """An article and its names; or ``error``, why there are none."""

    article: Article
    annotated: AnnotatedText
    error: str = ""


def annotated(annotator: Annotator, articles: Iterator[Article], n_process: int = 1) -> Iterator[Result]:
    """Annotate articles, lazily and in order. What goes wrong with one is told in its place, and the others go on."""
    if n_process == 1:
        for article in articles:
            yield _one(annotator, article)
        return
    waiting: deque[Article] = deque()

    def given() -> Iterator[tuple[str, None]]:
        for article in articles:
            waiting.append(article)
            yield article.text, None

    while True:
        broken = False
        results = annotator.pipe(given(), as_tuples=True, batch_size=_BATCH, n_process=n_process)
        while True:
            try:
                found, _ = next(results)
            except StopIteration:
                break
            except Exception:  # one of those waiting broke a process; which one, the second try tells
                if not waiting:
                    raise
                broken = True
                break
            article = waiting.popleft()
            yield Result(article, found, article.error)
        if not broken:
            return
        while waiting:
            yield _one(annotator, waiting.popleft())


def _one(annotator: Annotator, article: Article) -> Result:
    nothing = AnnotatedText(article.text, ())
    if article.error:
        return Result(article, nothing, article.error)
    try:
        return Result(article, annotator.annotate(article.text))
    except Exception as error:  # whatever is wrong with one article is told in its place
        return Result(article, nothing, f"{article.id}: could not be annotated ({type(error).__name__}: {error})")

"""The annotator: the one object behind every way in. It takes text and gives mentions, or the text rewritten."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any, Literal, overload

from translit._version import __version__ as version
from translit.annotation.lone_surnames import LoneSurnames
from translit.annotation.mention_detection import MentionDetector
from translit.annotation.resolve import Resolver
from translit.annotation.rewrite import Rewritten, rewrite
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.match.compare import compare
from translit.match.lookup import lookup
from translit.model import AnnotatedText, Comparison, EntityType, Match, Mention
from translit.text.document import pieces

_ANSWERS = 1 << 14  # names whose answers are remembered
_ROUNDS = 8  # a name in its canonical spelling may let another one be recognized: so often at most a text is read again
_LONGEST = 1 << 18  # characters of a text that is read as one article; what is longer is annotated piece by piece


class Annotator:
    """Finds the names of a gazetteer's entities in text and in single strings.

    Immutable and picklable. Equal gazetteers and settings give equal results in every process.

    Examples
    --------
    >>> g = Gazetteer.from_records([{"id": "sv", "name": "Sviatlana Tsikhanouskaya", "type": "person",
    ...                              "names": {"be": "Святлана Ціханоўская", "ru": "Светлана Тихановская"}}])
    >>> [(m.text, m.kb_id) for m in Annotator(g).annotate("Swetlana Tichanowskaja’s visit; Tikhanovskaya left.")]
    [('Swetlana Tichanowskaja', 'sv'), ('Tikhanovskaya', 'sv')]
    """

    def __init__(self, gazetteer: Gazetteer | None = None, *, config: Config | None = None) -> None:
        self.gazetteer = Gazetteer.default() if gazetteer is None else gazetteer
        self.config = config or Config()
        lone = LoneSurnames(self.gazetteer, self.config)
        self._detector = MentionDetector(self.gazetteer, self.config, lone)
        self._resolver = Resolver(self.gazetteer, self.config, lone)
        self._lookup = lru_cache(maxsize=_ANSWERS)(partial(lookup, self.gazetteer, self.config))

    @property
    def provenance(self) -> dict[str, str]:
        """What results depend on: ``translit`` (version), ``gazetteer`` (fingerprint), ``config`` (hash of the settings)."""
        settings = hashlib.sha256(repr(self.config).encode()).hexdigest()[:12]
        return {"translit": version, "gazetteer": self.gazetteer.fingerprint, "config": settings}

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.gazetteer, self.config)

    def annotate(self, text: str) -> AnnotatedText:
        """Return the mentions in ``text``: sorted, disjoint, offsets in code points.

        Raises
        ------
        TypeError
            If ``text`` is not a string.
        """
        if not isinstance(text, str):
            raise TypeError(f"text must be a str, not {type(text).__name__}")
        mentions: list[Mention] = []
        for start, end in pieces(text, _LONGEST):
            detected = self._detector.detect(text[start:end])
            if detected is not None:
                mentions += self._resolver.mentions(detected, start)
        return AnnotatedText(text, tuple(mentions))

    def lookup(self, name: str, *, limit: int = 5) -> list[Match]:
        """Return the entities that a single name may stand for, best first, at most ``limit``; ``[]`` for NIL."""
        return list(self._lookup(name, limit))

    def compare(self, a: str, b: str, *, type: EntityType = "person") -> Comparison:
        """Return whether two strings name the same person, organization or place; symmetric, no gazetteer involved."""
        return compare(a, b, type, self.config)

    def normalize(self, text: str, *, style: str | None = None) -> str:
        """Return the text of :meth:`rewrite`: the same text with canonical spellings."""
        return self.rewrite(text, style=style).text

    def rewrite(self, text: str, *, style: str | None = None) -> Rewritten:
        """Return the text with every linked spelling replaced by the canonical one, and a map of the offsets.

        Spellings are rewritten, names are not exchanged: a bare family name stays bare, an acronym or another listed name
        stays as it is, and so does whatever is ambiguous. In a language with cases only a name that is sure to be in the
        nominative is replaced. Capitals, possessives, initials, punctuation and line breaks stay.

        Parameters
        ----------
        text
            Any text.
        style
            The house style to write (``be``: Belarusian spelling) of entities that have it; the others get their canonical
            name.

        Raises
        ------
        TypeError
            If ``text`` is not a string.
        """
        done = rewrite(self.annotate(text), self.gazetteer, style)
        for _ in range(_ROUNDS if done.replacements else 0):
            more = rewrite(self.annotate(done.text), self.gazetteer, style)
            if not more.replacements:
                break
            done = done.then(more)
        return done

    @overload
    def pipe(
        self, texts: Iterable[str], *, as_tuples: Literal[False] = False, batch_size: int = 64, n_process: int = 1
    ) -> Iterator[AnnotatedText]: ...
    @overload
    def pipe(
        self, texts: Iterable[tuple[str, Any]], *, as_tuples: Literal[True], batch_size: int = 64, n_process: int = 1
    ) -> Iterator[tuple[AnnotatedText, Any]]: ...
    def pipe(
        self, texts: Iterable[Any], *, as_tuples: bool = False, batch_size: int = 64, n_process: int = 1
    ) -> Iterator[Any]:
        """Annotate many texts, lazily and in order; ``pipe(xs)`` is ``annotate(x)`` for each.

        With ``as_tuples`` the input is ``(text, anything)`` and the output ``(annotated, anything)``. With ``n_process``
        above 1, that many processes work on batches of ``batch_size``; only a few batches are in memory at a time.

        Raises
        ------
        ValueError
            If ``batch_size`` or ``n_process`` is below 1.
        """
        if batch_size < 1 or n_process < 1:
            raise ValueError("batch_size and n_process must be 1 or more")
        items = texts if as_tuples else ((text, None) for text in texts)
        pairs = self._in_line(items) if n_process == 1 else self._in_parallel(items, batch_size, n_process)
        return pairs if as_tuples else (annotated for annotated, _ in pairs)

    def _in_line(self, items: Iterable[tuple[str, Any]]) -> Iterator[tuple[AnnotatedText, Any]]:
        for text, context in items:
            yield self.annotate(text), context

    def _in_parallel(
        self, items: Iterable[tuple[str, Any]], batch_size: int, n_process: int
    ) -> Iterator[tuple[AnnotatedText, Any]]:
        from concurrent.futures import Future, ProcessPoolExecutor

        source = iter(items)
        batches = iter(lambda: list(islice(source, batch_size)), [])
        waiting: deque[tuple[Future[list[AnnotatedText]], list[tuple[str, Any]]]] = deque()
        with ProcessPoolExecutor(n_process, initializer=_start_worker, initargs=(self,)) as pool:
            for batch in chain(batches, repeat(None)):
                if batch is not None:
                    waiting.append((pool.submit(_work, [text for text, _ in batch]), batch))
                if waiting and (batch is None or len(waiting) > 2 * n_process):
                    future, done = waiting.popleft()
                    yield from zip(future.result(), (context for _, context in done), strict=True)
                elif batch is None:
                    return


SHIPPED = "shipped"
"""Stands for the shipped gazetteer among the files given to :func:`load`."""


def load(*paths: str | Path, config: Config | None = None) -> Annotator:
    """Return an annotator over the shipped gazetteer, or over the files at ``paths``; a later file overrides by id.

    A file is an alias file or a compiled gazetteer; ``"shipped"`` stands for the gazetteer that ships with the package, so
    that yours can be put on top of it: ``load("shipped", "mine.yaml")``.

    Raises
    ------
    ReadError, AliasFileError, ArtefactError
        If a file cannot be read, or an alias file with all its faults at once.
    """
    if not paths:
        return Annotator(config=config)
    found = [Gazetteer.default() if path == SHIPPED else Gazetteer.read(path) for path in paths]
    return Annotator(found[0] if len(found) == 1 else Gazetteer.stack(*found), config=config)


def _rebuild(gazetteer: Gazetteer, config: Config) -> Annotator:
    return Annotator(gazetteer, config=config)


_worker: Annotator | None = None


def _start_worker(annotator: Annotator) -> None:
    import signal
    from threading import Thread

    global _worker  # noqa: PLW0603  one annotator for each process of a pool
    _worker = annotator
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent answers it
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent cannot tell its workers to end; without this they would wait for ever."""
    import os
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _work(texts: list[str]) -> list[AnnotatedText]:
    assert _worker is not None
    return [_worker.annotate(text) for text in texts]

"""The annotator: the one object behind every way in. It takes text and gives mentions, or the text rewritten."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain, islice, takewhile, tee
from pathlib import Path
from typing import Any, Literal, overload
from zlib import crc32

from translit._version import __version__ as version
from translit.annotation.mention_detection import DetectedMentions, MentionDetector
from translit.annotation.resolve import Resolver
from translit.annotation.rewrite import Rewritten, rewrite
from translit.annotation.unlinked import WhyNot, why_not
from translit.annotation.words import LoneSurnames
from translit.collector import collecting_rarely, rare_collections
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.limits import LONGEST_ARTICLE, LONGEST_NAME
from translit.match.compare import compare
from translit.match.lookup import lookup, nearest
from translit.model import AnnotatedText, Comparison, EntityType, Evidence, Match, Mention
from translit.processes import start_worker
from translit.text.document import pieces
from translit.text.reading_view import check_text, reading_view
from translit.text.source_map import Extracted
from translit.text.tokens import fold_words
from translit.text.zones import without_zones

_ANSWERS = 1 << 14  # names whose answers are remembered
_NAMES_AT_ONCE = 64  # names that a process gets at once: half a second of work
_ROUNDS = 8  # a name in its canonical spelling may let another one be recognized: so often at most a text is read again
_OPEN = 8  # annotators that are kept: over files, by a process; with other settings, by a gazetteer

SHIPPED = "shipped"
"""Stands for the shipped gazetteer among the files given to :func:`load`."""
Source = str | Path | Gazetteer | None
"""A path that :func:`load` takes, a gazetteer, or ``None`` for the one that ships with the package."""


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
        self._lookup = lru_cache(maxsize=_ANSWERS)(self._looked_up)

    @property
    def provenance(self) -> dict[str, str]:
        """What results depend on: ``translit`` (version), ``gazetteer`` (fingerprint), ``config`` (hash of the settings)."""
        # zlib is loaded anyway; hashlib would take a fiftieth of a first article
        settings = f"{crc32(repr(self.config).encode()):08x}"
        return {"translit": version, "gazetteer": self.gazetteer.fingerprint, "config": settings}

    def __repr__(self) -> str:
        return f"Annotator({self.gazetteer!r}, threshold={self.config.threshold})"

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(Annotator, config=self.config), (self.gazetteer,)

    def annotate(self, text: str) -> AnnotatedText:
        """Return the mentions in ``text``: sorted, disjoint, offsets in code points.

        Raises
        ------
        TypeError
            If ``text`` is not a string.
        """
        check_text(text, "text")
        view = reading_view(text)
        with rare_collections():
            found = (self._resolver.mentions(detected, start) for start, detected in self._detected(view.text))
            return AnnotatedText(text, tuple(_at_home(m, view) for m in chain.from_iterable(found)))

    def explain(self, text: str) -> list[tuple[Mention, Evidence]]:
        """Return every name that ``text`` may hold, with the evidence that makes its score, in text order.

        Candidates below the threshold are among them, so that it can be seen what speaks against a link that is missing.
        What each kind of evidence means stands on the page “Evidence”.

        >>> g = Gazetteer.from_records([{"id": "w", "name": "Washington", "type": "place", "country": "US"}])
        >>> [(mention, evidence)] = Annotator(g).explain("The Washington Post reported.")
        >>> mention.text, mention.score < 0.6, min(evidence.parts, key=lambda part: part.weight).kind
        ('Washington', True, 'in name of thing')
        """
        check_text(text, "text")
        view = reading_view(text)
        found = (self._resolver.explained(detected, start) for start, detected in self._detected(view.text))
        return [(_at_home(mention, view), evidence) for mention, evidence in chain.from_iterable(found)]

    def why_not(self, text: str, start: int, end: int) -> WhyNot:
        """Return why ``text[start:end]`` is not linked to anybody, or that it is.

        >>> g = Gazetteer.from_records([{"id": "w", "name": "Washington", "type": "place", "country": "US"}])
        >>> Annotator(g).why_not("The Washington Post reported.", 4, 14).sentence
        '“Washington” may be Washington, but its score 0.00 is below 0.60; most against it speaks: in name of thing'

        Raises
        ------
        TypeError, IndexError
            If ``text`` is not a string; if there is nothing between these offsets.
        """
        return why_not(self, self._detected, text, start, end)

    def _detected(self, text: str) -> Iterator[tuple[int, DetectedMentions]]:
        """Yield the pieces of a text that may hold a mention, each with its offset."""
        for start, end in pieces(text, LONGEST_ARTICLE):
            detected = self._detector.detect(without_zones(text[start:end]))
            if detected is not None:
                yield start, detected

    def nearest(self, name: str, *, limit: int = 5) -> tuple[list[Match], list[Match]]:
        """Return what :meth:`lookup` answers, and those of the nearest entities that are no answer, however unlikely.

        So it can be seen who an unknown name is like, and what speaks against them. Their status is what it would be if they
        were likely.

        >>> g = Gazetteer.from_records([{"id": "o", "name": "Olga Ladyzhenskaya", "type": "person"}])
        >>> Annotator(g).nearest("Ivan Ladyzhensky")
        ([], [Match('o', score=0.033, status='linked', via='fuzzy')])

        Raises
        ------
        TypeError
            If ``name`` is not a string.
        """
        check_text(name, "name")
        found = list(nearest(self.gazetteer, self.config, name, limit))
        answers = [match for match, _ in takewhile(lambda pair: pair[1] >= self.config.threshold, found)]
        answers = answers or self._as_text(name, limit)
        known = {match.entity.id for match in answers}
        return answers, [match for match, _ in found if match.entity.id not in known]

    def lookup(self, name: str, *, limit: int = 5) -> list[Match]:
        """Return the entities that a single name may stand for, best first, at most ``limit``; ``[]`` for NIL.

        A single word that :meth:`annotate` would link, standing alone, is linked here, too: *Biden* is the president.

        Raises
        ------
        TypeError
            If ``name`` is not a string.
        """
        check_text(name, "name")
        find = self._lookup if len(name) <= LONGEST_NAME else self._lookup.__wrapped__  # a long one is not remembered
        return list(find(name, limit))

    def _looked_up(self, name: str, limit: int) -> list[Match]:
        with rare_collections():
            return lookup(self.gazetteer, self.config, name, limit) or self._as_text(name, limit)

    def _as_text(self, name: str, limit: int) -> list[Match]:
        """Return whom a single word means that is a text by itself."""
        if limit < 1 or len(fold_words(name)) != 1:
            return []
        detected = self._detector.detect(reading_view(name).text)
        return self._resolver.whole(detected)[:limit] if detected is not None else []

    def lookup_many(self, names: Iterable[str], *, limit: int = 5, n_process: int = 1) -> Iterator[list[Match]]:
        """Yield what :meth:`lookup` returns for each of many names, lazily and in order.

        With ``n_process`` above 1, that many processes work; only a few hundred names are in memory at a time. Until the
        iterator ends or is closed, Python's garbage collector runs rarely.

        Raises
        ------
        TypeError, ValueError
            If a name is not a string, when it is its turn; if ``n_process`` is below 1.

        Examples
        --------
        >>> g = Gazetteer.from_records([{"id": "olga", "name": "Olga Ladyzhenskaya", "type": "person"}])
        >>> [[m.entity.id for m in found] for found in Annotator(g).lookup_many(["Olga Ladyschenskaja", "Nobody"])]
        [['olga'], []]
        """
        if n_process < 1:
            raise ValueError("n_process must be 1 or more")
        if n_process == 1:
            return collecting_rarely(self.lookup(name, limit=limit) for name in names)
        return self._in_parallel(partial(_look_up, limit), names, _NAMES_AT_ONCE, n_process)

    def compare(self, a: str, b: str, *, type: EntityType = "person") -> Comparison:
        """Return whether two strings name the same person, organization or place; symmetric, no gazetteer involved.

        Raises
        ------
        TypeError, ValueError
            If one of them is not a string; if ``type`` is none of these three.
        """
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
        TypeError, ValueError
            If ``text`` is not a string; if no entity has the style.
        """
        if style is not None:
            self.gazetteer.check_style(style)
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
        above 1, that many processes work on batches of ``batch_size``; only a few batches are in memory at a time. Until
        the iterator ends or is closed, Python's garbage collector runs rarely.

        Raises
        ------
        ValueError
            If ``batch_size`` or ``n_process`` is below 1.
        """
        if batch_size < 1 or n_process < 1:
            raise ValueError("batch_size and n_process must be 1 or more")
        items = texts if as_tuples else ((text, None) for text in texts)
        pairs: Iterator[tuple[AnnotatedText, Any]]
        if n_process == 1:
            pairs = ((self.annotate(text), context) for text, context in items)
        else:
            given, kept = tee(items)
            found = self._in_parallel(_annotate, (text for text, _ in given), batch_size, n_process)
            pairs = zip(found, (context for _, context in kept), strict=True)
        pairs = collecting_rarely(pairs)
        return pairs if as_tuples else (annotated for annotated, _ in pairs)

    def _in_parallel(
        self, work: Callable[[Annotator, str], Any], items: Iterable[str], batch_size: int, n_process: int
    ) -> Iterator[Any]:
        """Yield what ``work`` returns for each item, in order, from processes that each have this annotator."""
        from concurrent.futures import Future, ProcessPoolExecutor

        source = iter(items)
        waiting: deque[Future[list[Any]]] = deque()
        with ProcessPoolExecutor(n_process, initializer=_start_worker, initargs=(self,)) as pool:
            for batch in iter(lambda: list(islice(source, batch_size)), []):
                waiting.append(pool.submit(_work, work, batch))
                if len(waiting) > 2 * n_process:
                    yield from waiting.popleft().result()
            for future in waiting:
                yield from future.result()


def _at_home(mention: Mention, view: Extracted) -> Mention:
    """Return a mention in what is read with its place in the text itself."""
    if view.text is view.source:
        return mention
    start, end = view.map.to_source(mention.start, mention.end)
    return replace(mention, start=start, end=end, text=view.source[start:end])


def load(*paths: str | Path, config: Config | None = None) -> Annotator:
    """Return an annotator over the shipped gazetteer, or over the files at ``paths``; a later file overrides by id.

    A file is an alias file or a compiled gazetteer; ``"shipped"`` stands for the gazetteer that ships with the package, so
    that yours can be put on top of it: ``load("shipped", "mine.yaml")``.

    Raises
    ------
    ReadError, AliasFileError, ArtefactError
        If a file cannot be read, or an alias file with all its faults at once.

    Examples
    --------
    >>> load(config=Config(threshold=0.9)).lookup("Loekasjenko")
    [Match('alexander-lukashenko', score=0.902, status='linked', via='variant')]
    """
    if not paths:
        return Annotator(config=config)
    found = [Gazetteer.default() if path == SHIPPED else Gazetteer.read(path) for path in paths]
    return Annotator(found[0] if len(found) == 1 else Gazetteer.stack(*found), config=config)


def annotator_for(gazetteer: Source = None, config: Config | None = None) -> Annotator:
    """Return the annotator over a gazetteer: the same one as before, unless the file has changed.

    So a process needs one for each gazetteer, however many batches or partitions ask for it. The last eight over files stay
    open until the process ends; one over a gazetteer that you made lives as long as that. A file that is missing or faulty
    raises what :func:`load` raises.

    >>> annotator_for() is annotator_for()
    True
    """
    config = config or Config()
    if isinstance(gazetteer, Gazetteer):
        # Kept on the gazetteer itself, so that the two are freed together.
        made: dict[Config, Annotator] = vars(gazetteer).setdefault("_annotators", {})
        if config not in made:
            if len(made) >= _OPEN:
                made.clear()
            made[config] = Annotator(gazetteer, config=config)
        return made[config]
    if gazetteer is not None and not isinstance(gazetteer, str | Path):
        raise TypeError(f"gazetteer must be a path, a Gazetteer or None, not {type(gazetteer).__name__}")
    path = SHIPPED if gazetteer is None else str(gazetteer)
    return _opened(path, _stamp(Path(path)), config)


@lru_cache(_OPEN)
def _opened(path: str, stamp: tuple[int, int] | None, config: Config) -> Annotator:
    return load(path, config=config)


def _stamp(path: Path) -> tuple[int, int] | None:
    """Return what changes when a file does; ``None`` where there is none, so that loading it says so."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


_worker: Annotator | None = None


def _start_worker(annotator: Annotator) -> None:
    global _worker  # noqa: PLW0603  one annotator for each process of a pool
    _worker = annotator
    start_worker()


def _work(work: Callable[[Annotator, str], Any], items: list[str]) -> list[Any]:
    assert _worker is not None
    with rare_collections():
        return [work(_worker, item) for item in items]


def _annotate(annotator: Annotator, text: str) -> AnnotatedText:
    return annotator.annotate(text)


def _look_up(limit: int, annotator: Annotator, name: str) -> list[Match]:
    return annotator.lookup(name, limit=limit)

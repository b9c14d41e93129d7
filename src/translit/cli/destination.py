"""Writing annotations to standard output, or to a file or folder that appears when it is whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from translit.annotation.annotator import Annotator
from translit.cli.batch import Result, annotated, watched
from translit.cli.output import SomeFailedError, encoded, say, write
from translit.errors import TranslitError
from translit.files.atomic import whole
from translit.files.resumable import ResumableOutput, ResumeError
from translit.io.readers import Article
from translit.io.writers.output_format import Folder, Options, Page, Stream

_NAMED = 20  # so many failures are told about where each also stands in the output
_SECONDS = 1.0  # how often the state is saved


class OutputError(TranslitError, OSError):
    """An output that cannot be written; the message names it and the mend."""


@dataclass(slots=True)
class Done:
    """How far a run has come: records taken, those that failed, pieces written, the id of the last record."""

    records: int = 0
    failed: int = 0
    pieces: int = 0
    last: str = ""


class Standard:
    """Standard output: nothing to save, nothing to resume."""

    name = "standard output"

    def __init__(self, form: Stream) -> None:
        self.form = form
        self.done = Done()

    def begin(self) -> None:
        """Write what comes before the articles."""
        self._put(self.form.head)

    def take(self, id_: str, piece: str, *, failed: bool) -> None:
        """Write the piece of one record, ``""`` if it has none, and count it."""
        if piece:
            self._put(self.form.between + piece if self.done.pieces else piece)
            self.done.pieces += 1
        self.done.records += 1
        self.done.failed += failed
        self.done.last = id_

    def finish(self) -> None:
        """Write what comes after the articles."""
        self._put(self.form.tail)

    def stop(self) -> str:
        """Leave off in the middle, and return how to resume, if that is possible."""
        return ""

    def _put(self, content: str) -> None:
        write(content)


class File(Standard):
    """A file that appears whole, and whose unfinished run can be resumed.

    ``settings`` are what the result depends on; a run begun with others is not resumed.

    Raises
    ------
    ResumeError
        If there is an unfinished run and ``resume`` is false, or it does not fit.
    OutputError
        From all methods, if writing fails.
    """

    def __init__(self, form: Stream, out: Path, settings: Mapping[str, Any], *, resume: bool) -> None:
        super().__init__(form)
        self.name = str(out)
        self._out = out
        self._settings = json.loads(json.dumps(settings))
        self._output = ResumableOutput(out, {"bytes": ".part"}, _SECONDS)
        saved = self._output.saved(resume=resume)
        if saved is not None:
            begun = saved.get("settings", {})
            if other := [key for key in self._settings if begun.get(key) != self._settings[key]]:
                told = f"the run was begun otherwise ({', '.join(other)}); repeat its command, or delete the file"
                raise ResumeError(f"{self._output.state}: {told}")
            self.done = Done(**{key: saved[key] for key in asdict(self.done)})
        self._resumed = saved is not None
        try:
            self._output.open(saved)
        except OSError as error:
            raise cannot_write(out, error) from None

    def begin(self) -> None:
        """Write what comes before the articles, unless an earlier run has."""
        if not self._resumed:
            super().begin()
            self._save()

    def take(self, id_: str, piece: str, *, failed: bool) -> None:
        """Write and count one record; now and then save how far we are."""
        super().take(id_, piece, failed=failed)
        if self._output.due:
            self._save()

    def finish(self) -> None:
        """Put the file in its place."""
        super().finish()
        try:
            self._output.flush()
            self._output.close()
            self._output.parts["bytes"].replace(self._out)
            self._output.clear()
        except OSError as error:
            raise cannot_write(self._out, error) from None

    def stop(self) -> str:
        """Keep what is done, for ``--resume``; nothing, if nothing is."""
        if self.done.records:
            self._save()
            part = self._output.parts["bytes"]
            return f"{self.done.records} articles are kept in {part}; the same command with --resume goes on"
        self._output.close()
        self._output.clear()
        return ""

    def _put(self, content: str) -> None:
        try:
            self._output.streams["bytes"].write(encoded(content))
        except OSError as error:
            raise cannot_write(self._out, error) from None

    def _save(self) -> None:
        try:
            self._output.save({"settings": self._settings, **asdict(self.done)})
        except OSError as error:
            raise cannot_write(self._out, error) from None


def write_stream(
    form: Stream,
    options: Options,
    annotator: Annotator,
    read: Callable[[int], Iterator[Article]],
    out: Path | None,
    settings: Mapping[str, Any],
    *,
    jobs: int,
    resume: bool,
) -> None:
    """Annotate and write articles one by one; ``read`` gives them from a number on.

    Raises
    ------
    ResumeError, OutputError
        As :class:`File`; also if the inputs of a resumed run are others.
    SomeFailedError
        If an article failed; it has been named, and the others are written.
    """
    target = Standard(form) if out is None else File(form, out, settings, resume=resume)
    if target.done.records:
        say(f"{target.name}: goes on after {target.done.records} articles")
    articles = _after(target.done.last, settings["inputs"], read(max(target.done.records - 1, 0)))
    try:
        target.begin()
        for result in watched(annotated(annotator, articles, jobs), out, target.done.records):
            _take(target, options, result)
        target.finish()
    except BaseException:
        with suppress(OutputError):
            if told := target.stop():
                say(told)
        raise
    _tell_end(target)


def _take(target: Standard, options: Options, result: Result) -> None:
    article, form = result.article, target.form
    if not result.error:
        target.take(article.id, form.article(article, result.annotated, options), failed=False)
        return
    if not form.error or target.done.failed < _NAMED:
        say(result.error)
    target.take(article.id, form.error(article, result.error, options) if form.error else "", failed=True)


def _tell_end(target: Standard) -> None:
    done = target.done
    if not done.records:
        say("no article in the input")
    if target.form.error and done.failed > _NAMED:
        say(f"{done.failed} of {done.records} articles failed; {target.name} says why of each")
    if done.failed:
        raise SomeFailedError


def _after(last: str, names: list[str], articles: Iterator[Article]) -> Iterator[Article]:
    """Return the articles after the one that was written last, which comes first and shows if the inputs are the same."""
    if not last:
        return articles
    first = next(articles, None)
    if first is None or first.id != last:
        found = "nothing" if first is None else f"{first.id!r}"
        raise ResumeError(
            f"{', '.join(names)}: not the inputs of the run that was stopped ({found} where {last!r} was); begin anew"
        )
    return articles


def write_page(form: Page, options: Options, results: Iterator[Result], out: Path | None) -> None:
    """Write all results at once; raise SomeFailedError if there are errors among them, which are named."""
    found, errors = [], []
    for result in results:
        if result.error:
            say(result.error)
            errors.append(result.error)
        else:
            found.append((result.article.id, result.annotated))
    page = form.page(found, errors, options)
    if out is None:
        write(page)
    else:
        try:
            with whole(out, ".part") as part:
                part.write_bytes(encoded(page))
        except OSError as error:
            raise cannot_write(out, error) from None
    if errors:
        raise SomeFailedError


def write_folder(form: Folder, options: Options, results: Iterator[Result], out: Path) -> None:
    """Write files for every result; raise SomeFailedError if there are errors among them, which are named."""
    taken: set[str] = set()
    failed = False
    try:
        with whole(out, ".part") as part:
            part.mkdir()
            for result in results:
                if result.error:
                    say(result.error)
                    failed = True
                    continue
                stem = _stem(result.article.id, taken)
                for suffix, content in form.files(result.annotated, options).items():
                    (part / f"{stem}{suffix}").write_bytes(encoded(content))
    except OSError as error:
        raise cannot_write(out, error) from None
    if failed:
        raise SomeFailedError


def _stem(id_: str, taken: set[str]) -> str:
    """Return a file name without suffix for an article, unique also on systems that ignore case."""
    base = re.sub(r"[^\w.-]+", "_", id_.removesuffix(".txt")).strip("._")[-80:] or "article"
    stem, number = base, 1
    while stem.casefold() in taken:
        number += 1
        stem = f"{base}-{number}"
    taken.add(stem.casefold())
    return stem


def cannot_write(out: Path, error: OSError) -> OutputError:
    """Return what to say of an output that the system does not take."""
    if isinstance(error, FileNotFoundError):
        return OutputError(f"{out}: there is no folder {str(out.parent)!r}; make it first")
    return OutputError(f"{out}: cannot be written ({error.strerror or error})")

"""Writing annotations to standard output, or to a file or folder that appears when it is whole."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from translit.annotation.annotator import Annotator
from translit.cli.batch import Result, annotated, watched
from translit.cli.output import SomeFailedError, encoded, say, write
from translit.errors import TranslitError
from translit.files.writing import ResumableOutput, ResumeError, whole_folder, write_new, write_whole
from translit.io.readers import Article
from translit.io.writers.output_format import Folder, Options, Page, Stream

_NAMED = 20  # so many failures are told about where each also stands in the output
_SECONDS = 1.0  # how often the state is saved


class OutputError(TranslitError, OSError):
    """An output that cannot be written; the message says which and what to do."""


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Turn what the system says of an output that it does not take into an :class:`OutputError`."""
    try:
        yield
    except FileNotFoundError:
        raise OutputError(f"{out}: there is no folder {str(out.parent)!r}; make it first") from None
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror or error})") from None


class _Done(NamedTuple):
    """What is written whole: replaced in one step, so that Ctrl-C at any moment leaves a count that is true."""

    records: int = 0
    failed: int = 0
    pieces: int = 0
    last: str = ""  # the id of the last record
    bytes: int = 0


class _Standard:
    """Standard output: nothing to save, nothing to resume."""

    name = "standard output"

    def __init__(self, form: Stream) -> None:
        self.form = form
        self.done = _Done()

    def begin(self) -> None:
        self.done = _Done(bytes=self.put(self.form.head))

    def take(self, id_: str, piece: str, *, failed: bool) -> None:
        done = self.done
        size = self.put(self.form.between + piece if done.pieces else piece) if piece else 0
        self.done = _Done(done.records + 1, done.failed + failed, done.pieces + bool(piece), id_, done.bytes + size)

    def finish(self) -> None:
        self.put(self.form.tail)

    def stop(self) -> str:
        """Leave off in the middle, and return how to resume, if that is possible."""
        return ""

    def put(self, content: str) -> int:
        """Write ``content`` and return its size in bytes, if that counts."""
        write(content)
        return 0


class _File(_Standard):
    """A file that appears whole; ``settings`` must be the same for its unfinished run to be resumed."""

    def __init__(self, form: Stream, out: Path, settings: Mapping[str, Any], *, resume: bool) -> None:
        super().__init__(form)
        self.name = str(out)
        self._out = out
        self._settings = json.loads(json.dumps(settings))
        self._output = ResumableOutput(out, {"bytes": ".part"}, _SECONDS)
        with writing(out):
            saved = self._output.begin(resume=resume, differs=self._differs)
        self._resumed = saved is not None
        if saved is not None:
            self.done = _Done(**{key: saved[key] for key in _Done._fields})
        self._kept = self.done.records

    def _differs(self, saved: Mapping[str, Any]) -> str:
        begun = saved.get("settings", {})
        other = [key for key in self._settings if begun.get(key) != self._settings[key]]
        return (
            f"the run was begun otherwise ({', '.join(other)}); repeat its command, or delete the file" if other else ""
        )

    def begin(self) -> None:
        if not self._resumed:
            super().begin()
            self._save()

    def take(self, id_: str, piece: str, *, failed: bool) -> None:
        super().take(id_, piece, failed=failed)
        if self._output.due:
            self._save()

    def finish(self) -> None:
        super().finish()
        with writing(self._out):
            self._output.finish()

    def stop(self) -> str:
        with suppress(OutputError):
            with writing(self._out):
                self._output.cut({"bytes": self.done.bytes})
            self._save()
        self._output.close()
        if self._kept:
            part = self._output.parts["bytes"]
            return f"{self._kept} articles are kept in {part}; the same command with --resume goes on"
        with writing(self._out):
            self._output.clear()
        return ""

    def put(self, content: str) -> int:
        piece = encoded(content)
        with writing(self._out):
            self._output.streams["bytes"].write(piece)
        return len(piece)

    def _save(self) -> None:
        with writing(self._out):
            self._output.save({"settings": self._settings, **self.done._asdict()})
        self._kept = self.done.records


def write_stream(
    form: Stream,
    options: Options,
    annotator: Annotator,
    read: Callable[..., Iterator[Article]],
    out: Path | None,
    settings: Mapping[str, Any],
    total: Callable[[], int | None],
    *,
    jobs: int,
    resume: bool,
) -> None:
    """Annotate and write articles one by one; ``read(skip=n)`` gives them from number ``n`` on.

    Raise SomeFailedError at the end if an article failed; it has been named, and the others are written.
    """
    target = _Standard(form) if out is None else _File(form, out, settings, resume=resume)
    if target.done.records:
        say(f"{target.name}: goes on after {target.done.records} articles")
    try:
        articles = after_last(target.done.last, settings["inputs"], read(skip=max(target.done.records - 1, 0)))
        target.begin()
        for result in watched(annotated(annotator, articles, jobs), out, target.done.records, total):
            _take(target, options, result)
        target.finish()
    except BaseException:
        with suppress(OutputError):
            if told := target.stop():
                say(told)
        raise
    done = target.done
    if not done.records:
        say("no article in the input")
    if form.error and done.failed > _NAMED:
        say(f"{done.failed} of {done.records} articles failed; {target.name} says why of each")
    if done.failed:
        raise SomeFailedError


def _take(target: _Standard, options: Options, result: Result) -> None:
    article, form = result.article, target.form
    if not result.error:
        target.take(article.id, form.article(article, result.annotated, options), failed=False)
        return
    if not form.error or target.done.failed < _NAMED:
        say(result.error)
    target.take(article.id, form.error(article, result.error, options) if form.error else "", failed=True)


def after_last(last: str, names: Iterable[str], articles: Iterator[Article]) -> Iterator[Article]:
    """Return the articles after the one that was written last, which comes first and shows if the inputs are the same."""
    if not last:
        return articles
    first = next(articles, None)
    if first is None or first.id != last:
        found = f"{'nothing' if first is None else repr(first.id)} where {last!r} was"
        raise ResumeError(f"{', '.join(names)}: not the inputs of the run that was stopped ({found}); begin anew")
    return articles


def _without_errors(results: Iterator[Result], errors: list[str]) -> Iterator[Result]:
    for result in results:
        if result.error:
            say(result.error)
            errors.append(result.error)
        else:
            yield result


def write_page(form: Page, options: Options, results: Iterator[Result], out: Path | None) -> None:
    """Write all results at once; raise SomeFailedError if there are errors among them, which are named."""
    errors: list[str] = []
    found = [(result.article.id, result.annotated) for result in _without_errors(results, errors)]
    page = form.page(found, errors, options)
    if out is None:
        write(page)
    else:
        with writing(out):
            write_whole(out, [encoded(page)])
    if errors:
        raise SomeFailedError


def write_folder(form: Folder, options: Options, results: Iterator[Result], out: Path) -> None:
    """Write files for every result; raise SomeFailedError if there are errors among them, which are named."""
    taken: set[str] = set()
    errors: list[str] = []
    if form.contents:
        taken.add("index")
    listed: list[tuple[str, str, Mapping[str, int]]] = []
    with writing(out), whole_folder(out) as new:
        for result in _without_errors(results, errors):
            stem = _stem(result.article.id, taken)
            for suffix, content in form.files(result.article.id, result.annotated, options).items():
                write_new(new / f"{stem}{suffix}", encoded(content))
            if form.contents:
                listed.append((stem, result.article.id, Counter(m.name for m in result.annotated if m.name)))
        if form.contents:
            write_new(new / "index.html", encoded(form.contents(listed, errors, options)))
    if errors:
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

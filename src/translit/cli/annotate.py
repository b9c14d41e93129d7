"""The verb ``annotate``: any files in, any format out."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translit.cli.destination import File, OutputError, Standard, cannot_write
from translit.cli.output import (
    Choice,
    SomeFailedError,
    aliases_option,
    annotator_for,
    encoded,
    fill_in,
    inputs,
    say,
    write,
)  # fmt: skip
from translit.files.atomic import beside, whole
from translit.files.resumable import ResumeError
from translit.io.writers import FORMATS
from translit.io.writers.output_format import Folder, Options, Page, Stream

if TYPE_CHECKING:
    from translit.annotation.annotator import Annotator
    from translit.cli.batch import Result
    from translit.io.readers import Article

_INPUTS = {"text": "txt", "jsonl": "jsonl", "csv": "csv", "parquet": "parquet", "html": "html", "markdown": "markdown"}
_NAMES = [f.name for f in FORMATS]
_SUFFIXES = {suffix: f.name for f in FORMATS for suffix in f.suffixes}
_NAMED = 20  # so many failures are told about where each also stands in the output
_SLOW = 2.0  # seconds after which a progress bar appears


@click.command(short_help=f"Tag every name with its entity, in one of {len(FORMATS)} formats.")
@click.argument("files", nargs=-1, metavar="[FILE|FOLDER]...", type=click.Path(allow_dash=True))
@click.option(
    "--to", "form", type=Choice(_NAMES), metavar="FORMAT",
    help=f"One of {', '.join(_NAMES)}. Default: what the name of OUT says "
    f"({', '.join(f.suffixes[0] for f in FORMATS if f.suffixes)}), else jsonl; table on a terminal.",
)  # fmt: skip
@click.option(
    "--from", "source", type=Choice(tuple(_INPUTS)), metavar="FORMAT",
    help=f"One of {', '.join(_INPUTS)}. Default: what the name of each FILE says; standard input is text.",
)  # fmt: skip
@click.option("--text-field", default="text", show_default=True, metavar="NAME", help="The field that holds the text.")
@click.option("--id-field", default="id", show_default=True, metavar="NAME", help="The field that holds the id.")
@click.option("--skip-navigation", is_flag=True, help="Leave out nav, header, footer and aside of HTML.")
@aliases_option
@click.option("-o", "--out", metavar="OUT", type=click.Path(), help="The file to write, for brat the folder.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N",
    help="How many processes work at once.",
)  # fmt: skip
@click.option("--resume", is_flag=True, help="Go on where a run with the same -o was stopped; begin if there is none.")
def annotate(
    files: tuple[str, ...],
    form: str | None,
    source: str | None,
    text_field: str,
    id_field: str,
    skip_navigation: bool,
    aliases: tuple[str, ...],
    out: str | None,
    jobs: int,
    resume: bool,
) -> None:
    """Tag every name with its entity: offsets, id, score and the reason.

    FILEs may be plain text, JSON Lines, CSV, Parquet, HTML or Markdown, each also with .gz or .bz2; what a FILE is, its name
    says. A FOLDER stands for all files in it and below. Without any, or for "-", standard input is read. Offsets count code
    points of the text; for HTML and Markdown, jsonl also gives source_start and source_end, the place in the file.

    {formats}

    What cannot be read is named on standard error, and the rest goes on. jsonl and csv have an error for it in its
    place, html lists it at the end, the other formats leave it out. The exit code is then 1.

    With -o, OUT appears when it is whole. Until then it is OUT.part, and OUT.state says how far it is: after a kill
    or Ctrl-C, the same command with --resume goes on, and ends with the same bytes as if nothing had happened. All
    formats but html and brat can do that.

    \b
    Examples:
      normalize annotate article.txt
      normalize annotate archive/ --to csv -o names.csv
      normalize annotate articles.jsonl --text-field body --id-field url -j 2 -o names.jsonl
      normalize annotate articles.jsonl --text-field body --id-field url -j 2 -o names.jsonl --resume
      normalize annotate page.html notes.md --to html -o names.html
      normalize annotate archive/ --to brat -o corpus
      gzip -c articles.csv | gunzip | normalize annotate --from csv --to jsonl
      normalize annotate --aliases shipped --aliases my.yaml article.txt --to jsonl
    """  # noqa: D301 - \b keeps click from wrapping the lines
    path = None if out in (None, "-") else Path(str(out))
    form = form or _usual_form(path)
    chosen = next(f for f in FORMATS if f.name == form).load()
    names = inputs(files)
    if path is not None:
        _check_out(path, names, folder=isinstance(chosen, Folder))
    elif isinstance(chosen, Folder):
        raise click.UsageError(f"--to {form} writes a folder; name a new one: -o FOLDER")
    if resume and path is None:
        raise click.UsageError("--resume needs the OUT of the run that was stopped: -o OUT")
    if resume and not isinstance(chosen, Stream):
        raise click.UsageError(
            f"--resume: {form} is written at the end, so there is nothing to go on with; take jsonl, csv …"
        )
    annotator = annotator_for(aliases)
    reading = {
        "form": _INPUTS.get(str(source)),
        "text_field": text_field,
        "id_field": id_field,
        "skip_navigation": skip_navigation,
    }
    width = shutil.get_terminal_size((120, 24)).columns if path is None else 120
    options = Options(annotator.provenance, width)
    if isinstance(chosen, Stream):
        _write_stream(form, chosen, options, annotator, names, reading, path, jobs, resume)
        return
    from translit.cli.batch import annotated

    results = _watched(annotated(annotator, _read(names, reading), jobs), path)
    if isinstance(chosen, Page):
        _write_page(chosen, options, results, path)
    else:
        assert path is not None
        _write_folder(chosen, options, results, path)


fill_in(annotate, "Formats", [(f.name, f.summary) for f in FORMATS])


def _usual_form(out: Path | None) -> str:
    if out is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    return _SUFFIXES.get(out.suffix.lower(), "jsonl")


def _check_out(out: Path, names: tuple[str, ...], *, folder: bool) -> None:
    """Refuse an output that would destroy something, or that would be read as an input."""
    place = out.resolve()
    for name in names:
        if name != "-" and (place == Path(name).resolve() or Path(name).resolve() in place.parents):
            raise click.UsageError(f"-o {out} is among the inputs ({name}); write it elsewhere")
    if folder:
        for path in (out, beside(out, ".part")):
            if path.exists():
                raise click.UsageError(f"-o {path} is there already; name a new folder, or delete it")
    elif out.is_dir():
        raise click.UsageError(f"-o {out} is a folder; name a file in it")
    elif out.exists() and not out.is_file():
        raise click.UsageError(f"-o {out} is no plain file; leave out -o and redirect: > {out}")


def _read(names: tuple[str, ...], reading: dict[str, Any], skip: int = 0) -> Iterator[Article]:
    from translit.io.readers import read_articles

    return read_articles(names, skip=skip, **reading)


def _write_stream(
    name: str,
    form: Stream,
    options: Options,
    annotator: Annotator,
    names: tuple[str, ...],
    reading: dict[str, Any],
    out: Path | None,
    jobs: int,
    resume: bool,
) -> None:
    from translit.cli.batch import annotated

    if out is None:
        target = Standard(form)
    else:
        settings = {"to": name, "inputs": list(names), **reading, "made_by": options.made_by}
        target = File(form, out, settings, resume=resume)
    if target.done.records:
        say(f"{target.name}: goes on after {target.done.records} articles")
    articles = _after(target.done.last, names, _read(names, reading, max(target.done.records - 1, 0)))
    try:
        target.begin()
        for result in _watched(annotated(annotator, articles, jobs), out, target.done.records):
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


def _after(last: str, names: tuple[str, ...], articles: Iterator[Article]) -> Iterator[Article]:
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


def _watched(results: Iterator[Result], out: Path | None, done: int = 0) -> Iterator[Result]:
    """Return the same results, with a progress bar on a terminal if they take long."""
    if not sys.stderr.isatty() or (out is None and sys.stdout.isatty()):
        return results
    first = next(results, None)  # loading the annotator is not part of the progress
    if first is None:
        return results
    from tqdm import tqdm

    bar: Iterator[Result] = tqdm(
        chain([first], results), unit=" articles", initial=done, delay=_SLOW, file=sys.stderr, dynamic_ncols=True
    )
    return iter(bar)


def _write_page(form: Page, options: Options, results: Iterator[Result], out: Path | None) -> None:
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


def _write_folder(form: Folder, options: Options, results: Iterator[Result], out: Path) -> None:
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

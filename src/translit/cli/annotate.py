"""The verb ``annotate``: any files in, any format out."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

import translit
from translit.cli.output import (
    INPUTS,
    Choice,
    annotator_options,
    article_options,
    check_output,
    fill_in,
    inputs,
    is_terminal,
    resume_option,
    safe_csv_option,
)
from translit.config import Config
from translit.io.writers import FORMATS
from translit.io.writers.output_format import Folder, Options, Page, Stream

_NAMES = [f.name for f in FORMATS]
_SUFFIXES = {suffix: f.name for f in FORMATS for suffix in f.suffixes}


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE|FOLDER]...", type=click.Path(allow_dash=True))
@click.option(
    "--to", "form", type=Choice(_NAMES), metavar="FORMAT",
    help=f"One of {', '.join(_NAMES)}. Default: what the name of OUT says "
    f"({', '.join(f.suffixes[0] for f in FORMATS if f.suffixes)}), else jsonl; table on a terminal.",
)  # fmt: skip
@article_options
@annotator_options
@click.option("-o", "--out", metavar="OUT", type=click.Path(), help="The file to write, for brat and pages the folder.")
@safe_csv_option
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N",
    help="How many processes work at once.",
)  # fmt: skip
@resume_option
def annotate(
    files: tuple[str, ...],
    form: str | None,
    source: str | None,
    aliases: tuple[str, ...],
    config: Config,
    out: str | None,
    safe_csv: bool,
    jobs: int,
    resume: bool,
    **reading: Any,
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
    formats but html, pages and brat can do that.

    \b
    Examples:
      normalize annotate article.txt
      normalize annotate archive/ --to csv -o names.csv
      normalize annotate articles.jsonl --text-field body --id-field url -j 2 -o names.jsonl
      normalize annotate articles.jsonl --text-field body --id-field url -j 2 -o names.jsonl --resume
      normalize annotate page.html notes.md --to html -o names.html
      normalize annotate archive/ --to brat -o corpus
      normalize annotate archive/ --to pages -o site
      gzip -c articles.csv | gunzip | normalize annotate --from csv --to jsonl
      normalize annotate --aliases shipped --aliases my.yaml article.txt --to jsonl
    """  # noqa: D301 - \b keeps click from wrapping the lines
    path = None if out in (None, "-") else Path(str(out))
    form = form or _usual_form(path)
    chosen = next(f for f in FORMATS if f.name == form).load()
    names = inputs(files)
    if path is not None:
        _check_out(path, folder=isinstance(chosen, Folder))
        check_output(path, (*names, *aliases), ("", ".part", ".state") if isinstance(chosen, Stream) else ("",))
    elif isinstance(chosen, Folder):
        raise click.UsageError(f"--to {form} writes a folder; name a new one: -o FOLDER")
    if safe_csv and form != "csv":
        raise click.UsageError(f"--safe-csv is for --to csv, not for {form}")
    if resume and path is None:
        raise click.UsageError("--resume needs the OUT of the run that was stopped: -o OUT")
    if resume and not isinstance(chosen, Stream):
        told = "is written at the end, so there is nothing to go on with; take jsonl, csv …"
        raise click.UsageError(f"--resume: {form} {told}")
    annotator = translit.load(*aliases, config=config)
    reading["form"] = INPUTS.get(str(source))
    options = Options(annotator.provenance, _width() if form == "table" and path is None else 120, safe_csv)

    from translit.cli.batch import annotated, watched
    from translit.cli.destination import write_folder, write_page, write_stream
    from translit.io.readers import read_articles
    from translit.io.readers.stream import number_of_articles

    read = partial(read_articles, names, **reading)
    total = partial(number_of_articles, names, reading["form"])
    if isinstance(chosen, Stream):
        settings = {"to": form, "inputs": list(names), **reading, "safe_csv": safe_csv, "made_by": annotator.provenance}
        write_stream(chosen, options, annotator, read, path, settings, total, jobs=jobs, resume=resume)
        return
    results = watched(annotated(annotator, read(), jobs), path, total=total)
    if isinstance(chosen, Page):
        write_page(chosen, options, results, path)
    else:
        assert path is not None
        write_folder(chosen, options, results, path)


fill_in(annotate, "Formats", [(f.name, f.summary) for f in FORMATS])


def _usual_form(out: Path | None) -> str:
    if out is None:
        return "table" if is_terminal(sys.stdout) else "jsonl"
    return _SUFFIXES.get(out.suffix.lower(), "jsonl")


def _width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((120, 24)).columns


def _check_out(out: Path, *, folder: bool) -> None:
    """Refuse an output that would destroy something."""
    if folder:
        if out.exists():
            raise click.UsageError(f"-o {out} is there already; name a new folder, or delete it")
    elif out.is_dir():
        raise click.UsageError(f"-o {out} is a folder; name a file in it")
    elif out.exists() and not out.is_file():
        raise click.UsageError(f"-o {out} is no plain file; leave out -o and redirect: > {out}")

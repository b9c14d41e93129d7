"""The verb that is meant where none is named: the FILEs, or standard input, with canonical spellings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

import translit
from translit.cli.output import (
    Choice,
    SomeFailedError,
    annotator_options,
    encoded,
    inputs,
    say,
    write,
)
from translit.config import Config
from translit.errors import ReadError

if TYPE_CHECKING:
    from translit.io.readers import Article, Form


@click.command("text", hidden=True)
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(allow_dash=True))
@click.option("--style", metavar="STYLE", help="A house style (be, ru, uk …) for entities that have one.")
@click.option(
    "--from", "source", type=Choice(("text", "html", "markdown")), metavar="FORMAT",
    help="text, html or markdown. Default: what the name of each FILE says; standard input is text.",
)  # fmt: skip
@click.option(
    "--to", "form", type=Choice(("text", "jsonl")), default="text", metavar="FORMAT",
    help="text, or jsonl: for each FILE a line with the new text and what was replaced, from where to where.",
)  # fmt: skip
@annotator_options
@click.option("-i", "--in-place", is_flag=True, help="Write each FILE anew instead of writing to standard output.")
@click.option("--backup", metavar="SUFFIX", help="With -i: keep what each FILE was under its name with this behind it.")
@click.option("--dry-run", is_flag=True, help="Write no FILE; show as a unified diff what would change.")
def text(
    files: tuple[str, ...],
    style: str | None,
    source: str | None,
    form: str,
    encoding: str,
    aliases: tuple[str, ...],
    config: Config,
    in_place: bool,
    backup: str | None,
    dry_run: bool,
) -> None:
    """Write the text of the FILEs with canonical spellings."""
    if backup is not None and (not in_place or not backup or Path(backup).name != backup):
        raise click.UsageError("--backup is for -i, and takes the end of a name: -i --backup .orig")
    if dry_run and form == "jsonl":
        raise click.UsageError("--dry-run shows a diff; --to jsonl tells what is replaced in another way")
    if in_place and (not files or "-" in files):
        raise click.UsageError("-i writes files anew; name them")
    if in_place and form == "jsonl":
        raise click.UsageError("-i writes files as they are, with other names; --to jsonl goes to standard output")
    annotator = translit.load(*aliases, config=config)
    if style is not None:
        try:
            annotator.gazetteer.check_style(style)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--style") from None

    from translit.io.writers import error_line, rewritten_line

    failed = False
    for name in inputs(files):
        try:
            article = _article(name, source, encoding, in_place)
        except ReadError as error:
            say(str(error))
            if form == "jsonl":
                write(error_line(name, str(error), annotator.provenance))
            failed = True
            continue
        if article.markup is None:
            new = annotator.rewrite(article.text, style=style)
        else:
            from translit.io.markup.rewriting import rewrite_source

            new, left = rewrite_source(annotator, article.markup, style)
            for mention in left:
                say(f"{article.id}: {mention.text!r} stays as it is, because markup stands inside a word of it")
            failed = failed or bool(left)
        if form == "jsonl":
            write(rewritten_line(article.id, new, annotator.provenance))
        elif dry_run:
            write(_diff(article.id, new.old, new.text))
        elif not in_place:
            write(new.text)
        elif new.replacements:
            failed = not _replace(Path(name), new.text, backup) or failed
    if not in_place:
        write("")
    if failed:
        raise SomeFailedError


def _article(name: str, source: str | None, encoding: str, in_place: bool) -> Article:
    from translit.files.encodings import marked
    from translit.files.opening import STDIN, compression, head_of, refusal
    from translit.io.readers import read_articles
    from translit.io.readers.stream import form_of

    form = "txt" if source == "text" else source
    if name != STDIN and Path(name).is_dir():
        raise refusal(name, IsADirectoryError())
    if form is None and form_of(name) in ("jsonl", "csv", "parquet"):
        raise ReadError(f"{name}: holds records; normalize annotate reads them (--from text takes them as they are)")
    if in_place and (kind := compression(name)):
        unpack = {"gzip": "gunzip", "bzip2": "bunzip2"}[kind]
        raise ReadError(f"{name}: is packed and cannot be written in place; unpack it first: {unpack} {name}")
    if in_place and (other := encoding or marked(head_of(name))):
        raise ReadError(
            f"{name}: is not UTF-8 and cannot be written in place; convert it first: iconv -f {other} -t UTF-8"
        )
    [article] = read_articles([name], form=cast("Form | None", form), encoding=encoding)
    if article.error:
        raise ReadError(article.error)
    return article


def _diff(name: str, old: str, new: str) -> str:
    """Return how a text changes, as a unified diff."""
    from difflib import unified_diff

    marked = unified_diff(old.splitlines(True), new.splitlines(True), name, f"{name} (normalized)")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in marked)


def _replace(path: Path, content: str, backup: str | None) -> bool:
    """Write a file anew; return False if it stays because what it was is to be kept under a name that is taken."""
    from translit.cli.destination import writing
    from translit.files.writing import beside, whole

    path = path.resolve()  # a link stays a link
    if backup is not None:
        kept = beside(path, backup)
        if kept.exists():
            say(f"{path.name} stays as it is: its backup {kept.name} is there already")
            return False
        from shutil import copy2

        with writing(kept):
            copy2(path, kept)
    with writing(path), whole(path) as new:
        if os.chmod in os.supports_fd:
            os.chmod(new.fileno(), path.stat().st_mode)  # noqa: PTH101  the open file
        new.write(encoded(content))
    return True

"""The verb ``audit``: who writes which spelling, and what breaks a house style."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import translit
from translit.cli.output import (
    INPUTS,
    Choice,
    SomeFailedError,
    annotator_options,
    check_output,
    encoded,
    field_options,
    inputs,
    safe_csv_option,
    say,
    write,
)
from translit.config import Config
from translit.errors import ReadError

if TYPE_CHECKING:
    from translit.annotation.annotator import Annotator
    from translit.corpus.spelling_counts import Audit

_FORMS = ("table", "csv", "html")


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE|FOLDER]...", type=click.Path(allow_dash=True))
@click.option(
    "--by", default="source", show_default=True, metavar="FIELD",
    help="The field that names the outlet (author, desk …). For plain files, id is the file and folder its folder.",
)  # fmt: skip
@click.option(
    "--over", default="date", show_default=True, metavar="FIELD", help="The field with the date; months are told apart."
)
@click.option("--style", metavar="STYLE", help="List instead every place that breaks this house style (be, ru, uk …).")
@click.option(
    "--to", "form", type=Choice(_FORMS), metavar="FORMAT",
    help="table, csv or html (a page with plots). Default: what the name of OUT says, else table.",
)  # fmt: skip
@click.option("--from", "source", type=Choice(tuple(INPUTS)), metavar="FORMAT", help=f"One of {', '.join(INPUTS)}.")
@field_options
@annotator_options
@click.option("-o", "--out", metavar="OUT", type=click.Path(), help="The file to write; it appears when it is whole.")
@safe_csv_option
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="How many processes."
)
def audit(
    files: tuple[str, ...],
    by: str,
    over: str,
    style: str | None,
    form: str | None,
    source: str | None,
    text_field: str,
    id_field: str,
    encoding: str,
    aliases: tuple[str, ...],
    config: Config,
    out: str | None,
    safe_csv: bool,
    jobs: int,
) -> None:
    """Say who writes which spelling of whom, and by which convention; or, with --style, what breaks a house style.

    FILEs are read as normalize annotate reads them: text, JSON Lines, CSV, Parquet, HTML or Markdown. Only counts are in
    memory, not articles.

    With --style every place where normalize --style would write something else is listed as file:line:column; of records
    their id, and the line and column in the text. The exit code is then 1, and 0 if there is none: a check for a newsroom.

    \b
    Examples:
      normalize audit articles.jsonl --text-field body --by url
      normalize audit archive/ --by folder -o audit.html
      normalize audit archive/ --by id --to csv > counts.csv
      normalize audit --style be notes.md page.html || echo "mend these"
    """  # noqa: D301 - \b keeps click from wrapping the lines
    names = inputs(files)
    path = None if out in (None, "-") else Path(str(out))
    if path is not None:
        check_output(path, (*names, *aliases))
    form = form or {".csv": "csv", ".html": "html", ".htm": "html"}.get(path.suffix.lower() if path else "", "table")
    annotator = translit.load(*aliases, config=config)

    from translit.io.readers import read_articles
    from translit.io.readers.stream import number_of_articles

    chosen: Any = INPUTS.get(str(source))
    articles = read_articles(names, form=chosen, text_field=text_field, id_field=id_field, encoding=encoding)
    if style is not None:
        _check(annotator, articles, style)
        return

    from translit.cli.batch import annotated, watched
    from translit.corpus.spelling_counts import SpellingCounter, group_of, month_of

    counter, failed = SpellingCounter(annotator), False
    for result in watched(annotated(annotator, articles, jobs), path, total=partial(number_of_articles, names, chosen)):
        if result.error:
            say(result.error)
            failed = True
        else:
            article = result.article
            meta = article.meta or {"id": article.id, "folder": Path(article.id).parent.name}
            counter.add(result.annotated, group_of(meta, by), month_of(meta.get(over)))
    content = _written(counter.audit(), form, annotator, safe_csv)
    if path is None:
        write(content)
    else:
        from translit.cli.destination import writing
        from translit.files.writing import write_whole

        with writing(path):
            write_whole(path, [encoded(content)])
    if failed:
        raise SomeFailedError


def _written(found: Audit, form: str, annotator: Annotator, safe_csv: bool) -> str:
    if form == "html":
        try:
            from translit.io.writers.audit_page import to_page
        except ModuleNotFoundError as error:
            raise ReadError(str(error)) from None
        return to_page(found, annotator.provenance)
    from translit.io.writers.audit import to_csv, to_table

    return to_table(found) if form == "table" else to_csv(found, safe=safe_csv)


def _check(annotator: Annotator, articles: Any, style: str) -> None:
    """List every place that breaks a style; raise SomeFailedError if there is one, or a text that cannot be read."""
    from translit.corpus.house_style import style_breaks

    try:
        annotator.gazetteer.check_style(style)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--style") from None
    places = failed = 0
    for article in articles:
        if article.error:
            say(article.error)
            failed += 1
            continue
        for found in style_breaks(annotator, article.text, style, article.markup):
            places += 1
            _tell(f"{article.id}:{found.line}:{found.column}: “{found.old}” → “{found.new}”\n")
    say(f"{places:,} places break the style {style}" if places != 1 else f"1 place breaks the style {style}")
    if places or failed:
        raise SomeFailedError


def _tell(content: str) -> None:
    from translit.io.writers.shown import shown

    write(shown(content))

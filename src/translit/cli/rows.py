"""Tables in and out, for verbs that add columns: any file of records in, CSV with the same columns and more out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from translit.cli.output import Choice, SomeFailedError, all_of, encoded, safe_csv_option, say, write

if TYPE_CHECKING:
    from translit.io.readers import Form

FORMS = ("csv", "jsonl", "parquet")
_AHEAD = 1000  # rows whose fields make the header: records of JSON Lines may lack some
_NAMED = 20  # so many rows that fail are told about

column_option = click.option("--column", metavar="NAME", help="The column that holds the names.")
table_options = all_of(
    click.option(
        "--from", "source", type=Choice(FORMS), metavar="FORMAT",
        help="csv (also with tabs or semicolons), jsonl or parquet. Default: what FILE's name says; standard input: csv.",
    ),
    click.option("--prefix", default="", metavar="TEXT", help="Goes before the names of the columns that are added."),
    click.option("-o", "--out", metavar="OUT", type=click.Path(), help="The CSV file to write; it appears when whole."),
    safe_csv_option,
)  # fmt: skip


class Row(NamedTuple):
    """A row of the input: its fields, the name in the column that counts, and why there is none, if it has a fault."""

    record: Mapping[str, Any]
    name: str
    error: str = ""


class Table(NamedTuple):
    """The columns of the input, and its rows, which are read while they are asked for."""

    columns: list[str]
    rows: Iterator[Row]


def read_table(files: Sequence[str], column: str, source: str | None, encoding: str) -> Table:
    """Return the table in files of records, one after another; an empty or missing name is ``""``."""
    from translit.io.readers import read_articles
    from translit.io.readers.stream import form_of

    form = source or ("csv" if list(files) == ["-"] else None)
    for name in files:
        if form is None and form_of(name) not in FORMS:
            raise click.UsageError(
                f"{name} is no CSV, TSV, JSON Lines or Parquet file by its name; say what: --from csv"
            )
    rows = _rows(read_articles(files, form=cast("Form | None", form), text_field=column, encoding=encoding), column)
    first = list(islice(rows, _AHEAD))
    if first and not any(row.record for row in first):
        raise SomeFailedError  # no file has the column; that has been told
    names = dict.fromkeys(key for row in first for key in row.record)
    return Table(list(names) or [column], chain(first, rows))


def _rows(articles: Iterable[Any], column: str) -> Iterator[Row]:
    told = 0
    for article in articles:
        if article.error and not (column in article.meta and article.meta[column] is None):
            error = article.error.replace("--text-field", "--column")
            told += 1
            if told <= _NAMED:
                say(error)
            yield Row(article.meta, "", error)
        else:
            yield Row(article.meta, article.text)
    if told > _NAMED:
        say(f"{told:,} rows failed")


def write_table(
    table: Table, added: Sequence[str], rows: Iterable[tuple[Row, Sequence[object]]], out: str | None, safe: bool
) -> None:
    """Write rows with the cells that are added to each, as CSV; raise SomeFailedError at the end if a row has an error.

    Fields that the header cannot have, because they come late in JSON Lines, are named and left out.
    """
    if taken := [name for name in added if name in table.columns]:
        raise click.UsageError(
            f"there is a column {taken[0]!r} already; put something before the new ones: --prefix my_"
        )
    failed: list[str] = []
    lines = _lines(table, added, rows, safe, failed)
    if out in (None, "-"):
        for piece in lines:
            write(piece)
    else:
        from translit.cli.destination import writing
        from translit.files.writing import write_whole

        with writing(Path(str(out))):
            write_whole(Path(str(out)), map(encoded, lines))
    if failed:
        raise SomeFailedError


def _lines(
    table: Table, added: Sequence[str], rows: Iterable[tuple[Row, Sequence[object]]], safe: bool, failed: list[str]
) -> Iterator[str]:
    from translit.io.writers.csv import csv_rows

    late = dict.fromkeys(table.columns)
    yield csv_rows([[*table.columns, *added]], safe)
    for row, cells in rows:
        if row.error:
            failed.append(row.error)
        for name in row.record.keys() - late.keys():
            say(f"{name!r} is left out: none of the first {_AHEAD} rows has such a field")
            late[name] = None
        yield csv_rows([[*(_cell(row.record.get(name)) for name in table.columns), *cells]], safe)


def _cell(value: object) -> object:
    """Return a value as it stands in a cell: what is not flat (of JSON Lines, Parquet) as JSON."""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list | bool) else value

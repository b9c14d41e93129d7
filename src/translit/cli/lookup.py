"""The verb ``lookup``: which entity each name is, of a column or of a few names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING

import click

import translit
from translit.cli.output import annotator_options, check_output, inputs, say
from translit.cli.rows import Row, Table, column_option, read_table, table_options, write_table
from translit.config import Config

if TYPE_CHECKING:
    from translit.annotation.annotator import Annotator
    from translit.match.decision import Cell


@click.command()
@click.argument("names", nargs=-1, metavar="[FILE|NAME]...", type=click.Path(allow_dash=True))
@column_option
@click.option(
    "--top", type=click.IntRange(0), default=0, metavar="N",
    help="Also add the N likeliest entities, each with its id, name and score.",
)  # fmt: skip
@table_options
@annotator_options
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="How many processes."
)
def lookup(
    names: tuple[str, ...],
    column: str | None,
    top: int,
    source: str | None,
    aliases: tuple[str, ...],
    config: Config,
    encoding: str,
    prefix: str,
    out: str | None,
    safe_csv: bool,
    jobs: int,
) -> None:
    """Say which entity each name is: of the --column of FILEs, or the NAMEs themselves.

    Every row keeps its own columns as they are and gets five more: entity_id, entity_name, score (0 to 1), status and
    reason. The status is linked, ambiguous (the reason says who may be meant; the id is empty), unknown (nobody listed) or
    error (the row has no text there; the others go on, and the exit code is 1). FILEs are CSV (also with tabs or
    semicolons), JSON Lines or Parquet, each also with .gz or .bz2; the output is CSV.

    \b
    Examples:
      normalize lookup Loekasjenko "Svetlana Tikhanovska"
      normalize lookup staff.csv --column "Full name" --type person
      normalize lookup staff.csv --column "Full name" --top 3 -o linked.csv
      cat staff.csv | normalize lookup - --column "Full name" --threshold 0.9
    """  # noqa: D301 - \b keeps click from wrapping the lines
    from translit.match.decision import columns

    if column is None:
        if found := next((name for name in names if name == "-" or Path(name).is_file()), None):
            raise click.UsageError(f"{found} is a file; say which column holds the names: --column NAME")
        if not names:
            raise click.UsageError("give NAMEs, or a FILE and its --column")
        table = Table(["name"], iter([Row({"name": name}, name) for name in names]))
    else:
        names = inputs(names)
        if out not in (None, "-"):
            check_output(Path(str(out)), (*names, *aliases))
        table = read_table(names, column, source, encoding)
    annotator = translit.load(*aliases, config=config)
    counts: Counter[str] = Counter()
    added = [prefix + name for name in columns(top)]
    try:
        write_table(table, added, looked_up(annotator, table.rows, top, jobs, counts), out, safe_csv)
    finally:
        if column is not None and counts:
            say(f"{counts.total():,} rows: {', '.join(f'{n:,} {status}' for status, n in counts.most_common())}")


def looked_up(
    annotator: Annotator, rows: Iterable[Row], top: int, jobs: int, counts: Counter[str]
) -> Iterator[tuple[Row, list[Cell]]]:
    """Yield each row with the cells that are added to it, and count how often each status is given."""
    from translit.cli.progress import counted
    from translit.match.decision import SEARCHED, cells, failed, of_types

    types = annotator.config.types
    given, kept = tee(rows)
    limit = max(5, top, SEARCHED if types else 0)
    found = annotator.lookup_many((row.name for row in given), limit=limit, n_process=jobs)
    for row, matches in zip(kept, counted(found, " rows"), strict=True):
        added = failed(row.error, top) if row.error else cells(of_types(matches, types), top)
        counts[str(added[3])] += 1
        yield row, added

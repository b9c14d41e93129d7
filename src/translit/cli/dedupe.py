"""The verb ``dedupe``: which names of a column are spellings of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import translit
from translit.cli.output import TYPES, Choice, aliases_option, check_output, encoding_option, inputs, say
from translit.cli.rows import Table, column_option, read_table, table_options, write_table


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(allow_dash=True))
@column_option
@click.option(
    "--type", "kind", type=Choice(TYPES), default="person", show_default=True, help="What the names are names of."
)
@click.option(
    "--threshold", type=click.FloatRange(0.0, 1.0), default=0.8, show_default=True, metavar="SCORE",
    help="The score from which two names that no gazetteer knows are one.",
)  # fmt: skip
@table_options
@encoding_option
@aliases_option
def dedupe(
    files: tuple[str, ...],
    column: str | None,
    kind: Any,
    threshold: float,
    source: str | None,
    encoding: str,
    prefix: str,
    out: str | None,
    safe_csv: bool,
    aliases: tuple[str, ...],
) -> None:
    """Say which names of the --column of FILEs are spellings of one person, organization or place.

    Every row keeps its own columns as they are and gets three more: cluster (a number: rows with the same one are one),
    representative (the canonical name if the gazetteer knows it, else the usual spelling) and entity_id. Nothing is
    deleted. When in doubt names stay apart: typing errors, initials and bare family names join nothing. All rows are held
    in memory until the end.

    \b
    Examples:
      normalize dedupe staff.csv --column "Full name" -o clusters.csv
      normalize dedupe staff.csv --column "Full name" --type organization
    """  # noqa: D301 - \b keeps click from wrapping the lines
    if column is None:
        raise click.UsageError("say which column holds the names: --column NAME")
    files = inputs(files)
    if out not in (None, "-"):
        check_output(Path(str(out)), (*files, *aliases))
    table = read_table(files, column, source, encoding)
    rows = list(table.rows)

    from translit.corpus.name_clusters import clusters

    found = clusters((row.name for row in rows), translit.load(*aliases), kind, threshold)
    added = [prefix + name for name in ("cluster", "representative", "entity_id")]
    number = len({cluster.number for cluster in found.values()})
    say(f"{len(rows):,} rows: {len(found):,} different names, {number:,} clusters")
    filled = ((row, found.get(row.name, ("", "", ""))) for row in rows)
    write_table(Table(table.columns, iter(rows)), added, filled, out, safe_csv)

"""The verb ``romanize``: a native name in Latin letters."""

from __future__ import annotations

import click

import translit
from translit.cli.output import write


@click.command()
@click.argument("name")
@click.option("--lang", required=True, help="The language of NAME: be, ru, uk, bg, ka, ar, zh …")
@click.option("--convention", help="One convention only; default: all of them.")
@click.option("--like", metavar="SPELLING", help="Order the conventions by how near they come to SPELLING.")
def romanize(name: str, lang: str, convention: str | None, like: str | None) -> None:
    """Write a native NAME in Latin letters, by one convention or by all: spelling, ids for --convention, names.

    With --like it answers: which convention does SPELLING follow?

    \b
    Examples:
      normalize romanize Ціханоўская --lang be
      normalize romanize Ціханоўская --lang be --convention bgn
      normalize romanize Ціханоўская --lang be --like Zichanouskaja
    """  # noqa: D301
    if convention:
        write(translit.romanize(name, lang=lang, convention=convention) + "\n")
        return
    from translit.table import ranked_variants, tables
    from translit.table.languages import check_script

    check_script(name, lang)
    spellings = [s for s, _ in ranked_variants(like, name, lang=lang)] if like else translit.variants(name, lang=lang)
    for spelling in spellings:
        names = "; ".join(tables().conventions[c].name for c in spelling.conventions)
        write(f"{spelling.text}\t{' '.join(spelling.conventions)}\t{names}\n")

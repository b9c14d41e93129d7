"""The verbs: text, annotate, explain, romanize."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

import translit
from translit.cli.gazetteer import gazetteer
from translit.cli.output import SomeFailedError, aliases_option, annotator_for, say, write

_VERB = "text"


class _DefaultGroup(click.Group):
    """A group whose first word may be a file: then the verb is ``text``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = bool(args) and (args[0] in self.commands or args[0] in ("--help", "-h", "--version"))
        return super().parse_args(ctx, args if own else [_VERB, *args])

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage("normalize", "[FILE]... [--style STYLE] [--aliases FILE]")
        formatter.write_usage("normalize", "VERB ... (normalize VERB --help tells more)", prefix="       ")

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in self.commands if name != _VERB]


_files = click.argument("files", nargs=-1, metavar="[FILE]...")


@click.group(cls=_DefaultGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(translit.__version__, prog_name="normalize")
def cli() -> None:
    """Write every name in its canonical spelling.

    Reads the FILEs (or standard input) and writes the same text with the spellings of known people, organizations and
    places replaced by the canonical one. Nothing else in the text changes.

    \b
    Examples:
      normalize article.txt > clean.txt
      echo "Loekasjenko in Sotsji" | normalize
      normalize annotate seeds/*.txt --to jsonl
      normalize explain Tsikanouskaya
      normalize explain "Łukaszenka" "Lukashenko"
    """  # noqa: D301 - \b keeps click from wrapping the lines


@cli.command(_VERB, hidden=True)
@_files
@click.option("--style", metavar="STYLE", help="A house style (be, ru, uk …) for entities that have one.")
@aliases_option
def text(files: tuple[str, ...], style: str | None, aliases: tuple[str, ...]) -> None:
    """Write the text of the FILEs with canonical spellings."""
    annotator = annotator_for(aliases)
    _each(files, lambda name, content: write(annotator.normalize(content, style=style)))


@cli.command()
@_files
@click.option("--to", "form", type=click.Choice(["table", "jsonl"]), help="Default: table on a terminal, else jsonl.")
@aliases_option
def annotate(files: tuple[str, ...], form: str | None, aliases: tuple[str, ...]) -> None:
    """Tag every name with its entity: offsets, id, score and the reason.

    As a table for people or as JSON Lines (one line for each FILE, offsets in code points).
    """
    from translit.formats import error_line, to_json_line, to_table

    annotator = annotator_for(aliases)
    if (form or ("table" if sys.stdout.isatty() else "jsonl")) == "table":
        width = shutil.get_terminal_size((120, 24)).columns
        _each(files, lambda name, content: write(to_table(_title(name), annotator.annotate(content), width) + "\n"))
        return
    made_by = annotator.made_by
    _each(
        files,
        lambda name, content: write(to_json_line(_title(name), annotator.annotate(content), made_by)),
        lambda name, message: write(error_line(_title(name), message, made_by)),
    )


@cli.command()
@click.argument("name")
@click.argument("name2", required=False)
@click.option(
    "--type",
    "kind",
    type=click.Choice(["person", "organization", "place"]),
    default="person",
    show_default=True,
    help="What two NAMEs are names of.",
)
@aliases_option
def explain(name: str, name2: str | None, kind: Any, aliases: tuple[str, ...]) -> None:
    """Say which entity NAME is and why, or whether NAME and NAME2 are one name."""
    from translit.explanations import followed, related
    from translit.names import parse_name

    if name2 is not None:
        result = translit.compare(name, name2, type=kind)
        write(f"{'the same' if result.same else 'not the same'} ({result.score:.3f}): {result.explain()}\n")
        write(_parts(result.explain().to_dict()["parts"]))
        write("".join(f"  table: {told}\n" for told in related(parse_name(name, kind), parse_name(name2, kind))))
        return
    matches = annotator_for(aliases).lookup(name)
    if not matches:
        write(f"unknown: {name} is no spelling of anybody or anything listed\n")
    for match in matches:
        write(f"{match.entity.name} ({match.entity.id}, {match.status}, {match.score:.3f}): {match.explain()}\n")
        write(_parts(match.explain().to_dict()["parts"]))
        for spelling, differs in followed(name, match.entity):
            near = "as written" if not differs else f"{differs} letter{'s' * (differs > 1)} away"
            write(f"  {near:<16} {spelling.text}: {spelling.source}\n")


@cli.command()
@click.argument("name")
@click.option("--lang", required=True, help="The language of NAME: be, ru, uk, bg, ka, ar, zh …")
@click.option("--convention", help="One convention only; default: all of them.")
@click.option("--like", metavar="SPELLING", help="Order the conventions by how near they come to SPELLING.")
def romanize(name: str, lang: str, convention: str | None, like: str | None) -> None:
    """Write a native NAME in Latin letters, by one convention or by all.

    With --like it answers: which convention does SPELLING follow?
    """
    if convention:
        write(translit.romanize(name, lang=lang, convention=convention) + "\n")
        return
    from translit.table import follows, tables

    spellings = [s for s, _ in follows(like, name, lang=lang)] if like else translit.variants(name, lang=lang)
    for spelling in spellings:
        names = "; ".join(tables().conventions[c].name for c in spelling.conventions)
        write(f"{spelling.text}\t{names}\n")


cli.add_command(gazetteer)


def _each(
    files: Iterable[str], do: Callable[[str, str], None], failed: Callable[[str, str], None] | None = None
) -> None:
    """Do something with the text of every file; one that cannot be read is named and the others go on."""
    from translit.errors import ReadError
    from translit.readers import read_text

    bad = 0
    for name in files or ("-",):
        try:
            content = read_text(name)
        except ReadError as error:
            say(str(error))
            bad += 1
            if failed is not None:
                failed(name, str(error))
            continue
        do(name, content)
    if bad:
        write("")
        raise SomeFailedError


def _title(name: str) -> str:
    return "<stdin>" if name == "-" else name


def _parts(parts: list[dict[str, Any]]) -> str:
    rows = []
    for part in parts:
        both = " / ".join(t for t in (part["left"], part["right"]) if t)
        row = f"  {part['weight']:+6.1f} bits  {part['kind']:<24} {both}  {part['note']}"
        rows.append(row.rstrip() + "\n")
    return "".join(rows)

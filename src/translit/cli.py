"""The ``normalize`` command: text in, the same text with canonical spellings out, and a few verbs beside it.

Data goes to standard output, words about it to standard error. Exit codes: 0 fine, 1 some inputs failed (named; the
rest is written), 2 wrong usage or a broken alias file, 130 interrupted. A closed pipe is quiet.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

import translit

if TYPE_CHECKING:
    from translit.annotator import Annotator

FAILED, USAGE, INTERRUPTED = 1, 2, 130
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


_aliases = click.option(
    "--aliases", metavar="FILE", help="An alias file (YAML) to use instead of the shipped gazetteer."
)
_files = click.argument("files", nargs=-1, metavar="[FILE]...")


@click.group(cls=_DefaultGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(translit.__version__, prog_name="normalize")
def cli() -> None:
    r"""Write every name in its canonical spelling.

    Reads the FILEs (or standard input) and writes the same text with the spellings of known people, organizations and
    places replaced by the canonical one. Nothing else in the text changes.

    \b
    Examples:
      normalize article.txt > clean.txt
      echo "Loekasjenko in Sotsji" | normalize
      normalize annotate seeds/*.txt --to jsonl
      normalize explain Tsikanouskaya
      normalize explain "Łukaszenka" "Lukashenko"
    """


@cli.command(_VERB, hidden=True)
@_files
@click.option("--style", metavar="STYLE", help="A house style (be, ru, uk …) for entities that have one.")
@_aliases
def text(files: tuple[str, ...], style: str | None, aliases: str | None) -> None:
    """Write the text of the FILEs with canonical spellings."""
    annotator = _annotator(aliases)
    _each(files, lambda name, content: _write(annotator.normalize(content, style=style)))


@cli.command()
@_files
@click.option("--to", "form", type=click.Choice(["table", "jsonl"]), help="Default: table on a terminal, else jsonl.")
@_aliases
def annotate(files: tuple[str, ...], form: str | None, aliases: str | None) -> None:
    """Tag every name with its entity: offsets, id, score and the reason.

    As a table for people or as JSON Lines (one line for each FILE, offsets in code points).
    """
    from translit.formats import error_line, to_json_line, to_table

    annotator = _annotator(aliases)
    if (form or ("table" if sys.stdout.isatty() else "jsonl")) == "table":
        width = shutil.get_terminal_size((120, 24)).columns
        _each(files, lambda name, content: _write(to_table(_title(name), annotator.annotate(content), width) + "\n"))
        return
    made_by = annotator.made_by
    _each(
        files,
        lambda name, content: _write(to_json_line(_title(name), annotator.annotate(content), made_by)),
        lambda name, message: _write(error_line(_title(name), message, made_by)),
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
@_aliases
def explain(name: str, name2: str | None, kind: Any, aliases: str | None) -> None:
    """Say which entity NAME is and why, or whether NAME and NAME2 are one name."""
    from translit.explanations import followed, related
    from translit.names import parse_name

    if name2 is not None:
        result = translit.compare(name, name2, type=kind)
        _write(f"{'the same' if result.same else 'not the same'} ({result.score:.3f}): {result.explain()}\n")
        _write(_parts(result.explain().to_dict()["parts"]))
        _write("".join(f"  table: {told}\n" for told in related(parse_name(name, kind), parse_name(name2, kind))))
        return
    matches = _annotator(aliases).lookup(name)
    if not matches:
        _write(f"unknown: {name} is no spelling of anybody or anything listed\n")
    for match in matches:
        _write(f"{match.entity.name} ({match.entity.id}, {match.status}, {match.score:.3f}): {match.explain()}\n")
        _write(_parts(match.explain().to_dict()["parts"]))
        for spelling, differs in followed(name, match.entity):
            near = "as written" if not differs else f"{differs} letter{'s' * (differs > 1)} away"
            _write(f"  {near:<16} {spelling.text}: {spelling.source}\n")


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
        _write(translit.romanize(name, lang=lang, convention=convention) + "\n")
        return
    from translit.table import follows, tables

    spellings = [s for s, _ in follows(like, name, lang=lang)] if like else translit.variants(name, lang=lang)
    for spelling in spellings:
        names = "; ".join(tables().conventions[c].name for c in spelling.conventions)
        _write(f"{spelling.text}\t{names}\n")


@cli.group()
def gazetteer() -> None:
    """Check and describe alias files."""


@gazetteer.command("check")
@click.argument("file")
def gazetteer_check(file: str) -> None:
    """Check an alias FILE; all faults at once, as file:line:column."""
    from translit.check import check

    checked = check(file)
    _say(f"{file}: {len(checked)} entities, {checked.size} names, no fault")


@gazetteer.command("info")
@_aliases
def gazetteer_info(aliases: str | None) -> None:
    """Describe the shipped gazetteer, or an alias file."""
    found = _annotator(aliases).gazetteer
    for kind in ("person", "organization", "place"):
        _write(f"{kind}\t{sum(1 for e in found.entities.values() if e.type == kind)}\n")
    _write(f"names\t{found.size}\nfingerprint\t{found.fingerprint}\n")


def main(args: list[str] | None = None) -> None:
    """Run the command and exit with its code."""
    sys.exit(run(args))


def run(args: list[str] | None = None) -> int:
    """Run the command; the exit code."""
    try:
        cli.main(args=args, prog_name="normalize", standalone_mode=False)
        _write("")
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except _ClosedPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except _SomeFailedError:
        return FAILED
    except translit.AliasFileError as error:
        click.echo(str(error), err=True)  # as file:line:column, so that editors can jump there
        return USAGE
    except translit.TranslitError as error:
        _say(str(error))
        return USAGE
    return 0


class _ClosedPipeError(Exception):
    """Nobody reads standard output any more; click would take the plain error for a failure."""


class _SomeFailedError(Exception):
    """Some inputs failed; they have been named and the rest is written."""


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
            _say(str(error))
            bad += 1
            if failed is not None:
                failed(name, str(error))
            continue
        do(name, content)
    if bad:
        _write("")
        raise _SomeFailedError


def _annotator(aliases: str | None) -> Annotator:
    return translit.load(*([aliases] if aliases else []))


def _title(name: str) -> str:
    return "<stdin>" if name == "-" else name


def _parts(parts: list[dict[str, Any]]) -> str:
    rows = []
    for part in parts:
        both = " / ".join(t for t in (part["left"], part["right"]) if t)
        row = f"  {part['weight']:+6.1f} bits  {part['kind']:<24} {both}  {part['note']}"
        rows.append(row.rstrip() + "\n")
    return "".join(rows)


def _write(content: str) -> None:
    try:
        sys.stdout.buffer.write(content.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise _ClosedPipeError from None


def _say(message: str) -> None:
    click.echo(f"normalize: {message}", err=True)

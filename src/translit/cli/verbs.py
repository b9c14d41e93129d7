"""The command and its verbs about text and names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import translit
from translit.cli.annotating import annotate
from translit.cli.gazetteer import gazetteer
from translit.cli.output import Choice, aliases_option, annotator_for, inputs, write

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_VERB = "text"
_OWN = ("--help", "-h", "--version")


class _DefaultGroup(click.Group):
    """A group whose first word may be a file: then the verb is ``text``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = args[0] in self.commands or args[0] in _OWN if args else ctx.resilient_parsing
        if args and not own and not args[0].startswith("-") and not Path(args[0]).exists():
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), 1, 0.75)
            if near:
                raise click.UsageError(f"no file and no verb {args[0]!r}; did you mean {near[0]!r}?", ctx)
        return super().parse_args(ctx, args if own else [_VERB, *args])

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage("normalize", "[FILE]... [OPTIONS]")
        formatter.write_usage("normalize", "VERB ... (normalize VERB --help tells more)", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [p for p in (*self.commands[_VERB].params, *self.get_params(ctx)) if isinstance(p, click.Option)]
        with formatter.section("Options"):
            formatter.write_dl([row for option in options if (row := option.get_help_record(ctx))])
        self.format_commands(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in self.commands if name != _VERB]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        if not incomplete.startswith("-"):
            return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]
        text = self.commands[_VERB]
        found = [*super().shell_complete(ctx, incomplete), *text.shell_complete(click.Context(text), incomplete)]
        return list({item.value: item for item in found}.values())


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from translit.gazetteer import Gazetteer

        python = ".".join(map(str, sys.version_info[:3]))
        write(f"normalize {translit.__version__}, gazetteer {Gazetteer.default().fingerprint}, Python {python}\n")
        ctx.exit()


@click.group(cls=_DefaultGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="Show the version, the fingerprint of the shipped gazetteer, and Python's version.",
)  # fmt: skip
def cli() -> None:
    """Write every name in its canonical spelling.

    Reads the FILEs (or standard input) and writes the same text with the spellings of known people, organizations and
    places replaced by the canonical one. Nothing else changes; in HTML and Markdown, markup, code, attributes and the
    title stay as they are. A FILE that has the name of a verb is written ./annotate.

    \b
    Examples:
      normalize article.txt > clean.txt
      echo "Loekasjenko in Sotsji" | normalize
      normalize --from html < page.html
      normalize -i page.html notes.md
      normalize annotate archive/ --to csv -o names.csv
      normalize explain Tsikanouskaya
      normalize explain "Łukaszenka" "Lukashenko"

    \b
    Exit codes:
      0    all went well
      1    some inputs failed; they are named, the rest is done
      2    wrong usage, a broken alias file, or an output that cannot be written
      130  interrupted

    Words about the work go to standard error. Nothing is coloured, with NO_COLOR or without.

    \b
    Completion of verbs, options and files, once for each shell that you open:
      bash   eval "$(_NORMALIZE_COMPLETE=bash_source normalize)"
      zsh    eval "$(_NORMALIZE_COMPLETE=zsh_source normalize)"
      fish   _NORMALIZE_COMPLETE=fish_source normalize | source
    """  # noqa: D301 - \b keeps click from wrapping the lines


@cli.command(_VERB, hidden=True)
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
@aliases_option
@click.option("-i", "--in-place", is_flag=True, help="Write each FILE anew instead of writing to standard output.")
def text(
    files: tuple[str, ...],
    style: str | None,
    source: str | None,
    form: str,
    aliases: tuple[str, ...],
    in_place: bool,
) -> None:
    """Write the text of the FILEs with canonical spellings."""
    from translit.cli.rewriting import rewrite_files

    if in_place and (not files or "-" in files):
        raise click.UsageError("-i writes files anew; name them")
    if in_place and form == "jsonl":
        raise click.UsageError("-i writes files as they are, with other names; --to jsonl goes to standard output")
    rewrite_files(annotator_for(aliases), inputs(files), style, source, in_place=in_place, lines=form == "jsonl")


cli.add_command(annotate)


@cli.command(short_help="Say which entity a name is, or whether two names are one.")
@click.argument("name")
@click.argument("name2", required=False)
@click.option(
    "--type",
    "kind",
    type=Choice(("person", "organization", "place")),
    default="person",
    show_default=True,
    help="What two NAMEs are names of.",
)
@aliases_option
def explain(name: str, name2: str | None, kind: Any, aliases: tuple[str, ...]) -> None:
    """Say which entity NAME is and why, or whether NAME and NAME2 are one name.

    Every score is a probability (0 to 1), the sum of parts that are shown in bits. With two NAMEs no gazetteer is
    asked; --type says what kind of name both are.

    \b
    Examples:
      normalize explain Tsikanouskaya
      normalize explain "Łukaszenka" "Lukashenko"
      normalize explain Iran Iraq --type place
    """  # noqa: D301
    from translit.match.explain import followed, related
    from translit.names.parse import parse_name

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


@cli.command(short_help="Write a native name in Latin letters.")
@click.argument("name")
@click.option("--lang", required=True, help="The language of NAME: be, ru, uk, bg, ka, ar, zh …")
@click.option("--convention", help="One convention only; default: all of them.")
@click.option("--like", metavar="SPELLING", help="Order the conventions by how near they come to SPELLING.")
def romanize(name: str, lang: str, convention: str | None, like: str | None) -> None:
    """Write a native NAME in Latin letters, by one convention or by all.

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

    spellings = [s for s, _ in ranked_variants(like, name, lang=lang)] if like else translit.variants(name, lang=lang)
    for spelling in spellings:
        names = "; ".join(tables().conventions[c].name for c in spelling.conventions)
        write(f"{spelling.text}\t{names}\n")


cli.add_command(gazetteer)


def _parts(parts: list[dict[str, Any]]) -> str:
    rows = []
    for part in parts:
        both = " / ".join(t for t in (part["left"], part["right"]) if t)
        row = f"  {part['weight']:+6.1f} bits  {part['kind']:<24} {both}  {part['note']}"
        rows.append(row.rstrip() + "\n")
    return "".join(rows)

"""The command ``normalize``: the group of its verbs, each in a module of its name."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

import translit
from translit.cli.output import write
from translit.cli.text import text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_VERB = str(text.name)
_VERBS = {
    "annotate": "Tag every name with its entity, in one of eleven formats.",
    "lookup": "Say which entity each name of a column is, as CSV.",
    "dedupe": "Say which names of a column are spellings of one, as CSV.",
    "audit": "Say who writes which spelling, or what breaks a house style.",
    "discover": "Propose entities for the names that the gazetteer lacks.",
    "serve": "Try texts in a browser; a JSON API, and a service for OpenRefine.",
    "explain": "Say which entity a name is, or whether two names are one.",
    "romanize": "Write a native name in Latin letters.",
    "gazetteer": "Build, check, import and describe gazetteers.",
}
"""What each verb does. The module of its name is imported when it is asked for, so that the command starts fast."""
_OWN = ("--help", "-h", "--version")


class _DefaultGroup(click.Group):
    """A group whose first word may be a file: then the verb is ``text``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = args[0] in _VERBS or args[0] in _OWN if args else ctx.resilient_parsing
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
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _VERBS:
            return super().get_command(ctx, cmd_name)
        verb: click.Command = getattr(import_module(f"translit.cli.{cmd_name}"), cmd_name)
        return verb

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_VERBS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        if not incomplete.startswith("-"):
            return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]
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
      normalize lookup staff.csv --column "Full name" -o linked.csv
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


cli.add_command(text)

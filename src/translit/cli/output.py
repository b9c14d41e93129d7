"""What the verbs share: where data and messages go, how a run may end, the option for alias files, lists in help."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from collections.abc import Callable, Iterable
from functools import reduce, wraps
from pathlib import Path
from typing import Any, TextIO

import click

from translit.config import Config

Command = Callable[..., None]
TYPES = ("person", "organization", "place")
"""Those of :data:`translit.model.TYPES`, which takes longer to import than all help."""

aliases_option = click.option(
    "--aliases",
    metavar="FILE",
    multiple=True,
    type=click.Path(),
    help='A gazetteer to use instead of the shipped one (YAML, JSON Lines, CSV, or compiled); may be given again, then '
    'a later one overrides by id. The word "shipped" stands for the shipped one.',
)  # fmt: skip


def _known_encoding(ctx: click.Context, _: click.Parameter, value: str) -> str:
    try:
        codecs.lookup(value or "utf-8").decode(b"")
    except (LookupError, UnicodeError, TypeError):
        raise click.BadParameter(
            f"no encoding {value!r} is known; there are UTF-8, UTF-16, WINDOWS-1251, KOI8-R …"
        ) from None
    return value


encoding_option = click.option(
    "--encoding", default="", metavar="NAME", callback=_known_encoding,
    help="The encoding of text (WINDOWS-1251, KOI8-R …). Default: UTF-8, or UTF-16 or UTF-32 if it begins with its mark.",
)  # fmt: skip


class ClosedPipeError(Exception):
    """Nobody reads standard output any more; click would take the plain error for a failure."""


class SomeFailedError(Exception):
    """Some inputs failed; they have been named and the rest is written."""


class Choice(click.Choice[str]):
    """A choice that says which word was probably meant."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Return the message, with the nearest choice if one is similar."""
        from difflib import get_close_matches

        near = get_close_matches(str(value).lower(), [str(choice) for choice in self.choices], 1, 0.5)
        told = super().get_invalid_choice_message(value, ctx)
        return f"{told} Did you mean {near[0]!r}?" if near else told


def all_of(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Return a decorator that adds several options to a command."""
    return lambda command: reduce(lambda done, option: option(done), reversed(options), command)


threshold_option = click.option(
    "--threshold", type=click.FloatRange(0.0, 1.0), default=Config().threshold, metavar="SCORE",
    help=f"Link no name with a smaller score (0 to 1). Default: {Config().threshold}.",
)  # fmt: skip
_choice_of_names = all_of(
    threshold_option,
    click.option(
        "--type", "types", type=Choice(TYPES), multiple=True, metavar="TYPE",
        help="Link only names of persons (person), organizations or places; may be given again.",
    ),
)  # fmt: skip


def annotator_options(command: Command) -> Command:
    """Add the options that an annotator and its texts depend on; the command takes its settings as ``config``."""

    @wraps(command)
    def with_config(*, threshold: float, types: tuple[Any, ...], **options: Any) -> None:
        command(config=Config(threshold=threshold, types=tuple(dict.fromkeys(types))), **options)

    return all_of(encoding_option, _choice_of_names, aliases_option)(with_config)


INPUTS = {"text": "txt", "jsonl": "jsonl", "csv": "csv", "parquet": "parquet", "html": "html", "markdown": "markdown"}
"""What files of articles may be, each with the form that readers know it by."""
field_options = all_of(
    click.option("--text-field", default="text", show_default=True, metavar="NAME", help="The field that holds the text."),
    click.option("--id-field", default="id", show_default=True, metavar="NAME", help="The field that holds the id."),
)  # fmt: skip
article_options = all_of(
    click.option(
        "--from", "source", type=Choice(tuple(INPUTS)), metavar="FORMAT",
        help=f"One of {', '.join(INPUTS)}. Default: what the name of each FILE says; standard input is text.",
    ),
    field_options,
    click.option("--skip-navigation", is_flag=True, help="Leave out nav, header, footer and aside of HTML."),
)  # fmt: skip
"""How files of articles are read."""
safe_csv_option = click.option(
    "--safe-csv", is_flag=True, help="Write an apostrophe before a cell that spreadsheets take for a formula."
)
resume_option = click.option(
    "--resume", is_flag=True, help="Go on where a run with the same -o was stopped; begin if there is none."
)


def inputs(files: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files, or standard input; a terminal is told that it is being read."""
    if not files and is_terminal(sys.stdin):
        say("reading what you type; Ctrl-D ends it")
    return files or ("-",)


def check_output(out: Path, files: Iterable[str], ends: Iterable[str] = ("",)) -> None:
    """Refuse an output if it, or a file beside it with one of these ends, is read, under whatever name."""
    from translit.files.writing import beside

    for path in [beside(out, end) for end in ends]:
        for name in files:
            if _is_read(path, name):
                raise click.UsageError(f"-o {out} is among the inputs ({name}); write it elsewhere")


def _is_read(path: Path, name: str) -> bool:
    from translit.files.writing import is_same

    if name == "-":
        try:
            return os.path.samestat(os.fstat(sys.stdin.fileno()), path.stat())
        except (OSError, ValueError, AttributeError):  # no such file; a stream that is closed, or none of the system
            return False
    if is_same(path, name):
        return True
    if not Path(name).is_dir():
        return False
    if Path(name).resolve() in path.resolve().parents:
        return True
    return path.exists() and any(
        is_same(path, Path(folder, file)) for folder, _, found in os.walk(name) for file in found
    )


def fill_in(command: click.Command, title: str, rows: list[tuple[str, str]]) -> None:
    """Put a list, every name with its summary, in place of ``{formats}`` in the help of a command."""
    from inspect import cleandoc

    wide = max(len(name) for name, _ in rows)
    told = "\n".join([f"\b\n{title}:", *(f"  {name:<{wide}}  {summary}" for name, summary in rows)])
    command.help = cleandoc(str(command.help)).replace("{formats}", told)


def encoded(content: str) -> bytes:
    """Return the content as UTF-8; half a surrogate pair becomes its escape, which JSON takes."""
    return content.encode("utf-8", "backslashreplace")


def is_terminal(stream: TextIO | None) -> bool:
    """Return True if a person sits at a stream; one that was closed before the start is ``None``."""
    return stream is not None and stream.isatty()


def write(content: str) -> None:
    """Write data to standard output."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "is closed; redirect it (> names.jsonl), or name a file: -o names.jsonl")
    try:
        sys.stdout.buffer.write(encoded(content))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ClosedPipeError from None


def say(message: str) -> None:
    """Write a message to standard error."""
    from translit.io.writers.shown import shown

    click.echo(shown(f"normalize: {message}"), err=True)

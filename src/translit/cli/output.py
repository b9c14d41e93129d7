"""What the verbs share: where data and words go, how a run may end, and the option for alias files."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

import translit

if TYPE_CHECKING:
    from translit.annotator import Annotator

aliases_option = click.option(
    "--aliases",
    metavar="FILE",
    multiple=True,
    help="A gazetteer to use instead of the shipped one (YAML, JSON Lines, CSV, or compiled); may be given again.",
)


class ClosedPipeError(Exception):
    """Nobody reads standard output any more; click would take the plain error for a failure."""


class SomeFailedError(Exception):
    """Some inputs failed; they have been named and the rest is written."""


def annotator_for(aliases: tuple[str, ...]) -> Annotator:
    """The annotator over these files, or the shipped one."""
    return translit.load(*aliases)


def write(content: str) -> None:
    """Data, to standard output."""
    try:
        sys.stdout.buffer.write(content.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ClosedPipeError from None


def say(message: str) -> None:
    """Words about it, to standard error."""
    click.echo(f"normalize: {message}", err=True)

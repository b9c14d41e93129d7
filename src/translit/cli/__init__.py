"""The ``normalize`` command: text in, the same text with canonical spellings out, and a few verbs beside it.

Every verb is in the module of its name, those about gazetteers in :mod:`translit.cli.gazetteer`; ``normalize`` without a
verb is :mod:`translit.cli.text`.

Data goes to standard output, words about it to standard error. Exit codes: 0 fine, 1 some inputs failed (named; the
rest is written), 2 wrong usage, a broken alias file or an output that cannot be written, 130 interrupted. A closed pipe
is quiet.
"""

from __future__ import annotations

import gc
import os
import sys

import click

from translit.cli.command import cli
from translit.cli.output import ClosedPipeError, SomeFailedError, say, write
from translit.errors import AliasFileError, TranslitError
from translit.io.writers.shown import shown

FAILED, USAGE, INTERRUPTED = 1, 2, 130
_GARBAGE = 200_000  # objects made before the first garbage collection: loading makes many, and none of them is garbage


def main(args: list[str] | None = None) -> None:
    """Run the command and exit with its code."""
    code = run(args)
    gc.freeze()  # spares the collection over all loaded objects at the end of the process
    sys.exit(code)


def run(args: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    gc.set_threshold(_GARBAGE)
    try:
        cli.main(args=args, prog_name="normalize", standalone_mode=False)
        if sys.stdout is not None:  # a verb that writes nothing there does not need it
            write("")
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except ClosedPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SomeFailedError:
        return FAILED
    except AliasFileError as error:
        click.echo(shown(str(error)), err=True)  # as file:line:column, so that editors can jump there
        return USAGE
    except TranslitError as error:
        say(str(error))
        return USAGE
    except OSError as error:  # standard output on a full disk, for one
        say(f"{error.filename or 'standard output'}: {error.strerror or error}")
        return USAGE
    return 0

"""Progress bars, for people who sit at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from translit.cli.output import is_terminal

SLOW = 2.0  # seconds after which a bar appears: what is done by then needs none
Item = TypeVar("Item")


@contextmanager
def bytes_read(source: str) -> Iterator[Callable[[int], None]]:
    """Show how much of a file has been read; yield a function to be called with the bytes read so far."""
    if not is_terminal(sys.stderr) or not Path(source).is_file():
        yield lambda consumed: None
        return
    from tqdm import tqdm

    size = Path(source).stat().st_size
    with tqdm(total=size, unit="B", unit_scale=True, desc=Path(source).name, delay=SLOW, file=sys.stderr) as bar:

        def progress(consumed: int) -> None:
            bar.update(consumed - bar.n)

        yield progress


def counted(
    items: Iterable[Item], unit: str, title: str | None = None, done: int = 0, total: int | None = None
) -> Iterable[Item]:
    """Return the same items, and show how many of them were taken, after those that were ``done`` before.

    If it is known how many there are in all, the time that is left is shown, too.
    """
    if not is_terminal(sys.stderr):
        return items
    from tqdm import tqdm

    bar: Iterable[Item] = tqdm(
        items, desc=title, unit=unit, initial=done, total=total, delay=SLOW, file=sys.stderr, dynamic_ncols=True
    )
    return bar

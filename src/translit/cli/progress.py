"""Progress bars, for people who sit at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from translit.cli.output import is_terminal

SLOW = 2.0
"""Seconds after which a bar appears: what is done by then needs none."""
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


def counted(items: Sequence[Item], title: str, unit: str) -> Iterable[Item]:
    """Return the same items, and show how many of them were taken."""
    if not is_terminal(sys.stderr):
        return items
    from tqdm import tqdm

    bar: Iterable[Item] = tqdm(items, desc=title, unit=unit, delay=SLOW, file=sys.stderr, dynamic_ncols=True)
    return bar

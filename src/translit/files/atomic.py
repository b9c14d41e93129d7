"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def beside(path: Path, end: str) -> Path:
    """Return the path with ``end`` after its name."""
    return path.parent / (path.name + end)


@contextmanager
def whole(path: Path, end: str = ".new") -> Iterator[Path]:
    """Give a path beside ``path`` to write a file or folder to; it takes its place at the end, or is deleted on error."""
    new = beside(path, end)
    try:
        yield new
        new.replace(path)
    except BaseException:
        if new.is_dir():
            shutil.rmtree(new, ignore_errors=True)
        else:
            new.unlink(missing_ok=True)
        raise


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file whose content is on the disk before it takes the place of an older one."""
    with whole(path) as new, new.open("wb") as stream:
        stream.writelines(chunks)
        stream.flush()
        os.fsync(stream.fileno())

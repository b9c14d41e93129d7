"""Annotators kept open: one for each gazetteer and process, however many batches ask for it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from translit.annotation.annotator import Annotator, load
from translit.config import Config
from translit.gazetteer import Gazetteer

Source = str | Path | Gazetteer | None
"""A path that :func:`translit.load` takes, a gazetteer, or ``None`` for the one that ships with the package."""

_KEPT = 8  # annotators per process


def annotator_for(gazetteer: Source = None, config: Config | None = None) -> Annotator:
    """The annotator over a gazetteer; the same one as before, unless the file has changed.

    Parameters
    ----------
    gazetteer:
        A path, a :class:`~translit.Gazetteer`, or ``None`` for the shipped one.
    config:
        Settings; the defaults if ``None``.

    Raises
    ------
    TypeError
        If ``gazetteer`` is none of these.
    ReadError, AliasFileError
        If the file cannot be read, or with all its faults at once.

    Examples
    --------
    >>> annotator_for() is annotator_for()
    True
    """
    config = config or Config()
    if gazetteer is None or isinstance(gazetteer, Gazetteer):
        return _over(gazetteer, config)
    if not isinstance(gazetteer, str | Path):
        raise TypeError(f"gazetteer must be a path, a Gazetteer or None, not {type(gazetteer).__name__}")
    return _at(str(gazetteer), _stamp(Path(gazetteer)), config)


@lru_cache(_KEPT)
def _over(gazetteer: Gazetteer | None, config: Config) -> Annotator:
    return Annotator(gazetteer, config=config)


@lru_cache(_KEPT)
def _at(path: str, stamp: tuple[int, int] | None, config: Config) -> Annotator:
    return load(path, config=config)


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when a file does; ``None`` where there is none, so that loading it says so."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size

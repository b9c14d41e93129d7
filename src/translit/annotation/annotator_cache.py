"""Annotators that stay open: one for each gazetteer and process, however many batches or partitions ask for it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from translit.annotation.annotator import SHIPPED, Annotator, load
from translit.config import Config
from translit.gazetteer import Gazetteer

Source = str | Path | Gazetteer | None
"""A path that :func:`translit.load` takes, a gazetteer, or ``None`` for the one that ships with the package."""

_OPEN = 8  # annotators over files that a process keeps open


def annotator_for(gazetteer: Source = None, config: Config | None = None) -> Annotator:
    """Return the annotator over a gazetteer: the same one as before, unless the file has changed.

    The last eight over files stay open until the process ends; one over a gazetteer that you made lives as long as that.

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
    if isinstance(gazetteer, Gazetteer):
        # Kept on the gazetteer itself, so that the two are freed together.
        made: dict[Config, Annotator] = vars(gazetteer).setdefault("_annotators", {})
        if config not in made:
            made[config] = Annotator(gazetteer, config=config)
        return made[config]
    if gazetteer is not None and not isinstance(gazetteer, str | Path):
        raise TypeError(f"gazetteer must be a path, a Gazetteer or None, not {type(gazetteer).__name__}")
    path = SHIPPED if gazetteer is None else str(gazetteer)
    return _opened(path, _stamp(Path(path)), config)


@lru_cache(_OPEN)
def _opened(path: str, stamp: tuple[int, int] | None, config: Config) -> Annotator:
    return load(path, config=config)


def _stamp(path: Path) -> tuple[int, int] | None:
    """Return what changes when a file does; ``None`` where there is none, so that loading it says so."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size

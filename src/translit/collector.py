"""Fewer runs of Python's garbage collector while texts are annotated, and none while a long list is read or compiled.

Annotation makes many small objects that live on in caches, and hardly any cycles; full collections scan them in vain, which
takes a tenth of the time. Of a million entities all stay, and looking for garbage among them takes longer than the work.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import TypeVar

_RARELY = (100_000, 50, 100)  # some collections in a minute, so that garbage of the caller's own does not heap up
_lock = RLock()  # the end of a generator may come from a collection that runs within these lines
_running = 0
_before = _during = gc.get_threshold()

T = TypeVar("T")


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let the collector run rarely; when the last of several such blocks ends, its thresholds are the old ones again.

    A collector that is switched off stays off, and thresholds that are changed meanwhile are kept.
    """
    global _running, _before, _during  # noqa: PLW0603  the collector is one for the process, too
    with _lock:
        if not _running:
            _before = gc.get_threshold()
            if _before[0]:  # 0 means off
                gc.set_threshold(*map(max, _before, _RARELY))
            _during = gc.get_threshold()
        _running += 1
    try:
        yield
    finally:
        with _lock:
            _running -= 1
            if not _running and gc.get_threshold() == _during:
                gc.set_threshold(*_before)


def collecting_rarely(items: Iterator[T]) -> Iterator[T]:
    """Yield the same items; from the first one until the end, or until the iterator is closed, collections are rare."""
    with rare_collections():
        yield from items


@contextmanager
def without_collection() -> Iterator[None]:
    """Switch the collector off, for making many objects that stay; one that is off already stays off."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()

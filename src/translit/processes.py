"""Processes of a pool, which end when the one that started them does."""

from __future__ import annotations


def start_worker() -> None:
    """Prepare a process of a pool: the parent answers Ctrl-C, and without the parent the process ends."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent cannot tell its workers to end; without this they would wait for ever."""
    import os
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)

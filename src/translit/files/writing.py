"""Output files that appear whole or not at all, and unfinished ones with a state from which a run that was killed goes on.

While such a run writes ``OUT``, its content is in ``OUT.part`` (and other parts). Now and then ``OUT.state`` is replaced
as a whole, after the bytes are on the disk: it says how many bytes every part holds, and how far the run has come. A
resumed run cuts off what the parts hold beyond that, so that it ends with the bytes of an uninterrupted one.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from translit.errors import TranslitError

_VERSION = 1


def beside(path: Path, end: str) -> Path:
    """Return the path with ``end`` after its name."""
    return path.parent / f"{path.name}{end}"  # also for a path without a name, such as "/"


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


class ResumeError(TranslitError, ValueError):
    """A run cannot begin or go on as asked; the message says what to do."""


class ResumableOutput:
    """The unfinished files of the run that is to write ``out``; its state should be saved every so many ``seconds``.

    ``parts`` has the suffix of every part, by the name under which the state file gives its size in bytes.
    """

    def __init__(self, out: Path, parts: Mapping[str, str], seconds: float) -> None:
        self.parts = {name: beside(out, end) for name, end in parts.items()}
        self.state = beside(out, ".state")
        self.streams: dict[str, IO[bytes]] = {}
        self._seconds = seconds
        self._saved = time.monotonic()

    def saved(self, *, resume: bool) -> dict[str, Any] | None:
        """Return what an unfinished run saved last, or ``None`` if there is none.

        Raise ResumeError if there is one and ``resume`` is false, or its parts are not what its state file says.
        """
        if not self.state.exists():
            return None
        first = next(iter(self.parts.values()))
        if not resume:
            raise ResumeError(f"{first}: an unfinished run; --resume goes on with it, or delete {self.state} first")
        try:
            state: dict[str, Any] = json.loads(self.state.read_bytes())
            fits = state["version"] == _VERSION and all(
                path.stat().st_size >= state[name] for name, path in self.parts.items()
            )
        except (OSError, ValueError, KeyError, TypeError):
            fits = False
        if not fits:
            raise ResumeError(f"{self.state}: does not fit {first}; delete it and begin anew")
        return state

    def open(self, saved: Mapping[str, Any] | None) -> None:
        """Open the parts for appending: as they were when ``saved`` was, or empty."""
        for name, path in self.parts.items():
            if saved is not None:
                os.truncate(path, saved[name])
            self.streams[name] = path.open("wb" if saved is None else "ab")

    @property
    def due(self) -> bool:
        """Return True if the state was last saved long enough ago."""
        return time.monotonic() - self._saved >= self._seconds

    def save(self, progress: Mapping[str, Any]) -> None:
        """Write down how far the run has come, when all that was written is on the disk."""
        self.flush()
        sizes = {name: path.stat().st_size for name, path in self.parts.items()}
        state = json.dumps({"version": _VERSION, **progress, **sizes}, ensure_ascii=False) + "\n"
        write_whole(self.state, [state.encode("utf-8", "backslashreplace")])
        self._saved = time.monotonic()

    def flush(self) -> None:
        """Bring what was written to the disk."""
        for stream in self.streams.values():
            stream.flush()
            os.fsync(stream.fileno())

    def close(self) -> None:
        """Close the parts."""
        for stream in self.streams.values():
            stream.close()

    def clear(self) -> None:
        """Delete the state file and the parts that are still there."""
        for path in (self.state, *self.parts.values()):
            path.unlink(missing_ok=True)

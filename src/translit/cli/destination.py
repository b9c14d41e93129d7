"""Where annotations go: standard output, or a file that appears when it is whole and can be gone on with after a kill.

While a file is written, it is ``OUT.part``; ``OUT.state`` says how many records it holds in how many bytes, and what the
run was asked to do. It is replaced as a whole once a second, after the bytes are on the disk. A resumed run cuts off what
``OUT.part`` holds beyond that and goes on with the next record, so that it ends with the bytes of an uninterrupted one.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from translit.cli.forms import Form
from translit.cli.output import encoded, write
from translit.errors import TranslitError

_SECONDS = 1.0  # how often the state is saved
_VERSION = 1


class OutputError(TranslitError, OSError):
    """An output that cannot be written, or a run that cannot begin or go on as asked; the message tells the mend."""


@dataclass(slots=True)
class Done:
    """How far a run has come: records taken, those that failed, pieces written, the id of the last record."""

    records: int = 0
    failed: int = 0
    pieces: int = 0
    last: str = ""


class Standard:
    """Standard output: nothing to save, nothing to go on with."""

    name = "standard output"

    def __init__(self, form: Form) -> None:
        self.form = form
        self.done = Done()

    def begin(self) -> None:
        """Write what comes before the articles."""
        self._put(self.form.head)

    def take(self, id_: str, piece: str, *, failed: bool) -> None:
        """Write the piece of one record, ``""`` if it has none, and count it."""
        if piece:
            self._put(self.form.between + piece if self.done.pieces else piece)
            self.done.pieces += 1
        self.done.records += 1
        self.done.failed += failed
        self.done.last = id_

    def finish(self) -> None:
        """Write what comes after the articles."""
        self._put(self.form.tail)

    def stop(self) -> str:
        """Leave off in the middle; how to go on, if that is possible."""
        return ""

    def _put(self, content: str) -> None:
        write(content)


class File(Standard):
    """A file that appears whole, and whose unfinished run can be gone on with.

    ``settings`` are what the result depends on; a run begun with others is not gone on with.

    Raises
    ------
    OutputError
        If there is an unfinished run and ``resume`` is false, or it does not fit; from all methods, if writing fails.
    """

    def __init__(self, form: Form, out: Path, settings: Mapping[str, Any], *, resume: bool) -> None:
        super().__init__(form)
        self.name = str(out)
        self._out, self._part, self._state = out, beside(out, ".part"), beside(out, ".state")
        self._settings = json.loads(json.dumps(settings))
        self._saved = time.monotonic()
        unfinished = self._state.exists()
        if unfinished and not resume:
            raise OutputError(f"{self._part}: an unfinished run; --resume goes on with it, or delete {self._state}")
        try:
            self._resumed = unfinished and self._restore()
            self._stream = self._part.open("ab" if self._resumed else "wb")
        except OSError as error:
            raise error if isinstance(error, OutputError) else cannot_write(out, error) from None

    def begin(self) -> None:
        """Write what comes before the articles, unless an earlier run has."""
        if not self._resumed:
            super().begin()
            self._save()

    def take(self, id_: str, piece: str, *, failed: bool) -> None:
        """Write and count one record; now and then save how far we are."""
        super().take(id_, piece, failed=failed)
        if time.monotonic() - self._saved >= _SECONDS:
            self._save()

    def finish(self) -> None:
        """Put the file in its place."""
        super().finish()
        try:
            self._flush()
            self._stream.close()
            self._part.replace(self._out)
            self._state.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(self._out, error) from None

    def stop(self) -> str:
        """Keep what is done, for ``--resume``; nothing, if nothing is."""
        if self.done.records:
            self._save()
            return f"{self.done.records} articles are kept in {self._part}; the same command with --resume goes on"
        self._stream.close()
        for path in (self._part, self._state):
            path.unlink(missing_ok=True)
        return ""

    def _put(self, content: str) -> None:
        try:
            self._stream.write(encoded(content))
        except OSError as error:
            raise cannot_write(self._out, error) from None

    def _flush(self) -> None:
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def _save(self) -> None:
        state = {"version": _VERSION, "settings": self._settings, **asdict(self.done)}
        try:
            self._flush()
            with whole(self._state) as path:
                path.write_bytes(encoded(json.dumps({**state, "bytes": self._part.stat().st_size}) + "\n"))
        except OSError as error:
            raise cannot_write(self._out, error) from None
        self._saved = time.monotonic()

    def _restore(self) -> bool:
        """Go back to what was saved last."""
        try:
            state = json.loads(self._state.read_bytes())
            settings, size = state["settings"], state["bytes"]
            done = Done(**{key: state[key] for key in asdict(self.done)})
            fits = state["version"] == _VERSION and self._part.stat().st_size >= size
        except (OSError, ValueError, KeyError, TypeError):
            fits = False
        if not fits:
            raise OutputError(f"{self._state}: does not fit {self._part}; delete it and begin anew")
        if settings != self._settings:
            other = ", ".join(key for key in self._settings if settings.get(key) != self._settings[key])
            raise OutputError(
                f"{self._state}: the run was begun otherwise ({other}); repeat its command, or delete the file"
            )
        os.truncate(self._part, size)
        self.done = done
        return True


@contextmanager
def whole(path: Path, end: str = ".new") -> Iterator[Path]:
    """The path to write to, so that a file or folder appears whole or not at all."""
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


def beside(path: Path, end: str) -> Path:
    """The path with something after its name."""
    return path.with_name(path.name + end)


def cannot_write(out: Path, error: OSError) -> OutputError:
    """What to say of an output that the system does not take."""
    if isinstance(error, FileNotFoundError):
        return OutputError(f"{out}: there is no folder {str(out.parent)!r}; make it first")
    return OutputError(f"{out}: cannot be written ({error.strerror or error})")

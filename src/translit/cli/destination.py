"""Where annotations go: standard output, or a file that appears when it is whole and whose run can be resumed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translit.cli.output import encoded, write
from translit.errors import TranslitError
from translit.files.resumable import ResumableOutput, ResumeError

if TYPE_CHECKING:
    from translit.io.writers.output_format import Stream

_SECONDS = 1.0  # how often the state is saved


class OutputError(TranslitError, OSError):
    """An output that cannot be written; the message names it and the mend."""


@dataclass(slots=True)
class Done:
    """How far a run has come: records taken, those that failed, pieces written, the id of the last record."""

    records: int = 0
    failed: int = 0
    pieces: int = 0
    last: str = ""


class Standard:
    """Standard output: nothing to save, nothing to resume."""

    name = "standard output"

    def __init__(self, form: Stream) -> None:
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
        """Leave off in the middle, and return how to resume, if that is possible."""
        return ""

    def _put(self, content: str) -> None:
        write(content)


class File(Standard):
    """A file that appears whole, and whose unfinished run can be resumed.

    ``settings`` are what the result depends on; a run begun with others is not resumed.

    Raises
    ------
    ResumeError
        If there is an unfinished run and ``resume`` is false, or it does not fit.
    OutputError
        From all methods, if writing fails.
    """

    def __init__(self, form: Stream, out: Path, settings: Mapping[str, Any], *, resume: bool) -> None:
        super().__init__(form)
        self.name = str(out)
        self._out = out
        self._settings = json.loads(json.dumps(settings))
        self._output = ResumableOutput(out, {"bytes": ".part"}, _SECONDS)
        saved = self._output.saved(resume=resume)
        if saved is not None:
            begun = saved.get("settings", {})
            if other := [key for key in self._settings if begun.get(key) != self._settings[key]]:
                told = f"the run was begun otherwise ({', '.join(other)}); repeat its command, or delete the file"
                raise ResumeError(f"{self._output.state}: {told}")
            self.done = Done(**{key: saved[key] for key in asdict(self.done)})
        self._resumed = saved is not None
        try:
            self._output.open(saved)
        except OSError as error:
            raise cannot_write(out, error) from None

    def begin(self) -> None:
        """Write what comes before the articles, unless an earlier run has."""
        if not self._resumed:
            super().begin()
            self._save()

    def take(self, id_: str, piece: str, *, failed: bool) -> None:
        """Write and count one record; now and then save how far we are."""
        super().take(id_, piece, failed=failed)
        if self._output.due:
            self._save()

    def finish(self) -> None:
        """Put the file in its place."""
        super().finish()
        try:
            self._output.flush()
            self._output.close()
            self._output.parts["bytes"].replace(self._out)
            self._output.clear()
        except OSError as error:
            raise cannot_write(self._out, error) from None

    def stop(self) -> str:
        """Keep what is done, for ``--resume``; nothing, if nothing is."""
        if self.done.records:
            self._save()
            part = self._output.parts["bytes"]
            return f"{self.done.records} articles are kept in {part}; the same command with --resume goes on"
        self._output.close()
        self._output.clear()
        return ""

    def _put(self, content: str) -> None:
        try:
            self._output.streams["bytes"].write(encoded(content))
        except OSError as error:
            raise cannot_write(self._out, error) from None

    def _save(self) -> None:
        try:
            self._output.save({"settings": self._settings, **asdict(self.done)})
        except OSError as error:
            raise cannot_write(self._out, error) from None


def cannot_write(out: Path, error: OSError) -> OutputError:
    """Return what to say of an output that the system does not take."""
    if isinstance(error, FileNotFoundError):
        return OutputError(f"{out}: there is no folder {str(out.parent)!r}; make it first")
    return OutputError(f"{out}: cannot be written ({error.strerror or error})")

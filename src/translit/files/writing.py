"""Output files that appear whole or not at all, and unfinished ones with a state from which a run that was killed goes on.

While such a run writes ``OUT``, its content is in ``OUT.part`` (and other parts). Now and then ``OUT.state`` is replaced
as a whole, after the bytes are on the disk: it says how many bytes every part holds, and how far the run has come. A
resumed run cuts off what the parts hold beyond that, so that it ends with the bytes of an uninterrupted one.

Files take their place by being renamed, after their bytes are on the disk. Nothing is written through a link, and what is
no plain file (a device, a pipe) is never replaced. A part is locked while a run writes it; files that are written at once
need no lock, since each has a temporary name of its own and the last one to be renamed stays.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from translit.errors import TranslitError
from translit.files.opening import plain_file

if sys.platform != "win32":
    import fcntl

_VERSION = 1
_NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES}  # of folders: unreadable, or of systems that do not sync them
_NO_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}  # of file systems that have none


class ResumeError(TranslitError, ValueError):
    """A run cannot begin or go on as asked; the message says what to do."""


def beside(path: Path, end: str) -> Path:
    """Return the path with ``end`` after its name."""
    return path.parent / f"{path.name}{end}"  # also for a path without a name, such as "/"


def is_same(one: str | Path, other: str | Path) -> bool:
    """Return True if two paths lead to one file or folder, be it by links of either kind."""
    with suppress(OSError):
        return Path(one).samefile(other)
    return Path(one).resolve() == Path(other).resolve()


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Give a stream of a new file, which takes the place of ``path`` when it is written, or is deleted on error."""
    _refuse_device(path)
    new = _temporary(path)
    try:
        with new_file(new) as stream:
            yield stream
            _sync(stream)
        replace(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give a new folder, which takes the place of ``path`` at the end, or is deleted on error."""
    new = _temporary(path)
    new.mkdir()
    try:
        yield new
        _sync_folder(new)
        replace(new, path)
    except BaseException:
        from shutil import rmtree

        rmtree(new, ignore_errors=True)
        raise


def write_whole(path: Path, chunks: Iterable[bytes | bytearray]) -> None:
    """Write a file whose content is on the disk before it takes the place of an older one."""
    with whole(path) as stream:
        stream.writelines(chunks)


def new_file(path: Path) -> IO[bytes]:
    """Return the stream of a file that did not exist; raise FileExistsError if there is anything, a link too."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NOT_FOLLOWED, 0o666), "r+b")


def write_new(path: Path, content: bytes) -> None:
    """Write a file that did not exist, to the disk."""
    with new_file(path) as stream:
        stream.write(content)
        _sync(stream)


def replace(new: Path, path: Path) -> None:
    """Let a file or folder take the place of another one, for good."""
    _refuse_device(path)
    new.replace(path)
    _sync_folder(path.parent)


def _temporary(path: Path) -> Path:
    """Return a name that nobody can foresee; hidden, so that nobody reads it as an article, and never too long."""
    return path.parent / f".translit-{os.urandom(8).hex()}.new"


def _refuse_device(path: Path) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        mode = path.stat().st_mode  # of what a link leads to: /dev/stdout is one
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise OSError(errno.EINVAL, "it is a device or a pipe and is not replaced; name a file", str(path))


def _sync(stream: IO[bytes]) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _sync_folder(path: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if sys.platform == "win32":
        return
    with _optional(_NO_SYNC):
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def _optional(codes: set[int]) -> Iterator[None]:
    """Go on if the system cannot do something, which these codes of an error say."""
    try:
        yield
    except OSError as error:
        if error.errno not in codes:
            raise


class ResumableOutput:
    """The unfinished files of the run that is to write ``out``; its state should be saved every so many ``seconds``.

    ``parts`` has the suffix of every part, by the name under which the state file gives its size in bytes.
    """

    def __init__(self, out: Path, parts: Mapping[str, str], seconds: float) -> None:
        self.out = out
        self.parts = {name: beside(out, end) for name, end in parts.items()}
        self.state = beside(out, ".state")
        self.streams: dict[str, IO[bytes]] = {}
        self._seconds = seconds
        self._saved = time.monotonic()

    def begin(self, *, resume: bool, differs: Callable[[dict[str, Any]], str]) -> dict[str, Any] | None:
        """Open and lock the parts, and return what an unfinished run saved last, or ``None`` if there was none.

        ``differs`` returns in what an unfinished run is another one, ``""`` if it is the same. Raise ResumeError if another
        run is writing ``out``, if there is an unfinished one and ``resume`` is false, or if it cannot be gone on with.
        """
        _refuse_device(self.out)
        new = [path for path in self.parts.values() if not path.exists()]
        try:
            for name, path in self.parts.items():
                self.streams[name] = _locked(path, self.out)
            saved = self._state(resume=resume)
            if saved is not None and (told := differs(saved)):
                raise ResumeError(f"{self.state}: {told}")
            for name, stream in self.streams.items():
                stream.truncate(0 if saved is None else saved[name])
                stream.seek(0, os.SEEK_END)
        except BaseException as error:
            if isinstance(error, ResumeError):
                self._delete_empty(new)
            self.close()
            raise
        return saved

    def _delete_empty(self, new: list[Path]) -> None:
        """Delete the empty parts that this run made, while it holds their locks: others belong to another run."""
        held = [self.parts[name] for name in self.streams]
        if sys.platform == "win32":
            self.close()
        for path in held:
            with suppress(OSError):
                if path in new and not path.stat().st_size:
                    path.unlink()

    def _state(self, *, resume: bool) -> dict[str, Any] | None:
        if not self.state.exists():
            return None
        first = next(iter(self.parts.values()))
        if not resume:
            raise ResumeError(f"{first}: an unfinished run; --resume goes on with it, or delete {self.state} first")
        try:
            with plain_file(self.state) as file:
                state: dict[str, Any] = json.loads(file.read())
            fits = state["version"] == _VERSION and all(
                path.stat().st_size >= state[name] >= 0 for name, path in self.parts.items()
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            fits = False
        if not fits:
            raise ResumeError(f"{self.state}: does not fit {first}; delete it and begin anew")
        return state

    @property
    def due(self) -> bool:
        """Return True if the state was last saved long enough ago."""
        return time.monotonic() - self._saved >= self._seconds

    def save(self, progress: Mapping[str, Any]) -> None:
        """Write down how far the run has come, when all that was written is on the disk."""
        self.flush()
        sizes = {name: os.fstat(stream.fileno()).st_size for name, stream in self.streams.items()}
        state = json.dumps({"version": _VERSION, **progress, **sizes}, ensure_ascii=False) + "\n"
        write_whole(self.state, [state.encode("utf-8", "backslashreplace")])
        self._saved = time.monotonic()

    def cut(self, sizes: Mapping[str, int]) -> None:
        """Leave off what was written after these sizes, in bytes: a piece in the middle of which the run was stopped."""
        for name, stream in self.streams.items():
            stream.flush()
            stream.truncate(sizes[name])

    def flush(self) -> None:
        """Bring what was written to the disk."""
        for stream in self.streams.values():
            _sync(stream)

    def finish(self) -> None:
        """Let the only part take the place of ``out``."""
        self.flush()
        if sys.platform == "win32":  # no open file can be renamed there
            self.close()
        [part] = self.parts.values()
        replace(part, self.out)
        self.state.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """Close the parts, which unlocks them."""
        for stream in self.streams.values():
            with suppress(OSError):  # what counts has been flushed
                stream.close()

    def clear(self) -> None:
        """Delete the state file and the parts."""
        if sys.platform == "win32":
            self.close()
        for path in (self.state, *self.parts.values()):
            path.unlink(missing_ok=True)


def _locked(path: Path, out: Path) -> IO[bytes]:
    """Return the stream of a part that no other run writes; raise ResumeError if one does. The content stays as it is."""
    while True:
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT | _NOT_FOLLOWED, 0o666)
        except OSError as error:
            if error.errno not in (errno.ELOOP, errno.ENXIO):
                raise
            raise _foreign(path) from None
        try:
            found = os.fstat(file)
            if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
                raise _foreign(path)
            if sys.platform == "win32":
                return os.fdopen(file, "r+b")
            with _optional(_NO_LOCKS):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with suppress(FileNotFoundError):  # the run that held the lock may just have renamed its part: look again
                if os.path.samestat(found, os.lstat(path)):
                    return os.fdopen(file, "r+b")
        except BlockingIOError:
            os.close(file)
            raise ResumeError(f"{out}: another run is writing it; wait for its end, or write elsewhere") from None
        except BaseException:
            os.close(file)
            raise
        os.close(file)


def _foreign(path: Path) -> ResumeError:
    return ResumeError(f"{path}: is a link or no plain file, so no run made it; delete it, or write elsewhere")

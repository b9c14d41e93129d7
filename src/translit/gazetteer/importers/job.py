"""Running an import: drafts are checked and written, everything else is counted, and a run that was killed goes on.

While it runs, records are in ``OUT.part``, rejects in ``OUT.rejected.part`` and ``OUT.state`` says how far both and the
source have come. What the files hold beyond that is cut off when the run is resumed, so that a resumed run ends with the
same bytes. At the end a second pass over the records settles what only the whole file can tell: relations to entities
that are in it, and the codes of countries.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from translit.errors import AliasFileError, BadRecordError, ReadError, TranslitError
from translit.files.lines import Line, LineFile
from translit.gazetteer.importers.draft import Bad, Outcome, Reader, Skipped
from translit.gazetteer.records import FIELDS, from_record

_NAMED = 5  # so many bad records are told about while running; all of them are in the rejects
_SECONDS = 5.0
_VERSION = 1
_PLACEHOLDER = re.compile(r"Q[0-9]+")
_HALF = re.compile(rb"(?<!\\)(?:\\\\)*\\ud[89a-f]")
_QUOTED = re.compile(r"""'([^']*)'|"[^"]*"|^\S+(?=: )""")


class ResumeError(TranslitError, ValueError):
    """A run cannot begin or go on as asked; the message says what to do."""


@dataclass
class Summary:
    """What an import came to: records written, and everything else by reason."""

    written: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    bad: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def read(self) -> int:
        """How many records the source holds."""
        return self.written + self.skipped.total() + self.bad.total()

    def __str__(self) -> str:
        parts = [f"{self.read} read, {self.written} written"]
        for title, counts in (("skipped", self.skipped), ("bad", self.bad), ("left out of records", self.left_out)):
            if counts:
                reasons = ", ".join(
                    f"{reason}: {n}" for reason, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))
                )
                parts.append(f"{counts.total()} {title} ({reasons})")
        return "; ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        counts = {k: dict(getattr(self, k)) for k in ("skipped", "bad", "left_out")}
        return {"written": self.written, **counts}

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Summary:
        """What :meth:`to_dict` gave."""
        return cls(raw["written"], Counter(raw["skipped"]), Counter(raw["bad"]), Counter(raw["left_out"]))


def outcomes(lines: Iterable[Line], reader: Reader) -> Iterator[tuple[list[Line], list[Outcome]]]:
    """The lines of each record with what they come to: the stream that an import writes down.

    Examples
    --------
    >>> from translit.gazetteer.importers.own import JsonLinesReader
    >>> [found for _, found in outcomes([Line(1, 9, b'{"id": 1}')], JsonLinesReader())]
    [[Draft(record={'id': 1}, left_out=())]]
    """
    chunk: list[Line] = []
    for line in lines:
        if chunk and reader.continues(chunk[0], line):
            chunk.append(line)
            continue
        if chunk:
            yield chunk, _converted(chunk, reader)
        chunk = [line]
    if chunk:
        yield chunk, _converted(chunk, reader)


def _converted(chunk: list[Line], reader: Reader) -> list[Outcome]:
    found: list[Outcome] = []
    try:
        found.extend(reader.convert(chunk))
    except BadRecordError as error:
        found.append(Bad(chunk[0], error))
    return found


class Import:
    """One import of a source into a file of records.

    Parameters
    ----------
    source:
        The file to read.
    out:
        The JSON Lines file to write; it appears when all is done.
    reader:
        The format.
    say:
        Called with every message for people: the first bad records.
    seconds:
        How often progress is saved.
    """

    def __init__(
        self,
        source: str | Path,
        out: str | Path,
        reader: Reader,
        *,
        say: Callable[[str], None] = lambda message: None,
        seconds: float = _SECONDS,
    ) -> None:
        self.lines = LineFile(source)
        self.out = Path(out)
        self.reader = reader
        self.summary = Summary()
        self._say = say
        self._seconds = seconds
        self._ids: set[str] = set()
        self._number = self._offset = 0
        self._part, self._rejects_part, self._state = (
            self.out.with_name(self.out.name + end) for end in (".part", ".rejected.part", ".state")
        )

    @property
    def rejects(self) -> Path:
        """Where bad records and spellings left out are written, if there are any."""
        return self.out.with_name(self.out.name.removesuffix(".jsonl") + ".rejected.jsonl")

    def run(self, *, resume: bool = False, progress: Callable[[int], None] = lambda consumed: None) -> Summary:
        """Do it all, or go on where an earlier run was stopped.

        Parameters
        ----------
        resume:
            Go on if there is something to go on from; begin anew otherwise.
        progress:
            Called now and then with the bytes of the source read so far.

        Raises
        ------
        ReadError
            If the source cannot be read to its end. What was read is kept for a resumed run.
        ResumeError
            If there is an unfinished run and ``resume`` is false, or it was begun with another source or other settings.
        """
        if resume and self._state.exists():
            self._restore()
        elif self._state.exists():
            raise ResumeError(
                f"{self._part}: an unfinished run; --resume goes on with it, or delete {self._state} first"
            )
        else:
            self._part.write_bytes(b"")
            self._rejects_part.write_bytes(b"")
        with self._part.open("ab") as written, self._rejects_part.open("ab") as rejected:
            self._save(written, rejected)
            saved = time.monotonic()
            try:
                for chunk, found in outcomes(self.lines.after(self._number, self._offset), self.reader):
                    for outcome in found:
                        self._take(chunk, outcome, written, rejected)
                    self._number, self._offset = chunk[-1].number, chunk[-1].end
                    if time.monotonic() - saved >= self._seconds:
                        self._save(written, rejected)
                        saved = time.monotonic()
                        progress(self.lines.consumed)
            except ReadError as error:
                if not self._number:
                    self._clear()
                    raise
                self._save(written, rejected)
                raise ReadError(f"{error}; --resume then goes on from line {self._number}") from None
            self._save(written, rejected)
        progress(self.lines.consumed)
        self._finish()
        return self.summary

    def _take(self, chunk: list[Line], outcome: Outcome, written: IO[bytes], rejected: IO[bytes]) -> None:
        """Write or count one outcome."""
        if isinstance(outcome, Skipped):
            self.summary.skipped[outcome.reason] += 1
        elif isinstance(outcome, Bad):
            self._reject([outcome.line], outcome.error, rejected)
        else:
            try:
                id_, line = self._checked(outcome.record)
            except BadRecordError as error:
                self._reject(chunk, error, rejected)
                return
            self._ids.add(id_)
            self.summary.written += 1
            written.write(line)
            for reason, spelling in outcome.left_out:
                self.summary.left_out[reason] += 1
                rejected.write(_line({"line": chunk[0].number, "id": id_, "reason": reason, "spelling": spelling}))

    def _checked(self, record: Mapping[str, Any]) -> tuple[str, bytes]:
        """The id of a record and the line to write."""
        try:
            id_ = from_record(record).id
        except AliasFileError as error:
            message = "; ".join(problem.message for problem in error.problems)
            raise BadRecordError(_general(error.problems[0].message), message) from None
        if id_ in self._ids:
            raise BadRecordError("an id that came before", f"id {id_!r} came before; only its first record is taken")
        line = _line(record)
        if _HALF.search(line):
            raise BadRecordError("not Unicode", "not Unicode: half of a surrogate pair (\\ud800 to \\udfff)")
        return id_, line

    def _reject(self, lines: list[Line], error: BadRecordError, rejected: IO[bytes]) -> None:
        self.summary.bad[error.reason] += 1
        if self.summary.bad.total() <= _NAMED:
            self._say(f"{self.lines.path}:{lines[0].number}: {error}")
        text = b"\n".join(line.text for line in lines).decode("utf-8", "replace")
        rejected.write(_line({"line": lines[0].number, "reason": str(error), "text": text}))

    def _save(self, written: IO[bytes], rejected: IO[bytes]) -> None:
        """Write down how far everything has come."""
        for stream in (written, rejected):
            stream.flush()
            os.fsync(stream.fileno())
        state = {
            "version": _VERSION,
            "reader": type(self.reader).__name__,
            "settings": self.reader.settings,
            "head": self.lines.head(self._offset),
            "line": self._number,
            "offset": self._offset,
            "written": written.tell(),
            "rejected": rejected.tell(),
            "countries": self.reader.countries,
            "summary": self.summary.to_dict(),
        }
        _replace(self._state, [_line(state)])

    def _restore(self) -> None:
        """Go back to what was saved last."""
        try:
            state = json.loads(self._state.read_bytes())
            parts = ((self._part, state["written"]), (self._rejects_part, state["rejected"]))
            whole = state["version"] == _VERSION and all(p.stat().st_size >= size for p, size in parts)
        except (OSError, ValueError, KeyError, TypeError):
            whole = False
        if not whole:
            raise ResumeError(f"{self._state}: does not fit {self._part}; delete it and begin anew")
        same = (
            type(self.reader).__name__,
            json.loads(_line(dict(self.reader.settings))),
            self.lines.head(state["offset"]),
        )
        if same != (state["reader"], state["settings"], state["head"]):
            raise ResumeError(
                f"{self._state}: the run was begun with another source, format or settings; delete it first"
            )
        for path, size in parts:
            os.truncate(path, size)
        self._number, self._offset = state["line"], state["offset"]
        self.summary = Summary.from_dict(state["summary"])
        self.reader.countries.update(state["countries"])
        with self._part.open("rb") as records:
            self._ids.update(str(json.loads(line)["id"]) for line in records)

    def _finish(self) -> None:
        """Settle relations and countries, and put the files in their places."""
        with self._part.open("rb") as records, self._rejects_part.open("rb") as rejects:
            _replace(self.out, (self._settled(line) for line in records))
            _replace(self.rejects, rejects)
        if not self.rejects.stat().st_size:
            self.rejects.unlink()
        self._clear()

    def _clear(self) -> None:
        for path in (self._state, self._part, self._rejects_part):
            path.unlink(missing_ok=True)

    def _settled(self, line: bytes) -> bytes:
        if b'"relations"' not in line and b'"country": "Q' not in line:
            return line
        record = json.loads(line)
        relations = {}
        for kind, given in (record.pop("relations", None) or {}).items():
            ids = [given] if isinstance(given, str) else given
            relations[kind] = [id_ for id_ in ids if str(id_) in self._ids]
            if lost := len(ids) - len(relations[kind]):
                self.summary.left_out["relation to an entity that was not written"] += lost
        if any(relations.values()):
            record["relations"] = {kind: ids for kind, ids in relations.items() if ids}
        if _PLACEHOLDER.fullmatch(str(record.get("country", ""))):
            code = self.reader.countries.get(record.pop("country"))
            if code:
                record["country"] = code
            else:
                self.summary.left_out["country whose code the source does not tell"] += 1
        return _line({key: record[key] for key in FIELDS if key in record})


def _line(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def _general(message: str) -> str:
    """A fault without the words it is about, for counting; the names of fields stay."""
    return _QUOTED.sub(lambda m: m[0] if (m[1] or "").partition(".")[0] in FIELDS else "…", message)


def _replace(path: Path, lines: Iterable[bytes]) -> None:
    """Write a file as a whole or not at all."""
    new = path.with_name(path.name + ".new")
    with new.open("wb") as stream:
        stream.writelines(lines)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(path)

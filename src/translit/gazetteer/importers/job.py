"""Running an import: drafts are checked and written, everything else is counted, and a run that was killed goes on.

While it runs, records are in ``OUT.part``, rejects in ``OUT.rejected.part`` and ``OUT.state`` says how far both and the
source have come (see :mod:`translit.files.writing`). At the end a second pass over the records settles what only the
whole file can tell: relations to entities that are in it, and the codes of countries.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any

from translit.errors import AliasFileError, BadRecordError, ReadError
from translit.files.lines import Line, LineFile
from translit.files.writing import ResumableOutput, write_whole
from translit.gazetteer.importers.draft import Bad, Outcome, Reader, Skipped
from translit.gazetteer.importers.ids import digest, id_of, language_of, romanized
from translit.gazetteer.importers.spellings import REPAIRED, mended_record
from translit.gazetteer.records import FIELDS, WIKIDATA_ID, from_record
from translit.text.fold import script_of

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_SHOWN = 1000  # bytes of a line that is too long, in the rejects
_NAMED = 5  # so many bad records are told about while running; all of them are in the rejects
_HALF = re.compile(rb"(?<!\\)(?:\\\\)*\\ud[89a-f]")
_QUOTED = re.compile(r"""'([^']*)'|"[^"]*"|^\S+(?=: )""")


@dataclass
class Summary:
    """The counts of an import: records written, and everything else by reason."""

    written: int = 0
    repaired: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    bad: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def read(self) -> int:
        """Return the number of records of the source."""
        return self.written + self.skipped.total() + self.bad.total()

    def __str__(self) -> str:
        parts = [f"{self.read} read, {self.written} written"]
        titles = ("repaired", "skipped", "rejected", "left out of records")
        for title, counts in zip(titles, (self.repaired, self.skipped, self.bad, self.left_out), strict=True):
            if counts:
                ordered = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
                reasons = ", ".join(f"{reason}: {n}" for reason, n in ordered)
                parts.append(f"{counts.total()} {title} ({reasons})")
        return "; ".join(parts)


class Import:
    """One import of the file ``source`` into the JSON Lines file ``out``, which appears when all is done.

    With ``romanize``, a convention, records whose name is not in Latin letters get a romanized one; the name they have is
    a native one of its language, which is guessed from its letters if it is not told. ``say`` is called with every message
    for people: the first bad records. Progress is saved every so many ``seconds``.
    """

    def __init__(
        self,
        source: str | PathLike[str],
        out: str | Path,
        reader: Reader,
        *,
        romanize: str = "",
        say: Callable[[str], None] = lambda message: None,
        seconds: float = 5.0,
    ) -> None:
        self.lines = LineFile(source)
        self.out = Path(out)
        self.reader = reader
        self.romanize = romanize
        self.summary = Summary()
        self._say = say
        self._ids: set[str] = set()
        self._made: set[str] = set()  # of records that came without id: their digests
        self._number = self._offset = 0
        self._output = ResumableOutput(self.out, {"written": ".part", "rejected": ".rejected.part"}, seconds)

    @property
    def rejects(self) -> Path:
        """Return the file of bad records and left-out spellings, which is there if there are any."""
        return self.out.with_name(self.out.name.removesuffix(".jsonl") + ".rejected.jsonl")

    @property
    def parts(self) -> tuple[Path, ...]:
        """Return the files beside ``out`` while the import runs."""
        return (self._output.state, *self._output.parts.values())

    def run(self, *, resume: bool = False, progress: Callable[[int], None] = lambda consumed: None) -> Summary:
        """Import everything; with ``resume``, go on where an earlier run was stopped, if there was one.

        ``progress`` is called now and then with the bytes of the source read so far. Raise ReadError if the source cannot
        be read to its end (what was read is kept), and ResumeError if there is an unfinished run and ``resume`` is false,
        or it was begun with another source or other settings.
        """
        saved = self._output.begin(resume=resume, differs=self._differs)
        try:
            if saved is not None:
                self._restore(saved)
            self._save()
            for chunk in self._chunks():
                try:
                    for outcome in self.reader.convert(chunk):
                        self._take(chunk, outcome)
                except BadRecordError as error:
                    self._reject(chunk[:1], error)
                self._number, self._offset = chunk[-1].number, chunk[-1].end
                if self._output.due:
                    self._save()
                    progress(self.lines.consumed)
            self._save()
        except ReadError as error:
            if not self._number:
                self._output.clear()
                raise
            self._save()
            raise ReadError(f"{error}; --resume then goes on from line {self._number}") from None
        else:
            progress(self.lines.consumed)
            self._finish()
        finally:
            self._output.close()
        return self.summary

    def _chunks(self) -> Iterator[list[Line]]:
        """Yield the lines of each record of the source that is still to be read."""
        chunk: list[Line] = []
        for line in self.lines.after(self._number, self._offset):
            if chunk and not self.reader.continues(chunk, line):
                yield chunk
                chunk = []
            chunk.append(line)
        if chunk:
            yield chunk

    def _take(self, chunk: list[Line], outcome: Outcome) -> None:
        if isinstance(outcome, Skipped):
            self.summary.skipped[outcome.reason] += 1
        elif isinstance(outcome, Bad):
            self._reject([outcome.line], outcome.error)
        else:
            lines = [outcome.source] if outcome.source else chunk
            record = self._romanized(outcome.record) if self.romanize else outcome.record
            try:
                id_, line, notes = self._mended(record)
            except BadRecordError as error:
                self._reject(lines, error)
                return
            except _KnownError:
                self.summary.skipped["the same as before"] += 1
                return
            self._ids.add(id_)
            self.summary.written += 1
            self._output.streams["written"].write(line)
            for reason, spelling in (*outcome.left_out, *notes):
                (self.summary.repaired if reason == REPAIRED else self.summary.left_out)[reason] += 1
                reject = {"line": lines[0].number, "id": id_, "reason": reason, "spelling": spelling}
                self._output.streams["rejected"].write(_line(reject))

    def _mended(self, record: Mapping[str, Any]) -> tuple[str, bytes, list[tuple[str, str]]]:
        """Return the id of a record, the line to write and what was mended: no spelling beside the name costs the record."""
        try:
            return *self._checked(record), []
        except BadRecordError:
            mended, notes = mended_record(record)
            if not notes:
                raise
            return *self._checked(mended), notes

    def _romanized(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a record whose name is in Latin letters."""
        name = record.get("name")
        if not isinstance(name, str) or script_of(name) in ("Latin", ""):
            return record
        from translit.table.languages import languages_of  # heavy, and not needed for lists in Latin letters

        told = language_of(record)
        lang = told or next((language.code for language in languages_of(name)), "")
        latin = romanized(name, lang, self.romanize)
        if latin == name:
            self.summary.left_out["a romanized name: its language is not known"] += 1
            return record
        native = {**record["names"]} if isinstance(record.get("names"), Mapping) else {}
        if not told:
            native[lang] = [name, *([forms] if isinstance(forms := native.get(lang, []), str) else forms)]
        return {**record, "name": latin, "names": native}

    def _with_id(self, record: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
        """Return a record with an id, and what the record was known by if it had none.

        Without id it gets its romanized name, with a digest if that is another's id.
        """
        if record.get("id") or not isinstance(record.get("name"), str):
            return record, ""
        id_, mark = id_of(record["name"], language_of(record)), _digest_without_id(record)
        if mark in self._made:
            raise _KnownError
        made = f"{id_}-{mark}" if id_ in self._ids else id_
        return {"id": made, **{f: v for f, v in record.items() if f != "id"}}, mark

    def _checked(self, record: Mapping[str, Any]) -> tuple[str, bytes]:
        """Return the id of a record and the line to write."""
        record, mark = self._with_id(record)
        try:
            id_ = from_record(record).id
        except AliasFileError as error:
            message = "; ".join(problem.message for problem in error.problems)
            raise BadRecordError(_general(error.problems[0].message), message) from None
        if id_ in self._ids:
            raise BadRecordError("an id that came before", f"id {id_!r} came before; only its first record is taken")
        try:
            line = _line(record)
        except ValueError:
            raise BadRecordError("not JSON", "a number that JSON does not have (NaN or infinite)") from None
        if b"\\ud" in line and _HALF.search(line):
            raise BadRecordError("not Unicode", "not Unicode: half of a surrogate pair (\\ud800 to \\udfff)")
        if mark:
            self._made.add(mark)
        return id_, line

    def _reject(self, lines: list[Line], error: BadRecordError) -> None:
        self.summary.bad[error.reason] += 1
        if self.summary.bad.total() <= _NAMED:
            self._say(f"{self.lines.path}:{lines[0].number}: {error}")
        text = b"\n".join(line.text[: _SHOWN if line.too_long else None] for line in lines).decode("utf-8", "replace")
        reject = {"line": lines[0].number, "reason": str(error), "text": text}
        self._output.streams["rejected"].write(_line(reject))

    def _differs(self, saved: Mapping[str, Any]) -> str:
        self._number, self._offset = saved["line"], saved["offset"]
        if all(saved.get(key) == value for key, value in self._run().items()):
            return ""
        return "the run was begun with another source, format or settings; delete it first"

    def _run(self) -> dict[str, Any]:
        """Return what must be the same when a run is resumed."""
        settings = json.loads(_line(self.reader.settings))
        settings.update({"romanize": self.romanize} if self.romanize else {})
        return {"reader": type(self.reader).__name__, "settings": settings, "head": self.lines.head(self._offset)}

    def _save(self) -> None:
        place = {"line": self._number, "offset": self._offset}
        found = {"countries": self.reader.countries, "summary": vars(self.summary)}
        self._output.save({**self._run(), **place, **found})

    def _restore(self, saved: Mapping[str, Any]) -> None:
        written, *counts = saved["summary"].values()
        self.summary = Summary(written, *map(Counter, counts))
        self.reader.countries.update(saved["countries"])
        with self._output.parts["written"].open("rb") as records:
            for record in map(json.loads, records):
                self._ids.add(str(record["id"]))
                mark, plain = _digest_without_id(record), id_of(record["name"], language_of(record))
                if record["id"] in (plain, f"{plain}-{mark}"):
                    self._made.add(mark)

    def _finish(self) -> None:
        """Settle relations and countries, and put the files in their places."""
        with self._output.parts["written"].open("rb") as records, self._output.parts["rejected"].open("rb") as rejects:
            write_whole(self.out, (self._settled(line) for line in records))
            write_whole(self.rejects, rejects)
        if not self.rejects.stat().st_size:
            self.rejects.unlink()
        self._output.clear()

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
        if WIKIDATA_ID.fullmatch(str(record.get("country", ""))):
            if code := self.reader.countries.get(record.pop("country")):
                record["country"] = code
            else:
                self.summary.left_out["country whose code the source does not tell"] += 1
        return _line({key: record[key] for key in FIELDS if key in record})


class _KnownError(Exception):
    """A record without id that was written already."""


def _digest_without_id(record: Mapping[str, Any]) -> str:
    return digest({field: value for field, value in record.items() if field != "id"})


def _line(value: Mapping[str, Any]) -> bytes:
    return (_ENCODER.encode(value) + "\n").encode("utf-8", "backslashreplace")


def _general(message: str) -> str:
    """Return a message without the words it quotes, for counting; the names of fields stay."""
    return _QUOTED.sub(lambda m: m[0] if (m[1] or "").partition(".")[0] in FIELDS else "…", message)

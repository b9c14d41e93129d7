"""Reads alias files: YAML written by people. Every scalar is a string (``No``, ``on`` and ``007`` stay names)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from translit.errors import AliasFileError, Problem, ReadError
from translit.files.encodings import mend
from translit.files.opening import plain_file, reason
from translit.gazetteer.records import Checker, EnoughFaultsError, Fields, Items, Place, Text, at
from translit.limits import DEEPEST_ALIAS_FILE, LARGEST_ALIAS_FILE
from translit.model import Entity
from translit.resources import SortedMap

_INCLUDE = "include"
_ENDINGS = (".yaml", ".yml")
# ISO 3166-3, but for codes that mean another country today.
_FORMER_COUNTRIES = "AN BU CS CT DD DY FQ FX HV JT MI NH NQ NT PC PU PZ RH SU TP VD WK YD YU ZR"


@dataclass(frozen=True, slots=True)
class AliasFile:
    """A checked alias file with those it includes: its entities, and the place of each spelling by id, field and text."""

    source: str
    entities: tuple[Entity, ...]
    places: Mapping[tuple[str, str, str], Place]


def read(path: str | Path) -> AliasFile:
    """Read and check an alias file; a faulty one is a ``ReadError`` or, with up to a hundred faults, ``AliasFileError``.

    An item ``{include: FOLDER/*.yaml}`` of its list stands for the entities of other alias files, which are checked with
    its own as if they stood there. The pattern is relative to the folder of the file and stays in it; ``*`` and ``?`` may
    stand in the last part. Included files include no others.
    """
    source = str(path)
    content = _content(path, LARGEST_ALIAS_FILE)
    checker = Checker()
    entities: list[Entity] = []
    try:
        root = _tree(_decoded(content, source), "", checker)
        entities = checker.entities(_with_included(root, Path(path), checker, len(content)))
    except EnoughFaultsError:
        pass
    except _RefusedError as error:
        raise AliasFileError(source, error.problems) from None
    if checker.problems:
        raise AliasFileError(source, checker.problems)
    return AliasFile(source, tuple(entities), checker.places)


def is_country_code(code: str) -> bool:
    """Return True for the codes of ISO 3166-1 and Kosovo, the EU and the UN, and of former countries (ISO 3166-3).

    >>> [code for code in ("BY", "XK", "EU", "SU", "UK", "by") if is_country_code(code)]
    ['BY', 'XK', 'EU', 'SU']
    """
    return code in _country_codes()


@cache
def _country_codes() -> frozenset[str]:
    present = (codes.split()[0] for _, codes in SortedMap("countries.tsv"))
    return frozenset((*present, "EU", "UN", *_FORMER_COUNTRIES.split()))


def _content(path: str | Path, most: int) -> bytes:
    try:
        with plain_file(path) as file:
            content = file.read(most + 1)
    except OSError as error:
        raise ReadError(f"{path}: {reason(error)}") from None
    if len(content) > most:
        told = f"larger than {LARGEST_ALIAS_FILE >> 20} MiB, included files counted; write it as JSON Lines (.jsonl)"
        raise ReadError(f"{path}: {told}, which is read line by line")
    return content


def _decoded(content: bytes, source: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"{source}: not UTF-8 at byte {error.start}; {mend(content)}") from None


def _with_included(root: Any, path: Path, checker: Checker, size: int) -> Any:
    """Return the list of an alias file, what it includes in the places of the items that include it."""
    if not isinstance(root, Items):
        return root
    found = at(Items(), root.place)
    refused: list[Problem] = []
    included: set[Path] = set()
    for item in root:
        if not isinstance(item, Fields) or _INCLUDE not in item:
            found.append(item)
            continue
        checker.known_keys(item, (_INCLUDE,), "field beside include:")
        for file in _files(item[_INCLUDE], path, checker):
            if file in included:
                checker.say(item[_INCLUDE], f"{file} is included twice")
                continue
            included.add(file)
            content = _content(file, LARGEST_ALIAS_FILE - size)
            size += len(content)
            try:
                records = _tree(_decoded(content, str(file)), str(file), checker)
            except _RefusedError as error:
                refused += error.problems
                continue
            for record in records if isinstance(records, Items) else ():
                if isinstance(record, Fields) and _INCLUDE in record:
                    checker.say(record, "an included file includes no others")
                else:
                    found.append(record)
            if not isinstance(records, Items):
                checker.entities(records)
    if refused:  # what stands in these files is not known, so that other faults may be none
        raise _RefusedError(refused)
    return found


def _files(pattern: Any, path: Path, checker: Checker) -> list[Path]:
    """Return the files that an item includes, sorted by name; what is wrong with it becomes a problem."""
    parts = str(pattern).split("/") if isinstance(pattern, Text) else []
    plain = all(part not in ("", ".", "..") and not set(part) & set("\\:\0") for part in parts)
    if not parts or not plain or any(set(part) & set("*?[") for part in parts[:-1]) or not pattern.endswith(_ENDINGS):
        checker.say(
            pattern, f"{_INCLUDE!r} should be a path like FOLDER/*.yaml, relative to this file and inside its folder"
        )
        return []
    folder = path.parent.joinpath(*parts[:-1])
    try:
        names = sorted(f.name for f in folder.iterdir() if fnmatchcase(f.name, parts[-1]) and f.name[0] != ".")
    except OSError:
        names = []
    files = [folder / name for name in names if folder / name != path]
    if not files:
        checker.say(pattern, f"there is no file {path.parent / pattern}")
    outside = [file for file in files if not file.resolve().is_relative_to(path.parent.resolve())]
    for file in outside:
        checker.say(pattern, f"{file} is a link to a file outside of {path.parent}")
    return [file for file in files if file not in outside]


def _tree(content: str, file: str, checker: Checker) -> Any:
    """Return the only document of a file as text, items and fields; raise _RefusedError if it has none."""
    events = yaml.parse(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        return _Tree(events, file, checker).root()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _RefusedError([Problem(line, column, f"not YAML: {error.problem}", file)]) from None
    except yaml.YAMLError as error:
        raise _RefusedError([Problem(1, 1, f"not YAML: {str(error).splitlines()[0]}", file)]) from None


class _RefusedError(Exception):
    """What is YAML and no alias file; nothing behind it is read."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems


class _Tree:
    """Reads a document event by event, so that depth and anchors are refused before they cost anything."""

    def __init__(self, events: Iterator[Any], file: str, checker: Checker) -> None:
        self.events, self.file, self.checker = events, file, checker

    def place(self, event: Any) -> Place:
        return Place(event.start_mark.line + 1, event.start_mark.column + 1, self.file)

    def refused(self, event: Any, message: str) -> _RefusedError:
        line, column, file = self.place(event)
        return _RefusedError([Problem(line, column, message, file)])

    def root(self) -> Any:
        """Return the only document."""
        root = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    told = "a second document begins; an alias file is one list of entities, without ---"
                    raise self.refused(event, told)
                root = self.value(next(self.events), 0)
        if root is None:
            raise self.refused(event, "the file is empty; it should hold a list of entities")
        return root

    def value(self, event: Any, depth: int) -> Any:
        """Return what an event begins as text, items or fields; double keys and odd keys become problems."""
        if event.anchor is not None:  # of an alias, too; a few of them can stand for millions of values
            told = "YAML anchors and aliases (& and *) are not read; write the value out where it is meant"
            raise self.refused(event, told)
        place = self.place(event)
        if isinstance(event, yaml.ScalarEvent):
            return at(Text(event.value), place)
        if depth == DEEPEST_ALIAS_FILE:
            told = f"nested more than {depth} levels deep, which no entity is; is a bracket never closed?"
            raise self.refused(event, told)
        if isinstance(event, yaml.SequenceStartEvent):
            items = at(Items(), place)
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self.value(event, depth + 1))
            return items
        fields = at(Fields(), place)
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.value(event, depth + 1)
            value = self.value(next(self.events), depth + 1)
            if not isinstance(key, Text):
                self.checker.say(key, "a field name must be a plain word")
            elif key in fields:
                self.checker.say(key, f"field {str(key)!r} stands twice")
            else:
                fields[key] = value
        return fields

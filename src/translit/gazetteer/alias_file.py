"""Reads alias files: YAML written by people. Every scalar is a string (``No``, ``on`` and ``007`` stay names)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translit.errors import AliasFileError, Problem, ReadError
from translit.files.encodings import mend
from translit.files.opening import plain_file
from translit.gazetteer.records import Checker, EnoughFaultsError, Fields, Items, Text, at
from translit.limits import DEEPEST_ALIAS_FILE, LARGEST_ALIAS_FILE
from translit.model import Entity


@dataclass(frozen=True, slots=True)
class AliasFile:
    """A checked alias file: its entities, and line and column (1-based) of each spelling by field and text."""

    source: str
    entities: tuple[Entity, ...]
    places: Mapping[tuple[str, str], tuple[int, int]]


def read(path: str | Path) -> AliasFile:
    """Read and check an alias file; a faulty one is a ``ReadError`` or, with up to a hundred faults, ``AliasFileError``."""
    source = str(path)
    try:
        with plain_file(path) as file:
            content = file.read(LARGEST_ALIAS_FILE + 1)
    except OSError as error:
        raise ReadError(f"{source}: {error.strerror or error}") from None
    if len(content) > LARGEST_ALIAS_FILE:
        told = (
            f"larger than {LARGEST_ALIAS_FILE >> 20} MiB; write it as JSON Lines (.jsonl), which is read line by line"
        )
        raise ReadError(f"{source}: {told}")
    try:
        return parse(content.decode("utf-8-sig"), source)
    except UnicodeDecodeError as error:
        raise ReadError(f"{source}: not UTF-8 at byte {error.start}; {mend(content)}") from None


def parse(content: str, source: str = "<string>") -> AliasFile:
    """Check the text of an alias file; ``source`` names it in errors. See :func:`read`."""
    import yaml

    checker = Checker()
    try:
        content.encode()
    except UnicodeEncodeError as error:  # a string of Python's, not of a file
        line = content.count("\n", 0, error.start) + 1
        raise AliasFileError(source, [Problem(line, 1, "half a surrogate pair, which is no character")]) from None
    events = yaml.parse(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    entities: list[Entity] = []
    try:
        entities = checker.entities(_root(events, checker))
    except EnoughFaultsError:
        pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise AliasFileError(source, [Problem(line, column, f"not YAML: {error.problem}")]) from None
    except yaml.YAMLError as error:
        raise AliasFileError(source, [Problem(1, 1, f"not YAML: {str(error).splitlines()[0]}")]) from None
    except _RefusedError as error:
        raise AliasFileError(source, [error.problem]) from None
    if checker.problems:
        raise AliasFileError(source, checker.problems)
    return AliasFile(source, tuple(entities), checker.places)


class _RefusedError(Exception):
    """What is YAML and no alias file; nothing behind it is read."""

    def __init__(self, event: Any, message: str) -> None:
        self.problem = Problem(event.start_mark.line + 1, event.start_mark.column + 1, message)


def _root(events: Iterator[Any], checker: Checker) -> Any:
    """Return the only document, read event by event, so that depth and anchors are refused before they cost anything."""
    import yaml

    root = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if root is not None:
                raise _RefusedError(
                    event, "a second document begins; an alias file is one list of entities, without ---"
                )
            root = _placed(next(events), events, checker, 0)
    if root is None:
        raise _RefusedError(event, "the file is empty; it should hold a list of entities")
    return root


def _placed(event: Any, events: Iterator[Any], checker: Checker, depth: int) -> Any:
    """Return what an event begins as text, items or fields; double keys and odd keys become problems."""
    import yaml

    if event.anchor is not None:  # of an alias, too; a few of them can stand for millions of values
        raise _RefusedError(
            event, "YAML anchors and aliases (& and *) are not read; write the value out where it is meant"
        )
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    if isinstance(event, yaml.ScalarEvent):
        return at(Text(event.value), line, column)
    if depth == DEEPEST_ALIAS_FILE:
        raise _RefusedError(
            event, f"nested more than {depth} levels deep, which no entity is; is a bracket never closed?"
        )
    if isinstance(event, yaml.SequenceStartEvent):
        items = at(Items(), line, column)
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_placed(event, events, checker, depth + 1))
        return items
    fields = at(Fields(), line, column)
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _placed(event, events, checker, depth + 1)
        value = _placed(next(events), events, checker, depth + 1)
        if not isinstance(key, Text):
            checker.say(key, "a field name must be a plain word")
        elif key in fields:
            checker.say(key, f"field {str(key)!r} stands twice")
        else:
            fields[key] = value
    return fields

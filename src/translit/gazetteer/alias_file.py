"""Reads alias files: YAML written by people. Every scalar is a string (``No``, ``on`` and ``007`` stay names)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translit.errors import AliasFileError, Problem, ReadError
from translit.gazetteer.records import Checker, Fields, Items, Text, at
from translit.model import Entity


@dataclass(frozen=True, slots=True)
class AliasFile:
    """A checked alias file: its entities, and line and column (1-based) of each spelling by field and text."""

    source: str
    entities: tuple[Entity, ...]
    places: Mapping[tuple[str, str], tuple[int, int]]


def read(path: str | Path) -> AliasFile:
    """Read and check an alias file; a ``ReadError``, or an ``AliasFileError`` with all faults at once, if it is faulty."""
    source = str(path)
    try:
        content = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"{source}: not UTF-8 at byte {error.start}; save the file as UTF-8") from None
    except OSError as error:
        raise ReadError(f"{source}: {error.strerror or error}") from None
    return parse(content, source)


def parse(content: str, source: str = "<string>") -> AliasFile:
    """Check the text of an alias file; ``source`` names it in errors. See :func:`read`."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(content, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise AliasFileError(source, [Problem(line, column, f"not YAML: {error.problem}")]) from None
    except yaml.YAMLError as error:
        raise AliasFileError(source, [Problem(1, 1, f"not YAML: {str(error).splitlines()[0]}")]) from None
    except RecursionError:
        raise AliasFileError(source, [Problem(1, 1, "not an alias file: nested too deeply")]) from None
    if root is None:
        raise AliasFileError(source, [Problem(1, 1, "the file is empty; it should hold a list of entities")])
    checker = Checker()
    entities = checker.entities(_placed(root, checker.problems))
    if checker.problems:
        raise AliasFileError(source, checker.problems)
    return AliasFile(source, tuple(entities), checker.places)


def _placed(node: Any, problems: list[Problem], outer: frozenset[int] = frozenset()) -> Any:
    """Return a YAML node as texts, items and fields; double keys, odd keys and cycles become problems."""
    import yaml

    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if id(node) in outer:
        problems.append(Problem(line, column, "a YAML anchor that contains itself"))
        return at(Text(), line, column)
    outer |= {id(node)}
    if isinstance(node, yaml.ScalarNode):
        return at(Text(node.value), line, column)
    if isinstance(node, yaml.SequenceNode):
        return at(Items(_placed(child, problems, outer) for child in node.value), line, column)
    fields = at(Fields(), line, column)
    for key_node, value_node in node.value:
        key = _placed(key_node, problems, outer)
        if not isinstance(key, Text):
            problems.append(Problem(key.line, key.column, "a field name must be a plain word"))
        elif key in fields:
            problems.append(Problem(key.line, key.column, f"field {key!r} stands twice"))
        else:
            fields[key] = _placed(value_node, problems, outer)
    return fields

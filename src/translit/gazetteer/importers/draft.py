"""The interface of importers: a reader turns the lines of one record into a draft, or says why not."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from os import PathLike
from typing import Any, NamedTuple

from translit.errors import BadRecordError
from translit.files.lines import Line
from translit.gazetteer.importers.spellings import Spelling, arrange
from translit.gazetteer.records import FIELDS
from translit.resources import read_data


class Draft(NamedTuple):
    """A record with the fields of an alias file, and what was left out of it or repaired as ``(reason, spelling)``.

    A record without ``id`` gets one that is made of its name. ``source`` is what the record was made of where this is not
    all of the lines.
    """

    record: dict[str, Any]
    left_out: tuple[tuple[str, str], ...] = ()
    source: Line | None = None


class Skipped(NamedTuple):
    """An entity that was not asked for, and why (few words, for counting)."""

    reason: str


class Bad(NamedTuple):
    """A line that cannot be used although the record it belongs to can."""

    line: Line
    error: BadRecordError


Outcome = Draft | Skipped | Bad


class Reader(ABC):
    """One format, made for a source; ``settings`` must be the same when a run is resumed.

    A subclass may look into the source (and raise ReadError or AliasFileError), or take options of the command (and
    raise ValueError).
    """

    def __init__(self, source: str | PathLike[str] = "", **settings: Any) -> None:
        self.settings: Mapping[str, Any] = settings
        # ISO codes of countries, learned on the way, by the ids that stand for them in drafts; put in when all is read.
        self.countries: dict[str, str] = {}
        self.told = ""  # what the user should know of how the source is understood

    @classmethod
    def of(cls, source: str | PathLike[str], **options: Any) -> Reader:
        """Return the reader of a source, with options of the command."""
        return cls(source, **options)

    @classmethod
    def fits(cls, head: str) -> bool:
        """Return True if a source that begins with ``head`` (some thousands of characters) is surely of this format."""
        return False

    def continues(self, lines: Sequence[Line], line: Line) -> bool:
        """Return True if a line belongs to the record of the ``lines`` before; in most formats every line is a record."""
        return False

    @abstractmethod
    def convert(self, lines: Sequence[Line]) -> Iterable[Outcome]:
        """Return the outcomes of the lines of a record: none for headers, brackets and empty lines.

        Raise BadRecordError if the lines should hold a record and do not.
        """


def draft_of(
    kind: str,
    id_: str,
    labels: Iterable[Spelling],
    aliases: Iterable[Spelling] = (),
    *,
    keep_first: bool = False,
    **facts: Any,
) -> Draft:
    """Return the draft of an entity from its spellings (see ``arrange``) and other fields.

    Empty fields and links are left out, and the gender of what is no person. Raise BadRecordError if it has no name.
    """
    fields, left_out = arrange(kind, labels, aliases, keep_first=keep_first)
    if not fields:
        raise BadRecordError("without a name", f"{id_!r} has no name with letters of one script in each word")
    facts["links"] = {database: link for database, link in facts.get("links", {}).items() if link}
    record = {"id": id_, "type": kind, **fields, **facts}
    kept = [field for field in FIELDS if record.get(field) and (field != "gender" or kind == "person")]
    return Draft({field: record[field] for field in kept}, left_out)


@cache
def types(database: str) -> Mapping[str, str]:
    """Return our types by the types of another database: ``types("wikidata")["Q5"]`` is ``person``."""
    by_type = json.loads(read_data("importers.json"))[database]
    return {name: kind for kind, names in by_type.items() for name in names}

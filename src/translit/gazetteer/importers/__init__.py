"""Importing gazetteers: Wikidata, FollowTheMoney (OpenSanctions), JRC-Names, our own JSON Lines and CSV.

A *reader* (one module for each format) turns the lines of one entity into a *draft* of a record with the fields of an
alias file; :class:`translit.gazetteer.importers.job.Import` checks drafts and writes them as JSON Lines.

To add a format, copy ``_template.py``, and add a line to :data:`IMPORTERS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from translit.gazetteer.importers.draft import Reader


class Importer(NamedTuple):
    """A format that ``normalize gazetteer import --from NAME`` reads; ``READER`` of the module of its name does it."""

    name: str
    summary: str  # what a source is, for ``--help``
    options: tuple[str, ...] = ()  # those of the command that ``READER.of(source, **options)`` takes

    def reader(self, source: str, **options: Any) -> Reader:
        """Return the reader of a source; see :meth:`translit.gazetteer.importers.draft.Reader.of`."""
        made: Reader = import_module(f"{__name__}.{self.name}").READER.of(source, **options)
        return made


IMPORTERS: tuple[Importer, ...] = (
    Importer("wikidata", "the JSON dump, or some lines of it", ("classes", "min_sitelinks", "langs")),
    Importer("ftm", "FollowTheMoney, as OpenSanctions and Aleph write it (entities.ftm.json)"),
    Importer("jrc", "JRC-Names (entities.gzip)"),
    Importer("jsonl", "records with the fields of an alias file"),
    Importer("csv", "a table with the columns id, name, type, names (be=…|ru=…), aliases (…|…) and others"),
)
"""All formats, in the order in which ``--help`` shows them."""

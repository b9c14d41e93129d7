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
    """A format that ``normalize gazetteer import --from NAME`` reads.

    Parameters
    ----------
    name:
        What ``--from`` calls it.
    module:
        The module whose function ``reader(source, **options)`` makes its reader; imported when it is used.
    summary:
        What a source is, for ``--help``.
    options:
        The options of the command that ``reader`` takes: ``classes``, ``min_sitelinks``, ``langs``.
    """

    name: str
    module: str
    summary: str
    options: tuple[str, ...] = ()

    def reader(self, source: str, **options: Any) -> Reader:
        """Return the reader of a source.

        Raises
        ------
        ReadError, AliasFileError
            If the source has to be looked at for that, and cannot be read.
        ValueError
            If an option has a wrong value.
        """
        made: Reader = import_module(self.module).reader(source, **options)
        return made


_HERE = "translit.gazetteer.importers"

IMPORTERS: tuple[Importer, ...] = (
    Importer(
        "wikidata", f"{_HERE}.wikidata", "the JSON dump, or some lines of it", ("classes", "min_sitelinks", "langs")
    ),
    Importer("ftm", f"{_HERE}.ftm", "FollowTheMoney, as OpenSanctions and Aleph write it (entities.ftm.json)"),
    Importer("jrc", f"{_HERE}.jrc", "JRC-Names (entities.gzip)"),
    Importer("jsonl", f"{_HERE}.jsonl", "records with the fields of an alias file"),
    Importer(
        "csv", f"{_HERE}.csv", "a table with the columns id, name, type, names (be=…|ru=…), aliases (…|…) and others"
    ),
)
"""All formats, in the order in which ``--help`` shows them."""

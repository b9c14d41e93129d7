"""A template for a new format: lines of ``id TAB name``, each of them a place.

Copy this file to ``myformat.py`` in this folder, change what the comments say, and add one line to ``IMPORTERS`` in
``__init__.py``::

    Importer("myformat", "what a source is"),

``normalize gazetteer import --from myformat`` then reads it; its help and the completion of ``--from`` know it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translit.errors import BadRecordError
from translit.files.lines import Line
from translit.gazetteer.importers.draft import Draft, Outcome, Reader, Skipped
from translit.gazetteer.importers.spellings import Spelling, arrange
from translit.gazetteer.record_file import text_of


class TemplateReader(Reader):
    """Reads one entity from each line; define ``continues`` too where an entity has several lines, as in ``jrc.py``.

    A reader whose settings change the result gives them to ``super().__init__(name=value)``, as in ``wikidata.py``.
    """

    def convert(self, lines: Sequence[Line]) -> Iterable[Outcome]:
        """Return the draft of an entity."""
        text = text_of(lines[0])  # a line that is not UTF-8 is counted as bad. For JSON: json_object(text)
        if not text.strip():  # headers, brackets and empty lines give nothing
            return ()
        id_, tab, name = text.partition("\t")
        # What should hold a record and does not: a few words for counting, and the full message for the user.
        if not tab:
            raise BadRecordError("not two columns", "a line should be id and name with a tab between")
        if id_.startswith("#"):  # an entity that is not wanted is counted by its reason
            return (Skipped("a comment"),)
        # All spellings, the preferred first, each with its language if it is known. `arrange` makes the fields name,
        # names, aliases and acronyms of them, and says which spellings cannot be used.
        fields, left_out = arrange("place", [Spelling(name, "")])
        if not fields:
            raise BadRecordError("without a name", f"{id_!r} has no name with letters of one script in each word")
        # The record has the fields of an alias file (docs/aliases.md); it is checked when it is written.
        return (Draft({"id": id_, "name": fields.pop("name"), "type": "place", **fields}, left_out),)


READER = TemplateReader

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
from translit.gazetteer.importers.draft import Outcome, Reader, Skipped, draft_of
from translit.gazetteer.importers.spellings import Spelling
from translit.gazetteer.record_file import text_of


class TemplateReader(Reader):
    """Reads one entity from each line; define ``continues`` too where an entity has several lines, as in ``jrc.py``.

    For XML, or JSON with an object in each line or over many, derive from a class of ``documents.py``. A format that is
    known by its first characters defines ``fits``; then ``--from`` may be left out.

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
        # All spellings, the preferred first, each with its language if it is known; then other names, and other fields of an
        # alias file (docs/aliases.md). `draft_of` sorts and repairs the spellings; the record is checked when it is written.
        return (draft_of("place", id_, [Spelling(name, "")], links={"mine": id_}),)


READER = TemplateReader

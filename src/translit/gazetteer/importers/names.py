"""A plain list: a name in each line. Lines that begin with ``#`` are comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike

from translit.files.lines import Line
from translit.gazetteer.importers.draft import Outcome, Reader, draft_of
from translit.gazetteer.importers.spellings import Spelling, natural_order
from translit.gazetteer.record_file import text_of


class NamesReader(Reader):
    """Reads an entity of one ``type``, which must be told, from each line, its name in ``lang`` if that is told."""

    def __init__(self, source: str | PathLike[str], type: str = "", lang: str = "") -> None:
        if not type:
            raise ValueError("a list of names does not tell what they are; say --type person, organization or place")
        super().__init__(type=type, lang=lang)
        self.type, self.lang = type, lang

    def convert(self, lines: Sequence[Line]) -> Iterable[Outcome]:
        name = text_of(lines[0]).strip()
        if not name or name.startswith("#"):
            return ()
        return (draft_of(self.type, "", [Spelling(natural_order(name) if self.type == "person" else name, self.lang)]),)


READER = NamesReader

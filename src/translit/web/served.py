"""What a server offers: gazetteers and texts by name, and the annotators that answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from translit.annotation.annotator import SHIPPED, Annotator, annotator_for
from translit.config import Config
from translit.errors import ReadError, TranslitError
from translit.gazetteer import Gazetteer
from translit.io.readers import read_articles
from translit.web.directory import Directory

ALL = "all together"
"""The name of all gazetteers of the command line as one, as the other verbs use them: a later one overrides by id."""
LEAST_HELPFUL = 0.01
"""The score below which a candidate is of no help to a person who decides: it only has some letters of the name."""


class RefusedError(TranslitError):
    """A request that is not answered: the HTTP status, and a message that says why."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


@dataclass(frozen=True)
class Served:
    """The gazetteers and texts of a server by name; the first gazetteer and ``threshold`` hold where a request names none.

    >>> served = Served({"mine": Gazetteer.from_records([{"id": "m", "name": "Minsk", "type": "place"}])})
    >>> served.annotator("mine", 0.7).annotate("Minsk").entities
    {'m': 1}
    """

    gazetteers: Mapping[str, Gazetteer]
    texts: Mapping[str, str] = field(default_factory=dict)
    threshold: float = Config().threshold
    _directories: dict[str, Directory] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, files: Iterable[str], aliases: Iterable[str], threshold: float) -> Served:
        """Return what the files named on a command line hold.

        Raises
        ------
        ReadError, AliasFileError, ArtefactError
            If one of them cannot be read.
        """
        texts: dict[str, str] = {}
        for article in read_articles(files):
            if article.error:
                raise ReadError(article.error)
            texts[_free(article.id, texts)] = article.text
        gazetteers: dict[str, Gazetteer] = {}
        for path in aliases or (SHIPPED,):
            found = Gazetteer.default() if path == SHIPPED else Gazetteer.read(path)
            gazetteers[_free(Path(path).name, gazetteers)] = found
        if len(gazetteers) > 1:
            gazetteers = {ALL: Gazetteer.stack(*gazetteers.values()), **gazetteers}
        return cls(gazetteers, texts, threshold)

    def name_of(self, gazetteer: str) -> str:
        """Return the name of a gazetteer, of the first one for ``""``."""
        if not gazetteer:
            return next(iter(self.gazetteers))
        if gazetteer not in self.gazetteers:
            raise RefusedError(404, f"there is no gazetteer {gazetteer!r}; there are: {', '.join(self.gazetteers)}")
        return gazetteer

    def annotator(self, gazetteer: str = "", threshold: float | None = None) -> Annotator:
        """Return the annotator over a gazetteer."""
        least = self.threshold if threshold is None else threshold
        if not 0.0 <= least <= 1.0:
            raise RefusedError(400, f"threshold must lie between 0 and 1, not {least}")
        return annotator_for(self.gazetteers[self.name_of(gazetteer)], Config(threshold=least))

    def directory(self, gazetteer: str = "") -> Directory:
        """Return the names of a gazetteer for suggestions; they are put in order when they are first asked for."""
        name = self.name_of(gazetteer)
        if name not in self._directories:
            self._directories[name] = Directory(self.gazetteers[name])
        return self._directories[name]


def _free(name: str, taken: Mapping[str, object]) -> str:
    """Return a name that is not taken yet: two files of one name get numbers."""
    numbered = (f"{name} ({i})" if i > 1 else name for i in range(1, len(taken) + 2))
    return next(n for n in numbered if n not in taken)

"""How often the articles of a corpus have each spelling of each name: a table on disk, so that memory stays bounded.

With a path, what was counted outlives the process: the names of an article and the number of articles done are written in
one transaction, so that a run that was killed goes on where it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from translit.corpus.article_names import NameCount
from translit.files.writing import ResumeError

_OFTEN = 256  # articles after which they are written down: few enough to do again after a kill
_TABLES = """
CREATE TABLE IF NOT EXISTS names (
    name, lang, type, spelling, mentions, articles, context, PRIMARY KEY (name, lang, type, spelling)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS run (settings, done, failed, last);
"""
_ADD = """
INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
SET mentions = mentions + excluded.mentions, articles = articles + excluded.articles
"""
_READ = """
SELECT * FROM names WHERE (name, lang) IN (SELECT name, lang FROM names GROUP BY name, lang HAVING sum(mentions) >= ?)
ORDER BY name, lang, type, spelling
"""


class NameCounts:
    """The counts, in a file at ``path``, or in a temporary one that is deleted at the end.

    >>> counts = NameCounts()
    >>> for _ in range(2):
    ...     counts.add([NameCount("Minsk", "en", "place", "Minsk", 1, 1, "in Minsk")])
    >>> [(row.name, row.mentions, row.articles) for row in counts.rows()], counts.done
    ([('Minsk', 2, 2)], 2)
    """

    def __init__(self, path: Path | None = None, settings: str = "") -> None:
        """Open the counts of a run with these settings; raise a ResumeError if the file is another run's."""
        self._path = path
        self._base = sqlite3.connect(path or "", timeout=0)  # "" is a temporary file
        try:
            self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._base.executescript("BEGIN EXCLUSIVE; COMMIT;" + _TABLES)  # the lock is held until the file is closed
            found = self._base.execute("SELECT * FROM run").fetchone()
        except sqlite3.DatabaseError as error:
            self._base.close()
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise ResumeError(f"{path}: another run is writing it; wait for its end, or write elsewhere") from None
            raise ResumeError(f"{path}: no counts of a run of discover; delete it, or write elsewhere") from None
        if found is None:
            self._base.execute("INSERT INTO run VALUES (?, 0, 0, '')", (settings,))
            self._base.commit()
        elif found[0] != settings:
            self._base.close()
            raise ResumeError(f"{path}: the run was begun otherwise; repeat its command, or delete the file")
        self.done: int = found[1] if found else 0
        """How many articles are counted."""
        self.failed: int = found[2] if found else 0
        """How many of them could not be read."""
        self.last: str = found[3] if found else ""
        """The id of the last one."""

    def add(self, names: Iterable[NameCount], id: str = "", *, failed: bool = False) -> None:
        """Count the names of one more article."""
        self._base.executemany(_ADD, names)
        self.done, self.failed, self.last = self.done + 1, self.failed + failed, id
        if self.done % _OFTEN == 0:
            self.save()

    def save(self) -> None:
        """Write down what is counted."""
        self._base.execute("UPDATE run SET done = ?, failed = ?, last = ?", (self.done, self.failed, self.last))
        self._base.commit()

    def rows(self, least: int = 1) -> Iterator[NameCount]:
        """Yield the names that have so many mentions in one language, in all spellings together."""
        self.save()
        yield from map(NameCount._make, self._base.execute(_READ, (least,)))

    def close(self) -> None:
        """Close the file, and leave it for another run."""
        self.save()
        self._base.close()

    def delete(self) -> None:
        """Close and delete the file."""
        self._base.close()
        if self._path:
            self._path.unlink(missing_ok=True)

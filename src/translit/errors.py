"""The errors that a caller can catch. All derive from :class:`TranslitError`; messages say what to do."""

from __future__ import annotations

from dataclasses import dataclass


class TranslitError(Exception):
    """The base of every error that this library raises on purpose; each is also a ``ValueError`` or an ``OSError``.

    >>> import translit
    >>> try:
    ...     translit.romanize("Ціханоўская", lang="xx")
    ... except translit.TranslitError as error:
    ...     print(type(error).__name__)
    UnknownLanguageError
    """


class UnknownLanguageError(TranslitError, ValueError):
    """A language code for which there is no matrix."""


class UnknownConventionError(TranslitError, ValueError):
    """A romanization convention that the matrix of the language does not have."""


class OtherScriptError(TranslitError, ValueError):
    """A text that is to be romanized from a language, but has no letter of its script nor of ours."""


class NotAWordError(TranslitError, ValueError):
    """What should be one word of a name has no letters, or more than a hundred."""


class DataError(TranslitError, ValueError):
    """A data file of the project itself (a matrix, an orthography, a word list …) is malformed."""


class ReadError(TranslitError, OSError):
    """An input file that cannot be read as text; the message names the file."""


class ArtefactError(TranslitError, OSError):
    """A compiled gazetteer that cannot be opened or written; the message names the file."""


class BadRecordError(TranslitError, ValueError):
    """A single record that cannot be used; the rest of the file can. ``reason`` is a short class of it, for counts."""

    def __init__(self, reason: str, message: str) -> None:
        self.reason = reason
        super().__init__(message)

    def __reduce__(self) -> tuple[type[BadRecordError], tuple[str, str]]:
        return type(self), (self.reason, str(self))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault of an alias file: its line and column, from 1 on, what to do about it, and the included file it is in."""

    line: int
    column: int
    message: str
    file: str = ""

    def at(self, source: str) -> str:
        """Return ``source:line:column: message``, which editors can jump to."""
        return f"{self.file or source}:{self.line}:{self.column}: {self.message}"


class AliasFileError(TranslitError, ValueError):
    """An alias file with faults: all of them, or a hundred, are in :attr:`problems`, in file order, included files last.

    >>> print(AliasFileError("my.yaml", [Problem(3, 9, "unknown type 'persn'; person is near")]))
    my.yaml:3:9: unknown type 'persn'; person is near
    """

    def __init__(self, source: str, problems: list[Problem]) -> None:
        self.source = source
        self.problems = sorted(problems, key=lambda problem: (problem.file, problem))
        super().__init__("\n".join(p.at(source) for p in self.problems))

    def __reduce__(self) -> tuple[type[AliasFileError], tuple[str, list[Problem]]]:
        return type(self), (self.source, self.problems)

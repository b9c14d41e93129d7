"""Surface forms: the listed names of entities, each taken apart into the words of the vocabulary."""

from __future__ import annotations

from translit.gazetteer.listed_names import Kind
from translit.model import Entity
from translit.names.parse import Name


class SurfaceForm:
    """One listed name of an entity, taken apart: its words as numbers of the gazetteer's vocabulary.

    ``is_acronym`` tells whether it is written like an acronym.
    """

    __slots__ = (
        "entity",
        "is_acronym",
        "kind",
        "lang",
        "name",
        "needs_context",
        "number",
        "text",
        "words",
    )

    def __init__(
        self, number: int, entity: Entity, text: str, kind: Kind, lang: str | None, needs_context: bool,
        words: tuple[int, ...], name: Name,
    ) -> None:  # fmt: skip
        self.number = number
        self.entity = entity
        self.text = text
        self.kind = kind
        self.lang = lang
        self.needs_context = needs_context
        self.words = words
        self.name = name
        self.is_acronym = text.isupper() and _like_an_acronym(text)

    @property
    def is_full_name(self) -> bool:
        """Whether this is no byname (``Putin's chef``)."""
        return self.kind != "alias" or _like_a_name(self.name)

    def __repr__(self) -> str:
        return f"SurfaceForm({self.text!r}, {self.entity.id!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SurfaceForm) and other.number == self.number and other.entity is self.entity

    def __hash__(self) -> int:
        return self.number


def _like_an_acronym(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return 1 < len(letters) <= 6 and all(c.isupper() for c in letters)


def _like_a_name(name: Name) -> bool:
    """Whether an alias is built like a personal name (``Jorge Bergoglio``) and not like a byname (``Putin's chef``)."""
    return len(name.parts) > 1 and all(p.word.text[0].isupper() for p in name.parts)

"""Listed names of entities, one by one, and surface forms: listed names parsed into words of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from translit.limits import REMEMBERED_WORDS
from translit.model import Entity, EntityType
from translit.text.fold import script_of
from translit.text.tokens import is_small

if TYPE_CHECKING:  # records are checked, and imported, without what takes names apart
    from translit.names.parse import Name

_LONGEST_ACRONYM = 6  # letters; longer ones are read as words, and mostly names in capitals
Kind = Literal["name", "native", "alias", "acronym", "style"]


class ListedName(NamedTuple):
    """A listed name: its kind, its language if that is known, and whether it needs context."""

    text: str
    kind: Kind
    lang: str | None = None
    needs_context: bool = False

    def is_acronym(self, type: EntityType) -> bool:
        """Return True if it stands for an organization or place and is written like an acronym."""
        return type != "person" and is_like_acronym(self.text)


def listed_names(entity: Entity) -> Iterator[ListedName]:
    """Yield all listed names of an entity in a fixed order, the canonical name first."""
    own = [lang for lang, forms in entity.names.items() if entity.name in forms and script_of(entity.name) != "Latin"]
    yield ListedName(entity.name, "name", own[0] if own else None)
    for lang, forms in entity.names.items():
        for form in forms:
            yield ListedName(form, "native", lang)
    for style in entity.styles.values():
        yield ListedName(style, "style")
    for alias in entity.aliases:
        yield ListedName(alias.text, "alias", None, alias.needs_context)
    for acronym in entity.acronyms:
        yield ListedName(acronym, "acronym")


@lru_cache(maxsize=REMEMBERED_WORDS)
def is_like_acronym(text: str) -> bool:
    """Return True if a name has two to six letters, all of them capitals."""
    letters = list(islice(filter(str.isalpha, text), _LONGEST_ACRONYM + 1))
    return 1 < len(letters) <= _LONGEST_ACRONYM and all(map(str.isupper, letters)) and text.isupper()


@dataclass(slots=True, weakref_slot=True, eq=False, repr=False)
class SurfaceForm:
    """A listed name of an entity, parsed.

    Two forms are equal if they are the same listed name of equal entities. ``number`` and ``words``, the numbers of the
    form and of its words, do not count: they differ between gazetteers.
    """

    number: int
    entity: Entity
    text: str
    kind: Kind
    lang: str | None
    needs_context: bool
    words: tuple[int, ...]
    name: Name

    @property
    def is_acronym(self) -> bool:
        """Return True if the form is written like an acronym: two to six letters, all capitals."""
        return is_like_acronym(self.text)

    @property
    def is_full_name(self) -> bool:
        """Return False if the form is a byname (``Putin's chef``) and not built like a name (``Jorge Bergoglio``)."""
        parts = self.name.parts
        return self.kind != "alias" or (len(parts) > 1 and not any(is_small(p.word.text[0]) for p in parts))

    def __repr__(self) -> str:
        return f"SurfaceForm({self.text!r}, {self.entity.id!r})"

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, SurfaceForm)
            and (self.text, self.kind, self.lang) == (other.text, other.kind, other.lang)
            and self.needs_context == other.needs_context
            and self.entity == other.entity
        )

    def __hash__(self) -> int:
        return hash((self.text, self.entity.id))


def full_names_in(script: str, forms: Iterable[SurfaceForm]) -> list[SurfaceForm]:
    """Return those of some forms that are full names of several words in a script."""
    full = (f for f in forms if f.is_full_name and len(f.name.parts) > 1)
    return [f for f in full if f.name.parts[0].word.script == script]


def first_of_entities(forms: Iterable[SurfaceForm]) -> tuple[SurfaceForm, ...]:
    """Return the first form of each entity, in the order of the entities' ids."""
    found: dict[str, SurfaceForm] = {}
    for form in forms:
        found.setdefault(form.entity.id, form)
    return tuple(found[id] for id in sorted(found))

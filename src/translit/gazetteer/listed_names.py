"""The listed names of an entity, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from translit.model import Entity

Kind = Literal["name", "native", "alias", "acronym", "style"]


class ListedName(NamedTuple):
    """A listed name: its kind, its language if that is known, and whether it needs context."""

    text: str
    kind: Kind
    lang: str | None = None
    needs_context: bool = False


def listed_names(entity: Entity) -> Iterator[ListedName]:
    """Yield all listed names of an entity in a fixed order, the canonical name first."""
    yield ListedName(entity.name, "name")
    for lang, forms in entity.names.items():
        for form in forms:
            yield ListedName(form, "native", lang)
    for style in entity.styles.values():
        yield ListedName(style, "style")
    for alias in entity.aliases:
        yield ListedName(alias.text, "alias", None, alias.needs_context)
    for acronym in entity.acronyms:
        yield ListedName(acronym, "acronym")

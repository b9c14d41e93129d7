"""A name and its parts: :func:`parse_name` gives every word its role, for persons, organizations and places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import get_args

from translit.limits import LONGEST_NAME, REMEMBERED_SHORTLY
from translit.model import EntityType, Role
from translit.names.given_names import given_gender, given_name_classes
from translit.names.organizations import parse_organization
from translit.names.persons import parse_person
from translit.table.words import Word, word
from translit.text.lexicon import family_gender, lexicon, number_of, patronymic_gender, roman
from translit.text.tokens import tokens

__all__ = ["REQUIRED_ROLES", "ROLES", "Name", "NamePart", "Role", "parse_name"]

ROLES: tuple[Role, ...] = get_args(Role)
"""All roles, in the order in which a compiled gazetteer numbers them."""
REQUIRED_ROLES: frozenset[Role] = frozenset({"given", "family", "content"})
"""The roles of words that need a counterpart in the other of two names that are one."""


@dataclass(frozen=True, slots=True)
class NamePart:
    """One word of a name and the part it plays."""

    word: Word
    role: Role


@dataclass(frozen=True)
class Name:
    """A name and its parts, in the order in which it was written."""

    text: str
    type: EntityType
    parts: tuple[NamePart, ...]
    alternatives: tuple[str, ...] = ()
    """Other names of the entity in brackets, in quotation marks or after *alias*. Their words are not among the parts."""
    legal: frozenset[str] = frozenset()
    """The classes of an organization's legal forms: ``limited``, ``stock``."""

    def of(self, *roles: Role) -> tuple[NamePart, ...]:
        """Return the parts with one of these roles."""
        known = self._by_roles.get(roles)
        if known is None:
            known = self._by_roles[roles] = tuple([p for p in self.parts if p.role in roles])
        return known

    @cached_property
    def _by_roles(self) -> dict[tuple[Role, ...], tuple[NamePart, ...]]:
        return {}

    @cached_property
    def sort_key(self) -> tuple[str, ...]:
        """Orders two names, so that comparing them is symmetric."""
        return (self.text, *[p.word.lang or "" for p in self.parts])

    @property
    def family(self) -> Word | None:
        """The last word of a person's family name, if there is one."""
        words = self.of("family")
        return words[-1].word if words else None

    @cached_property
    def gender(self) -> str:
        """``f`` or ``m`` if given names, patronymic and the ending of the family name agree, else ``""``."""
        if self.type != "person":
            return ""
        found = {given_gender(given_name_classes(part.word)) for part in self.of("given")}
        found |= {patronymic_gender(part.word.folded) for part in self.of("patronymic")}
        found |= {family_gender(part.word.folded) for part in self.of("family")}
        found.discard("")
        return found.pop() if len(found) == 1 else ""

    @cached_property
    def suffix(self) -> str:
        """The generation of a person: ``jr``, ``sr``, a number in digits, or ``""``.

        >>> parse_name("Pope Benedict XVI").suffix, parse_name("Бенедикт Шестнадцатый").suffix
        ('16', '16')
        """
        for part in self.of("suffix"):
            number = number_of(part.word.folded) or roman(part.word.folded)
            return str(number) if number else lexicon().suffixes.get(part.word.folded, "")
        return ""

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The folded acronyms of a name of two words or more, with its light words and without.

        >>> sorted(parse_name("Committee for State Security", "organization").acronyms)
        ['cfss', 'css']
        """
        firsts = [(p.word.folded[0], p.role) for p in self.parts]
        content = "".join(letter for letter, role in firsts if role in REQUIRED_ROLES)
        return frozenset({content, "".join(letter for letter, _ in firsts)}) if len(content) > 1 else frozenset()


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def parse_name(text: str, type: EntityType = "person", lang: str | None = None) -> Name:
    """Return the parts of a name.

    Look-alike letters, lost spaces between two capitals and scanned digits are repaired first, so that a part need not
    stand in ``text`` as it is. The rules for persons are those of :mod:`translit.names.person_roles`, the others those of
    :mod:`translit.names.organizations`. ``lang`` is the language of the letters, if it is known.

    >>> [(p.word.text, p.role) for p in parse_name("President A. Lukashenko").parts]
    [('President', 'title'), ('A', 'initial'), ('Lukashenko', 'family')]
    >>> [(p.word.text, p.role) for p in parse_name('ООО "Газпром экспорт"', "organization").parts]
    [('ООО', 'light'), ('Газпром', 'content'), ('экспорт', 'content')]
    """
    if len(text) > LONGEST_NAME:  # no name
        return Name(text, type, tuple(NamePart(word(t.text, lang), "content") for t in tokens(text)))
    legal: frozenset[str] = frozenset()
    if type == "person":
        words, roles, alternatives = parse_person(text, lang)
    else:
        words, roles, alternatives, legal = parse_organization(text, type)
    parts = tuple(NamePart(word(w, lang), role) for w, role in zip(words, roles, strict=True))
    return Name(text, type, parts, alternatives, legal)

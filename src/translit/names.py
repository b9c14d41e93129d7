"""Names taken apart: which word of a name is a title, a given name, an initial, a patronymic, the family name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from translit.fold import Token, tokens
from translit.lexicon import family_gender, given_gender, given_sets, lexicon, patronymic_gender
from translit.model import EntityType
from translit.table.words import Word, word

Role = Literal["title", "given", "initial", "patronymic", "particle", "family", "suffix", "content", "light"]

ROLES: tuple[Role, ...] = get_args(Role)
"""All roles, in the order in which an index numbers them."""

#: Roles that must find their counterpart in the other name.
FULL: frozenset[Role] = frozenset({"given", "family", "content"})


@dataclass(frozen=True, slots=True)
class NamePart:
    """One word of a name and the part it plays."""

    word: Word
    role: Role


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart, in the order it was written."""

    text: str
    type: EntityType
    parts: tuple[NamePart, ...]

    def of(self, *roles: Role) -> tuple[NamePart, ...]:
        """The parts with one of these roles."""
        return tuple(p for p in self.parts if p.role in roles)

    @property
    def family(self) -> Word | None:
        """The family name (its last word), if this is a person's name."""
        words = self.of("family")
        return words[-1].word if words else None

    @property
    def gender(self) -> str:
        """``f``, ``m`` or ``""``: what given name, patronymic and the ending of the family name tell together."""
        if self.type != "person":
            return ""
        found = set()
        for part in self.parts:
            if part.role == "given":
                found.add(given_gender(given_sets(part.word)))
            elif part.role == "patronymic":
                found.add(patronymic_gender(part.word.folded))
            elif part.role == "family":
                found.add(family_gender(part.word.folded))
        found.discard("")
        return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=1 << 16)
def parse_name(text: str, type: EntityType = "person", lang: str | None = None) -> Name:
    """Take a name apart.

    Order is given name first unless a comma says otherwise (``Lukashenko, Alexander``) or the last word is a known given
    name and the first is not. A word with the ending of a patronymic is one only between or after two other names.

    >>> [(p.word.text, p.role) for p in parse_name("President A. Lukashenko").parts]
    [('President', 'title'), ('A', 'initial'), ('Lukashenko', 'family')]
    """
    found = tokens(text)
    if type != "person":
        return Name(text, type, tuple(NamePart(word(t.text, lang), _content_role(t)) for t in found))
    roles = [_person_role(t) for t in found]
    full = [i for i, role in enumerate(roles) if role == "given"]
    while not full and "title" in roles:  # a name that looks like a title: Pope, Prince
        full = [len(roles) - 1 - roles[::-1].index("title")]
        roles[full[0]] = "given"
    words = [word(t.text, lang) for t in found]
    if full:
        roles[_family_at(full, found, words, text)] = "family"
    for i in full:
        if len(full) > 2 and roles[i] == "given" and i != full[0] and _is_patronymic(found[i]):
            roles[i] = "patronymic"
    return Name(text, type, tuple(NamePart(w, r) for w, r in zip(words, roles, strict=True)))


def _person_role(token: Token) -> Role:
    lex = lexicon()
    if len(token.folded) == 1 and token.text.isalpha():
        return "initial"
    if token.folded in lex.suffixes:
        return "suffix"
    if token.folded in lex.particles and not token.text[0].isupper():
        return "particle"
    if token.folded in lex.titles:
        return "title"
    return "given"


def _content_role(token: Token) -> Role:
    lex = lexicon()
    return "light" if token.folded in lex.light or token.folded in lex.legal else "content"


def _family_at(full: list[int], found: list[Token], words: list[Word], text: str) -> int:
    first, last = full[0], full[-1]
    if len(full) == 1:
        return first
    if "," in text[found[first].end : found[last].start]:
        return first
    if len(full) > 2 and _is_patronymic(found[last]) and not _is_patronymic(found[full[1]]):
        return first
    swapped = given_sets(words[last]) and not given_sets(words[first])
    return first if swapped and len(full) == 2 else last


def _is_patronymic(token: Token) -> bool:
    return patronymic_gender(token.folded) != ""

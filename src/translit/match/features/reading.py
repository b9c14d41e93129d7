"""Words of a text that are read as a listed name: the case that the features of this wing measure."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.model import Entity
from translit.names.given_names import given_name_classes
from translit.names.parse import parse_name
from translit.table.words import SAME_NAME, similarity, word
from translit.text.chunks import Chunk
from translit.text.common_words import common_words
from translit.text.document import Document
from translit.text.tokens import Token

Way = Literal[
    "listed", "other case", "convention", "sound", "spelling", "given and family", "country", "state body",
    "initials", "name", "beginning", "club", "defined", "family name", "bearer", "mononym", "given name",
]  # fmt: skip
"""How a name was reached: as listed, or listed and in another case; the one word of a name as some convention writes it, or
by its sound only; a spelling that is not listed; given and family name of a longer name; a name of a country or city; the
country and the kind of a body of a state; short forms of names (the kinds of
:data:`translit.names.short_forms.ShortKind`, and an acronym that the article defines); the bare family name of somebody
named in full, of the only bearers listed, or of whom it means alone; a bare given name."""


IN_LISTED_LETTERS: tuple[Way, ...] = ("listed", "other case")
"""Ways to a name in the letters that it is listed with, but for its ending."""
WITHOUT_FULL_NAME: tuple[Way, ...] = ("bearer", "mononym")
"""Ways to a person by the bare family name, without a full name in the article."""


def stands_for_words(form: SurfaceForm, way: Way) -> bool:
    """Return True if a reading is an acronym: its letters stand for words."""
    return form.is_acronym or way in ("initials", "defined")


class Reading(NamedTuple):
    """Tokens ``first`` to before ``last`` of a chunk or document, read as a listed name.

    ``spelling`` are the log odds (bits) by which an unlisted spelling is one of the form's, ``likeness`` the similarity of
    its least alike word, or of a bare family name to that of the ``antecedent``, whose full name has these log odds in the
    article. Of such a spelling ``other_letters`` is the share of letters (0..1) by which the least alike words of one
    alphabet differ, but forms of one given name, ``given_name`` the likeness of those, and ``reordered`` says that the words
    stand in another order.
    """

    gazetteer: Gazetteer
    words: Chunk | Document
    first: int
    last: int
    form: SurfaceForm
    way: Way
    spelling: float | None = None
    likeness: float | None = None
    antecedent: float | None = None
    other_letters: float | None = None
    given_name: float | None = None
    reordered: bool = False

    @property
    def token(self) -> Token:
        """The first word."""
        return self.words.tokens[self.first]

    @property
    def is_one_word(self) -> bool:
        """True if this is a single word, and no acronym."""
        return self.last - self.first == 1 and not self.is_acronym

    @property
    def is_acronym(self) -> bool:
        """True if letters stand for words."""
        return stands_for_words(self.form, self.way)

    @property
    def goes_on(self) -> bool:
        """True if the next word has a capital and may belong to the same name."""
        return self.words.joined[self.last - 1] and self.words.tokens[self.last].is_title_case

    @property
    def common(self) -> frozenset[str]:
        """The common words of the language of the text."""
        return common_words(self.words.lang)


def names_of(entity: Entity) -> list[tuple[str, str | None]]:
    """Return the canonical and the native names of an entity, each with its language."""
    return [(entity.name, None), *((f, lang) for lang, names in entity.names.items() for f in names)]


def is_given_name_of(text: str, entity: Entity) -> bool:
    """Return True if a word is a given name of a person, in any language."""
    if entity.type != "person":
        return False
    return _is_given_name_in(text, tuple(names_of(entity)))


@lru_cache(maxsize=1 << 11)
def _is_given_name_in(text: str, names: tuple[tuple[str, str | None], ...]) -> bool:
    query = word(text)
    classes = given_name_classes(query)
    given = (p.word for name, lang in names for p in parse_name(name, "person", lang).of("given"))
    return any(similarity(query, w) >= SAME_NAME or classes & given_name_classes(w) for w in given)


def initial_fits(letter: str, entity: Entity, patronymics: bool = True) -> bool:
    """Return True if an initial, by letter or sound, is that of a given name of a person, or of the patronymic."""
    if entity.type != "person":
        return False
    sounds = {key[:1] for key in word(letter).phonetic_keys} | {letter}
    names = [parse_name(name, "person", lang) for name, lang in names_of(entity)]
    firsts = {p.word for n in names for p in n.of("given", *(("patronymic",) if patronymics else ()))}
    if patronymics:
        firsts |= {word(text, lang) for lang, text in entity.patronymic.items()}
    return any(w.folded[:1] == letter or sounds & {key[:1] for key in w.phonetic_keys} for w in firsts)

"""Two names beside each other, taken apart once: what the features of a pair look at. All of it is symmetric."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from translit.match.alignment import SAME_GIVEN_SET, Pair, align, given_name_similarity
from translit.model import Entity, Role
from translit.names.east_asian import is_in_own_script, is_western
from translit.names.given_names import given_name_classes
from translit.names.parse import REQUIRED_ROLES, Name, NamePart
from translit.table.letter_costs import first_letters
from translit.table.words import LEARNED, Word, similarity, word
from translit.text.lexicon import lexicon

LOOK_ALIKE = 0.7
"""Similarity from which words look alike."""
SURE = 0.87
"""Similarity from which two words are rather spellings of one name than two names, whatever their scripts."""
SCRIPTS = ("", "_in_two_scripts", "_without_vowels")
"""Endings of features of a pair of words: what a similarity tells depends on the scripts that the words are in."""
_ANY_GIVEN_NAME = 0.92  # given names at least this similar may be one, whatever classes the data has for them
_OTHER_NAME = 0.5  # the similarity that two different given names count as, at most
_PERSONAL: tuple[Role, ...] = ("given", "family", "patronymic")
_BOTH = {"given", "family"}
# How much of a name a word is, by its role: what is often left out is little.
_SHARES: Mapping[Role, float] = {
    "given": 1.0, "family": 1.0, "content": 1.0, "patronymic": 0.35, "initial": 0.25, "light": 0.15, "particle": 0.1
}  # fmt: skip
_COMMONEST = 0.2  # what the most frequent word of a gazetteer counts, against 1 for the rarest
_HEARD_TWICE = 0.65  # by hand, on pairs of politicians in 11 scripts: 0.7 finds fewer, at 0.6 Путин is 拜登 (Biden)
_UNCOVERED = 0.4  # similarity up to which a pair of words covers nothing


class Rarity(NamedTuple):
    """The information (bits) of the words of a listed name in their gazetteer, and that of a word that is listed once."""

    bits: Mapping[Word, float]
    most: float

    def of_reading(self, name: Name) -> Rarity:
        """Return the rarity of the words of a listed name that is read with other words than it is listed with.

        What the other words leave is shared by those that are not listed: syllables written as one, Han characters read.
        """
        read = [p.word for p in name.parts if p.word not in self.bits]
        if not self.bits or not read:
            return self
        rest = sum(self.bits.values()) - sum(self.bits.get(p.word, 0.0) for p in name.parts)
        return self._replace(bits={**self.bits, **dict.fromkeys(read, rest / len(read))})


UNKNOWN = Rarity(MappingProxyType({}), 1.0)
"""The rarity of words that are in no gazetteer."""


class Compared(NamedTuple):
    """Two words that stand for one another in two names, or ought to; ``similarity`` is 0 if they cannot be paired."""

    similarity: float
    left: str
    right: str
    note: str = ""


class PairCase:
    """Two names of one type and their aligned words."""

    def __init__(self, a: Name, b: Name, roles: tuple[Role, ...], entity: Entity | None, rarity: Rarity) -> None:
        self.a = a
        self.b = b
        self.entity = entity
        self.rarity = rarity
        self.pairs, left, right = align(a.of(*roles), b.of(*roles))
        if not rarity.bits:
            self.pairs = tuple([_of_two_hearings(pair) for pair in self.pairs])
        self.left: list[NamePart] = list(left)
        self.right: list[NamePart] = list(right)
        self.conflicting: list[NamePart] = []
        """Words of a role that both names have and that cannot be paired; they are no longer in ``left`` and ``right``."""
        self.words: dict[str, Compared] = {}
        """The words that a feature is about, the least similar ones, by the name of the feature."""

    @property
    def in_one_script(self) -> bool:
        """True if both names begin in the same script."""
        return bool(self.a.parts and self.b.parts) and self.a.parts[0].word.script == self.b.parts[0].word.script

    def add(self, name: str, pair: Pair, similar: float, note: str = "") -> None:
        """Keep a pair of words, by the scripts that they are in, if it is the least similar one of its kind."""
        x, y = pair.left.word, pair.right.word
        name += SCRIPTS[_scripts(x, y)]
        known = self.words.get(name)
        if known is None or similar < known.similarity:
            self.words[name] = Compared(similar, x.text, y.text, note)

    def least(self, name: str) -> float | None:
        """Return the similarity of the least similar words that a feature is about."""
        found = self.words.get(name)
        return None if found is None else found.similarity

    def covered(self) -> float:
        """Return how much of the two names agrees, 0..1; rare words are more of a name than frequent ones."""
        bits, most = self.rarity
        agreed = whole = 0.0
        for x, y, similar in self.pairs:
            share = (_SHARES.get(x.role, 0.0) + _SHARES.get(y.role, 0.0)) * _part_of(bits, most, y.word, x.word)
            whole += share
            agreed += share * max(0.0, (similar - _UNCOVERED) / (1.0 - _UNCOVERED))
        for part in (*self.left, *self.right, *self.conflicting):
            whole += _SHARES.get(part.role, 0.0) * _part_of(bits, most, part.word, part.word)
        return agreed / whole if whole else 0.0

    def information(self) -> float | None:
        """Return the information (bits) of the words that agree; ``None`` without a gazetteer."""
        bits = self.rarity.bits
        if not bits:
            return None
        return sum([bits.get(y.word, 0.0) * max(0.0, (s - 0.7) / 0.3) for _, y, s in self.pairs])


class PersonCase(PairCase):
    """The names of two persons: every word with its counterpart, the initials with theirs."""

    def __init__(self, a: Name, b: Name, entity: Entity | None = None, rarity: Rarity = UNKNOWN) -> None:
        super().__init__(a, b, _PERSONAL, entity, rarity)
        self.bare_a = not a.of("given", "initial", "patronymic")
        self.bare_b = not b.of("given", "initial", "patronymic")
        swapped = {p.left.role for p in self.pairs if {p.left.role, p.right.role} == _BOTH and p.similarity >= SURE}
        self.swapped = len(swapped) > 1
        self.fathers = self.swapped and all(any(p.role == "particle" for p in n.parts) for n in (a, b))
        in_syllables = _in_syllables(a) or _in_syllables(b)
        roles = [self._add(pair, in_syllables) for pair in self.pairs]
        self.has_family = "family" in roles
        self.has_given = "given" in roles
        self._conflicts()
        self.initials = self.other_initials = self.spare_initials = 0
        self._pair_initials()
        if not a.of("patronymic") or not b.of("patronymic"):
            self._add_listed_patronymic()

    def _add(self, pair: Pair, in_syllables: bool) -> str:
        """Keep a pair of words by its role, which is that of the fuller name, and return the role."""
        x, y, similar = pair
        roles = {x.role, y.role}
        role: str = x.role
        if len(roles) > 1:
            if "patronymic" in roles and self.a.of("patronymic") and self.b.of("patronymic"):
                self.fathers = True
            bare = self.bare_a != self.bare_b
            role = "family" if "family" in roles and self.swapped and not bare else "given"
        if role == "patronymic":
            self.add("patronymic", pair, similar)
        elif role == "family":
            self.add("family_name", pair, similar)
        else:
            self._add_given(pair, in_syllables)
        return role

    def _add_given(self, pair: Pair, in_syllables: bool) -> None:
        x, y, similar = pair
        note = ""
        if similar == SAME_GIVEN_SET and in_syllables:  # Lin Chuan, Lin Jian: no forms of Juan and Jean
            similar = similarity(x.word, y.word)
        if similar == SAME_GIVEN_SET:
            note = "the same name in another language"
            self.add("translated_given_name", pair, similarity(x.word, y.word), note)
        western = (is_in_own_script(self.a) and is_western(y.word, x.word)) or (
            is_in_own_script(self.b) and is_western(x.word, y.word)
        )
        if western or (similar < _ANY_GIVEN_NAME and (in_syllables or are_other_given_names(x.word, y.word))):
            note = "two different names"
            similar = min(similar, _OTHER_NAME)
            self.words["other_given_name"] = Compared(similar, x.word.text, y.word.text, note)
        self.add("given_name", pair, similar, note)

    def _conflicts(self) -> None:
        """Words of a role that both names have and that cannot be paired are two different names."""
        if not self.left or not self.right:
            return
        for role, kind in (("family", "family_name"), ("given", "given_name"), ("patronymic", "patronymic")):
            mine, others = ([p for p in side if p.role == role] for side in (self.left, self.right))
            for x, y in zip(mine, others, strict=False):
                self._differ(kind, x, y)
        for x in [p for p in self.left if p.role in REQUIRED_ROLES]:
            other = next((p for p in self.right if p.role in REQUIRED_ROLES), None)
            if other is not None:
                self._differ("family_name", x, other)

    def _differ(self, kind: str, x: NamePart, y: NamePart) -> None:
        self.left.remove(x)
        self.right.remove(y)
        self.conflicting += (x, y)
        other = kind == "given_name" and are_other_given_names(x.word, y.word)
        note = "two different names" if other else ""
        self.add(kind, Pair(x, y, 0.0), 0.0, note)
        if other:
            self.words["other_given_name"] = Compared(0.0, x.word.text, y.word.text, note)

    def _pair_initials(self) -> None:
        """Pair initials with initials in order, those that are left with given names and patronymics that are left."""
        ones, others = self.a.of("initial"), self.b.of("initial")
        pairs = list(zip(ones, others, strict=False))
        for spare, words in ((ones[len(others) :], self.right), (others[len(ones) :], self.left)):
            for x in spare:
                y = next((p for p in words if p.role in ("given", "patronymic")), None)
                if y is None:
                    self.spare_initials += 1
                else:
                    words.remove(y)
                    pairs.append((x, y))
        for x, y in pairs:
            agrees = _initials_agree(x.word, y.word)
            self.initials += agrees
            self.other_initials += not agrees
            self.words["initial" if agrees else "other_initial"] = Compared(float(agrees), x.word.text, y.word.text)

    def _add_listed_patronymic(self) -> None:
        """Compare a patronymic with that of the entity, if the listed name has none."""
        if self.entity is None or not self.entity.patronymic:
            return
        for part in (p for p in (*self.left, *self.right) if p.role == "patronymic"):
            listed = [word(text, lang) for lang, text in self.entity.patronymic.items()]
            best = max(listed, key=lambda w: similarity(part.word, w))
            self.words.setdefault("patronymic", Compared(similarity(part.word, best), part.word.text, best.text))


class ThingCase(PairCase):
    """The names of two organizations or places."""

    def __init__(self, a: Name, b: Name, entity: Entity | None = None, rarity: Rarity = UNKNOWN) -> None:
        super().__init__(a, b, ("content", "light"), entity, rarity)
        left, right = self.left, self.right
        for pair in self.pairs:
            if pair.left.role == "content" or pair.right.role == "content":
                self.add("word", pair, pair.similarity)
        self.only_a = [p for p in self.left if p.role == "content"]
        self.only_b = [p for p in self.right if p.role == "content"]
        light = [{p.word.folded for p in side if p.word.folded in lexicon().function_words} for side in (left, right)]
        self.other_light_words = all(light)
        if self.only_a and self.only_b:
            mine, others = (" ".join([p.word.text for p in side]) for side in (self.only_a, self.only_b))
            self.words["different_words"] = Compared(0.0, mine, others)


def _scripts(x: Word, y: Word) -> int:
    """Return which of ``SCRIPTS`` two words are in: one script, two, or one without vowels and another."""
    if x.script == y.script:
        return 0
    return 2 if x.abjad or y.abjad or x.syllabic or y.syllabic else 1


def _of_two_hearings(pair: Pair) -> Pair:
    """Return a pair with less of its difference if both words are in other scripts than Latin.

    Each spells a foreign name by its sounds, in its own way, so that Τσίπρας and ツィプラス differ twice as often as either
    and Tsipras. Beside a gazetteer, where one name of thousands is sought, nothing is taken off.
    """
    x, y = pair.left.word, pair.right.word
    if x.script == y.script or "Latin" in (x.script, y.script) or pair.similarity >= LEARNED:
        return pair
    return pair._replace(similarity=min(LEARNED, 1.0 - _HEARD_TWICE * (1.0 - pair.similarity)))


def are_other_given_names(x: Word, y: Word) -> bool:
    """Return True if two words are known given names in any scripts, and no name is common to both."""
    mine, others = given_name_classes(x), given_name_classes(y)
    return bool(mine and others) and not mine & others and not given_name_similarity(x, y)


def _in_syllables(name: Name) -> bool:
    """Return True if a name is Korean, Vietnamese or Chinese: there one other syllable makes another given name."""
    family = name.family
    return family is not None and family.folded in lexicon().leading_family_names


def _initials_agree(x: Word, y: Word) -> bool:
    """Return True if an initial and an initial or a word begin with one letter or one sound."""
    if x.folded[:1] == y.folded[:1] or not _first_letters(x).isdisjoint(_first_letters(y)):
        return True
    return not {k[:1] for k in x.phonetic_keys}.isdisjoint([k[:1] for k in y.phonetic_keys])


def _first_letters(word: Word) -> frozenset[str]:
    """Return the Latin letters that an initial may stand for: پی is P, פ is P or F; of a Latin word its first one."""
    if word.script == "Latin":
        return frozenset(word.folded[:1])
    named = lexicon().letter_names.get(word.folded)
    return named or (first_letters(word.text, word.script) if len(word.folded) == 1 else frozenset())


def _part_of(bits: Mapping[Word, float], most: float, *words: Word) -> float:
    """Return what a word counts in a name by its rarity: 1 if no gazetteer knows it."""
    known = next((bits[w] for w in words if w in bits), most)
    return _COMMONEST + (1.0 - _COMMONEST) * known / most

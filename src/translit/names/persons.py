"""Personal names taken apart: first what each word can be by itself, then which of the names is the family name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translit.model import Role
from translit.names.given_names import given_name_classes, is_known_given_name
from translit.table.words import word
from translit.text.lexicon import lexicon, number_of, patronymic_gender, roman
from translit.text.repair import fix_homoglyphs, fix_ocr_digits, split_joined_names
from translit.text.tokens import Token, tokens

_ASIDE = re.compile(r"[(（\[\"“”„«][^()（）\[\]\"“”„«»]*[)）\]\"“”»]")
_OPENERS = frozenset('([（"“”„«')
_HYPHENS = frozenset("-‐‑–")
_CJK = 0x2E80
_SYLLABLE = "(?:ch|sh|zh|ts|ph|th|tr|ng|nh|kh|[b-df-hj-np-tv-z])?[aeiouwy]{1,3}(?:ng|nh|ch|[nklmptrhc])?"
_SYLLABLES = re.compile(f"(?:{_SYLLABLE}){{1,2}}")

Person = tuple[list[str], list[Role], tuple[str, ...]]


def parse_person(text: str, lang: str | None) -> Person:
    """The words of a personal name with their roles, and its other names."""
    main, alternatives = _asides(fix_homoglyphs(text))
    found = _words(main)
    folded = [t.folded for t in found]
    cut = _alias_at(found, folded)
    if cut is not None:
        first, last = cut
        alternatives = (*alternatives, main[found[last].start :].strip())
        found, folded = found[:first], folded[:first]
    roles = _Reader(main, found, folded, lang).roles()
    return [t.text for t in found], roles, alternatives


def _asides(text: str) -> tuple[str, tuple[str, ...]]:
    """The name without what stands in brackets or quotation marks, if a name is left, and that."""
    if _OPENERS.isdisjoint(text):
        return text, ()
    main = _ASIDE.sub(" ", text)
    if not any(c.isalpha() for t in tokens(main) for c in t.folded):
        return text, ()
    inner = (_without_marker(match.group()[1:-1].strip()) for match in _ASIDE.finditer(text))
    return main, tuple(name for name in inner if name)


def _without_marker(text: str) -> str:
    """``née Rodham`` without *née*."""
    found = tokens(text)
    phrase = _alias(found, [t.folded for t in found], 0)
    return text[found[phrase].start :] if phrase and phrase < len(found) else text


def _words(text: str) -> list[Token]:
    """Tokens with lost spaces restored, scanned digits read as letters, initials and glued titles set apart."""
    out: list[Token] = []
    capitals = text.isupper()
    for token in tokens(text):
        written = token.text
        if not written.isalpha():
            written = fix_ocr_digits(written)
        if ord(written[0]) >= _CJK:
            out.extend(_title_cut_off(token))
        elif len(written) == 2 and not capitals and written.isupper() and _two_initials(token):
            middle = token.start + 1
            out.append(Token(token.start, middle, written[0], token.folded[0]))
            out.append(Token(middle, token.end, written[1], token.folded[1:]))
        else:
            parts = split_joined_names(written, lexicon().name_particles) if not capitals else [written]
            if len(parts) > 1 or written != token.text:
                at = token.start
                for part in parts:
                    [piece] = tokens(part)
                    out.append(Token(at, at + len(part), part, piece.folded))
                    at += len(part)
            else:
                out.append(token)
    return out


def _title_cut_off(token: Token) -> list[Token]:
    """Chinese and Japanese titles are written to the name without a space."""
    phrases = lexicon().title_phrases
    for start in range(1, len(token.text) - 1):
        if phrases.meanings.get(token.text[start:]) in ("after", "any"):
            middle = token.start + start
            return [
                Token(token.start, middle, token.text[:start], token.text[:start]),
                Token(middle, token.end, token.text[start:], token.text[start:]),
            ]
    return [token]


def _two_initials(token: Token) -> bool:
    lex = lexicon()
    known = (
        token.folded in lex.leading_family_names
        or token.folded in lex.name_particles
        or token.folded in lex.title_words
    )
    return (
        not known
        and not is_known_given_name(token.folded)
        and number_of(token.folded) is None
        and len(token.folded) == 2
    )


def _alias(found: Sequence[Token], folded: Sequence[str], i: int) -> int:
    """How many words at ``i`` mean *also known as*; in small letters only."""
    if folded and folded[i] in lexicon().particle_phrases.longest and found[i].text.islower():
        phrase = lexicon().particle_phrases.at(folded, i)
        if phrase is not None and phrase[1][0] == "alias":
            return phrase[0]
    return 0


def _alias_at(found: Sequence[Token], folded: Sequence[str]) -> tuple[int, int] | None:
    for i in range(1, len(folded) - 1):
        length = _alias(found, folded, i)
        if length and i + length < len(folded):
            return i, i + length
    return None


class _Reader:
    """The roles of the words of one name. ``given`` stands for every name until the family name is known."""

    def __init__(self, text: str, found: Sequence[Token], folded: Sequence[str], lang: str | None) -> None:
        self.text = text
        self.found = found
        self.folded = folded
        self.lang = lang
        self.lex = lexicon()
        self.read: list[Role] = []
        self.sons: set[int] = set()  # words that mean son or daughter
        self.before: set[int] = set()  # those of them before the father's name

    def roles(self) -> list[Role]:
        """The roles, word by word."""
        self._single_words()
        self._titles_that_are_names()
        self._patronymics_by_particle()
        full = [i for i, role in enumerate(self.read) if role == "given"]
        if full:
            families = self._families(full)
            for i in families:
                self.read[i] = "family"
            self._patronymics_by_ending(full)
            self._servants()
        return self.read

    # What a word can be by itself.

    def _single_words(self) -> None:
        count, i = len(self.folded), 0
        opening = True  # nothing but titles so far, or a comma just before
        named = False
        while i < count:
            opening = opening or self._comma(i)
            length, role = self._role(i, opening, named)
            self.read += [role] * length
            if role == "title" and named and self._told(i + length):
                while i + length < count and not self._comma(i + length):
                    self.read.append("light")
                    length += 1
            opening = opening and role in ("title", "light")
            named = named or role in ("given", "initial")
            i += length

    def _told(self, i: int) -> bool:
        """Whether a preposition goes on telling of an office: ``Ahmadinejad, President of Iran``."""
        return i < len(self.folded) and self.folded[i] in self.lex.function_words and self.found[i].text.islower()

    def _role(self, i: int, opening: bool, named: bool) -> tuple[int, Role]:
        token, folded = self.found[i], self.folded[i]
        lex = self.lex
        if folded in lex.title_phrases.longest:
            phrase = lex.title_phrases.at(self.folded, i)
            if phrase is not None and self._is_title(i, *phrase, opening, named):
                return phrase[0], "title"
        if opening and folded in lex.title_modifiers and self._modifies(i):
            return 1, "title"
        if opening and not named and folded in lex.function_words and token.text.islower() and self._modifies(i):
            return 1, "light"  # le président
        if folded in lex.particle_phrases.longest and self._is_particle(i, named):
            return 1, "particle"
        if named and self._is_suffix(i):
            return 1, "suffix"
        if len(folded) == 1 and token.text.isalpha() and ord(token.text[0]) < _CJK:
            return 1, "initial"
        if len(token.text) == 2 and self._dot(i) and i + 1 < len(self.folded) and token.text.istitle():
            return 1, "initial"
        if (
            named
            and folded in lex.function_words
            and token.text.islower()
            and not self._hyphen(i)
            and not self.text.islower()
        ):
            return 1, "light"
        return 1, "given"

    def _is_title(self, i: int, length: int, place: str, opening: bool, named: bool) -> bool:
        last = i + length - 1
        if all(len(w) == 1 for w in self.folded[i : last + 1]) and (length == 1 or self.found[last].text.isupper()):
            return False  # the initials Г. Н., not г-н
        if place == "any":
            return True
        if place == "after":
            return named
        return opening and (named or not self._comma(last + 1))

    def _modifies(self, i: int) -> bool:
        j = i + 1
        while (
            j < len(self.folded)
            and self.folded[j] in self.lex.title_modifiers
            and self.folded[j] not in self.lex.title_words
        ):
            j += 1
        return j < len(self.folded) and self.lex.title_phrases.at(self.folded, j) is not None

    def _is_particle(self, i: int, named: bool) -> bool:
        phrase = self.lex.particle_phrases.at(self.folded, i)
        if phrase is None or phrase[0] > 1:
            return False
        kind, place = phrase[1]
        if kind in ("alias", "servant"):
            return False
        if kind in ("son", "daughter") and self._stands(i, kind, place, named):
            self.sons.add(i)
            if place != "after":
                self.before.add(i)
            return True
        return kind not in ("son", "daughter") and self._stands(i, kind, place, named)

    def _stands(self, i: int, kind: str, place: str, named: bool) -> bool:
        """Whether a particle stands where one can: in small letters or hyphenated, or between capitals."""
        token, last = self.found[i], i == len(self.folded) - 1
        if place == "after":
            return named
        if not token.text[0].isupper() and (token.text[0].islower() or not last):
            ends_a_name = place == "lower" and self._hyphen(i) and not self._hyphen(i + 1)  # Jong-un
            return not ends_a_name and (len(token.text) > 1 or not self._dot(i))
        if last:
            return False
        if self._hyphen(i + 1) and kind == "article":
            return True
        if place == "lower" or len(token.text) == 1:
            return False
        if self.read[-1:] == ["particle"]:
            return True
        if named:
            return self.folded[0] not in self.lex.leading_family_names
        if kind == "kunya":
            return True
        return not is_known_given_name(token.folded) and (
            i + 2 == len(self.folded) or self.folded[i + 1] in self.lex.name_particles
        )

    def _is_suffix(self, i: int) -> bool:
        folded, token = self.folded[i], self.found[i]
        closing = i + 1 == len(self.folded) or self._comma(i + 1)
        if folded in self.lex.suffixes:
            return closing
        if len(folded) == 1:
            regnal = any(
                r == "title" and w in self.lex.regnal_titles for r, w in zip(self.read, self.folded, strict=False)
            )
            return regnal and closing and token.text.isupper() and roman(folded) is not None
        if number_of(folded) is None:
            return False
        return token.text.isupper() if roman(folded) else closing

    # Names among the words that looked like something else.

    def _titles_that_are_names(self) -> None:
        """A title that is a given name, too (Sayyid), is one where fewer than two names are left; Pope alone is a name."""
        titles = [i for i, role in enumerate(self.read) if role == "title"]
        names = sum(1 for role in self.read if role == "given")
        if not titles:
            return
        for i in titles:
            if names < 2 and is_known_given_name(self.folded[i]):
                self.read[i] = "given"
                names += 1
        if not names:
            self.read[titles[-1]] = "given"

    def _patronymics_by_particle(self) -> None:
        """Fathers: ``Heydar oglu``, and all but the last name in a chain of ``bin``."""
        names = [i for i, role in enumerate(self.read) if role == "given"]
        for son in sorted(self.sons):
            if son in self.before:
                father = next(
                    (i for i in names if i > son and self.folded[i] not in self.lex.theophoric_prefixes), None
                )
                if father is not None and father not in (names[0], names[-1]):
                    self.read[father] = "patronymic"
            else:
                father = next((i for i in reversed(names) if i < son), None)
                if father is not None and len(names) > 1:
                    self.read[father] = "patronymic"

    # The family name.

    def _families(self, full: list[int]) -> list[int]:
        first, last = full[0], full[-1]
        if len(full) == 1:
            return full
        comma = next((i for i in full[1:] if self._comma_between(i)), None)
        if comma is not None:
            return [i for i in full if i < comma]
        shouted = [i for i in full if self.found[i].is_all_caps]
        if shouted and len(shouted) < len(full) and shouted[-1] - shouted[0] == len(shouted) - 1:
            return shouted
        if self._east_asian(full):
            return [first]
        if last < len(self.read) - 1 and self.read[last + 1] == "patronymic":
            return [first]  # Aliyev Ilham Heydar oglu
        if self._swapped(full):
            return [first]
        if len(full) == 2 and self._woman_by_patronymic(first, last):
            self.read[last] = "patronymic"
            return []
        return self._double(full)

    def _east_asian(self, full: list[int]) -> bool:
        """``Xi Jinping``, ``Kim Jong-un``; not ``Kim Novak``, nor ``Li Wang``, where either word can be the family name."""
        if self.folded[full[0]] not in self.lex.leading_family_names or self._hyphen(full[1]):
            return False
        rest = [self.folded[i] for i in full[1:]]
        if any(not _SYLLABLES.fullmatch(w) or is_known_given_name(w) for w in rest):
            return False
        if len(full) == 2:
            return rest[0] not in self.lex.leading_family_names and not is_known_given_name(self.folded[full[0]])
        return len(full) == 3 and self._hyphen(full[2])

    def _swapped(self, full: list[int]) -> bool:
        """Whether the family name comes first: ``Orbán Viktor``, ``Лукашенко Александр Григорьевич``."""
        first, last = full[0], full[-1]
        if len(full) > 2 and self._patronymic(last) and not self._patronymic(full[1]):
            latin = self.folded[last].isascii()  # Ana Maria Ivanović, but Роман Сергей Иванович
            return not is_known_given_name(self.folded[first]) or (
                not latin and is_known_given_name(self.folded[full[1]])
            )
        if len(full) > 3 or any(self.read[i] in ("particle", "patronymic") for i in range(first, last)):
            return False
        given = (given_name_classes(word(self.found[i].text, self.lang)) for i in full[1:])
        return not is_known_given_name(self.folded[first]) and all(given) and not self._given(first)

    def _given(self, i: int) -> bool:
        return bool(given_name_classes(word(self.found[i].text, self.lang)))

    def _woman_by_patronymic(self, first: int, last: int) -> bool:
        """``Мария Ивановна``: no family name ends like this."""
        return patronymic_gender(self.folded[last]) == "f" and is_known_given_name(self.folded[first])

    def _double(self, full: list[int]) -> list[int]:
        """The last name, with what belongs to it: ``García Márquez``, ``Ortega y Gasset``, ``Pérez-Castejón``."""
        families = [full[-1]]
        second = self._patronymic(full[-1])
        for i in reversed(full[1:-1]):
            if not self._hyphen(i + 1):
                usual = self.folded[i] in self.lex.double_family_names
                if second or not (usual or self.folded[i + 1 : families[0]] in (["y"], ["e"], ["i"])):
                    break
                second = True
            families.insert(0, i)
        return families

    def _patronymics_by_ending(self, full: list[int]) -> None:
        if len(full) < 3:
            return
        for i in full:
            if self.read[i] == "given" and i != full[0] and self._patronymic(i):
                self.read[i] = "patronymic"

    def _servants(self) -> None:
        """``Abdel`` and the name after it are one name, whatever it is: ``Ould Abdel Aziz``."""
        for i, folded in enumerate(self.folded):
            if self.read[i] in ("given", "patronymic", "family") and folded in self.lex.theophoric_prefixes:
                j = i + 1
                while j < len(self.read) and self.read[j] == "particle" and j not in self.sons:
                    j += 1
                if j < len(self.read) and self.read[j] in ("given", "patronymic", "family") and not self._comma(j):
                    self.read[i] = self.read[j]

    def _patronymic(self, i: int) -> bool:
        return patronymic_gender(self.folded[i]) != ""

    # What stands between words.

    def _gap(self, i: int) -> str:
        """The text between word ``i - 1`` and word ``i``."""
        return self.text[self.found[i - 1].end : self.found[i].start]

    def _comma(self, i: int) -> bool:
        return 0 < i < len(self.found) and "," in self._gap(i)

    def _comma_between(self, i: int) -> bool:
        """Whether a comma stands before word ``i``, or before titles and particles just before it."""
        while i > 0:
            if self._comma(i):
                return True
            i -= 1
            if self.read[i] not in ("title", "particle", "initial"):
                return False
        return False

    def _hyphen(self, i: int) -> bool:
        return 0 < i < len(self.found) and self._gap(i) in _HYPHENS

    def _dot(self, i: int) -> bool:
        return self.text[self.found[i].end : self.found[i].end + 1] == "."

"""The roles of the words of a personal name: title, given name, initial, patronymic, particle, family name, suffix.

Each word first gets a role from the word lists and from where it stands; what no list claims is ``given`` for the time
being. Then the family name is chosen among these. The steps, in order, are those of :meth:`_Tagger.tag`:

1. every word by itself: titles, particles, suffixes, initials, function words (:meth:`_Tagger._role`);
2. titles that are names, because no other name is left: ``Sayyid Qutb``, ``Pope``;
3. fathers' names by a word for son or daughter: ``Heydar oglu``, ``bin Mohammed bin Awad bin Laden``;
4. the family name (:meth:`_Tagger._family`);
5. patronymics by their ending, ``Vladimir Vladimirovich Putin``: only beside two other names, for *Ivanović* is a family
   name, too;
6. Arabic names of God's servants: ``Abdel`` and the word after it are one name and get one role.

The word lists are those of ``data/lexicon/``; ``tests/cases/parts.tsv`` has names of every kind with their roles.
"""

from __future__ import annotations

from collections.abc import Sequence

from translit.model import Role
from translit.names.given_names import given_name_classes, is_known_given_name
from translit.table.syllables import is_family_name
from translit.table.words import word
from translit.text.lexicon import lexicon, number_of, patronymic_gender, roman
from translit.text.patterns import regex
from translit.text.tokens import Token

CJK = 0x2E80
"""The first code point of Chinese, Japanese and Korean, where one letter can be a whole name and is no initial."""

_HYPHENS = frozenset("-‐‑–")
_DOTS = (".", "·", "・", "‧")  # the others stand between the names of foreigners
_LONGEST_GIVEN = 2  # characters of a Chinese or Korean given name; longer ones are foreigners' names by their sounds
_SHORT_LETTER_NAME = 3  # letters; without a dot, shorter names of letters are names of people, too: Kay, Dee
_KIN = ("son", "daughter")
_SINGLE_NAMES: tuple[Role, ...] = ("given", "patronymic", "family")
# One or two syllables of romanized Chinese (Pinyin, Wade-Giles), Korean or Vietnamese.
_SYLLABLE = "(?:ch|sh|zh|ts|ph|th|tr|ng|nh|kh|[b-df-hj-np-tv-z])?[aeiouwy]{1,3}(?:ng|nh|ch|[nklmptrhc])?"
_SYLLABLES = regex(f"(?:{_SYLLABLE}){{1,2}}")


def person_roles(text: str, words: Sequence[Token], lang: str | None) -> list[Role]:
    """Return the role of each word of a personal name; ``text`` is what the tokens point into."""
    return _Tagger(text, words, lang).tag()


class _Tagger:
    def __init__(self, text: str, words: Sequence[Token], lang: str | None) -> None:
        self.text = text
        self.words = words
        self.folded = [t.folded for t in words]
        self.lang = lang
        self.lex = lexicon()
        self.roles: list[Role] = []

    def tag(self) -> list[Role]:
        self._tag_words()
        self._reclaim_titles()
        self._tag_fathers()
        names = [i for i, role in enumerate(self.roles) if role == "given"]
        if names:
            for i in self._family(names):
                self.roles[i] = "family"
            self._tag_patronymics(names)
            self._join_theophoric()
        return self.roles

    # Step 1: every word by itself.

    def _tag_words(self) -> None:
        count, i = len(self.words), 0
        opening = True  # nothing but titles so far, or a comma just before
        named = False  # a name or initial stands before
        while i < count:
            opening = opening or self._comma(i)
            length, role = self._role(i, opening, named)
            self.roles += [role] * length
            i += length
            if role == "title" and named and i < count and self._is_function_word(i):
                while i < count and not self._comma(i):  # the office goes on: Ahmadinejad, President of Iran
                    self.roles.append("light")
                    i += 1
            opening = opening and role in ("title", "light")
            named = named or role in ("given", "initial")

    def _role(self, i: int, opening: bool, named: bool) -> tuple[int, Role]:
        """Return how many words from ``i`` on have a role, and this role."""
        token, folded, lex = self.words[i], self.folded[i], self.lex
        if folded in lex.title_phrases.longest:
            phrase = lex.title_phrases.at(self.folded, i)
            if phrase is not None and self._is_title(i, *phrase, opening, named):
                return phrase[0], "title"
        if opening and folded in lex.title_modifiers and self._precedes_title(i):
            return 1, "title"  # Deputy Prime Minister
        if opening and not named and self._is_function_word(i) and self._precedes_title(i):
            return 1, "light"  # le président
        if folded in lex.particle_phrases.longest and self._is_particle(i, named):
            return 1, "particle"
        if named and self._is_suffix(i):
            return 1, "suffix"
        if len(folded) == 1 and token.text.isalpha() and ord(token.text[0]) < CJK:
            return 1, "initial"
        if len(token.text) == 2 and self._dot(i) and i + 1 < len(self.words) and token.text.istitle():
            return 1, "initial"  # Yu. Smirnov
        if folded in lex.letter_names and self._is_letter_name(i, named):
            return 1, "initial"  # جورج دبليو بوش
        if named and self._is_function_word(i) and not self._hyphen(i) and not self.text.islower():
            return 1, "light"  # Benedict the Sixteenth
        return 1, "given"

    def _is_letter_name(self, i: int, named: bool) -> bool:
        """Return True if a word before others is the name of a letter: with a dot, or a long one after a name."""
        last = i + 1 == len(self.words)
        return not last and (self._dot(i) or (named and len(self.folded[i]) > _SHORT_LETTER_NAME))

    def _is_title(self, i: int, length: int, place: str, opening: bool, named: bool) -> bool:
        last = i + length - 1
        if all(len(w) == 1 for w in self.folded[i : last + 1]) and (length == 1 or self.words[last].text.isupper()):
            return False  # the initials Г. Н., not г-н
        if place == "any":
            return True
        if place == "after":
            return named
        return opening and (named or not self._comma(last + 1))  # KING, Stephen has a family name before the comma

    def _precedes_title(self, i: int) -> bool:
        """Return True if a title comes after word ``i``, with only modifiers of titles between them."""
        only_modifiers = self.lex.title_modifiers - self.lex.title_words
        following = next((j for j in range(i + 1, len(self.folded)) if self.folded[j] not in only_modifiers), None)
        return following is not None and self.lex.title_phrases.at(self.folded, following) is not None

    def _is_function_word(self, i: int) -> bool:
        return self.folded[i] in self.lex.function_words and self.words[i].text.islower()

    def _is_particle(self, i: int, named: bool) -> bool:
        phrase = self.lex.particle_phrases.at(self.folded, i)
        if phrase is None or phrase[0] > 1 or phrase[1][0] in ("alias", "servant"):
            return False
        kind, place = phrase[1]
        token, is_last = self.words[i], i == len(self.words) - 1
        if place == "after":
            return named
        caseless = not (token.text[0].islower() or token.text[0].isupper())
        if token.text[0].islower() or (caseless and not is_last):
            is_syllable = place == "lower" and self._hyphen(i) and not self._hyphen(i + 1)  # Jong-un
            return not is_syllable and (len(token.text) > 1 or not self._dot(i))
        if is_last:
            return False
        if kind == "article" and self._hyphen(i + 1):
            return True  # Al-Assad, Bashar
        if place == "lower" or len(token.text) == 1:
            return False
        if self.roles[-1:] == ["particle"]:
            return True  # VON DER LEYEN
        if named:
            return self.folded[0] not in self.lex.leading_family_names  # Bashar Al Assad, but not Kim Al Su
        if kind == "kunya":
            return True  # Abu Bakr
        before_name = i + 2 == len(self.words) or self.folded[i + 1] in self.lex.name_particles
        return before_name and not is_known_given_name(token.folded)  # Van Gogh, but not Ben Affleck

    def _is_suffix(self, i: int) -> bool:
        """Return True for *Jr* and the like at the end or before a comma, and for numbers of rulers: ``Pius X``."""
        folded, token = self.folded[i], self.words[i]
        is_last = i + 1 == len(self.words) or self._comma(i + 1)
        if folded in self.lex.suffixes:
            return is_last
        if len(folded) == 1:  # an initial (Malcolm X), except after King, Pope …
            titles = (w for role, w in zip(self.roles, self.folded, strict=False) if role == "title")
            regnal = any(w in self.lex.regnal_titles for w in titles)
            return regnal and is_last and token.text.isupper() and roman(folded) is not None
        if number_of(folded) is None:
            return False
        return token.text.isupper() if roman(folded) else is_last

    # Steps 2 and 3.

    def _reclaim_titles(self) -> None:
        """Make titles given names that are usual as such, until there are two names; the last title if there is none."""
        titles = [i for i, role in enumerate(self.roles) if role == "title"]
        names = self.roles.count("given")
        for i in titles:
            if names < 2 and is_known_given_name(self.folded[i]):
                self.roles[i] = "given"
                names += 1
        if titles and not names:
            self.roles[titles[-1]] = "given"

    def _tag_fathers(self) -> None:
        """Tag ``Heydar oglu``, and after *bin* all names but the last: that one is the family name (``bin Laden``)."""
        names = [i for i, role in enumerate(self.roles) if role == "given"]
        for kin in [i for i in range(len(self.words)) if self._is_kin(i)]:
            if self.lex.particle_phrases.meanings[self.folded[kin]][1] == "after":
                fathers = [i for i in names if i < kin][-1:] if len(names) > 1 else []
            else:
                after = [i for i in names if i > kin and self.folded[i] not in self.lex.theophoric_prefixes]
                fathers = [i for i in after[:1] if names[0] < i < names[-1]]
            for i in fathers:
                self.roles[i] = "patronymic"

    def _is_kin(self, i: int) -> bool:
        return self.roles[i] == "particle" and self.lex.particle_phrases.meanings[self.folded[i]][0] in _KIN

    # Step 4: the family name.

    def _family(self, names: list[int]) -> list[int]:
        """Return which of the names are the family name. The first rule that applies decides:

        a single name (``Lukashenko``); the names before a comma (``García Márquez, Gabriel``); the names in capitals where
        others are not (``LUKASHENKO Alexander``); the first name if the order is East Asian (``Xi Jinping``), if a father's
        name comes last (``Aliyev Ilham Heydar oglu``) or if given names follow (``Orbán Viktor``); none if the second is a
        woman's patronymic (``Мария Ивановна``); else the last name, or the last two (``Gabriel García Márquez``).
        """
        first, last = names[0], names[-1]
        if len(names) == 1:
            return names
        comma = next((i for i in names[1:] if self._comma_before(i)), None)
        if comma is not None:
            return [i for i in names if i < comma]
        capitals = [i for i in names if self.words[i].is_all_caps]
        if capitals and len(capitals) < len(names) and capitals[-1] - capitals[0] == len(capitals) - 1:
            return capitals
        father_last = self.roles[last + 1 : last + 2] == ["patronymic"]
        if father_last or self._is_east_asian(names) or self._is_family_first(names):
            return [first]
        if len(names) == 2 and patronymic_gender(self.folded[last]) == "f" and self._is_known_given(first):
            self.roles[last] = "patronymic"  # no family name ends like this
            return []
        return self._last_names(names)

    def _is_east_asian(self, names: list[int]) -> bool:
        """Return True for ``Xi Jinping``, ``Kim Jong-un``; not for ``Li Wang``: either word can be the family name."""
        if ord(self.folded[names[0]][0]) >= CJK:  # 김 정은, but not 麦克·内斯比特
            given = sum(len(self.folded[i]) for i in names[1:])  # 조 바이든 is Joe Biden
            return given <= _LONGEST_GIVEN and is_family_name(self.words[names[0]].text) and not self._dot(names[0])
        leading = self.lex.leading_family_names
        if self.folded[names[0]] not in leading or self._hyphen(names[1]):
            return False
        if any(not _SYLLABLES.fullmatch(self.folded[i]) or self._is_known_given(i) for i in names[1:]):
            return False
        if len(names) == 2:
            return self.folded[names[1]] not in leading and not self._is_known_given(names[0])
        return len(names) == 3 and self._hyphen(names[2])

    def _is_family_first(self, names: list[int]) -> bool:
        """Return True for ``Orbán Viktor``: given names follow; and for ``Лукашенко Александр Григорьевич``."""
        first, last = names[0], names[-1]
        if len(names) > 2 and self._is_patronymic(last) and not self._is_patronymic(names[1]):
            cyrillic = not self.folded[last].isascii()  # Роман Сергей Иванович, but Ana Maria Ivanović
            return not self._is_known_given(first) or (cyrillic and self._is_known_given(names[1]))
        if len(names) > 3 or any(self.roles[i] in ("particle", "patronymic") for i in range(first, last)):
            return False
        if self._is_known_given(first):
            return False  # cheaper than the phonetic keys that the next line needs
        return all(map(self._is_given, names[1:])) and not self._is_given(first)

    def _last_names(self, names: list[int]) -> list[int]:
        """Return the last name and what a hyphen joins to it (``Pérez-Castejón``), and the name before them if it is usual
        as the first of two (``García Márquez``), is no given name but follows an Iberian one (``Nicolás Maduro Moros``),
        or an *and* stands between (``Ortega y Gasset``).
        """
        iberian = self.folded[names[0]] in self.lex.iberian_given_names
        families = [names[-1]]
        is_double = self._is_patronymic(names[-1])  # Slavic, so it is no second of two
        for i in reversed(names[1:-1]):
            if not self._hyphen(i + 1):
                between = self.folded[i + 1 : families[0]]
                usual = self.folded[i] in self.lex.double_family_names or (
                    iberian and i + 1 == families[0] and not self._is_known_given(i)
                )
                if is_double or not (usual or between in (["y"], ["e"], ["i"])):
                    break
                is_double = True
            families.insert(0, i)
        return families

    def _is_known_given(self, i: int) -> bool:
        return is_known_given_name(self.folded[i])

    def _is_given(self, i: int) -> bool:
        return bool(given_name_classes(word(self.words[i].text, self.lang)))

    def _is_patronymic(self, i: int) -> bool:
        return patronymic_gender(self.folded[i]) != ""

    # Steps 5 and 6.

    def _tag_patronymics(self, names: list[int]) -> None:
        if len(names) < 3:
            return
        for i in names[1:]:
            if self.roles[i] == "given" and self._is_patronymic(i):
                self.roles[i] = "patronymic"

    def _join_theophoric(self) -> None:
        for i, folded in enumerate(self.folded):
            if self.roles[i] in _SINGLE_NAMES and folded in self.lex.theophoric_prefixes:
                j = i + 1
                while j < len(self.roles) and self.roles[j] == "particle" and not self._is_kin(j):
                    j += 1
                if j < len(self.roles) and self.roles[j] in _SINGLE_NAMES and not self._comma(j):
                    self.roles[i] = self.roles[j]

    # What stands between words.

    def _gap(self, i: int) -> str:
        """Return the text between word ``i - 1`` and word ``i``."""
        return self.text[self.words[i - 1].end : self.words[i].start]

    def _comma(self, i: int) -> bool:
        return 0 < i < len(self.words) and "," in self._gap(i)

    def _comma_before(self, i: int) -> bool:
        """Return True if a comma stands before word ``i`` or the titles, particles and initials just before it."""
        while i > 0:
            if self._comma(i):
                return True
            i -= 1
            if self.roles[i] not in ("title", "particle", "initial"):
                return False
        return False

    def _hyphen(self, i: int) -> bool:
        """Return True if a hyphen joins word ``i`` to the one before it."""
        return 0 < i < len(self.words) and self._gap(i) in _HYPHENS

    def _dot(self, i: int) -> bool:
        return self.text[self.words[i].end : self.words[i].end + 1] in _DOTS

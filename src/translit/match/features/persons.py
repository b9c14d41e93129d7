"""Features of the names of two persons."""

from __future__ import annotations

from translit.match.additive import feature
from translit.match.alignment import SAME_GIVEN_SET
from translit.match.features.case import LOOK_ALIKE, SCRIPTS, SURE, PersonCase
from translit.table.words import SAME_KEY, SAME_NAME
from translit.text.lexicon import is_frequent_family_name


@feature(0.0, 0.6, 0.7, 0.78, 0.84, 0.87, 0.9, 0.93, 0.96, 0.98, 1.0, rises=True, neutral=0.87)
def family_name(case: PersonCase) -> float | None:
    """Return the similarity (0..1) of the family names, of the least similar ones if there are several."""
    return case.least("family_name")


@feature(0.0, 0.6, 0.7, 0.78, 0.84, 0.87, 0.9, 0.93, 0.96, 0.98, 1.0, rises=True, neutral=0.87)
def family_name_in_two_scripts(case: PersonCase) -> float | None:
    """Return the same for family names in two scripts: no letters are the same, but a sound is written in many ways."""
    return case.least("family_name_in_two_scripts")


@feature(0.0, 0.6, 0.7, 0.78, 0.84, 0.87, 0.9, 0.94, 0.98, 1.0, rises=True, neutral=0.87)
def family_name_without_vowels(case: PersonCase) -> float | None:
    """Return the same if one is in a script that writes consonants or syllables: more names agree by chance."""
    return case.least("family_name_without_vowels")


@feature(0.0, 1.0, 2.0, rises=False)
def other_frequent_family_name(case: PersonCase) -> float | None:
    """Return how many of the family names are frequent ones, if they do not sound the same: *Johansson*, *Johnson*.

    A frequent name is rarely a misspelling of another.
    """
    least = [s for scripts in SCRIPTS if (s := case.least("family_name" + scripts)) is not None]
    if not least or min(least) >= SAME_KEY:
        return None
    families = (p.word.folded for name in (case.a, case.b) for p in name.of("family"))
    return min(2.0, float(sum(map(is_frequent_family_name, families))))


@feature(0.0, 0.6, 0.75, 0.84, 0.9, 0.93, 0.97, 1.0, rises=True, neutral=0.84)
def given_name(case: PersonCase) -> float | None:
    """Return the similarity (0..1) of the given names; forms of one name in different languages count as similar."""
    return case.least("given_name")


@feature(0.0, 0.6, 0.75, 0.84, 0.9, 0.93, 0.97, 1.0, rises=True, neutral=0.84)
def given_name_in_two_scripts(case: PersonCase) -> float | None:
    """Return the same for given names in two scripts."""
    return case.least("given_name_in_two_scripts")


@feature(0.0, 0.6, 0.75, 0.84, 0.9, 0.94, 0.97, 1.0, rises=True, neutral=0.84)
def given_name_without_vowels(case: PersonCase) -> float | None:
    """Return the same if one is in a script that writes consonants or syllables."""
    return case.least("given_name_without_vowels")


@feature(0.0, 0.4, 0.6, 0.75, 0.87, 0.97, rises=True, neutral=0.97)
def translated_given_name(case: PersonCase) -> float | None:
    """Return how similar (0..1) given names are that are one name in different languages: *Andrei* and *Andrzej* are often
    the same person's, *Jack* and *Juan* rarely.
    """
    found = [s for scripts in SCRIPTS if (s := case.least("translated_given_name" + scripts)) is not None]
    return min(found, default=None)


@feature(rises=False)
def other_given_name(case: PersonCase) -> bool:
    """Return True if both given names are known, in whatever scripts, and no name is common to both: Alexei, Олег.

    Of Korean, Vietnamese and Chinese names one other syllable makes another name.
    """
    return "other_given_name" in case.words


@feature(0.0, 0.75, 0.87, 1.0, rises=True, neutral=0.87)
def patronymic(case: PersonCase) -> float | None:
    """Return the similarity (0..1) of the patronymics, also to the entity's listed one: a person has one father."""
    found = [s for s in (case.least("patronymic" + scripts) for scripts in SCRIPTS) if s is not None]
    return min(found) if found else None


@feature(rises=False)
def father_and_son(case: PersonCase) -> bool:
    """Return True if the father of one name is the son of the other: Salman bin Muhammad, Muhammad bin Salman."""
    return case.fathers


@feature(0.0, 1.0, 2.0, rises=False)
def different_names(case: PersonCase) -> float:
    """Return for how many words both names have one that the other has not."""
    return len(case.conflicting) / 2.0


@feature(0.0, 1.0, 2.0, rises=True)
def initial(case: PersonCase) -> float:
    """Return how many initials agree, by letter or sound, with an initial or a word."""
    return float(case.initials)


@feature(rises=False)
def other_initial(case: PersonCase) -> bool:
    """Return True if an initial stands where the other name has another: William G. Frost, William W. Frost."""
    return case.other_initials > 0


@feature(0.0, 1.0, 2.0, rises=False)
def initial_on_one_side(case: PersonCase) -> float:
    """Return how many initials stand for nothing that the other name has."""
    return float(case.spare_initials)


@feature(rises=False)
def gender(case: PersonCase) -> bool:
    """Return True if one name is a woman's and the other, or its entity, a man."""
    other = case.b.gender or (case.entity.gender if case.entity else "")
    return bool(case.a.gender and other and case.a.gender != other)


@feature(rises=False)
def generation(case: PersonCase) -> bool:
    """Return True if one is junior and the other senior, or two rulers of a name have two numbers."""
    return bool(case.a.suffix and case.b.suffix and case.a.suffix != case.b.suffix)


@feature(rises=False)
def generation_on_one_side(case: PersonCase) -> bool:
    """Return True if only one name tells a generation: Donald Trump Jr., Donald Trump."""
    return bool(case.a.suffix) != bool(case.b.suffix)


@feature(rises=False)
def bare_name(case: PersonCase) -> bool:
    """Return True if one name is a family name only: relatives and others share it. The press uses it so for mononyms."""
    return case.bare_a != case.bare_b and not (case.entity is not None and case.entity.mononym)


@feature(rises=False)
def no_family_name(case: PersonCase) -> bool:
    """Return True if the names have no family name in common, only others."""
    return not case.has_family


@feature(rises=False)
def no_given_name(case: PersonCase) -> bool:
    """Return True if no given name and no initial is common to the names, although both have one."""
    return not (case.bare_a or case.bare_b or case.has_given or case.initials or case.other_initials)


@feature(rises=False)
def second_family_name(case: PersonCase) -> bool:
    """Return True if one name has a second family name: Nicolás Maduro, Nicolás Maduro Guerra."""
    return case.has_family and any(p.role == "family" for p in (*case.left, *case.right))


@feature(0.0, 1.0, 2.0, 3.0, rises=False)
def names_on_one_side(case: PersonCase) -> float:
    """Return how many given names only one name has."""
    return float(sum(p.role == "given" for p in (*case.left, *case.right)))


@feature(rises=False)
def swapped(case: PersonCase) -> bool:
    """Return True if the given name of one is the family name of the other, and the other way round."""
    return case.swapped


@feature(rises=False)
def look_alike(case: PersonCase) -> bool:
    """Return True if two persons of one script share a name and the other is like, but no spelling: Medvedev, Medvedkov."""
    if len(case.pairs) < 2 or any(p.left.word.script != p.right.word.script for p in case.pairs):
        return False
    found = sorted([p.similarity for p in case.pairs])
    return found[-1] >= SAME_GIVEN_SET and LOOK_ALIKE <= found[0] < SAME_NAME


@feature(0.0, 1.0, 2.0, 3.0, rises=True)
def agreeing_words(case: PersonCase) -> float:
    """Return how many words of one name are rather spellings of words of the other than others."""
    return float(sum([p.similarity >= SURE for p in case.pairs]))


PERSONS = (
    family_name, family_name_in_two_scripts, family_name_without_vowels, other_frequent_family_name,
    given_name, given_name_in_two_scripts, given_name_without_vowels, translated_given_name, other_given_name,
    patronymic, father_and_son, different_names, initial, other_initial, initial_on_one_side,
    gender, generation, generation_on_one_side, bare_name, no_family_name, no_given_name, second_family_name,
    names_on_one_side, swapped, look_alike, agreeing_words,
)  # fmt: skip

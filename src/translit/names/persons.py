"""Personal names: from a string to words with roles.

1. Look-alike letters of another script are replaced (``Лукaшенко`` with a Latin *a*).
2. What stands in brackets or quotation marks, or after *alias*, is another name of the person and is set aside.
3. The rest is split into words; lost spaces, scanned digits and undotted initials are repaired on the way.
4. :mod:`translit.names.person_roles` gives every word its role.
"""

from __future__ import annotations

from collections.abc import Sequence

from translit.model import Role
from translit.names.given_names import is_known_given_name
from translit.names.person_roles import CJK, person_roles
from translit.table.syllables import split_full_name
from translit.text.fold import fold
from translit.text.lexicon import lexicon, number_of
from translit.text.patterns import regex
from translit.text.repair import fix_homoglyphs, fix_ocr_digits, split_joined_names
from translit.text.tokens import Token, tokens

_ENCLOSED = regex(r"[(（\[\"“”„«][^()（）\[\]\"“”„«»]*[)）\]\"“”»]")
_OPENERS = frozenset('([（"“”„«')


def parse_person(text: str, lang: str | None) -> tuple[list[str], list[Role], tuple[str, ...]]:
    """Return the words of a personal name, their roles, and the person's other names that stand in it."""
    main, alternatives = _without_enclosed(fix_homoglyphs(text))
    words = _words(main)
    folded = [t.folded for t in words]
    for i in range(1, len(words) - 1):
        first = i + _alias_marker(words, folded, i)
        if i < first < len(words):
            alternatives = (*alternatives, main[words[first].start :].strip())
            words = words[:i]
            break
    return [t.text for t in words], person_roles(main, words, lang), alternatives


def _without_enclosed(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a name without brackets and quotations, and these; ``Hillary Clinton (née Rodham)`` also is *Rodham*."""
    if _OPENERS.isdisjoint(text):
        return text, ()
    main = _ENCLOSED.sub(" ", text)
    if not any(c.isalpha() for t in tokens(main) for c in t.folded):
        return text, ()  # nothing else is left: (Alexander Lukashenko)
    enclosed = (_without_alias_marker(match.group()[1:-1].strip()) for match in _ENCLOSED.finditer(text))
    return main, tuple(name for name in enclosed if name)


def _without_alias_marker(text: str) -> str:
    words = tokens(text)
    length = _alias_marker(words, [t.folded for t in words], 0)
    return text[words[length].start :] if 0 < length < len(words) else text


def _alias_marker(words: Sequence[Token], folded: Sequence[str], i: int) -> int:
    """Return how many words from ``i`` on mean *also known as*; in small letters only, for *Alias* may be a name."""
    phrase = lexicon().particle_phrases.at(folded, i) if folded and words[i].text.islower() else None
    return phrase[0] if phrase and phrase[1][0] == "alias" else 0


def _words(text: str) -> list[Token]:
    out: list[Token] = []
    all_caps = text.isupper()
    found = tokens(text)
    for token in found:
        written = token.text if token.text.isalpha() else fix_ocr_digits(token.text)
        if ord(written[0]) >= CJK:
            name, *title = _without_cjk_title(token)
            out += [*(name.cut(split_full_name(name.text)) if _is_whole_name(token, found) else [name]), *title]
        elif len(written) == 2 and not all_caps and _is_two_initials(token):
            out += token.cut([*written])
        else:
            parts = split_joined_names(written, lexicon().name_particles)
            out += [token] if parts == [token.text] else token.cut(parts)
    return out


def _is_whole_name(token: Token, words: Sequence[Token]) -> bool:
    """Return True if all other words of a name are titles, so that this one may be family and given name."""
    return all(other is token or other.folded in lexicon().title_phrases.meanings for other in words)


def _without_cjk_title(token: Token) -> list[Token]:
    """Cut off a Chinese or Japanese title, which is written to the name without a space: ``习近平主席``."""
    for start in range(1, len(token.text) - 1):
        name, title = token.text[:start], token.text[start:]
        if lexicon().title_phrases.meanings.get(fold(title)) in ("after", "any"):
            return token.cut([name, title])
    return [token]


def _is_two_initials(token: Token) -> bool:
    """Return True for two capitals that are no word of their own: ``JK Rowling``, but not ``AL``, ``II`` or ``XI``."""
    lex, folded = lexicon(), token.folded
    if len(folded) != 2 or not token.text.isupper():
        return False
    known = folded in lex.leading_family_names or folded in lex.name_particles or folded in lex.title_words
    return not known and not is_known_given_name(folded) and number_of(folded) is None

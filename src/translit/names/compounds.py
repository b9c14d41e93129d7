"""Arabic compound names, which are written as one word, as two or as three: Abdulrahman, Abd al-Rahman, Abderrahmane.

Four kinds are known: servant of God (Abd al-Rahman), something of the faith or of God (Salah al-Din, Nasr Allah), father of
(Abu Bakr), son of (Ben Ali). Whether *Isabella* or *Abubakar* is one cannot be told from the word, so two names are read
beside each other: what is one word in both stays so. The article and its assimilation (ar-Rahman, es-Salam) follow Bulliet's
and the Library of Congress's descriptions of Arabic names.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from translit.limits import REMEMBERED_WORDS
from translit.names.parse import Name, NamePart
from translit.table.words import word
from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.patterns import regex

_VOWEL = "(?:ou|oo|[aeiou])"
_SERVANT = regex(
    rf"(?P<l>abd){_VOWEL}?(?:l|([rsndtz]h?)(?=\2))?(?P<ls>l?la?h?|.{{4,}})"
    r"|(?P<c>абд)[аеоуэ]?(?:ль?|([рснтзд])(?=\5))?(?P<cs>л?лах?|.{4,})"
    r"|(?P<a>عبد)ال(?P<as>..+)|(?P<h>עבד)[או]ל(?P<hs>..+)"
)
_TAIL = regex(
    r"(?:[aeiou][ld])?(?P<din>d(?:i|ee|ei|e)ne?)|[aeou]ll?(?P<lah>ah?)"
    r"|(?:[аеоуэ][лд]ь?)?(?P<дин>дин)|[аеоуэ]лл?(?P<лах>ах?)|ال(?P<دين>د[يی]ن)|ال(?P<له>ل[هہ])"
)
_WITH_TAIL = regex(
    rf"(?P<l>.{{3,}}?){_VOWEL}{{1,2}}?[ld]?(?P<din>d(?:i|ee|ei|e)ne?)|(?P<k>.{{2,}}?){_VOWEL}ll?(?P<lah>ah?)"
    r"|(?P<c>.{3,}?)[аеиоуэ][лд]?(?P<дин>дин)|(?P<d>.{2,}?)[аеоу]лл?(?P<лах>ах?)"
    r"|(?P<a>..+)ال(?P<دين>د[يی]ن)|(?P<b>..+)ال(?P<له>ل[هہ])"
)
_SPELLED = {"din": "din", "lah": "lah", "дин": "дин", "лах": "лах", "دين": "دين", "له": "له"}
_FATHER = regex("(?:abo?u|abu|ابو|أبو|абу).{3,}")
_SON = regex("(?:b[ei]n|бен|بن|בן).{3,}")
_ARTICLE = "ال"
_ARTICLE_BEHIND = regex(".{3,}u[lr]")  # Ziaul Haq, Mujibur Rahman
_HINT = regex("^abd|^абд|^عبد|^עבד|d[ie]|dee|дин$|د[يی]ن$|la[ah]?$|лах?$|ل[هہ]$|^ab|^ا|^أ|^аб|^b[ei]n|^бен|^بن|^בן")


def beside_each_other(a: Name, b: Name) -> tuple[Name, Name] | None:
    """Return two names with the compounds of both spelled in one way; ``None`` if there is none to spell otherwise.

    >>> from translit.names.parse import parse_name
    >>> pair = beside_each_other(parse_name("Abderrahmane Sissako"), parse_name("Abd al-Rahman Sissako"))
    >>> [[p.word.text for p in name.parts] for name in pair]
    [['abd', 'rahmane', 'Sissako'], ['abd', 'Rahman', 'Sissako']]
    >>> beside_each_other(parse_name("Isabella Rossi"), parse_name("Izabella Rossi"))
    """
    if not (_may_have_compound(a) or _may_have_compound(b)):
        return None
    x, y = _spelled(a, b), _spelled(b, a)
    return None if x is a and y is b else (x, y)


def taken_apart(name: Name) -> Name | None:
    """Return a name with its servants of God in two words, ``None`` if it has none."""
    if not _may_have_compound(name):
        return None
    found = _spelled(name, name)
    return None if found is name else found


def _may_have_compound(name: Name) -> bool:
    return any(_is_hint(p.word.folded) for p in name.parts)


@lru_cache(maxsize=REMEMBERED_WORDS)
def _is_hint(folded: str) -> bool:
    return bool(_HINT.search(folded))


def _spelled(name: Name, other: Name) -> Name:
    """Return a name with its compounds as they are compared with those of another."""
    parts: list[NamePart] = []
    rest = list(name.parts)
    with_tail = any(_TAIL.fullmatch(p.word.folded) for p in other.parts)
    glued = [p.word.folded for p in other.parts]
    while rest:
        part = rest.pop(0)
        folded = part.word.folded
        kind = _kind(folded)
        if part.role in ("title", "initial", "suffix", "light"):
            parts.append(part)
        elif folded in lexicon().theophoric_prefixes and (after := _after_article(rest)):
            servant = {"a": "abd", "а": "абд", "ع": "عبد"}.get(folded[0], folded)
            parts += [_part(servant, part, after.role), _part(_bare(after.word.text), after, after.role)]
        elif (kind == "kunya" and any(map(_FATHER.fullmatch, glued))) or (
            kind == "son" and any(map(_SON.fullmatch, glued))
        ):
            after = _after_article(rest)
            parts.append(_part(part.word.text + _bare(after.word.text).lower(), after, after.role) if after else part)
        elif rest and _ARTICLE_BEHIND.fullmatch(folded) and folded not in glued and any(map(_has_article, other.parts)):
            parts.append(_part(folded[:-2], part, part.role))
        elif part.role != "particle" and rest and (tail := _tail(rest)):
            last = next(p for p in rest if p.role != "particle")
            del rest[: rest.index(last) + 1]
            first = folded[:-1] + "ت" if folded[-1:] == "ة" else folded  # the t of Hibat Allah is heard
            parts.append(_part(first + tail, part, last.role if "family" in (part.role, last.role) else part.role))
        elif part.role == "particle":
            parts.append(part)
        elif m := _SERVANT.fullmatch(folded):
            servant, stem = [s for s in (m["l"], m["ls"], m["c"], m["cs"], m["a"], m["as"], m["h"], m["hs"]) if s]
            parts += [_part(servant, part, part.role), _part(_god(stem), part, part.role)]
        elif with_tail and (m := _WITH_TAIL.fullmatch(folded)):
            first = next(m[g] for g in ("l", "k", "c", "d", "a", "b") if m[g])
            parts.append(_part(first + next(_SPELLED[g] for g in _SPELLED if m[g]), part, part.role))
        else:
            parts.append(part)
    same = [p.word for p in parts] == [p.word for p in name.parts]
    return name if same else replace(name, parts=tuple(parts))


def _has_article(part: NamePart) -> bool:
    """Return True for an article and for a native word that begins with it."""
    return part.word.folded.startswith(_ARTICLE) or _kind(part.word.folded) == "article"


def _kind(folded: str) -> str:
    meaning = lexicon().particle_phrases.meanings.get(folded)
    return meaning[0] if meaning else ""


def _after_article(rest: list[NamePart]) -> NamePart | None:
    """Remove what stands up to the next name, if only articles do, and return this name."""
    while rest and rest[0].role == "particle" and _kind(rest[0].word.folded) == "article":
        del rest[0]
    return rest.pop(0) if rest and rest[0].role in ("given", "family", "patronymic") else None


def _tail(rest: list[NamePart]) -> str:
    """Return the second part of a compound that comes next, in one spelling; ``""`` if none does."""
    at = 0
    while at < len(rest) - 1 and rest[at].role == "particle" and _kind(rest[at].word.folded) == "article":
        at += 1
    m = _TAIL.fullmatch(rest[at].word.folded)
    return next((_SPELLED[g] for g in _SPELLED if m[g]), "") if m else ""


def _bare(text: str) -> str:
    """Return a word without the Arabic article."""
    return _god(text[len(_ARTICLE) :] if text.startswith(_ARTICLE) and len(text) > len(_ARTICLE) + 1 else text)


def _god(stem: str) -> str:
    """Return the name of God without its article, in one spelling; any other word as it is."""
    return {"allah": "lah", "alla": "lah", "la": "lah", "llah": "lah", "аллах": "лах", "ла": "лах"}.get(
        fold(stem), stem
    )


def _part(text: str, like: NamePart, role: str) -> NamePart:
    return NamePart(word(text, like.word.lang), role)  # type: ignore[arg-type]

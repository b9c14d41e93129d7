"""Rewriting a text with canonical spellings, with a map of offsets from the old text to the new one and back.

Spellings are replaced, names are not exchanged, and grammar is kept: a name that stands, or may stand, in another case than
the nominative stays as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from operator import attrgetter
from typing import Any, NamedTuple

from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.compare import compare
from translit.match.scored_forms import weigh_form
from translit.model import AnnotatedText, Entity, Mention
from translit.names.inflection import GENITIVE_ONLY, inflected_languages, language_of_letters, lemmas
from translit.names.parse import parse_name
from translit.table.words import Word, similarity, word
from translit.text.document import language_of
from translit.text.fold import fold
from translit.text.patterns import regex
from translit.text.reading_view import reading_view
from translit.text.source_map import Extracted
from translit.text.tokens import Token, fold_words, tokens

_OWN = ("name", "native", "style")
_SHORTEST = 4  # letters of a known word to which an ending may have been added
_SPACE = regex(r"\s+")
_GENITIVES = ("'s", "’s")
_OPENING, _CLOSING = '«„“"([', '»“”")]'


class Edit(NamedTuple):
    """A replacement to make: ``text`` for ``old[start:end]``, the place of a mention or a part of it."""

    start: int
    end: int
    text: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Replacement:
    """One piece that was replaced: ``old[start:end]`` is now ``text[new_start:new_end]``.

    ``mention`` is the name that it belongs to, with its offsets in the text that was annotated.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    mention: Mention


_Ends = Callable[[Replacement], tuple[int, int]]
_OLD: _Ends = attrgetter("start", "end")
_NEW: _Ends = attrgetter("new_start", "new_end")


@dataclass(frozen=True, slots=True, repr=False)
class Rewritten:
    """A rewritten text: ``old`` became ``text`` by the ``replacements``, which are sorted and disjoint.

    Outside of them not a character has changed. Offsets are code points, and those of both ends are valid.

    >>> import translit
    >>> translit.rewrite("Loekasjenko in Sotsji")
    Rewritten('Lukashenko in Sochi', 2 replacements)
    """

    old: str
    text: str
    replacements: tuple[Replacement, ...]

    def __repr__(self) -> str:
        text = self.text if len(self.text) <= 40 else f"{self.text[:39]}…"
        return f"Rewritten({text!r}, {len(self.replacements)} replacements)"

    def to_new(self, offset: int) -> int:
        """Return where an offset of ``old`` is in ``text``; within a replaced piece that is the start of what replaced it.

        Raises
        ------
        IndexError
            If the offset is not within ``old``.
        """
        return self._through(offset, self.old, _OLD, _NEW)

    def to_old(self, offset: int) -> int:
        """Return where an offset of ``text`` was in ``old``; within a new piece that is the start of what it replaced.

        Raises
        ------
        IndexError
            If the offset is not within ``text``.
        """
        return self._through(offset, self.text, _NEW, _OLD)

    def _through(self, offset: int, text: str, here: _Ends, there: _Ends) -> int:
        """Return where an offset of ``text`` is on the other side of the replacements."""
        if not 0 <= offset <= len(text):
            raise IndexError(f"offset {offset} is not within a text of {len(text)} characters")
        at = bisect_right(self.replacements, offset, key=lambda r: here(r)[0]) - 1
        if at < 0:
            return offset
        (_, end), (start, after) = here(self.replacements[at]), there(self.replacements[at])
        return start if offset < end else after + offset - end

    def then(self, other: Rewritten) -> Rewritten:
        """Return both rewritings as one, where ``other`` rewrote the text of this one; overlapping pieces become one."""
        pieces = [(r.new_start, r.new_end, r.mention) for r in self.replacements]
        pieces += [(r.start, r.end, r.mention) for r in other.replacements]
        merged: list[tuple[int, int, Mention]] = []
        for start, end, mention in sorted(pieces, key=lambda piece: piece[0]):
            if merged and start < merged[-1][1]:
                start, end = merged[-1][0], max(end, merged.pop()[1])  # noqa: PLW2901
            merged.append((start, end, mention))
        edits = []
        for start, end, mention in merged:
            first, last = self.to_old(start), self.to_old(end)
            at_home = replace(mention, start=first, end=last, text=self.old[first:last])
            edits.append(Edit(first, last, other.text[other.to_new(start) : other.to_new(end)], at_home))
        return edited(self.old, edits)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON: the new text, and of every replacement both spellings with their offsets."""
        return {
            "text": self.text,
            "replacements": [
                {
                    "start": r.start,
                    "end": r.end,
                    "text": self.old[r.start : r.end],
                    "new_start": r.new_start,
                    "new_end": r.new_end,
                    "new_text": self.text[r.new_start : r.new_end],
                    "kb_id": r.mention.kb_id,
                }
                for r in self.replacements
            ],
        }


def edited(old: str, edits: Iterable[Edit]) -> Rewritten:
    """Return a text with sorted, disjoint edits made in it; an edit that changes nothing is no replacement."""
    out, replacements, done, length = [], [], 0, 0
    for start, end, text, mention in edits:
        if old[start:end] == text:
            continue
        length += start - done
        out += [old[done:start], text]
        replacements.append(Replacement(start, end, length, length + len(text), mention))
        length += len(text)
        done = end
    return Rewritten(old, "".join([*out, old[done:]]), tuple(replacements))


def rewrite(annotated: AnnotatedText, gazetteer: Gazetteer, style: str | None = None) -> Rewritten:
    """Return an annotated text with every spelling replaced that may be; ``style`` as for :meth:`Annotator.rewrite`."""
    text, lang = annotated.text, language_of(annotated.text)
    alike = {(m.kb_id, m.via, m.text): m for m in annotated}
    spellings = {key: canonical(mention, gazetteer, lang, style) for key, mention in alike.items()}
    edits = []
    for mention in annotated:
        written, end = spellings[mention.kb_id, mention.via, mention.text], mention.end
        if text.find(written, max(0, end - len(written)), mention.start + len(written)) >= 0:
            continue  # it stands there as it should; the mention is only a part of it
        end += written[-1] in _CLOSING and text.startswith(written[-1], end)
        edits.append(Edit(mention.start, end, written, mention))
    return edited(text, edits)


def canonical(mention: Mention, gazetteer: Gazetteer, lang: str | None, style: str | None = None) -> str:
    """Return what is written for a mention in a text in ``lang`` (``None`` if unknown); its own text if it stays."""
    if mention.status != "linked" or mention.via in ("inflected", "short"):
        return mention.text
    entity = gazetteer.entities[mention.kb_id]
    name = _name_itself(entity.styles.get(style, entity.name) if style else entity.name, mention.text)
    view = reading_view(mention.text)
    read = replace(mention, text=view.text)
    if _in_place_of(read, name, ()).rstrip(_CLOSING) == " ".join(view.text.split()).rstrip(_CLOSING):
        return mention.text
    own = [form for form in gazetteer.forms_of(entity.id) if _is_own(form, entity)]
    stays = _form_of(read, gazetteer) not in own or not _is_nominative(read, own, lang)
    return mention.text if stays else _in_place_of(read, name, _gaps(view))


def _gaps(view: Extracted) -> list[str]:
    """Return what stands between the words of a mention, where it is read as white space."""
    starts, ends = view.map.starts, view.map.ends
    return [view.source[ends[s.start() - 1] : starts[s.end()]] for s in _SPACE.finditer(view.text.strip())]


def _name_itself(name: str, text: str) -> str:
    """Return a name without the punctuation around it, which no mention has; what closes a quotation in it stays.

    The dot after it stays if the text has one.

    >>> _name_itself("Yahoo!", "Jahoo"), _name_itself("ООО «Ромашка»", "OOO Romashka")
    ('Yahoo', 'ООО «Ромашка»')
    """
    words = tokens(name)
    if not words:
        return name
    start, end = words[0].start, words[-1].end
    if text.endswith(_GENITIVES) and name.startswith(_GENITIVES, end):
        return name[start : end + len("'s")]
    closes = name[end : end + 1] in tuple(_CLOSING) and any(sign in name[start:end] for sign in _OPENING)
    return name[start : end + 1] if closes or (text.endswith(".") and name.startswith(".", end)) else name[start:end]


# Is it a spelling of the name?


def _form_of(mention: Mention, gazetteer: Gazetteer) -> SurfaceForm:
    """Return the listed form of its entity that a mention spells."""
    forms = gazetteer.forms_of(mention.kb_id)
    folded = fold_words(mention.text)
    listed = [form for form in forms if fold_words(form.text) == folded]
    if listed:
        return next((form for form in listed if form.text == mention.text), listed[0])
    if _is_bare(mention):
        return max(forms, key=lambda form: _family_likeness(mention, form))
    return max(forms, key=lambda form: weigh_form(gazetteer, mention.text, form).weight)


def _family_likeness(mention: Mention, form: SurfaceForm) -> float:
    written = [word(token.text) for token in tokens(mention.text)]
    return max((similarity(w, part.word) for part in form.name.of("family") for w in written), default=0.0)


def _is_own(form: SurfaceForm, entity: Entity) -> bool:
    """Return True if a form spells the entity's own name, and is no acronym or other name of it."""
    if form.kind == "acronym" or (form.is_acronym and not _is_all_caps(entity.name)):
        return False
    if form.kind == "alias" and entity.type == "person":
        names = (entity.name, *chain.from_iterable(entity.names.values()))
        return any(compare(form.text, name, entity.type, Config()).same for name in names)
    return form.kind in _OWN


def _is_all_caps(text: str) -> bool:
    return len(text) > 1 and text.isupper()


# Does it stand in the nominative?


def _is_nominative(mention: Mention, own: list[SurfaceForm], lang: str | None) -> bool:
    """Return True if a mention is sure to be in the nominative, or the language has no cases.

    In a language with cases all its words must be dictionary forms, and not all of them may be another case of one.
    Elsewhere a misspelling may be replaced, but not one whose family name, or last word, looks like a dictionary form with
    an ending (``Lukaschenkos``).
    """
    listed = {p.word for form in own for p in form.name.parts}
    known = {w for each in listed for w in (each.folded, *each.variants)}
    words = [t for t in tokens(mention.text) if len(t.folded) > 1]
    if not words or _has_other_ending(words[-1], listed):
        return False
    lang = lang or language_of_letters(words[-1].folded)
    if lang in inflected_languages():
        are_known = all(t.folded in known for t in words)
        return are_known and not all(_may_be_inflected(t.text, known, lang) for t in words)
    family = parse_name(mention.text).family if mention.label == "PER" else None
    last = next((t for t in words if family is not None and t.folded == family.folded), words[-1])
    if lang in GENITIVE_ONLY and _is_genitive(last, listed, lang):
        return False
    if last.folded in known:
        return True
    if any(len(k) >= _SHORTEST and last.folded.startswith(k) for k in known):
        return False
    return lang is not None or not any(_may_be_inflected(last.text, known, each) for each in inflected_languages())


def _has_other_ending(token: Token, listed: Iterable[Word]) -> bool:
    """Return True if the last letter has an accent that no listed word has there: Latvian *Rīgā*, Lithuanian *Lenkiją*."""
    last = token.text[-1].lower()
    return fold(last) != last and not any(each.text.lower().endswith(last) for each in listed)


def _is_genitive(token: Token, listed: Iterable[Word], lang: str) -> bool:
    """Return True for a listed word with *-s* that is not listed so: *Frederiksens*, which Latvian writes of Frederiksen."""
    folded = {each.folded for each in listed}
    return token.folded not in folded and _may_be_inflected(token.text, folded, lang)


def _may_be_inflected(text: str, known: set[str], lang: str) -> bool:
    return any(lemma.text in known for lemma in lemmas(text, lang))


# The name in the way the mention is written.


def _is_bare(mention: Mention) -> bool:
    """Return True if a person is mentioned without a given name, or with initials for it."""
    if mention.via == "surname":
        return True
    name = parse_name(mention.text)
    return mention.label == "PER" and bool(name.of("initial")) and not name.of("given")


def _in_place_of(mention: Mention, name: str, gaps: Sequence[str]) -> str:
    """Return the name, or the family name only, with the capitals of a mention and these gaps between the words."""
    if _is_bare(mention):
        return _bare(mention.text, name)
    if _is_all_caps(mention.text):
        name = name.upper() if not _is_all_caps(name) else name
    elif mention.label == "PER" and (family := parse_name(mention.text).family) and _is_all_caps(family.text):
        first, last = _family(name, len(name))
        name = name[:first] + name[first:last].upper() + name[last:]
    if mention.label == "PER":
        name = _in_order_of(mention.text, name)
    words = name.split()
    pairs = zip_longest(words, gaps[: len(words) - 1], fillvalue=" ")
    return "".join(chain.from_iterable(pairs)).removesuffix(" ") if len(words) > 1 else name


def _in_order_of(text: str, name: str) -> str:
    """Return a full name with its family name first, and a comma after it, where a mention has these."""
    words, given = tokens(text), {p.word.folded for p in parse_name(text).of("given")}
    first, last = _family(name, len(name))
    if not first or not given or words[0].folded in given:
        return name
    return f"{name[first:last]}{',' if ',' in text else ''} {name[:first].strip()}{name[last:]}"


def _bare(text: str, name: str) -> str:
    """Return a bare family name in the spelling of ``name``; initials beside it stay as they are."""
    words = [t for t in tokens(text) if len(t.folded) > 1]
    if not words:
        return text
    start, end = words[0].start, words[-1].end
    first, last = _family(name, len(words))
    family = name[first:last]
    return text[:start] + (family.upper() if _is_all_caps(text[start:end]) else family) + text[end:]


def _family(name: str, most: int) -> tuple[int, int]:
    """Return the span of the last ``most`` words of the family name in a personal name; of all of it if it has none."""
    families = {p.word.folded for p in parse_name(name).of("family")}
    found = [t for t in tokens(name) if t.folded in families][-most:]
    return (found[0].start, found[-1].end) if found else (0, len(name))

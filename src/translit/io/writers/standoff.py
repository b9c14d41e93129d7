"""Formats of corpora: brat's standoff, CoNLL's columns."""

from __future__ import annotations

import re
from urllib.parse import quote

from translit.io.writers.words import spans_of_words, words
from translit.model import AnnotatedText, Mention

DOCUMENT = "-DOCSTART- -X- O O\n\n"


def to_brat(annotated: AnnotatedText) -> str:
    r"""The ``.ann`` file beside a ``.txt`` file that holds exactly the text.

    A ``T`` line for every mention, an ``N`` line (a normalization in the database ``translit``) for its entity or for each
    that it may be, and the reason as an ``AnnotatorNotes``. A mention with a line break is given in fragments, as brat asks.

    >>> minsk = Mention(3, 8, "Minsk", "LOC", "minsk", "Minsk", 1.0, "linked", "exact")
    >>> print(to_brat(AnnotatedText("In Minsk", (minsk,))).replace("\t", " | "))
    T1 | LOC 3 8 | Minsk
    N1 | Reference T1 translit:minsk | Minsk
    <BLANKLINE>
    """
    lines, references, notes = [], 0, 0
    for number, mention in enumerate(annotated, 1):
        fragments = [f.span() for f in re.finditer(r"[^\r\n]+", mention.text)]
        offsets = ";".join(f"{mention.start + start} {mention.start + end}" for start, end in fragments)
        text = " ".join(mention.text[start:end] for start, end in fragments)
        lines.append(f"T{number}\t{mention.label} {offsets}\t{text}")
        for entity in (mention.kb_id,) if mention.kb_id else mention.candidates:
            references += 1
            lines.append(
                f"N{references}\tReference T{number} translit:{_id(entity)}\t{_one_line(mention.name or entity)}"
            )
        note = _one_line(("ambiguous; " if mention.status == "ambiguous" else "") + mention.reason)
        if note:
            notes += 1
            lines.append(f"#{notes}\tAnnotatorNotes T{number}\t{note}")
    return "".join(line + "\n" for line in lines)


def to_conll(annotated: AnnotatedText) -> str:
    """A document in CoNLL's columns: word, ``_``, entity id or ``_``, IOB2 tag; an empty line at every line break.

    An ambiguous mention has the tag of its label and ``?`` with all ids, joined by ``|``, as entity id.

    >>> minsk = Mention(3, 8, "Minsk", "LOC", "minsk", "Minsk", 1.0, "linked", "exact")
    >>> print(to_conll(AnnotatedText("In Minsk", (minsk,))))
    -DOCSTART- -X- O O
    <BLANKLINE>
    In _ _ O
    Minsk _ minsk B-LOC
    <BLANKLINE>
    <BLANKLINE>
    """
    found = words(annotated)
    tags = ["_ O"] * len(found)
    inside: set[int] = set()
    for mention, (first, after) in zip(annotated, spans_of_words(annotated, found), strict=True):
        for i in range(first, after):
            tags[i] = f"{_entity(mention)} {'B' if i == first else 'I'}-{mention.label}"
        inside.update(range(first + 1, after))
    out, position = [DOCUMENT], 0
    for i, word in enumerate(found):
        if i and i not in inside and re.search(r"[\r\n]", annotated.text[position : word.start]):
            out.append("\n")
        out.append(f"{word.text} _ {tags[i]}\n")
        position = word.end
    return "".join(out) + ("\n" if found else "")


def _entity(mention: Mention) -> str:
    return _id(mention.kb_id) or "?" + "|".join(map(_id, mention.candidates))


def _id(entity: str) -> str:
    """An id as one word: what would end it (white space, ``|``) is written as in URLs."""
    return re.sub(r"[\s|%]", lambda m: quote(m.group()), entity)


def _one_line(text: str) -> str:
    return " ".join(text.split())

"""CoNLL's columns: one line for every word, with an IOB2 tag and the id of the entity."""

from __future__ import annotations

import re

from translit.io.writers.output_format import Stream
from translit.io.writers.words import id_as_word, spans_of_words, words
from translit.model import AnnotatedText, Mention


def to_conll(annotated: AnnotatedText) -> str:
    """Return a document in CoNLL's columns: word, ``_``, entity id or ``_``, IOB2 tag; an empty line at every line break.

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
    out, position = ["-DOCSTART- -X- O O\n\n"], 0
    for i, word in enumerate(found):
        if i and i not in inside and re.search(r"[\r\n]", annotated.text[position : word.start]):
            out.append("\n")
        out.append(f"{word.text} _ {tags[i]}\n")
        position = word.end
    return "".join(out) + ("\n" if found else "")


def _entity(mention: Mention) -> str:
    return id_as_word(mention.kb_id) or "?" + "|".join(map(id_as_word, mention.candidates))


FORMAT = Stream(lambda article, annotated, options: to_conll(annotated))

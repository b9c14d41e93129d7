"""brat's standoff: an ``.ann`` file beside every text."""

from __future__ import annotations

import re

from translit.io.writers.output_format import Folder
from translit.io.writers.words import id_as_word
from translit.model import AnnotatedText

_FRAGMENT = re.compile(r"[^\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")  # what some reader of lines takes for no line end


def to_brat(annotated: AnnotatedText) -> str:
    r"""Return the ``.ann`` file beside a ``.txt`` file that holds exactly the text.

    A ``T`` line for every mention, an ``N`` line (a normalization in the database ``translit``) for its entity or for each
    that it may be, and the reason as ``AnnotatorNotes``. One with a line break or tab is given in fragments, as brat asks.

    >>> from translit.model import Mention
    >>> minsk = Mention(3, 8, "Minsk", "LOC", "minsk", "Minsk", 1.0, "linked", "exact")
    >>> print(to_brat(AnnotatedText("In Minsk", (minsk,))).replace("\t", " | "))
    T1 | LOC 3 8 | Minsk
    N1 | Reference T1 translit:minsk | Minsk
    <BLANKLINE>
    """
    lines, references, notes = [], 0, 0
    for number, mention in enumerate(annotated, 1):
        fragments = [f.span() for f in _FRAGMENT.finditer(mention.text)]
        offsets = ";".join(f"{mention.start + start} {mention.start + end}" for start, end in fragments)
        text = " ".join(mention.text[start:end] for start, end in fragments)
        lines.append(f"T{number}\t{mention.label} {offsets}\t{text}")
        for entity in (mention.kb_id,) if mention.kb_id else mention.candidates:
            references += 1
            named = f"translit:{id_as_word(entity)}\t{_one_line(mention.name or entity)}"
            lines.append(f"N{references}\tReference T{number} {named}")
        if note := _one_line(("ambiguous; " if mention.status == "ambiguous" else "") + mention.reason):
            notes += 1
            lines.append(f"#{notes}\tAnnotatorNotes T{number}\t{note}")
    return "".join(line + "\n" for line in lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())


FORMAT = Folder(lambda name, annotated, options: {".txt": annotated.text, ".ann": to_brat(annotated)})

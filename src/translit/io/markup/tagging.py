"""Writing mentions back into the source they were read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from translit.model import Mention
from translit.text.source_map import Extracted


def tag(extracted: Extracted, mentions: Iterable[Mention]) -> str:
    r"""Return the HTML or Markdown source with a ``<mark>`` around every mention; nothing else in it changes.

    A mention that markup cuts into pieces gets one ``<mark>`` for each, so that elements stay properly nested.
    ``mentions`` are those of ``extracted.text``.

    Raises
    ------
    ValueError
        If mentions overlap or are not sorted.
    IndexError
        If a mention is not within the text.

    >>> from translit.io.markup import from_html
    >>> page = from_html("<p>Swetlana <i>Tichanowskaja</i>!")
    >>> m = Mention(0, 22, "Swetlana Tichanowskaja", "PER", "sv", "Sviatlana Tsikhanouskaya", 0.98765, "linked", "key")
    >>> print(tag(page, [m]).replace('" ', '"\n  '))
    <p><mark class="translit"
      data-label="PER"
      data-entity="sv"
      data-score="0.9877"
      title="Sviatlana Tsikhanouskaya">Swetlana</mark> <i><mark class="translit"
      data-label="PER"
      data-entity="sv"
      data-score="0.9877"
      title="Sviatlana Tsikhanouskaya">Tichanowskaja</mark></i>!
    """
    source, out, done, previous = extracted.source, [], 0, 0
    for mention in mentions:
        if mention.start < previous:
            raise ValueError(f"mentions must be sorted and must not overlap: {mention.start} comes after {previous}")
        extracted.map.to_source(mention.start, mention.end)  # raises if it is not within the text
        previous = mention.end
        opening = _opening(mention)
        for start, end in _pieces(extracted, mention.start, mention.end):
            if start >= done:
                out += [source[done:start], opening, source[start:end], "</mark>"]
                done = end
    return "".join([*out, source[done:]])


def _pieces(extracted: Extracted, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the source without markup in them, and without white space around them."""
    starts, ends = extracted.map.starts, extracted.map.ends
    first: int | None = None
    for i in range(start, end):
        if not extracted.text[i].isspace():
            first = starts[i] if first is None else first
            last = ends[i]
        if first is not None and (i + 1 == end or starts[i + 1] > ends[i]):
            yield first, last
            first = None


def _opening(mention: Mention) -> str:
    attributes = {
        "class": "translit" if mention.kb_id else "translit ambiguous",
        "data-label": mention.label,
        "data-entity": mention.kb_id or " ".join(mention.candidates),
        "data-score": f"{mention.score:.4f}",
        "title": mention.name or " or ".join(mention.candidates),
    }
    told = " ".join(f'{name}="{escape(" ".join(value.split()))}"' for name, value in attributes.items())
    return f"<mark {told}>"

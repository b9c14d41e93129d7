"""The annotator: one object behind every door. Give it text, get the same text's mentions, or the text rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, overload, Literal

from translit.config import Config
from translit.fold import tokens
from translit.gazetteer import Gazetteer
from translit.link import link
from translit.lookup import compare, lookup
from translit.model import AnnotatedText, Comparison, Entity, EntityType, Match, Mention
from translit.names import parse_name

_WHOLE_WORDS = ("title", "given", "initial", "patronymic", "particle", "family", "suffix", "content", "light")


class Annotator:
    """Finds the names of a gazetteer's entities in text and in single strings.

    Immutable and picklable. Equal gazetteers and settings give equal results in every process.

    Examples
    --------
    >>> g = Gazetteer.from_records([{"id": "sv", "name": "Sviatlana Tsikhanouskaya", "type": "person",
    ...                              "names": {"be": "Святлана Ціханоўская", "ru": "Светлана Тихановская"}}])
    >>> [(m.text, m.kb_id) for m in Annotator(g).annotate("Swetlana Tichanowskaja’s visit; Tikhanovskaya left.")]
    [('Swetlana Tichanowskaja', 'sv'), ('Tikhanovskaya', 'sv')]
    """

    def __init__(self, gazetteer: Gazetteer | None = None, *, config: Config | None = None) -> None:
        self.gazetteer = Gazetteer.default() if gazetteer is None else gazetteer
        self.config = config or Config()

    def annotate(self, text: str) -> AnnotatedText:
        """The mentions in ``text``: sorted, disjoint, offsets in code points.

        Raises
        ------
        TypeError
            If ``text`` is not a string.
        """
        if not isinstance(text, str):
            raise TypeError(f"text must be a str, not {type(text).__name__}")
        return link(text, self.gazetteer, self.config)

    def lookup(self, name: str, *, limit: int = 5) -> list[Match]:
        """The entities that a single name may stand for, best first; ``[]`` if it is nobody's (NIL)."""
        return lookup(self.gazetteer, self.config, name, limit)

    def compare(self, a: str, b: str, *, type: EntityType = "person") -> Comparison:
        """Whether two strings name the same person, organization or place; symmetric, no gazetteer involved."""
        return compare(a, b, type, self.config)

    def normalize(self, text: str, *, style: str | None = None) -> str:
        """The text with every linked spelling replaced by the canonical one.

        Spellings are rewritten, names are not exchanged: a bare family name stays bare, an acronym or another listed name
        stays as it is, and so does whatever is ambiguous. ``style`` picks the house style of entities that have it.
        """
        out, position = [], 0
        for mention in self.annotate(text):
            out += [text[position : mention.start], self._rewritten(mention, style)]
            position = mention.end
        return "".join([*out, text[position:]])

    @overload
    def pipe(self, texts: Iterable[str], *, as_tuples: Literal[False] = False) -> Iterator[AnnotatedText]: ...
    @overload
    def pipe(
        self, texts: Iterable[tuple[str, Any]], *, as_tuples: Literal[True]
    ) -> Iterator[tuple[AnnotatedText, Any]]: ...
    def pipe(self, texts: Iterable[Any], *, as_tuples: bool = False) -> Iterator[Any]:
        """Annotate many texts, lazily and in order; ``pipe(xs)`` is ``annotate(x)`` for each.

        With ``as_tuples`` the input is ``(text, anything)`` and the output ``(annotated, anything)``.
        """
        for item in texts:
            if as_tuples:
                text, context = item
                yield self.annotate(text), context
            else:
                yield self.annotate(item)

    def _rewritten(self, mention: Mention, style: str | None) -> str:
        if mention.status != "linked":
            return mention.text
        entity = self.gazetteer.entities[mention.kb_id]
        if not self._is_spelling(mention, entity):
            return mention.text
        name = entity.styles.get(style, entity.name) if style else entity.name
        if mention.via == "surname":
            family = parse_name(name).family
            name = family.text if family else name
        shouted = mention.text.isupper() and len(mention.text) > 1 and any(c.islower() for c in name)
        return name.upper() if shouted else name

    def _is_spelling(self, mention: Mention, entity: Entity) -> bool:
        """Whether the mention spells the entity's own name, not another listed one."""
        if mention.via != "exact":
            return True
        folded = tuple(t.folded for t in tokens(mention.text))
        kinds = {f.kind for f in self.gazetteer.exact(folded) if f.entity.id == entity.id}
        return bool(kinds & {"name", "native", "style"})

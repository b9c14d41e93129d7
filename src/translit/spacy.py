"""The spaCy component: ``nlp.add_pipe("translit")`` tags a Doc with the entities of a gazetteer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from translit.annotator import Annotator
from translit.gazetteer import Gazetteer

KEY = "translit"


@Language.factory(KEY, default_config={"gazetteer": None, "set_ents": False}, assigns=["doc.spans"])
def make_translit(nlp: Language, name: str, gazetteer: str | None, set_ents: bool) -> TranslitComponent:
    """Make the component.

    Parameters
    ----------
    nlp, name:
        Given by spaCy.
    gazetteer:
        Path of an alias file; the shipped gazetteer if ``None``.
    set_ents:
        Whether to write ``doc.ents`` too; entities that are there already and overlap give way.
    """
    return TranslitComponent(name, None if gazetteer is None else Gazetteer.from_yaml(Path(gazetteer)), set_ents)


class TranslitComponent:
    """Writes ``doc.spans["translit"]`` (and ``doc.ents`` on request): label, ``kb_id_``, and ``span._.translit``."""

    def __init__(self, name: str, gazetteer: Gazetteer | None = None, set_ents: bool = False) -> None:
        self.name = name
        self.set_ents = set_ents
        self.annotator = Annotator(gazetteer)
        if not Span.has_extension(KEY):
            Span.set_extension(KEY, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a Doc in place."""
        spans = []
        for mention in self.annotator.annotate(doc.text):
            span = doc.char_span(
                mention.start, mention.end, label=mention.label, kb_id=mention.kb_id, alignment_mode="expand"
            )
            if span is None:  # nothing of the mention is a token of this Doc
                continue
            details: dict[str, Any] = mention.to_dict()
            span._.set(KEY, details)
            spans.append(span)
        doc.spans[KEY] = spans
        if self.set_ents:
            linked = filter_spans([s for s in spans if s.kb_id_])
            covered = {t.i for s in linked for t in s}
            doc.ents = [*linked, *(e for e in doc.ents if not covered & {t.i for t in e})]
        return doc

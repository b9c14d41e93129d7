"""The spaCy component: ``nlp.add_pipe("translit")`` tags a Doc with the entities of a gazetteer.

It writes ``doc.spans["translit"]``: spans with a label (``PER``, ``ORG``, ``LOC``), ``kb_id_`` and ``id_`` (the entity's id,
empty if ambiguous). Tokens may be longer than names, so a span covers whole tokens, and what is exact stands in extensions:

``Span._.translit``
    The mention as a plain dict: ``start`` and ``end`` (code points of ``doc.text``, half-open), ``text``, ``label``,
    ``kb_id``, ``name``, ``score`` (a probability, 0..1), ``status``, ``via``, ``reason``, and ``candidates`` if it is
    ambiguous.
``Span._.canonical``
    The canonical name, empty if ambiguous, ``None`` for a span that is no mention.
``Doc._.entities``
    How often each linked entity is mentioned, by id, in order of first mention.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import srsly
from spacy import util
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example

import translit
from translit.annotation.annotator import Annotator
from translit.config import Config
from translit.errors import ReadError
from translit.gazetteer import Gazetteer
from translit.model import Mention

KEY = "translit"
_HERE = "translit_here"  # extension: the mentions whose whole tokens are those of a span; nearly always one
_COMPILED = "gazetteer.tli"


@Language.factory(
    KEY,
    assigns=["doc.spans", "span._.translit", "span._.canonical", "doc._.entities"],
    default_score_weights={"spans_translit_kb_f": 1.0, "spans_translit_f": None},
)
def make_translit(
    nlp: Language,
    name: str,
    gazetteer: str | Path | Gazetteer | None = None,
    threshold: float = Config().threshold,
    set_ents: bool = False,
    spans_key: str = KEY,
    candidates_from: str | None = None,
) -> TranslitComponent:
    """Make the component; the parameters are those of :class:`TranslitComponent`."""
    return TranslitComponent(
        name, gazetteer, threshold=threshold, set_ents=set_ents, spans_key=spans_key, candidates_from=candidates_from
    )


class TranslitComponent:
    """Finds the names of a gazetteer's entities in a Doc.

    Parameters
    ----------
    name:
        The component's name in its pipeline.
    gazetteer:
        A path that :func:`translit.load` takes, a gazetteer (in a config: a function of spaCy's registry that gives one),
        or ``None`` for the one that ships with the package. A path where there is nothing is an error at the first Doc,
        and not before: a saved pipeline brings its own gazetteer and may be loaded where the path is unknown.
    threshold:
        Smallest score (0..1, inclusive) at which a name is linked.
    set_ents:
        Write linked mentions to ``doc.ents`` too. Of mentions that overlap there (two in one token), the longer,
        then the first is taken; entities that are there already and overlap give way.
    spans_key:
        Where in ``doc.spans`` the mentions go.
    candidates_from:
        ``"ents"``, or a key of ``doc.spans``: take names only where an earlier component found one. Mentions that touch none
        of its spans are left out; its spans of several words in which the article shows no name are looked up by themselves.

    Raises
    ------
    ValueError
        If ``threshold`` lies outside its range, or a key is empty or used for both.
    ReadError, AliasFileError
        If the gazetteer cannot be read, or with all its faults at once.
    """

    def __init__(
        self,
        name: str = KEY,
        gazetteer: str | Path | Gazetteer | None = None,
        *,
        threshold: float = Config().threshold,
        set_ents: bool = False,
        spans_key: str = KEY,
        candidates_from: str | None = None,
    ) -> None:
        if not spans_key or candidates_from == "":
            raise ValueError(f"component {name!r}: a key of doc.spans is empty")
        if spans_key == candidates_from:
            raise ValueError(f"component {name!r}: spans_key and candidates_from are both {spans_key!r}")
        self.name = name
        self.set_ents = set_ents
        self.spans_key = spans_key
        self.candidates_from = candidates_from
        self.config = Config(threshold=threshold)
        self._source = gazetteer
        if not isinstance(gazetteer, str | Path) or Path(gazetteer).exists():
            self.annotator  # noqa: B018  opened now

    @cached_property
    def annotator(self) -> Annotator:
        """Return what finds the names; raise a ReadError if there is no gazetteer where the configuration says."""
        if self._source is None or isinstance(self._source, Gazetteer):
            return Annotator(self._source, config=self.config)
        return translit.load(self._source, config=self.config)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a Doc in place.

        Raises
        ------
        ValueError
            If ``candidates_from`` names a key that ``doc.spans`` does not have.
        """
        mentions: Iterable[Mention] = self.annotator.annotate(doc.text)
        if self.candidates_from is not None:
            mentions = self._among(self._candidates(doc), mentions)
        spans: list[Span] = []
        counts: Counter[str] = Counter()
        here: dict[tuple[int, int], list[dict[str, Any]]] = {}
        for mention in mentions:
            start, end, id_ = mention.start, mention.end, mention.kb_id
            span = doc.char_span(start, end, mention.label, kb_id=id_, span_id=id_, alignment_mode="expand")
            if span is None:  # nothing of the mention is a token of this Doc
                continue
            spans.append(span)
            if mention.status == "linked":
                counts[id_] += 1
            details = here.setdefault((span.start, span.end), [])
            details.append(mention.to_dict())
            span._.set(_HERE, {**(span._.get(_HERE) or {}), self.spans_key: details})
        doc.spans[self.spans_key] = spans
        doc._.entities = dict(counts)
        if self.set_ents:
            linked = util.filter_spans([s for s in spans if s.kb_id_])
            covered = {t.i for s in linked for t in s}
            doc.ents = [*linked, *(e for e in doc.ents if not covered & {t.i for t in e})]
        return doc

    def score(self, examples: Iterable[Example], **options: Any) -> dict[str, Any]:
        """Precision, recall and F of the spans, for ``nlp.evaluate``.

        ``spans_KEY_p``, ``_r``, ``_f`` and ``_per_type`` are of spans with the right label, ``spans_KEY_kb_p``, ``_kb_r``,
        ``_kb_f`` and ``_kb_per_type`` of spans with the right ``kb_id_``, all together and for every entity. ``KEY`` is
        ``spans_key``; examples whose reference has no such spans do not count.
        """
        key = self.spans_key
        examples = list(examples)

        def linked(doc: Doc, attr: str) -> list[Span]:
            return [Span(doc, s.start, s.end, label=s.kb_id_) for s in doc.spans[key] if s.kb_id_]

        of_spans = partial(Scorer.score_spans, has_annotation=lambda doc: key in doc.spans, allow_overlap=True)
        by_label = of_spans(examples, f"spans_{key}", getter=lambda doc, attr: list(doc.spans[key]))
        return {**by_label, **of_spans(examples, f"spans_{key}_kb", getter=linked)}

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the gazetteer into a folder; the settings stand in the pipeline's own ``config.cfg``.

        A file that a process has mapped is replaced, not written to.
        """
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        if "gazetteer" not in exclude:
            self.annotator.gazetteer.save(folder / _COMPILED)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> TranslitComponent:
        """Use the gazetteer that :meth:`to_disk` saved.

        Raises
        ------
        ReadError
            If there is none in the folder.
        """
        compiled = Path(path) / _COMPILED
        if "gazetteer" not in exclude:
            if not compiled.exists():
                raise ReadError(f"{compiled}: no such file; was the pipeline saved whole?")
            self._use(Gazetteer.open(compiled))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the gazetteer as bytes."""
        content = b"" if "gazetteer" in exclude else self.annotator.gazetteer.to_bytes()
        packed: bytes = srsly.msgpack_dumps({"gazetteer": content})
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> TranslitComponent:
        """Use the gazetteer that :meth:`to_bytes` gave.

        Raises
        ------
        ReadError
            If they are other bytes.
        """
        content = _gazetteer_in(data)
        if content and "gazetteer" not in exclude:
            self._use(Gazetteer.from_bytes(content))
        return self

    def _use(self, gazetteer: Gazetteer) -> None:
        self._source = gazetteer
        self.__dict__.pop("annotator", None)

    def _candidates(self, doc: Doc) -> list[Span]:
        if self.candidates_from == "ents":
            return list(doc.ents)
        if self.candidates_from not in doc.spans:
            missing = (
                f"doc.spans has no {self.candidates_from!r}; is the component that writes it before {self.name!r}?"
            )
            raise ValueError(f"component {self.name!r}: {missing}")
        return list(doc.spans[self.candidates_from])

    def _among(self, candidates: list[Span], mentions: Iterable[Mention]) -> list[Mention]:
        """Return the mentions that touch a candidate, and the entities of full names that the article does not show."""

        def touches(span: Span, mention: Mention) -> bool:
            return bool(span.start_char < mention.end and mention.start < span.end_char)

        kept = [m for m in mentions if any(touches(c, m) for c in candidates)]
        # A single word is the article's decision: it may be the family name of a stranger.
        names = [c for c in candidates if len(c.text.split()) > 1 and not any(touches(c, m) for m in kept)]
        found = (self._looked_up(c) for c in util.filter_spans(names))
        return sorted([*kept, *(m for m in found if m is not None)], key=lambda m: m.start)

    def _looked_up(self, span: Span) -> Mention | None:
        matches = [m for m in self.annotator.lookup(span.text) if m.status != "alternative"]
        if not matches:
            return None
        first = matches[0]
        one = len(matches) == 1
        return Mention(
            start=span.start_char,
            end=span.end_char,
            text=span.text,
            label=first.entity.label,
            kb_id=first.entity.id if one else "",
            name=first.entity.name if one else "",
            score=first.score,
            status="linked" if one else "ambiguous",
            via=first.via,
            reason=str(first.explain()) if one else "may be " + " or ".join(m.entity.name for m in matches),
            candidates=() if one else tuple(m.entity.id for m in matches),
        )


def _gazetteer_in(data: bytes) -> bytes:
    """Return the content of a compiled gazetteer that :meth:`TranslitComponent.to_bytes` packed."""
    try:
        content = srsly.msgpack_loads(data)["gazetteer"]
    except Exception as error:  # whatever the parser raises of bytes that are not its own
        raise ReadError(
            f"not the bytes of a component ({type(error).__name__}: {error}); save the pipeline again"
        ) from None
    if not isinstance(content, bytes):
        raise ReadError("not the bytes of a component (no gazetteer); save the pipeline again")
    return content


def _details(span: Span) -> dict[str, Any] | None:
    """Return the mention of a span; of several in one token, the one with the span's own id."""
    found: list[dict[str, Any]] = [m for group in (span._.get(_HERE) or {}).values() for m in group]
    own = (m for m in found if (m["kb_id"], m["label"]) == (span.kb_id_, span.label_))
    return next(own, found[0] if found else None)


def _canonical(span: Span) -> str | None:
    details = _details(span)
    return None if details is None else str(details["name"])


for _kind, _name, _options in (
    (Span, _HERE, {"default": None}),
    (Span, KEY, {"getter": _details}),
    (Span, "canonical", {"getter": _canonical}),
    (Doc, "entities", {"default": {}}),
):
    if not _kind.has_extension(_name):
        _kind.set_extension(_name, **_options)

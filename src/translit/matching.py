"""One name, asked by itself: which entity is it, or do two names mean the same?"""

from __future__ import annotations

from translit.candidates import candidates
from translit.config import FLOOR, Config
from translit.explanations import conflict, explain_exact, explain_match, explain_names
from translit.fold import fold_words, tokens
from translit.gazetteer import Form, Gazetteer
from translit.model import Comparison, EntityType, Evidence, Explanation, Match, Status, Via
from translit.names import parse_name
from translit.alignment import align
from translit.score import exact, score_names
from translit.table.words import SAME_KEY, SAME_VARIANT, word

_MAX_WORDS = 24  # nobody's name is longer; a paragraph given as a name is nobody


def lookup(gazetteer: Gazetteer, config: Config, name: str, limit: int) -> list[Match]:
    """The entities that ``name`` may stand for, best first; empty for NIL."""
    folded = fold_words(name)
    if not folded or len(folded) > _MAX_WORDS:
        return []
    best: dict[str, tuple[float, Via, Form, Evidence]] = {}
    for form in _listed(gazetteer, name, folded):
        best.setdefault(form.entity.id, (1.0, "exact", form, exact(name, form.text)))
    if not best:
        for form in candidates(gazetteer, [word(t.text) for t in tokens(name)]):
            evidence = score_form(name, form)
            known = best.get(form.entity.id)
            if evidence.score >= FLOOR and (known is None or evidence.score > known[0]):
                best[form.entity.id] = (evidence.score, via(name, form), form, evidence)
    ranked = sorted(best.values(), key=lambda b: (-b[0], b[2].entity.id))
    top = sum(1 for b in ranked if b[0] >= ranked[0][0] - config.margin) if ranked else 0
    status: Status = "ambiguous" if top > 1 else "linked"
    return [
        Match(
            form.entity, score, status if i < top else "alternative", how, form.text,
            _explain(gazetteer, name, form, evidence),
        )
        for i, (score, how, form, evidence) in enumerate(ranked[: max(limit, 0)])
        if score >= config.threshold
    ]  # fmt: skip


def score_form(name: str, form: Form) -> Evidence:
    """The evidence that ``name`` is one of the forms of an entity."""
    entity = form.entity
    query = parse_name(name, entity.type)
    return score_names(query, form.name, gender=entity.gender, mononym=entity.mononym)


def via(name: str, form: Form) -> Via:
    """How a name was reached: its least certain word decides."""
    query = parse_name(name, form.entity.type)
    pairs, _, _ = align(query.parts, form.name.parts)
    worst = min((alike for *_, alike in pairs), default=0.0)
    if worst >= 1.0:
        return "exact"
    if worst >= SAME_VARIANT:
        return "variant"
    return "key" if worst >= SAME_KEY else "fuzzy"


def compare(a: str, b: str, type: EntityType, config: Config) -> Comparison:
    """Whether two strings name the same; symmetric."""
    left, right = parse_name(a, type), parse_name(b, type)
    if fold_words(a) == fold_words(b) and fold_words(a):
        evidence = exact(a, b)
        sentence = f"“{a}” and “{b}” have the same letters"
    else:
        evidence = score_names(left, right)
        sentence = explain_names(left, right)
    score = evidence.score
    same = score >= config.threshold
    against = conflict(evidence)
    if not same and against:
        sentence = f"different names: {against} do not agree"
    return Comparison(a, b, score, same, Explanation(sentence, evidence))


def _listed(gazetteer: Gazetteer, name: str, folded: tuple[str, ...]) -> list[Form]:
    """Forms with exactly these letters; a name in capitals may be an acronym, another may not."""
    shouted = name.isupper()
    return [f for f in gazetteer.exact(folded) if not f.is_acronym or shouted]


def _explain(gazetteer: Gazetteer, name: str, form: Form, evidence: Evidence) -> Explanation:
    if evidence.parts[0].kind == "exact":
        return Explanation(explain_exact(form), evidence)
    return Explanation(explain_match(parse_name(name, form.entity.type), form, gazetteer), evidence)

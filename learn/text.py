"""Fit the weights of links in text on annotated articles: python learn/text.py --data FOLDER

FOLDER is described in ``benchmarks/articles.py``. Every candidate span that no likelier one covers is a case, right if the
gold has its span and entity. Each set is read with its whole gazetteer and with half of its entities left out: a link of
a mention whose entity is left out is wrong. The shipped gazetteer reads the same articles; its entities are those of the
gold with the same Wikidata id or an equal name. Words, invented people and towns (``open_world_text.py``) are nobody.
The weights of ``text`` in data/table/weights.yaml are rewritten; which candidates are covered depends on the weights, so
the fit is repeated.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
from additive import COMPILED, Row, crossed, fit, prepare, write
from articles import Article, Bench, read
from babel import Locale
from bench_data import print_reliability
from open_world_judge import Judge
from open_world_text import PERSON_SENTENCES, SENTENCES, TOWN_SENTENCES, samples

from build_data.__main__ import compile_weights, dump
from translit.annotation.annotator import Annotator
from translit.annotation.spans import CandidateSpan
from translit.gazetteer import Gazetteer
from translit.match import additive
from translit.match.features import TEXT
from translit.model import Entity
from translit.names.countries import country_of
from translit.names.parse import parse_name
from translit.table.romanization import variants
from translit.table.tables import tables
from translit.text.tokens import fold_words

WEIGHTS = Path("data/table/weights.yaml")
SETS = ("slavic/lemmas", "slavic/canonical", "english/lemmas", "russian/lemmas")
MASKED = "aida_masked"
"""The topic of articles whose other words are masked: they have no context to learn from."""
OPEN = {"words": 30000, "people": 6000, "towns": 8000}
"""Texts about nobody, by kind."""
OPEN_WEIGHT = {"words": 2.0, "people": 4.0, "towns": 3.0}
"""What a case of them counts: most persons and towns of the news are in no list, but the annotated articles are about those
that are. With more, respelled names of listed persons in the region's news begin to be lost."""
OF_THE_REGION = 4.0
"""What a case of the shipped gazetteer in news of its region counts: nothing else shows how its persons are named there."""
WITHOUT_CASES = 3.0
"""What a case in English counts: the only annotated articles in a language without case endings are few."""
WRITTEN = 0.05
"""What a spelling by a convention counts: there are hundreds, all made alike."""
ENTITIES = 200
"""Listed entities that each kind of made-up sentence is about, so that a long list does not outweigh the articles."""
OF_STRANGERS = ("en", "ru", "pl", "uk", "en", "cs", "bg")
"""Languages of made-up sentences about strangers."""
MADE_UP = 3.0
"""What a case of a made-up sentence with a contradiction counts; articles with strangers of the same name are few."""
INSIDE = ("in_name_of_thing", "called_by_noun")
"""Features of names inside names of things. Some of the gold has these names and some has not; here they are none."""
PENALTY = 3e-5
"""Of squares, for each case: of 1e-5 to 2e-4 it has the least loss on articles that the fit has not seen."""
ROUNDS = 2


class Gold:
    """The names of an article as annotated, and what their entities are called."""

    def __init__(self, bench: Bench, article: Article, ids: Mapping[str, str], gazetteer: Gazetteer) -> None:
        self.article = article
        self.ids = ids
        self.gazetteer = gazetteer
        self.listed = bench.listed
        self.entities = {(m.start, m.end): m.entity for m in article.marks}
        self.optional = {(m.start, m.end) for m in article.marks if m.optional}

    def verdict(self, start: int, end: int, id: str) -> bool | None:
        """Return whether a link is right, ``None`` if the gold does not tell.

        It does not if it has the entity elsewhere in the article and nothing here (repeats are often left out), if it has
        an entity with a name in common (twins), and if the name stands in the genitive inside a longer Slavic one.
        """
        if start < self.article.start or end > self.article.end or (start, end) in self.optional:
            return None
        gold = self.entities.get((start, end))
        if gold is not None:
            if self.ids.get(gold) == id:
                return True
            return None if self._names(id) & {fold_words(name) for name in self.listed.get(gold, ())} else False
        over = [m for m in self.article.marks if m.start < end and start < m.end]
        if not over:
            is_repeat = any(self.ids.get(m.entity) == id for m in self.article.marks)
            return None if is_repeat or len(fold_words(self.article.text[start:end])) > 1 else False
        outer = [m for m in over if m.start <= start and end <= m.end]
        is_genitive = bool(outer) and self.article.lang != "en" and all(m.category != "PER" for m in outer)
        return None if is_genitive or any(self.ids.get(m.entity) == id for m in over) else False

    def _names(self, id: str) -> set[tuple[str, ...]]:
        return {fold_words(form.text) for form in self.gazetteer.forms_of(id)}


def candidates(annotator: Annotator, text: str) -> Iterator[tuple[CandidateSpan, int, int]]:
    """Yield the candidate spans of a text that no likelier one covers, with their offsets."""
    for offset, detected in annotator._detected(text):
        tokens = detected.document.tokens
        for span in annotator._resolver.decided(detected):
            yield span, offset + tokens[span.first].start, offset + tokens[span.last - 1].end


def cases(annotator: Annotator, gold: Gold, source: str, weight: float) -> Iterator[Row]:
    """Yield the candidates of an article, each right or wrong."""
    text = gold.article.text
    key = str(zlib.crc32(text.encode()))
    for span, start, end in candidates(annotator, text):
        has_dot = (start, end) not in gold.entities and (start, end + 1) in gold.entities  # that of an abbreviation
        right = gold.verdict(start, end + has_dot, span.entities[0].id) if len(span.entities) == 1 else None
        if right is not None and not any(span.values.get(name) for name in INSIDE):
            yield Row(dict(span.values), right, weight, f"{source} {span.method}", key)


def open_cases(annotator: Annotator, kind: str, most: int, weight: float) -> Iterator[Row]:
    """Yield the candidates in short texts about words, people and towns that are in no gazetteer, or hardly any."""
    judge = Judge(annotator.gazetteer)
    for sample in samples(kind, "fit", most):
        for span, start, end in candidates(annotator, sample.text):
            verdict = judge.mention(sample, start, end, span.entities[0].id)
            if len(span.entities) == 1 and verdict != "bare":
                yield Row(dict(span.values), verdict == "right", weight, f"open {kind} {span.method}", sample.key)


def juniors(annotator: Annotator) -> Iterator[Row]:
    """Yield the candidates for names of listed persons with *Jr.* after them: another person."""
    for number, entity in enumerate(some_persons(annotator)):
        text = f"The pupils here like {entity.name}{', ' if number % 2 else ' '}Jr., who teaches at the school."
        for span, *_ in candidates(annotator, text):
            if entity in span.entities:
                yield Row(dict(span.values), False, MADE_UP, f"juniors {span.method}", entity.id)


def namesakes(annotator: Annotator) -> Iterator[Row]:
    """Yield the candidates for the family names of listed persons named in full, after the given name of somebody else."""
    for person, lang, name, given in with_strangers(some_persons(annotator)):
        family = parse_name(name, "person", lang).family
        if family is not None:
            known, stranger = (
                PERSON_SENTENCES[lang].format(full=full, family=family.text).split(". ")[0]
                for full in (name, f"{given} {family.text}")
            )
            for span, start, _ in candidates(annotator, f"{known}. {stranger}."):
                if person in span.entities and start > len(known):
                    yield Row(dict(span.values), False, MADE_UP, f"namesakes {span.method}", person.id)


def people_with_names_of_places(annotator: Annotator) -> Iterator[Row]:
    """Yield the candidates for listed places that are somebody's family name here: *Jack London*, then *London*."""
    for place, lang, name, given in with_strangers(one_word_places(annotator)):
        text = PERSON_SENTENCES[lang].format(full=f"{given} {name}", family=name)
        for span, *_ in candidates(annotator, text):
            if place in span.entities:
                yield Row(dict(span.values), False, MADE_UP, f"people called as places {span.method}", place.id)


def with_strangers(entities: Sequence[Entity]) -> Iterator[tuple[Entity, str, str, str]]:
    """Yield the entities with a language each, its name in that and an invented given name; English if it has none."""
    people = samples("people", "fit")
    given = {lang: [s.key.split(" ")[0] for s in people if s.lang == lang] for lang in OF_STRANGERS}
    for number, entity in enumerate(entities):
        lang = OF_STRANGERS[number % len(OF_STRANGERS)]
        names = entity.names.get(lang, ())
        lang, name = (lang, names[0]) if names else ("en", entity.name)
        yield entity, lang, name, given[lang][number % len(given[lang])]


def places_elsewhere(annotator: Annotator) -> Iterator[Row]:
    """Yield the candidates for listed places that are said to be in the country of another one."""
    places = one_word_places(annotator)
    countries = sorted({p.country for p in places} - {""})
    for number, place in enumerate(places):
        other = next(c for c in countries[number % len(countries) :] + countries if c != place.country)
        text = TOWN_SENTENCES[number % 2].format(place.name, Locale("en").territories[other])
        for span, start, _ in candidates(annotator, text):
            if place in span.entities and start == text.index(place.name):
                yield Row(dict(span.values), False, MADE_UP, f"places elsewhere {span.method}", place.id)


def names_of_things(annotator: Annotator) -> Iterator[Row]:
    """Yield the candidates for listed places by which a ship, a hotel or a university is called."""
    sentences = (
        "The frigate {} sailed on Monday.",
        "She works at the University of {} now.",
        "The hotel {} is closed.",
    )
    for number, place in enumerate(one_word_places(annotator)):
        for span, *_ in candidates(annotator, sentences[number % len(sentences)].format(place.name)):
            if place in span.entities:
                yield Row(dict(span.values), False, MADE_UP, f"names of things {span.method}", place.id)


def one_word_places(annotator: Annotator) -> Sequence[Entity]:
    """Return some of the listed places, no countries, whose name is one word."""
    places = (e for e in annotator.gazetteer.entities.values() if e.type == "place" and " " not in e.name)
    return evenly([e for e in places if not country_of(" ".join(fold_words(e.name)))])


def some_persons(annotator: Annotator) -> Sequence[Entity]:
    """Return some of the listed persons."""
    return evenly([e for e in annotator.gazetteer.entities.values() if e.type == "person"])


def evenly(entities: Sequence[Entity]) -> Sequence[Entity]:
    """Return ``ENTITIES`` of the entities, at even distances."""
    return entities[:: max(1, len(entities) // ENTITIES)]


def written_by_the_press(annotator: Annotator) -> Iterator[Row]:
    """Yield the candidates for places and organizations as the press of a language writes them, in a sentence of it."""
    conventions = tables().conventions
    for entity in evenly(list(annotator.gazetteer.entities.values())):
        for native, form in ((n, f) for n, forms in entity.names.items() for f in forms if " " not in f):
            if entity.type == "person" or native not in tables().languages:
                continue
            for spelling in variants(form, lang=native):
                used = {lang for c in spelling.conventions for lang in conventions[c].used}
                for lang in sorted(used & SENTENCES.keys()):
                    for span, *_ in candidates(annotator, SENTENCES[lang][0].format(spelling.text)):
                        if span.way == "convention" and entity in span.entities:
                            yield Row(dict(span.values), True, WRITTEN, "press variant", entity.id)


def shipped_ids(bench: Bench, gazetteer: Gazetteer) -> dict[str, str]:
    """Return the entities of the gold that the shipped gazetteer has, each with its id there: by Wikidata, else by name."""
    by_wikidata = {e.links["wikidata"]: id for id, e in gazetteer.entities.items() if "wikidata" in e.links}
    found = {}
    for id, names in bench.listed.items():
        ids = {f.entity.id for n in names for f in gazetteer.exact(fold_words(n)) if not f.needs_context}
        if id in by_wikidata:
            found[id] = by_wikidata[id]
            continue
        ids = {i for i in ids if not id.startswith("Q") or "wikidata" not in gazetteer.entities[i].links}
        if len(ids) == 1:
            found[id] = ids.pop()
    return found


def all_cases(data: Path, most: int | None) -> Iterator[Row]:
    """Yield the cases of all sets."""
    shipped = Annotator()
    for kind, count in OPEN.items():
        yield from open_cases(shipped, kind, count, OPEN_WEIGHT[kind])
    yield from juniors(shipped)
    yield from namesakes(shipped)
    yield from people_with_names_of_places(shipped)
    yield from places_elsewhere(shipped)
    yield from names_of_things(shipped)
    yield from written_by_the_press(shipped)
    for name in SETS:
        bench = read(data, name, most)
        articles = [a for a in bench.articles if a.topic != MASKED]
        same = {id: id for id in bench.listed}
        usual = WITHOUT_CASES if name.startswith("english") else 1.0
        runs = [(name, Annotator(bench.gazetteer(None, None)), same, usual)]
        runs += [(f"{name} half", Annotator(bench.without_half(n).gazetteer(None, None)), same, usual) for n in (0, 1)]
        if name != "slavic/canonical":
            weight = OF_THE_REGION if name.startswith("slavic") else usual
            runs.append((f"{name} shipped", shipped, shipped_ids(bench, shipped.gazetteer), weight))
        for kind in ("words", "people") if name.endswith("lemmas") else ():
            yield from open_cases(runs[0][1], kind, OPEN[kind] // 10, 0.5)
        for source, annotator, ids, weight in runs:
            for article in articles:
                yield from cases(annotator, Gold(bench, article, ids, annotator.gazetteer), source, weight)


def compile_fitted() -> None:
    """Compile the weights, so that the next round is made with them."""
    COMPILED.write_bytes(dump(compile_weights(WEIGHTS)))
    additive._weights.cache_clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--most", type=int, help="articles of each set, evenly spaced")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    args = parser.parse_args()
    prepare()
    for _ in range(args.rounds):
        rows = list(all_cases(args.data, args.most))
        scores = crossed(rows, TEXT.features, PENALTY)
        counted: Counter[str] = Counter()
        for row in rows:
            counted[f"{row.source.rsplit(' ', 1)[0]} {'right' if row.right else 'wrong'}"] += row.weight
        print("weight of the cases:", ", ".join(f"{source} {weight:.0f}" for source, weight in sorted(counted.items())))
        print(f"{len(rows):,} cases, {sum(r.right for r in rows):,} right; cross-fitted:")
        for method in ("", "exact", "inflected", "variant", "key", "fuzzy", "surname", "short"):
            print(method or "all")
            found = [(s, r.right) for s, r in zip(scores, rows, strict=True) if r.source.endswith(method)]
            print_reliability(found)
        write(WEIGHTS, {TEXT.name: fit(rows, TEXT.features, PENALTY)})
        compile_fitted()


if __name__ == "__main__":
    main()

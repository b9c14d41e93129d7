"""Whether the reasons of links are true: make bench-reasons DATA=FOLDER

FOLDER has ``*.jsonl.gz`` files, a ``text`` a line; of each file the first ``--articles`` in every language are annotated
with the shipped gazetteer, and every different reason is held against the rules of :func:`faults`. Printed are the
reasons that break one, and how many were read in which language.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from translit.annotation.annotator import Annotator, annotator_for
from translit.model import Entity, Mention
from translit.names.cities import city_of
from translit.names.countries import country_of, languages_of
from translit.names.inflection import lemmas
from translit.text.document import language_of
from translit.text.fold import fold, letters
from translit.text.language import language_name
from translit.text.tokens import fold_words, tokens

_CONVENTION = re.compile(r"(?:(?P<press>\w+) press|[^()]+) from (?P<native>[^()]+)\)")
_EQUATION = re.compile(r"(?P<word>[^\s;=]+) = (?P<names>[^;=(]+?)(?: \(|, with|;|$)")
_EDITED = re.compile(r"(?P<word>[^\s;=]+) = (?P<listed>[^\s,;(]+)[^;]* (?:with|,) (?:extra|\w+ dropped)")
_CASE = re.compile(r"“(?P<listed>[^”]+)” in another case")
_LISTED = re.compile(r"name of .+(?<!, written as) in (?P<lang>[A-Z][\w ()]+)$")
_BROKEN = re.compile(r"[-¬\u00ad]\s*\n\s*")  # a word broken at the end of a line
_CODE = re.compile(r"\b(?:in|from) [a-z]{2,3}(?:$|[);,])")


def faults(mention: Mention, entity: Entity, lang: str | None) -> Iterator[str]:
    """Yield the rules that the reason of a link in a text of some language breaks."""
    reason = mention.reason
    canonical = set(fold_words(entity.name))
    at_home = {language_name(code) for code in {lang, *languages_of(entity.country)} - {None}}
    conventions = list(_CONVENTION.finditer(reason))
    if len(conventions) > 1:
        yield "more than one convention"
    for found in conventions:
        if found["press"] and lang and found["press"] not in at_home | {"English"}:
            yield "the press of a third language"
        if entity.country and found["native"] not in at_home:
            yield "a name in a third language"
        words = {fold(m["word"]) for m in _EQUATION.finditer(reason)} & set(fold_words(mention.text))
        if words and words <= canonical:
            yield "a convention for words of the canonical name"
    if lang and any(
        fold(m["listed"]) in {lemma.text for lemma in lemmas(m["word"], lang)} for m in _EDITED.finditer(reason)
    ):
        yield "an extra letter where it is another case"
    for found in _CASE.finditer(reason) if lang and "feminine" not in reason else ():
        yield from _faults_of_case(mention.text, found["listed"], lang)
    if "have the same letters" in reason:
        yield "the same letters"
    if _CODE.search(reason):
        yield "the code of a language"
    if reason == "canonical name" and _letters(mention.text) != _letters(entity.name):
        yield "canonical name of another spelling"
    listed = _LISTED.match(reason)
    if listed and lang and entity.country and listed["lang"] not in at_home:
        yield "a name in a third language"


def _faults_of_case(text: str, listed: str, lang: str) -> Iterator[str]:
    """Yield what is wrong if a name is said to be a listed one in another case."""
    folded = " ".join(fold_words(text))
    if (country_of(folded, lang) or city_of(folded, lang)) and fold(text[-1]) == text[-1].lower():
        yield "a nominative that is called a case"
    words = zip(tokens(text), fold_words(listed), strict=False)
    kinds = [
        {lemma.kind for lemma in lemmas(t.text, lang) if lemma.text == dictionary_form} for t, dictionary_form in words
    ]
    if any(found and found.isdisjoint(("case", "personal")) for found in kinds):
        yield "another form that is called a case"


def _letters(name: str) -> list[str]:
    return [letters(token.text) for token in tokens(_BROKEN.sub("", name))]


def read_reasons(annotator: Annotator, text: str) -> Iterator[tuple[Mention, str]]:
    """Yield the links of a text, each with a rule that its reason breaks, ``""`` if it breaks none."""
    lang = language_of(text)
    for mention in annotator.annotate(text):
        if mention.kb_id:
            yield from (
                (mention, rule)
                for rule in (*faults(mention, annotator.gazetteer.forms_of(mention.kb_id)[0].entity, lang), "")
            )


def _articles(folder: Path, most: int) -> Iterator[tuple[str, str]]:
    """Yield language and text of the first articles in each language of each file."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        seen: Counter[str] = Counter()
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                if "text" not in article:
                    break
                lang = language_of(article["text"]) or "unknown"
                seen[lang] += 1
                if seen[lang] <= most:
                    yield lang, article["text"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=8, help="in each language of each file")
    options = parser.parse_args()
    annotator = annotator_for()
    articles: Counter[str] = Counter()
    read: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    broken: defaultdict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)
    for lang, text in _articles(options.data, options.articles):
        articles[lang] += 1
        for mention, rule in read_reasons(annotator, text):
            read[lang].add((mention.text, mention.reason))
            if rule:
                broken[rule][lang, mention.text, mention.reason] += 1
    for rule, cases in sorted(broken.items()):
        print(f"{rule}: {len(cases)} different reasons")
        for (lang, text, reason), count in cases.most_common():
            print(f"  {count:>4} {lang:<3} {text}: {reason}")
    print(f"{articles.total()} articles, {sum(map(len, read.values()))} different reasons:", end=" ")
    print(", ".join(f"{lang} {articles[lang]} / {len(read[lang])}" for lang in sorted(articles)))


if __name__ == "__main__":
    main()

"""The reasons of the links in the documents and the articles of the tests are true."""

from __future__ import annotations

import re

import pytest
import yaml
from reasons import faults, read_reasons

from support import ROOT
from translit.annotation.annotator import annotator_for
from translit.model import Entity, Mention


def test_reasons_of_documents_and_articles() -> None:
    documents = yaml.safe_load((ROOT / "tests" / "cases" / "documents.yaml").read_text(encoding="utf-8"))["documents"]
    texts = [re.sub(r"\{([^{}=]*)=[^{}]*\}", r"\1", document["text"]) for document in documents]
    texts += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").rglob("*.txt"))]
    assert len(texts) > 30
    broken = {(m.text, m.reason, rule) for text in texts for m, rule in read_reasons(annotator_for(), text) if rule}
    assert not broken


@pytest.mark.parametrize(
    ("text", "reason", "lang", "rule"),
    [
        ("Vladímir Putin", "canonical name", "es", "canonical name of another spelling"),
        ("Putin", "Putin = Путин (German press from Russian)", "en", "a convention for words of the canonical name"),
        ("Wladimir", "Wladimir = Владимир (German press from Russian)", "fr", "the press of a third language"),
        ("Vladimir", "Vladimir = Уладзімір (passports from Belarusian)", "en", "a name in a third language"),
        ("Путина", "Путина = Путин with extra а", "ru", "an extra letter where it is another case"),
        ("Путин", "name of Vladimir Putin in ru", "ru", "the code of a language"),
        ("Путин", "name of Vladimir Putin in Ukrainian", "ru", "a name in a third language"),
        ("Putin", "“Putin” and “PUTIN” have the same letters", "en", "the same letters"),
        ("A B", "A = А (passports from Russian); B = Б (ISO 9 from Russian)", "en", "more than one convention"),
        ("Wladimir", "Wladimir = Владимир (German press from Russian)", "de", None),
        ("Путина", "“Путин” in another case", "ru", None),
        (
            "Putinov",
            "“Putin” in another case",
            "sl",
            "another form that is called a case",
        ),
        ("Putinov", "possessive form of “Putin”", "sl", None),
        ("Finlandia", "“Finland” in another case", "pl", "a nominative that is called a case"),
    ],
)
def test_rules(text: str, reason: str, lang: str, rule: str | None) -> None:
    entity = Entity(id="p", name="Vladimir Putin", type="person", country="RU")
    mention = Mention(
        start=0, end=len(text), text=text, label="PER", kb_id="p", name=entity.name, score=1.0, status="linked",
        via="exact", reason=reason, candidates=(),
    )  # fmt: skip
    assert (rule in faults(mention, entity, lang)) if rule else not list(faults(mention, entity, lang))

"""Writers: each output is read back by the tool it is for."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from anchorpoint import TextPositionSelector, TextQuoteSelector
from hypothesis import given
from hypothesis import strategies as st
from pybrat.parser import BratParser
from spacy import displacy
from spacy.tokens import Doc
from spacy.training.converters import conll_ner_to_docs
from spacy.vocab import Vocab

from command import ENV
from support import ROOT, SEEDS, read_seed
from translit.annotation.annotator import Annotator
from translit.annotation.rewrite import Edit, Rewritten, edited
from translit.io.markup import from_html, from_markdown
from translit.io.markup.rewriting import rewrite_source
from translit.io.writers import (
    csv_error,
    csv_header,
    error_line,
    to_brat,
    to_conll,
    to_csv,
    to_displacy,
    to_displacy_spans,
    to_json_line,
    to_label_studio,
    to_prodigy,
    to_table,
    to_web_annotation,
)
from translit.model import AnnotatedText, Mention

MADE_BY = {"translit": "0", "gazetteer": "g", "config": "c"}


HOSTILE = "=1+2\t\x1b[31m\u202e\"',;|<b>\r\n%*_[x](y)`\\\x85\u2028&#9;"


def hostile(text: str, start: int, end: int) -> Mention:
    """Return a mention whose entity has everything in its name that means something to some format."""
    return Mention(start, end, text[start:end], "PER", HOSTILE, HOSTILE, 1.0, "linked", "exact", HOSTILE)


def person(text: str, start: int, end: int, kb_id: str = "a-b") -> Mention:
    return Mention(
        start, end, text[start:end], "PER", kb_id, f"Name <of> {kb_id}", 0.98765, "linked", "key", "because\tof “it”"
    )


def unsure(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, text[start:end], "PER", "", "", 0.6, "ambiguous", "surname", "both", ("x y", "z|<b>"))


_ODD = "😀 Sviatlana\nTsikhanouskaya; <b>Klitschko</b>,Путин.\r\n\r\n\u00a0\u2003O’Brien"
ODD = AnnotatedText(
    _ODD,
    (
        person(_ODD, 2, 26),
        unsure(_ODD, _ODD.index("Kl"), _ODD.index("</b>")),
        person(_ODD, _ODD.index("Путин"), _ODD.index("Путин") + 5, "vladimir putin"),
        person(_ODD, _ODD.index("O’"), len(_ODD)),
    ),
)
EMPTY = AnnotatedText("", ())
PLAIN = AnnotatedText("No names.\n", ())
_BAD = "=Anna\tB\x1b[31m and \u202eanna\x85Petrova"
BAD = AnnotatedText(_BAD, (hostile(_BAD, 1, 7), hostile(_BAD, _BAD.index("anna"), len(_BAD))))


@st.composite
def annotated_texts(draw: st.DrawFn) -> AnnotatedText:
    """Any text, with any sorted, disjoint mentions that begin and end with a letter."""
    text = draw(st.text(alphabet="ab É-'’. \t\n\r\u00a0𝕏😀<&\"Д|,=+@\x1b\x1c\x85\u2028\u202e\v", max_size=40))
    borders = [i for i, c in enumerate(text) if c.isalpha()]
    mentions, at = [], 0
    while near := [b for b in borders if b >= at]:
        start = draw(st.sampled_from(near))
        end = draw(st.sampled_from([b + 1 for b in near if b >= start]))
        mentions.append(draw(st.sampled_from((person, unsure, hostile)))(text, start, end))
        at = end
        if draw(st.booleans()):
            break
    return AnnotatedText(text, tuple(mentions))


@pytest.fixture(params=[*(p.name for p in SEEDS), "odd", "empty", "plain", "bad"])
def article(request: pytest.FixtureRequest, annotator: Annotator) -> AnnotatedText:
    own = {"odd": ODD, "empty": EMPTY, "plain": PLAIN, "bad": BAD}
    return own[request.param] if request.param in own else annotator.annotate(read_seed(request.param))


def test_json_lines(article: AnnotatedText) -> None:
    line = to_json_line("a\n", article, MADE_BY)
    assert line.count("\n") == 1
    assert json.loads(line) == {"id": "a\n", **article.to_dict(), "made_by": MADE_BY}


def test_json_lines_pass_fields_through() -> None:
    fields = {"id": 7, "text": ODD.text, "day": datetime.date(2020, 8, 9), "mentions": "old", "z": None}
    told = json.loads(to_json_line("7", ODD, MADE_BY, fields=fields))
    assert list(told) == ["id", "text", "day", "mentions", "z", "entities", "made_by"]
    assert (told["id"], told["day"], len(told["mentions"])) == (7, "2020-08-09", 4)
    failed = json.loads(error_line("7", "no", MADE_BY, fields={"id": 7, "n": 1}))
    assert failed == {"id": 7, "n": 1, "error": "no", "made_by": MADE_BY}


def test_json_lines_tell_the_place_in_the_source(annotator: Annotator) -> None:
    page = from_html("<h1>News</h1><p>Sviatlana&#32;<b>Tsikhanouskaya</b> &amp; Macron")
    told = json.loads(to_json_line("a", annotator.annotate(page.text), MADE_BY, source=page.map))
    assert [page.source[m["source_start"] : m["source_end"]] for m in told["mentions"]] == [
        "Sviatlana&#32;<b>Tsikhanouskaya", "Macron"
    ]  # fmt: skip


def test_csv(article: AnnotatedText) -> None:
    written = csv_header() + to_csv("a,b", article) + csv_error("c", 'no "file"')
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    *mentions, failed = rows
    assert (failed["id"], failed["text"], failed["error"]) == ("c", "", 'no "file"')
    assert len(mentions) == len(article)
    for row, mention in zip(mentions, article, strict=True):
        told = {**mention.to_dict(), "candidates": "|".join(mention.candidates), "id": "a,b", "error": ""}
        assert row == {key: str(value) for key, value in told.items()}


def test_no_cell_of_safe_csv_is_a_formula(article: AnnotatedText) -> None:
    written = csv_header() + to_csv("@SUM(A1)", article, safe=True) + csv_error("-1", "=no", safe=True)
    safe = list(csv.reader(io.StringIO(written, newline="")))
    plain = list(
        csv.reader(io.StringIO(csv_header() + to_csv("@SUM(A1)", article) + csv_error("-1", "=no"), newline=""))
    )
    for one, other in zip(safe, plain, strict=True):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in one)
        assert [cell.removeprefix("'") if cell != was else cell for cell, was in zip(one, other, strict=True)] == other


def test_a_terminal_is_told_nothing_that_it_would_obey(article: AnnotatedText) -> None:
    told = to_table("i\x1b]0;d\nx", article)
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]", told) is None
    assert told.startswith(r"i\x1b]0;d x: ")


def test_names_are_no_markup() -> None:
    name = "A*b*_c_ [x](y) `z` <b> & | ~~w~~ \\\\"
    for read, source in (
        (from_markdown, "The **Zorgon Group** left."),
        (from_html, "<p>The <i>Zorgon Group</i> left."),
    ):
        page = read(source)
        mention = Mention(4, 16, "Zorgon Group", "ORG", "a", name, 1.0, "linked", "exact", "listed")
        new = edited(page.text, [Edit(4, 16, name, mention)])
        written, left = rewrite_source(Fixed(new), page)  # type: ignore[arg-type]
        assert left == []
        assert read(written.text).text.split() == f"The {name} left.".split()


@pytest.mark.parametrize("before", ["", "> ", "- ", "1. ", "a\n\n  ", "The "])
@pytest.mark.parametrize("name", ["# X", "- X", "+ X", "1. X", "12) X", "1st X"])
def test_names_begin_no_block(name: str, before: str) -> None:
    page = from_markdown(f"{before}Zorgon Group left.\n")
    at = page.text.index("Zorgon")
    mention = Mention(at, at + 12, "Zorgon Group", "ORG", "a", name, 1.0, "linked", "exact", "listed")
    new = edited(page.text, [Edit(at, at + 12, name, mention)])
    written, _ = rewrite_source(Fixed(new), page)  # type: ignore[arg-type]
    assert from_markdown(written.text).text.split() == page.text.replace("Zorgon Group", name).split()


class Fixed:
    """An annotator with one answer."""

    def __init__(self, answer: Rewritten) -> None:
        self.answer = answer

    def rewrite(self, text: str, *, style: str | None = None) -> Rewritten:
        return self.answer


def test_table_still_tells_entities_and_counts() -> None:
    assert "PER ? x y / z|<b>" in to_table("odd", ODD)


def test_displacy(article: AnnotatedText) -> None:
    html = displacy.render(to_displacy("<a>", article), style="ent", manual=True, jupyter=False)
    assert html.count("<mark") == len(article)
    shown = re.findall(r"<mark[^>]*>\s*(.*?)\s*<span", html, re.DOTALL)
    assert [from_html(s).text.split() for s in shown] == [m.text.split() for m in article]
    assert "<b>Klitschko" not in html
    assert "z|<b>" not in html
    page = displacy.render([to_displacy("<a>", article)], style="ent", manual=True, page=True, jupyter=False)
    assert '<h2 style="margin: 0">&lt;a&gt;</h2>' in page


def test_displacy_spans(article: AnnotatedText) -> None:
    told = to_displacy_spans("a", article)
    for span, mention in zip(told["spans"], article, strict=True):
        words = told["tokens"][span["start_token"] : span["end_token"]]
        assert "".join(words) == "".join(mention.text.split())
    html = displacy.render(told, style="span", manual=True, jupyter=False)
    assert "z|<b>" not in html
    assert html.count("PER") == sum(m.label == "PER" for m in article)


@given(annotated_texts())
def test_prodigy_tokens_are_those_of_a_spacy_doc(annotated: AnnotatedText) -> None:
    check_prodigy(annotated)


def test_prodigy(article: AnnotatedText) -> None:
    check_prodigy(article)


def check_prodigy(annotated: AnnotatedText) -> None:
    task: dict[str, Any] = json.loads(json.dumps(to_prodigy("a", annotated, MADE_BY)))
    tokens = task["tokens"]
    doc = Doc(Vocab(), words=[t["text"] for t in tokens], spaces=[t["ws"] for t in tokens])
    assert doc.text == task["text"] == annotated.text
    assert [(t.i, t.idx, t.idx + len(t)) for t in doc] == [(t["id"], t["start"], t["end"]) for t in tokens]
    for span, mention in zip(task["spans"], annotated, strict=True):
        found = doc.char_span(span["start"], span["end"], span["label"], span["kb_id"])
        assert found is not None
        assert (found.text, found.start, found.end - 1) == (mention.text, span["token_start"], span["token_end"])
        assert span["reason"] == mention.reason
    assert task["meta"] == {"source": "a", **MADE_BY}


def test_label_studio(article: AnnotatedText) -> None:
    """The structure follows its documentation; its own validator needs OpenCV and is not run here."""
    task = json.loads(json.dumps(to_label_studio("a", article, MADE_BY)))
    [prediction] = task["predictions"]
    assert prediction["model_version"] == "translit 0 gazetteer g config c"
    assert len({r["id"] for r in prediction["result"]}) == len(article)
    for region, mention in zip(prediction["result"], article, strict=True):
        value = region["value"]
        assert (region["from_name"], region["to_name"], region["type"]) == ("label", "text", "labels")
        assert task["data"][region["to_name"]][value["start"] : value["end"]] == value["text"] == mention.text
        assert value["labels"] == [mention.label]
        assert 0 <= region["score"] <= 1


@given(annotated=annotated_texts())
def test_brat_for_any_text(tmp_path_factory: pytest.TempPathFactory, annotated: AnnotatedText) -> None:
    check_brat(tmp_path_factory.mktemp("brat"), annotated)


def test_brat(article: AnnotatedText, tmp_path: Path) -> None:
    check_brat(tmp_path, article)


def check_brat(folder: Path, annotated: AnnotatedText) -> None:
    (folder / "a.txt").write_bytes(annotated.text.encode())
    (folder / "a.ann").write_text(to_brat(annotated), encoding="utf-8")
    lines = to_brat(annotated).splitlines()
    for number, mention in enumerate(annotated, 1):
        [line] = [li for li in lines if li.startswith(f"T{number}\t")]
        offsets, text = line.split("\t")[1].split(" ", 1)[1], line.split("\t", 2)[2]
        fragments = [annotated.text[slice(*map(int, f.split(" ")))] for f in offsets.split(";")]
        assert " ".join(fragments) == text
        assert "".join(fragments) == "".join(mention.text.replace("\t", "\n").splitlines())
        references = [li for li in lines if li.startswith("N") and f" T{number} " in li]
        assert len(references) == (1 if mention.kb_id else len(mention.candidates))
    # pybrat reads the lines of mentions and references, but not of notes.
    noted = "".join(line + "\n" for line in lines if not line.startswith("#"))
    (folder / "a.ann").write_text(noted, encoding="utf-8")
    parsed = list(BratParser(error="raise").parse(folder))
    found = parsed[0].entities if parsed else []
    spans = sorted((e.spans[0].start, e.spans[-1].end, e.type) for e in found)
    assert spans == sorted((m.start, m.end, m.label) for m in annotated)
    linked = {e.spans[0].start: e.references[-1] for e in found if len(e.references) == 1}
    assert all(
        linked[m.start].rid == "translit" and linked[m.start].entry == " ".join(m.name.split())
        for m in annotated
        if m.kb_id
    )


@given(annotated_texts())
def test_conll_for_any_text(annotated: AnnotatedText) -> None:
    check_conll(annotated)


def test_conll(article: AnnotatedText) -> None:
    check_conll(article)


def check_conll(annotated: AnnotatedText) -> None:
    written = to_conll(annotated)
    rows = [line.split(" ") for line in written.splitlines()[2:] if line]
    assert all(len(row) == 4 for row in rows)
    docs = list(conll_ner_to_docs(written, no_print=True))
    words = "".join(annotated.text.split())
    assert "".join(row[0] for row in rows) == words
    if not words:
        assert docs == []
        return
    [doc] = docs
    assert [(e.label_, "".join(t.text for t in e)) for e in doc.ents] == [
        (m.label, "".join(m.text.split())) for m in annotated
    ]
    ids = [row[2] for row in rows if row[3].startswith("B-")]
    assert ["".join(id_.split("?", 1)) if id_[0] == "?" else unquote(id_) for id_ in ids] == [
        m.kb_id or "x%20y|z%7C<b>" for m in annotated
    ]


def test_conll_breaks_at_lines_but_not_in_mentions() -> None:
    blocks = to_conll(ODD).split("\n\n")
    assert [b.split("\n")[0].split(" ")[0] for b in blocks if b] == ["-DOCSTART-", "😀", "O"]


def test_web_annotation(article: AnnotatedText) -> None:
    """The keys and values that the W3C Recommendation requires, and selectors that find the mention."""
    collection = json.loads(json.dumps(to_web_annotation("my file.txt", article, MADE_BY)))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len(article)
    ids = [collection["id"], collection["first"]["id"], *(item["id"] for item in items)]
    assert len(set(ids)) == len(ids)
    for item, mention in zip(items, article, strict=True):
        assert item["type"] == "Annotation"
        assert item["target"]["source"] == "my%20file.txt"
        quoted, placed = item["target"]["selector"]
        assert quoted.pop("type") == "TextQuoteSelector"
        assert placed.pop("type") == "TextPositionSelector"
        assert TextPositionSelector(**placed).select_text(article.text) == mention.text
        found = TextQuoteSelector(**quoted).find_match(article.text)
        assert found is not None
        assert article.text[found.start(1) : found.end(1)] == mention.text
        *entities, description = item["body"]
        assert [b["source"] for b in entities] == (
            [f"urn:translit:{quote(mention.kb_id, safe='')}"]
            if mention.kb_id
            else ["urn:translit:x%20y", "urn:translit:z%7C%3Cb%3E"]
        )
        assert {b["purpose"] for b in entities} == {"identifying"}
        assert all(re.fullmatch(r"[!-~]+", b["source"]) for b in entities)
        assert (description["type"], description["purpose"]) == ("TextualBody", "describing")
        assert mention.reason in description["value"]


def test_offsets_are_code_points() -> None:
    """In UTF-16 units (JavaScript) the first name is at 3, after a surrogate pair; every format gives 2."""
    assert to_prodigy("a", ODD, MADE_BY)["spans"][0]["start"] == 2
    assert to_label_studio("a", ODD, MADE_BY)["predictions"][0]["result"][0]["value"]["start"] == 2
    assert to_web_annotation("a", ODD, MADE_BY)["first"]["items"][0]["target"]["selector"][1]["start"] == 2
    assert to_brat(ODD).startswith("T1\tPER 2 11;12 26\tSviatlana Tsikhanouskaya\n")


def test_a_format_is_added_by_a_copy_of_the_template_and_a_line(tmp_path: Path) -> None:
    """The choices of ``--to``, help, the guess by suffix and the output come from the registry."""
    shutil.copy(ROOT / "src" / "translit" / "io" / "writers" / "_template.py", tmp_path / "mine.py")
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "BBC, Minsk"}\n{"id": "b"}\n', encoding="utf-8")
    code = (
        "import sys\nfrom translit.io import writers\n"
        "writers.__path__.append('.')\nwriters.FORMATS += (writers.OutputFormat('mine', 'my own', ('.mine',)),)\n"
        "from translit.cli import main\nmain(sys.argv[1:])"
    )

    def normalize(*args: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-c", code, *args], cwd=tmp_path, env=ENV, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout

    assert "  mine            my own\n" in normalize("annotate", "--help")[1]
    code_, out = normalize("annotate", "a.jsonl", "--to", "mine")
    assert code_ == 1
    assert out.startswith("# a\n0\t3\tbbc\n5\t10\tminsk\n# b: a.jsonl:2: no field 'text'")
    normalize("annotate", "a.jsonl", "-o", "o.mine")
    assert (tmp_path / "o.mine").read_text(encoding="utf-8") == out

"""HTML and Markdown: every character of the text has a source offset, and mentions map back to the source."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from support import SEEDS, read_seed
from translit.annotation.annotator import Annotator
from translit.io.markup import Extracted, SourceMap, from_html, from_markdown, tag
from translit.model import Mention

Reader = Callable[[str], Extracted]
READERS: list[Reader] = [from_html, from_markdown]

WORDS = st.sampled_from(
    [
        "Minsk",
        "Łukaszenka",
        "Лукашэнка",
        "a",
        "𝕏 😀",
        "2 < 3",
        "x &lt; y",
        "&amp;",
        "&#1052;",
        "&shy;",
        "AT&T",
        " ",
        "\n",
    ]
)
INLINE = ["b", "i", "a href='x>y'", 'span title="<b> & &amp;"', "em", "u"]
BLOCK = ["p", "div", "td", "li", "h1 class=x"]


@st.composite
def html_pages(draw: st.DrawFn, depth: int = 3) -> str:
    """Well-formed HTML."""
    parts = []
    for kind in draw(st.lists(st.sampled_from("wwwibsc"), max_size=6)):
        if kind == "w":
            parts.append(draw(WORDS))
        elif kind == "s":
            parts.append(
                draw(
                    st.sampled_from(
                        ["<script>if (a<b) '</p>'</script>", "<style>x</style>", "<code>Kiew</code>", "<br>"]
                    )
                )
            )
        elif kind == "c":
            parts.append("<!-- Minsk <b> -->")
        else:
            name = draw(st.sampled_from(INLINE if kind == "i" else BLOCK))
            inner = draw(html_pages(depth=depth - 1)) if depth else draw(WORDS)
            parts.append(f"<{name}>{inner}</{name.split()[0]}>")
    return "".join(parts)


ANYTHING = st.one_of(
    html_pages(),
    st.text(alphabet="<>/!-&;ab#x \n\r\t\"'=pÄ𝕏*_`[]()~|\\>.1", max_size=60),
    st.lists(
        st.sampled_from(
            re.split(
                "@",
                "<p>@</p>@<code>@</code>@<script>@</script>@<!--@-->@<pre>@</pre>@<a&b=@'@\"@&amp@&ampx@&notit;@&x;@&#x41;@&#@<@>"
                "@/@<svg/>@<br/>@</@<?@<![CDATA[@]]>@&NotEqualTilde;@```@~~~@`@``@*@**@_@__@[@]@](@)@![@#@-@1.@|@---@===@\\@\n"
                "@\n\n@\r\n@    @\t@ @Minsk@Łódź@𝕏@[a]:@<x:y>@[^1]@[^1]:",
            )
        ),
        max_size=25,
    ).map("".join),
    st.text(max_size=40),
)


def check_map(page: Extracted) -> None:
    starts, ends = list(page.map.starts), list(page.map.ends)
    assert len(page.text) == len(starts) == len(ends)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    for char, start, end in zip(page.text, starts, ends, strict=True):
        piece = page.source[start:end]
        whitespace = char == " " and piece and not piece.strip()
        entity = piece.startswith("&") and char in unescape(piece)
        assert char == piece or whitespace or entity or (char in "\n\t" and not piece), (char, piece)


@pytest.mark.parametrize("read", READERS)
@given(source=ANYTHING)
def test_every_character_knows_its_place(read: Reader, source: str) -> None:
    page = read(source)
    assert page.source == source
    check_map(page)


@given(source=html_pages())
def test_html_text_is_what_the_standard_parser_sees(source: str) -> None:
    class Reference(HTMLParser):
        text, inside = "", 0

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.inside += tag in ("script", "style", "code")

        def handle_endtag(self, tag: str) -> None:
            self.inside -= tag in ("script", "style", "code")

        def handle_data(self, data: str) -> None:
            self.text += "" if self.inside else data

    reference = Reference(convert_charrefs=True)
    reference.feed(source)
    reference.close()
    assert "".join(from_html(source).text.split()) == "".join(reference.text.split())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Lukashenko\n   met <b>Putin</b></p><p>Minsk</p>", "Lukashenko met Putin\n\nMinsk"),
        ("Luka<b>shenka</b>", "Lukashenka"),
        ("<table><tr><td>Minsk<td>Kyiv<tr><td>Lviv</table>", "Minsk\tKyiv\n\nLviv"),
        ("Minsk<br/>Kyiv<br><br>Lviv", "Minsk\nKyiv\n\nLviv"),
        ("<pre>Minsk\n  Kyiv</pre>", "Minsk\n  Kyiv"),
        ("<img alt='Minsk' src=x>Kyiv<input value=Minsk>", "Kyiv"),
        ("a < b and c > d & e", "a < b and c > d & e"),
        ("<p title='a > b'>Minsk", "Minsk"),
        ("<p don't>Minsk's", "Minsk's"),
        ("Minsk<!-- Kyiv -- > --> ok<!-->!", "Minsk ok!"),
        ("<!doctype html><title>Minsk</title><textarea>Minsk</textarea>Kyiv", "Kyiv"),
        ("<SCRIPT>var a = '<p>Minsk'</SCRIPT >Kyiv", "Kyiv"),
        ("<noscript>Minsk</noscript><template><p>Minsk</p></template><svg><text>Minsk</text></svg>Kyiv", "Kyiv"),
        ("<code>Minsk<p>Kyiv", "Kyiv"),
        ("<code>a<code>b</code>c</code>Kyiv", "Kyiv"),
        ("<code/>Kyiv<script/>Minsk", "KyivMinsk"),
        ("caf&eacute; caf&eacutex &#233; &#xE9; &unknown; &#0; &ampamp;", "café caféx é é &unknown; \ufffd &amp;"),
        ("<nav>Minsk</nav>Kyiv<footer>Minsk</footer>", "Minsk\n\nKyiv\n\nMinsk"),
        ("", ""),
    ],
)  # fmt: skip
def test_html(source: str, text: str) -> None:
    assert from_html(source).text == text


def test_navigation_is_skipped_on_request() -> None:
    source = "<header>a</header><nav>b<nav>c</nav>d</nav><p>Kyiv</p><aside>e</aside><footer>f</footer>"
    assert from_html(source, skip_navigation=True).text == "Kyiv"
    assert from_markdown(source, skip_navigation=True).text == "Kyiv"


MARKDOWN = [
    ("---\ntitle: Minsk\n---\nKyiv", "Kyiv"),
    ("+++\ntitle = 'Minsk'\n+++\nKyiv", "Kyiv"),
    ("# Kyiv #\n\nLviv\n====\n", "Kyiv\n\nLviv\n"),
    ("# Kyiv\nLviv\n====\nOdesa", "Kyiv\n\nLviv\n\nOdesa"),
    ("Sviatlana\nTsikhanouskaya", "Sviatlana Tsikhanouskaya"),
    ("> Sviatlana\n> Tsikhanouskaya", "Sviatlana Tsikhanouskaya"),
    ("Sviatlana  \nTsikhanouskaya", "Sviatlana  \nTsikhanouskaya"),
    ("* Minsk\n* Kyiv\n\n1. Lviv\n2) Odesa", "Minsk\n\nKyiv\n\nLviv\n\nOdesa"),
    ("- [x] Minsk", "Minsk"),
    ("**Luka**shenka *and __Putin__* 2 * 3 snake_case_name", "Lukashenka and Putin 2 * 3 snake_case_name"),
    ("~~Kiev~~ Kyiv ~ x", "Kiev Kyiv ~ x"),
    ("`Minsk` ``a ` b`` ok ` ok", "  ok ` ok"),
    ("```py\nMinsk\n```\nKyiv", "Kyiv"),
    ("~~~\nMinsk\n```\n~~~~\nKyiv", "Kyiv"),
    ("- a\n  ```\n  Minsk\n- Kyiv", "a\n\nKyiv"),
    ("> ```\n> Minsk\n\nKyiv", "\nKyiv"),
    ("Kyiv\n\n    Minsk\n\nLviv", "Kyiv\n\n\nLviv"),
    ("- Kyiv\n\n    Lviv\n", "Kyiv\n\nLviv\n"),
    ("[Kyiv](http://minsk.example/a_(b) 'Minsk') ok", "Kyiv ok"),
    ("[Kyiv][minsk] [Lviv]\n\n[minsk]: http://x 'Minsk'", "Kyiv [Lviv]\n\n"),
    ("![Minsk](minsk.png) Kyiv [![Minsk](m.png)](x)", " Kyiv "),
    ("Kyiv[^1]\n\n[^1]: Lviv", "Kyiv\n\nLviv"),
    ("<https://minsk.example> <me@minsk.example> Kyiv", "  Kyiv"),
    ("a <b title='*Minsk*'>Kyiv</b> x <y and 2 < 3 &amp; &lt;", "a Kyiv x <y and 2 < 3 & <"),
    (r"\*Kyiv\* \<b> \&amp;", "*Kyiv* <b> &amp;"),
    ("<script>\n\n`Minsk`\n\n</script>\nKyiv", "\nKyiv"),
    ("Kyiv <!-- Minsk --> Lviv", "Kyiv  Lviv"),
    ("| Kyiv | Lviv |\n|:--|--:|\n| Odesa | x |", "| Kyiv | Lviv |\n\n| Odesa | x |"),
    ("Kyiv\n\n***\n\nLviv", "Kyiv\n\n\nLviv"),
    ("a\r\nb\r\n\r\n# c\r\n", "a b\r\n\r\nc\r\n"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text"), MARKDOWN)
def test_markdown(source: str, text: str) -> None:
    assert from_markdown(source).text == text
    check_map(from_markdown(source))


MD_WORDS = st.sampled_from(
    [
        "Minsk",
        "Łódź",
        "a",
        "*b*",
        "**c d**",
        "***x***",
        "`e`",
        "[f](g)",
        "[*h*](<i j> 'k')",
        "![l](m)",
        "n\no",
        "<b>p</b>",
        "&amp;",
        "q_r_s",
        r"\*t",
        "_u_",
        "v * w",
        "2 < 3",
        "~~y~~",
    ]
)


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "# ", "- ", "> ", "1. ", "> - "]), st.lists(MD_WORDS, min_size=1, max_size=5)),
        max_size=5,
    )
)
def test_markdown_text_is_what_a_commonmark_parser_sees(blocks: list[tuple[str, list[str]]]) -> None:
    source = "\n\n".join(
        prefix + " ".join(words if prefix != "# " else " ".join(words).split("\n")) for prefix, words in blocks
    )
    seen = []
    for token in MarkdownIt("commonmark").enable("strikethrough").parse(source):
        for child in token.children or ():
            seen.append(child.content if child.type in ("text", "text_special") else "")
    assert "".join(from_markdown(source).text.split()) == "".join("".join(seen).split())


@pytest.mark.parametrize("read", READERS)
@given(data=st.data(), source=ANYTHING)
def test_tagging_adds_marks_and_nothing_else(read: Reader, data: st.DataObject, source: str) -> None:
    page = read(source)
    borders = sorted(data.draw(st.sets(st.integers(0, len(page.text)), max_size=8)))
    spans = list(zip(borders[::2], borders[1::2], strict=False))
    tagged = tag(page, [mention(page.text, start, end) for start, end in spans])
    pieces = re.split(r'(<mark class="translit" data-[^>]*>|</mark>)', tagged) if spans else [tagged]
    assert "".join(pieces[::2]) == source
    assert [p[:5] for p in pieces[1::2]] == ["<mark", "</mar"] * (len(pieces) // 4)
    for marked in pieces[2::4]:
        assert marked.strip() == marked != ""


def mention(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, text[start:end], "PER", "id", 'A "b" <c>', 0.9, "linked", "key")


@given(source=html_pages(), data=st.data())
def test_tagged_html_has_the_same_text_and_proper_nesting(source: str, data: st.DataObject) -> None:
    page = from_html(source)
    borders = sorted(data.draw(st.sets(st.integers(0, len(page.text)), max_size=8)))
    mentions = [mention(page.text, a, b) for a, b in zip(borders[::2], borders[1::2], strict=False)]
    tagged = tag(page, mentions)
    assert from_html(tagged).text == page.text

    class Nesting(HTMLParser):
        open: list[str]

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag != "br":
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    nesting = Nesting()
    nesting.open = []
    nesting.feed(tagged)
    nesting.close()
    assert not nesting.open


def test_a_mention_is_split_at_elements() -> None:
    page = from_html("<p>Sviatlana <b>Tsikha<i>nouskaya</i></b>,\n Kyiv")
    tagged = tag(page, [mention(page.text, 0, 24)])
    assert (
        re.sub(r"<mark [^>]*>", "<m>", tagged)
        == "<p><m>Sviatlana</mark> <b><m>Tsikha</mark><i><m>nouskaya</mark></i></b>,\n Kyiv"
    )
    assert 'title="A &quot;b&quot; &lt;c&gt;"' in tagged


def test_wrong_mentions_are_refused() -> None:
    page = from_html("Minsk")
    with pytest.raises(ValueError, match="sorted and must not overlap"):
        tag(page, [mention(page.text, 0, 3), mention(page.text, 2, 5)])
    with pytest.raises(IndexError, match="not within a text of 5"):
        tag(page, [mention(page.text, 0, 6)])
    assert SourceMap([], []).to_source(0, 0) == (0, 0)
    assert page.map.to_source(5, 5) == (5, 5)


@pytest.mark.parametrize("path", SEEDS[:2], ids=lambda p: p.name)
def test_names_in_a_page_are_those_of_its_text(annotator: Annotator, path: object) -> None:
    text = read_seed(path.name)  # type: ignore[attr-defined]
    wrapped = (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\n", "</p>\n<p>")
        .replace("Lukashenko", "Luka<b>shen</b>ko")
    )
    page = from_html(f"<html><body><p>{wrapped}</p></body></html>")
    found = annotator.annotate(page.text)
    assert sum(annotator.annotate(text).entities.values()) == sum(found.entities.values()) > 10
    for name in found:
        start, end = page.map.to_source(name.start, name.end)
        assert from_html(page.source[start:end]).text == name.text


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "<!--",
        '<a href="',
        "<a b='",
        "<title>",
        "</",
        "<![CDATA[",
        "&am",
        "`",
        "`` ` ",
        '](x "',
        "[",
        "*a",
        "<b c",
    ],
)
def test_broken_markup_takes_linear_time(read: Reader, piece: str) -> None:
    source = piece * (200_000 // len(piece))
    began = time.process_time()
    read(source)
    assert time.process_time() - began < 3  # quadratic time would be minutes

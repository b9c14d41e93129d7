"""The annotated page: safe and valid HTML; in a real browser, accessible, and without errors or requests."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from support import SEEDS, read_seed
from translit.annotation.annotator import Annotator
from translit.io.writers import to_page
from translit.model import AnnotatedText, Mention

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VOID = {"meta", "link", "br"}

_EVIL = '\n<script>alert(1)</script> & "Klitschko" \x00\x1b 😀 Владимир </div></main> Путин\r\nЛукашэнка \u200fשלום'
EVIL = AnnotatedText(
    _EVIL,
    (
        Mention(
            _EVIL.index("Kl"), _EVIL.index("Kl") + 9, "Klitschko", "PER", "", "", 0.61, "ambiguous", "surname",
            'both & <i>"all"</i>', ("vitali", "wladimir<b>"),
        ),
        Mention(
            _EVIL.index("Путин"), _EVIL.index("Путин") + 5, "Путин", "PER", 'p"><img src=x onerror=alert(1)>',
            "Putin </style>", 1.0, "linked", "exact", "</script><script>alert(1)</script>",
        ),
        Mention(_EVIL.index("Лук"), _EVIL.index("Лук") + 9, "Лукашэнка", "DOG", "l", "Lukashenko", 0.9, "linked", "key"),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def articles(annotator: Annotator) -> list[tuple[str, AnnotatedText]]:
    seeds = [(p.name, annotator.annotate(read_seed(p.name))) for p in SEEDS]
    return [*seeds, ("<b>evil</b>.txt", EVIL), ("empty.txt", AnnotatedText("", ()))]


@pytest.fixture(scope="module")
def page(articles: list[tuple[str, AnnotatedText]], annotator: Annotator) -> str:
    return to_page(articles, annotator.provenance, errors=["<i>x</i>.txt: no such file"])


class Elements(HTMLParser):
    """Collects ids, links and nesting of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.pointers: set[str] = set()
        self.urls: set[str] = set()
        self.tags: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert value is not None
            if name == "id":
                self.ids.append(value)
            elif name in ("aria-labelledby", "aria-describedby"):
                self.pointers.add(value)
            elif name in ("href", "src"):
                (self.pointers if value.startswith("#") else self.urls).add(value.removeprefix("#"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole(page: str, articles: list[tuple[str, AnnotatedText]]) -> None:
    elements = Elements(page)
    assert elements.open == []
    assert len(elements.ids) == len(set(elements.ids))
    assert elements.pointers <= set(elements.ids)
    assert elements.urls == {"data:,"}
    assert elements.tags.count("script") == 1
    assert "img" not in elements.tags
    assert not re.search(r"url\(|@import|https?:", page)
    mentions = sum(len(text) for _, text in articles)
    assert elements.tags.count("mark") == mentions + 4  # and the legend
    page.encode()


def test_the_index_has_every_spelling_with_its_count(page: str, articles: list[tuple[str, AnnotatedText]]) -> None:
    links = re.findall(r'<a href="#(a\d+-m\d+)" aria-label="([^"]*), mention (\d+)">', page)
    assert len(links) == len({link[0] for link in links}) == sum(len(text) for _, text in articles)
    surfaces = {f"a{i}-m{j}": m.text for i, (_, text) in enumerate(articles, 1) for j, m in enumerate(text, 1)}
    assert {mark: html.unescape(text) for mark, text, _ in links} == surfaces
    lukashenka = sum(m.kb_id == "alexander-lukashenko" for _, text in articles for m in text)
    assert f"<h4>Alexander Lukashenko</h4><p>{lukashenka} mentions <code>alexander-lukashenko</code></p>" in page


def test_the_page_is_the_same_every_time(
    annotator: Annotator, page: str, articles: list[tuple[str, AnnotatedText]]
) -> None:
    assert to_page(iter(articles), annotator.provenance, errors=iter(["<i>x</i>.txt: no such file"])) == page
    assert all(value in page for value in annotator.provenance.values())


def test_pages_with_little_on_them() -> None:
    assert "No known name was found." in to_page([("a", AnnotatedText("", ()))], {})
    assert "<title>Names in $a</title>" in to_page([("$a", AnnotatedText("$b", ()))], {})
    assert "Not read" not in to_page([], {})


@pytest.fixture(scope="module")
def file(page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(page, encoding="utf-8")
    return path


def open_page(browser: Browser, file: Path, width: int, **options: Any) -> tuple[Page, list[str]]:
    """Open the page; return it with a list that collects all later console messages and requests."""
    shown = browser.new_context(viewport={"width": width, "height": 844}, **options).new_page()
    told: list[str] = []
    shown.on("console", lambda message: told.append(message.text))
    shown.on("pageerror", lambda error: told.append(str(error)))
    shown.on("dialog", lambda dialog: told.append(dialog.message))
    shown.on("request", lambda request: told.append(request.url))
    shown.goto(file.as_uri())
    assert told[0] == file.as_uri()
    del told[0]
    return shown, told


@pytest.mark.doors
@pytest.mark.parametrize("width", [1280, 390])
def test_every_mention_is_where_it_should_be(
    browser: Browser, file: Path, articles: list[tuple[str, AnnotatedText]], width: int
) -> None:
    shown, told = open_page(browser, file, width)
    assert told == []
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    # Text without the cards, and the offset of every mark in it, in code points.
    seen = shown.evaluate(
        """() => [...document.querySelectorAll('.text')].map(text => {
            const marks = []; let all = '';
            const walk = node => {
                if (node.nodeType === 3) { all += node.data; return; }
                if (node.classList.contains('card')) return;
                const start = [...all].length;
                node.childNodes.forEach(walk);
                if (node.tagName === 'MARK') {
                    const box = node.getBoundingClientRect();
                    marks.push([start, [...all].length, box.width > 0 && box.left >= 0 && box.right <= innerWidth]);
                }
            };
            walk(text);
            return [all, marks];
        })"""
    )
    assert len(seen) == len(articles)
    for (text, marks), (_, annotated) in zip(seen, articles, strict=True):
        wanted = re.sub("[\x00\x1b]", "\ufffd", annotated.text)
        plain = wanted.replace("\r\n", "\n")  # browsers normalize every line end to one character
        assert text == plain
        places = [len(wanted[:at].replace("\r\n", "\n")) for m in annotated for at in (m.start, m.end)]
        assert marks == [[start, end, True] for start, end in zip(places[::2], places[1::2], strict=True)]


@pytest.mark.doors
def test_cards_open_on_hover_focus_and_tap_and_close_on_escape(browser: Browser, file: Path) -> None:
    shown, told = open_page(browser, file, 1280)
    for number in (0, 5, -1):
        name = shown.locator(".name").nth(number)
        mark, card = name.locator("mark"), name.locator(".card")
        assert not card.is_visible()
        mark.hover()
        assert card.is_visible()
        card.locator("a").hover()  # the pointer can move to the card
        assert card.is_visible()
        assert inside(shown, card.bounding_box())
        shown.keyboard.press("Escape")
        assert not card.is_visible()
        shown.mouse.move(1, 1)
        mark.focus()
        assert card.is_visible()
        shown.keyboard.press("Tab")
        assert card.locator("a").evaluate("link => link === document.activeElement")
        shown.keyboard.press("Escape")
        assert not card.is_visible()
        mark.evaluate("mark => mark.blur()")
    mark = shown.locator(".name mark").first
    assert mark.evaluate("mark => document.getElementById(mark.getAttribute('aria-describedby')).textContent")
    ambiguous = shown.locator(".name.ambiguous mark")
    assert ambiguous.evaluate("mark => getComputedStyle(mark).borderTopStyle") == "dashed"
    assert mark.evaluate("mark => getComputedStyle(mark).borderTopStyle") == "none"
    assert told == []


@pytest.mark.doors
@pytest.mark.parametrize("width", [1280, 390])
def test_a_card_never_covers_its_name(browser: Browser, file: Path, width: int) -> None:
    shown, _ = open_page(browser, file, width)
    mark = shown.locator(".name mark").nth(9)
    for edge in ("bottom - innerHeight + 8", "top - 8"):
        mark.evaluate(f"mark => scrollBy(0, mark.getBoundingClientRect().{edge})")
        mark.evaluate("mark => mark.focus({preventScroll: true})")
        name, card = mark.bounding_box(), shown.locator(".name .card").nth(9).bounding_box()
        assert name is not None
        assert card is not None
        assert inside(shown, card)
        above, below = card["y"] + card["height"] <= name["y"] + 1, card["y"] >= name["y"] + name["height"] - 1
        assert above if edge.startswith("bottom") else below


@pytest.mark.doors
def test_cards_need_no_script_and_fit_a_phone(browser: Browser, file: Path) -> None:
    shown, told = open_page(browser, file, 390, java_script_enabled=False, has_touch=True, is_mobile=True)
    for number in (0, 7, 20, -1):
        name = shown.locator(".name").nth(number)
        name.locator("mark").tap()
        assert name.locator(".card").is_visible()
        assert inside(shown, name.locator(".card").bounding_box())
    assert told == []


def inside(shown: Page, box: Any) -> bool:
    size = shown.viewport_size
    assert size is not None
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    return bool(box["x"] >= 0 and box["y"] >= 0 and right <= size["width"] and bottom <= size["height"])


@pytest.mark.doors
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_is_accessible(browser: Browser, file: Path, width: int, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # axe is injected as a script, which the page's own policy would forbid.
    shown, _ = open_page(browser, file, width, color_scheme=scheme, bypass_csp=True)
    shown.locator(".name mark").nth(3).focus()
    every = {"rules": {"target-size": {"enabled": True}, "focus-order-semantics": {"enabled": True}}}
    response = Axe().run(shown, options=every).response
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in response["violations"]] == []
    assert len(response["passes"]) > 25

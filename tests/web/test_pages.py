"""The pages: what they say without a script; in a real browser what the script adds, sizes, keyboard, accessibility."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

import translit
from support import SEEDS, read_seed
from translit.limits import LONGEST_ARTICLE
from translit.web.served import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EVIL = '</textarea><script>alert(1)</script> "Lukashenka" \x00 😀 Mr Johnson\nВладимир Путин'


def ask(client: TestClient, **form: str) -> str:
    answer = client.post("/", data=form)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    return answer.text


def test_names_of_a_text_are_marked(client: TestClient) -> None:
    text = read_seed(SEEDS[0].name)
    page = ask(client, text=text)
    marks = re.findall(r"<mark [^>]*>([^<]*)</mark>", page)
    assert len(marks) == len(translit.annotate(text.replace("\r\n", "\n")))
    assert "President of Belarus from 1994" in page
    assert "https://www.wikidata.org/wiki/Q2866" in page
    assert all(value in page for value in translit.load().provenance.values())


def test_what_a_form_says_is_shown_and_never_obeyed(client: TestClient) -> None:
    page = ask(client, text=EVIL, gazetteer="shipped", threshold="0.7", word='<b>"', start="")
    assert "&lt;script&gt;" in page
    assert 'value="0.7"' in page
    for form, told in (
        ({"text": "x", "gazetteer": "<b>nothing"}, "there is no gazetteer"),
        ({"text": "x", "file": "/etc/passwd"}, "there is no text"),
        ({"text": "x", "threshold": "2"}, "between 0 and 1"),
        ({"text": "x" * (LONGEST_ARTICLE + 1)}, "characters"),
        ({"text": "x", "word": "x", "start": "99"}, "there is nothing between"),
    ):
        assert told in ask(client, **form)  # type: ignore[arg-type]
    assert client.post("/", data={"text": "x", "threshold": "much"}).status_code == 400
    assert client.post("/", files={"text": b"x"}).status_code == 415


def test_texts_gazetteers_and_thresholds_are_chosen(client: TestClient) -> None:
    assert "Lukashenka</mark>" in ask(client, file="<b>evil</b>", text="")
    assert ask(client, text="Vera Sampl", gazetteer="my names").count("<mark ") == 1
    assert ask(client, text="Vera Sampl", gazetteer="shipped").count("<mark ") == 0
    assert ask(client, text="Loekasjenko", threshold="0.99").count("<mark ") == 0


def test_why_not_needs_no_script(client: TestClient) -> None:
    page = ask(client, text="Paris Hilton and Mr Johnson", word="Johnson")
    assert "<h3>below threshold</h3>" in page
    assert "Boris Johnson" in page
    assert 'class="waterfall"' in page
    assert "The text has no “Minsk”" in ask(client, text="Paris", word="Minsk")


def test_two_names(client: TestClient) -> None:
    compared = translit.compare("Sergei Tikhanovsky", "Svetlana Tikhanovskaya")
    page = client.get("/compare", params={"a": compared.left, "b": compared.right, "type": "person"}).text
    assert f"not the same, {compared.score:.3f}" in page
    bits = re.findall(r"<b>([+−]\d+\.\d)</b>", page)
    assert [float(b.replace("−", "-")) for b in bits] == [
        round(p.weight, 1) for p in compared.explain().evidence.parts
    ]  # fmt: skip
    assert "<h2" not in client.get("/compare?a=x&b=&type=person").text
    assert client.get("/compare?a=%00&b=<b>&type=cat").status_code == 200


def test_an_entity(client: TestClient) -> None:
    page = client.get("/reconcile/my names/entity?id=paris-texas").text
    assert "&lt;i&gt;a town&lt;/i&gt;" in page


@pytest.fixture(scope="module")
def address(served: Served) -> Iterator[str]:
    """A server in a thread."""
    import uvicorn

    from translit.web.app import make_app
    from translit.web.server import listen

    with listen("127.0.0.1", 0) as (listener, url):
        server = uvicorn.Server(uvicorn.Config(make_app(served), log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield url
        server.should_exit = True
        thread.join()


def open_page(browser: Browser, url: str, width: int, **options: Any) -> tuple[Page, list[str]]:
    """Open a page; return it with a list that collects what goes wrong, and requests to others."""
    shown = browser.new_context(viewport={"width": width, "height": 844}, **options).new_page()
    told: list[str] = []
    shown.on("console", lambda message: told.append(message.text))
    shown.on("pageerror", lambda error: told.append(str(error)))
    shown.on("dialog", lambda dialog: told.append(dialog.message))
    shown.on("request", lambda request: told.append(request.url) if not request.url.startswith(url) else None)
    shown.goto(url)
    return shown, told


def mark_names(shown: Page) -> None:
    with shown.expect_navigation():
        shown.click("text=Mark the names")


def click_on(shown: Page, word: str) -> None:
    """Click on the letters of a word that stands in no mark."""
    box = shown.locator(".text").evaluate(
        """(text, word) => {
            const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const at = walk.currentNode.data.indexOf(word);
                if (at < 0 || walk.currentNode.parentElement.closest('.card')) continue;
                const range = document.createRange();
                range.setStart(walk.currentNode, at);
                range.setEnd(walk.currentNode, at + word.length);
                range.startContainer.parentElement.scrollIntoView({block: 'center'});
                const {x, y, width, height} = range.getBoundingClientRect();
                return [x + width / 2, y + height / 2];
            }
        }""",
        word,
    )
    shown.mouse.click(*box)


@pytest.mark.doors
@pytest.mark.parametrize("width", [1280, 390])
def test_a_click_on_a_word_asks_why(browser: Browser, address: str, width: int) -> None:
    shown, told = open_page(browser, address, width)
    shown.fill("#text", "😀 Loekasjenko told Mr Johnson,\nthe other Johnson: Minsk.\n" + EVIL)
    mark_names(shown)
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    for word, cause in (("Johnson", "below threshold"), ("other", "common word"), ("Minsk", "linked")):
        click_on(shown, word)
        shown.locator("#why-answer h3", has_text=cause).first.wait_for()
        assert shown.input_value("#word") == word
        assert shown.evaluate("document.documentElement.scrollWidth") == width
    shown.locator("#why-answer summary").first.click()
    assert shown.locator("#why-answer .waterfall").first.is_visible()
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    assert told == []


@pytest.mark.doors
def test_the_keyboard_reaches_everything(browser: Browser, address: str) -> None:
    shown, told = open_page(browser, address, 1280)
    shown.locator("#text").focus()
    names = []
    for key in ("Tab", "Tab", "Tab", "Tab"):
        shown.keyboard.press(key)
        names.append(shown.evaluate("document.activeElement.name || document.activeElement.textContent"))
    assert names == ["file", "gazetteer", "threshold", "Mark the names"]
    with shown.expect_navigation():
        shown.keyboard.press("Enter")
    shown.locator(".text mark").first.focus()
    assert shown.locator(".card").first.is_visible()
    shown.keyboard.press("Escape")
    assert not shown.locator(".card").first.is_visible()
    shown.fill("#word", "Johnson")
    shown.keyboard.press("Enter")
    shown.locator("#why-answer h3").first.wait_for()
    shown.locator("#why-answer summary").first.focus()
    shown.keyboard.press("Enter")
    assert shown.locator("#why-answer .waterfall").first.is_visible()
    assert told == []


@pytest.mark.doors
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_pages_are_accessible(browser: Browser, address: str, width: int, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    def check() -> None:
        every = {"rules": {"target-size": {"enabled": True}, "focus-order-semantics": {"enabled": True}}}
        response = Axe().run(shown, options=every).response
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in response["violations"]] == []
        assert len(response["passes"]) > 15

    # axe is injected as a script, which the page's own policy would forbid.
    shown, _ = open_page(browser, address, width, color_scheme=scheme, bypass_csp=True)
    check()
    shown.fill("#text", read_seed(SEEDS[0].name) + "\nKlitschko met Mr Johnson.")
    mark_names(shown)
    shown.fill("#word", "Johnson")
    shown.click("#ask button")
    shown.locator("#why-answer summary").first.click()
    shown.locator(".name mark").nth(3).focus()
    check()
    shown.goto(address + "compare?a=Sergei+Tikhanovsky&b=Svetlana+Tikhanovskaya&type=person")
    check()
    shown.goto(address + "reconcile/shipped/entity?id=minsk")
    check()


@pytest.mark.doors
def test_a_page_of_this_machine_may_read_and_frame_what_openrefine_does(browser: Browser, address: str) -> None:
    """The page of another port asks for suggestions and shows a preview, as OpenRefine's does; another's cannot."""
    read = "url => fetch(url).then(answer => answer.json()).then(found => found.result[0].name, () => 'refused')"
    url = address + "reconcile/shipped/suggest/entity?prefix=lukas"
    shown = browser.new_page()
    with ThreadingHTTPServer(("127.0.0.1", 0), NothingThere) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        shown.goto(f"http://127.0.0.1:{other.server_port}/")
        assert shown.evaluate(read, url) == "Alexander Lukashenko"
        shown.evaluate(
            "url => { const frame = document.createElement('iframe'); frame.src = url; document.body.append(frame); }",
            address + "reconcile/shipped/entity?id=minsk",
        )
        assert shown.frame_locator("iframe").locator("h1").inner_text() == "Minsk"
        shown.goto(f"http://evil.localhost:{other.server_port}/")
        assert shown.evaluate(read, url) == "refused"
        other.shutdown()


class NothingThere(BaseHTTPRequestHandler):
    """Answers everything by a page that says so."""

    def log_message(self, *args: Any) -> None:
        pass

"use strict";
// A click on a word asks why it is linked, or why it is not; without this script the field under "Why not?" does.
const form = document.getElementById("ask");

function wordAt(text) {
  const place = getSelection();
  if (!place.rangeCount || !text.contains(place.anchorNode) || place.anchorNode.nodeType !== Node.TEXT_NODE) return null;
  const range = place.getRangeAt(0).cloneRange();
  if (range.collapsed) {
    const inWord = /[\p{L}\p{M}\p{N}'’-]/u;
    const data = range.startContainer.data;
    let [start, end] = [range.startOffset, range.startOffset];
    while (start > 0 && inWord.test(data[start - 1])) start -= 1;
    while (end < data.length && inWord.test(data[end])) end += 1;
    range.setStart(range.startContainer, start);
    range.setEnd(range.startContainer, end);
  }
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const [skipped, word] = [before, range].map(plain);
  return word.trim() ? { start: [...skipped].length, word } : null;
}

// The text of a range without the cards of its names.
function plain(range) {
  const copy = range.cloneContents();
  copy.querySelectorAll(".card").forEach((card) => card.remove());
  return copy.textContent;
}

async function ask() {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("#why-answer, .refused");
  const place = document.getElementById("why-answer");
  if (found) place.replaceChildren(...found.childNodes);
  place.parentElement.scrollIntoView({ block: "nearest" });
}

if (form) {
  const { word, start } = form.elements;
  word.addEventListener("input", () => { start.value = ""; });
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  document.querySelector(".text").addEventListener("click", (event) => {
    if (event.target.closest(".card")) return;
    const found = wordAt(event.currentTarget);
    if (!found) return;
    word.value = found.word;
    start.value = found.start;
    ask();
  });
}


"use strict";
// What is typed into a search field hides the items that do not have it, accents and capitals aside.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
for (const field of document.querySelectorAll("input[data-filters]")) {
  const items = [...document.querySelectorAll(field.dataset.filters)];
  const texts = items.map((item) => plain(item.textContent));
  const told = field.closest("p").querySelector("output");
  field.addEventListener("input", () => {
    const asked = plain(field.value.trim());
    items.forEach((item, i) => { item.hidden = !texts[i].includes(asked); });
    told.textContent = asked ? `${items.filter((item) => !item.hidden).length} of ${items.length}` : "";
  });
}

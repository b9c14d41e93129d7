
"use strict";
// Escape closes the card of a name; leaving the name lets it open again.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const name of document.querySelectorAll(".name:is(:hover, :focus-within)")) {
    name.classList.add("closed");
    const open = () => name.classList.remove("closed");
    name.addEventListener("pointerleave", open, { once: true });
    name.addEventListener("focusout", open, { once: true });
  }
});

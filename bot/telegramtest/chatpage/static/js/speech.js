// What a screen reader is told, and the little messages that come and go.

import { el, icon } from "./dom.js";

const live = document.getElementById("live");
const keep = 8000; // ms a spoken line stays in the live region

/** say has a line read out when the reader has time. */
export function say(text) {
  if (!text) return;
  const line = el("p", { text });
  live.append(line);
  setTimeout(() => line.remove(), keep);
}

/** toast shows a short line over a phone (or the page) and has it read out. */
export function toast(text, over = document.body, tone = "") {
  const node = el("p", { class: `toast ${tone}`, text });
  let shelf = over.querySelector(":scope > .toasts");
  if (!shelf) {
    shelf = el("div", { class: "toasts" });
    over.append(shelf);
  }
  shelf.append(node);
  say(text);
  setTimeout(() => node.remove(), 3000 + 60 * text.length);
}

/** complain shows why something did not work. */
export function complain(error, over) {
  toast(error.message || "Something went wrong.", over, "wrong");
}

/** modal opens a dialog with a title and gives it; it is gone when it closes. Escape and a tap beside it close it. */
export function modal(title, ...content) {
  const box = el("dialog", { class: "modal", "aria-label": title },
    el("header", {},
      el("h2", { text: title }),
      el("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => box.close() }, icon("close"))),
    ...content);
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  document.body.append(box);
  box.showModal();
  return box;
}

/** alertBox is an answer to a tap that wants to be closed by hand. */
export function alertBox(title, text) {
  const box = modal(title, el("p", { class: "modal-text", dir: "auto", text }),
    el("footer", {}, el("button", { type: "button", class: "primary", text: "OK", autofocus: true, onclick: () => box.close() })));
}

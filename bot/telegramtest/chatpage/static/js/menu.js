// A menu that opens from a button.

import { el, icon } from "./dom.js";
import { roving } from "./rows.js";

/**
 * menu opens a list of items when the button is pressed. items() gives {label, hint, icon or sign, act} or null entries; place is
 * the positioned element the list is put into. Escape closes and gives the focus back, to the
 * button or to what was given to open().
 */
export function menu(button, label, place, items) {
  let list = null;
  let home = button; // gets the focus when the menu closes
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");

  const close = (back) => {
    if (!list) return;
    const gone = list;
    list = null;
    gone.remove();
    button.setAttribute("aria-expanded", "false");
    if (back) home.focus();
  };
  const open = (from = button) => {
    home = from;
    list = el("div", { class: "menu", role: "menu", "aria-label": label }, items().filter(Boolean).map((item) =>
      el("button", { type: "button", role: "menuitem", class: item.class, onclick: () => { close(true); item.act(); } },
        item.sign ?? (item.icon && icon(item.icon)),
        el("span", { class: "menu-label", text: item.label }),
        item.hint && el("span", { class: "menu-hint", text: item.hint }))));
    if (!list.childElementCount) {
      list = null;
      return;
    }
    roving(list, { leave: () => close(true) });
    list.addEventListener("focusout", (event) => {
      if (list && !list.contains(event.relatedTarget) && event.relatedTarget !== button) close(false);
    });
    list.addEventListener("keydown", (event) => {
      // Opened while typing: what fits no item is typed on. The focus moves before the letter arrives.
      const typed = home !== button && event.key.length === 1 && event.key !== " " && !event.defaultPrevented;
      if (event.key === "Tab" || typed) close(true);
    });
    place.append(list);
    button.setAttribute("aria-expanded", "true");
    list.querySelector("button").focus();
  };
  button.addEventListener("click", () => (list ? close(true) : open()));
  document.addEventListener("pointerdown", (event) => {
    if (list && !list.contains(event.target) && !button.contains(event.target)) close(false);
  });
  return { open, close };
}

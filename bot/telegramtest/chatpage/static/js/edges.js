// Phones that lie beyond an edge of the window: a button says so and leads there.

import { el, icon } from "./dom.js";

/** edges puts its buttons into the room around the row of phones; what it gives looks again, when other phones are shown. */
export function edges(row, room) {
  const go = (by) => row.scrollBy({ left: by * (row.querySelector(".phone:not([hidden])")?.offsetWidth ?? row.clientWidth), behavior: "smooth" });
  const make = (where, label, by) => el("button", { type: "button", class: `edge ${where}`, "aria-label": label, title: label, hidden: true, onclick: () => go(by) }, icon("chevron"));
  const before = make("before", "Phones to the left", -1);
  const after = make("after", "Phones to the right", 1);
  room.append(before, after);
  const look = () => {
    const left = row.scrollLeft, right = row.scrollWidth - row.clientWidth - left;
    before.hidden = left < 8;
    after.hidden = right < 8;
  };
  row.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(row);
  return look;
}
